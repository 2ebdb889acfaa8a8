"""What the bytes of a damaged file still hold: its lines, and which are the present ones.

The file is only read.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import product
from pathlib import Path
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.patterns import pattern
from hfgoals.store.beside import has_journal
from hfgoals.store.connection import connect
from hfgoals.store.digests import SEAL_KEY, Key, Seal, StoredLine, digest_of
from hfgoals.store.pages import Line, Pages, Standing, TooMuch, readable
from hfgoals.store.remains import Remains
from hfgoals.store.schema import PAGE_SIZE, VERSION, not_ours, too_new
from hfgoals.store.snapshot import Snapshot
from hfgoals.store.told import Loss
from hfgoals.trouble import Damaged, FileMissing, NotOurs, Trouble

LARGEST = 256 * 1024 * 1024
"""In bytes; all of it is held in memory."""
_UNTOUCHED = "损坏的文件没有改动。"
_SEAL = pattern(r"(\d{1,9}):([0-9a-f]{64})")
_MOST_HEALED: Final = 8
"""So many damaged lines are tried with one digest and another: some thousand sums."""
_OURS: Key = ("meta", SEAL_KEY)


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of a damaged file that are its present ones, and what is known of the others."""

    chosen: dict[Key, Line]
    bad: tuple[Line, ...]
    """Lines in their places whose digest does not hold."""
    uncertain: frozenset[Key]
    stale: dict[Key, Line]
    seal: Seal | None
    whole: bool
    """Whether the seal proves that nothing is missing and nothing is from an older state."""
    certain: bool
    """Whether it proves that the chosen are the present ones, though something may be missing: it
    adds up with the digests of the damaged lines."""
    doubts: tuple[Loss, ...]
    """What is doubtful about the bytes themselves."""

    @property
    def suspect(self) -> bool:
        """Whether any line may be from an older state: their number is right, their sum is not."""
        return self.absent == 0 and not self.certain

    @property
    def absent(self) -> int | None:
        """How many lines fewer than the seal tells of; None when there is no telling."""
        if self.seal is None:
            return None
        return max(0, self.seal.lines - sum(key != _OURS for key in self.chosen))

    @property
    def sample(self) -> bool:
        """Whether the workbook is the sample."""
        return self.meta("sample") == "1"

    def meta(self, key: str) -> str:
        """What the file says of itself under that key; "" when that is lost."""
        line = self.chosen.get(("meta", key))
        return readable(line.columns[1]) if line is not None else ""

    def lines(self, table: str) -> Iterator[Line]:
        """The chosen lines of that table."""
        return (line for (name, _), line in self.chosen.items() if name == table)

    def storable(self, *tables: str) -> list[StoredLine]:
        """The chosen lines of these tables as they are stored."""
        found = []
        for table in tables:
            for line in self.lines(table):
                # What is no text has a digest all the same when somebody wrote it on purpose.
                with contextlib.suppress(UnicodeDecodeError):
                    found.append(line.stored)
        return found

    def lost_records(self) -> Iterator[Line]:
        """The damaged records, each once."""
        told: set[Key] = set()
        for line in self.bad:
            if "record" in line.tables and line.key not in self.chosen and line.key not in told:
                told.add(line.key)
                yield line

    def tell(self, remains: Remains) -> None:
        """Add what became of everything that is not among the rows taken to the losses."""
        if self.whole:
            return
        told = set()
        for line in self.lost_records():
            told.add(line.key)
            remains.lose(line)
        remains.losses.extend(remains.missing())
        for key in () if self.certain else self.uncertain:
            if key[0] == "record":
                remains.lose(self.chosen[key], "uncertain")
        for key, line in self.stale.items():
            if key[0] == "record" and key not in told:
                remains.lose(line, "left_out")
        if self.suspect:
            why = "记录的条数对，但与总校验不符：有的可能是以前的内容"
            remains.losses.append(Loss("uncertain", "整个文件", why))


def found_in(path: Path) -> Found:
    """What is left of the file.

    Raises FileMissing, NotOurs, TooNew, Damaged when nothing of it can be read.
    """
    data, doubts = _read(path)
    choice, bad = _choice(path, data)
    healed = None if choice.whole else _healed(choice, bad)
    if healed is not None:
        choice.chosen |= healed
        choice.whole = choice.seal == _seal_over(choice.chosen)
    return Found(
        choice.chosen,
        tuple(bad),
        frozenset(choice.uncertain),
        choice.stale,
        choice.seal,
        choice.whole,
        choice.whole or healed is not None,
        tuple(doubts),
    )


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


def _healed(choice: _Choice, bad: list[Line]) -> dict[Key, Line] | None:
    """The damaged lines of which only the digest was hit, when the seal adds up with the others'
    own digests; None when it does not, however they are taken.
    """
    seal, held = choice.seal, {line.digest for line in choice.chosen.values()}
    lost = {line.digest: line for line in bad if line.standing > Standing.STALE}
    lines = [line for digest, line in lost.items() if digest not in held]
    if seal is None or len(lines) > _MOST_HEALED:
        return None
    found = _seal_over(choice.chosen)
    if found.lines + len(lines) != seal.lines:
        return None
    for taken in product(*(_ways(line) for line in lines)):
        summed = sum(int.from_bytes(each.digest, "big") for each in taken)
        if (found.total + summed) % 2**256 == seal.total:
            return {each.key: each for each in taken if each.sound}
    return None


def _ways(line: Line) -> tuple[Line, ...]:
    """The line with the digest that its columns should have, and as it stands.

    In this order: the same bit in two digests may have made one less and the other more.
    """
    plain = [b"%d" % each if isinstance(each, int) else each for each in line.columns]
    right = (
        replace(line, tables=(table,), digest=digest_of(table, *plain), sound=True)
        for table in line.tables
    )
    return *right, line


def _seal_over(chosen: dict[Key, Line]) -> Seal:
    return Seal.over({key: line.digest for key, line in chosen.items() if key != _OURS})


def _proven(base: dict[Key, Line], seals: list[Seal], lines: list[Line]) -> _Choice | None:
    """These lines, when a seal is theirs, or theirs and one more's; else None."""
    found = _seal_over(base)
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
