"""The log that is kept: every text whole, and what was decided about each field."""

from __future__ import annotations

import datetime
from pathlib import Path

from hfgoals.exchange.note import Note
from hfgoals.merging.deciding import disputes
from hfgoals.merging.gathering import Source, gathered
from hfgoals.merging.log import kept_log, row_told, write_log
from hfgoals.merging.reading import Read
from hfgoals.model.fields import FIELDS
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, Unit
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
