"""L02: numbers that are still the indicator library's examples."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.target import Target
from hfgoals.presets import lines_named

_FEW = 10
"""Below it, and among shares and dates, many a unit has the example's number by right."""


@rule("L02", reads=("indicator.name", "indicator.target"))
def example_left(case: ProjectCase) -> Iterator[Hit]:
    """A number that is the unit's own is not the library's example."""
    for row in rows_of(case.project):
        if _telling(row.indicator.target) and _is_example(row, case.year):
            yield row.hit("target")


def _telling(target: Target) -> bool:
    return target.number is not None and target.number >= _FEW and target.unit not in ("%", "‰")


def _is_example(row: Row, year: int) -> bool:
    name, target = row.indicator.name.strip(), row.indicator.target
    examples = (Target.parse(text) for line in lines_named(name) for text in line.examples(year))
    return any((each.number, each.unit) == (target.number, target.unit) for each in examples)
