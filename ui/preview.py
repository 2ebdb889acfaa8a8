"""The live print preview: the very pages of the PDF, beside the editor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from hfgoals.export import booklet, form_pages
from hfgoals.forms import FORMS
from hfgoals.forms.form import Form
from hfgoals.layout.pages import Page
from hfgoals.progress import Report
from ui.document import Document
from ui.kit import tokens
from ui.kit.icons import icon
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel
from ui.kit.sheets import paint_page
from ui.tasks import Task

_PIXELS_PER_MM_AT_100 = 96 / 25.4
_GAP = 14
_SETTLE_MS = 180
_LETTERS = 6
"""Of a choice that are in view at least; the panel may be narrow."""
"""How long nothing may change before the preview follows: typing is never slowed by it."""
_FIT = "适合宽度"
_ZOOMS = (_FIT, "50%", "75%", "100%", "125%", "150%", "200%")


class PageView(QAbstractScrollArea):
    """Pages below each other on grey ground; only what is visible is painted."""

    page_shown = Signal(int)
    """The number, from 1, of the page that fills the view; 0 without pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[Page, ...] = ()
        self._tops: list[float] = []
        self._percent: int | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName("打印预览")
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages on show."""
        return self._pages

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages, at the place in hand as far as it is there."""
        self._pages = pages
        self._arrange()

    def set_percent(self, percent: int | None) -> None:
        """Show at a percentage of the paper's size; None fits the width of the view."""
        at = self._place()
        self._percent = percent
        self._arrange()
        self._go_to(at)

    def zoom_by(self, percent: int) -> None:
        """Show larger or smaller by so much of the paper's size (30-300); 0 fits the width."""
        now = round(self._scale() / _PIXELS_PER_MM_AT_100 * 100)
        self.set_percent(min(300, max(30, now + percent)) if percent else None)

    def go_to_page(self, number: int) -> None:
        """Scroll to a page, from 1."""
        if 1 <= number <= len(self._tops):
            self.verticalScrollBar().setValue(round(self._tops[number - 1]) - _GAP // 2)

    def page_in_view(self) -> int:
        """The page at the upper third of the view, from 1; 0 without pages."""
        at = self.verticalScrollBar().value() + self.viewport().height() / 3
        return bisect_right(self._tops, at)

    def sizeHint(self) -> QSize:
        return QSize(360, 480)

    def _scale(self) -> float:
        if self._percent is not None:
            return _PIXELS_PER_MM_AT_100 * self._percent / 100
        widest = max((page.paper.width for page in self._pages), default=210.0)
        return max(0.4, (self.viewport().width() - 2 * _GAP) / widest)

    def _place(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / max(1, bar.maximum() + self.viewport().height())

    def _go_to(self, place: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(place * (bar.maximum() + self.viewport().height())))

    def _arrange(self) -> None:
        scale, y = self._scale(), float(_GAP)
        self._tops = []
        for page in self._pages:
            self._tops.append(y)
            y += page.paper.height * scale + _GAP
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, round(y) - self.viewport().height()))
        vertical.setPageStep(self.viewport().height())
        widest = max((page.paper.width for page in self._pages), default=0.0) * scale + 2 * _GAP
        horizontal.setRange(0, max(0, round(widest) - self.viewport().width()))
        horizontal.setPageStep(self.viewport().width())
        self.viewport().update()
        self._tell_page()

    def _tell_page(self) -> None:
        self.page_shown.emit(self.page_in_view())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens.DESK))
        scale = self._scale()
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        for page, top in zip(self._pages, self._tops, strict=True):
            width, height = page.paper.width * scale, page.paper.height * scale
            left = max(float(_GAP), (self.viewport().width() - width) / 2) - across
            paper = QRectF(round(left), round(top - down), width, height)
            if paper.bottom() < event.rect().top() or paper.top() > event.rect().bottom():
                continue
            painter.fillRect(paper.translated(0, 2), QColor(0, 0, 0, 28))
            painter.fillRect(paper, QColor(tokens.SHEET))
            painter.save()
            painter.translate(QPointF(paper.topLeft()))
            paint_page(painter, page, scale)
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at = self._place()
        self._arrange()
        if self._percent is None and event.oldSize().width() != event.size().width():
            self._go_to(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            bar.setValue(bar.value() + bar.pageStep())
        elif key == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - bar.pageStep())
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(10 if event.angleDelta().y() > 0 else -10)
            event.accept()
            return
        super().wheelEvent(event)


class PreviewPanel(QWidget):
    """The pages of what is being edited, or of the whole printed text."""

    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._form = next(form for form in FORMS if form.scope == "project")
        self._task: Task | None = None
        self._stale = True
        self._fit_page = True
        self.view = PageView(self)
        self._scope = QComboBox(self)
        self._scope.addItems(["当前这张表", "整本文本"])
        self._scope.setAccessibleName("预览范围")
        self._zoom = QComboBox(self)
        self._zoom.addItems(_ZOOMS)
        self._zoom.setAccessibleName("预览比例")
        for box in (self._scope, self._zoom):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_LETTERS)
        self._number = ElidedLabel("", "second", self)
        self._number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._refresh)
        self._lay_out()
        self._connect()

    def show_form(self, form: Form) -> None:
        """Show that form, of the year or the project in hand."""
        if form is not self._form:
            self._form = form
            self.refresh_soon()

    def fit_page(self, *, on: bool) -> None:
        """Whether tables that are a little too long are set more closely, to fit a page."""
        if on != self._fit_page:
            self._fit_page = on
            self.refresh_soon()

    def refresh_soon(self) -> None:
        """Follow the present values as soon as typing rests; at once when next shown."""
        self._stale = True
        if self.isVisible():
            self._settle.start()

    def refresh_now(self) -> None:
        """Follow the present values at once, for printing; the whole text is waited for."""
        self._settle.stop()
        if self._task is not None:
            self._task.wait()
        plan, unit = self._document.plan, self._document.book.unit
        if self._scope.currentIndex() == 1 and plan is not None:
            self.view.show_pages(booklet(unit, plan, fit_page=self._fit_page))
        else:
            self._refresh()

    def wait(self) -> None:
        """Block until a job under way is over; before the document closes."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def _lay_out(self) -> None:
        top = in_row(
            self._scope,
            self._zoom,
            ...,
            self._button("left", "上一页", -1),
            self._number,
            self._button("right", "下一页", 1),
            margins=(10, 6, 6, 6),
            gap=6,
        )
        in_column(top, (self.view, 1), on=self, margins=0, gap=0)

    def _button(self, name: str, text: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, tokens.SECOND_TEXT))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.view.go_to_page(self.view.page_in_view() + by))
        return button

    def _connect(self) -> None:
        document = self._document
        document.changed.connect(self.refresh_soon)
        document.project_changed.connect(self.refresh_soon)
        document.year_changed.connect(self.refresh_soon)
        self._scope.currentIndexChanged.connect(self.refresh_soon)
        self._zoom.currentTextChanged.connect(self._zoomed)
        self.view.page_shown.connect(self._tell_number)

    def _zoomed(self, text: str) -> None:
        self.view.set_percent(None if text == _FIT else int(text.removesuffix("%")))

    def _tell_number(self, number: int) -> None:
        count = len(self.view.pages)
        self._number.setText(f"第 {number} 页 共 {count} 页" if count else "没有可预览的页")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._settle.start(0)

    def _refresh(self) -> None:
        if self._scope.currentIndex() == 1:
            self._refresh_whole()
            return
        self._stale = False
        document, pages = self._document, tuple[Page, ...]()
        if document.plan is not None:
            project_id = document.project.id if document.project is not None else ""
            pages = form_pages(
                self._form,
                document.book.unit,
                document.plan,
                project_id,
                fit_page=self._fit_page,
            )
        self.view.show_pages(pages)

    def _refresh_whole(self) -> None:
        """Hundreds of forms take longer than a blink: they are laid out beside the window."""
        if self._task is not None:
            self._settle.start()
            return
        self._stale = False
        plan, unit = self._document.plan, self._document.book.unit
        if plan is None:
            self.view.show_pages(())
            return
        fit_page = self._fit_page
        self._task = Task(_booklet_work(lambda: booklet(unit, plan, fit_page=fit_page)), self)
        self._task.done.connect(self._whole_done)
        self._task.failed.connect(self._whole_over)
        self._task.cancelled.connect(self._whole_over)
        self._task.start()

    def _whole_done(self, pages: tuple[Page, ...]) -> None:
        if self._scope.currentIndex() == 1:
            self.view.show_pages(pages)
        self._whole_over()

    def _whole_over(self) -> None:
        self._task = None


def _booklet_work(compose: Callable[[], tuple[Page, ...]]) -> Callable[[Report], object]:
    def work(report: Report) -> tuple[Page, ...]:
        report(0, 1)
        return compose()

    return work
