"""Gathering from files: find the sources, read them, and keep a log of what became of them.

What gathering means is in hfgoals.exchange.gathering; window and command line meet here.
"""
