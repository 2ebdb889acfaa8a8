"""Frozen, typed values of a workbook and the steps that change them."""
