"""Optional fields of indicators in what is read: points that a level says for all its rows, and the
columns that the year then uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from hfgoals.exchange.mending import POINTS
from hfgoals.model.fields import FIELDS
from hfgoals.model.options import OPTIONS
from hfgoals.model.values import AnnualPlan

_FIGURE: Final = re.compile(r"\d+(?:\.\d{1,2})?")
_MOST: Final = 100
_OTHERWISE: Final = "“{}”与下面各行的分值不一样，各行合计 {}，已按各行的读入，请核对。"


def points_below(said: str, given: Sequence[Decimal | None]) -> tuple[Decimal | None, str]:
    """What the only row of a level is worth that says its points as （50分）, given those of each
    of its rows, and what to tell of them.

    Points of several rows are not shared out: that is the unit's to decide.
    """
    figures = _FIGURE.findall(said)
    points = Decimal(figures[0]) if len(figures) == 1 else None
    own = [each for each in given if each is not None]
    if own:
        total = sum(own, Decimal(0))
        same = total == points
        return None, "" if same else _OTHERWISE.format(said, f"{total.normalize():f}")
    if len(given) == 1 and points is not None and points <= _MOST:
        return points, ""
    return None, POINTS.format(said)


def using(plan: AnnualPlan, headed: Collection[str] = ()) -> AnnualPlan:
    """The year with the optional columns in which something stands, or that have headings."""
    optional = [each for each in FIELDS["indicator"] if each.optional]
    rows = [row for project in plan.projects for row in project.indicators]
    rows += plan.overall.indicators
    chosen = tuple(path for path in plan.columns if path in OPTIONS)
    used = chosen + tuple(
        each.path
        for each in optional
        if each.path in plan.columns or each.path in headed or any(map(each.text, rows))
    )
    return plan if used == plan.columns else replace(plan, columns=used)
