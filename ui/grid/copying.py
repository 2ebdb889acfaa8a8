"""Copy, cut, paste, clear and fill on a selection, each one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from hfgoals.model.kinds import TEXTS
from ui.document import Document
from ui.grid.geometry import GROWING
from ui.grid.pasting import format_block, parse_block, paste
from ui.grid.selection import Selection
from ui.grid.writing import CannotTake, Proposal, block_of, clear, fill_down, zeros


class Copying:
    """The clipboard's side of a table."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        ready: Callable[[], bool],
        take: Callable[[Proposal], bool],
    ) -> None:
        self._document = document
        self._selection = selection
        self._ready = ready
        self._take = take

    def copy(self) -> None:
        """The range as Excel would put it on the clipboard; a single text as it is."""
        block = block_of(self._document.book, self._selection) if self._ready() else []
        if not block:
            return
        single = len(block) == 1 and len(block[0]) == 1
        text = format_block(block)
        QGuiApplication.clipboard().setText(text.removesuffix("\r\n") if single else text)

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Blank the range."""
        if self._ready():
            self._take(clear(self._document.book, self._selection))

    def fill_down(self) -> None:
        """The top of the range into all of it."""
        if self._ready():
            self._take(fill_down(self._document.book, self._selection))

    def zeros(self) -> None:
        """0 into the blank numbers of the range, else of the table in hand."""
        if self._ready():
            self._take(zeros(self._document.book, self._selection))

    def paste(self) -> None:
        """The clipboard's block from the cell in hand on; refused as a whole with a sentence."""
        text = QGuiApplication.clipboard().text()
        if not text or not self._ready() or self._selection.place is None:
            return
        block = [[text]] if self._is_prose(text) else parse_block(text)
        try:
            proposal = paste(self._document.book, self._selection, block)
        except CannotTake as problem:
            self._document.refused.emit(str(problem))
            return
        self._take(proposal)

    def _is_prose(self, text: str) -> bool:
        """Whether lines without tabs are one long text: in a field of its own, not in a table."""
        address = self._selection.address
        if address is None or "\t" in text or text.startswith('"'):
            return False
        return address.field.kind in TEXTS and address.part not in GROWING
