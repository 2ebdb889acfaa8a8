"""A Sheet in the making: rows in their order, cells placed by the mm of their edges."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hfgoals.layout.sheet import Cell, Row, Sheet
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.fields import PART_OF, Part
from hfgoals.model.kinds import COUNTED, EXACT_MONEY, MONEY, PERCENT, POINTS, Kind
from hfgoals.model.money import Money, shown

_PLAIN_ROW = Row()


class Draft:
    """Collects the rows and cells of one Sheet on a grid of column edges (mm from the left)."""

    def __init__(self, edges: Sequence[float], stretch: float = 1.0) -> None:
        """``stretch``: how much wider than that the Sheet becomes."""
        self._stretch = stretch
        self._edges = tuple(edges)
        self._column = {edge: index for index, edge in enumerate(self._edges)}
        self._rows: list[Row] = []
        self._cells: list[Cell] = []

    def row(self, row: Row = _PLAIN_ROW) -> int:
        """Add a row below the others; its number."""
        self._rows.append(row)
        return len(self._rows) - 1

    def gap(self, height: float, *, keep_with_next: bool = False) -> None:
        """Add an empty row of that height in mm."""
        self.row(Row(least=height, keep_with_next=keep_with_next))

    def text(
        self,
        row: int,
        span: tuple[float, float],
        text: str,
        style: str,
        *,
        rows: int = 1,
        address: Address | None = None,
        also: tuple[Address, ...] = (),
        kept: str = "",
    ) -> None:
        """Put a cell between two column edges."""
        left, right = self._column[span[0]], self._column[span[1]]
        cell = Cell(row, left, rows, right - left, text, style, address, also, kept=kept)
        self._cells.append(cell)

    def value(
        self, row: int, span: tuple[float, float], owner: Any, path: str, style: str = ""
    ) -> None:
        """Put a cell that shows a field of a model row: an amount and a percent as numbers."""
        address = address_of(owner, path)
        kind, value = address.field.kind, address.field.read(owner)
        number: Decimal | None = None
        if value is not None and kind in (MONEY, EXACT_MONEY):
            number = value.wan
        elif value is not None and kind in (POINTS, *COUNTED):
            number = Decimal(value)
        elif value is not None and kind is PERCENT:
            number = value / 100
        self._put(row, span, kind.format(value), style or _style(kind), number, address)

    def blank(
        self, row: int, span: tuple[float, float], part: Part, path: str, style: str = "value"
    ) -> None:
        """Put a blank cell: a text in it would be that field of a new row of that part."""
        left, right = self._column[span[0]], self._column[span[1]]
        self._cells.append(Cell(row, left, 1, right - left, style=style, makes=(part, path)))

    def amount(
        self,
        row: int,
        span: tuple[float, float],
        amount: Money | None,
        adds_up: tuple[int, int] | None = None,
        *,
        style: str = "number",
        address: Address | None = None,
    ) -> None:
        """Put a cell that shows a computed amount; at an address another can be stated."""
        number = None if amount is None else amount.wan
        self._put(row, span, shown(amount), style, number, address, adds_up)

    def count(
        self,
        row: int,
        span: tuple[float, float],
        count: int,
        adds_up: tuple[int, int] | None = None,
    ) -> None:
        """Put a cell that shows a count, centred."""
        self._put(row, span, str(count), "value-center", Decimal(count), adds_up=adds_up)

    def sum(self, row: int, span: tuple[float, float], count: int | None) -> None:
        """Put a cell that shows a sum of counts, where there is anything to add up."""
        number = None if count is None else Decimal(count)
        self._put(row, span, "" if count is None else str(count), "sum", number)

    def computed(
        self,
        row: int,
        span: tuple[float, float],
        text: str,
        number: Decimal | None = None,
        address: Address | None = None,
    ) -> None:
        """Put a cell that shows what is worked out; at an address another can be stated."""
        self._put(row, span, text, "sum", number, address)

    def _put(
        self,
        row: int,
        span: tuple[float, float],
        text: str,
        style: str,
        number: Decimal | None,
        address: Address | None = None,
        adds_up: tuple[int, int] | None = None,
    ) -> None:
        left, right = self._column[span[0]], self._column[span[1]]
        shape = "" if number is None else number_format(text)
        place = (row, left, 1, right - left)
        self._cells.append(Cell(*place, text, style, address, (), number, shape, adds_up))

    def sheet(self, form: str, title: str, *, owner: str = "", footer: bool = True) -> Sheet:
        """The Sheet, its cells in reading order."""
        widths = tuple(
            round((right - left) * self._stretch, 3) for left, right in pairwise(self._edges)
        )
        cells = tuple(sorted(self._cells, key=lambda cell: (cell.row, cell.column)))
        return Sheet(form, title, widths, tuple(self._rows), cells, footer=footer, owner=owner)


def address_of(owner: Any, path: str) -> Address:
    """The address of a field of a model row, the Unit included."""
    part = PART_OF[type(owner)]
    return Address(part, UNIT_ROW if part == "unit" else owner.id, path)


def number_format(text: str) -> str:
    """The Excel format that shows a number just as the form does: "0.00", "0%", "0.0%"."""
    places = len(text.rstrip("%").partition(".")[2])
    return "0" + ("." + "0" * places if places else "") + ("%" if text.endswith("%") else "")


def _style(kind: Kind) -> str:
    return {MONEY.name: "number", PERCENT.name: "percent"}.get(kind.name, "value")
