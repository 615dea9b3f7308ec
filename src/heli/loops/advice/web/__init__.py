"""The doors of advice: the desk of the office, of authors and liaisons, and the public pages."""
