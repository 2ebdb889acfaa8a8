"""Step three: what will be added and filled, what was left out, and what differs, to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from hfgoals.merging.deciding import Dispute
from hfgoals.merging.gathering import Entry, Gathered, Kind
from hfgoals.merging.log import row_told
from hfgoals.model.rows import flatten
from hfgoals.model.values import Book
from ui.gather.choice_pane import ChoicePane
from ui.gather.decisions import Decisions, TakenAll
from ui.gather.review_model import EntryRow, ReviewModel, Row, dispute_rows, entry_rows
from ui.gather.review_view import ReviewHeads, ReviewView
from ui.kit.card import push_button
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP


@dataclass(frozen=True, slots=True)
class Segment:
    """One of the lists to look over."""

    name: str
    kind: Kind | None
    """None for what differs."""
    empty: str


SEGMENTS: Final = (
    Segment("不一致", None, "没有不一致的内容。"),
    Segment("将新增", "added", "没有新增的内容。"),
    Segment("将补填", "filled", "没有补填的空白。"),
    Segment("没有汇总", "left_out", "所有内容都汇总了。"),
    Segment("请留意", "noted", "没有需要留意的地方。"),
)


@dataclass(frozen=True, slots=True)
class ToReview:
    """What was gathered, with the rows of every segment."""

    result: Gathered
    disputes: tuple[Dispute, ...]
    rows: tuple[tuple[Row, ...], ...]
    counts: tuple[int, ...]
    concerned: Mapping[str, Any]
    """The rows added or filled, by their ids."""

    @classmethod
    def nothing(cls) -> ToReview:
        """Nothing to look over."""
        return cls.of(Gathered(Book()), ())

    @classmethod
    def of(cls, result: Gathered, disputes: tuple[Dispute, ...]) -> ToReview:
        """Put everything in its segment; for a thread of its own."""
        rows: list[tuple[Row, ...]] = []
        counts: list[int] = []
        for segment in SEGMENTS:
            if segment.kind is None:
                rows.append(tuple(dispute_rows(disputes)))
                counts.append(len(disputes))
            else:
                entries = [each for each in result.log if each.kind == segment.kind]
                rows.append(tuple(entry_rows(entries)))
                counts.append(len(entries))
        wanted = {each.filled.row if each.filled is not None else each.row for each in result.log}
        concerned = {each.id: each.row for each in flatten(result.book) if each.id in wanted}
        return cls(result, disputes, tuple(rows), tuple(counts), concerned)


_LEAST_LIST, _LEAST_BELOW = 10 * STEP, 27 * STEP


class ReviewPage(QWidget):
    """Shows a ToReview; ``decisions`` holds what was decided."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.decisions = Decisions(self)
        self.model = ReviewModel(self.decisions, self)
        self.view = ReviewView(self.model, self)
        self.choices = ChoicePane(self.decisions, self)
        self._to_review: ToReview | None = None
        self._heads = ReviewHeads(self.view, self)
        self._whole_text = QPlainTextEdit(self)
        self._whole_text.setReadOnly(True)
        self._whole_text.setAccessibleName("全文")
        self._whole_text.setObjectName("gather-whole")
        self._below = QStackedWidget(self)
        self._below.addWidget(self.choices)
        self._below.addWidget(self._whole_text)
        self._left = PlainLabel("", "second")
        self._told = PlainLabel("", "second")
        self.segments = QButtonGroup(self)
        self._bulk = self._bulk_row()
        self._lay_out()
        self.segments.idClicked.connect(self._show_segment)
        self.view.in_hand.connect(self._show_in_hand)
        self.view.chosen.connect(self.choices.choose)
        self.view.right_pressed.connect(self.choices.take_or_turn)
        self.view.next_wanted.connect(self.go_on)
        self.choices.left.connect(self.view.setFocus)
        self.decisions.changed.connect(lambda _: self._count())

    def show_gathered(self, to_review: ToReview) -> None:
        """Show what was gathered."""
        self._to_review = to_review
        self._told.setText("")
        self.decisions.start(to_review.disputes)
        for number, segment in enumerate(SEGMENTS):
            button = self.segments.button(number)
            button.setText(f"{segment.name}　{to_review.counts[number]}")
            button.setEnabled(bool(to_review.counts[number]) or number == 0)
        first = next((number for number, count in enumerate(to_review.counts) if count), 0)
        self.segments.button(first).setChecked(True)
        self._show_segment(first)
        self._count()

    def go_on(self) -> None:
        """Take the next undecided field in hand; when there is none, the next row."""
        place = self.view.currentIndex().row()
        following = self.model.next_undecided(place)
        if following is None:
            following = self.model.next_content(place)
        if following is not None:
            self.view.go_to(following)

    def show_wrong(self) -> bool:
        """Go to a text of the user's that cannot be taken; False when there is none."""
        wrong = self.decisions.wrong
        if wrong:
            self.segments.button(0).setChecked(True)
            self._show_segment(0)
            self.view.go_to(self.model.place_of(wrong[0]))
            self.choices.own.text.setFocus()
        return bool(wrong)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * STEP)
        for number, segment in enumerate(SEGMENTS):
            button = QPushButton(segment.name, self)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self.segments.addButton(button, number)
            top.addWidget(button)
        top.addStretch(1)
        card = QFrame(self)
        card.setProperty("role", "card")
        in_column(self._heads, (self.view, 1), on=card, margins=STEP, gap=0)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(3 * STEP)
        split.addWidget(card)
        split.addWidget(self._below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.view.setMinimumHeight(_LEAST_LIST)
        self._below.setMinimumHeight(_LEAST_BELOW)
        in_column(
            top,
            self._bulk,
            (split, 1),
            on=self,
            margins=(6 * STEP, 4 * STEP, 6 * STEP, 4 * STEP),
            gap=2 * STEP,
        )

    def _bulk_row(self) -> QWidget:
        bulk = QWidget(self)
        row = in_row(self._left, self._told, ..., on=bulk, margins=0, gap=3 * STEP)
        for said, all_of_it, act in (
            ("本项目保留", False, self.decisions.keep_all),
            ("本项目采用来源", False, self.decisions.take_all),
            ("全部保留", True, self.decisions.keep_all),
            ("全部采用来源", True, self.decisions.take_all),
        ):
            row.addWidget(self._bulk_link(said, act, all_of_it=all_of_it))
        return bulk

    def _bulk_link(
        self, said: str, act: Callable[[Iterable[Dispute]], TakenAll], *, all_of_it: bool
    ) -> QPushButton:
        link = push_button(said, role="link")

        def do() -> None:
            self._told.setText(_said(act(self._concerned(all_of_it=all_of_it))))
            self.view.setFocus()

        link.clicked.connect(do)
        return link

    def _concerned(self, *, all_of_it: bool) -> list[Dispute]:
        """All fields that differ, or those of the project in hand."""
        found = self._to_review.disputes if self._to_review is not None else ()
        held = self.model.dispute(self.view.currentIndex().row())
        if all_of_it:
            return list(found)
        return [each for each in found if held is not None and each.owner == held.owner]

    def _show_segment(self, number: int) -> None:
        if self._to_review is None:
            return
        differs = SEGMENTS[number].kind is None
        self.view.empty = SEGMENTS[number].empty
        self.model.show(self._to_review.rows[number])
        has_rows = bool(self._to_review.rows[number])
        self._heads.setVisible(differs and has_rows)
        self._bulk.setVisible(differs and has_rows)
        self._below.setCurrentIndex(0 if differs else 1)
        self._below.setVisible(has_rows)
        first = self.model.next_undecided(-1) if differs else None
        if first is None:
            first = self.model.next_content(-1)
        if first is not None:
            self.view.go_to(first)
        else:
            self._show_in_hand(-1)
        self.view.setFocus()

    def _show_in_hand(self, place: int) -> None:
        row = self.model.row(place)
        self.choices.show_dispute(self.model.dispute(place))
        if isinstance(row, EntryRow):
            self._whole_text.setPlainText(self._in_full(row.entry))
        else:
            self._whole_text.clear()

    def _in_full(self, entry: Entry) -> str:
        rows = self._to_review.concerned if self._to_review is not None else {}
        text = entry.text
        if entry.filled is not None and entry.filled.row in rows:
            text = entry.filled.field.text(rows[entry.filled.row])
        elif entry.row in rows:
            text = row_told(rows[entry.row])
        return "\n\n".join(part for part in (entry.what, text) if part)

    def _count(self) -> None:
        left = self.decisions.undecided
        self._left.setText(
            f"还有 {left} 处未决定，未决定的保留本工作簿的内容。" if left else "全部已决定。"
        )


def _said(told: TakenAll) -> str:
    parts = []
    if told.several:
        parts.append(f"{told.several} 处几个来源各不相同，请逐处选择。")
    if told.own:
        parts.append(f"自己写的 {told.own} 处没有改动。")
    return "".join(parts)
