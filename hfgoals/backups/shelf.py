"""Where backups lie: a folder a workbook, in the user's own folder or one that he chose.

A workbook is known by the moment at which it was made, which the file says of itself and its
copies say too, and by where it lies. One that was renamed or moved goes on with its backups; a
copy beside its original begins with none, so that neither thins the other's away.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from hfgoals.backups.backup import ENDING, Backup, Reason, as_json, read, write
from hfgoals.backups.thinning import staying
from hfgoals.lean import dataclass
from hfgoals.paths import backup_folder, settings_folder
from hfgoals.patterns import pattern
from hfgoals.places import real
from hfgoals.store.whole import brief_of, created_of
from hfgoals.trouble import CannotWrite
from hfgoals.writing import atomic_target

_SETTINGS: Final = "backups.json"
_KEY = pattern(r"[0-9]{0,14}-[0-9a-f]{12}")
_STALE_SECONDS: Final = 86_400
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """The backups of one workbook, newest first; there is one at least."""

    key: str
    """The name of their folder."""
    backups: tuple[Backup, ...]

    @property
    def newest(self) -> Backup:
        """The one with the latest time."""
        return self.backups[0]

    def at(self, when: str) -> Backup | None:
        """The one of that time as it is listed, or of ``latest``."""
        if when == "latest":
            return self.newest
        return next((each for each in self.backups if each.when == when), None)


class Shelf:
    """The folders of backups. Every call looks at the disk."""

    def __init__(self, folders: Iterable[Path], former: Iterable[Path] = ()) -> None:
        """New backups go to the first of ``folders`` that can be written; ``former`` are only
        looked through."""
        self._writable = tuple(dict.fromkeys(folders))
        self._folders = tuple(dict.fromkeys((*self._writable, *former)))

    @classmethod
    def own(cls) -> Shelf:
        """The user's: the folder that he chose, the program's own, and those chosen before."""
        chosen, former = chosen_folders()
        first = () if chosen is None else (chosen,)
        return cls((*first, backup_folder()), former)

    @property
    def folder(self) -> Path:
        """Where new backups go, as long as that can be written."""
        return self._folders[0]

    def workbooks(self, created: str = "") -> list[Kept]:
        """Every workbook that has backups, the one with the latest first; only those made at that
        moment unless it is "".
        """
        found: dict[str, list[Backup]] = {}
        for folder in self._folders:
            for inner in _listed(folder):
                made = f"{_digits(created)}-" if created else ""
                if _KEY.fullmatch(inner.name) and inner.name.startswith(made):
                    held = found.setdefault(inner.name, [])
                    held += [each for file in _listed(inner) if (each := _backup(file))]
        kept = [Kept(key, _newest_first(held)) for key, held in found.items() if held]
        return sorted(kept, key=lambda each: each.newest.at, reverse=True)

    def of(self, path: Path, created: str | None = None) -> Kept | None:
        """The backups of the workbook at that path, also one that is damaged or gone.

        ``created`` is what an open one says of itself: its file must not be looked into beside.
        """
        path = real(path)
        created = created_of(path) if created is None else created
        known = self.workbooks(created)
        own = _own(known, path, created)
        if own is None and created:
            # A copy without backups of its own: those of its original are better than none.
            own = next((each for each in known if each.newest.brief.created == created), None)
        # Another workbook may have been written over the one that was there.
        return own or _own(self.workbooks(), path, "")

    def add(
        self, data: bytes, path: Path, reason: Reason, now: datetime.datetime
    ) -> tuple[Backup, str]:
        """Keep the workbook's bytes, unless the newest backup holds the same; thin out the others.

        The backup that now holds them, and a sentence when it could not go where the user wants
        it. Raises Damaged when the bytes are no sound workbook, CannotWrite when no folder takes
        them; no other backup is touched then.
        """
        path, brief = real(path), brief_of(data, path.name)
        digest = sha256(data).hexdigest()
        own = _own(self.workbooks(brief.created), path, brief.created)
        if own is not None and (own.newest.digest, own.newest.path) == (digest, path):
            return own.newest, ""
        key = own.key if own is not None else _new_key(path, brief.created)
        at = _free(now.replace(microsecond=0), own)
        refused: CannotWrite | None = None
        for folder in self._writable:
            file = folder / key / f"{at:%Y%m%d-%H%M%S}-{reason}{ENDING}"
            made = Backup(file, at, reason, path, brief, digest, len(data))
            try:
                _make_folder(file.parent)
                write(file, data, made)
            except CannotWrite as trouble:
                refused = refused or trouble
                continue
            _thin_out(file.parent, at)
            told = "" if refused is None else _elsewhere(self.folder, folder)
            return made, told
        if refused is None:
            raise ValueError("there is no folder for backups")
        raise refused


def chosen_folders() -> tuple[Path | None, tuple[Path, ...]]:
    """The folder that the user chose for backups, None for the program's own; those before."""
    try:
        read_in: Any = json.loads((settings_folder() / _SETTINGS).read_text("utf-8"))
        chosen, former = read_in["folder"], tuple(Path(str(each)) for each in read_in["former"])
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, LookupError, TypeError):
        _log.warning("the setting of the backups' folder is unreadable", exc_info=True)
        return None, ()
    return (Path(str(chosen)) if chosen else None), former


def choose_folder(folder: Path | None) -> None:
    """Keep backups there from now on; None for the program's own folder. Raises CannotWrite."""
    before, former = chosen_folders()
    if before is not None and before not in former:
        former = (before, *former)
    told = {
        "folder": None if folder is None else str(folder),
        "former": [str(each) for each in former if each != folder],
    }
    with atomic_target(settings_folder() / _SETTINGS) as temporary:
        temporary.write_text(as_json(told), "utf-8")


def _own(known: Iterable[Kept], path: Path, created: str) -> Kept | None:
    """Those of that workbook; ``created`` is "" for one that does not say any more."""
    alike = [each for each in known if not created or each.newest.brief.created == created]
    here = [each for each in alike if any(_same(path, other.path) for other in each.backups)]
    if here or not created:
        return max(here, key=lambda each: _last_at(each, path), default=None)
    # Moved or renamed, when the file is no longer where it was; a copy, when it is.
    return next((each for each in alike if created_of(each.newest.path) != created), None)


def _last_at(kept: Kept, path: Path) -> datetime.datetime:
    return max(each.at for each in kept.backups if _same(path, each.path))


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)


def _new_key(path: Path, created: str) -> str:
    told = f"{created}|{os.path.normcase(path)}".encode(errors="surrogatepass")
    return f"{_digits(created)}-{sha256(told).hexdigest()[:12]}"


def _digits(created: str) -> str:
    return re.sub(r"[^0-9]", "", created.partition("+")[0])[:14]


def _free(at: datetime.datetime, own: Kept | None) -> datetime.datetime:
    """A second that no backup has: by it the user names one."""
    taken = {each.at for each in own.backups} if own is not None else set()
    while at in taken:
        at += datetime.timedelta(seconds=1)
    return at


def _listed(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _backup(file: Path) -> Backup | None:
    return read(file) if file.name.endswith(ENDING) else None


def _newest_first(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    by_time = {each.when: each for each in backups}
    return tuple(sorted(by_time.values(), key=lambda each: each.at, reverse=True))


def _make_folder(folder: Path) -> None:
    """Make the workbook's folder; never the one around it: that disk may just be unplugged."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"备份文件夹“{folder.parent}”现在用不了。",
            "填报的内容照常保存在工作簿里。",
            "请检查磁盘是否接好、是否已满，或在“文件→从备份恢复”里另选备份文件夹。",
        ) from error


def _elsewhere(wanted: Path, folder: Path) -> str:
    return f"备份文件夹“{wanted}”现在用不了，备份暂时存在“{folder}”。填报不受影响。"


def _thin_out(folder: Path, now: datetime.datetime) -> None:
    """Take away what need not stay; a disk that does not let go of it does no harm."""
    held = [each for file in _listed(folder) if (each := _backup(file))]
    stays = staying((each.at for each in held), now)
    with suppress(OSError):
        for each in held:
            if each.at not in stays:
                each.file.unlink(missing_ok=True)
        for left in folder.glob(".hfg-*.tmp"):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink(missing_ok=True)
