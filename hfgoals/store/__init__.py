"""The .hfg file. The only SQL of the program; the format is told in docs/file-format.md."""

from __future__ import annotations

from hfgoals.store.damaged import open_damaged
from hfgoals.store.lock import login_name
from hfgoals.store.opening import create, open_file
from hfgoals.store.salvage import Salvaged, salvage, salvaged
from hfgoals.store.store import NOTHING_BESIDE, Besides, Store
from hfgoals.store.told import Loss, SalvageReport
from hfgoals.store.verify import VerifyReport, verify
from hfgoals.store.writer import Writer

__all__ = [
    "NOTHING_BESIDE",
    "Besides",
    "Loss",
    "SalvageReport",
    "Salvaged",
    "Store",
    "VerifyReport",
    "Writer",
    "create",
    "login_name",
    "open_damaged",
    "open_file",
    "salvage",
    "salvaged",
    "verify",
]
