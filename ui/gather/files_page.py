"""Step one: which files, as a table, and which year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from hfgoals.exchange.kinds import SENT_IN, patterns
from hfgoals.merging.finding import Found, LookedThrough, look_through, may_be_read
from ui.dialogs.progress import ProgressDialog
from ui.kit import tokens
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.rows import Index
from ui.kit.table import Table, TableModel
from ui.kit.tokens import STEP
from ui.memory import Memory

NAME, KIND, FOLDER = range(3)
_PURPOSE = "gather"
_MOST_NAMED = 3
_ALL_YEARS = 0
_KINDS = f"可以汇总的文件 ({patterns(SENT_IN)});;所有文件 (*)"
_EMPTY = (
    "把各部门交来的文件或整个文件夹拖到这里，\n或点“添加文件”“添加文件夹”。\n\n"
    "可以是 .hfg 工作簿、Excel、Word 和文本。"
)


class FilesPage(QWidget):
    """Gives the files chosen and the year to gather."""

    changed = Signal()

    def __init__(
        self, own: Path, years: Sequence[int], year: int | None, memory: Memory, parent: QWidget
    ) -> None:
        """``own`` is the workbook's own file, which is no source of itself."""
        super().__init__(parent)
        self._own, self._memory = own, memory
        self.setAcceptDrops(True)
        self.files = FileModel(self)
        self.table = _FilesTable(self.files, "要汇总的文件", self, empty=_EMPTY)
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.widths(0, 40 * STEP, 90 * STEP)
        self.year_box = self._year_box(years, year)
        self._counted = PlainLabel("", "second")
        self._aside = PlainLabel("", "warning", wraps=True)
        self.add_files, self.add_folder = QPushButton("添加文件…"), QPushButton("添加文件夹…")
        self.take_off = QPushButton("移除")
        self._lay_out()
        self._connect()
        self._count()

    @property
    def year(self) -> int | None:
        """The year to gather; None for all."""
        return self.year_box.currentData() or None

    def add(self, paths: Iterable[Path]) -> None:
        """Put files, and those in folders, on the list; what is there already stays once."""
        given = list(paths)
        known = [self._own, *(each.path for each in self.files.found)]
        look = ProgressDialog(
            "查找文件", lambda report: look_through(given, known, report), self.window()
        )
        if not look.run():
            return
        looked: LookedThrough = look.result_value
        fine = [each for each in looked.found if not each.empty_folder and may_be_read(each.path)]
        self.files.add(fine)
        named = [each.path for each in looked.found if each not in fine and not each.empty_folder]
        empty = [each.path for each in looked.found if each.empty_folder]
        self._tell_aside([*named, *looked.others], empty)
        self._count()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = _local(event)
        # The program that the files come from waits until this is over.
        QTimer.singleShot(0, lambda: self.add(paths))

    def _year_box(self, years: Sequence[int], year: int | None) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("汇总年度")
        for each in years:
            box.addItem(f"{each} 年", each)
        box.addItem("全部年度", _ALL_YEARS)
        box.setCurrentIndex(max(0, box.findData(_ALL_YEARS if year is None else year)))
        box.setMinimumWidth(36 * STEP)
        return box

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(2 * STEP)
        for button in (self.add_files, self.add_folder, self.take_off):
            button.setAutoDefault(False)
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(PlainLabel("汇总年度", "second"))
        tools.addWidget(self.year_box)
        card = QFrame(self)
        card.setProperty("role", "card")
        in_column(self.table, on=card, margins=STEP)
        in_column(
            tools,
            (card, 1),
            self._counted,
            self._aside,
            on=self,
            margins=(6 * STEP, 5 * STEP, 6 * STEP, 4 * STEP),
            gap=3 * STEP,
        )

    def _connect(self) -> None:
        self.add_files.clicked.connect(self._choose_files)
        self.add_folder.clicked.connect(self._choose_folder)
        self.take_off.clicked.connect(self._remove)
        self.table.selectionModel().selectionChanged.connect(self._offer_remove)
        self.files.modelReset.connect(self._offer_remove)
        self.table.remove_wanted.connect(self._remove)

    def _choose_files(self) -> None:
        folder = self._memory.folder(_PURPOSE, self._own.parent)
        chosen, _ = QFileDialog.getOpenFileNames(
            self.window(), "添加要汇总的文件", str(folder), _KINDS
        )
        if chosen:
            self._memory.put_folder(_PURPOSE, Path(chosen[0]).parent)
            self.add(Path(each) for each in chosen)

    def _choose_folder(self) -> None:
        folder = self._memory.folder(_PURPOSE, self._own.parent)
        chosen = QFileDialog.getExistingDirectory(self.window(), "添加文件夹", str(folder))
        if chosen:
            self._memory.put_folder(_PURPOSE, Path(chosen))
            self.add([Path(chosen)])

    def _remove(self) -> None:
        rows = self.table.rows()
        if rows:
            self.files.remove(rows)
            self._count()

    def _offer_remove(self) -> None:
        self.take_off.setEnabled(bool(self.table.rows()))

    def _count(self) -> None:
        number = self.files.rowCount()
        self._counted.setText(
            f"共 {number} 个文件。读取时不改动这些文件。" if number else "还没有选择文件。"
        )
        self._offer_remove()
        self.changed.emit()

    def _tell_aside(self, others: Sequence[Path], empty: Sequence[Path]) -> None:
        told = []
        if others:
            names = "、".join(path.name for path in others[:_MOST_NAMED])
            more = "等" if len(others) > _MOST_NAMED else ""
            told.append(f"{len(others)} 个文件不是可以汇总的类型，没有列入：{names}{more}。")
        told += [f"文件夹“{path.name}”里没有可以汇总的文件。" for path in empty]
        self._aside.setText("\n".join(told))
        self._aside.setToolTip(plain_tip("\n".join(str(path) for path in others[:40])))
        self._aside.setVisible(bool(told))


class _FilesTable(Table):
    remove_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


def _local(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class FileModel(TableModel):
    """The files in the order in which they are gathered."""

    heads = ("文件", "类型", "所在文件夹")
    _rows: list[Found]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = []

    @property
    def found(self) -> tuple[Found, ...]:
        """All of them."""
        return tuple(self._rows)

    def add(self, found: Iterable[Found]) -> None:
        """Put further files at the end."""
        more = list(found)
        if not more:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
        self._rows += more
        self.endInsertRows()

    def remove(self, rows: Iterable[int]) -> None:
        """Take files off the list."""
        gone = set(rows)
        self.beginResetModel()
        self._rows = [each for row, each in enumerate(self._rows) if row not in gone]
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(found, column)
        if role == Qt.ItemDataRole.ForegroundRole and column != NAME:
            return QColor(tokens.SECOND_TEXT)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(found.path))
        return None


def _said(found: Found, column: int) -> str:
    if column == NAME:
        return found.name
    if column == FOLDER:
        return str(found.path.parent)
    return SENT_IN.get(found.path.suffix.lower(), "其他文件")
