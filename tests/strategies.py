"""Workbooks for property tests: everything a user can get into the model, and little else.

Texts hold Chinese, CJK extension B, emoji, line breaks and markup-like signs, short and long; all
are cleaned as the model's fields clean them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.kinds import (
    CHANGE,
    COLUMN_IDS,
    COUNT,
    EXACT_MONEY,
    FORM_IDS,
    LINE,
    MONEY,
    PERCENT,
    POINTS,
    PROSE,
    STAGE_DATE,
    TARGET,
    TEXT,
    TICK,
    YEAR,
    Kind,
)
from hfgoals.model.money import Money
from hfgoals.model.rows import AT_MOST_ONE, CHILDREN, OF_STAGES, with_children
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned, paragraphs, single_line
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Indicator, Overall, Project

OPTIONAL = tuple(each.path for each in FIELDS["indicator"] if each.optional)
_UNUSED: dict[str, Any] = {path: getattr(Indicator(), path) for path in OPTIONAL}
_CHARACTERS = st.one_of(
    st.sampled_from("融媒体中心绩效目标指标值保障正常运行，。；：！？、（）《》“”〔〕"),
    st.sampled_from("𠮷𰻝𬭎👩🏽‍💻é㎡≥≤％①Ａ"),
    st.sampled_from(" \n\t=<>&'\"\\%;-_#@0123456789abcZ"),
    st.characters(codec="utf-8"),
)
_LONG = st.builds(
    lambda sentence, times: sentence * times,
    st.sampled_from(
        ["保障融媒体中心正常运行，发挥作用。", "第一项\n第二项\n", "NoBreakHere", "𠮷"]
    ),
    st.integers(1, 400),
)
_RAW = st.one_of(st.text(_CHARACTERS, max_size=24), _LONG)


def texts() -> st.SearchStrategy[str]:
    """A text of several lines, as a TEXT field keeps it."""
    return _RAW.map(lambda text: cleaned(text).strip("\n"))


def lines() -> st.SearchStrategy[str]:
    """A text of one line, as a LINE field keeps it."""
    return _RAW.map(single_line)


NASTY = (
    # taken for formulas, numbers, dates, truths or faults
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1", "#N/A", "#REF!", "TRUE", "1e5",
    "007", "0.10", "2022-01-01", "3/4", "123456789012345678901", "13073023P0000531000", "1,234.50",
    "95%", "95.50%", "１２３．４％", "0.3", "≥95%", "-0",
    # beyond the basic plane, joined, combining, from right to left, unseen
    "𠮷𰻝𬭎", "👩🏽‍💻🇨🇳", "é\u0301\u0300", "\u202e倒\u202c", "\u200b", "甲\u2060乙", "\u3164",
    # blanks and line breaks
    " ", "　　两格  ", "\u00a0", "  \n甲", "甲\n \n\n乙", "甲 \n　乙　\n ",
    "甲\r\n乙\r丙\x0b丁\u2028戊",
    # control characters, markup, escapes
    "a\x00\x07\x1f\x7fb", "\x1b[0m", "\ufffe\uffff", "<b>&amp;&#10;", "]]>", "_x0041_", "_x000D_\n",
    "_x005F_x0041_", "{=1}", '"引","号"',
    # what the forms themselves say
    "绩效目标：甲", "绩效指标：", "一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施",
    "单位：万元", "合计", "基本支出", "1、甲", "1.甲", "2.5件", "第一部分", "项目编码", "三级指标",
    "指标值", "单位负责人：甲", "项目绩效目标表", "2019年",
)  # fmt: skip
_TOO_LONG = st.builds(
    lambda sentence, length: (sentence * length)[:length],
    st.sampled_from(["字", "𠮷", "保障正常运行。\n", "9"]),
    st.sampled_from([32_767, 32_768, 40_000]),
)
_NASTY_RAW = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(NASTY),
    st.builds("{}{}".format, st.sampled_from(NASTY), st.sampled_from(NASTY)),
    st.builds("{}\n{}".format, st.sampled_from(NASTY), st.sampled_from(NASTY)),
    _RAW,
)


def nasty_texts(*, too_long: bool = False) -> st.SearchStrategy[str]:
    """A text of several lines made of what programs stumble over; also longer than a cell holds."""
    raw = _NASTY_RAW | _TOO_LONG if too_long else _NASTY_RAW
    return raw.map(lambda text: cleaned(text).strip("\n"))


def nasty_lines() -> st.SearchStrategy[str]:
    """The same on one line."""
    return _NASTY_RAW.map(single_line)


def amounts() -> st.SearchStrategy[Money | None]:
    """An amount or blank."""
    return st.none() | st.builds(Money, st.integers(-(10**12), 10**21))


def percents() -> st.SearchStrategy[Decimal | None]:
    """A percent or blank."""
    usual = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("33.30"), Decimal(100)])
    return st.none() | usual | st.decimals(-999, 9999, places=3, allow_nan=False)


def points() -> st.SearchStrategy[Decimal | None]:
    """Points of 100, or blank."""
    return st.none() | st.decimals(0, 100, places=2)


def targets(text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Target]:
    """An 指标值: usual forms and any text."""
    usual = [
        "≥95%",
        "≤2.5万元/月",
        "48期以上",
        "大于等于90%",
        "2022年6月底前完成",
        "100%",
        "进一步提升",
        "",
    ]
    return (st.sampled_from(usual) | _or(text, texts)).map(Target.parse)


def indicators(
    text: st.SearchStrategy[str] | None = None, line: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Indicator]:
    """An indicator row with a fresh id, of a year without optional columns."""
    return _indicators(text, line).map(lambda row: replace(row, **_UNUSED))


def _indicators(
    text: st.SearchStrategy[str] | None, line: st.SearchStrategy[str] | None
) -> st.SearchStrategy[Indicator]:
    usual = {
        "level1": ["产出指标", "效益指标", "满意度指标"],
        "level2": ["数量指标", "质量指标", "服务对象满意度指标"],
    }
    levels = {path: _or(line, lines) | st.sampled_from(names) for path, names in usual.items()}
    return _rows("indicator", text, line, levels)


def projects(
    text: st.SearchStrategy[str] | None = None, line: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Project]:
    """A project with a few goals and indicators, of a year without optional columns."""
    return _rows("project", text, line).map(_without_optional)


def _without_optional(project: Project) -> Project:
    rows = tuple(replace(row, **_UNUSED) for row in project.indicators)
    return replace(project, indicators=rows)


def plans(
    text: st.SearchStrategy[str] | None = None, line: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[AnnualPlan]:
    """A year with its overall part and projects."""
    return _rows("plan", text, line)


def overalls(
    text: st.SearchStrategy[str] | None = None, line: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Overall]:
    """An overall part."""
    return plans(text, line).map(lambda plan: plan.overall)


def _rows(
    part: Part,
    text: st.SearchStrategy[str] | None,
    line: st.SearchStrategy[str] | None,
    special: Mapping[str, st.SearchStrategy[Any]] | None = None,
) -> st.SearchStrategy[Any]:
    """A row of that part with all its fields by their kinds, and a few rows below it."""
    of_kind: dict[Kind, st.SearchStrategy[Any]] = {
        LINE: _or(line, lines),
        TEXT: _or(text, texts),
        PROSE: _or(text, texts).map(paragraphs),
        MONEY: amounts(),
        EXACT_MONEY: amounts(),
        COUNT: st.none() | st.integers(0, 10**12),
        CHANGE: st.none() | st.integers(-(10**12), 10**12),
        PERCENT: percents(),
        TARGET: targets(_or(text, texts)),
        TICK: st.booleans(),
        STAGE_DATE: st.sampled_from(["2022", "2022-06", "2023-07", "2023-12"]),
        YEAR: st.integers(1990, 2100),
        # Others than these are kept by file and dump alone; tests of those make them.
        FORM_IDS: st.just(STANDARD_FORMS),
        POINTS: points(),
        COLUMN_IDS: st.just(()) | st.just(OPTIONAL),
    }
    fields = FIELDS[part]
    # What forms do not show is kept by file and dump alone.
    kept = {each.path: each.printed or each.kind is COLUMN_IDS for each in fields}
    made = {
        each.path: of_kind[each.kind] if kept[each.path] else st.just(each.kind.parse(""))
        for each in fields
    }
    made |= dict(special or {})
    values = st.tuples(*(made[each.path] for each in fields))
    below = [(path, child) for path, child in CHILDREN[part]]
    children = st.tuples(*(_several(_children(child, text, line), child) for _, child in below))

    def filled(given: tuple[tuple[Any, ...], tuple[Any, ...]]) -> Any:
        row = ROW_TYPES[part]()
        for field, value in zip(fields, given[0], strict=True):
            row = field.with_value(row, value)
        for (path, _), rows in zip(below, given[1], strict=True):
            row = with_children(row, path, rows)
        return without_unused(row) if part == "plan" else row

    return st.tuples(values, children).map(filled)


def without_unused(plan: AnnualPlan) -> AnnualPlan:
    """The year without texts in optional fields that it does not use, and without tasks' money and
    indicators of the whole department: no form that it uses shows them."""
    tasks = tuple(
        replace(row, budget=None, fiscal=None, other=None) for row in plan.overall.subgoals
    )
    overall = replace(plan.overall, subgoals=tasks, indicators=(), stages=())
    plan = replace(plan, overall=overall)
    if not plan.projects:
        # Nothing printed tells of columns.
        return replace(plan, columns=())
    if plan.columns == OPTIONAL:
        return plan
    projects = tuple(map(_without_optional, plan.projects))
    return replace(plan, projects=projects)


def _children(
    part: Part,
    text: st.SearchStrategy[str] | None,
    line: st.SearchStrategy[str] | None,
) -> st.SearchStrategy[Any]:
    return _indicators(text, line) if part == "indicator" else _rows(part, text, line)


def books() -> st.SearchStrategy[Book]:
    """A workbook: years in order and different, ids unique throughout."""
    years = st.lists(plans(), max_size=3, unique_by=lambda plan: plan.year).map(
        lambda found: tuple(sorted(found, key=lambda plan: plan.year))
    )
    return st.builds(Book, _rows("unit", None, None), years, sample=st.booleans())


def _or(
    given: st.SearchStrategy[str] | None, usual: Callable[[], st.SearchStrategy[str]]
) -> st.SearchStrategy[str]:
    return usual() if given is None else given


def _several(rows: st.SearchStrategy[Any], part: Part) -> st.SearchStrategy[tuple[Any, ...]]:
    if part in OF_STAGES:
        # Most years have none yet, and their many fields take long to make up.
        none: st.SearchStrategy[tuple[Any, ...]] = st.just(())
        return st.one_of(none, none, none, rows.map(lambda row: (row,)))
    return st.lists(rows, max_size=1 if part in AT_MOST_ONE else 3).map(tuple)
