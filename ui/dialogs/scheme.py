"""The dialog that chooses a scheme of indicators and shows which rows move, before they do."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hfgoals.model.values import AnnualPlan, Project
from hfgoals.presets import schemes
from hfgoals.presets.rescheming import Moved, Rescheming, other_scheme, rescheming
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import in_card
from ui.kit import tokens
from ui.kit.choice import Choice
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.rows import Index, Row, RowDelegate, halves, shrunk
from ui.kit.table import Table, TableModel

PLACE, BEFORE, AFTER = range(3)
"""The columns."""
_MOVED: Final = Qt.ItemDataRole.UserRole
_SIZE: Final = (920, 620)
_ROW_HEIGHT: Final = 54
_PLACE_WIDTH: Final = 340
_MOST_SAID: Final = 4


class SchemeDialog(FormDialog):
    """Accepted, ``rescheming.edits`` are the one step."""

    def __init__(
        self, plan: AnnualPlan, project: Project | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "更换指标体系",
            "选一套一级、二级指标的分法，各行移到它的位置上；名称、描述、指标值和其他内容一字不动。"
            "换过以后仍可以撤销。",
            "更换",
            parent,
        )
        self.resize(*_SIZE)
        self._plan, self._project = plan, project
        self._schemes = schemes()
        self.scheme = Choice("指标体系", [one.name for one in self._schemes], self)
        self.scheme.setCurrentIndex(self._schemes.index(other_scheme(plan, project)))
        self.note = PlainLabel("", "second", wraps=True)
        whose = ("本年度全部项目（以后新建的也用）", "只有本项目")
        self.whose = Choice("项目", whose if project is not None else whose[:1], self)
        self.rows = MovedModel(self)
        self.table = Table(self.rows, "移动的行", self, row_height=_ROW_HEIGHT, empty=_NOTHING)
        self.table.setItemDelegate(RowDelegate(self.table, _paint, lambda *_: _ROW_HEIGHT))
        self.table.widths(_PLACE_WIDTH, 0, 0)
        self.counted = PlainLabel("", parent=self)
        self.left = PlainLabel("", "warning", wraps=True)
        self.fields.addRow("改用", self.scheme)
        self.fields.addRow("", self.note)
        self.fields.addRow("项目", self.whose)
        self.fields.addRow(in_card(self.counted, self.table, self.left))
        self.scheme.currentIndexChanged.connect(self._show)
        self.whose.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def rescheming(self) -> Rescheming:
        """What is chosen."""
        return self._found

    def refusal(self) -> str:
        return "" if self._found.edits else "已经是这套指标体系，没有要改的。"

    def _show(self) -> None:
        scheme = self._schemes[self.scheme.currentIndex()]
        alone = self._project if self.whose.currentIndex() else None
        self._found = rescheming(self._plan, scheme, alone)
        self.note.setText(scheme.note)
        self.rows.show_rows(self._found.moved)
        projects = len({each.project.id for each in self._found.moved})
        count = len(self._found.moved)
        self.counted.setText(f"改动的行　{projects} 个项目，{count} 行" if count else "改动的行")
        more = len(self._found.left) - _MOST_SAID
        said = [*self._found.left[:_MOST_SAID], *([f"……另有 {more} 行。"] if more > 0 else [])]
        self.left.setText("\n".join(said))
        self.left.setVisible(bool(said))
        if self.isVisible():
            self.fit()


_NOTHING: Final = "没有要移动的行；空着的表以后按这套体系填。"


class MovedModel(TableModel):
    """The rows that get other levels."""

    heads = ("指标", "现在", "换过以后")
    _rows: tuple[Moved, ...] = ()

    def show_rows(self, rows: tuple[Moved, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        moved = self._rows[index.row()]
        if role == _MOVED:
            return moved
        told = "　".join(_words(moved, index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return told
        return plain_tip(told) if role == Qt.ItemDataRole.ToolTipRole else None


def _words(moved: Moved, column: int) -> tuple[str, str]:
    """The upper and the lower line of a cell."""
    row, project = moved.row, moved.project
    if column == PLACE:
        name = " ".join(project.name.split()) or "（未填项目名称）"
        return row.name or "（未填三级指标）", name
    levels = (row.level1, row.level2) if column == BEFORE else moved.levels
    number = moved.number if column == BEFORE else moved.to
    return "／".join(filter(None, levels)), f"第{number}行"


def _paint(row: Row, index: Index) -> None:
    row.focused = False
    row.fill(tokens.PAPER, ruled=True)
    upper, lower = halves(row.rect.adjusted(3 * tokens.STEP, 6, -tokens.STEP, -7))
    said, below = _words(index.data(_MOVED), index.column())
    row.say(upper, said, tokens.ACCENT if index.column() == AFTER else tokens.TEXT)
    row.say(lower, below, tokens.SECOND_TEXT, shrunk(row.font))
