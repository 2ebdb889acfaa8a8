"""Excel workbooks (.xlsx) read in: a child process with limits reads cells, the rest reads forms.

prescan, parts, numbers, cells, worker run in the child and know only the standard library;
child starts it; tables, the forms and reading turn plain cells into a Proposal.
"""
