"""The doors of briefs: the desk, the public pages, verification."""
