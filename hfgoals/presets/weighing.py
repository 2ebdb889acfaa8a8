"""Weights of whole projects by a scheme: the edits of one step, and what to show before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, SetText
from hfgoals.model.fields import together
from hfgoals.model.values import AnnualPlan, Project
from hfgoals.model.weights import shown_points
from hfgoals.presets.schemes import canonical_level1
from hfgoals.presets.weights import WeightScheme, suitable_scheme

WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class Weighing:
    """What giving weights to some projects of a year would do."""

    edits: tuple[Edit, ...]
    lines: tuple[str, ...]
    """What each first level gets, of a single project; how many rows and projects, of several."""
    open: tuple[str, ...]
    """Which points found no row, and which rows no points, a Chinese sentence each."""
    changed: int
    """The rows that have other weights now."""


def weighing(
    plan: AnnualPlan,
    projects: Sequence[Project],
    scheme: WeightScheme | None = None,
    places: int = 0,
) -> Weighing:
    """Weights for these projects by the scheme, or by the one that suits each.

    The year uses the column from then on. Raises PresetTrouble.
    """
    edits: list[Edit] = []
    said: list[str] = []
    changed = rows = 0
    lines: tuple[str, ...] = ()
    for project in projects:
        chosen = scheme or suitable_scheme(project.indicators)
        found = chosen.allotted(project.indicators, places)
        for row in project.indicators:
            weight = found.weights.get(row.id)
            rows += weight is not None
            changed += row.weight is not None and row.weight != weight
            if row.weight != weight:
                text = "" if weight is None else shown_points(weight)
                edits.append(SetText(Address("indicator", row.id, WEIGHT), text))
        lines = tuple(_lines(project, chosen, found.weights))
        said += _open(project, chosen, found.weights, found.missing, named=len(projects) > 1)
    if len(projects) > 1:
        lines = (f"{len(projects)} 个项目，{rows} 行指标。",)
    if WEIGHT not in plan.columns:
        edits.insert(0, _columns(plan, (*plan.columns, WEIGHT)))
    return Weighing(tuple(edits), lines, tuple(said), changed)


def cleared(plan: AnnualPlan) -> tuple[Edit, ...]:
    """The edits that leave no weight in the year, nor the column for them."""
    rows = (row for project in plan.projects for row in project.indicators)
    edits: list[Edit] = [
        SetText(Address("indicator", row.id, WEIGHT), "") for row in rows if row.weight is not None
    ]
    if WEIGHT in plan.columns:
        edits.append(_columns(plan, [each for each in plan.columns if each != WEIGHT]))
    return tuple(edits)


def _columns(plan: AnnualPlan, paths: Sequence[str]) -> Edit:
    return SetText(Address("plan", plan.id, "columns"), "、".join(together(paths)))


def _lines(project: Project, scheme: WeightScheme, weights: Mapping[str, Decimal]) -> Iterator[str]:
    rows = [row for row in project.indicators if row.id in weights]
    levels = dict.fromkeys(canonical_level1(row.level1) or "" for row in rows)
    for level in levels:
        shares = [weights[row.id] for row in rows if (canonical_level1(row.level1) or "") == level]
        runs = [(shown_points(each), len(list(run))) for each, run in groupby(shares)]
        each = "、".join(f"{points}" if n == 1 else f"{points}×{n}" for points, n in runs)
        yield f"{level}　{shown_points(sum(shares, Decimal(0)))} 分，{len(shares)} 行：{each}"
    if scheme.execution:
        yield f"预算执行率　{shown_points(scheme.execution)} 分，自评时计分，不占指标行"


def _open(
    project: Project,
    scheme: WeightScheme,
    weights: Mapping[str, Decimal],
    missing: Sequence[tuple[str, Decimal]],
    *,
    named: bool,
) -> Iterator[str]:
    where = f"“{project.name or '（未命名）'}”" if named else ""
    if not project.indicators:
        return
    for level, points in missing:
        yield f"{where}没有{level}的行，这 {shown_points(points)} 分没有分配。"
    left = sum(row.id not in weights for row in project.indicators)
    if left:
        known = "、".join(level for level, _ in scheme.levels)
        yield f"{where}有 {left} 行的一级指标不是{known}，没有分值。"
