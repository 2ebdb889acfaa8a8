"""X01: what the overall part and the project tables count alike."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.following import WHOLE
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.rules.facts import Facts, Stated
from hfgoals.checks.text.counts import Count, counts
from hfgoals.checks.text.wording import quoted
from hfgoals.model.values import Overall

READS = ("plan.overall", "subgoal", "project", "goal", "indicator")


@rule("X01", scope="plan", reads=READS)
class Contradiction(YearRule):
    """What the overall part counts is counted alike in the table. Sums over rows are left alone."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._facts = case.index(Facts)
        self._version = -1
        self._overall: Overall | None = None
        self._said: tuple[Count, ...] = ()

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        self._facts.change(old, new)

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        overall = case.plan.overall
        if overall is self._overall and self._facts.version == self._version:
            return
        if overall is not self._overall:
            self._said = tuple(_said(overall))
        self._overall, self._version = overall, self._facts.version
        yield WHOLE, tuple(self._hits())

    def _hits(self) -> Iterator[Hit]:
        hit: set[str] = set()
        for count in self._said:
            only = self._only_row(count)
            if only is None:
                continue
            row = only.row
            if only.count.number != count.number and row.id not in hit:
                hit.add(row.id)
                values = {
                    "said": quoted(count.text, 40),
                    "project": quoted(only.project),
                    "name": quoted(row.name),
                    "target": quoted(row.target.text),
                }
                yield Hit(at(row, "target"), values)

    def _only_row(self, count: Count) -> Stated | None:
        """The one row of all tables that counts the same; None when there is none or several."""
        only: Stated | None = None
        for key in count.keys:
            for _, found in self._facts.rows.get(key, ()):
                if found.count.of_one_thing(count):
                    if only is not None and only.row is not found.row:
                        return None
                    only = found
        return only


def _said(overall: Overall) -> Iterator[Count]:
    yield from counts(overall.goal)
    for row in overall.subgoals:
        for text in (row.goal, row.indicators):
            yield from counts(text, row.title)
