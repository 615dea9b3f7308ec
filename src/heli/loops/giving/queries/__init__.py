"""Reads: slips as they are typed, what was given and where it is, what is due, what everybody may see."""
