"""A quiet line above an empty table: what a first draft would go by, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from hfgoals.trouble import Trouble
from ui.document import Document
from ui.kit.card import push_button
from ui.kit.later import Later
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP

if TYPE_CHECKING:
    from hfgoals.presets import drafting
else:
    drafting = Later("hfgoals.presets.drafting")

KEY = "Ctrl+T"
_SOON_MS = 30
"""After the first paint, and once for several steps."""


class DraftBar(QFrame):
    """Offers a draft as long as neither goals nor indicators are there; later, to complete it with
    the numbers that were filled in. Says nothing else, and nothing again once it was sent away."""

    wanted = Signal()

    def __init__(self, document: Document, page: QWidget) -> None:
        super().__init__(page)
        self._document, self._page = document, page
        self._sent_away: set[tuple[str, bool]] = set()
        self._about = ("", False)
        self.said = PlainLabel("", wraps=True)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = push_button("", self.wanted.emit, role="link")
        self.away = push_button("不用", self._send_away, role="link")
        in_row(
            (self.said, 1), self.button, self.away,
            on=self, margins=(4 * STEP, STEP, 2 * STEP, STEP), gap=2 * STEP,
        )  # fmt: skip
        self.setProperty("role", "bar-quiet")
        self._later = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._later.timeout.connect(self._show)
        self.hide()

    def show_project(self) -> None:
        """Say what there is to say of the project in hand, soon."""
        self._later.start()

    def _show(self) -> None:
        if not self._page.isVisible():
            # The presets are read when the page is seen, not before it.
            return
        try:
            said, button = self._words()
        except Trouble:
            # Whoever asks for the draft, or looks at the kind beside it, is told.
            said, button = "", ""
        if said:
            self.said.setText(said)
            self.button.setText(button)
        self.setVisible(bool(said) and self._about not in self._sent_away)

    def _words(self) -> tuple[str, str]:
        """What to say, and what the button does; "" for nothing."""
        plan, project = self._document.plan, self._document.project
        if plan is None or project is None or self._document.read_only:
            return "", ""
        empty = drafting.is_undrafted(project)
        self._about = (project.id, empty)
        if empty:
            _, why = drafting.kind_and_why(project)
            return f"这个项目还没有目标和指标，可以先起一份草稿。{why}", f"看草稿…（{KEY}）"
        found = drafting.completions(plan, project)
        if not found or drafting.is_being_filled(project, found):
            # A line that comes while values are being filled in would move the table.
            return "", ""
        places = "、".join(dict.fromkeys(each.place.removeprefix("补上") for each in found))
        return f"指标值已经填好，可以照着补上{places}。", f"看一看，补上…（{KEY}）"

    def _send_away(self) -> None:
        self._sent_away.add(self._about)
        self.hide()
        self._page.setFocus()
