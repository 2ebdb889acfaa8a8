"""Where the fillable cells of a form stand: hit test, neighbours by grid row, extents. Pure, mm."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from hfgoals.layout.pages import Box, Page
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.fields import Part
from hfgoals.model.items import OF_FORM

NEW_ROW = ""
"""The row id in the address of a blank place where typing makes the row."""


@dataclass(frozen=True, slots=True)
class Growing:
    """A list of rows on a form that grows."""

    word: str
    """What one of them is called."""
    first: str
    """The field that is filled in first."""
    listed: bool = True
    """Whether it is a table of several columns with numbers beside its rows."""


GROWING: dict[Part, Growing] = {
    "goal": Growing("绩效目标", "text", listed=False),
    "indicator": Growing("指标", "name"),
    "policy": Growing("政策文件", "title"),
    "subgoal": Growing("指标", "title"),
}


class Point(NamedTuple):
    """A square of the form's grid; inside a merged cell it still knows its own row."""

    row: int
    column: int


class Rect(NamedTuple):
    """A rectangle on the page, in mm."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the spot lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Place:
    """One fillable cell."""

    box: Box
    address: Address
    also: tuple[Address, ...] = ()

    @property
    def top(self) -> int:
        """The first grid row."""
        return self.box.cell.row

    @property
    def bottom(self) -> int:
        """The grid row after the last."""
        return self.box.cell.row + self.box.cell.rows

    @property
    def left(self) -> int:
        """The first grid column."""
        return self.box.cell.column

    @property
    def right(self) -> int:
        """The grid column after the last."""
        return self.box.cell.column + self.box.cell.columns

    @property
    def point(self) -> Point:
        """Its upper left square."""
        return Point(self.top, self.left)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All places of the model that it shows."""
        return (self.address, *self.also)

    @property
    def rect(self) -> Rect:
        """Where it stands on the page."""
        return Rect(self.box.x, self.box.y, self.box.width, self.box.height)

    def address_in(self, row: int) -> Address:
        """The one of its addresses that belongs to that grid row."""
        if len(self.also) + 1 != self.box.cell.rows:
            return self.address
        return self.addresses[min(max(row, self.top), self.bottom - 1) - self.top]


class Board:
    """A form on its one tall page, looked up by place, by grid square and by address."""

    def __init__(self, sheet: Sheet, page: Page) -> None:
        self.sheet = sheet
        self.page = page
        found: list[Place] = []
        for box in page.boxes:
            address = box.cell.address or _made_by(box.cell)
            if address is not None:
                found.append(Place(box, address, box.cell.also))
        self.places = tuple(sorted(found, key=lambda place: place.point))
        """The fillable cells in reading order."""
        self._at = {
            (row, column): place
            for place in self.places
            for row in range(place.top, place.bottom)
            for column in range(place.left, place.right)
        }
        self._across: dict[int, list[Place]] = {}
        for (row, _), place in sorted(self._at.items(), key=lambda entry: entry[0]):
            across = self._across.setdefault(row, [])
            if place not in across[-1:]:
                across.append(place)
        self._of = {address: place for place in self.places for address in place.addresses}
        self._extents = _row_extents(page.boxes)
        self.items: dict[int, str] = {
            place.top: place.address.row
            for place in self.places
            if place.address.part in GROWING and not place.also and place.address.row
        }
        """The model row (a goal, an indicator) of every grid row that stands for one."""
        self.lists = self._lists()
        """The parts of its tables whose rows are numbered, from the top."""

    def _lists(self) -> tuple[Part, ...]:
        """A form may show rows of a list that grows elsewhere: its own have their rows' ids."""
        rows = self.sheet.rows
        listed = [each for each in self.places if _is_listed(each)]
        own = [each for each in listed if each.address.row in (NEW_ROW, rows[each.top].item)]
        return tuple(dict.fromkeys(each.address.part for each in own or listed))

    @property
    def listed(self) -> Part | None:
        """The first of them; None where it has no such."""
        return next(iter(self.lists), None)

    def list_in(self, point: Point | None) -> Part | None:
        """The one of them that the square stands in, else the first."""
        place = self.at(point)
        own = place.address.part if place is not None else None
        return own if own in self.lists else self.listed

    def word(self, part: Part) -> str:
        """What a row of that part is called on this form."""
        items = OF_FORM.get(self.sheet.form) if part == "subgoal" else None
        return items.word if items is not None else GROWING[part].word

    def label(self, address: Address) -> str:
        """What a field is called on this form."""
        items = OF_FORM.get(self.sheet.form) if address.part == "subgoal" else None
        return items.label(address) if items is not None else address.field.label

    def at(self, point: Point | None) -> Place | None:
        """The fillable cell over that square."""
        return None if point is None else self._at.get(point)

    def of(self, address: Address) -> Place | None:
        """The fillable cell that shows that address."""
        return self._of.get(address)

    def point_of(self, address: Address) -> Point | None:
        """The square of an address, in its own row of a merged cell."""
        place = self._of.get(address)
        if place is None:
            return None
        if len(place.addresses) != place.bottom - place.top:
            return place.point
        return Point(place.top + place.addresses.index(address), place.left)

    def hit(self, x: float, y: float) -> Point | None:
        """The square under a spot of the page; None on labels and beside the form."""
        place = next((each for each in self.places if each.rect.holds(x, y)), None)
        if place is None:
            return None
        rows = range(place.top, place.bottom)
        row = next((row for row in rows if y < self.row_bottom(row)), place.bottom - 1)
        return Point(row, place.left)

    def nearest(self, x: float, y: float) -> Point | None:
        """The fillable square nearest to a spot of the page; None on an empty form."""

        def distance(place: Place) -> float:
            box = place.rect
            aside = max(box.x - x, 0.0, x - box.x - box.width)
            away = max(box.y - y, 0.0, y - box.y - box.height)
            return aside * aside + away * away

        if not self.places:
            return None
        rect = min(self.places, key=distance).rect
        inside_x = min(max(x, rect.x), rect.x + rect.width - 0.01)
        inside_y = min(max(y, rect.y), rect.y + rect.height - 0.01)
        return self.hit(inside_x, inside_y)

    def box_at(self, x: float, y: float) -> Box | None:
        """Any cell under the spot, labels and the title too."""
        for box in self.page.boxes:
            if Rect(box.x, box.y, box.width, box.height).holds(x, y):
                return box
        return None

    def row_top(self, row: int) -> float:
        """The upper edge of a grid row."""
        return self._extents[row][0]

    def row_bottom(self, row: int) -> float:
        """The lower edge of a grid row."""
        return self._extents[row][1]

    def slice(self, place: Place, rows: range) -> Rect:
        """The part of a merged cell that lies in those grid rows."""
        top = self.row_top(max(rows.start, place.top))
        bottom = self.row_bottom(min(rows.stop, place.bottom) - 1)
        return Rect(place.box.x, top, place.box.width, bottom - top)

    def rows_of(self, part: Part) -> list[int]:
        """The grid rows that stand for rows of that part, or its one blank row."""
        return sorted(
            {
                place.top
                for place in self.places
                if place.address.part == part and place.bottom - place.top == 1
            }
        )

    def columns_of(self, row: int) -> list[Place]:
        """The fillable cells over a grid row, from the left."""
        return self._across.get(row, [])

    @cached_property
    def filled_rows(self) -> list[int]:
        """The grid rows with anything to fill in."""
        return sorted(self._across)


def _is_listed(place: Place) -> bool:
    growing = GROWING.get(place.address.part)
    return growing is not None and growing.listed and place.bottom - place.top == 1


def _made_by(cell: Cell) -> Address | None:
    """The address of a blank place where typing makes the row."""
    return None if cell.makes is None else Address(cell.makes[0], NEW_ROW, cell.makes[1])


def _row_extents(boxes: Iterable[Box]) -> dict[int, tuple[float, float]]:
    extents: dict[int, tuple[float, float]] = {}
    for box in sorted(boxes, key=lambda box: box.cell.rows):
        first, last = box.cell.row, box.cell.row + box.cell.rows - 1
        if first == last:
            extents[first] = (box.y, box.y + box.height)
            continue
        # A row that only merged cells cross has no edge of its own: it takes what is left.
        extents.setdefault(last, (box.y, box.y + box.height))
        extents.setdefault(first, (box.y, extents[last][0]))
        for row in range(first + 1, last):
            extents.setdefault(row, (extents[row - 1][1], extents[last][0]))
    return extents
