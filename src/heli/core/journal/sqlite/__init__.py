"""SQLite as Django has it, but for one thing that it does at every statement."""
