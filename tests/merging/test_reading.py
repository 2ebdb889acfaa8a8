"""Reading many sources: in their order, none stops the others, and stopped at once when asked."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.note import Note
from hfgoals.merging import reading
from hfgoals.merging.finding import Found, look_through
from hfgoals.merging.reading import Read, as_of, read_all, told_of_others
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import create
from hfgoals.trouble import Cancelled, NotUnderstood
from tests.pace import PATIENCE


def save(path: Path, year: int = 2025, code: str = "A1") -> Path:
    plan = AnnualPlan(year=year, projects=(Project(code=code),))
    create(path, Book(Unit("425001", "融媒体中心"), (plan,))).close()
    return path


def read(*paths: Path, year: int | None = None) -> list[Read]:
    return read_all(look_through(paths, []).found, year, "请选定年度。", lambda *_: None)


def test_bad_ones_are_told_and_the_others_read(tmp_path: Path) -> None:
    (tmp_path / "b.hfg").write_bytes(save(tmp_path / "a.hfg").read_bytes()[:5000])
    (tmp_path / "c.txt").write_text("今天开会。", encoding="utf-8")
    save(tmp_path / "d.hfg", year=2024)
    found = read(tmp_path, tmp_path / "没有.hfg", year=2025)
    assert [each.book is not None for each in found] == [True, False, False, False, False]
    assert [each.trouble is None for each in found] == [True, False, False, False, False]
    assert all(each.trouble.what for each in found if each.trouble)
    assert [each.whole for each in found] == [True, False, False, False, False]


def test_what_to_do_about_a_missing_year_is_the_caller_s_to_say(tmp_path: Path) -> None:
    text = "一、总体绩效目标\n办好节目。\n三、工作保障措施\n加强管理。\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (unknown,) = read(tmp_path / "x.txt")
    assert unknown.trouble is not None
    assert unknown.trouble.advice == "请选定年度。"
    (known,) = read(tmp_path / "x.txt", year=2025)
    assert known.book is not None
    assert known.book.years[0].year == 2025


def test_a_source_of_another_year_is_refused(tmp_path: Path) -> None:
    text = "2024年绩效目标\n一、总体绩效目标\n办好节目。\n三、工作保障措施\n加强管理。\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    save(tmp_path / "y.hfg", year=2024)
    for year, taken in ((2024, True), (None, True), (2025, False)):
        for each in read(tmp_path / "x.txt", tmp_path / "y.hfg", year=year):
            assert (each.book is not None, each.trouble is None) == (taken, taken)
            assert each.trouble is None or "2024年" in each.trouble.what


def _of(name: str, code: str = "", called: str = "") -> Read:
    return Read(Path(name), name, Book(Unit(code, called)), notes=(Note(1, "多", "没有读懂。"),))


def test_a_source_of_another_unit_is_taken_only_when_somebody_says_so() -> None:
    ours = Unit("425001", "融媒体中心")
    sources = [_of("a", "425001", "改了名"), _of("b", "425002", "融媒体中心"), _of("c")]
    told = told_of_others(sources, ours, "请核对。")
    assert [each.other_unit is not None for each in told] == [False, True, False]
    assert [each.book is not None for each in told] == [True, True, True]
    refused = [each.refused for each in told]
    assert [each.source is not None for each in refused] == [True, False, True]
    assert (refused[0], refused[2]) == (told[0], told[2])
    assert refused[1].trouble is told[1].other_unit
    assert refused[1].notes == ()
    assert refused[1].trouble is not None
    assert refused[1].trouble.advice == "请核对。"


def test_a_workbook_without_a_unit_is_that_of_the_first_source_that_has_one() -> None:
    sources = [
        Read(Path("坏"), "坏", trouble=NotUnderstood("读不了。")),
        *(_of("a"), _of("b", "425001"), _of("c", "425002"), _of("d", "425001", "某中心")),
    ]
    told = told_of_others(sources, Unit(), "")
    assert [each.name for each in told if each.other_unit] == ["c"]


def test_what_was_not_understood_is_counted() -> None:
    read = [
        _of("a"),
        replace(_of("b"), notes=(Note(1, "多", "。", unread=True),) * 2),
        Read(Path("坏"), "坏", trouble=NotUnderstood("读不了。")),
    ]
    assert [each.unread for each in read] == [0, 2, 0]
    assert [each.whole for each in read] == [True, False, False]


def test_progress_counts_every_source(tmp_path: Path) -> None:
    paths = [save(tmp_path / f"{number}.hfg") for number in range(5)]
    told: list[tuple[int, int]] = []
    read_all(look_through(paths, []).found, None, "", lambda *counted: told.append(counted))
    assert [done for done, _ in dict.fromkeys(told)] == sorted({done for done, _ in told})
    assert told[-1] == (5, 5)
    assert {total for _, total in told} == {5}


def test_a_source_that_takes_its_time_does_not_hold_up_the_stopping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading of a slow source asks whether to go on, as the child process's does."""

    def slow(_path: Path, go_on: reading.Report) -> object:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            go_on(0, 1)
            time.sleep(0.01)
        raise AssertionError("was not stopped")

    monkeypatch.setattr(reading, "read_source", slow)
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    asked = 0

    def report(done: int, total: int) -> None:
        nonlocal asked
        asked += 1
        assert (done, total) == (0, 2)
        if asked == 2:
            raise Cancelled

    found = [Found(tmp_path / "x.txt", "x.txt"), Found(tmp_path / "x.txt", "y.txt")]
    with pytest.raises(Cancelled):
        read_all(found, None, "", report)


def test_a_policy_among_the_tables_is_told_and_not_gathered() -> None:
    (policy,) = read(Path(__file__).parents[1] / "real_files" / "001.txt")
    assert policy.book is None
    assert policy.trouble is not None
    assert "政策文件" in str(policy.trouble)


def test_a_source_of_another_year_alone_can_be_taken_as_of_the_year_wanted(tmp_path: Path) -> None:
    project = Project(code="A1", name="报纸", purpose="用于2024年印刷", kind="报刊编印")
    plan = AnnualPlan(year=2024, projects=(project,))
    create(tmp_path / "y.hfg", Book(Unit("425001", "融媒体中心"), (plan,))).close()
    (found,) = read(tmp_path / "y.hfg", year=2025)
    assert found.book is None
    assert found.source is None
    taken = as_of(found, 2025)
    assert taken.book is not None
    assert taken.trouble is None
    (year,) = taken.book.years
    assert year.year == 2025
    assert (year.projects[0].code, year.projects[0].purpose) == ("A1", "用于2025年印刷")
    assert "2024年" in taken.notes[0].message
    (later,) = read(tmp_path / "y.hfg", year=2023)
    earlier = as_of(later, 2023).book
    assert earlier is not None
    assert earlier.years[0].projects == plan.projects
    (right,) = read(tmp_path / "y.hfg", year=2024)
    assert as_of(right, 2024) is right


def test_a_text_that_names_another_year_can_be_taken_so_too(tmp_path: Path) -> None:
    text = "2024年绩效目标\n一、总体绩效目标\n办好2024年节目。\n三、工作保障措施\n加强管理。\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (found,) = read(tmp_path / "x.txt", year=2025)
    taken = as_of(found, 2025).book
    assert taken is not None
    assert taken.years[0].overall.goal == "办好2025年节目。"


def test_one_without_any_content_is_not_offered(tmp_path: Path) -> None:
    create(tmp_path / "y.hfg", Book(Unit("425001", ""), (AnnualPlan(year=2024),))).close()
    (found,) = read(tmp_path / "y.hfg", year=2025)
    assert found.other_year is None
    assert as_of(found, 2025) is found
