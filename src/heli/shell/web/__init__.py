"""The shell's own doors: preferences, gallery, error pages."""
