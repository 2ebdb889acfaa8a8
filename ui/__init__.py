"""The window. Imports hfgoals; holds no rule, no SQL, no layout arithmetic."""
