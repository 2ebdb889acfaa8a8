"""Q01, Q02: the weights of a project, in years that use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.weights import WeightSums, shown_points, weight_sums
from hfgoals.presets import canonical_level1, suitable_scheme, weight_schemes, whole_sums

_Points = Mapping[str, Decimal]
_READS = ("indicator.weight", "indicator.level1", "indicator.name", "indicator.target")


@rule("Q01", reads=_READS, column="weight")
def weights_add_up(case: ProjectCase) -> Iterator[Hit]:
    """The weights of a project come to 100 with 预算执行率, and no row goes without."""
    rows = case.project.indicators
    sums = weight_sums(rows)
    if not rows or (sums.total in whole_sums() and not sums.blank):
        return
    blank = next((row for row in rows if row.weight is None and row.name.strip()), rows[0])
    fault = f"分值合计 {shown_points(sums.total)}，应为 {_wholes()}"
    if sums.total in whole_sums():
        fault = f"有 {sums.blank} 行没有分值"
    elif sums.blank == len(rows):
        fault = "还没有填分值"
    elif sums.blank:
        fault += f"；有 {sums.blank} 行没有分值"
    yield Hit(at(blank if sums.blank else rows[-1], "weight"), {"fault": fault})


@rule("Q02", reads=_READS, column="weight")
def weights_of_levels(case: ProjectCase) -> Iterator[Hit]:
    """The weights of each first level come to what a usual scheme gives it (Q01 tells of those
    that do not add up)."""
    rows = case.project.indicators
    sums = weight_sums(rows)
    if sums.blank or sums.total not in whole_sums() or any(s.fits(sums) for s in weight_schemes()):
        return
    scheme = suitable_scheme(rows)
    present = frozenset(level for row in rows if (level := canonical_level1(row.level1)))
    wanted = scheme.of_levels(present)
    found = _by_level(sums)
    odd = next((row for row in rows if _differs(row.level1, found, wanted)), rows[0])
    values = {
        "found": _told(sums.levels),
        "usual": _told(wanted.items()),
        "source": scheme.source,
    }
    yield Hit(at(odd, "weight"), values)


def _by_level(sums: WeightSums) -> _Points:
    return {canonical_level1(name) or name: points for name, points in sums.levels}


def _differs(level1: str, found: _Points, wanted: _Points) -> bool:
    level = canonical_level1(level1) or "".join(level1.split())
    return found.get(level) != wanted.get(level)


def _told(levels: Iterable[tuple[str, Decimal]]) -> str:
    return "、".join(
        f"{name or '（没有一级指标）'} {shown_points(points)}" for name, points in levels
    )


def _wholes() -> str:
    less, *_, whole = map(shown_points, sorted(whole_sums()))
    return f"{less}（另有预算执行率）或 {whole}"
