"""A target taken as met, in the words of the stage: what one key fills in."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.evaluation.attainment import CLASSES
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, SetText
from hfgoals.model.stages import WHOLE_YEAR, result_at
from hfgoals.model.target import Target
from hfgoals.model.values import Indicator, Project


def met_as(target: Target) -> str:
    """What stands for a target that was just met: 48期, 2023年6月底, 达成预期指标; no sign."""
    if target.value is None:
        return CLASSES[0].name
    return f"{target.value}{target.unit or ''}"


def met(project: Project, year: int, month: int, row_id: str) -> tuple[Edit, ...]:
    """The edits that take the indicator with the Result of that id, at that stage, as met.

    Of a self-evaluation it is the actual value; of a monitoring what the year is expected to come
    to, which is then certain. Nothing for a row that is no such Result.
    """
    for indicator in project.indicators:
        result = result_at(indicator.stages, indicator.id, year, month)
        if result.id == row_id:
            return tuple(_met(indicator, result.id, month))
    return ()


def _met(indicator: Indicator, row_id: str, month: int) -> Iterator[Edit]:
    said = met_as(indicator.target)
    if month == WHOLE_YEAR:
        yield SetText(Address("result", row_id, "actual"), said)
        return
    yield SetText(Address("result", row_id, "forecast"), said)
    for path, ticked in (("certain", "√"), ("possible", ""), ("impossible", "")):
        yield SetText(Address("result", row_id, f"likelihood.{path}"), ticked)
