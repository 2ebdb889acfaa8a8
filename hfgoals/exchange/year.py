"""The budget year of a published text: what its title, project codes and dates name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from hfgoals.model.values import Project

_A_YEAR = r"(19\d\d|20\d\d|2100)"
_YEAR = re.compile(rf"(?<!\d){_A_YEAR}\s*年")
_OF_TITLE = re.compile(rf"{_A_YEAR}年\D*\Z")
"""The end of a title of ours: a unit's name may end in a number, or hold a year itself."""
_CODE = re.compile(r"\d{6}(\d\d)[A-Z].*", re.DOTALL)
_LONGEST_TITLE = 60


def year_said(
    said: Mapping[str, int],
    title: str,
    path: Path,
    projects: Iterable[Project],
    tell: Callable[[str], None],
    lines: Iterable[str] = (),
) -> int | None:
    """The one year that a file says: ``said`` where by its text, its title, its name.

    When none of them says one, that of codes and dates. None when they disagree or are silent;
    ``tell`` hears a Chinese sentence about it.
    """
    found = dict(said)
    for where, named in (
        ("文档属性的标题", _of_title(title)),
        ("文件名", {int(year) for year in _YEAR.findall(path.stem)}),
    ):
        if len(named) == 1:
            found.setdefault(where, named.pop())
    years = set(found.values())
    if len(years) == 1:
        return years.pop()
    if years:
        each = "，".join(f"{where}是{year}年" for where, year in found.items())
        tell(f"文件里写明的年度不一致：{each}。请指明年度。")
        return None
    return budget_year(lines, projects, tell)


def _of_title(title: str) -> set[int]:
    last = _OF_TITLE.search(title)
    if last is not None:
        return {int(last[1])}
    return {int(year) for year in _YEAR.findall(title)}


def budget_year(
    lines: Iterable[str], projects: Iterable[Project], tell: Callable[[str], None]
) -> int | None:
    """The one year that all of them name; None when they disagree or are silent, which ``tell``
    hears.

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
        tell(f"文中写明的年度不一致：{each}。请指明年度。")
    else:
        tell("标题、项目编码和日期都没有写明年度。请指明年度。")
    return None


def _in_titles(lines: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for line in lines:
        text = line.strip()
        title = len(text) <= _LONGEST_TITLE and "绩效" in text and not re.search("[。；，]", text)
        if title:
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
