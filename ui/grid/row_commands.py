"""The commands on cells and rows, as actions for menus and keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from hfgoals.model.fields import Part
from hfgoals.model.values import Book
from ui.document import Document
from ui.grid import row_edits
from ui.grid.copying import Copying
from ui.grid.geometry import Board
from ui.grid.selection import Selection
from ui.grid.writing import Proposal, has_counts
from ui.kit.card import page_action


class Table(Protocol):
    """What the commands ask of the table."""

    def board(self) -> Board | None: ...
    def ready(self) -> bool: ...
    def take(self, proposal: Proposal) -> bool: ...
    def select_table(self) -> None: ...


class RowCommands:
    """Insert, remove, duplicate and shift rows; copy, paste, clear and fill cells."""

    def __init__(
        self,
        owner: QWidget,
        table: Table,
        document: Document,
        selection: Selection,
        copying: Copying,
    ) -> None:
        self._owner = owner
        self._table = table
        self._document = document
        self._selection = selection
        made = self._action
        self.insert_above = made("在上方插入一行", "add", "Alt+Shift+Insert", self._above)
        self.insert_below = made("在下方插入一行", "add", "Alt+Insert", self._below)
        self.duplicate = made("复制一行", "duplicate", "Ctrl+Shift+D", self._duplicate)
        self.remove = made("删除行", "delete", "Alt+Delete", self._remove)
        self.up = made("上移", "up", "Alt+Shift+Up", lambda: self._shift(down=False))
        self.down = made("下移", "down", "Alt+Shift+Down", lambda: self._shift(down=True))
        self.cut = made("剪切", "", QKeySequence.StandardKey.Cut, copying.cut)
        self.copy = made("复制", "copy", QKeySequence.StandardKey.Copy, copying.copy)
        self.paste = made("粘贴", "", QKeySequence.StandardKey.Paste, copying.paste)
        self.clear = made("清空内容", "", "Delete", copying.clear)
        self.fill = made("向下填充", "", "Ctrl+D", copying.fill_down)
        self.zero = made("空白填 0", "", "Ctrl+0", copying.zeros)
        self.whole = made("选中指标表", "", QKeySequence.StandardKey.SelectAll, table.select_table)
        self.clear.setShortcuts([QKeySequence("Delete"), QKeySequence("Backspace")])
        self.rows = (
            self.insert_above,
            self.insert_below,
            self.duplicate,
            self.remove,
            self.up,
            self.down,
        )
        self.cells = (
            self.cut,
            self.copy,
            self.paste,
            self.clear,
            self.fill,
            self.zero,
            self.whole,
        )

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every command, those on rows first."""
        return (*self.rows, *self.cells)

    def refresh(self) -> None:
        """Enable what makes sense for the cells in hand."""
        selection, board = self._selection, self._table.board()
        part = row_edits.part_in_hand(selection)
        ids = row_edits.rows_in_hand(selection)
        free = not self._document.read_only
        self.insert_above.setEnabled(free and part is not None)
        self.insert_below.setEnabled(free and part is not None)
        for action in self.rows:
            action.setVisible(board is None or bool(board.lists))
        for action in (self.duplicate, self.remove):
            action.setEnabled(free and bool(ids))
        words = board.word(part) if part is not None and board is not None else ""
        self.remove.setText(f"删除{len(ids)}行{words}" if len(ids) > 1 else f"删除这行{words}")
        self.up.setEnabled(free and self._can(board, part, ids, down=False))
        self.down.setEnabled(free and self._can(board, part, ids, down=True))
        held = selection.place is not None
        self.copy.setEnabled(held)
        for action in (self.cut, self.paste, self.clear, self.fill):
            action.setEnabled(free and held)
        counts = board is not None and has_counts(board)
        self.zero.setVisible(counts)
        self.zero.setEnabled(free and counts)
        self.whole.setEnabled(board is not None and board.listed is not None)

    def menu(self) -> QMenu:
        """The context menu."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.cut, self.copy, self.paste, self.clear, self.fill, self.zero])
        menu.addSeparator()
        menu.addActions(list(self.rows))
        menu.addSeparator()
        menu.addAction(self.whole)
        return menu

    def add_at_end(self, path: str = "", part: Part | None = None) -> None:
        """One more row below the last of the table in hand, or of that part's, with the field of
        that path in hand."""
        board = self._table.board()
        part = part or (board.list_in(self._selection.point) if board is not None else None)
        if part is not None:
            self._on_board(
                lambda book, board: row_edits.insert(book, board, part, "", below=True, path=path)
            )

    def carry(self, before: int) -> None:
        """The rows in hand, dragged before the row that is now at that index."""
        part, ids = row_edits.part_in_hand(self._selection), row_edits.rows_in_hand(self._selection)
        if part is not None:
            self._on_board(lambda book, board: row_edits.carry(book, board, part, ids, before))

    def _can(self, board: Board | None, part: Part | None, ids: list[str], *, down: bool) -> bool:
        if board is None or part is None:
            return False
        return row_edits.can_shift(self._document.book, board, part, ids, down=down)

    def _above(self) -> None:
        self._insert(below=False)

    def _below(self) -> None:
        self._insert(below=True)

    def _insert(self, *, below: bool) -> None:
        part, ids = row_edits.part_in_hand(self._selection), row_edits.rows_in_hand(self._selection)
        if part is not None:
            beside = (ids[-1] if below else ids[0]) if ids else ""
            self._on_board(
                lambda book, board: row_edits.insert(book, board, part, beside, below=below)
            )

    def _remove(self) -> None:
        part, ids = row_edits.part_in_hand(self._selection), row_edits.rows_in_hand(self._selection)
        address = self._selection.address
        if part is not None and ids and address is not None:
            self._on_board(
                lambda book, board: row_edits.remove(book, board, part, ids, address.path)
            )

    def _duplicate(self) -> None:
        part, ids = row_edits.part_in_hand(self._selection), row_edits.rows_in_hand(self._selection)
        address = self._selection.address
        if part is not None and ids and address is not None:
            self._on_board(
                lambda book, board: row_edits.duplicate(book, board, part, ids, address.path)
            )

    def _shift(self, *, down: bool) -> None:
        part, ids = row_edits.part_in_hand(self._selection), row_edits.rows_in_hand(self._selection)
        if part is not None and self._can(self._table.board(), part, ids, down=down):
            self._on_board(lambda book, board: row_edits.shift(book, board, part, ids, down=down))

    def _on_board(self, propose: Callable[[Book, Board], Proposal]) -> None:
        if self._table.ready():
            board = self._table.board()
            if board is not None:
                self._table.take(propose(self._document.book, board))

    def _action(
        self,
        text: str,
        icon_name: str,
        keys: str | QKeySequence.StandardKey,
        do: Callable[[], None],
    ) -> QAction:
        action = page_action(self._owner, text, keys, icon_name)
        action.triggered.connect(lambda _=False: do())
        return action
