"""Workbooks that were handed out for what came of the targets: what of these they say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from hfgoals.merging.pairing import Paired
from hfgoals.model.fields import PART_OF, field_of
from hfgoals.model.rows import CHILDREN, OF_STAGES, children_of
from hfgoals.model.values import Project

_OF_PROJECT: Final = ("name", "budget", "fiscal", "other")
_OF_INDICATOR: Final = ("level1", "level2", "name", "target", "weight")


def changed_targets(ours: Project, theirs: Project) -> Iterator[tuple[str, str]]:
    """What such a form shows of the targets and says otherwise, with the text that stands there:
    somebody changed it in spite of the lock, or the workbook went on after it was handed out.

    A blank says nothing.
    """
    for path in _OF_PROJECT:
        yield from _changed("项目的", "project", path, ours, theirs)
    pairs = Paired(ours.indicators).pairs(theirs.indicators)
    for row, at in zip(theirs.indicators, pairs, strict=True):
        if at is not None:
            place = f"绩效指标第{at + 1}行的"
            for path in _OF_INDICATOR:
                yield from _changed(place, "indicator", path, ours.indicators[at], row)
    said = "\n".join(goal.text.strip() for goal in theirs.goals)
    if said and "".join(said.split()) != "".join("".join(g.text for g in ours.goals).split()):
        yield "绩效目标", said


def _changed(place: str, part: Any, path: str, ours: Any, theirs: Any) -> Iterator[tuple[str, str]]:
    of = field_of(part, path)
    text, said = of.text(ours), of.text(theirs)
    if said.strip() and "".join(said.split()) != "".join(text.split()):
        yield f"{place}{of.label}", said


def flatten_below(row: Any) -> Iterator[Any]:
    """The rows of stages below a row, itself among them if it is one."""
    if PART_OF[type(row)] in OF_STAGES:
        yield row
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        for child in children_of(row, path):
            yield from flatten_below(child)
