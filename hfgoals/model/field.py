"""What one fillable field is: its place in the values, label, kind, and what others must know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hfgoals.lean import dataclass
from hfgoals.model.kinds import Kind


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A field's column in the wide table (绩效指标明细表)."""

    key: str
    """What workbooks and profiles remember it by; it never changes."""
    width: int
    """In digits, as worksheets count."""
    title: str = ""
    """The usual heading, where it is not the field's label."""
    centred: bool = False
    note: str = ""
    """What to know about it, in Chinese."""
    long: bool = False
    """Whether it is to be read in full once a project, and may be cut off where it is repeated."""


@dataclass(frozen=True, slots=True)
class Element:
    """A field's data element in the national standard of integrated budget management
    (预算管理一体化), by which the bureau's system keeps it."""

    name: str
    most: int
    """In bytes, 3 a Chinese character, as that standard counts; the system cuts what is longer."""

    def excess(self, text: str) -> int:
        """By how many bytes the text is too long; 0 when it fits."""
        # Most texts are short enough at first sight; this runs after every key.
        return 0 if 4 * len(text) <= self.most else max(0, len(text.encode()) - self.most)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one part; ``path`` is its attribute, dotted where a value holds a value."""

    path: str
    label: str
    kind: Kind
    also: tuple[str, ...] = ()
    """Other labels that it has in tables of the standard layouts."""
    required: bool = False
    """Whether a row without it is not complete (rules H01, S01, C05)."""
    column: ListColumn | None = None
    hint: str = ""
    """How to fill it in, for those who get a fill-in workbook; at most 255 characters."""
    key: str = ""
    """Its place in the dump, dotted, where that is not its path."""
    offered: str = ""
    """Its label away from its form, where the own one would not tell it from another."""
    foreign: bool = True
    """Whether tables that others made say it."""
    printed: bool = True
    """Whether forms show it; what they do not show is no part of what was signed."""
    optional: bool = False
    """Whether forms show it only in a year that uses it (AnnualPlan.columns); blank it stands in no
    file and no dump, which are as before there was such a field."""
    element: Element | None = None
    """What the bureau's system calls it and how long it may be there (rule L01, the wide table's
    profile for that system); None where the standard has no such element."""

    @property
    def told_at(self) -> str:
        """Its place in the dump, dotted."""
        return self.key or self.path

    @property
    def name(self) -> str:
        """Its label away from its form."""
        return self.offered or self.label

    def read(self, row: Any) -> Any:
        """The field's value in that row."""
        for attribute in self.path.split("."):
            row = getattr(row, attribute)
        return row

    def text(self, row: Any) -> str:
        """The field's text in that row, as on the form."""
        return self.kind.format(self.read(row))

    def put(self, row: Any, text: str) -> Any:
        """The row with this field read from the text. Raises FieldError."""
        return self.with_value(row, self.kind.parse(text))

    def with_value(self, row: Any, value: Any) -> Any:
        """The row with a value of the field's kind in it."""
        return _put(row, self.path.split("."), value)


def _put(row: Any, path: list[str], value: Any) -> Any:
    inner = value if len(path) == 1 else _put(getattr(row, path[0]), path[1:], value)
    return replace(row, **{path[0]: inner})
