"""A private copy of a file whose last writer was killed in the middle of a step.

Such a file has a rollback journal beside it. Rolling it back needs writing, so readers that must
not write, and a writer that wants to know beforehand how it will end, do it in a copy.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hfgoals.store.placing import journal_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The copy; ``remove`` it when done."""

    path: Path

    @classmethod
    def take(cls, path: Path) -> Snapshot:
        """Copy the file with its journal. Raises OSError."""
        folder = Path(tempfile.mkdtemp(prefix="hfgoals-"))
        try:
            copy = folder / "copy.hfg"
            shutil.copyfile(path, copy)
            shutil.copyfile(journal_of(path), journal_of(copy))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return cls(copy)

    def remove(self) -> None:
        """Take the copy away."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def has_journal(path: Path) -> bool:
    """Whether a step may be unfinished: a journal that is not empty lies beside the file."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False
