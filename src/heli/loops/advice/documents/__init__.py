"""What leaves the house: issues as docx and PDF, the report on what was taken up as xlsx."""
