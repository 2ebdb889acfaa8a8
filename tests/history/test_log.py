"""The change log: every step told, typing run together, packed and thinned with no value lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest

from hfgoals.app import Session
from hfgoals.history.changes import Change
from hfgoals.history.log import (
    FOLD,
    MOST_TOLD,
    Entry,
    Log,
    entries_of,
    packed,
    thinned,
    unpacked,
)
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText
from hfgoals.model.values import Book, Project
from hfgoals.store import open_file, verify
from tests.store.workbooks import small_book

DAY = 86_400
NOON = 1_700_000_000


def _named(book: Book) -> Address:
    return Address("project", book.years[0].projects[0].id, "name")


@dataclass
class Clock:
    """Tells what it is set to."""

    at: float = NOON

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "a.hfg"
    Session.create(found, small_book()).close()
    return found


def _entries(path: Path) -> list[Entry]:
    with open_file(path, read_only=True) as store:
        return list(entries_of(store))


def test_a_step_is_told_with_who_and_what(path: Path) -> None:
    session = Session.open(path, who="张会计")
    before = session.book.years[0].projects[0].name
    session.apply("修改项目名称", [SetText(_named(session.book), "应急广播运行费")])
    session.close()
    (entry,) = _entries(path)
    assert (entry.who, entry.step) == ("张会计", "修改项目名称")
    (change,) = entry.changes
    assert (change.before, change.after, change.year) == (before, "应急广播运行费", 2023)


def test_undo_and_redo_are_told_as_such(path: Path) -> None:
    session = Session.open(path)
    session.apply("修改项目名称", [SetText(_named(session.book), "新名称")])
    session.workbook.undo()
    session.workbook.redo()
    session.close()
    assert [entry.step for entry in _entries(path)] == [
        "修改项目名称",
        "撤销“修改项目名称”",
        "恢复“修改项目名称”",
    ]


def test_typing_on_in_a_cell_is_one_entry(path: Path) -> None:
    session = Session.open(path)
    before = session.book.years[0].projects[0].name
    for text in ("新", "新的", "新的名称"):
        session.apply("修改项目名称", [SetText(_named(session.book), text)])
    session.apply("修改资金用途", [SetText(replace(_named(session.book), path="purpose"), "用途")])
    session.close()
    first, second = _entries(path)
    assert [(each.before, each.after) for each in first.changes] == [(before, "新的名称")]
    assert second.step == "修改资金用途"


def test_a_step_that_brings_very_much_is_told_by_numbers(path: Path) -> None:
    session = Session.open(path)
    plan = session.book.years[0]
    many = [
        Insert(plan.id, Project(name=f"新项目{number}", purpose="用途")) for number in range(80)
    ]
    session.apply("读入“甲.docx”", many)
    session.close()
    (entry,) = _entries(path)
    assert entry.changes == ()
    assert sum(count for _, count in entry.more) >= 160 > MOST_TOLD
    assert ("2023年　新项目7", 2) in entry.more


@dataclass
class Kept:
    """A store's part in keeping a log, in memory."""

    lines: dict[str, bytes] = field(default_factory=dict)

    @property
    def entries(self) -> list[str]:
        return sorted(self.lines)

    def content(self, table: str, key: str) -> bytes:
        assert table == "entry"
        return self.lines[key]

    def take(self, log: Log, entry: Entry) -> None:
        beside = log.beside(entry)
        for _, key in beside.removed:
            del self.lines[key]
        for line in beside.lines:
            key, content = line.columns
            assert isinstance(content, bytes)
            self.lines[str(key)] = content

    @property
    def told(self) -> list[Entry]:
        return list(entries_of(self))  # type: ignore[arg-type]


def _log(kept: Kept, clock: Callable[[], float]) -> Log:
    return Log(kept, clock)  # type: ignore[arg-type]


def _edit(number: int, at: float, row: str = "r", *, before: str = "", after: str = "") -> Entry:
    told = (
        before or f"保障第{number}套播出系统正常运行，全年停播不超过{number}秒。",
        after or f"第{number + 1}稿",
    )
    change = Change(
        "indicator", row, "description", *told, 2023, "p", "应急广播体系运行维护费", "绩效指标第2行"
    )
    return Entry(int(at), "张会计", "修改绩效指标描述", (change,))


def test_the_order_holds_over_packing_and_opening_again() -> None:
    clock, kept = Clock(), Kept()
    log = _log(kept, clock)
    wanted = []
    for number in range(3 * FOLD + 40):
        clock.at += 7
        entry = _edit(number, clock.at, f"r{number}")
        wanted.append(entry)
        kept.take(log, entry)
        if number % 50 == 49:
            log = _log(kept, clock)  # as after opening again
    assert kept.told == wanted
    assert len(kept.lines) <= 3 + FOLD


def test_ten_thousand_edits_stay_within_three_megabytes() -> None:
    clock, kept = Clock(), Kept()
    log = _log(kept, clock)
    for number in range(10_000):
        clock.at += 11
        kept.take(log, _edit(number, clock.at, f"row{number % 700:09d}"))
    assert sum(map(len, kept.lines.values())) < 3_000_000
    assert len(kept.told) == 10_000


def test_after_a_year_only_the_last_value_of_a_day_stays() -> None:
    clock, kept = Clock(), Kept()
    log = _log(kept, clock)
    for number in range(2 * FOLD):
        clock.at += 700  # too long between them to be one run
        kept.take(log, _edit(number, clock.at, before=f"值{number}", after=f"值{number + 1}"))
    size = len(kept.told)
    clock.at += 400 * DAY
    for number in range(4 * FOLD):
        clock.at += 700
        kept.take(log, _edit(number, clock.at, "另一行"))
    old = [entry for entry in kept.told if entry.changes[0].row == "r"]
    assert len(old) < size / 20
    changes = [entry.changes[0] for entry in old]
    assert changes[0].before == "值0"
    assert changes[-1].after == f"值{2 * FOLD}"
    assert all(one.after == other.before for one, other in pairwise(changes))


def test_thinning_again_changes_nothing() -> None:
    entries = [_edit(number, NOON + 9_000 * number) for number in range(40)]
    once = thinned(entries)
    assert thinned(once) == once
    assert len(once) < len(entries)
    reason = Entry(NOON, "张会计", "解除锁定", reason="局里要求调整")
    assert thinned([reason, *entries])[0] == reason


def test_what_is_packed_comes_back() -> None:
    entries = (
        _edit(1, NOON, before="一行\n两行<b>", after="𠮷"),
        Entry(NOON + 1, "", "汇总", more=(("2023年　甲", 3),)),
        Entry(NOON + 2, "李", "解除锁定", reason="理由"),
    )
    assert unpacked(packed(entries)) == entries


def test_a_damaged_log_is_found(path: Path) -> None:
    session = Session.open(path, who="张会计")
    session.apply("修改项目名称", [SetText(_named(session.book), "新名称")])
    session.close()
    from tests.store.workbooks import run_sql

    run_sql(path, "UPDATE entry SET content = x'00'")
    assert not verify(path).ok
