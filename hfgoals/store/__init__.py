"""The .hfg file. The only SQL of the program; the format is told in docs/file-format.md."""

from __future__ import annotations

from hfgoals.store.opening import create, open_file
from hfgoals.store.salvage import SalvageReport, salvage
from hfgoals.store.store import Store
from hfgoals.store.verify import VerifyReport, verify
from hfgoals.store.writer import Writer

__all__ = [
    "SalvageReport",
    "Store",
    "VerifyReport",
    "Writer",
    "create",
    "open_file",
    "salvage",
    "verify",
]
