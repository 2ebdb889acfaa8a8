"""All that a damaged file still holds, into a new sound one; the damaged one is only read."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hfgoals.store.beside import has_journal
from hfgoals.store.connection import connect
from hfgoals.store.digests import SEAL_KEY, Key, Seal, StoredLine
from hfgoals.store.opening import create
from hfgoals.store.pages import Line, Pages, Standing, TooMuch, readable
from hfgoals.store.remains import LOSSES, Loss, Remains
from hfgoals.store.schema import PAGE_SIZE, SCHEMAS, VERSION, not_ours, too_new
from hfgoals.store.snapshot import Snapshot
from hfgoals.trouble import CannotWrite, Damaged, FileMissing, NotOurs, Trouble

LARGEST = 256 * 1024 * 1024
"""In bytes; all of it is held in memory."""
_UNTOUCHED = "损坏的文件没有改动。"
_SEAL = re.compile(r"(\d{1,9}):([0-9a-f]{64})")
_OURS: Key = ("meta", SEAL_KEY)


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What came into the new file and what did not."""

    saved: int
    """Rows of the workbook."""
    whole: bool
    """Whether the seal proves that nothing is missing and nothing is from an older state."""
    absent: int | None
    """How many lines fewer than the seal tells of; None when there is no telling."""
    losses: tuple[Loss, ...]
    """One by one, as far as is known; none when it is whole."""

    @property
    def summary(self) -> str:
        """What came of it, in a sentence or two."""
        if self.whole:
            return f"抢救出 {self.saved} 行，逐条核对无误，没有缺失。"
        if self.absent is None:
            left = "是不是全部，已经无从核对。"
        else:
            left = f"还缺 {self.absent} 条记录。" if self.absent else "条数没有缺少。"
        return f"抢救出 {self.saved} 行，{left}"

    def listed(self) -> list[str]:
        """The losses by kind: a heading each, and an indented line for every one."""
        lines = []
        for kind, heading in LOSSES.items():
            found = [loss for loss in self.losses if loss.kind == kind]
            if found:
                lines.append(f"{heading}（{len(found)} 处）：")
            for loss in found:
                told = " ".join(loss.text.split())
                lines.append(f"  {loss.where}{f'：{told}' if told else ''}")
        return lines


def salvage(path: Path, target: Path) -> SalvageReport:
    """Put all that can be trusted of the file into a new one at ``target``, and tell of the rest.

    Raises FileMissing, NotOurs, TooNew, Damaged when nothing of it can be read, CannotWrite.
    """
    path, target = Path(path).absolute(), Path(target).absolute()
    if os.path.lexists(target):
        raise CannotWrite(f"“{target.name}”已经存在。", "原有文件没有改动。", "请换一个文件名。")
    data, doubts = _read(path)
    choice, bad = _choice(path, data)
    remains, others = Remains(), []
    for table in SCHEMAS[VERSION]:
        lines = [line for (name, _), line in choice.chosen.items() if name == table]
        if table == "record":
            remains.take(lines)
        elif table != "meta":
            others += _storable(lines)
    sample = choice.chosen.get(("meta", "sample"))
    saved = len(remains.rows)
    book = remains.book(sample is not None and sample.columns[1] == b"1")
    if not choice.whole:
        _tell(remains, choice, bad)
    create(target, book, others).close()
    absent = None
    if choice.seal is not None:
        absent = max(0, choice.seal.lines - sum(key != _OURS for key in choice.chosen))
    return SalvageReport(saved, choice.whole, absent, (*doubts, *remains.losses))


def _storable(lines: Iterable[Line]) -> list[StoredLine]:
    found = []
    for line in lines:
        # What is no text has a digest all the same when somebody wrote it on purpose.
        with contextlib.suppress(UnicodeDecodeError):
            found.append(line.stored)
    return found


# ----------------------------------------------------------------- reading
def _read(path: Path) -> tuple[bytes, list[Loss]]:
    """The file as it was after its last whole step, and what is doubtful about that."""
    if not path.exists():
        raise FileMissing(f"找不到文件“{path}”。", "", "请检查它是否被移动、改名，或磁盘没有接好。")
    if not path.is_file():
        raise NotOurs(f"“{path.name}”不是一个文件。", "", "请选择 .hfg 文件。")
    if not has_journal(path):
        return _bytes_of(path), []
    try:
        snapshot = Snapshot.take(path)
    except NotOurs as trouble:
        return _bytes_of(path), [Loss("uncertain", "最后一步", trouble.what)]
    except OSError as error:
        raise Trouble(f"检查“{path.name}”时无法建立临时副本。", _UNTOUCHED) from error
    try:
        # SQLite takes back the step that was broken off, whatever else is wrong with the file.
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(connect(snapshot.path, "rw")) as connection,
        ):
            connection.execute("SELECT type FROM sqlite_schema").fetchone()
        return _bytes_of(snapshot.path), []
    finally:
        snapshot.remove()


def _bytes_of(path: Path) -> bytes:
    """The whole file; a place where the disk fails is zeros."""
    try:
        with path.open("rb", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size > LARGEST:
                raise not_ours(path, "它大得不正常")
            parts, at = [], 0
            while at < size:
                file.seek(at)
                part = _page_of(file.fileno())
                parts.append(part)
                at += len(part)
    except OSError as error:
        raise Trouble(
            f"读不了文件“{path.name}”：{error.strerror or error}。", _UNTOUCHED, "请检查访问权限。"
        ) from error
    return b"".join(parts)[:size]


def _page_of(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, PAGE_SIZE) or bytes(PAGE_SIZE)
    except OSError:
        return bytes(PAGE_SIZE)


# ----------------------------------------------------------------- choosing
@dataclass(slots=True)
class _Choice:
    """Which of the lines found are the workbook's present ones."""

    chosen: dict[Key, Line] = field(default_factory=dict)
    uncertain: set[Key] = field(default_factory=set)
    stale: dict[Key, Line] = field(default_factory=dict)
    seal: Seal | None = None
    whole: bool = False


def _choice(path: Path, data: bytes) -> tuple[_Choice, list[Line]]:
    """The choice, and the lines found in their places whose digest does not hold."""
    try:
        lines = list(Pages(data).lines())
    except TooMuch:
        raise not_ours(path, "它里面的内容乱得不正常") from None
    choice = _settled([line for line in lines if line.sound])
    told = choice.chosen.get(("meta", "version"))
    version = readable(told.columns[1]) if told is not None else "1"
    if version.isdecimal() and len(version) < 9 and int(version) > VERSION:
        raise too_new(path)
    if not any(table == "record" for table, _ in choice.chosen):
        if b"HFGL" not in data[:100]:
            raise not_ours(path)
        raise Damaged(
            f"“{path.name}”里没有找到一条完好的记录，抢救不出内容。",
            _UNTOUCHED,
            "请改用备份或副本，并保留这个文件。",
        )
    return choice, [line for line in lines if not line.sound]


def _settled(lines: list[Line]) -> _Choice:
    lines.sort(key=lambda line: -line.standing)
    by_standing: dict[Standing, dict[Key, Line]] = {each: {} for each in Standing}
    present = by_standing[Standing.PRESENT]
    doubled: set[Key] = set()
    for line in lines:
        known = by_standing[line.standing].setdefault(line.key, line)
        if known.digest != line.digest:
            doubled.add(line.key)
    likely = by_standing[Standing.LIKELY] | present
    every = by_standing[Standing.STALE] | likely
    seals = [seal for line in lines if line.key == _OURS and (seal := _seal_of(line)) is not None]
    for base in (present, likely, every):
        found = _proven(base, seals, lines)
        if found is not None:
            return found
    stale = {key: line for key, line in every.items() if key not in likely}
    doubtful = {key for key in likely if key not in present or key in doubled}
    live = next((line for line in lines if line.key == _OURS), None)
    known_seal = None if live is None or live.standing == Standing.STALE else _seal_of(live)
    return _Choice(likely, doubtful, stale, known_seal)


def _proven(base: dict[Key, Line], seals: list[Seal], lines: list[Line]) -> _Choice | None:
    """These lines, when a seal is theirs, or theirs and one more's; else None."""
    found = Seal.over({key: line.digest for key, line in base.items() if key != _OURS})
    others = {line.digest: line for line in lines if line.key not in base}
    for seal in seals:
        if found == seal:
            return _Choice(base, seal=seal, whole=True)
        lacking = ((seal.total - found.total) % 2**256).to_bytes(32, "big")
        if found.lines == seal.lines - 1 and lacking in others:
            line = others[lacking]
            return _Choice(base | {line.key: line}, seal=seal, whole=True)
    return None


def _seal_of(line: Line) -> Seal | None:
    found = _SEAL.fullmatch(readable(line.columns[1]))
    return Seal(int(found[1]), int(found[2], 16)) if found else None


# ----------------------------------------------------------------- telling
def _tell(remains: Remains, choice: _Choice, bad: list[Line]) -> None:
    """Add what became of everything else to the losses."""
    told: set[Key] = set()
    for line in bad:
        if "record" in line.tables and line.key not in choice.chosen and line.key not in told:
            told.add(line.key)
            remains.lose(line)
    remains.losses.extend(remains.missing())
    for key in choice.uncertain:
        if key[0] == "record":
            remains.lose(choice.chosen[key], "uncertain")
    for key, line in choice.stale.items():
        if key[0] == "record" and key not in told:
            remains.lose(line, "left_out")
    seal = choice.seal
    if seal is not None and seal.lines == sum(key != _OURS for key in choice.chosen):
        why = "记录的条数对，但与总校验不符：有的可能是以前的内容"
        remains.losses.append(Loss("uncertain", "整个文件", why))
