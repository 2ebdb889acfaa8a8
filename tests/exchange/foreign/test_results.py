"""Tables of monitoring and self-evaluation that others made: what came of targets, and doubts."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from hfgoals.exchange.foreign import (
    ColumnHolds,
    Correction,
    choice_of,
    proposal_of,
    understand,
)
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.stages import Result, Stage
from hfgoals.model.values import Project
from tests.exchange.gauge.measuring import read
from tests.exchange.gauge.stage_layouts import made_up

_HEAD = """
项目支出绩效自评表
（2023年度）
项目名称 | 甲
年度总体目标 | 演练2场。
"""


def _read(text: str, *corrections: Correction) -> Proposal:
    tables = tables_of_text(re.sub(r" ?\| ?", "\t", text.strip("\n")))
    return proposal_of(understand(tables, corrections))


def _project(proposal: Proposal) -> Project:
    (project,) = proposal.plan.projects
    return project


def _results(proposal: Proposal) -> list[Result]:
    return [row.stages[0] if row.stages else Result() for row in _project(proposal).indicators]


def _stage(proposal: Proposal) -> Stage:
    (stage,) = _project(proposal).stages
    return stage


def _told(proposal: Proposal) -> str:
    return "\n".join(f"{note.text} {note.message}" for note in proposal.notes)


def _rows(heads: str, *rows: str) -> Proposal:
    lines = "\n".join(rows)
    return _read(f"{_HEAD}一级指标 | 二级指标 | 三级指标 | 年度指标值 | {heads}\n{lines}")


@pytest.mark.parametrize(
    ("heads", "dates"),
    [
        ("1-7月执行情况 | 全年预计完成情况", {"2023-07"}),
        ("1—6月完成情况 | 预计全年完成值", {"2023-06"}),
        ("截至9月底执行情况 | 全年预计完成情况", {"2023-09"}),
        ("上半年完成情况 | 年底预计完成情况", {"2023-06"}),
        ("前三季度实际完成值 | 全年预计完成值", {"2023-09"}),
        ("1至10月实际完成值 | 预计完成情况", {"2023-10"}),
    ],
)
def test_the_month_is_that_of_the_headings(heads: str, dates: set[str]) -> None:
    proposal = _read(f"""
绩效运行监控表
（2023年度）
项目名称 | 甲
年度总体目标 | 演练2场。
一级指标 | 二级指标 | 三级指标 | 年度指标值 | {heads}
产出指标 | 数量指标 | 演练场次 | ≥2场 | 1场 | 2场
""")
    (result,) = _results(proposal)
    assert {result.date} == dates
    assert (str(result.actual), str(result.forecast)) == ("1场", "2场")
    assert "monitoring_project" in proposal.plan.forms
    month = int(next(iter(dates))[-2:])
    assert proposal.plan.stages.monitored == month


def test_a_monitoring_that_says_no_month_is_told() -> None:
    proposal = _read("""
绩效运行监控表
项目名称 | 甲
年度总体目标 | 演练2场。
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 执行情况
产出指标 | 数量指标 | 演练场次 | ≥2场 | 1场
""")
    assert "1—7 月" in _told(proposal)


@pytest.mark.parametrize(
    ("heads", "row", "doubt"),
    [
        ("实际完成值 | 分值 | 得分", "≥3场 | 10 | 10", "符号"),
        ("实际完成值 | 分值 | 得分", "3场 | 10 | 12", "高于分值"),
        ("实际完成值 | 分值 | 得分", "1场 | 10 | 10", "算出来"),
        ("实际完成值 | 偏差原因", "3场 | 9.5", "错了一栏"),
        ("实际完成值 | 偏差原因", "√ | 无", "错了一栏"),
        ("实际完成值 | 分值 | 得分", "3场 | 10 | 全部完成", "得分没有读入"),
    ],
)
def test_what_is_odd_about_a_result_is_told_at_its_place(heads: str, row: str, doubt: str) -> None:
    proposal = _rows(heads, f"产出指标 | 数量指标 | 演练场次 | ≥2场 | {row}")
    (note,) = [note for note in proposal.notes if doubt in note.message]
    assert note.place


def test_an_unlikely_percentage_is_told() -> None:
    proposal = _rows("实际完成值", "产出指标 | 质量指标 | 合格率 | ≥95% | 0.96")
    assert "百分" in _told(proposal)


def test_a_dash_and_a_repeated_heading_are_no_values() -> None:
    proposal = _rows(
        "实际完成值 | 得分",
        "产出指标 | 数量指标 | 演练场次 | ≥2场 | — | /",
        "产出指标 | 数量指标 | 参演人次 | ≥9人 | 实际完成值 | 得分",
    )
    assert all(str(each.actual) == "" and each.score is None for each in _results(proposal))


@pytest.mark.parametrize(
    ("said", "likely"),
    [("确定能", (True, False, False)), ("有可能", (False, True, False)),
     ("完全不可能", (False, False, True)), ("也许", (False, False, False))],
)  # fmt: skip
def test_the_likelihood_in_words(said: str, likely: tuple[bool, bool, bool]) -> None:
    proposal = _read(f"""
1-7月绩效运行监控表
项目名称 | 甲
年度总体目标 | 演练2场。
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 完成目标可能性
产出指标 | 数量指标 | 演练场次 | ≥2场 | 1场 | {said}
""")
    (result,) = _results(proposal)
    found = result.likelihood
    assert (found.certain, found.possible, found.impossible) == likely
    assert any(likely) or "也许" in _told(proposal)


def test_funds_with_their_rate() -> None:
    proposal = _read("""
项目支出绩效自评表
项目名称 | 甲
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额 | 10 | 12 | 9 | 10 | 75% | 7.5
 | 其中：当年财政拨款 | 8 | 9 | 7 | — | 78% | —
 | 上年结转资金 | 1 | 2 | 1 | — | 60% | —
 | 单位资金 | 1 | 1 | 1 | — | 100% | —
年度总体目标 | 演练2场。
""")
    project, stage = _project(proposal), _stage(proposal)
    assert (str(project.budget), str(project.fiscal)) == ("10.00", "8.00")
    assert str(stage.initial.carried) == "1.00"
    assert str(stage.revised.carried) == "2.00"
    # The parts add up to it: the total is not kept apart from them.
    assert (stage.spent.total, str(stage.spent.fiscal)) == (None, "7.00")
    assert "60%" in _told(proposal)
    assert "75%" not in _told(proposal)


def test_the_department_of_the_project_and_what_is_said_below() -> None:
    proposal = _read("""
项目支出绩效自评表
项目名称 | 甲 | 主管部门 | 县委宣传部
年度总体目标 | 演练2场。
评价结论 | 完成较好。
存在问题 | 偏晚。
改进措施 | 提前。
""")
    stage = _stage(proposal)
    assert (stage.conclusion, stage.problems, stage.measures) == ("完成较好。", "偏晚。", "提前。")
    assert proposal.plan.stages.department == "县委宣传部"
    assert "evaluation_project_sichuan" in proposal.plan.forms


def test_a_table_of_targets_keeps_what_is_known_afterwards_out() -> None:
    proposal = _read("""
项目支出绩效目标表
项目名称 | 甲
年度总体目标 | 演练2场。
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
产出指标 | 数量指标 | 演练场次 | ≥2场 | 3场
""")
    assert _project(proposal).stages == ()
    assert _project(proposal).indicators[0].stages == ()
    assert "3场" in "".join(note.text for note in proposal.unread)


def test_a_column_that_a_person_leaves_out_stays_out() -> None:
    text = f"""{_HEAD}一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 说法
产出指标 | 数量指标 | 演练场次 | ≥2场 | 3场 | 无
"""
    (plain,) = _results(_read(text))
    assert str(plain.actual) == "3场"
    (left,) = _results(_read(text, ColumnHolds(0, 5, None)))
    assert str(left.actual) == ""
    (moved,) = _results(_read(text, ColumnHolds(0, 6, choice_of("result.reason"))))
    assert (str(moved.actual), moved.reason) == ("3场", "无")


def test_points_over_several_rows_are_nobodys(tmp_path: Path) -> None:
    sheet = made_up("led", random.Random(3), yuan=False)
    first, score = sheet.first_row, 8
    for row in (first, first + 1):
        sheet.cells[row, score] = "17.5"
    del sheet.cells[first + 1, score]
    sheet.merges.append((first, score, first + 1, score))
    proposal = read(sheet, "xlsx", tmp_path)
    assert proposal is not None
    assert [each.score for each in _results(proposal)[:2]] == [None, None]
    assert "17.5" in "".join(note.text for note in proposal.unread)
