"""Workbooks in older shapes, as plain cells like those of an .xlsx: BIFF (.xls, .et), and web pages
that budget systems give out under the name of a workbook. Runs in the child.
"""
