"""What comes back put into a workbook: one proposal taken in, or many files gathered."""
