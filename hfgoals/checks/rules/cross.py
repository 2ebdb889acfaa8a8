"""X01: what the overall part and the project tables count alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.following import WHOLE
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.rules.facts import Facts, Stated
from hfgoals.checks.text.costs import COST
from hfgoals.checks.text.counts import Count, counts
from hfgoals.checks.text.senses import at_odds, likeness
from hfgoals.checks.text.wording import quoted
from hfgoals.model.address import Address
from hfgoals.model.values import Overall
from hfgoals.presets import code_of

_LIKE, _ONE = 0.5, 0.75
_HINT: Final[Level] = "hint"
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
        yield WHOLE, (*self._hits(), *self._within(case))

    def _within(self, case: PlanCase) -> Iterator[Hit]:
        """The goal and a sub-goal that count one thing otherwise, where the tables do not."""
        overall = case.plan.overall
        whole = [each for each in counts(overall.goal) if each.of_amount]
        parts = [
            (at(row, path), each)
            for row in overall.subgoals
            for path in ("goal", "indicators")
            for each in counts(getattr(row, path), row.title)
            if each.of_amount
        ]
        told = {(each.number, each.unit) for each in whole}
        itemised = {(each.number, each.unit) for _, each in parts}
        goal = Address("plan", case.plan.id, "overall.goal")
        for count in whole:
            if (count.number, count.unit) in itemised:
                continue
            for address, other in parts:
                of_one = other.unit == count.unit and likeness(count.name, other.name) >= _ONE
                if not of_one or (other.number, other.unit) in told or _narrowed(count, other):
                    continue
                here = (count.number, count.unit) not in self._facts.numbers
                said = (goal, count, other) if here else (address, other, count)
                values = {
                    "said": quoted(said[1].text, 40),
                    "other": f"另一处却是“{quoted(said[2].text, 40)}”",
                }
                yield Hit(said[0], values, level="warning")
                break

    def _hits(self) -> Iterator[Hit]:
        hit: set[str] = set()
        said = {(count.number, count.unit) for count in self._said}
        rows = self._facts.by_unit() if self._said else {}
        for count in self._said:
            only, level = self._only_row(count), None
            if only is None:
                # By sense alone: the row may be but a part of what the overall part counts.
                only, level = self._alike(count, rows.get(count.unit, ()), said), _HINT
            if only is None:
                continue
            row = only.row
            if only.count.number != count.number and row.id not in hit:
                hit.add(row.id)
                other = (
                    f"项目“{quoted(only.project)}”的指标“{quoted(row.name)}”却是"
                    f"“{quoted(row.target.text)}”"
                )
                values = {"said": quoted(count.text, 40), "other": other}
                yield Hit(at(row, "target"), values, level=level)

    def _alike(
        self, count: Count, rows: tuple[Stated, ...], said: set[tuple[Decimal, str]]
    ) -> Stated | None:
        """The one row that counts what is called alike, where no table has the number itself."""
        if (
            not (count.of_amount or count.of_money)
            or (count.number, count.unit) in self._facts.numbers
        ):
            return None
        best: tuple[float, Stated] | None = None
        tied = False
        for each in rows:
            if (each.count.number, each.count.unit) in said:
                continue
            like = likeness(count.clause, each.row.name)
            if count.of_money and code_of(each.row.level2) == COST:
                # 偿付总额 says by its project what is paid for.
                like = max(like, likeness(count.clause, each.project))
            if like < _LIKE or (best is not None and like < best[0]):
                continue
            if not at_odds(count.clause, each.row.name):
                tied = best is not None and like == best[0]
                best = like, each
        return None if best is None or tied else best[1]

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


def _narrowed(one: Count, other: Count) -> bool:
    return at_odds(one.clause, other.clause) or one.limits != other.limits


def _said(overall: Overall) -> Iterator[Count]:
    yield from counts(overall.goal)
    for row in overall.subgoals:
        for text in (row.goal, row.indicators):
            yield from counts(text, row.title)
