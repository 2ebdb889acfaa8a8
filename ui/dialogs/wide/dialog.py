"""The dialog before the wide table is written: by which profile, with which columns, where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hfgoals.model.text import single_line
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.names import file_name
from hfgoals.trouble import Trouble
from hfgoals.wide.profile import WideProfile
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickHeading
from ui.dialogs.wide.columns import ColumnsModel, ColumnsTable
from ui.dialogs.wide.options import Options
from ui.dialogs.wide.preview import PreviewModel, PreviewTable
from ui.dialogs.wide.shelf import Shelf
from ui.kit.card import push_button
from ui.kit.folder_field import FolderField
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import PlainLabel
from ui.messages import answered, ask, tell_trouble

_LONGEST_NAME = 40
_NAME = Qt.ItemDataRole.UserRole
_HEADING = 32
_FILES = "明细表方案 (*.toml)"


class WideDialog(FormDialog):
    """Accepted, ``profile`` and ``folder`` say what to write and where."""

    def __init__(
        self, book: Book, plan: AnnualPlan, name: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "导出指标明细表",
            f"{plan.year} 年度的全部项目，一行一个指标，供报送和导入预算系统；"
            "还能读回本程序。已有同名文件时会先问您。",
            "导出",
            parent,
        )
        self.resize(1160, 720)
        self.shelf = Shelf()
        self.columns = ColumnsModel(self)
        self.preview = PreviewModel(book, plan, self)
        self.profiles = QListWidget(self)
        self.table = ColumnsTable(self.columns, self)
        self.options = Options(self)
        self._heading = TickHeading("栏目", self)
        self._heading.setFixedHeight(_HEADING)
        self._rows = sum(max(1, len(project.indicators)) for project in plan.projects)
        self._counted = PlainLabel("", "second", self)
        self._folder = FolderField(folder, self)
        self._profile = self.shelf.current(name)
        self.buttons = {
            text: self._button(text, do)
            for text, do in (
                ("上移", lambda: self.table.move_by(-1)),
                ("下移", lambda: self.table.move_by(1)),
                ("改标题", self.table.rename),
                ("加空列", self._add_blank),
                ("另存为方案…", self._keep),
                ("删除方案", self._drop),
                ("读入方案…", self._take_in),
                ("存为文件…", self._give_out),
            )
        }
        self._lay_out()
        self._connect()
        self._list_profiles(self._profile.name)
        if self.shelf.trouble is not None:
            self._broken.setText(self.shelf.trouble.what)
            self._broken.show()

    @property
    def profile(self) -> WideProfile:
        """The profile as it is now."""
        return self._profile

    @property
    def folder(self) -> Path:
        """The folder to write to."""
        return self._folder.folder

    def refusal(self) -> str:
        return self._profile.fault() or self._folder.refusal

    # ---- how it is laid out

    def _lay_out(self) -> None:
        self._broken = PlainLabel("", "error", wraps=True)
        self._broken.hide()
        above = QHBoxLayout()
        above.setSpacing(20)
        above.addLayout(
            _column(
                _label("方案"),
                _card(self.profiles, 120),
                self._row("另存为方案…", "删除方案"),
                self._row("读入方案…", "存为文件…"),
            ),
            4,
        )
        above.addLayout(_column(self._heading, _card(self.table, 200)), 7)
        right = _column(_label("选项"), self.options)
        right.addStretch(1)
        right.addWidget(PlainLabel("选中的栏目"))
        right.addWidget(self._row("上移", "下移"))
        right.addWidget(self._row("改标题", "加空列"))
        above.addLayout(right, 4)
        said = in_row(PlainLabel("预览"), (self._counted, 1))
        whole = QWidget(self)
        whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        in_column(
            self._broken,
            (above, 6),
            said,
            (_card(PreviewTable(self.preview, self), 150), 4),
            on=whole,
            margins=0,
            gap=8,
        )
        self.profiles.setAccessibleName("方案")
        self.profiles.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.profiles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields.addRow(whole)
        self.fields.addRow("保存到", self._folder)

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        return push_button(text, do)

    def _row(self, *texts: str) -> QWidget:
        row = QWidget(self)
        layout = in_row(on=row, margins=0, gap=8)
        for text in texts:
            layout.addWidget(self.buttons[text], 1)
        return row

    def _connect(self) -> None:
        self.profiles.currentItemChanged.connect(lambda item, _: self._choose(item))
        self.columns.edited.connect(self._edited)
        self.options.edited.connect(self._edited)
        self._heading.all.clicked.connect(lambda: self.columns.tick_all(ticked=True))
        self._heading.none.clicked.connect(lambda: self.columns.tick_all(ticked=False))
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._offer)

    # ---- what is chosen

    def _list_profiles(self, chosen: str) -> None:
        self.profiles.blockSignals(True)
        self.profiles.clear()
        for profile in self.shelf:
            item = QListWidgetItem(self.profiles)
            item.setData(_NAME, profile.name)
            if profile.name == chosen:
                self.profiles.setCurrentItem(item)
        self.profiles.blockSignals(False)
        self._choose(self.profiles.currentItem())

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._profile = self.shelf.current(item.data(_NAME))
        self.columns.show(self._profile.columns, self._profile.currency)
        self.options.show_profile(self._profile)
        self.table.take(0)
        self._show()

    def _edited(self) -> None:
        before = self._profile
        self._profile = self.options.put_into(replace(before, columns=self.columns.columns))
        if self._profile.currency != before.currency:
            self.columns.set_currency(self._profile.currency)
        self.shelf.change(self._profile)
        self._show()

    def _show(self) -> None:
        refused = self.preview.show(self._profile)
        chosen = len(self._profile.columns)
        self._heading.count(f"已选 {chosen} 栏")
        self._counted.setText(refused or f"全表 {self._rows} 行、{chosen} 栏，这里是前几个项目")
        self._counted.put_role("error" if refused else "second")
        for row in range(self.profiles.count()):
            item = self.profiles.item(row)
            name = item.data(_NAME)
            item.setText(f"{name}（已改动）" if self.shelf.changed(name) else name)
        self._offer()

    def _offer(self, *_: object) -> None:
        row, last = self.table.row, self.columns.rowCount() - 1
        self.buttons["上移"].setEnabled(row > 0)
        self.buttons["下移"].setEnabled(0 <= row < last)
        self.buttons["改标题"].setEnabled(row >= 0)
        self.buttons["删除方案"].setEnabled(self.shelf.own(self._profile.name))

    def _add_blank(self) -> None:
        self.table.take(self.columns.add_blank(max(self.table.row, -1)))
        self.table.rename()

    # ---- profiles kept, removed, passed on

    def _keep(self) -> None:
        if self._profile.fault():
            self.accept()
            return
        name = self._profile.name if self.shelf.own(self._profile.name) else ""
        dialog = NameDialog(name, self.shelf.refuses, self)
        if not answered(dialog):
            return
        name = dialog.name
        other = name != self._profile.name and self.shelf.own(name)
        if other and not ask(self, f"已有方案“{name}”，要替换它吗？", "", "替换", loses=True):
            return
        self._do(lambda: self.shelf.keep(self._profile, name), name)

    def _drop(self) -> None:
        name = self._profile.name
        if ask(self, f"要删除方案“{name}”吗？", "已经导出的文件不受影响。", "删除", loses=True):
            self._do(lambda: self.shelf.drop(name), "")

    def _take_in(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "读入方案", str(self.folder), f"{_FILES};;所有文件 (*)"
        )
        if not chosen:
            return
        names: list[str] = []
        self._do(lambda: names.extend(self.shelf.take_in(Path(chosen))), "")
        if names:
            self._list_profiles(names[0])

    def _give_out(self) -> None:
        name = file_name(("明细表方案", self._profile.name), ".toml")
        chosen, _ = QFileDialog.getSaveFileName(
            self, "把方案存为文件", str(self.folder / name), _FILES
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".toml")
            self._do(lambda: self.shelf.give_out(self._profile, path), self._profile.name)

    def _do(self, work: Callable[[], object], chosen: str) -> None:
        """Do something with profile files and list them afresh, or tell the trouble."""
        try:
            work()
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return
        self._list_profiles(self.shelf.current(chosen).name)


def _label(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setFixedHeight(_HEADING)
    return label


def _card(shown: QWidget, least: int) -> QFrame:
    """A frame around a list, no less high than that and else as high as there is room."""
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    card = on_card(shown)
    card.setMinimumHeight(least)
    return card


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget, int(widget.property("role") == "card"))
    return column


class NameDialog(FormDialog):
    """``name`` is what was settled on."""

    def __init__(self, name: str, refuses: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(
            "另存为方案", "栏目、标题和选项一起保存，以后导出时直接选用。", "保存", parent
        )
        self._refuses = refuses
        self._field = QLineEdit(name, self)
        self._field.setMaxLength(_LONGEST_NAME)
        self._field.selectAll()
        self.fields.addRow("名称", self._field)
        self._field.setFocus()

    @property
    def name(self) -> str:
        """The name."""
        return single_line(self._field.text()).strip()

    def refusal(self) -> str:
        return self._refuses(self.name)
