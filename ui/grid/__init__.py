"""The table editor: a Sheet on the screen, edited in place."""
