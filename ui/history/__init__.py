"""Versions, what differs between two states, and the change log, on the screen."""
