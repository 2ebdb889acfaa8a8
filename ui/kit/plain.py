"""Labels and tooltips that show the user's text as it is: Qt guesses markup in both."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def put_look(widget: QWidget, name: str, value: object) -> None:
    """Give the widget another value of a property that the style sheet goes by."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class PlainLabel(QLabel):
    """A label that never reads its text as markup; ``role`` as in ui.kit.look."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWordWrap(wraps)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)

    def put_role(self, role: str) -> None:
        """Take another look; the style sheet is asked again only when it differs."""
        put_look(self, "role", role)


class ElidedLabel(PlainLabel):
    """One line that ends in … where there is no room for it; ``elided`` says where else."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.elided = Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        line = self.text().replace("\n", " ")
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(line, self.elided, room.width())
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


def plain_tip(text: str) -> str:
    """A tooltip that shows just this text, line breaks kept."""
    if not text:
        return ""
    # Not html.escape: its module makes a table of all there is to unescape.
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped.replace(chr(10), '<br>')}</qt>"
