"""The manual, in a window of its own that stays open beside the work."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from hfgoals.paths import manual
from ui.kit.fitting import Dialog
from ui.kit.layouts import in_column

_MARGIN = 24
_BACK = QTextDocument.FindFlag.FindBackward
_NEXT = QTextCursor.MoveOperation.NextCharacter
_SIZE = QSize(960, 820)
"""Wide enough that the words in the pictures of the window can be read."""


class ManualWindow(Dialog):
    """Shows docs/manual/manual.md, and what else there is to know of this window."""

    def __init__(self, parent: QWidget | None = None, more: str = "") -> None:
        """``more``: chapters in Markdown, put at the end."""
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(_SIZE)
        self._page = ManualPage(self, more)
        in_column(self._page, on=self, margins=0)

    def show_chapter(self, heading: str) -> None:
        """Turn to the chapter of that heading."""
        found = self._page.document().find(heading, self._page.document().characterCount(), _BACK)
        if not found.isNull():
            found.clearSelection()
            self._page.setTextCursor(found)
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + self._page.cursorRect(found).top() - _MARGIN)


class ManualPage(QTextBrowser):
    """The text with its pictures, none of them wider than the page."""

    def __init__(self, parent: QWidget | None = None, more: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName("使用手册")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.setSearchPaths([str(manual().parent)])
        # The bar always takes its room: or a change of width would make it come and go.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        document = self.document()
        document.setDocumentMargin(_MARGIN)
        self._pictures = _Pictures(self)
        document.documentLayout().registerHandler(
            QTextFormat.ObjectTypes.ImageObject.value, self._pictures
        )
        # As a source it would take its size and headings alike, but nothing could be added.
        document.setBaseUrl(QUrl.fromLocalFile(str(manual())))
        document.setMarkdown(f"{manual().read_text('utf-8')}\n\n{more}")
        self._set_in_one_type()

    def _set_in_one_type(self) -> None:
        """What is to be typed stands in the system's type for code: a serif where it has none."""
        font = self.document().defaultFont()
        plain = QTextCharFormat()
        plain.setFontFamilies(font.families())
        plain.setFontPointSize(font.pointSizeF())
        plain.setFontFixedPitch(False)
        cursor = QTextCursor(self.document())
        while not cursor.atEnd():
            cursor.movePosition(_NEXT, QTextCursor.MoveMode.KeepAnchor)
            if cursor.charFormat().fontFixedPitch():
                cursor.mergeCharFormat(plain)
            cursor.clearSelection()

    def _follow(self, url: QUrl) -> None:
        if url.hasFragment() and not url.path():
            self.scrollToAnchor(url.fragment())
        elif url.isLocalFile():
            QDesktopServices.openUrl(url)


class _Pictures(QPyTextObject):
    """Shrinks pictures to the width of the page; Qt itself draws them as they are, or coarsely."""

    def __init__(self, page: ManualPage) -> None:
        super().__init__(page)
        self._page = page
        self._read: dict[str, QImage] = {}
        self._fitted: dict[str, QImage] = {}

    def intrinsicSize(self, _document: QTextDocument, _at: int, format_: QTextFormat) -> QSizeF:
        """The room the picture takes, in pixels of the page."""
        size = QSizeF(self._image(_name(format_)).size())
        room = self._page.viewport().width() - 2 * _MARGIN
        if size.width() <= room:
            return size
        return QSizeF(room, max(1, round(size.height() * room / size.width())))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _at: int,
        format_: QTextFormat,
    ) -> None:
        """Draw it smoothly, in the pixels of the screen."""
        name, ratio = _name(format_), painter.device().devicePixelRatio()
        place = QRectF(rect)
        size = (place.size() * ratio).toSize()
        fitted = self._fitted.get(name)
        if fitted is None or fitted.size() != size:
            fitted = self._image(name).scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            self._fitted[name] = fitted
        # Between two pixels of the screen it would be blurred again.
        whole = painter.deviceTransform().map(place.topLeft()).toPoint()
        undone, _ = painter.deviceTransform().inverted()
        painter.drawImage(undone.map(QPointF(whole)), fitted)

    def _image(self, name: str) -> QImage:
        if name not in self._read:
            self._read[name] = QImage(str(manual().parent / name))
        return self._read[name]


def _name(format_: QTextFormat) -> str:
    return format_.toImageFormat().name()
