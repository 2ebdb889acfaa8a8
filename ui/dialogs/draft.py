"""The dialog that shows a first draft of a project's form before it is put in."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from hfgoals.model.edits import Edit
from hfgoals.model.values import AnnualPlan, Project
from hfgoals.presets import Kind, kinds
from hfgoals.presets.drafting import Draft, Item, draft_of, kind_and_why
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickHeading, in_card
from ui.kit import tokens
from ui.kit.choice import Choice
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.rows import LEFT, Index, Row, TickDelegate, halves, is_ticked, shrunk
from ui.kit.table import Table, TableModel

PLACE, TEXT, OPEN = range(3)
"""The columns."""
_ITEM: Final = Qt.ItemDataRole.UserRole
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
_SIZE: Final = (1080, 680)
_ROW_HEIGHT: Final = 54
_PLACE_WIDTH, _OPEN_WIDTH = 190, 300
_EDGE = 3 * tokens.STEP


class DraftDialog(FormDialog):
    """Accepted, ``edits`` put in what is ticked."""

    def __init__(self, plan: AnnualPlan, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(
            "起草用途、目标和指标",
            "下面是一份草稿，还没有放入表里。不要的去掉勾；放入以后可以逐格修改，也可以一次撤销。"
            "数由您照实填，句子里没有写完的地方标着“＿＿”，检查会提醒。",
            "放入草稿",
            parent,
        )
        self.resize(*_SIZE)
        self._plan, self._project = plan, project
        self._kinds = kinds()
        self.kind = Choice("项目类型", [each.name for each in self._kinds], self)
        own, _ = kind_and_why(project)
        usual = "general" if own is None else own.id
        self.kind.setCurrentIndex([each.id for each in self._kinds].index(usual))
        self._usual = self.kind.currentIndex()
        self.why = PlainLabel("", "second", wraps=True)
        self.items = DraftModel(self)
        self.table = Table(self.items, "草稿", self, row_height=_ROW_HEIGHT, empty=_NOTHING)
        self.table.setItemDelegate(TickDelegate(self.table, _paint))
        self.table.widths(_PLACE_WIDTH, 0, _OPEN_WIDTH)
        self._heading = TickHeading("将要放入的内容", self)
        self._heading.all.clicked.connect(lambda: self.items.tick_all(ticked=True))
        self._heading.none.clicked.connect(lambda: self.items.tick_all(ticked=False))
        self.items.ticks_changed.connect(self._count)
        self.kind.currentIndexChanged.connect(self._show)
        self.fields.addRow("类型", self.kind)
        self.fields.addRow("", self.why)
        self.fields.addRow(in_card(self._heading, self.table))
        self._show()
        self.accept_button.setFocus()

    @property
    def draft(self) -> Draft:
        """The draft shown."""
        return self._draft

    @property
    def taken(self) -> tuple[Item, ...]:
        """What is ticked."""
        return tuple(each for each in self._draft.items if each.id in self.items.ticked)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of the one step that puts it in."""
        return self._draft.edits(self.items.ticked)

    def refusal(self) -> str:
        if not self._draft.items:
            return _NOTHING
        return "" if self.taken else "没有勾选要放入的内容。"

    def _show(self) -> None:
        self._draft = draft_of(self._plan, self._project, self._chosen)
        self.why.setText(f"{self._draft.why}{self._draft.kept}")
        self.items.show_items(self._draft.items)
        self.accept_button.setText("补上" if self._draft.completes else "放入草稿")
        if self.isVisible():
            self.fit()

    @property
    def _chosen(self) -> Kind | None:
        """Another kind than the one that the project has by itself."""
        at = self.kind.currentIndex()
        return None if at == self._usual else self._kinds[at]

    def _count(self) -> None:
        count, ticked = self.items.rowCount(), len(self.taken)
        self._heading.count(f"共 {count} 项，放入 {ticked} 项")


_NOTHING: Final = "用途、目标和各类指标都已经填有，没有要起草的。"


class DraftModel(TableModel):
    """The items of a draft, ticked to begin with."""

    heads = ("放在哪里", "放入的草稿", "还要您填的")
    _rows: tuple[Item, ...] = ()

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._off: set[str] = set()

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of the ticked items."""
        return frozenset(each.id for each in self._rows) - self._off

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show these; what was unticked and is among them stays so."""
        self.beginResetModel()
        self._rows = items
        self.endResetModel()
        self.ticks_changed.emit()

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick all."""
        self._off = set() if ticked else {each.id for each in self._rows}
        if self._rows:
            self._tell(0, len(self._rows) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == PLACE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._rows[index.row()]
        if role == _ITEM:
            return item
        if role == _CHECK and index.column() == PLACE:
            off = item.id in self._off
            return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
        told = (item.place, " ".join(filter(None, (item.text, item.more))), item.open)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return told[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != PLACE:
            return plain_tip(told[index.column()])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._off.discard if ticked else self._off.add)(self._rows[index.row()].id)
        self._tell(index.row(), index.row())
        return True

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.heads) - 1))
        self.ticks_changed.emit()


def _paint(row: Row, index: Index) -> None:
    row.focused = False
    row.fill(tokens.PAPER, ruled=True)
    item: Item = index.data(_ITEM)
    ticked = is_ticked(index)
    color = tokens.TEXT if ticked else tokens.FAINT_TEXT
    room = row.rect.adjusted(_EDGE, 4, -_EDGE // 2, -5)
    if index.column() == PLACE:
        row.say(row.tick(room, ticked=ticked), item.place, color)
    elif index.column() == OPEN:
        _say_wrapped(row, room, item.open, tokens.WARNING if ticked else color, small=True)
    elif item.more:
        upper, lower = halves(room)
        row.say(upper, item.text, color)
        row.say(lower, item.more, tokens.SECOND_TEXT if ticked else color, shrunk(row.font))
    else:
        _say_wrapped(row, room, item.text, color)


def _say_wrapped(row: Row, room: QRect, text: str, color: str, *, small: bool = False) -> None:
    """The text on as many lines as it needs, as far as there is room."""
    row.painter.setFont(shrunk(row.font) if small else row.font)
    row.painter.setPen(QColor(color))
    row.painter.drawText(room, LEFT | Qt.TextFlag.TextWordWrap, text)
