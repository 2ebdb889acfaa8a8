"""A process that backs up one state after the other as fast as it can; made to be killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hfgoals.backups import Shelf
from hfgoals.store import open_file
from tests.backups.making import NOW, add, renamed


def main(path: Path, folder: Path, first: int) -> None:
    """A line with n goes out once the state called n is backed up; all have one moment."""
    shelf = Shelf([folder])
    with open_file(path) as store:
        for number in range(first, first + 1_000_000):
            renamed(store, f"第{number}")
            add(shelf, store, NOW)
            os.write(1, b"%d\n" % number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
