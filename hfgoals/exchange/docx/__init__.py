"""Word documents: what the child process reads of one, and what that means.

plain and its neighbours body, grid, numbering and parts run in the child and know only the standard
library; reading tells of what was passed by, and hands the rest to the reader of the standard forms
(exchange/standard/document.py) as paragraphs and tables.
"""
