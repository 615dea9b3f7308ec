"""Signing in: allauth behind our own doors, limits and pages."""
