"""Word documents: what the child process reads of one, and what that means.

plain and its neighbours body, grid, numbering and parts run in the child and know only the standard
library; paragraphs, forms and reading make a Proposal of what it tells.
"""
