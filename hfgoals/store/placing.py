"""Putting a whole new file at a path, or none: written beside it, synced, then moved in one go."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hfgoals.store.beside import journal_of, names_beside, put_aside
from hfgoals.store.faults import placing_trouble, writing_trouble
from hfgoals.writing import (
    clear_leftovers,
    folder_made_durable,
    made_durable,
    move_to_free,
    must_suit_windows,
)


@contextmanager
def placing(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Gives a free path to write the file at; at the end it stands at ``path``, durably.

    Raises CannotWrite when there is a file at ``path`` already (unless told to replace it) or when
    it cannot be written; nothing is left behind then.
    """
    must_suit_windows(path)
    temporary = path.with_name(f".{secrets.token_hex(8)}.hfg.tmp")
    try:
        if not replace and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "", str(path))
        clear_leftovers(path.parent)
        yield temporary
        made_durable(temporary)
        _set_aside(path)
        if replace:
            temporary.replace(path)
        else:
            move_to_free(temporary, path)
        folder_made_durable(path.parent)
    except OSError as error:
        raise placing_trouble(error, path) from error
    except sqlite3.Error as error:
        raise writing_trouble(error, path) from error
    finally:
        for left in (temporary, journal_of(temporary)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def _set_aside(path: Path) -> None:
    # SQLite would take what an earlier file of this name left behind for the new one's.
    for left in names_beside(path):
        if os.path.lexists(left):
            put_aside(left)
