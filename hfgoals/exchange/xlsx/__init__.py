"""Excel workbooks (.xlsx) read in.

parts, numbers, cells and plain run in the child and know only the standard library; reading turns
plain cells into a Proposal.
"""
