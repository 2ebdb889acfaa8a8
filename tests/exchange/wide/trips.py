"""Wide tables written and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.export import export_wide
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.wide.columns import CATALOGUE
from hfgoals.wide.profile import Column, WideProfile

UNIT = Unit("359001", "怀来县融媒体中心")
EVERY = WideProfile("全部栏目", tuple(Column(column.key) for column in CATALOGUE))
"""All columns, under their usual titles."""


def written(book: Book, folder: Path, profile: WideProfile = EVERY) -> Path:
    """The wide table of the Book's only year."""
    (path,) = export_wide(book, folder, profile).files
    return path


def back(book: Book, folder: Path, profile: WideProfile = EVERY) -> Proposal:
    """The Book's only year written and read back."""
    return read_source(written(book, folder, profile))


def of(*projects: Project, year: int = 2023) -> Book:
    """A Book of one year with these projects."""
    return Book(UNIT, (AnnualPlan(year=year, projects=projects),))


def _targets_alone(project: Project) -> Project:
    rows = tuple(replace(row, stages=()) for row in project.indicators)
    return replace(project, stages=(), indicators=rows)


def fields(*projects: Project) -> list[dict[str, Any]]:
    """Everything of the projects but the ids, and what came of them: that has its own forms."""
    aims = tuple(map(_targets_alone, projects))
    found = dump(Book(years=(AnnualPlan(projects=aims),)))
    listed: list[dict[str, Any]] = found["years"][0]["projects"]
    return listed


def renamed(profile: WideProfile, **titles: str) -> WideProfile:
    """The profile with other titles over these columns."""
    columns = (
        replace(column, title=titles.get(column.key, column.title)) for column in profile.columns
    )
    return replace(profile, columns=tuple(columns))
