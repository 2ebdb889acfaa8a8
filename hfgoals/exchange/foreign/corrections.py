"""What a person can correct in the preview. Corrections are applied over a fresh understanding, in
their order, so they add up, and dropping the last one undoes it."""

from __future__ import annotations

from dataclasses import dataclass

from hfgoals.exchange.foreign.choices import FieldChoice
from hfgoals.exchange.foreign.meaning import CellAt, Currency


@dataclass(frozen=True, slots=True)
class CellHolds:
    """This cell is the value of that field."""

    at: CellAt
    choice: FieldChoice
    project: int | None = None
    """None: the project among whose cells it stands, else the one before it, else the first."""
    row: int | None = None
    """For fields of indicators and sub-goals the row of the table to which it belongs; None: its
    own row."""


@dataclass(frozen=True, slots=True)
class CellLeftOut:
    """This cell is not taken in."""

    at: CellAt


@dataclass(frozen=True, slots=True)
class ColumnHolds:
    """The column of an indicator list (or of a list of projects) holds that field, or nothing."""

    table: int
    column: int
    choice: FieldChoice | None
    """None: it is not taken in."""


@dataclass(frozen=True, slots=True)
class LabelNames:
    """This cell is a label and names that field, or nothing that is taken in."""

    at: CellAt
    choice: FieldChoice | None


@dataclass(frozen=True, slots=True)
class TableMoney:
    """The amounts of this table are in that currency, unless a cell itself says otherwise."""

    table: int
    currency: Currency


@dataclass(frozen=True, slots=True)
class TableRead:
    """This table is read, or is not."""

    table: int
    read: bool


@dataclass(frozen=True, slots=True)
class TableBegins:
    """A new project begins with this table, or it goes on with the one before."""

    table: int
    new: bool


@dataclass(frozen=True, slots=True)
class FirstIndicator:
    """The first indicator of this table stands in that row; the heading is the row above it."""

    table: int
    row: int


Correction = (
    CellHolds
    | CellLeftOut
    | ColumnHolds
    | LabelNames
    | TableMoney
    | TableRead
    | TableBegins
    | FirstIndicator
)
