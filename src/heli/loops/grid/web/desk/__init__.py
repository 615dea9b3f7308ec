"""The desk of a grid centre: its queue, the page of a case, and every step on it."""
