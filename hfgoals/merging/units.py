"""Of which unit something is: a workbook holds one, and prints its name on all that is in it."""

from __future__ import annotations

from hfgoals.merging.pairing import folded
from hfgoals.model.values import Unit
from hfgoals.trouble import Trouble


class OtherUnit(Trouble):
    """What was to be taken in is of another unit than the workbook."""


def of_other_unit(ours: Unit, theirs: Unit) -> bool:
    """Whether the two are surely not the same unit: the codes differ, or without them the names.

    A subordinate unit, whose code begins with ours, is another. What says no unit may be anybody's.
    """
    if folded(ours.code) and folded(theirs.code):
        return folded(ours.code) != folded(theirs.code)
    names = folded(ours.name), folded(theirs.name)
    return all(names) and names[0] != names[1]
