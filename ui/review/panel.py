"""The panel below the pages: what was found, by project, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from hfgoals.checks import LEVELS, Finding
from ui.kit.card import push_button
from ui.kit.icons import icon
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.kit.tokens import SECOND_TEXT, STEP
from ui.messages import answered
from ui.review.chips import Chips, EmptyFindings
from ui.review.detail import FindingDetail
from ui.review.dialogs import AcceptDialog
from ui.review.help_window import RuleHelpWindow
from ui.review.listing import Section
from ui.review.model import (
    FindingsModel,
    GroupRow,
    ListRow,
    Shown,
    found_rows,
    rows_by_rule,
    rows_of_section,
)
from ui.review.review import Review
from ui.review.view import FindingsView

_LEAST_HEIGHT = 84
_NARROW = 720
_LOW = 260
_SHARES = [620, 380]
"""Of the list and of what is said about one of it."""


class ReviewPanel(QFrame):
    """Shows a Review; the page's focus and what is being typed are its owner's business."""

    fold_wanted = Signal()
    """The panel shall go."""
    left = Signal()
    """The user wants back to the page."""
    repair_all_wanted = Signal()
    settle_wanted = Signal()
    """What is still being typed has to be taken in before something is done."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self.review = review
        self.model = FindingsModel(self)
        self.view = FindingsView(self.model)
        self.chips = Chips()
        self.detail = FindingDetail()
        self._folded: frozenset[str] = frozenset()
        self._by_rule = False
        """Whether the headings are the rules, not the projects."""
        self._kept: dict[str, tuple[Section, Shown, bool, list[ListRow]]] = {}
        """The rows of each project as they were shown last."""
        self._stale = True
        self._deciding = False
        self._narrow = False
        self._beside = False
        """Whether it stands at the right: what is offered has a line of its own there."""
        self._title = PlainLabel("检查结果", "heading")
        self._help: RuleHelpWindow | None = None
        self._running = PlainLabel("", "second")
        self._repair_all = _head_button("全部安全修复…", "link")
        self._grouping = _head_button("", "link")
        self._stop = _head_button("停止", "link")
        self._fold = QToolButton()
        self._empty = EmptyFindings(self)
        self._layers = QStackedLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._group(by_rule=False)
        self._place()
        self._connect()
        self._show_progress()

    def state(self) -> dict[str, Any]:
        """What is shown, as plain JSON."""
        shown = self.chips.shown
        return {
            "levels": [level for level in LEVELS if level in shown.levels],
            "accepted": shown.accepted,
            "by_rule": self._by_rule,
            "split": self._split.sizes(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show as it was left."""
        kept = state.get("levels", LEVELS)
        levels = frozenset(level for level in LEVELS if level in kept)
        self.chips.put(Shown(levels, bool(state.get("accepted", False))))
        self._group(by_rule=bool(state.get("by_rule", False)))
        sizes = state.get("split")
        if isinstance(sizes, list) and len(sizes) == 2 and all(sizes):
            self._split.setSizes([int(size) for size in sizes])

    def stand(self, *, beside: bool) -> None:
        """Fit the place at the right of the pages, high and narrow, or the one below them."""
        self._beside = beside
        self._name_grouping()
        self._offer_repairs()
        way = Qt.Orientation.Vertical if beside else Qt.Orientation.Horizontal
        if way != self._split.orientation():
            self._split.setOrientation(way)
            self._split.setSizes(_SHARES)
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight
        )
        self._head.setSpacing(0 if beside else 3 * STEP)
        self.view.put_two_lines(beside)
        self._make_room()

    def enter(self) -> None:
        """Put the focus into the list."""
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(min(1, self.model.rowCount() - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width() < _NARROW)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        self._refresh()
        super().showEvent(event)

    # ------------------------------------------------------------ what comes from the review

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        review = self.review
        self.chips.show_counts(review.counts)
        self._show_rows()
        self._offer_repairs()

    def _offer_repairs(self) -> None:
        count = self.review.repairable if self.review.writable else 0
        words = "安全修复" if self._narrow and not self._beside else "全部安全修复"
        self._repair_all.setText(f"{words} {count} 项…")
        self._repair_all.setVisible(bool(count))

    def _fit(self, narrow: bool) -> None:
        """Say the same in fewer words where there is little room, as beside the preview."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.chips.put_short(narrow)
            self.detail.put_narrow(narrow)
            self._title.setVisible(not narrow)
            self._offer_repairs()
            self._name_grouping()

    def _make_room(self) -> None:
        """Below the preview on a low screen the list needs all that there is; its menu does the
        same."""
        self.detail.setHidden(self._beside and self.height() < _LOW)

    def _group(self, *, by_rule: bool) -> None:
        self._by_rule = by_rule
        self._name_grouping()
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _name_grouping(self) -> None:
        other = "按项目" if self._by_rule else "按规则"
        short = self._narrow and not self._beside
        self._grouping.setText(other if short else f"{other}归类")

    def _rows(self) -> list[ListRow]:
        review, shown = self.review, self.chips.shown
        before, self._kept = self._kept, {}
        rows: list[ListRow] = []
        if self._by_rule and review.places is not None:
            return rows_by_rule(review.keyed, review.places, shown, self._folded, review.title_of)
        for owner, section in self.review.sections.items():
            folded = owner in self._folded
            kept = before.get(owner)
            if kept is None or kept[0] is not section or kept[1:3] != (shown, folded):
                made = rows_of_section(owner, section, shown, self._folded)
                kept = (section, shown, folded, made)
            self._kept[owner] = kept
            rows += kept[3]
        return rows

    def _show_rows(self) -> None:
        rows = self._rows()
        blocked = self.view.blockSignals(True)
        self.model.show_rows(rows)
        self.view.blockSignals(blocked)
        self._keep_in_hand()
        self._layers.setCurrentIndex(0 if rows else 1)
        self._empty.say(self.review)
        self._show_detail()

    def _keep_in_hand(self) -> None:
        """The same finding as before; after it was dealt with, the one behind it."""
        key, index = self.review.key_in_hand, self.view.currentIndex()
        gone = not self.model.index_of(key).isValid()
        if self._deciding and gone and index.isValid():
            behind = found_rows(
                row
                for at in range(index.row(), min(index.row() + 2, self.model.rowCount()))
                if (row := self.model.row(self.model.index(at))) is not None
            )
            if behind:
                key = behind[0].key
                self.review.choose(key)
        self.view.take(key)

    def _show_detail(self) -> None:
        finding, places = self.review.in_hand, self.review.places
        shown = self.model.index_of(self.review.key_in_hand).isValid()
        if finding is None or places is None or not shown:
            self.detail.show_finding(None, "", "", writable=False)
            return
        self.detail.show_finding(
            finding,
            places.words(finding.address),
            self.review.title_of(finding),
            writable=self.review.writable,
        )

    def _chosen_elsewhere(self) -> None:
        finding = self.review.in_hand
        group = finding and (f"{finding.code} {finding.level}" if self._by_rule else finding.owner)
        if group in self._folded:
            self._fold_group(group, folded=False)
        self.view.take(self.review.key_in_hand)
        self._show_detail()

    def _show_progress(self) -> None:
        progress, checked = self.review.progress, self.review.checked
        looking = progress is not None and not checked
        self._running.setVisible(looking)
        self._stop.setVisible(looking)
        if progress is not None:
            self._running.setText(f"正在检查… {progress[0]} / {progress[1]}")
        self._empty.say(self.review)

    # ------------------------------------------------------------ what the user does

    def _filtered(self, shown: Shown) -> None:
        self.review.levels = shown.levels
        self._show_rows()

    def _fold_group(self, owner: str, folded: bool) -> None:
        self._folded = self._folded | {owner} if folded else self._folded - {owner}
        self._show_rows()
        if self.view.hasFocus():
            self.view.setCurrentIndex(self.model.index_of(owner))

    def _look_at(self, key: Any) -> None:
        """Show the place, the focus staying in the list."""
        self.review.go_to(key)
        self.view.setFocus()

    def _repair(self) -> None:
        self.settle_wanted.emit()
        finding = self.review.in_hand
        if finding is not None:
            self._decide(lambda: self.review.repair(finding))

    def _keep(self) -> None:
        self.settle_wanted.emit()
        finding, places = self.review.in_hand, self.review.places
        if finding is None or places is None:
            return
        last = self.review.last_reason(finding)
        dialog = AcceptDialog(finding, places.words(finding.address), self.window(), last=last)
        if answered(dialog):
            self._decide(lambda: self.review.accept(finding, dialog.reason))

    def _keep_group(self, findings: list[Finding]) -> None:
        """One reason for all that is shown under a heading."""
        self.settle_wanted.emit()
        places = self.review.places
        if not findings or places is None:
            return
        place, count = places.words(findings[0].address), len(findings)
        dialog = AcceptDialog(findings[0], place, self.window(), count=count)
        if answered(dialog):
            self._decide(lambda: self.review.accept_all(findings, dialog.reason))

    def _take_back(self) -> None:
        finding = self.review.in_hand
        if finding is not None:
            self._decide(lambda: self.review.take_back(finding))

    def _decide(self, do: Callable[[], bool]) -> None:
        """Do it, and stay in the list, on the finding or on the next."""
        self._deciding = True
        do()
        self._deciding = False
        self.view.setFocus()

    def _show_help(self) -> None:
        finding = self.review.in_hand
        if finding is None:
            return
        if self._help is None:
            self._help = RuleHelpWindow(self.window())
            # Its parent outlives the workbook; it is not to.
            self.destroyed.connect(self._help.deleteLater)
        self._help.show_rule(finding.code)
        self._help.show()
        self._help.raise_()

    def _locate(self) -> None:
        key = self.review.key_in_hand
        if key is not None:
            self.review.go_to(key)

    def _open_menu(self, at: QPoint) -> None:
        finding, index = self.review.in_hand, self.view.currentIndex()
        if isinstance(self.view.row_in_hand(), GroupRow):
            choices = self._group_choices(self.model.findings_below(index))
        else:
            choices = self._choices(finding) if finding is not None else []
        if not choices:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, do in choices:
            menu.addAction(text).triggered.connect(lambda _=False, do=do: do())
        menu.popup(at)

    def _group_choices(self, findings: list[Finding]) -> list[tuple[str, Any]]:
        may = [each for each in findings if not each.accepted and not each.fault]
        if not may or not self.review.writable:
            return []
        return [(f"这 {len(may)} 处都保留并说明理由…", lambda: self._keep_group(may))]

    def _choices(self, finding: Finding) -> list[tuple[str, Any]]:
        choices: list[tuple[str, Any]] = [("定位", self._locate)]
        if self.review.writable and finding.accepted:
            choices.append(("取消保留", self._take_back))
        elif self.review.writable and not finding.fault:
            if finding.repair:
                choices.append(("修复", self._repair))
            choices.append(("保留并说明理由…", self._keep))
        if not finding.fault:
            choices.append(("说明", self._show_help))
        return choices

    # ------------------------------------------------------------ putting it together

    def _connect(self) -> None:
        review, view, detail = self.review, self.view, self.detail
        review.findings_changed.connect(self._changed)
        review.running_changed.connect(self._show_progress)
        review.findings_changed.connect(self._show_progress)
        review.chosen.connect(self._chosen_elsewhere)
        view.chosen.connect(review.choose)
        view.shown.connect(self._look_at)
        view.entered_place.connect(review.go_to)
        view.fold_wanted.connect(self._fold_group)
        view.menu_wanted.connect(self._open_menu)
        view.left.connect(self.left)
        self.chips.changed.connect(self._filtered)
        detail.locate_wanted.connect(self._locate)
        detail.repair_wanted.connect(self._repair)
        detail.keep_wanted.connect(self._keep)
        detail.take_back_wanted.connect(self._take_back)
        detail.help_wanted.connect(self._show_help)
        self._stop.clicked.connect(review.stop)
        self._repair_all.clicked.connect(self.repair_all_wanted)
        self._fold.clicked.connect(self.fold_wanted)
        self._grouping.clicked.connect(lambda: self._group(by_rule=not self._by_rule))

    def _place(self) -> None:
        self._fold.setIcon(icon("fold", SECOND_TEXT))
        self._fold.setIconSize(QSize(16, 16))
        self._fold.setToolTip("收起检查结果（F6）")
        self._fold.setAccessibleName("收起检查结果")
        told = in_row(self._title, self.chips, self._running, self._stop, ..., gap=3 * STEP)
        offered = in_row(..., self._grouping, self._repair_all, gap=3 * STEP)
        self._head.addLayout(told, 1)
        self._head.addLayout(offered)
        head = in_row(
            (self._head, 1), self._fold, margins=(4 * STEP, STEP, 2 * STEP, STEP), gap=3 * STEP
        )
        self._split.addWidget(self.view)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes(_SHARES)
        self._split.setChildrenCollapsible(False)
        self.view.setMinimumSize(200, 40)
        self._layers.addWidget(self._split)
        self._layers.addWidget(self._empty)
        in_column(head, (self._layers, 1), on=self, margins=0, gap=0)
        self.setMinimumHeight(_LEAST_HEIGHT)


def _head_button(text: str, role: str) -> QPushButton:
    return push_button(text, role=role)
