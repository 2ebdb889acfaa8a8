"""Damaged files looked at: each value shown is the one saved, or is marked; quickly, always.

300 of them; HFGOALS_TIMES=10000 in the environment makes ten thousand.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from hfgoals.export import booklet
from hfgoals.forms.stamp import INCOMPLETE
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.rows import PlacedRow, bare, flatten
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.store import Store, open_damaged, open_file
from hfgoals.store.remains import LOST_PROJECT, RESCUED
from hfgoals.store.schema import PAGE_SIZE
from hfgoals.trouble import Damaged, NotOurs, TooNew
from tests.budget import often
from tests.pace import within
from tests.store.spoiling import spoilt, worked_in
from tests.store.test_salvage import pages_of

_SECONDS: Final = 5
Rows = dict[str, PlacedRow]


def rows_of(book: Book) -> Rows:
    return {placed.id: placed for placed in flatten(book)}


def marked(book: Book) -> tuple[set[str], set[str]]:
    """The ids that stand for lost rows, and those of doubtful ones."""
    found = [plan.damage for plan in book.years if plan.damage is not None]
    lost = {row for damage in found for row in damage.lost}
    return lost, {row for damage in found for row in damage.doubtful}


def is_blank(placed: PlacedRow) -> bool:
    """Whether a row in the place of a lost one says nothing that could be taken for a value."""
    row = bare(placed.row)
    if isinstance(row, AnnualPlan):
        return row.overall.goal.startswith(f"（{RESCUED}")
    if isinstance(row, Project):
        return row.name.startswith(RESCUED) or row == Project(id=row.id, name=LOST_PROJECT)
    return bool(row == (type(row)() if placed.id == UNIT_ROW else type(row)(id=row.id)))


def wrong_in(store: Store, was: Rows) -> list[str]:
    """Rows that are shown unmarked and are not what was saved."""
    lost, doubtful = marked(store.book)
    now = rows_of(store.book)
    assert all(is_blank(now[each]) for each in lost)
    return [
        row_id
        for row_id, placed in now.items()
        if row_id not in lost | doubtful
        and (row_id not in was or _plain(placed.row) != _plain(was[row_id].row))
    ]


def _plain(row: object) -> object:
    """The row's own fields, without what is known of the damage around it."""
    own = bare(row)
    return AnnualPlan(own.id, own.year, own.overall) if isinstance(own, AnnualPlan) else own


@pytest.mark.slow
def test_no_value_is_shown_wrong_unless_it_is_marked(tmp_path: Path) -> None:
    sound, older = worked_in(tmp_path / "a.hfg")
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        truth = store.book
    (tmp_path / "older.hfg").write_bytes(older)
    with open_file(tmp_path / "older.hfg", read_only=True) as store:
        once = rows_of(store.book)
    was = rows_of(truth)
    homes = {row_id: pages_of(sound, placed) for row_id, placed in was.items()}
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    path, found = tmp_path / "坏.hfg", Counter[str]()
    for number in range(often(300)):
        chance = random.Random(seed * 1_000_000 + number)
        way, made = spoilt(sound, older, chance)
        path.write_bytes(made)
        told = f"{way}, number {number} of seed {seed}"
        with within(_SECONDS):
            try:
                store = open_damaged(path)
            except (Damaged, NotOurs, TooNew) as trouble:
                found[f"{way}: refused, {type(trouble).__name__}"] += 1
                continue
        assert path.read_bytes() == made, told
        assert store.damage is not None
        report = store.damage
        if report.whole:
            assert store.book == truth, told
            found[f"{way}: proven whole"] += 1
            continue
        wrong = wrong_in(store, was)
        assert not (report.certain and wrong), told
        # Where older content cannot be ruled out, that is said; what never was is never shown.
        assert all(
            _plain(once[each].row) == _plain(rows_of(store.book)[each].row) for each in wrong
        )
        found[f"{way}: {'rest proven' if report.certain else 'rest not proven'}"] += 1
        found["rows shown older, under a doubt that is told"] += len(wrong)
        assert all(plan.damage is not None for plan in store.book.years), told
        touched = _touched(sound, made)
        shown = rows_of(store.book).keys() - marked(store.book)[0]
        untouched = {row_id for row_id, pages in homes.items() if not pages & touched}
        found["records on untouched pages"] += len(untouched)
        found["of these shown"] += len(untouched & shown)
        if number % 20 == 0:
            _says_so_on_every_page(store.book, told)
    print(*(f"{count} {what}" for what, count in sorted(found.items())), sep="\n")
    assert found["of these shown"] >= 0.99 * found["records on untouched pages"] > 0


def _touched(sound: bytes, made: bytes) -> set[int]:
    count = len(sound) // PAGE_SIZE
    pages = range(count)
    cut = [slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE) for page in pages]
    return {page for page in pages if sound[cut[page]] != made[cut[page]]}


def _says_so_on_every_page(book: Book, told: str) -> None:
    for plan in book.years:
        for page in booklet(book.unit, plan):
            lines = [line.text for line in page.footer]
            assert sum(INCOMPLETE in line for line in lines) == 2, told
            assert not any("核对码" in line for line in lines), told
