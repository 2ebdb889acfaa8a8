"""Workbooks written and read back, and what the forms do not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.forms import hebei_overall, hebei_project, overview
from hfgoals.layout.sheet import Sheet
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, Unit
from hfgoals.render.xlsx import write_xlsx

UNIT = Unit("359001", "怀来县融媒体中心")
_BLANKS = " 　\u00a0"


def written(plan: AnnualPlan, folder: Path, unit: Unit = UNIT, *, overall: bool = True) -> Path:
    """The workbook of the year as an export writes it."""
    sheets: list[Sheet] = [overview.compose(unit, plan)]
    if overall:
        sheets.append(hebei_overall.compose(unit, plan))
    sheets += hebei_project.compose_all(unit, plan)
    target = folder / "来源.xlsx"
    write_xlsx(sheets, target, title=f"{unit.name}{plan.year}年绩效目标", author=unit.name)
    return target


def back(plan: AnnualPlan, folder: Path) -> Proposal:
    """The year written and read back."""
    return read_source(written(plan, folder))


def fields(projects: Sequence[Project]) -> list[dict[str, Any]]:
    """Everything on the project forms. A blank row of goals or indicators is no row."""
    found = dump(Book(years=(AnnualPlan(projects=tuple(map(_filled, projects))),)))
    projects_found: list[dict[str, Any]] = found["years"][0]["projects"]
    return projects_found


def _filled(project: Project) -> Project:
    indicators = tuple(
        each
        for each in project.indicators
        if any(
            (each.level1, each.level2, each.name, each.description, each.target.text, each.basis)
        )
    )
    return replace(project, goals=tuple(g for g in project.goals if g.text), indicators=indicators)


def overall_as_read(overall: Overall) -> dict[str, Any]:
    """What the form says of the overall part: no blank lines, no blanks around a paragraph, no
    sub-goal or safeguard without a text.
    """
    found: dict[str, Any] = dump(Book(years=(AnnualPlan(overall=overall),)))["years"][0]["overall"]
    found["goal"] = _plain(found["goal"])
    for each in found["subgoals"]:
        each.update(goal=_plain(each["goal"]), indicators=_plain(each["indicators"]))
    found["subgoals"] = [each for each in found["subgoals"] if any(each.values())]
    found["safeguards"] = [text for each in found["safeguards"] if (text := _plain(each))]
    return found


def _plain(text: str) -> str:
    lines = (line.strip(_BLANKS) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
