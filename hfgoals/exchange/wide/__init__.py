"""The wide table of indicators read back: heading finds the columns, reading takes in the rows."""
