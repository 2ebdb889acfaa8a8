"""我的指标库: the lines that the user kept, to be mended, removed, passed on and taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from hfgoals.model.fields import with_texts
from hfgoals.model.values import Indicator
from hfgoals.presets import LibraryIndicator, kinds
from hfgoals.presets.own import (
    edited,
    own_lines,
    own_path,
    read_own,
    shown,
    with_lines,
    write_own,
)
from hfgoals.trouble import Trouble
from ui.dialogs.form import FormDialog
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, begin_with
from ui.kit.growing_text import GrowingText
from ui.kit.layouts import in_column, in_row
from ui.kit.line_field import LineField
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index
from ui.kit.table import Table, TableModel
from ui.messages import answered, ask, tell_trouble

_ANY: Final = "各类项目"
_SIZE: Final = QSize(1000, 560)
_SIDE: Final = 6 * tokens.STEP
_FILES: Final = "指标库文件 (*.toml)"
_EMPTY: Final = "还没有存过指标。在指标表里选中一行，点“编辑”菜单里的“存入我的指标库”。"
_ABOUT: Final = (
    "选三级指标时，这里的排在最前。可以存为文件发给同事，或由财政部门下发；"
    "读入时同类同名的换成新的。"
)


class OwnModel(TableModel):
    """The lines in their order."""

    heads = ("项目类型", "类型", "三级指标", "指标值", "确定依据")

    def __init__(self, year: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._year = year
        self._kinds = {kind.id: kind.name for kind in kinds()}

    @property
    def lines(self) -> tuple[LibraryIndicator, ...]:
        """All of them."""
        return tuple(self._rows)

    def take(self, lines: Sequence[LibraryIndicator]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = lines
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line: LibraryIndicator = self._rows[index.row()]
        row = shown(line, self._year)
        kind = self._kinds.get(line.kind, _ANY)
        return (kind, line.code, row.name, row.target.text, row.basis)[index.column()]


class OwnLibraryDialog(Dialog):
    """Every change is written at once; what cannot be written is told and not shown."""

    def __init__(
        self, year: int, folder: Path, parent: QWidget | None = None, path: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("我的指标库")
        self._year, self._folder, self._path = year, folder, path or own_path()
        self.model = OwnModel(year, self)
        self.table = Table(self.model, "我的指标库", self, empty=_EMPTY)
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.widths(136, 88, 224, 120, 0)
        self.table.activated.connect(lambda _: self._edit())
        self.edit = push_button("修改…", self._edit)
        self.remove = push_button("删除", self._remove)
        self.give = push_button("存为文件…", self._give_out)
        foot = in_row(
            push_button("读入…", self._take_in),
            self.give,
            ...,
            self.edit,
            self.remove,
            push_button("关闭", self.accept),
            gap=2 * tokens.STEP,
        )
        about = PlainLabel(_ABOUT, "second", wraps=True)
        in_column(about, (self.table, 1), foot, on=self, margins=_SIDE, gap=3 * tokens.STEP)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        begin_with(self, _SIZE)
        self._do(lambda: own_lines(self._path))

    def _offer(self) -> None:
        rows = self.table.rows()
        self.edit.setEnabled(len(rows) == 1)
        self.remove.setEnabled(bool(rows))
        self.give.setEnabled(bool(self.model.lines))

    def _do(self, work: Callable[[], Sequence[LibraryIndicator]], at: int = 0) -> None:
        """Do it and show the lines that come of it, or say why it cannot be."""
        try:
            self.model.take(work())
        except Trouble as trouble:
            tell_trouble(self, trouble)
        count = len(self.model.lines)
        if count:
            self.table.selectRow(min(at, count - 1))
        self._offer()

    def _written(self, lines: Sequence[LibraryIndicator]) -> Sequence[LibraryIndicator]:
        write_own(lines, self._path)
        return lines

    def _edit(self) -> None:
        rows = self.table.rows()
        if len(rows) != 1:
            return
        at, lines = rows[0], self.model.lines
        dialog = LineDialog(shown(lines[at], self._year), self)
        if answered(dialog):
            line = edited(lines[at], dialog.row, self._year)
            changed = (*lines[:at], line, *lines[at + 1 :])
            self._do(lambda: self._written(with_lines((), changed)), at)

    def _remove(self) -> None:
        rows = self.table.rows()
        lines = self.model.lines
        names = "、".join(f"“{lines[row].name}”" for row in rows[:3])
        more = f"等 {len(rows)} 条" if len(rows) > 3 else ""
        question = f"从我的指标库里删除{names}{more}？"
        if ask(self, question, "已填的表不受影响。", "删除", loses=True):
            left = [line for row, line in enumerate(lines) if row not in rows]
            self._do(lambda: self._written(left), rows[0])

    def _take_in(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "读入指标库", str(self._folder), f"{_FILES};;所有文件 (*)"
        )
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, source: Path) -> None:
        """Put the lines of that file among the user's own."""
        self._do(lambda: self._written(with_lines(self.model.lines, read_own(source))))

    def _give_out(self) -> None:
        target = self._folder / "我的指标库.toml"
        chosen, _ = QFileDialog.getSaveFileName(self, "存为文件", str(target), _FILES)
        if chosen:
            self.give_out(Path(chosen))

    def give_out(self, target: Path) -> None:
        """Write the lines selected into that file, or all when one or none is selected."""
        rows = self.table.rows()
        lines = self.model.lines
        chosen = [lines[row] for row in rows] if len(rows) > 1 else lines
        try:
            write_own(chosen, target)
        except Trouble as trouble:
            tell_trouble(self, trouble)


class LineDialog(FormDialog):
    """Accepted, ``row`` is what was filled in."""

    def __init__(self, row: Indicator, parent: QWidget | None = None) -> None:
        super().__init__("修改指标", "", "保存", parent)
        self._editors: dict[str, LineField | GrowingText] = {
            "name": LineField(),
            "description": GrowingText(least_lines=2),
            "target": LineField("写空的，选用时再填"),
            "basis": GrowingText(least_lines=1),
        }
        labels = ("三级指标", "绩效指标描述", "指标值", "确定依据")
        texts = (row.name, row.description, row.target.text, row.basis)
        for label, text, editor in zip(labels, texts, self._editors.values(), strict=True):
            editor.setAccessibleName(label)
            editor.show_text(text)
            self.fields.addRow(label, editor)

    @property
    def row(self) -> Indicator:
        """The row as filled in."""
        texts = {path: editor.text() for path, editor in self._editors.items()}
        made: Indicator = with_texts(Indicator(), texts)
        return made

    def refusal(self) -> str:
        return "" if self._editors["name"].text().strip() else "请填写三级指标。"
