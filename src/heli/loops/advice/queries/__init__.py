"""Reads: querysets and frozen dataclasses; nothing here writes or knows a request."""
