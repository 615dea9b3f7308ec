"""What can be read; nothing here writes."""
