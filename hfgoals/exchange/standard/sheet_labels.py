"""Where a standard form shows what, worked out of the Sheet that it makes of a made-up year.

A form that has no reader of its own is read by this: a value stands beside or below its label, a
list below its headings, and whatever else the form prints says nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from hfgoals.exchange.tables import plain_label
from hfgoals.forms.form import Form, Scope
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.kinds import (
    COUNTED,
    EXACT_MONEY,
    MONEY,
    OF_THE_YEAR,
    PERCENT,
    POINTS,
    STAGE_DATE,
    TICK,
    YEAR,
)
from hfgoals.model.rows import CHILDREN, flatten, with_children
from hfgoals.model.values import AnnualPlan, Book, Unit

Place = tuple[Part, str]
"""A part and the path of its field."""
_YEAR, _NUMBER = "2099", "8888"
_TOLD = re.compile(r"〔[^〕]*〕|[\s\d]")
"""What a printed text takes from the year."""
_LEAST_SAID = 2
"""Letters of the form's own; with fewer any text might be its own."""
_SINGLE: Final[tuple[Part, ...]] = ("unit", "plan", "project")


@dataclass(frozen=True, slots=True)
class Around:
    """What a form prints before and after a value in the same cell."""

    before: str = ""
    after: str = ""

    def inside(self, text: str, place: int) -> str:
        """The value alone, of the row of a list at that place from 1."""
        return text.removeprefix(self.before.replace("#", str(place))).removesuffix(self.after)


@dataclass(slots=True)
class FormLabels:
    """The labels of one form, as ``plain_label`` has them."""

    beside: dict[str, Place | None] = field(default_factory=dict)
    """Whose value stands right of each; None for a sum."""
    below: dict[str, Place | None] = field(default_factory=dict)
    heads: dict[Part, dict[str, str]] = field(default_factory=dict)
    """The headings of each list, with the paths of its columns."""
    around: dict[Place, Around] = field(default_factory=dict)
    fixed: list[re.Pattern[str]] = field(default_factory=list)
    """All that it prints whatever is filled in; a group holds the year."""
    shown: set[Place] = field(default_factory=set)

    @property
    def needed(self) -> frozenset[str]:
        """The labels that a table of this form has."""
        heads = (label for heads in self.heads.values() for label in heads)
        return frozenset((*self.beside, *self.below, *heads))

    @property
    def found(self) -> set[Place]:
        """The fields that can be read back; ``shown`` has all that the form shows."""
        places = {place for place in (*self.beside.values(), *self.below.values()) if place}
        return places | {(part, path) for part in self.heads for path in self.heads[part].values()}

    def says(self, text: str) -> re.Match[str] | None:
        """The match when the form itself prints that text."""
        plain = plain_label(text)
        return next((found for each in self.fixed if (found := each.fullmatch(plain))), None)


@cache
def labels_of_form(form: Form) -> FormLabels:
    """The labels of a form. Of a project's form, those of each are the same."""
    book = _specimen()
    (plan,) = book.years
    (sheet,) = form.sheets(book.unit, plan, [(int(_NUMBER), plan.projects[0])])
    labels = FormLabels()
    rows = {placed.id: placed.row for placed in flatten(book)}
    for cell in sheet.cells:
        if cell.address is not None and cell.address.row not in rows:
            # A row that is there once anything is filled in.
            continue
        if cell.address is not None:
            text = cell.address.field.text(rows[cell.address.row])
            _learn(labels, sheet, cell, cell.address, text, form.scope)
        elif cell.number is not None:
            _put(labels, sheet, cell, None)
        elif len(_TOLD.sub("", cell.text)) >= _LEAST_SAID:
            labels.fixed.append(_pattern(cell.text))
    return labels


def _learn(
    labels: FormLabels, sheet: Sheet, cell: Cell, address: Address, text: str, scope: Scope
) -> None:
    """Where the field of that cell is found again."""
    place: Place = (address.part, address.path)
    labels.shown.add(place)
    before, _, after = cell.text.partition(text)
    labels.around.setdefault(place, Around(re.sub(r"\d+", "#", before), after))
    # A form of the year shows its projects as a list.
    if address.part in _SINGLE and (address.part, scope) != ("project", "year"):
        _put(labels, sheet, cell, place)
        return
    heading = _nearest(
        sheet, cell, lambda other: other.column == cell.column and _bottom(other) <= cell.row
    )
    if heading is not None:
        labels.heads.setdefault(address.part, {}).setdefault(
            plain_label(heading.text), address.path
        )


def _put(labels: FormLabels, sheet: Sheet, cell: Cell, place: Place | None) -> None:
    """A single value by the label at its left, else by the one above."""
    left = _nearest(
        sheet,
        cell,
        lambda other: (
            other.column + other.columns == cell.column and other.row <= cell.row < _bottom(other)
        ),
    )
    above = _nearest(
        sheet, cell, lambda other: other.column == cell.column and _bottom(other) == cell.row
    )
    label, known = (left, labels.beside) if left is not None else (above, labels.below)
    if label is not None:
        known.setdefault(plain_label(label.text), place)


def _nearest(sheet: Sheet, cell: Cell, fits: Callable[[Cell], bool]) -> Cell | None:
    """The last label of the same table that fits, in reading order."""
    table = sheet.rows[cell.row].table
    found = [
        other
        for other in sheet.cells
        if table
        and sheet.rows[other.row].table == table
        and other.text
        and other.address is None
        and other.number is None
        and fits(other)
    ]
    return found[-1] if found else None


def _bottom(cell: Cell) -> int:
    return cell.row + cell.rows


def _pattern(text: str) -> re.Pattern[str]:
    """What the form prints there of any year and project."""
    plain = re.escape(plain_label(text))
    plain = plain.replace(_YEAR, r"(?P<year>\d{4})", 1).replace(_YEAR, r"\d{4}")
    return re.compile(re.sub("〔[^〕]*〕", ".*", plain.replace(_NUMBER, r"\d+")), re.DOTALL)


def _specimen() -> Book:
    """A year in which every field says something, with two rows in every list."""
    plan: AnnualPlan = _filled("plan", 1)
    unit: Unit = _filled("unit", 1)
    return Book(unit, (plan,))


def _filled(part: Part, number: int) -> Any:
    row = ROW_TYPES[part]()
    said = dict.fromkeys((MONEY, EXACT_MONEY, PERCENT, POINTS, *COUNTED), "7")
    said |= dict.fromkeys(OF_THE_YEAR, "") | {YEAR: _YEAR, TICK: "√", STAGE_DATE: _YEAR}
    for each in FIELDS[part]:
        row = each.put(row, said.get(each.kind, f"〔{part} {each.path} {number}〕"))
    for path, below in CHILDREN[part]:
        row = with_children(row, path, tuple(_filled(below, at) for at in (1, 2)))
    return row
