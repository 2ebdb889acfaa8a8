"""L02, L03: numbers of the indicator library that the unit has not made its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfgoals.checks.case import OverallCase, ProjectCase, at
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.wording import around
from hfgoals.model.target import Target
from hfgoals.presets import lines_named

_FEW = 10
"""Below it, and among shares and dates, many a unit has the example's number by right."""

_NO_NUMBER = re.compile(r"[≥≤＞＜＝]\s+(?=[^\d\s])")


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


@rule("L03", reads=("subgoal.indicators",), scope="overall")
def number_open(case: OverallCase) -> Iterator[Hit]:
    """An indicator that was taken from the overall library has got its number."""
    for row in case.overall.subgoals:
        for found in _NO_NUMBER.finditer(row.indicators):
            told = around(row.indicators, found.start(), found.end() + 2, 10)
            yield Hit(at(row, "indicators"), {"found": told})
