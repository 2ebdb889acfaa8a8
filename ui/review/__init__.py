"""The checks in the window: what they find, where it is shown, what can be done about it."""
