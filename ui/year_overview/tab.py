"""The tab of the overview; its page, with all that draws it, is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.kit.late_tab import LateTab
from ui.kit.layouts import in_column, tab_behind

if TYPE_CHECKING:
    from ui.document import Document
    from ui.review.review import Review
    from ui.year_overview.page import OverviewPage


class OverviewTab(LateTab):
    """What the page asks for comes through here, whether it is made yet or not."""

    place_wanted = Signal(str, int)
    """A project's id and the month of a stage, 0 for its targets: go to that form."""
    print_wanted = Signal()
    export_wanted = Signal()
    shown_anew = Signal()
    """Another overview is there than before."""

    def __init__(self, document: Document, review: Callable[[], Review]) -> None:
        super().__init__(lambda: self.page)
        self._document, self._review = document, review
        self.made: OverviewPage | None = None

    @property
    def page(self) -> OverviewPage:
        """The page; made when it is first asked for."""
        if self.made is None:
            from ui.year_overview.page import OverviewPage

            made = self.made = OverviewPage(self._document, self._review())
            in_column(made, on=self, margins=0)
            made.show()
            made.place_wanted.connect(self.place_wanted)
            made.print_wanted.connect(self.print_wanted)
            made.export_wanted.connect(self.export_wanted)
            made.shown_anew.connect(self.shown_anew)
            tab_behind(self, made)
        return self.made
