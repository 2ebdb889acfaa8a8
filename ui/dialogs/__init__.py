"""Dialogs: new workbook, reading in, exporting, year and unit."""
