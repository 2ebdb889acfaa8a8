"""Workbooks written and read back, and everything that must be the same then."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.xlsx.plain import read_workbook
from hfgoals.exchange.xlsx.reading import understood
from hfgoals.forms import hebei_overall, hebei_project, overview
from hfgoals.layout.sheet import Sheet
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, Unit
from hfgoals.render.xlsx import write_xlsx
from tests.exchange.printed import as_printed

UNIT = Unit("359001", "怀来县融媒体中心")
LONGEST = 32_767
"""What a cell of a worksheet holds, in UTF-16 units."""


def written(plan: AnnualPlan, folder: Path, unit: Unit = UNIT, *, overall: bool = True) -> Path:
    """The workbook of the year as an export writes it."""
    sheets: list[Sheet] = [overview.compose(unit, plan)]
    if overall:
        sheets.append(hebei_overall.compose(unit, plan))
    sheets += hebei_project.FORM.sheets(unit, plan)
    target = folder / "来源.xlsx"
    write_xlsx(sheets, target, title=f"{unit.name}{plan.year}年绩效目标", author=unit.name)
    return target


def back(plan: AnnualPlan, folder: Path) -> Proposal:
    """The year written and read back."""
    return read_source(written(plan, folder))


def read_here(path: Path) -> Proposal:
    """What is read, without the child process: for hundreds of workbooks."""
    return understood(json.loads(json.dumps(read_workbook(path))), path)


def everything(unit: Unit, plan: AnnualPlan) -> dict[str, Any]:
    """What the standard forms say of it; row ids, which no workbook shows, are not in a dump."""
    return dump(Book(unit, (as_printed(plan),)))


def fields(projects: Iterable[Project]) -> list[dict[str, Any]]:
    """All that projects say."""
    found: list[dict[str, Any]] = everything(UNIT, AnnualPlan(projects=tuple(projects)))["years"][
        0
    ]["projects"]
    return found


def overall_fields(overall: Overall) -> dict[str, Any]:
    """All that an overall part says."""
    found: dict[str, Any] = everything(UNIT, AnnualPlan(overall=overall))["years"][0]["overall"]
    return found


def longest(said: Any) -> int:
    """The UTF-16 units of the longest text in it."""
    if isinstance(said, dict):
        return max(map(longest, said.values()), default=0)
    if isinstance(said, list):
        return max(map(longest, said), default=0)
    return len(said.encode("utf-16-le")) // 2 if isinstance(said, str) else 0
