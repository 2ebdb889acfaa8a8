"""Reading in and giving out data. Readers propose; only a Workbook writes."""
