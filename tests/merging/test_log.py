"""The log that is kept: every text whole, and what was decided about each field."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.note import Note
from hfgoals.merging.deciding import disputes
from hfgoals.merging.gathering import Prefer, Source, gathered
from hfgoals.merging.log import closing, counts, kept_log, lines, passed_over, row_told, write_log
from hfgoals.merging.reading import Read
from hfgoals.model.fields import FIELDS
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Overall, Project, Unit
from hfgoals.trouble import NotUnderstood

WHEN = datetime.datetime(2025, 11, 3, 9, 5, tzinfo=datetime.UTC)
UNIT = Unit("425001", "融媒体中心")


def one(*rows: Project) -> Book:
    return Book(UNIT, (AnnualPlan(year=2025, projects=rows),))


def test_the_log_tells_of_every_source_and_every_decision(tmp_path: Path) -> None:
    long = "很长的用途" * 40
    ours = one(*(Project(code=f"A{number}", purpose="买") for number in range(5)))
    sources = [
        one(*(Project(code=f"A{number}", purpose=long) for number in range(5))),
        one(Project(code="A2", purpose="借"), Project(code="B9", name="新项目")),
    ]
    result = gathered(ours, [Source(f"{n}.hfg", each) for n, each in enumerate(sources)])
    found = disputes(result)
    verdicts = {
        found[0].address: found[0].held,
        found[1].address: long,
        found[2].address: "借",
        found[3].address: "自己的话",
    }
    note = Note(3, "多出来", "没有读懂这一行。", unread=True)
    read = [
        *(Read(tmp_path / f"{n}.hfg", f"{n}.hfg", each) for n, each in enumerate(sources)),
        Read(tmp_path / "坏.hfg", "坏.hfg", trouble=NotUnderstood("读不了。")),
        Read(tmp_path / "甲.txt", "甲.txt", one(), notes=(note,)),
        Read(tmp_path / "不要.hfg", "不要.hfg", one()),
    ]
    file = tmp_path / "总.hfg"
    log = kept_log(file, read, result, verdicts, ["不要.hfg"], WHEN, changed=True)
    lines = log.split("\n")
    assert "2025-11-03 09:05" in lines[0]
    assert str(file) in log
    for told in ("0.hfg", "1.hfg", "坏.hfg", "读不了。", "甲.txt", "第3行", "多出来", "不要.hfg"):
        assert told in log
    assert any("B9 新项目" in line and "新增" in line for line in lines)
    decisions = [line.partition("资金用途：")[2] for line in lines if "资金用途：" in line]
    assert len(decisions) == 5
    assert "保留" in decisions[0]
    assert "0.hfg" in decisions[1]
    assert "1.hfg" in decisions[2]
    assert "自己的话" in decisions[3]
    assert "没有决定" in decisions[4]
    (heading,) = (line for line in lines if line.startswith("不一致"))
    assert "5处" in heading
    assert "1处没有决定" in heading
    assert log.count(long) == 5
    write_log(tmp_path / "记录.txt", log)
    assert (tmp_path / "记录.txt").read_bytes() == log.encode()


def test_every_filled_field_and_every_row_below_is_told() -> None:
    project = Project(
        code="A1",
        budget=Money.parse("30"),
        goals=(Goal(text="一\n二"),),
        indicators=(Indicator(name="期数"), Indicator(name="人数")),
    )
    lines = row_told(project).split("\n")
    assert lines[:2] == ["项目编码：A1", "预算数：30.00"]
    assert [line for line in lines if "三级指标" in line] == ["三级指标：期数", "三级指标：人数"]
    assert "一\n二" in row_told(project)
    blank = {field.label for field in FIELDS["project"]} - {"项目编码", "预算数"}
    assert not any(line.startswith(label) for line in lines for label in blank)


@pytest.fixture
def differing() -> tuple[Book, list[Source]]:
    """A workbook and a source with a new project, a blank it fills, and another long purpose."""
    ours = one(Project(code="A1", purpose="买" * 31))
    theirs = one(Project(code="A1", purpose="借" * 30, name="租房"), Project(code="B9"))
    return ours, [Source("a.hfg", theirs)]


def _told(differing: tuple[Book, list[Source]], *, whole: bool) -> list[str]:
    ours, sources = differing
    read = [Read(Path(each.name), each.name, each.book) for each in sources]
    return list(lines(read, gathered(ours, sources), whole=whole))


def test_on_the_screen_long_texts_are_shortened(differing: tuple[Book, list[Source]]) -> None:
    told = "\n".join(_told(differing, whole=False))
    assert f"“{'买' * 30}…”" in told
    assert f"“{'借' * 30}”" in told
    assert f"“{'买' * 31}”" in "\n".join(_told(differing, whole=True))


def test_on_the_screen_what_went_well_is_only_counted(differing: tuple[Book, list[Source]]) -> None:
    short, whole = (_told(differing, whole=whole) for whole in (False, True))
    for told in (short, whole):
        (head,) = (line for line in told if line.startswith("a.hfg"))
        for count in ("新增项目1个", "补填1处", "不一致1处"):
            assert count in head
    assert not any("B9" in line for line in short)
    assert any("B9" in line and "新增" in line for line in whole)


def test_what_was_left_out_is_listed_shortened_or_whole() -> None:
    ours = Book(UNIT, (AnnualPlan(year=2025, overall=Overall(goal="我们的")),))
    theirs = replace(ours, unit=Unit("425002", "别的"))
    theirs = replace(theirs, years=(AnnualPlan(year=2025, overall=Overall(goal="他们的" * 20)),))
    result = gathered(ours, [Source("a.hfg", theirs)])
    assert len(result.left_out) == 1
    for whole, text in ((False, f"“{'他们的' * 10}…”"), (True, f"“{'他们的' * 20}”")):
        told = list(lines([], result, whole=whole))
        assert "1处" in told[0]
        assert "a.hfg" in told[1]
        assert told[1].endswith(text)


@pytest.mark.parametrize("prefer", ["ours", "theirs"])
def test_whose_text_was_kept_is_said(differing: tuple[Book, list[Source]], prefer: Prefer) -> None:
    ours, sources = differing
    result = gathered(ours, sources, prefer=prefer)
    (line,) = (each for each in lines([], result) if "保留" in each)
    kept = "工作簿" if prefer == "ours" else "来源"
    assert line.index("保留") < line.index(kept) < line.index("没有用")
    purpose = result.book.years[0].projects[0].purpose
    assert purpose[0] == ("买" if prefer == "ours" else "借")


def test_the_sum_of_it_all(differing: tuple[Book, list[Source]], tmp_path: Path) -> None:
    ours, sources = differing
    result = gathered(ours, sources)
    assert counts(result) == {"projects": 1, "filled": 1, "conflicts": 1, "left_out": 0}
    bad = Read(tmp_path / "坏.hfg", "坏.hfg", trouble=NotUnderstood("读不了。"))
    read = [Read(tmp_path / "a.hfg", "a.hfg", sources[0].book), bad]
    file = tmp_path / "总.hfg"
    ways = [
        closing(file, read, result, dry_run=dry_run, changed=changed)
        for dry_run, changed in ((False, True), (False, False), (True, True))
    ]
    assert all("来源2个，读入1个" in told for told in ways)
    assert ["已写入" in told for told in ways] == [True, False, False]
    assert ["没有改动" in told for told in ways] == [False, True, False]
    assert [str(file) in told for told in ways] == [True, True, False]


def test_files_passed_over_are_named_up_to_ten(tmp_path: Path) -> None:
    others = [tmp_path / f"照片{number:02}.jpg" for number in range(11)]
    assert passed_over([]) == ""
    for count, more in ((1, False), (10, False), (11, True)):
        told = passed_over(others[:count])
        assert f"{count}个" in told
        assert told.count(".jpg") == min(count, 10)
        assert ("等" in told) == more
