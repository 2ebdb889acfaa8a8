"""What the hand does on the sheet, as it is painted: the cell in hand, the range, the pointing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from hfgoals.model.address import Address
from ui.document import Document
from ui.grid import offers
from ui.grid.asides import Asides
from ui.grid.asides import paint as paint_asides
from ui.grid.editing import Editing
from ui.grid.geometry import Place, Rect
from ui.grid.gutter import Gutters
from ui.grid.marks import Mark
from ui.grid.painter import Scene, arrow_rect, paint
from ui.grid.pointer import Pointer
from ui.grid.selection import Selection
from ui.grid.viewing import Viewing
from ui.grid.writing import meant


class Hand:
    """Where the cell in hand is, and the painting of it over the form."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        editing: Editing,
        pointer: Pointer,
        viewing: Viewing,
    ) -> None:
        self._document = document
        self._selection = selection
        self._editing = editing
        self._pointer = pointer
        self._viewing = viewing

    def frame(self) -> Rect | None:
        """The cell in hand, in mm of the form: in a merged one, the part whose text it holds."""
        place, point = self._selection.place, self._selection.point
        if place is None or point is None:
            return None
        return self.part(place, meant(self._document.book, place, point.row))

    def frame_pixels(self) -> QRect | None:
        """The cell in hand, in pixels of the viewport."""
        frame = self.frame()
        return self._viewing.pixels(frame) if frame is not None else None

    def part(self, place: Place, addresses: Sequence[Address]) -> Rect:
        """The part of a cell that stands for those addresses, in mm of the form."""
        board = self._selection.board
        if board is None or len(addresses) == len(place.addresses):
            return place.rect
        row = place.top + place.addresses.index(addresses[0])
        return board.slice(place, range(row, row + 1))

    def on_arrow(self, position: QPoint) -> bool:
        """Whether the arrow of the cell in hand is under that pixel."""
        pixels = self.frame_pixels()
        return self._has_arrow() and pixels is not None and arrow_rect(pixels).contains(position)

    def _has_arrow(self) -> bool:
        address = self._selection.address
        return (
            address is not None
            and not self._document.read_only
            and not self._selection.ranged
            and offers.offers_something(address)
        )

    def paint(
        self,
        painter: QPainter,
        exposed: QRect,
        gutter: Gutters,
        marks: Mapping[Address, Mark],
        asides: Asides,
        *,
        focused: bool,
    ) -> None:
        """Paint the form, what stands beside it, and the hand on it; there must be a form."""
        pointer, selection = self._pointer, self._selection
        if selection.board is None:
            return
        editable = not self._document.read_only
        scene = Scene(
            selection.board,
            self._viewing,
            selected=selection.rects,
            frame=None if self._editing.is_open else self.frame(),
            arrow=self._has_arrow(),
            hovered=pointer.hovered if editable else None,
            hidden=self._editing.covered,
            marks=marks,
            active=focused or self._editing.is_open,
        )
        paint(painter, scene, exposed)
        paint_asides(painter, self._viewing, asides, scene.hidden)
        gutter.paint(
            painter,
            held=selection.span[0],
            hovered=pointer.hovered_row if editable else None,
            adding=pointer.adding,
            drop=pointer.drop,
            carried=pointer.carried,
            changeable=editable,
        )
