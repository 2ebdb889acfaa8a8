"""The rows of a project's indicator table, as the rules look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hfgoals.checks.case import at
from hfgoals.checks.finding import Level
from hfgoals.checks.rule import Hit
from hfgoals.checks.text.measure import code
from hfgoals.checks.text.wording import quoted
from hfgoals.model.edits import Edit, SetText
from hfgoals.model.values import Indicator, Project


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator with its number on the form, from 1, and what its second level means."""

    number: int
    indicator: Indicator
    code: str | None

    def hit(
        self,
        path: str,
        repair: tuple[Edit, ...] = (),
        level: Level | None = None,
        **values: object,
    ) -> Hit:
        """A hit at that field of the row; {row}, {name} and {target} are there by themselves."""
        indicator = self.indicator
        named = {
            "row": self.number,
            "name": quoted(indicator.name),
            "target": quoted(indicator.target.text),
        }
        return Hit(at(indicator, path), named | values, repair, level)

    def rewrite(self, path: str, text: str) -> tuple[Edit, ...]:
        """The repair that puts that text there."""
        return (SetText(at(self.indicator, path), text),)


def rows_of(project: Project) -> Iterator[Row]:
    """The indicators of the project, in their order."""
    for number, indicator in enumerate(project.indicators, 1):
        yield Row(number, indicator, code(indicator.level2))
