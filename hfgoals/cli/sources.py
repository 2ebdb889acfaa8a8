"""Finding and reading many sources at once; one that cannot be read does not stop the others."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hfgoals.exchange.gathering import Source
from hfgoals.exchange.proposal import Note, Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import is_workbook
from hfgoals.model.values import Book
from hfgoals.store import open_file
from hfgoals.trouble import Cancelled, NotUnderstood, Trouble

# Also kinds that cannot be read yet: whoever sent one in is to be told, not passed over.
_SUFFIXES: Final = frozenset(".hfg .txt .xlsx .xlsm .xls .et .ods .docx .doc .wps".split())
_NOT_TAKEN: Final = "这个来源没有汇总，其余的照常。"
# A workbook is read in a process of its own: more than one at a time pays.
_MOST_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, with the name that people know it by."""

    path: Path
    name: str
    empty_folder: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one source: its workbook, or why there is none."""

    path: Path
    name: str
    book: Book | None = None
    notes: tuple[Note, ...] = ()
    trouble: Trouble | None = None

    @property
    def source(self) -> Source | None:
        """What is to be gathered."""
        return None if self.book is None else Source(self.name, self.book)

    @property
    def whole(self) -> bool:
        """Whether all of it was understood."""
        return self.trouble is None and not any(note.unread for note in self.notes)


def find_sources(given: Iterable[Path], without: Sequence[Path]) -> tuple[Found, ...]:
    """The files given and those in the folders given, each once; hidden ones only when named.

    Files of a folder are in the order of their names and called by their path within it.
    """
    seen = {os.path.realpath(path) for path in without}
    found: list[Found] = []
    for path in given:
        for each in _in_folder(path) if path.is_dir() else [Found(path, path.name)]:
            real = os.path.realpath(each.path)
            if real not in seen:
                seen.add(real)
                found.append(each)
    names = Counter(each.name for each in found)
    return tuple(
        replace(each, name=str(each.path)) if names[each.name] > 1 else each for each in found
    )


def _in_folder(folder: Path) -> Iterator[Found]:
    unreadable: list[OSError] = []
    files: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(at, name) for name in names if _worth_reading(name)]
    for path in sorted(files):
        yield Found(path, path.relative_to(folder).as_posix())
    for error in unreadable:
        yield Found(Path(error.filename), str(error.filename))
    if not files and not unreadable:
        yield Found(folder, str(folder), empty_folder=True)


def _worth_reading(name: str) -> bool:
    # ~$ is what Word and Excel leave beside an open file.
    return Path(name).suffix.lower() in _SUFFIXES and not name.startswith((".", "~$"))


def read_all(
    found: Sequence[Found], year: int | None, progress: Callable[[int, int], None]
) -> list[Read]:
    """Every source read, in their order; ``year`` is the only one wanted, if given."""
    stopped = threading.Event()

    def go_on(_done: int, _total: int) -> None:
        if stopped.is_set():
            raise Cancelled

    read: list[Read] = []
    workers = min(_MOST_AT_ONCE, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers, thread_name_prefix="source") as pool:
        try:
            for each in pool.map(lambda one: _read(one, year, go_on), found):
                read.append(each)
                progress(len(read), len(found))
        except BaseException:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return read


def _read(found: Found, year: int | None, go_on: Callable[[int, int], None]) -> Read:
    read = Read(found.path, found.name)
    try:
        if found.empty_folder:
            raise NotUnderstood("文件夹里没有可以汇总的文件。", _NOT_TAKEN)
        if is_workbook(found.path):
            with open_file(found.path, read_only=True) as store:
                return replace(read, book=_of_year(store.book, year))
        proposal = read_source(found.path, go_on)
        return replace(read, book=_book(proposal, year), notes=proposal.notes)
    except Trouble as trouble:
        return replace(read, trouble=trouble)


def _of_year(book: Book, year: int | None) -> Book:
    if year is not None and book.plan_of(year) is None:
        there = "、".join(f"{plan.year}年" for plan in book.years) or "没有任何年度"
        raise NotUnderstood(
            f"其中没有{year}年，只有{there}。", _NOT_TAKEN, "请核对是否发错了文件。"
        )
    return book


def _book(proposal: Proposal, year: int | None) -> Book:
    if proposal.year is not None and year not in (None, proposal.year):
        raise NotUnderstood(
            f"其中写明的是{proposal.year}年，不是{year}年。", _NOT_TAKEN, "请核对是否发错了文件。"
        )
    under = proposal.year if proposal.year is not None else year
    if under is None:
        said = next((note.message for note in proposal.notes if "年度" in note.message), "")
        raise NotUnderstood(
            f"不知道是哪一年度。{said}", _NOT_TAKEN, "请加上 --year 年度，再汇总一次。"
        )
    return Book(proposal.unit, (replace(proposal.plan, year=under),))
