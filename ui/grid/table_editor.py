"""The table editor: a standard form on a sheet of white paper, edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from hfgoals.model.address import Address
from hfgoals.model.edits import find
from hfgoals.model.fields import Part, own_fields
from hfgoals.model.kinds import TICK
from hfgoals.model.last_year import LastYear
from ui.document import Document
from ui.grid import keys, offers
from ui.grid.asides import COLUMN_MM, Aside, Asides, asides_of, last_years, money_at, past_told
from ui.grid.cell_editor import Leave
from ui.grid.copying import Copying
from ui.grid.editing import Editing
from ui.grid.geometry import NEW_ROW, Board, Place
from ui.grid.gutter import Gutters
from ui.grid.hand import Hand
from ui.grid.marks import Mark
from ui.grid.paper_view import BoardSource, Compose, PaperView
from ui.grid.pointer import Pointer
from ui.grid.row_commands import RowCommands
from ui.grid.selection import Selection
from ui.grid.writing import ZEROED, Proposal, describe, meant, ticked


class TableEditor(PaperView):
    """A form like the one on paper, with Excel's habits; every change is a step of the document."""

    address_changed = Signal(object)
    """Another cell is in hand: its Address, or None."""

    def __init__(
        self, document: Document, parent: QWidget | None = None, compose: Compose | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._source = BoardSource(document, compose)
        self._selection = Selection()
        self._gutter: Gutters | None = None
        self._marks: Mapping[Address, Mark] = {}
        self._asides = Asides()
        self._last_year_beside = False
        self._lands_on: Address | None = None
        self._editing = Editing(self, document, self)
        self._pointer = Pointer(self, self._selection, self.viewing)
        self._hand = Hand(document, self._selection, self._editing, self._pointer, self.viewing)
        copying = Copying(document, self._selection, self.ready, self.take)
        self._commands = RowCommands(self, self, document, self._selection, copying)
        self._editing.closed.connect(self._go_on)
        self._editing.opened.connect(self.viewport().update)
        # The editor has the focus for the table, and gets what is typed from the first key on.
        editor = self._editing.editor
        self.setFocusProxy(editor)
        editor.may_wake = lambda: not document.read_only and self._hand.frame() is not None
        editor.woken.connect(lambda: self.edit(""))
        editor.focus_changed.connect(self.viewport().update)
        document.changed.connect(self.refresh)
        document.project_changed.connect(self.refresh)
        document.year_changed.connect(self.refresh)
        document.lock_changed.connect(self.refresh)
        self.refresh()

    # ---- for the window

    @property
    def commands(self) -> tuple[QAction, ...]:
        """The commands on rows and cells; they follow the cell in hand."""
        return self._commands.all

    @property
    def row_commands(self) -> tuple[QAction, ...]:
        """Those of the commands that are about rows."""
        return self._commands.rows

    def current_address(self) -> Address | None:
        """The address in hand; None on a blank place whose row is yet to be made."""
        address = self._selection.address
        return None if address is None or address.row == NEW_ROW else address

    def show_address(self, address: Address) -> bool:
        """Take that cell in hand and scroll to it; False when the form does not show it."""
        board = self._selection.board
        point = board.point_of(address) if board is not None else None
        if point is None or not self.ready():
            return False
        self._selection.put(point)
        self.moved()
        self.setFocus()
        return True

    def shows(self, address: Address) -> bool:
        """Whether the form has a cell for that address."""
        board = self._selection.board
        return board is not None and board.of(address) is not None

    def set_marks(self, marks: Mapping[Address, Mark]) -> None:
        """Mark cells with findings, in place of the marks before."""
        self._marks = dict(marks)
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        """What a reader of the screen says of the cell in hand."""
        if not self.isVisible():
            # Behind another tab its row may be gone; it is looked at anew when it is shown.
            return
        heard = (self,) if self._editing.is_open else (self, self._editing.editor)
        place = self._selection.place
        marks = self.marks_at(place) if place is not None else []
        describe(heard, self._document.book, self._selection, marks)

    def refresh(self) -> None:
        """Show what the document holds now."""
        if not self._source.refresh():
            # What stands beside the form may have changed all the same: it is of another year.
            self._make_asides()
            self._commands.refresh()
            return
        board = self._source.board
        before = self._selection.board
        other = before is None or board is None or before.sheet.owner != board.sheet.owner
        if other and self._editing.is_open:
            self._editing.commit()
        if other:
            self._selection.board = None
            self._selection.point = None
        lands_on, self._lands_on = self._lands_on, None
        self._selection.take_board(board, lands_on)
        self._gutter = Gutters(board, self.viewing) if board is not None else None
        self._pointer.forget()
        self._make_asides()
        self.take_paper(board, to_top=other)
        if board is not None:
            self._editing.reopen_on(board)
        self.moved(scroll=lands_on is not None)

    def show_last_year(self, *, on: bool) -> None:
        """Whether last year's values stand in a column at the right of the form."""
        if on != self._last_year_beside:
            self._last_year_beside = on
            self.viewing.beside = COLUMN_MM if on else 0.0
            self._make_asides()
            self.take_paper(self.board(), to_top=False)

    def _make_asides(self) -> None:
        document, board = self._document, self.board()
        plan, project = document.plan, document.project
        column: list[Aside] = []
        if self._last_year_beside and board is not None and plan is not None and project:
            column = last_years(board, document.book, plan, project)
        places = board.places if board is not None else ()
        corners = tuple((each, last) for each in places if (last := self._last_number_at(each)))
        asides = asides_of(board, project, column, corners)
        if asides != self._asides:
            self._asides = asides
            self.viewport().update()

    def commit(self) -> bool:
        """Take what is being typed; False, with the editor still open, when it is refused."""
        return self._editing.commit()

    # ---- for the parts of the table

    def board(self) -> Board | None:
        """The form as it is shown."""
        return self._selection.board

    def gutter(self) -> Gutters | None:
        """The row numbers."""
        return self._gutter

    def ready(self) -> bool:
        """Whether the user may go on to something else: no refused text is open."""
        done = self._editing.commit()
        if not done:
            self._editing.editor.setFocus()
        return done

    def take(self, proposal: Proposal) -> bool:
        """Take a step; False when the document refused it."""
        if self._document.read_only:
            self._document.tell_read_only(proposal.name)
            return False
        if not proposal.edits:
            return True
        self._lands_on = proposal.lands_on
        taken = self._document.apply(proposal.name, proposal.edits)
        self._lands_on = None
        return taken

    def moved(self, *, scroll: bool = True) -> None:
        """Another cell or range is in hand."""
        board, place, point = self.board(), self._selection.place, self._selection.point
        if scroll and board is not None and place is not None and point is not None:
            self.scroll_to(board.slice(place, range(point.row, point.row + 1)))
        self._commands.refresh()
        self._describe()
        self.viewport().update()
        self._editing.place_editor()
        self.address_changed.emit(self.current_address())

    def edit(self, text: str | None = None) -> None:
        """Edit the cell in hand: its text, or the one typed in its place; a tick comes or goes."""
        board, place, point = self.board(), self._selection.place, self._selection.point
        if board is None or place is None or point is None:
            return
        if self._document.read_only:
            self.take(Proposal(f"修改{place.address.field.label}", ()))
            return
        addresses = meant(self._document.book, place, point.row)
        if addresses[0].field.kind is TICK:
            self.take(ticked(self._document.book, addresses[0]))
            return
        self._selection.anchor = point
        own = place.address_in(point.row)
        self._editing.open(board, place, addresses, own, text=text)
        self.scroll_to(place.rect)

    @property
    def ticks(self) -> bool:
        """Whether the cell in hand holds a tick."""
        place = self._selection.place
        return place is not None and place.address.field.kind is TICK

    def tick(self) -> None:
        """Set the tick in hand, or take it away; another cell, or of a locked year, stays."""
        if self.ticks and not self._document.read_only:
            self.edit()

    def edit_at(self, position: QPoint) -> None:
        """Edit the cell in hand with the caret at that pixel of the viewport."""
        self.edit()
        self._editing.caret_to(position)

    def offer(self) -> None:
        """Open the dropdown of the cell in hand."""
        address = self._selection.address
        if address is None or not offers.offers_something(address):
            return
        if not self._editing.is_open:
            self.edit()
        self._editing.offer()

    def on_arrow(self, position: QPoint) -> bool:
        """Whether the arrow of the cell in hand is under that pixel."""
        return self._hand.on_arrow(position)

    def tab(self, *, forward: bool) -> None:
        """To the next cell; behind the table's last row a new one begins."""
        address = self._selection.address
        if forward and self._selection.ends_table and self._is_filled(address):
            self._commands.add_at_end()
        elif self._selection.tab(forward=forward):
            self.moved()
        elif forward and self._is_listed(address):
            self._commands.add_at_end()

    def enter(self, *, down: bool) -> None:
        """To the next row; behind the table's last row, after tabs, a new one begins."""
        begun = self._selection.tabbed_from
        if down and begun and self._selection.in_last_row and self._is_filled(begun):
            self._commands.add_at_end(begun.path)
        elif self._selection.enter(down=down):
            self.moved()
        elif down and begun and begun.row != NEW_ROW and self._is_listed(begun):
            self._commands.add_at_end(begun.path)

    def _is_listed(self, address: Address | None) -> bool:
        """Whether it stands in the table whose rows are numbered."""
        board = self.board()
        return board is not None and address is not None and address.part in board.lists

    def _is_filled(self, address: Address | None) -> bool:
        """Whether it stands in a row of that table with something in it."""
        if address is None or address.row == NEW_ROW or not self._is_listed(address):
            return False
        row = find(self._document.book, address.row)
        return any(field.text(row) for field in own_fields(address.part))

    def add_row(self, part: Part) -> None:
        """One more row at the end of that part's table."""
        self._commands.add_at_end(part=part)

    def carry_rows(self, before: int) -> None:
        """Move the rows in hand before the row of that index."""
        self._commands.carry(before)

    def select_table(self) -> None:
        """Take all rows of the table in hand."""
        board = self.board()
        part = board.list_in(self._selection.point) if board is not None else None
        if self.ready() and board is not None and part is not None:
            rows = board.rows_of(part)
            self._selection.row_ends(rows[0], rows[-1])
            self.moved(scroll=False)

    def menu_at_cell(self) -> None:
        """The context menu under the cell in hand."""
        frame = self._hand.frame_pixels()
        if frame is not None:
            self._commands.menu().popup(self.viewport().mapToGlobal(frame.bottomLeft()))

    def marks_at(self, place: Place) -> list[Mark]:
        """What is to be said about a cell."""
        return [self._marks[each] for each in place.addresses if each in self._marks]

    def told_at(self, place: Place) -> str:
        """上年：≥95%，完成 96% over a 指标值, the money over a percentage; "" for nothing."""
        plan, project = self._document.plan, self._document.project
        money = money_at(place, project) if project is not None else ""
        if money:
            return f"{place.address.field.label} {place.box.cell.text} = {money} 万元"
        if plan is not None and project is not None and place.address.path == "target":
            past = LastYear(self._document.book, plan).past(project)
            return past_told(past.get(place.address.row, ()), plan.year)
        last = self._last_number_at(place)
        return f"上年：{last}" if last else ""

    def beside_at(self, x: float, y: float) -> Aside | None:
        """What stands beside the form at that spot of the page, in mm; None for nothing."""
        column = (each for each in self._asides.column if each.rect.holds(x, y))
        return next(column, None)

    def _last_number_at(self, place: Place) -> str:
        """The number that stood there in the report of the year before; "" for none."""
        plan, address = self._document.plan, place.address
        if plan is None or address.part != "report" or address.field.kind not in ZEROED:
            return ""
        before = self._document.book.plan_of(plan.year - 1)
        return address.field.text(before.report) if before is not None else ""

    def in_hand_pixels(self) -> QRect:
        """Where the cell in hand is, in the viewport; empty when none is."""
        return self._hand.frame_pixels() or QRect()

    def cell_pixels(self, place: Place, addresses: Sequence[Address]) -> QRect:
        """Where the part of a cell that stands for those addresses is, in the viewport."""
        return self.viewing.pixels(self._hand.part(place, addresses))

    def pixels_of_a_mm(self) -> float:
        """The scale of the sheet."""
        return self.viewing.scale

    def page_mm(self) -> float:
        """What PageDown goes."""
        return self.viewport().height() * 0.85 / self.viewing.scale

    def laid(self) -> None:
        """The sheet moved under the open editor."""
        self._editing.place_editor()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet, and what the hand does on it."""
        painter = QPainter(self.viewport())
        if self._gutter is None:
            self.paint_ground(painter, event.rect())
            return
        self._hand.paint(
            painter,
            event.rect(),
            self._gutter,
            self._marks,
            self._asides,
            focused=self.hasFocus(),
        )

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, edit, command; what means nothing here goes on to the window."""
        if self._editing.is_open:
            self._editing.send(event)
        elif keys.pressed(self, self._selection, event):
            event.accept()
        else:
            event.ignore()

    def focusNextPrevChild(self, _following: bool) -> bool:
        """Tab belongs to the cells."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a cell or row in hand."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend, drag, point."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End of a drag."""
        self._pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit where the mouse is."""
        self._pointer.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tips, and the mouse going away."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._pointer.tip(event)
            return True
        if event.type() is QEvent.Type.Leave:
            self._pointer.leave()
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the cell under the mouse, or in hand."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_at_cell()
            return
        if self.ready() and self._pointer.take_for_menu(event.pos()):
            self._commands.menu().popup(event.globalPos())

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: take what was typed."""
        self._editing.commit()
        super().hideEvent(event)

    def _go_on(self, leave: Leave) -> None:
        if leave in (Leave.DOWN, Leave.UP):
            self.enter(down=leave is Leave.DOWN)
        elif leave in (Leave.NEXT, Leave.PREVIOUS):
            self.tab(forward=leave is Leave.NEXT)
        self.moved()
        self.setFocus()
