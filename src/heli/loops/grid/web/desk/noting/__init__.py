"""Noting at the desk what somebody reports by telephone, in person or by a hotline."""
