"""年度总览: the year in hand as a head of unit asks for it, worked out late and in slices."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from hfgoals.checks.finding import REASONS
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.year_overview import ID, TITLE, months_used
from hfgoals.layout.sheet import Paper, Sheet
from hfgoals.model.address import Address
from hfgoals.model.check_code import year_code
from hfgoals.model.values import AnnualPlan, Unit
from hfgoals.report import Statement, overview_told
from hfgoals.year_overview.facts import Facts
from hfgoals.year_overview.findings import Found, found_of
from hfgoals.year_overview.overview import YearOverview, overview_of
from ui.document import Document
from ui.kit.card import Card, EmptyState, ToolRow, page_action
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP
from ui.review.review import Review
from ui.year_overview import telling
from ui.year_overview.chart import SpendingChart
from ui.year_overview.ledger import Ledger
from ui.year_overview.stage_table import StageTable
from ui.year_overview.tile import Tile

_SETTLE_MS: Final = 150
"""How long nothing may change before the page follows."""
_SLICE_SECONDS: Final = 0.02
"""So long projects are looked at before keys and mouse have their turn."""
_WIDEST: Final = 300 * STEP
_TWO_COLUMNS: Final = 215 * STEP
"""From this width on parts stand beside each other."""
_MARGIN: Final = 6 * STEP


class OverviewPage(QWidget):
    """Shows the year in hand; it changes nothing."""

    place_wanted = Signal(str, int)
    """A project's id and the month of a stage: go to its form; stage_table.TARGETS for targets."""
    print_wanted = Signal()
    export_wanted = Signal()
    shown_anew = Signal()
    """Another overview is there than before."""

    def __init__(self, document: Document, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._review = document, review
        self._facts = Facts()
        self._working: Iterator[None] | None = None
        self._stale = True
        self.overview: YearOverview | None = None
        """What is shown; None before it was worked out, and without a year."""
        self._form = _form_of(None)
        self.print = page_action(self, "打印…", "", "print")
        self.export = page_action(self, "导出 PDF…", "", "pdf")
        self.print.triggered.connect(lambda _=False: self.print_wanted.emit())
        self.export.triggered.connect(lambda _=False: self.export_wanted.emit())
        self._make_parts()
        self._put_together()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._begin)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        document.changed.connect(self._follow)
        document.year_changed.connect(self._follow)
        review.findings_changed.connect(self._follow)

    # ------------------------------------------------------------- as every page

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be done on this page."""
        return (self.print, self.export)

    @property
    def form(self) -> Form:
        """What preview and printer show of it: another one whenever the overview is."""
        return self._form

    def flush(self) -> None:
        """Nothing is typed here; what is seen and printed is of the year as it is now."""
        if self._stale and self.isVisible():
            self.show_now()

    def show_address(self, _address: Address, _said: str = "") -> None:
        """No field is on this page."""

    def current_address(self) -> Address | None:
        """No field is on this page."""
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.sums.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._settle.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle.stop()
        self._next.stop()
        if self._working is not None:
            self._working, self._stale = None, True

    # ------------------------------------------------------------- putting together

    def _make_parts(self) -> None:
        self.sums, self.projects = Tile("预算数合计"), Tile("项目")
        self.found, self.difference = Tile("检查发现"), Tile("比上年")
        self.kinds, self.reasons = Ledger("按项目类型"), Ledger("检查发现的问题，按退回原因")
        self.chart, self.spending = SpendingChart("资金支出计划曲线"), Ledger("资金支出计划")
        self.changes = Ledger("与上年比较")
        self.stages = StageTable()
        self.changes.chosen.connect(lambda project: self.place_wanted.emit(project, 0))
        self.stages.wanted.connect(self.place_wanted)

    def _put_together(self) -> None:
        tiles = (self.sums, self.projects, self.found, self.difference)
        self._tiles = [_card("", each) for each in tiles]
        self._cards = [
            _card("按项目类型", self.kinds),
            _card("资金支出计划（按金额加权）", self.chart, self.spending),
            _card("检查发现的问题，按退回原因", self.reasons),
            _card("与上年比较", self.changes),
        ]
        self._stage_card = _card("目标 → 监控 → 自评", self.stages)
        self._content = QWidget()
        self._content.setMaximumWidth(_WIDEST)
        self._grid = QGridLayout()
        self._grid.setSpacing(4 * STEP)
        # Before the table below: Tab goes in the order in which they came to their parent.
        self._columns = 0
        self._arrange(2)
        in_column(
            self._grid, self._stage_card, ..., on=self._content,
            margins=(_MARGIN, 4 * STEP, _MARGIN, _MARGIN), gap=4 * STEP,
        )  # fmt: skip
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroller.setWidget(self._content)
        empty = EmptyState("这个文件里还没有年度", "从菜单“年度”新建一个，就可以开始填写。")
        # What is hidden mostly shall not keep a low screen from showing the rest.
        empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        below = QWidget()
        self._layers = QStackedLayout(below)
        self._layers.addWidget(self._scroller)
        self._layers.addWidget(empty)
        in_column(ToolRow(self.commands), (below, 1), on=self, margins=0, gap=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= _TWO_COLUMNS else 1)

    def _arrange(self, columns: int) -> None:
        """Tiles in one row or two, the other cards in one column or two."""
        if columns == self._columns:
            return
        self._columns = columns
        grid = self._grid
        while grid.count():
            grid.takeAt(0)
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, 2 * columns)
            grid.addWidget(tile, row, column)
        first = len(self._tiles) // (2 * columns)
        for number, card in enumerate(self._cards):
            row, column = divmod(number, columns)
            grid.addWidget(card, first + row, 2 * column, 1, 2)
        for column in range(4):
            grid.setColumnStretch(column, 1 if column < 2 * columns else 0)

    # ------------------------------------------------------------- working it out

    def _follow(self, _step: object = None) -> None:
        self._stale = True
        self._working = None
        self._next.stop()
        if self.isVisible():
            self._settle.start()

    def show_now(self) -> None:
        """Work it out at once, for printing."""
        self._settle.stop()
        self._next.stop()
        self._begin()
        for _ in self._working or ():
            pass
        self._finish()

    def _begin(self) -> None:
        plan = self._document.plan
        self._layers.setCurrentIndex(0 if plan is not None else 1)
        for action in self.commands:
            action.setEnabled(plan is not None)
        self._working = None if plan is None else self._facts.work(plan, months_used(plan))
        self._go_on()

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        for _ in self._working or ():
            if time.monotonic() > until:
                self._next.start()
                return
        self._finish()

    def _finish(self) -> None:
        document = self._document
        plan, self._working, self._stale = document.plan, None, False
        if plan is None:
            self.overview = None
            return
        self.overview = overview_of(document.book, plan, self._facts, self._counted())
        self._form = _form_of(self.overview)
        self._show(self.overview)
        self.shown_anew.emit()

    def _counted(self) -> Found | None:
        """What was found, as far as it is known; None while nothing is."""
        review = self._review
        return found_of(review.findings, REASONS) if review.checked else None

    def statement_of(self) -> Callable[[Unit, AnnualPlan], Statement] | None:
        """What is handed over of the year as it is now; None without a year."""
        if self._stale:
            self.show_now()
        overview = self.overview
        if overview is None:
            return None
        return lambda unit, plan: overview_told(unit, plan, overview)

    def _show(self, overview: YearOverview) -> None:
        telling.show_sums(self.sums, overview)
        telling.show_projects(self.projects, overview)
        telling.show_found(self.found, overview)
        telling.show_difference(self.difference, overview)
        telling.show_kinds(self.kinds, overview)
        telling.show_reasons(self.reasons, overview)
        telling.show_changes(self.changes, overview)
        telling.show_spending(self.spending, overview)
        self.chart.show_overview(overview)
        self.chart.setVisible(bool(overview.spending.points))
        self._stage_card.setVisible(bool(overview.stages))
        if overview.stages:
            self.stages.show_overview(overview)


def _form_of(overview: YearOverview | None) -> Form:
    """The printed page; a blank one while nothing is worked out."""

    def composed(of: Subject) -> Sheet:
        if overview is None:
            return Sheet(ID, TITLE, (Paper().inner_width,), (), ())
        return overview_told(of.unit, of.plan, overview).sheets[0]

    return Form(ID, TITLE, "year", composed, code_of_year=year_code)


def _card(title: str, *parts: QWidget) -> Card:
    card = Card(margin=3 * STEP)
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    if title:
        name = PlainLabel(title, "section")
        name.setContentsMargins(STEP, 0, 0, 0)
        card.body.addWidget(name)
    for part in parts:
        card.body.addWidget(part)
    card.body.addStretch(1)
    return card
