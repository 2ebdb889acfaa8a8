"""Choosing a field: a list under its headings that narrows down while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from hfgoals.exchange.foreign import FIELD_CHOICES, STAGE_CHOICES, FieldChoice
from ui.foreign.words import one_line
from ui.kit import tokens
from ui.kit.absent import or_none
from ui.kit.fitting import Dialog
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel

_CHOICE = Qt.ItemDataRole.UserRole
_WALKS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ChoicePicker(Dialog):
    """Accepted, ``choice`` is the field (None for ``nothing``) and ``project`` whose it is."""

    def __init__(
        self,
        title: str,
        sentence: str,
        parent: QWidget,
        *,
        current: FieldChoice | None = None,
        nothing: str = "",
        projects: Sequence[str] = (),
        in_lists: bool = False,
        afterwards: bool = False,
    ) -> None:
        """``nothing``: what the choice of no field is called, "" when it is not offered.
        ``projects``: the names to choose from; ``in_lists``: only what stands in columns;
        ``afterwards``: also what only a monitoring or self-evaluation says."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(420, 540)
        self._in_lists = in_lists
        self._offered = (*FIELD_CHOICES, *(STAGE_CHOICES if afterwards else ()))
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("输入几个字查找，如“预算”“指标值”")
        self._filter.setAccessibleName("查找栏目")
        self._filter.setClearButtonEnabled(True)
        self._list = QListWidget(self)
        self._list.setAccessibleName("栏目")
        self._none = PlainLabel("没有这样的栏目。", "second", wraps=True)
        self._projects = QComboBox(self)
        self._projects.setAccessibleName("属于哪个项目")
        self._projects.addItem("属于哪个项目：按位置判断", None)
        for index, name in enumerate(projects):
            self._projects.addItem(f"属于第 {index + 1} 个项目：{one_line(name, 18)}", index)
        self._many = len(projects) > 1
        self._accept = QPushButton("确定", self)
        self._accept.setDefault(True)
        self._fill(nothing)
        self._lay_out(sentence)
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._list.currentItemChanged.connect(self._changed)
        self._list.itemDoubleClicked.connect(lambda _: self.accept())
        self._narrow("")
        self._take(current)
        self._filter.setFocus()

    @property
    def choice(self) -> FieldChoice | None:
        """The field chosen."""
        item = or_none(self._list.currentItem())
        chosen: FieldChoice | None = item.data(_CHOICE) if item is not None else None
        return chosen

    @property
    def project(self) -> int | None:
        """The project chosen by its index; None: by where the cell stands."""
        chosen = self.choice
        if chosen is None or not chosen.of_project:
            return None
        project: int | None = self._projects.currentData()
        return project

    def accept(self) -> None:
        """Close when something is chosen."""
        if or_none(self._list.currentItem()) is not None:
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and or_none(self._list.currentItem()) is None:
                self._first()
                return True
            if event.key() in _WALKS:
                self._list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, nothing: str) -> None:
        if nothing:
            self._add(nothing, None, "")
        group = ""
        for choice in self._offered:
            if self._in_lists and not (choice.in_rows or choice.of_project):
                continue
            if choice.group != group:
                group = choice.group
                heading = QListWidgetItem(group, self._list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setForeground(QColor(tokens.SECOND_TEXT))
            self._add(choice.label, choice, choice.group)

    def _add(self, label: str, choice: FieldChoice | None, group: str) -> None:
        item = QListWidgetItem(f"　{label}" if group else label, self._list)
        item.setData(_CHOICE, choice)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label}，{group}" if group else label)

    def _lay_out(self, sentence: str) -> None:
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._accept, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        in_column(
            PlainLabel(sentence, "second", wraps=True),
            self._filter,
            (self._list, 1),
            self._none,
            self._projects,
            buttons,
            on=self,
            margins=(20, 18, 20, 16),
            gap=10,
        )
        self._projects.setVisible(self._many)

    def _narrow(self, text: str) -> None:
        """Show only what has these letters, in this order, in its name."""
        wanted = "".join(text.split())
        heading: QListWidgetItem | None = None
        shown_under = False
        any_shown = False
        for row in range(self._list.count()):
            item = self._list.item(row)
            if not item.flags() & Qt.ItemFlag.ItemIsEnabled:
                if heading is not None:
                    heading.setHidden(not shown_under)
                heading, shown_under = item, False
                continue
            fits = _fits(wanted, item.text())
            item.setHidden(not fits)
            shown_under = shown_under or fits
            any_shown = any_shown or fits
        if heading is not None:
            heading.setHidden(not shown_under)
        self._none.setVisible(not any_shown)
        current = or_none(self._list.currentItem())
        if wanted or (current is not None and current.isHidden()):
            self._first()
        self._changed()

    def _first(self) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            if not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                self._list.setCurrentItem(item)
                return
        self._list.setCurrentRow(-1)

    def _take(self, choice: FieldChoice | None) -> None:
        if choice is None:
            return
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.data(_CHOICE) == choice:
                self._list.setCurrentItem(item)
                self._list.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def _changed(self, *_: object) -> None:
        self._accept.setEnabled(or_none(self._list.currentItem()) is not None)
        chosen = self.choice
        self._projects.setEnabled(chosen is not None and chosen.of_project)


def _fits(wanted: str, name: str) -> bool:
    at = 0
    for letter in wanted.casefold():
        at = name.casefold().find(letter, at) + 1
        if not at:
            return False
    return True
