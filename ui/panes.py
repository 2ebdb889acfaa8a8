"""Where the pages, the findings and the preview stand in the workspace, and how wide each is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

_PANEL_HEIGHT = 248
_LEAST_WIDTH = 200
"""A side that was left narrower than this opens at a third of the window."""
_PARTS = 5
"""Of its height the preview gets two and the findings below it three."""


class Panes(QSplitter):
    """The pages with the findings below them, the preview at the right; or the findings there too.

    The preview and the findings are made late: each is put in when it is first asked for.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        # Each is made where it stays: with every new parent the whole page is styled again.
        self.stacked = QSplitter(Qt.Orientation.Vertical, self)
        self.tabs = QTabWidget(self.stacked)
        self.tabs.setDocumentMode(True)
        # It brings a line across the window, above the tabs.
        self.tabs.tabBar().setDrawBase(False)
        self.side = QSplitter(Qt.Orientation.Vertical, self)
        self._preview: QWidget | None = None
        self._findings: QWidget | None = None
        self._findings_beside = False
        self._shared = False
        """Whether the side has been shared out: from then on it is as the user moved it."""
        self._left = ""
        for splitter, first in ((self.stacked, self.tabs), (self, self.stacked)):
            splitter.addWidget(first)
        self.addWidget(self.side)
        self.side.hide()
        self.side.setChildrenCollapsible(False)
        self.stacked.setStretchFactor(0, 1)
        self.stacked.setChildrenCollapsible(False)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setCollapsible(0, False)

    @property
    def home_of_findings(self) -> QSplitter:
        """What the findings stand in."""
        return self.side if self._findings_beside else self.stacked

    @property
    def findings_beside(self) -> bool:
        """Whether the findings stand at the right, not below."""
        return self._findings_beside

    def put_preview(self, preview: QWidget) -> None:
        """Take in the preview, folded."""
        self._preview = preview
        preview.hide()
        self.side.insertWidget(0, preview)
        if self._left:
            self.restoreState(QByteArray.fromHex(self._left.encode()))
        self._fold_side()

    def put_findings(self, findings: QWidget) -> None:
        """Take in the findings, folded."""
        self._findings = findings
        findings.hide()
        self.home_of_findings.addWidget(findings)
        self.stacked.setStretchFactor(1, 0)

    def stand_findings(self, *, beside: bool) -> None:
        """Put the findings at the right, or below; open or folded as they are."""
        self._findings_beside = beside
        findings = self._findings
        if findings is not None and findings.parentWidget() is not self.home_of_findings:
            shown = self.shows(findings)
            self.put_findings(findings)
            self.show_pane(findings, shown)

    def shows(self, pane: QWidget | None) -> bool:
        """Whether the preview or the findings are open."""
        return pane is not None and not pane.isHidden()

    def show_pane(self, pane: QWidget, shown: bool) -> None:
        """Open the preview or the findings, or fold them."""
        pane.setVisible(shown)
        self._fold_side()
        if not shown:
            return
        if pane.parentWidget() is self.side:
            sizes = self.sizes()
            if sizes[1] < _LEAST_WIDTH:
                width = sum(sizes)
                self.setSizes([width - width // 3, width // 3])
            if not self._shared and self.shows(self._preview) and self.shows(self._findings):
                self._shared = True
                whole = max(_PARTS, sum(self.side.sizes()))
                self.side.setSizes([whole * 2 // _PARTS, whole * 3 // _PARTS])
        elif self.stacked.sizes()[1] < pane.minimumHeight():
            self.set_height(_PANEL_HEIGHT)

    def set_height(self, height: int) -> None:
        """Give the findings that many pixels below the pages."""
        whole = sum(self.stacked.sizes()) or self.height()
        self.stacked.setSizes([max(1, whole - height), height])

    def state(self) -> dict[str, Any]:
        """How wide and high they are, for the next time."""
        below = self._findings is not None and not self._findings_beside
        width = self._left if self._preview is None else bytes(self.saveState().toHex().data())
        return {
            "split": width if isinstance(width, str) else width.decode(),
            "review_height": self.stacked.sizes()[1] if below else 0,
        }

    def restore(self, split: str) -> None:
        """Make the side as wide as it was left, now or once it is there."""
        self._left = split
        if self._preview is not None and split:
            self.restoreState(QByteArray.fromHex(split.encode()))

    def _fold_side(self) -> None:
        """An empty side would keep its room."""
        beside = self._findings if self._findings_beside else None
        self.side.setVisible(self.shows(self._preview) or self.shows(beside))
