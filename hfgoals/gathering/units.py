"""Sources of other units: a workbook holds one unit, and prints its name on all that is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from hfgoals.exchange.merging import OtherUnit
from hfgoals.exchange.pairing import of_other_unit
from hfgoals.gathering.reading import NOT_TAKEN, Read
from hfgoals.model.values import Unit

_NOBODY: Final = Unit()


def told_of_others(read: Iterable[Read], unit: Unit, advice: str) -> list[Read]:
    """The same, with the trouble of each that is of another unit than the workbook of that unit.

    A workbook without a unit becomes that of the first source that has one. ``advice`` is what to
    do, in Chinese, about a source that is ours all the same.
    """
    told: list[Read] = []
    for each in read:
        theirs = _NOBODY if each.book is None else each.book.unit
        if of_other_unit(unit, theirs):
            each = replace(each, other_unit=_trouble(unit, theirs, advice))
        else:
            unit = Unit(unit.code or theirs.code, unit.name or theirs.name)
        told.append(each)
    return told


def _trouble(ours: Unit, theirs: Unit, advice: str) -> OtherUnit:
    return OtherUnit(
        f"这是“{theirs.code}{theirs.name}”的，工作簿是“{ours.code}{ours.name}”的，"
        "汇总进来会印成工作簿这个单位的表。",
        NOT_TAKEN,
        advice,
    )
