"""Keeping a grid centre: its responsibility list, its rules, its usual answers, and who changed them."""
