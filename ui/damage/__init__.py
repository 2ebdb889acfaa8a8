"""A damaged workbook in the window: what is lost, marked and listed; salvaging it."""
