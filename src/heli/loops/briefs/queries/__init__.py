"""Reads: what stands in a brief, what can be bound to it, and what is still missing."""
