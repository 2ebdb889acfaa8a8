"""V07-V09: dates are clear and belong to the budget year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfgoals.checks.case import OverallCase, ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.rows import rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.dates import (
    month_without_year,
    part_of_year,
    with_year,
    years_in,
    years_in_name,
)
from hfgoals.checks.text.measure import LASTING, TIMELINESS, is_rate
from hfgoals.checks.text.wording import around
from hfgoals.model.address import Address

_YEARLY_PAPER = re.compile(
    r"\s*(?:年度?)?[^，。；、]{0,8}(?:计划|要点|预算|方案|安排|测算|批复"
    r"|(?:调查|问卷|回访|测评|评价|访谈)(?:表|单|卷|提纲)?(?!结果|报告|数据|情况|统计|实际|得分|均值))"
)
_ONLY_YEAR = re.compile(r"\D{0,6}\d{4}\s*年(?:度|内|度内)?(?:完成)?")
_MONTH_FOLLOWS = re.compile(r"\s*\d{1,2}\s*月")
_DEBT = re.compile(r"欠|债|尾款|借款|还款|拖欠|结转|质保金|余款|补缴|补发|清算|垫付|偿还")
_BEGUN_THEN = re.compile(
    r"\s*年?度?[^，。]{0,12}(?:结转|续建|跨年|遗留|已建|建成|质保|尾|欠|余款|竣工|灾|洪|立项|批准|下达)"
)
_EXEMPT = frozenset(("code", "level1", "level2", "plan.march", "plan.june"))


@rule("V07", reads=("indicator.name", "indicator.target"))
def clear_date(case: ProjectCase) -> Iterator[Hit]:
    """A date has its year, and a month is not mistaken for a number of months."""
    for row in rows_of(case.project):
        target = row.indicator.target
        if row.code == TIMELINESS and _ONLY_YEAR.fullmatch(target.text.strip()):
            doubt = "只有年份，不知道最迟是几月"
            yield row.hit("target", (), "warning", doubt=doubt, year=case.year, example="12月")
            continue
        if target.deadline is not None or is_rate(row.indicator.name):
            continue
        month = month_without_year(target.text)
        half = "" if month else part_of_year(target.text)
        if not month and not half:
            continue
        full = with_year(target.text, case.year) if month else ""
        number = re.match(r"\d+", month)
        yield row.hit(
            "target",
            row.rewrite("target", full) if full else (),
            None if month else "warning",
            doubt="没有写清年份，也看不出是第几月还是几个月"
            if month and not full
            else "没有写清年份，不知道是哪一年",
            year=case.year,
            example=f"{number[0]}月" if number else "12月",
        )


@rule("V08", reads=("project", "goal", "indicator", "plan", "subgoal", "safeguard"), scope="texts")
def right_year(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """The years that a text sets for itself are the budget year (exemptions: ``years_in``)."""
    debt = isinstance(case, ProjectCase) and _DEBT.search(case.project.name + case.project.purpose)
    if isinstance(case, ProjectCase):
        yield from _named_year(case, bool(debt))
    if "年" not in case.whole:
        return
    for address, text in case.texts:
        named = address.part == "project" and address.path == "name"
        if not named and address.path not in _EXEMPT and "年" in text:
            yield from _of_text(address, text, case.year, bool(debt))


def _of_text(address: Address, text: str, year: int, debt: bool) -> Iterator[Hit]:
    """The first year of a text that is not its own."""
    for mention in years_in(text, year):
        if mention.year == year or (debt and mention.year < year):
            continue
        # A date after the year is V09's; a goal may look ahead.
        if address.path == "target" and mention.year > year:
            continue
        # Last year's is a copy; others, and wages of 2022年12月, may be meant so.
        dated = address.path != "target" and _MONTH_FOLLOWS.match(text, mention.end)
        copied = mention.year == year - 1 and not dated
        level: Level | None = None if copied else "warning"
        if address.path == "basis":
            # Last year's figures are a basis; last year's plan is a copy.
            if not _YEARLY_PAPER.match(text, mention.end):
                continue
            level = "warning"
        place = around(text, mention.start, mention.end, 8)
        values = {"label": address.field.label, "found": mention.year, "year": year}
        yield Hit(address, values | {"place": place}, level=level)
        return


def _named_year(case: ProjectCase, debt: bool) -> Iterator[Hit]:
    """A name that gives itself another year; what was bought or built then may be named so."""
    name = case.project.name
    mentions = list(years_in_name(name))
    # 2024年至2026年, 2023—2025年度: the year may be within.
    if any(each.year == case.year for each in mentions) or not mentions:
        return
    first = mentions[0]
    if first.year < case.year and (debt or _BEGUN_THEN.search(name, first.end)):
        return
    address = at(case.project, "name")
    values = {"label": address.field.label, "found": first.year, "year": case.year}
    place = around(name, first.start, first.end, 8)
    # A project that runs on keeps its name: a look is asked for, no more.
    yield Hit(address, values | {"place": place}, level="warning")


@rule("V09", reads=("indicator.name", "indicator.target", "indicator.level2"))
def within_the_year(case: ProjectCase) -> Iterator[Hit]:
    """What is to be done with the year's money is done within the year."""
    for row in rows_of(case.project):
        deadline = row.indicator.target.deadline
        if deadline is not None and deadline.year > case.year and row.code != LASTING:
            yield row.hit("target", year=case.year)
