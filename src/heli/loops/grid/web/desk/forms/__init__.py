"""What is filled in at the desk: one small form for each step."""
