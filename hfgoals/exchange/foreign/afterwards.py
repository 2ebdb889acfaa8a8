"""What the labels of a monitoring or self-evaluation mean: resources/exchange/afterwards.toml.

Only a table that is known to be one is looked at with these words. Every function may raise
PresetTrouble when the list is missing or not as it must be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from hfgoals.exchange.foreign.choices import FieldChoice, choice_of, stage_choice_labelled
from hfgoals.exchange.foreign.folding import folded
from hfgoals.model.stage_fields import COLUMN_NAMES, SOURCE_NAMES
from hfgoals.paths import resource
from hfgoals.presets.source import Entry, read_preset

_YEAR: Final = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_TO_MONTH: Final = re.compile(
    r"(?:截[至止])?(?:(?:1|一)月?份?[—–\-~～至到])?(?:1[0-2]|[1-9])月(?:份|底|末|\d{1,2}日)?"
)
_QUARTERS: Final = {
    "上半年": 6,
    "一季度": 3,
    "第一季度": 3,
    "二季度": 6,
    "前三季度": 9,
    "三季度": 9,
}
BUDGET, RATE, WEIGHT, POINTS, WHY = "预算数", "执行率", "分值", "得分", "原因"
"""Columns of the funds that no path of ours names."""


@dataclass(frozen=True, slots=True)
class _Heading:
    choice: FieldChoice
    sort: str
    """The only sort of table in which it means that; "" for both."""
    above: tuple[str, ...]
    """What the heading above it has one of; () where that is all the same."""


@dataclass(frozen=True, slots=True)
class _Words:
    headings: dict[str, tuple[_Heading, ...]]
    labels: dict[str, FieldChoice]
    columns: dict[str, str]
    """Of the funds: paths of amounts, or one of the names above."""
    sources: dict[str, str]


@cache
def _words() -> _Words:
    whole = read_preset(resource("exchange", "afterwards.toml"))
    whole.only(("表头", "标签", "资金栏", "资金行"))
    headings: dict[str, tuple[_Heading, ...]] = {}
    for entry in whole.entries("表头"):
        entry.only(("含义", "表", "上面", "写法"))
        above = entry.texts("上面") if "上面" in entry.values else ()
        heading = _Heading(_choice(entry), entry.text("表", ""), above)
        for word in map(folded, entry.texts("写法")):
            headings[word] = (*headings.get(word, ()), heading)
    labels: dict[str, FieldChoice] = {}
    for entry in whole.entries("标签"):
        entry.only(("含义", "写法"))
        labels |= dict.fromkeys(map(folded, entry.texts("写法")), _choice(entry))
    paths = {name: path for path, name in COLUMN_NAMES.items()}
    sources = {name: path for path, name in SOURCE_NAMES.items()}
    own = dict.fromkeys((BUDGET, RATE, WEIGHT, POINTS, WHY))
    columns = _group(whole, "资金栏", {**paths, **{name: name for name in own}})
    return _Words(headings, labels, columns, _group(whole, "资金行", sources))


def _choice(entry: Entry) -> FieldChoice:
    label = entry.text("含义")
    choice = stage_choice_labelled(label)
    if choice is None:
        raise entry.fault(f"不认识“{label}”")
    return choice


def _group(whole: Entry, key: str, names: dict[str, str]) -> dict[str, str]:
    values = whole.values.get(key)
    if not isinstance(values, dict):
        raise whole.fault(f"缺少“{key}”")
    entry = Entry(whole.file, f"“{key}”", values)
    entry.only(names)
    return {folded(word): names[name] for name in values for word in entry.texts(name)}


def bare(text: str) -> str:
    """The text as these words are compared: folded, without the year and months it is about."""
    plain = folded(text)
    for lead in (_YEAR, _TO_MONTH):
        found = lead.match(plain)
        if found is not None and found.end() < len(plain):
            plain = plain[found.end() :]
    for word in sorted(_QUARTERS, key=len, reverse=True):
        plain = plain.removeprefix(word)
    return plain.removeprefix("的")


def month_said(text: str) -> int | None:
    """The month that a heading or a title reaches to: 7 of 1—7月执行数; None for none."""
    plain = "".join(text.split())
    found = re.search(r"(?:1|一)月?份?[—–\-~～至到]+(1[0-2]|[1-9])月", plain) or re.search(
        r"(?<!\d)(1[0-2]|[1-9])月(?:底|末|份)?(?=执行|完成|实际|预算|支出|监控|累计|$|）|\))", plain
    )
    if found is not None:
        return int(found[1])
    words = sorted(_QUARTERS, key=len, reverse=True)
    return next((_QUARTERS[word] for word in words if word in plain), None)


def heading_choice(text: str, above: Sequence[str], sort: str) -> FieldChoice | None:
    """What a column of an indicator table holds in a table of that sort; None for none of these."""
    for each in _words().headings.get(bare(text), ()):
        fits = not each.above or any(word in upper for word in each.above for upper in above)
        if fits and each.sort in ("", sort):
            return each.choice
    return None


def is_tick_heading(text: str) -> bool:
    """Whether the text is a heading below another one in such tables: 经费保障, 确定能."""
    return any(each.above for each in _words().headings.get(folded(text), ()))


def label_choice(text: str) -> FieldChoice | None:
    """What stands beside or below a label outside of the indicators; None for none of these."""
    return _words().labels.get(bare(text))


def funds_column(text: str) -> str | None:
    """The column of the funds that a heading names: the path of an amount ("spent"), or one of the
    names above; None for none."""
    return _words().columns.get(bare(text))


def funds_source(text: str) -> str | None:
    """The path of the source of funds that only such tables tell apart; None for none."""
    return _words().sources.get(bare(text))


def funds_choice(column: str, source: str) -> FieldChoice | None:
    """Where an amount of that column and source is kept; None for nowhere.

    年初预算数 is the project's own amount, as the forms of the stages show it.
    """
    own = {"total": "budget", "fiscal": "fiscal", "other": "other"}
    if column in ("initial", BUDGET) and source in own:
        return choice_of(f"project.{own[source]}")
    column = "initial" if column == BUDGET else column
    try:
        return choice_of(f"stage.{column}.{source}")
    except KeyError:
        return None
