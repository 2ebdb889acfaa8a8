"""Edits on several projects of a year at once, each list of them one step. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hfgoals.model.edits import Edit, Insert, Move, Remove
from hfgoals.model.rows import duplicated
from hfgoals.model.values import AnnualPlan


def removed(ids: Collection[str]) -> tuple[Edit, ...]:
    """Take those projects away."""
    return tuple(map(Remove, ids))


def copied(plan: AnnualPlan, ids: Collection[str]) -> tuple[Insert, ...]:
    """A copy of each of them below the last, in their order."""
    chosen = [project for project in plan.projects if project.id in ids]
    last = max((at for at, each in enumerate(plan.projects, 1) if each.id in ids), default=0)
    return tuple(
        Insert(plan.id, duplicated(project), last + number) for number, project in enumerate(chosen)
    )


def moved(plan: AnnualPlan, ids: Collection[str], *, down: bool) -> tuple[Edit, ...]:
    """Each of them one place up or down, keeping their distances; nothing when one stands at the
    edge already."""
    places = [(at, each.id) for at, each in enumerate(plan.projects) if each.id in ids]
    if not places or (places[-1][0] == len(plan.projects) - 1 if down else places[0][0] == 0):
        return ()
    # From the edge on: who has moved is in nobody's way.
    ordered = reversed(places) if down else places
    return tuple(Move(row, at + (1 if down else -1)) for at, row in ordered)


def put_in_order(plan: AnnualPlan, ids: Sequence[str]) -> tuple[Edit, ...]:
    """The year's projects in that order; all of them must be named."""
    if [each.id for each in plan.projects] == list(ids):
        return ()
    return tuple(Move(row, at) for at, row in enumerate(ids))
