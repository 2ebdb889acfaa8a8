"""One backup: a zip archive of the .hfg file and what is told of it, for whoever opens it.

Any program that unpacks zip archives gets the workbook out, also where this one is long gone.
"""

from __future__ import annotations

import datetime
import json
import os
import zipfile
import zlib
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from hfgoals.lean import dataclass
from hfgoals.model.money import Money
from hfgoals.model.values import Book, Unit
from hfgoals.plain import open_plain
from hfgoals.store.schema import LARGEST
from hfgoals.store.whole import Brief, YearBrief, book_of
from hfgoals.trouble import Damaged, Trouble
from hfgoals.writing import atomic_target

Reason = Literal["opened", "timed", "roll", "merge", "import", "restore", "upgrade"]
REASONS: Final[dict[Reason, str]] = {
    "opened": "打开后首次修改前",
    "timed": "工作中定时",
    "roll": "结转前",
    "merge": "汇总前",
    "import": "读入前",
    "restore": "恢复前",
    "upgrade": "旧版文件升级前",
}
ENDING: Final = ".hfgbackup.zip"
FORMAT: Final = "hfgoals-backup/1"
_WORKBOOK, _ABOUT = "workbook.hfg", "about.json"
_LARGEST_ABOUT: Final = 1_000_000
_LEVEL: Final = 3
"""Of compression: a higher one takes three times as long for a tenth less."""
_UNREADABLE: Final = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What a damaged archive may be answered with; RuntimeError for one under a password."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies in its folder."""

    file: Path
    at: datetime.datetime
    """When it was made, in local time, to the second; no two of a workbook are alike."""
    reason: Reason
    path: Path
    """Where the workbook was then."""
    brief: Brief
    digest: str
    """SHA-256 of the .hfg file, hexadecimal."""
    size: int
    """Bytes of the .hfg file."""

    @property
    def when(self) -> str:
        """When, as it is listed and asked for."""
        return f"{self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def name(self) -> str:
        """How troubles call it."""
        return f"{self.path.name} {self.when}的备份"

    def content(self) -> bytes:
        """The .hfg file, just as it was. Raises Damaged, or Trouble when it cannot be read."""
        try:
            data = _entry(self.file, _WORKBOOK, LARGEST)
        except FileNotFoundError as error:
            raise Trouble(
                f"“{self.name}”已经不在了。", "别的备份没有改动。", "请另选一份备份。"
            ) from error
        except _UNREADABLE as error:
            raise self._damaged() from error
        if sha256(data).hexdigest() != self.digest:
            raise self._damaged()
        return data

    def book(self) -> Book:
        """All that the workbook held. Raises as ``content`` does."""
        return book_of(self.content(), self.name)

    def _damaged(self) -> Damaged:
        return Damaged(
            f"“{self.name}”有损坏，不能用。",
            "工作簿和别的备份都没有改动。",
            "请另选一份时间相近的备份。",
        )


def as_json(told: dict[str, Any]) -> str:
    """Readable JSON; escaped where the name of a file is no text."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return text if text.isascii() or _is_text(text) else json.dumps(told, indent=1)


def _is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def write(file: Path, data: bytes, about: Backup) -> None:
    """Put the backup there, whole and read back, or not at all; the data are looked through.

    Raises CannotWrite when it cannot be written, Damaged when it does not come back as it was.
    """
    told = {
        "format": FORMAT,
        "at": about.at.isoformat(),
        "reason": about.reason,
        "path": str(about.path),
        "version": about.brief.version,
        "created": about.brief.created,
        "unit": {"code": about.brief.unit.code, "name": about.brief.unit.name},
        "years": [
            {
                "year": each.year,
                "projects": each.projects,
                "budget": None if each.budget is None else each.budget.fen,
            }
            for each in about.brief.years
        ],
        "size": about.size,
        "sha256": about.digest,
    }
    text = as_json(told)
    with atomic_target(file) as temporary:
        with zipfile.ZipFile(
            temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL, strict_timestamps=False
        ) as archive:
            archive.writestr(_ABOUT, text)
            archive.writestr(_WORKBOOK, data)
        try:
            back = _entry(temporary, _WORKBOOK, LARGEST)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            back = b""
        # Just these bytes were opened and their seal compared when the brief was taken.
        if back != data:
            raise about._damaged()


def read(file: Path) -> Backup | None:
    """What is told of the backup in that file; None when it is none, or cannot be read."""
    try:
        found = file.lstat()
    except OSError:
        return None
    return _read(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4000)
def _read(file: Path, _modified: int, _size: int) -> Backup | None:
    try:
        told = json.loads(_entry(file, _ABOUT, _LARGEST_ABOUT))
        return _told(file, told)
    except (*_UNREADABLE, LookupError, TypeError):
        return None


def _told(file: Path, told: dict[str, Any]) -> Backup | None:
    if told["format"] != FORMAT or told["reason"] not in REASONS:
        return None
    years = tuple(
        YearBrief(
            int(each["year"]),
            int(each["projects"]),
            None if each["budget"] is None else Money(int(each["budget"])),
        )
        for each in told["years"]
    )
    unit = Unit(str(told["unit"]["code"]), str(told["unit"]["name"]))
    return Backup(
        file,
        datetime.datetime.fromisoformat(told["at"]).astimezone(),
        told["reason"],
        Path(told["path"]),
        Brief(int(told["version"]), str(told["created"]), unit, years),
        str(told["sha256"]),
        int(told["size"]),
    )


def _entry(file: Path, name: str, largest: int) -> bytes:
    """The contents of a file in the archive, which may be anybody's."""
    with os.fdopen(open_plain(file), "rb") as opened, zipfile.ZipFile(opened) as archive:
        entry = archive.getinfo(name)
        if entry.file_size > largest:
            raise zipfile.BadZipFile(name)
        with archive.open(entry) as content:
            data = content.read(largest + 1)
    if len(data) != entry.file_size:
        raise zipfile.BadZipFile(name)
    return data
