"""A private copy of a file whose last writer was killed in the middle of a step.

Such a file has a rollback journal beside it. Rolling it back needs writing, so readers that must
not write, and a writer that wants to know beforehand how it will end, do it in a copy.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.plain import open_plain
from hfgoals.store.beside import check_beside, journal_of
from hfgoals.temporary import made_folder, removed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The copy; ``remove`` it when done."""

    path: Path

    @classmethod
    def take(cls, path: Path) -> Snapshot:
        """Copy the file with its journal. Raises OSError, NotOurs for a journal of another make."""
        check_beside(path)
        folder = made_folder()
        try:
            copy = folder / "copy.hfg"
            shutil.copyfile(path, copy)
            # Whatever has taken its place meanwhile: the copy is looked at when it is opened.
            with (
                os.fdopen(open_plain(journal_of(path)), "rb") as journal,
                journal_of(copy).open("xb") as into,
            ):
                shutil.copyfileobj(journal, into)
        except BaseException:
            removed(folder)
            raise
        return cls(copy)

    def remove(self) -> None:
        """Take the copy away."""
        removed(self.path.parent)
