"""Backups: choosing one by what it holds, and bringing it back."""
