"""The column of cards: places them, keeps their order for the eye and for the Tab key.

Its head, its paragraphs and its commands stand below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from hfgoals.forms import hebei_overall, stand_in
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.values import AnnualPlan, SubGoal, Unit
from ui.document import Document
from ui.kit.binding import Binding, BoundRow
from ui.kit.card import CARD_MARGIN, Card, EmptyState, SectionTitle, page_action
from ui.kit.growing_text import GrowingText
from ui.kit.layouts import in_column, in_row
from ui.kit.line_field import LineField
from ui.kit.plain import PlainLabel
from ui.kit.row_stack import RowStack
from ui.kit.tokens import STEP
from ui.overall.plan_cards import FundsCard, GoalCard, SignatureCard
from ui.overall.subgoal_card import SubGoalCard

_FIRST_LINE, _BUTTON = 40, 26
_CODE_WIDTH = 76
_CHARACTERS = 44
"""The length of a line of text: comfortable for the eye."""
_LAYOUTS = 6
"""How many passes of the event loop the layouts may take to make room for a new row."""


class OverallColumn(QScrollArea):
    """Scrolls the head, the sections and their cards."""

    row_made = Signal(object)
    """A BoundRow was made."""

    def __init__(self, document: Document, commands: PageCommands) -> None:
        super().__init__()
        self._document = document
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.header = Header(document)
        self.goal = GoalCard(document)
        self.funds = FundsCard(document)
        self.signatures = SignatureCard(document)
        self.subgoals = RowStack(self._subgoal_card, 3 * STEP)
        self.safeguards = RowStack(self._safeguard_row, 2 * STEP)
        self._subgoal_title = SectionTitle("二、分项绩效目标", commands.add_subgoal)
        self._safeguard_title = SectionTitle("三、工作保障措施", commands.add_safeguard)
        self._no_subgoals = _empty(
            "还没有分项",
            "把总体目标分成几个方面，每个方面写清目标和衡量它的指标。",
            "增加第一个分项",
        )
        self._no_safeguards = _empty(
            "还没有保障措施", "写清用什么制度、组织和监督保证目标实现。", "增加第一条"
        )
        self._no_subgoals.state.clicked.connect(commands.add_subgoal.trigger)
        self._no_safeguards.state.clicked.connect(commands.add_safeguard.trigger)
        self._safeguard_card = Card(margin=3 * STEP)
        self._safeguard_card.body.addWidget(self.safeguards)
        self.sections = QWidget()
        """All that the form 部门整体绩效目标 has."""
        self._place()

    def bindings(self) -> Iterator[Binding]:
        """Every field of the page."""
        cards = (self.header, self.goal, self.funds, self.signatures)
        return chain(
            *(card.bindings.values() for card in cards),
            *(row.bindings.values() for row in self._rows()),
        )

    @property
    def first_field(self) -> QWidget:
        """Where one begins to write: the goal, or what is left where another form has it."""
        shown = not self.sections.isHidden()
        return self.goal.goal if shown else next(self.signatures.fields())

    def row_widget(self, row_id: str) -> BoundRow | None:
        """The card or paragraph of that row."""
        found = self.subgoals.widget(row_id) or self.safeguards.widget(row_id)
        return found if isinstance(found, BoundRow) else None

    def show_plan(self, unit: Unit, plan: AnnualPlan) -> None:
        """Show everything of the year; what did not change is left alone."""
        self.header.show_head(unit, plan)
        for card in (self.goal, self.funds, self.signatures):
            card.show_plan(plan)
        overall = plan.overall
        came = self.subgoals.show_rows(overall.subgoals, _numbers(overall.subgoals))
        came |= self.safeguards.show_rows(overall.safeguards, range(1, len(overall.safeguards) + 1))
        self._no_subgoals.setVisible(not overall.subgoals)
        self.subgoals.setVisible(bool(overall.subgoals))
        self._no_safeguards.setVisible(not overall.safeguards)
        self._safeguard_card.setVisible(bool(overall.safeguards))
        # Another form of the year may have all this in its place.
        self.sections.setVisible(stand_in(plan, hebei_overall.ID) is None)
        if came:
            self._order_tabs()

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that the widget can be seen, once the layout has settled."""
        QTimer.singleShot(0, widget, lambda: self._reveal(widget, _LAYOUTS))

    def scroll_to_top(self) -> None:
        """Show the head."""
        self.verticalScrollBar().setValue(0)

    def fold_all(self) -> None:
        """Fold every card, or unfold them when all are folded."""
        cards = self._cards()
        folded = not all(card.folded for card in cards)
        for card in cards:
            card.fold(folded)

    def state(self) -> dict[str, Any]:
        """What is folded and where the page stands."""
        folded = [card.row_id for card in self._cards() if card.folded]
        return {"folded": folded, "scroll": self.verticalScrollBar().value()}

    def restore(self, state: dict[str, Any]) -> None:
        """Fold and scroll as it was."""
        folded = set(state.get("folded", ()))
        for card in self._cards():
            card.fold(card.row_id in folded)
        scroll = int(state.get("scroll", 0))
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(scroll))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_tabs()

    def _reveal(self, widget: QWidget, more: int) -> None:
        self.ensureWidgetVisible(widget, 0, 6 * STEP)
        if more and widget.visibleRegion().isEmpty():
            QTimer.singleShot(0, widget, lambda: self._reveal(widget, more - 1))

    def _place(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        line = self.fontMetrics().horizontalAdvance("国") * _CHARACTERS
        self._column = QWidget()
        self._column.setMaximumWidth(line + 2 * CARD_MARGIN + 5 * STEP)
        column = in_column(on=self._column, margins=(0, 8 * STEP, 0, 12 * STEP), gap=2 * STEP)
        above = in_column(on=self.sections, margins=0, gap=2 * STEP)
        for widget, gap in (
            (SectionTitle("一、总体绩效目标"), 0),
            (self.goal, 4),
            (SectionTitle("部门资金（万元）"), 0),
            (self.funds, 4),
            (self._subgoal_title, 0),
            (self._no_subgoals, 0),
            (self.subgoals, 4),
            (self._safeguard_title, 0),
            (self._no_safeguards, 0),
            (self._safeguard_card, 4),
        ):
            above.addWidget(widget)
            above.addSpacing(gap * STEP)
        column.addWidget(self.header)
        column.addSpacing(5 * STEP)
        for each in (self.sections, SectionTitle("签章信息"), self.signatures):
            column.addWidget(each)
        column.addStretch(1)
        in_row(..., (self._column, 1000), ..., on=page, margins=(6 * STEP, 0, 6 * STEP, 0))
        self.setWidget(page)

    def _subgoal_card(self, row_id: str) -> BoundRow:
        card = SubGoalCard(self._document, row_id)
        self.row_made.emit(card)
        return card

    def _safeguard_row(self, row_id: str) -> BoundRow:
        row = SafeguardRow(self._document, row_id)
        self.row_made.emit(row)
        return row

    def _cards(self) -> list[SubGoalCard]:
        return [card for card in self.subgoals.widgets if isinstance(card, SubGoalCard)]

    def _rows(self) -> Iterator[BoundRow]:
        for widget in (*self.subgoals.widgets, *self.safeguards.widgets):
            if isinstance(widget, BoundRow):
                yield widget

    def _order_tabs(self) -> None:
        titles = (self._subgoal_title.button, self._safeguard_title.button)
        empties = (self._no_subgoals.state.button, self._no_safeguards.state.button)
        stacks = (self.subgoals, self.safeguards)
        order: list[QWidget] = [*self.header.fields(), *self.goal.fields(), *self.funds.fields()]
        for title, empty, stack in zip(titles, empties, stacks, strict=True):
            order.extend(widget for widget in (title, empty) if widget is not None)
            for row in stack.widgets:
                order.extend(row.fields() if isinstance(row, BoundRow) else ())
        order.extend(self.signatures.fields())
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


class _EmptyCard(Card):
    def __init__(self, state: EmptyState) -> None:
        super().__init__(margin=0)
        self.state = state
        self.body.addWidget(state)


def _empty(title: str, sentence: str, button: str) -> _EmptyCard:
    return _EmptyCard(EmptyState(title, sentence, button, primary=False))


def _numbers(subgoals: tuple[SubGoal, ...]) -> list[int]:
    """The numbers on the form: only titled ones are counted; 0 for the others."""
    numbers: list[int] = []
    count = 0
    for subgoal in subgoals:
        count += bool(subgoal.title)
        numbers.append(count if subgoal.title else 0)
    return numbers


class Header(QWidget):
    """Unit code and name can be typed over here; the year is changed from the menu 年度."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.title = PlainLabel("", "title")
        code, name = LineField("单位编码"), LineField("单位名称")
        code.setFixedWidth(_CODE_WIDTH)
        for editor in (code, name):
            editor.setProperty("role", "plain")
        self.bindings = {
            path: Binding(document, Address("unit", UNIT_ROW, path), editor)
            for path, editor in (("code", code), ("name", name))
        }
        line = in_row(code, (name, 1), margins=0, gap=0)
        in_column(self.title, line, on=self, margins=0, gap=STEP)

    def fields(self) -> Iterator[QWidget]:
        """What takes the focus, in reading order."""
        return (binding.editor for binding in self.bindings.values())

    def show_head(self, unit: Unit, plan: AnnualPlan) -> None:
        """Show the unit and the year."""
        self.title.setText(f"{plan.year}年度部门整体绩效目标")
        for binding in self.bindings.values():
            binding.refresh(unit)


class SafeguardRow(BoundRow):
    """The text with a handle before it."""

    def __init__(self, document: Document, row_id: str) -> None:
        super().__init__(document, "safeguard", row_id)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.text = GrowingText("一条保障措施", least_lines=1, bare=True)
        self.bind("text", self.text)
        top = Qt.AlignmentFlag.AlignTop
        row = in_row(on=self, margins=0, gap=STEP)
        row.addWidget(self.handle, 0, top)
        row.addWidget(self.text, 1)
        buttons = self.buttons("这一条")
        # On the height of the text's first line.
        self.handle.setFixedHeight(_FIRST_LINE)
        buttons.setContentsMargins(0, (_FIRST_LINE - _BUTTON) // 2, 0, 0)
        row.addLayout(buttons)
        row.setAlignment(buttons, top)

    def show_number(self, number: int) -> None:
        del number


class PageCommands:
    """QActions whose keys work while the focus is on the page."""

    def __init__(self, page: QWidget) -> None:
        self.add_subgoal = page_action(page, "增加分项", "Ctrl+Shift+G", "add")
        self.add_safeguard = page_action(page, "增加保障措施", "Ctrl+Shift+M", "add")
        self.up = page_action(page, "上移", "Alt+Shift+Up", "up")
        self.down = page_action(page, "下移", "Alt+Shift+Down", "down")
        self.remove = page_action(page, "删除这一项", "Ctrl+Shift+Del", "delete")
        self.fold_all = page_action(page, "收起或展开全部分项", "Ctrl+Shift+F", "fold")
        self.actions = (
            self.add_subgoal, self.add_safeguard, self.up, self.down, self.remove, self.fold_all,
        )  # fmt: skip

    def offer(self, *, writable: bool, at: int, count: int) -> None:
        """Offer what can be done with the row in hand: the one ``at`` of ``count``; -1 for none."""
        self.add_subgoal.setEnabled(writable)
        self.add_safeguard.setEnabled(writable)
        self.up.setEnabled(writable and at > 0)
        self.down.setEnabled(writable and 0 <= at < count - 1)
        self.remove.setEnabled(writable and at >= 0)
