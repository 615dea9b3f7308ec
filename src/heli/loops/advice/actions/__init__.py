"""Writes: one function per act, from the first draft of a proposal to the last word to its author."""
