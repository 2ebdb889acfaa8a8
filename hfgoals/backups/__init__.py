"""Backups of workbooks, made without being asked: docs/file-format.md, "Backups"."""

from __future__ import annotations

from hfgoals.backups.backup import REASONS, Backup, Reason
from hfgoals.backups.keeper import Keeper, Standing
from hfgoals.backups.shelf import Kept, Shelf

__all__ = ["REASONS", "Backup", "Keeper", "Kept", "Reason", "Shelf", "Standing"]
