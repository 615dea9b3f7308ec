"""The desk's screens of areas and sites."""
