"""What each cell of a foreign table was understood to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hfgoals.exchange.foreign.choices import FieldChoice

Kind = Literal["label", "value", "heading", "left_out", "unknown"]
"""label: says what stands beside or below. value: is taken in. heading: a title, the year, the
currency; nothing to take in. left_out: understood, but not taken in. unknown: not understood."""
Currency = Literal["元", "千元", "万元", "亿元"]


class CellAt(NamedTuple):
    """A cell of the source: the table by its index in ``Understanding.tables``, row and column
    from 1 (where it begins, when it is merged)."""

    table: int
    row: int
    column: int


class RowAt(NamedTuple):
    """A row of the source in which an indicator, a goal or a sub-goal begins."""

    table: int
    row: int


@dataclass(frozen=True, slots=True)
class Held:
    """What of a cell goes into one field."""

    choice: FieldChoice
    text: str
    """As it stands in the cell, without a label in front."""
    project: int | None = None
    """The project by its index in the proposal's plan; None for what belongs to the whole."""
    rows: tuple[RowAt, ...] = ()
    """For fields of indicators and sub-goals the rows in which they begin: a merged 一级指标 has
    several; () for all others."""
    currency: Currency | None = None
    """For amounts, what they are in."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell with a text is."""

    kind: Kind
    holds: tuple[Held, ...] = ()
    """For values; a cell may hold several (a label and its value each)."""
    names: tuple[FieldChoice, ...] = ()
    """For labels: the fields that it names; () for one that only groups others."""
    note: str = ""
    """Why it was left out or is in doubt, a Chinese sentence; "" when all is clear."""
    project: int | None = None
    """The project among whose cells it stands; None for none."""

    @property
    def doubtful(self) -> bool:
        """Whether it was taken in, but a person should look at it."""
        return bool(self.note) and self.kind in ("label", "value", "heading")


@dataclass(frozen=True, slots=True)
class TableReading:
    """What was understood of one table as a whole."""

    read: bool
    """Whether anything of it was looked at; hidden and instruction sheets are not."""
    begins: bool
    """Whether a new project begins with it; False: it goes on with the one before."""
    currency: Currency
    """What its amounts are in where they do not say so themselves."""
    currency_said: str
    """Where that was said, for people; "" when nobody said so and 万元 was taken for granted."""
    first_indicator: int | None = None
    """The row of the first indicator; None when there is none."""
    columns: Mapping[int, FieldChoice] = field(default_factory=dict)
    """What the columns of its first indicator list hold, by their first column."""
    projects: tuple[int, ...] = ()
    """The projects that have cells in it, by their index."""
    sort: str = ""
    """What people call a table that tells what became of the targets: 自评表; "" for others."""
    month: int | None = None
    """The month that a 监控表 reaches to, where it says so."""


LABEL = Meaning("label")
