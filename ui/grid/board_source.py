"""Makes the board of the form in hand, and only when something of it changed."""

from __future__ import annotations

from collections.abc import Callable

from hfgoals.forms import hebei_project
from hfgoals.layout.flow import endless
from hfgoals.layout.sheet import Sheet
from ui.document import Document
from ui.grid.geometry import Board

Compose = Callable[[], Sheet | None]


class BoardSource:
    """The board of what ``compose`` gives; by default the document's project in hand."""

    def __init__(self, document: Document, compose: Compose | None = None) -> None:
        self._document = document
        self._compose = compose
        self._shown: tuple[object, ...] = ()
        self._sheet: Sheet | None = None
        self.board: Board | None = None

    def refresh(self) -> bool:
        """Make the board anew when what it shows changed; whether it did."""
        if self._compose is None and self._is_shown():
            return False
        sheet = self._compose() if self._compose is not None else self._project_sheet()
        if sheet == self._sheet:
            return False
        self._sheet = sheet
        self.board = None if sheet is None else Board(sheet, endless(sheet))
        return True

    def _is_shown(self) -> bool:
        """Values are never changed in place: the same objects make the same form."""
        document = self._document
        plan = document.plan
        now = (
            document.book.unit,
            plan.signatures if plan is not None else None,
            document.project,
            document.project_number,
        )
        same = len(self._shown) == len(now) and all(
            one is other or (isinstance(one, int) and one == other)
            for one, other in zip(now, self._shown, strict=True)
        )
        self._shown = now
        return same

    def _project_sheet(self) -> Sheet | None:
        document = self._document
        plan, project = document.plan, document.project
        if plan is None or project is None:
            return None
        (sheet,) = hebei_project.FORM.sheets(
            document.book.unit, plan, [(document.project_number, project)]
        )
        return sheet
