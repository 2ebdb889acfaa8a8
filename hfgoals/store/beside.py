"""What lies beside a .hfg file under the names that SQLite looks for, and whether it may meet it.

SQLite believes these files: a rollback journal is played back into the workbook, one that names a
super-journal makes it delete the file of that name, a write-ahead log is taken for the workbook's
latest content whatever the workbook's own header says. So nothing but a rollback journal that this
program could have left is ever in SQLite's reach.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import BinaryIO, Final

from hfgoals.plain import NotPlain, open_plain
from hfgoals.store.schema import PAGE_SIZE
from hfgoals.trouble import NotOurs

_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
"""At the head of every rollback journal, and at the very end of one that names a super-journal."""
_HEADER: Final = 28
_UNTIL_SYNCED: Final = 12
"""Bytes of the header that SQLite writes last."""
_SHORTEST_RECORD: Final = 16
"""Bytes of the length, the sum and the magic that end the naming of a super-journal."""
_ROOM: Final = 1 << 20
"""For the headers of a journal beside a small workbook."""
_LOGS: Final = ("-wal", "-shm")


def real_place(path: Path) -> Path:
    """Where the file itself lies: for a link, its journal lies there and not beside the link."""
    return path.resolve() if path.is_symlink() else path


def journal_of(path: Path) -> Path:
    """SQLite's rollback journal of that file."""
    real = real_place(path)
    return real.with_name(f"{real.name}-journal")


def names_beside(path: Path) -> tuple[Path, ...]:
    """Every name beside the file that means something to SQLite."""
    real = real_place(path)
    return (journal_of(path), *(real.with_name(f"{real.name}{ending}") for ending in _LOGS))


def has_journal(path: Path) -> bool:
    """Whether a step may be unfinished: a journal that is not empty lies beside the file."""
    try:
        return journal_of(path).lstat().st_size > 0
    except OSError:
        return False


def not_a_journal(path: Path) -> Path | None:
    """Somebody's file under the name of the journal that SQLite would delete as a blank one.

    Zeros and the beginning of a header are a journal of ours whose header is not written yet;
    SQLite leaves the magic and the count behind it zero until it has synced the rest.
    """
    journal = journal_of(path)
    try:
        descriptor = open_plain(journal)
    except (NotPlain, OSError):
        return None
    with os.fdopen(descriptor, "rb") as file:
        head = file.read(_HEADER)
    begun = not head[:_UNTIL_SYNCED].strip(b"\0") and head[-4:] == PAGE_SIZE.to_bytes(4, "big")
    ours = begun or not head.strip(b"\0") or head.startswith(_MAGIC[: len(head)])
    return None if ours else journal


def put_aside(found: Path) -> Path:
    """Give it a free name that means nothing to SQLite; the new one. Raises OSError."""
    return found.rename(found.with_name(f"{found.name}-旧-{secrets.token_hex(4)}"))


def check_beside(path: Path) -> None:
    """Look at what lies beside the file, before SQLite does.

    Raises NotOurs, naming it, for whatever this program cannot have left there.
    """
    journal, *logs = names_beside(path)
    for log in logs:
        if os.path.lexists(log):
            raise _refused(path, log, "说明有别的数据库程序正在用这个文件，或者改动过它")
    try:
        descriptor = open_plain(journal)
    except FileNotFoundError:
        return
    except NotPlain as found:
        raise _refused(path, journal, f"它{found.what}") from None
    except OSError:
        # What we may not read SQLite cannot use either, and it waits for a scanner to let go.
        return
    with os.fdopen(descriptor, "rb") as file:
        why = _fault_of(file, real_place(path))
    if why:
        raise _refused(path, journal, why)


def _fault_of(journal: BinaryIO, path: Path) -> str:
    """Why this program cannot have left such a journal beside that file; "" when it can."""
    head = journal.read(_HEADER)
    size = journal.seek(0, os.SEEK_END)
    if size >= _SHORTEST_RECORD:
        journal.seek(-len(_MAGIC), os.SEEK_END)
        if journal.read(len(_MAGIC)) == _MAGIC:
            return "它会让别处的文件被删除"
    try:
        held = path.stat().st_size
    except FileNotFoundError:
        held = 0
    # A step keeps each page at most once, with eight bytes and now and then a header.
    if size > 2 * held + _ROOM:
        return "它大得不正常"
    if len(head) == _HEADER and head.startswith(_MAGIC):
        pages, page_size = (int.from_bytes(head[at : at + 4], "big") for at in (16, 24))
        # No step makes the file shorter, so it is at least as long as before the step.
        if page_size != PAGE_SIZE or pages * PAGE_SIZE > held:
            return "它属于另一个文件"
    return ""


def _refused(path: Path, found: Path, why: str) -> NotOurs:
    return NotOurs(
        f"“{path.name}”旁边有一个“{found.name}”，不是本程序留下的：{why}。",
        "程序没有使用它，所有文件都没有改动。",
        f"请把“{found.name}”移到别的文件夹后重试；如果是别人发来的，请让对方只发“{path.name}”。",
    )
