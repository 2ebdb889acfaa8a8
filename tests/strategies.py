"""Workbooks for property tests: everything a user can get into the model, and little else.

Texts hold Chinese, CJK extension B, emoji, line breaks and markup-like signs, short and long; all
are cleaned as the model's fields clean them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned, single_line
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SpendingPlan,
    SubGoal,
    Unit,
)

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


def amounts() -> st.SearchStrategy[Money | None]:
    """An amount or blank."""
    return st.none() | st.builds(Money, st.integers(-(10**12), 10**21))


def percents() -> st.SearchStrategy[Decimal | None]:
    """A percent or blank."""
    usual = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("33.30"), Decimal(100)])
    return st.none() | usual | st.decimals(-999, 9999, places=3, allow_nan=False)


def targets() -> st.SearchStrategy[Target]:
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
    return (st.sampled_from(usual) | texts()).map(Target.parse)


def indicators() -> st.SearchStrategy[Indicator]:
    """An indicator row with a fresh id."""
    return _built(
        Indicator,
        level1=lines() | st.sampled_from(["产出指标", "效益指标", "满意度指标"]),
        level2=lines() | st.sampled_from(["数量指标", "质量指标", "服务对象满意度指标"]),
        name=texts(),
        description=texts(),
        target=targets(),
        basis=texts(),
    )


def projects() -> st.SearchStrategy[Project]:
    """A project with a few goals and indicators."""
    return _built(
        Project,
        code=lines(),
        name=lines(),
        budget=amounts(),
        fiscal=amounts(),
        other=amounts(),
        purpose=texts(),
        plan=_built(
            SpendingPlan,
            march=percents(),
            june=percents(),
            october=percents(),
            december=percents(),
        ),
        goals=_several(_built(Goal, text=texts())),
        indicators=_several(indicators()),
    )


def plans() -> st.SearchStrategy[AnnualPlan]:
    """A year with its overall part and projects."""
    overall = _built(
        Overall,
        goal=texts(),
        subgoals=_several(_built(SubGoal, title=lines(), goal=texts(), indicators=texts())),
        safeguards=_several(_built(Safeguard, text=texts())),
        funds=_built(Funds, basic=amounts(), project=amounts()),
    )
    signatures = _built(
        Signatures,
        unit_head=lines(),
        finance_head=lines(),
        preparer=lines(),
        phone=lines(),
        filled_on=lines(),
    )
    return _built(
        AnnualPlan,
        year=st.integers(1990, 2100),
        overall=overall,
        projects=_several(projects()),
        signatures=signatures,
    )


def books() -> st.SearchStrategy[Book]:
    """A workbook: years in order and different, ids unique throughout."""
    years = st.lists(plans(), max_size=3, unique_by=lambda plan: plan.year).map(
        lambda found: tuple(sorted(found, key=lambda plan: plan.year))
    )
    return st.builds(Book, st.builds(Unit, code=lines(), name=lines()), years, sample=st.booleans())


def _several(rows: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(rows, max_size=3).map(tuple)


def _built(made: type, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(made, **fields)
