"""The budget year of a published text: what its title, project codes and dates name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hfgoals.exchange.lines import Ledger, Line
from hfgoals.model.values import Project

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_CODE = re.compile(r"\d{6}(\d\d)[A-Z].*", re.DOTALL)
_LONGEST_TITLE = 60


def budget_year(lines: Iterable[Line], projects: Iterable[Project], ledger: Ledger) -> int | None:
    """The one year that all of them name; None, with a note, when they disagree or are silent.

    A continuing project keeps the code of the year it began in, so the latest code counts.
    """
    projects = tuple(projects)
    said = {
        "标题": _in_titles(lines),
        "项目编码": _in_codes(projects),
        "指标值中的日期": _in_dates(projects),
    }
    years = sorted(set().union(*said.values()))
    if len(years) == 1:
        return years[0]
    if years:
        each = "，".join(
            f"{place}是{'、'.join(f'{year}年' for year in sorted(found))}"
            for place, found in said.items()
            if found
        )
        ledger.tell_all(f"文中写明的年度不一致：{each}。请指明年度。")
    else:
        ledger.tell_all("标题、项目编码和日期都没有写明年度。请指明年度。")
    return None


def _in_titles(lines: Iterable[Line]) -> set[int]:
    found: set[int] = set()
    for line in lines:
        text = line.text.strip()
        title = len(text) <= _LONGEST_TITLE and "绩效" in text and not re.search("[。；，]", text)
        if title and not line.cell:
            found.update(int(year) for year in _YEAR.findall(text))
    return found


def _in_codes(projects: Iterable[Project]) -> set[int]:
    codes = (_CODE.fullmatch(project.code.strip()) for project in projects)
    years = [2000 + int(code[1]) for code in codes if code is not None]
    return {max(years)} if years else set()


def _in_dates(projects: Iterable[Project]) -> set[int]:
    return {
        indicator.target.deadline.year
        for project in projects
        for indicator in project.indicators
        if indicator.target.deadline is not None
    }
