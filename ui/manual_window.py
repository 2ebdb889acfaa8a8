"""The manual, in a window of its own that stays open beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from hfgoals.paths import manual
from ui.style import tokens


class ManualWindow(QDialog):
    """Shows docs/manual/manual.md."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        room = self.screen().availableGeometry()
        self.resize(min(760, room.width()), min(820, room.height() - 80))
        page = QTextBrowser(self)
        page.setOpenLinks(False)
        page.anchorClicked.connect(self._follow)
        page.setSearchPaths([str(manual().parent)])
        page.setSource(QUrl.fromLocalFile(str(manual())))
        page.document().setDocumentMargin(24)
        page.setStyleSheet(f"QTextBrowser {{ border: 0; background: {tokens.PAPER}; }}")
        self._page = page
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _follow(self, url: QUrl) -> None:
        if url.hasFragment() and not url.path():
            self._page.scrollToAnchor(url.fragment())
        elif url.isLocalFile():
            QDesktopServices.openUrl(url)
