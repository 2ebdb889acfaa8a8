"""偏好设置: how the window looks, whose workbooks are made, where files are looked for first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.appearance import SIZES, TEXT_SIZE, THEME, THEMES, size_of, theme_of
from ui.dialogs.form import FormDialog
from ui.kit.folder_field import FolderField
from ui.memory import Memory

FOLDERS: Final = {
    "workbook": ("工作簿文件夹", "空着：上次用的文件夹"),
    "export": ("导出文件夹", "空着：上次用的文件夹"),
}
"""What can be fixed, with its label and what is so while nothing is written there."""


class PreferencesDialog(FormDialog):
    """Accepted, ``keep`` puts what was chosen into the memory."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(
            "偏好设置",
            "文字大小和颜色下次打开程序时生效，打印和导出的样子不受影响。",
            "确定",
            parent,
        )
        self._memory = memory
        self.size_box, self.theme_box = QComboBox(self), QComboBox(self)
        for size_id, (name, points) in SIZES.items():
            self.size_box.addItem(f"{name}（{points:g} 磅）", size_id)
        for theme_id, name in THEMES.items():
            self.theme_box.addItem(name, theme_id)
        self.size_box.setCurrentIndex(self.size_box.findData(size_of(memory)))
        self.theme_box.setCurrentIndex(self.theme_box.findData(theme_of(memory)))
        self.code, self.name = (QLineEdit(text, self) for text in memory.unit)
        self.code.setPlaceholderText("新建工作簿时填好，可以不填")
        self.name.setPlaceholderText("新建工作簿时填好，可以不填")
        self.folders = {
            purpose: _field(memory.fixed_folder(purpose), name, unset, self)
            for purpose, (name, unset) in FOLDERS.items()
        }
        self.fields.addRow("文字大小", self.size_box)
        self.fields.addRow("颜色", self.theme_box)
        self.fields.addRow("单位编码", self.code)
        self.fields.addRow("单位名称", self.name)
        for purpose, (name, _) in FOLDERS.items():
            self.fields.addRow(name, self.folders[purpose])

    def refusal(self) -> str:
        for purpose, (name, _) in FOLDERS.items():
            written = self.folders[purpose].line.text().strip()
            if written and not _is_there(written):
                self.folders[purpose].setFocus()
                return f"{name}“{written}”打不开，请点“浏览…”另选一个，或清空。"
        return ""

    def keep(self) -> bool:
        """Remember what was chosen; whether something is to be seen at the next start only."""
        memory = self._memory
        size, theme = self.size_box.currentData(), self.theme_box.currentData()
        changed = (size, theme) != (size_of(memory), theme_of(memory))
        memory.put(TEXT_SIZE, size)
        memory.put(THEME, theme)
        memory.unit = (self.code.text().strip(), self.name.text().strip())
        for purpose, field in self.folders.items():
            memory.fix_folder(purpose, field.line.text().strip())
        return changed


def _field(folder: str, name: str, unset: str, parent: QWidget) -> FolderField:
    made = FolderField(Path(folder), parent, name)
    made.line.setText(folder)
    made.line.setPlaceholderText(unset)
    return made


def _is_there(folder: str) -> bool:
    path = Path(folder)
    try:
        return path.is_absolute() and path.is_dir()
    except (OSError, ValueError):
        # Longer than names can be, or with signs that no name can have.
        return False
