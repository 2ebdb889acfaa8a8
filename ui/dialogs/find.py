"""查找和替换: all places of some words in the year or in all years, beside the work.

A tool window: the main window's keys go on working while it is in hand, undo among them. What is
replaced is shown before, ticked, and one step to undo.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from hfgoals.checks.where import Places, Where
from hfgoals.model.searching import Found, found, replacing
from hfgoals.model.stretch import Stretch
from ui.dialogs.changes import ChangesModel, changes_table
from ui.dialogs.tick import TickHeading
from ui.document import Document
from ui.kit.absent import or_none
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, room_for
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.line_field import LineField
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP

_WAIT_MS: Final = 120
_MOST: Final = 2_000
"""So many places are listed; who looks for a single letter is told to say more."""
_SIZE: Final = QSize(760, 480)
_LABEL_WIDTH: Final = 48
_LONGEST_NAME: Final = 12
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
THIS_YEAR, ALL_YEARS = range(2)
"""Where to look: the choices in their order."""


class FoundModel(ChangesModel):
    """The places found, with what would stand there where something is to be replaced."""

    _only_found = ("位置", "内容")
    _with_after = ("位置", "现在", "替换后")
    heads: tuple[str, ...] = _only_found

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()
        self._locked: frozenset[str] = frozenset()
        self._several_years = False
        self._words = ""
        self._by: dict[int, Found] = {}

    def show_found(
        self, places: Iterable[Found], words: str, *, replace: bool, locked: frozenset[str]
    ) -> None:
        """Show these; ``locked`` are the ids of years in which nothing may be replaced."""
        if words != self._words:
            self._settled.clear()
        self._words, self._locked = words, locked
        self._found = tuple(places)
        by = {each.by.id: each.by for each in self._found}
        self._several_years = len(by) > 1
        where = {plan_id: Places(plan) for plan_id, plan in by.items()}
        self.heads = self._with_after if replace else self._only_found
        self._by = {id(each.stretch): each for each in self._found}
        self.show_changes(
            (each.stretch, where[each.by.id].where(each.stretch.address)) for each in self._found
        )

    def at(self, row: int) -> Found | None:
        """The place in that row; None when there is none."""
        return self._found[row] if 0 <= row < len(self._found) else None

    @property
    def wanted(self) -> list[Found]:
        """The places that are ticked."""
        return [each for each in self._found if self.is_ticked(each.stretch)]

    def may_tick(self, change: Stretch) -> bool:
        return self.why_not(change) == ""

    def told(self, change: Stretch) -> str:
        return self.why_not(change)

    def why_not(self, change: Stretch) -> str:
        """Why the words stay as they are at that place; "" when they need not."""
        place = self._by[id(change)]
        if not place.replaceable:
            return change.why
        return f"{place.by.year} 年度已锁定" if place.by.id in self._locked else ""

    def home_of(self, where: Where) -> str:
        return f"{where.year} 年　{where.home}" if self._several_years else where.home


class _WordsField(LineField):
    """Leaves Enter and the arrows to the window: they go through the places."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class FindWindow(Dialog):
    """Stays open beside the workspace; goes with it."""

    place_wanted = Signal(object, object)
    """The id of a year and an Address: show it."""
    replaced = Signal(str)
    """A sentence for the user: places were replaced."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Tool)
        self.setWindowTitle("查找")
        self._document = document
        self.words = _WordsField("在文字、编码、金额里找")
        self.after = _WordsField("空着就是删去")
        self.case = QCheckBox("区分大小写")
        self.scope = QComboBox()
        self.model = FoundModel(self)
        self.table = changes_table(self.model, "找到的地方", "", self)
        self._heading = TickHeading("找到的地方", self)
        self.go = push_button("转到", self._go)
        self.one = push_button("替换这一处", self._replace_one)
        self.all = push_button("替换", self._replace_ticked, role="primary")
        self._replace_row = QWidget(self)
        self._replacing = self._more = self._listing = False
        self._shown = False
        """Whether the place in hand has been gone to."""
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._place()
        self._connect()
        self.resize(_SIZE)
        self.set_replacing(on=False)

    def begin(self, *, replace: bool) -> None:
        """Come to the front, ready to take the words; ``replace`` with the field for others."""
        self._list_years()
        self.set_replacing(on=replace)
        self.look()
        self.show()
        self.raise_()
        self.activateWindow()
        self.words.setFocus()
        self.words.selectAll()

    def set_replacing(self, *, on: bool) -> None:
        """Whether something is to be replaced."""
        self._replacing = on
        self.setWindowTitle("查找和替换" if on else "查找")
        for widget in (self._replace_row, self.one, self.all):
            widget.setVisible(on)
        self._heading.all.setVisible(on)
        self._heading.none.setVisible(on)

    def look(self) -> None:
        """Look again, at what the document holds now."""
        self._wait.stop()
        document = self._document
        self._listing = True
        before = self.table.currentIndex().row()
        everywhere = self.scope.currentIndex() == ALL_YEARS
        plans = document.book.years if everywhere else filter(None, (document.plan,))
        words = self.words.text()
        places = list(
            islice(
                found(document.book, plans, words, self.after.text(), case=self.case.isChecked()),
                _MOST + 1,
            )
        )
        locked = {plan.id for plan in document.book.years if document.session.is_locked(plan.id)}
        self._more = len(places) > _MOST
        self.model.show_found(
            places[:_MOST], words, replace=self._replacing, locked=frozenset(locked)
        )
        self.table.widths(224, *(0 for _ in self.model.heads[1:]))
        self.table.empty = f"没有找到“{words}”。" if words else "请输入要找的文字。"
        self._select(min(max(before, 0), self.model.rowCount() - 1))
        self._listing = False
        self._count()

    # ------------------------------------------------------------ what the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in _ENTER
        if event.key() == Qt.Key.Key_Down and not self.table.hasFocus():
            self.table.setFocus()
            self._select(max(0, self.table.currentIndex().row()))
        elif enter and self.table.hasFocus():
            self._go()
        elif enter:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        owner = self.parentWidget()
        if owner is not None and not event.spontaneous():
            # At the lower right: the list of projects and the head of the table stay in view.
            room, window = room_for(self), owner.window().frameGeometry()
            corner = window.bottomRight() - self.rect().bottomRight()
            self.move(
                min(max(corner.x() - 2 * STEP, room.left()), room.right() - self.width()),
                min(max(corner.y() - 10 * STEP, room.top()), room.bottom() - self.height()),
            )

    def _turned(self) -> None:
        self._count()
        # The work follows the hand in the list, not every letter of the words.
        if not self._listing:
            self._show_place(keeping=or_none(self.focusWidget()))

    def _step(self, by: int) -> None:
        """To the next place, from the fields: they keep the focus."""
        if self._wait.isActive():
            self.look()
        count = self.model.rowCount()
        if count:
            row = self.table.currentIndex().row()
            self._select((row + by) % count if row >= 0 and self._shown else 0)
            self._show_place(keeping=or_none(self.focusWidget()))

    def _go(self) -> None:
        if self._show_place():
            window = self.parentWidget()
            if window is not None:
                window.window().activateWindow()

    def _show_place(self, keeping: QWidget | None = None) -> bool:
        """Show the place in hand; the focus stays where it is ``keeping``."""
        place = self.model.at(self.table.currentIndex().row())
        if place is None:
            return False
        self._shown = True
        self.place_wanted.emit(place.by.id, place.stretch.address)
        if keeping is not None:
            keeping.setFocus()
        return True

    def _replace_one(self) -> None:
        row = self.table.currentIndex().row()
        place = self.model.at(row)
        if place is not None and self.model.may_tick(place.stretch):
            self._replace([place])
            self._select(min(row, self.model.rowCount() - 1))

    def _replace_ticked(self) -> None:
        self._replace(self.model.wanted)

    def _replace(self, places: list[Found]) -> None:
        words, after = self.words.text(), self.after.text()
        if not places:
            return
        name = f"“{_short(words)}”替换为“{_short(after)}”" if after else f"删去“{_short(words)}”"
        if self._document.apply(name, replacing(places)):
            self.look()
            self.replaced.emit(f"已替换 {len(places)} 处。")

    # ------------------------------------------------------------ putting it together

    def _select(self, row: int) -> None:
        if row >= 0:
            self.table.selectRow(row)

    def _count(self) -> None:
        count, ticked = self.model.rowCount(), len(self.model.wanted)
        more = f"只列出前 {_MOST} 处，请写得更具体" if self._more else f"共 {count} 处"
        said = f"{more}，替换 {ticked} 处" if self._replacing and count else more
        self._heading.count(said if self.words.text() else "")
        writable = not self._document.session.read_only
        place = self.model.at(self.table.currentIndex().row())
        self.go.setEnabled(place is not None)
        self.one.setEnabled(writable and place is not None and self.model.may_tick(place.stretch))
        self.all.setText(f"替换勾选的 {ticked} 处")
        self.all.setEnabled(writable and ticked > 0)

    def _list_years(self) -> None:
        plan, chosen = self._document.plan, max(0, self.scope.currentIndex())
        self.scope.clear()
        self.scope.addItems([f"{plan.year if plan is not None else ''} 年度", "所有年度"])
        self.scope.setCurrentIndex(chosen)

    def _typed(self) -> None:
        self._shown = False
        self._wait.start()

    def _look_soon(self) -> None:
        if self.isVisible():
            self._wait.start()

    def _year_changed(self) -> None:
        self._list_years()
        self._look_soon()

    def _connect(self) -> None:
        document = self._document
        for field in (self.words, self.after):
            field.edited.connect(self._typed)
            field.cancelled.connect(self.close)
        self.case.toggled.connect(self._wait.start)
        self.scope.activated.connect(self.look)
        self._wait.timeout.connect(self.look)
        document.changed.connect(self._look_soon)
        document.lock_changed.connect(self._look_soon)
        document.year_changed.connect(self._year_changed)
        self.model.ticks_changed.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(self._turned)
        self.table.doubleClicked.connect(self._go)
        self._heading.all.clicked.connect(lambda: self.model.tick_all(ticked=True))
        self._heading.none.clicked.connect(lambda: self.model.tick_all(ticked=False))

    def _place(self) -> None:
        self.words.setAccessibleName("查找")
        self.after.setAccessibleName("替换为")
        self.scope.setAccessibleName("查找范围")
        buttons: list[QPushButton] = [self.go, self.one, self.all]
        for button in buttons:
            button.setAutoDefault(False)
        asked = in_row(
            _label("查找", self.words), (self.words, 1), self.scope, self.case, gap=2 * STEP
        )
        in_row(
            _label("替换为", self.after),
            (self.after, 1),
            on=self._replace_row,
            margins=0,
            gap=2 * STEP,
        )
        self.table.setMinimumHeight(20 * STEP)
        in_column(
            asked,
            self._replace_row,
            self._heading,
            (on_card(self.table), 1),
            in_row(..., *buttons, gap=2 * STEP),
            on=self,
            margins=4 * STEP,
            gap=2 * STEP,
        )


def _label(text: str, buddy: QWidget) -> PlainLabel:
    label = PlainLabel(text, "caption")
    label.setBuddy(buddy)
    label.setMinimumWidth(_LABEL_WIDTH)
    return label


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}…"
