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
_SIZE = QSize(960, 820)
"""Wide enough that the words in the pictures of the window can be read."""


class ManualWindow(Dialog):
    """Shows docs/manual/manual.md."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(_SIZE)
        in_column(ManualPage(self), on=self, margins=0)


class ManualPage(QTextBrowser):
    """The text with its pictures, none of them wider than the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.setSource(QUrl.fromLocalFile(str(manual())))
        self._set_in_one_type()

    def _set_in_one_type(self) -> None:
        """What is to be typed stands in the system's type for code: a serif where it has none."""
        one = QTextCharFormat()
        one.setFontFamilies(self.font().families())
        one.setFontFixedPitch(False)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeCharFormat(one)

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
