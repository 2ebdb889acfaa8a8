"""Copies that others make of the open file while it is being written, as a backup program does.

What is promised: a copy made between two steps opens to the last one. One made in the middle of a
step, with the journal or without, opens to a state that there was or is refused as damaged; it
never shows anything else. Some copies; HFGOALS_TIMES=2000 in the environment makes two thousand.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hfgoals.store import create, open_file
from hfgoals.trouble import Damaged, NotOurs
from tests.budget import often
from tests.store.workbooks import names, small_book, step
from tests.store.writing_child import ROWS

_ROOT = Path(__file__).parents[2]


class _Writing:
    """A process that saves step after step, and the last one that it told of."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.told = self._next()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _next(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline() or "-1")

    def _read(self) -> None:
        while (number := self._next()) >= 0:
            self.told = number

    def end(self) -> None:
        """Kill it."""
        self._process.kill()
        self._reader.join()


@contextmanager
def _writing(path: Path) -> Iterator[_Writing]:
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("writing_child.py")), str(path), "1"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    ) as process:
        writing = _Writing(process)
        try:
            yield writing
        finally:
            writing.end()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["the file", "the file, then its journal", "the journal first"])
def test_a_copy_of_the_open_file_shows_a_state_that_there_was(tmp_path: Path, way: str) -> None:
    copies = often(20)
    path = tmp_path / "a.hfg"
    book, _ = step(small_book(projects=30), "0", ROWS)
    create(path, book).close()
    opened = with_journal = latest = 0
    with _writing(path) as writing:
        for number in range(copies):
            before = writing.told
            copy = _copied(path, tmp_path / f"copy {number}", way)
            with_journal += len(list(copy.parent.iterdir())) > 1
            try:
                with open_file(copy) as store:
                    (found,) = names(store.book, ROWS)
            except (Damaged, NotOurs):
                # NotOurs for a journal that is torn off such that it belongs to another file.
                continue
            finally:
                shutil.rmtree(copy.parent)
            opened, latest = opened + 1, max(latest, int(found))
            assert before <= int(found), way
    # What the other one told may be heard late; the step it was killed in is in no word of it.
    assert latest <= writing.told + 1
    print(f"{way}: {copies} copies, {with_journal} with a journal; {opened} opened, others refused")
    assert opened


def test_a_copy_between_two_steps_always_opens(tmp_path: Path) -> None:
    path, chance = tmp_path / "a.hfg", random.Random()
    with create(path, small_book()) as store:
        book = store.book
        for number in range(often(20)):
            book, changes = step(book, f"第{number}步", chance.randint(1, 12))
            store.write(changes)
            copy = _copied(path, tmp_path / "copy", "the file")
            with open_file(copy) as copied:
                assert copied.book == book
                assert not copied.read_only
            shutil.rmtree(copy.parent)


def _copied(path: Path, folder: Path, way: str) -> Path:
    folder.mkdir()
    order = [path] if way == "the file" else [path, Path(f"{path}-journal")]
    for file in reversed(order) if way == "the journal first" else order:
        try:
            shutil.copyfile(file, folder / file.name)
        except FileNotFoundError:
            # No step was under way just then.
            assert file != path
    return folder / path.name
