"""A second project like a first one, for the year's next similar purchase."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.model.identity import new_id
from hfgoals.model.values import Project

COPY_MARK = "（副本）"


def duplicated(project: Project) -> Project:
    """The project with fresh ids throughout, its code cleared and its name marked as a copy.

    The code is the bureau's and belongs to one project; a blank name stays blank.
    """
    return replace(
        project,
        id=new_id(),
        code="",
        name=f"{project.name}{COPY_MARK}" if project.name else "",
        goals=tuple(replace(goal, id=new_id()) for goal in project.goals),
        indicators=tuple(replace(each, id=new_id()) for each in project.indicators),
    )
