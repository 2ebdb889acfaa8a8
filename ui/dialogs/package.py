"""The dialog before a hand-in package: where to, as a folder or a zip, and what is still open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from hfgoals.model.values import AnnualPlan, Unit
from hfgoals.package import package_name
from ui.dialogs.form import FormDialog
from ui.labels import plain_label


class PackageDialog(FormDialog):
    """Gives back a folder and whether to zip. ``left`` says what is not dealt with, or ""."""

    def __init__(
        self, unit: Unit, plan: AnnualPlan, left: str, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(
            "上报包",
            f"把 {plan.year} 年度要报送的放在一起：Excel、PDF、Word、检查报告和工作簿副本。"
            "已有的同名上报包不会被覆盖。",
            "生成",
            parent,
        )
        self._unit, self._plan = unit, plan
        self._name = plain_label("")
        self._zip = QCheckBox("打成一个压缩包（.zip）", self)
        self._folder = QLineEdit(str(folder), self)
        self._folder.setAccessibleName("保存到")
        self.state = plain_label(
            f"▲ {left}，检查报告里会列出。" if left else "检查没有发现错误和警告。",
            "warning" if left else "good",
        )
        self.fields.addRow("保存到", self._folder_row())
        self.fields.addRow("名称", self._name)
        self.fields.addRow("", self._zip)
        self.fields.addRow("检查", self.state)
        self._zip.toggled.connect(self._show_name)
        self._show_name()

    @property
    def folder(self) -> Path:
        """The folder to put the package into."""
        return Path(self._folder.text().strip()).expanduser()

    @property
    def zipped(self) -> bool:
        """Whether one zip is wanted."""
        return self._zip.isChecked()

    def refusal(self) -> str:
        if not self._folder.text().strip():
            return "请选择保存的文件夹。"
        if self.folder.is_file():
            return "“保存到”要写一个文件夹，不能是文件。"
        return ""

    def accept(self) -> None:
        super().accept()
        self.fit()

    def _show_name(self) -> None:
        self._name.setText(package_name(self._unit, self._plan, ".zip" if self.zipped else ""))
        self.fit()

    def _folder_row(self) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        browse = QPushButton("浏览…", row)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        layout.addWidget(self._folder, 1)
        layout.addWidget(browse)
        return row

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "保存到哪个文件夹", self._folder.text())
        if chosen:
            self._folder.setText(chosen)
