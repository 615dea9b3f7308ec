"""What can be done; each file is about one thing."""
