"""The .hfg file. The only SQL of the program; the format is told in docs/file-format.md.

What looks at damaged files and salvages them is imported from ``damaged`` and ``salvage``: a
sound one opens without it.
"""

from __future__ import annotations

from hfgoals.store.lock import login_name
from hfgoals.store.opening import create, open_file
from hfgoals.store.store import NOTHING_BESIDE, Besides, Store
from hfgoals.store.told import Loss, SalvageReport
from hfgoals.store.verify import VerifyReport, verify
from hfgoals.store.writer import Writer

__all__ = [
    "NOTHING_BESIDE",
    "Besides",
    "Loss",
    "SalvageReport",
    "Store",
    "VerifyReport",
    "Writer",
    "create",
    "login_name",
    "open_file",
    "verify",
]
