"""偏好设置: how the window looks."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui.appearance import SIZES, TEXT_SIZE, THEME, THEMES, size_of, theme_of
from ui.dialogs.form import FormDialog
from ui.memory import Memory


class PreferencesDialog(FormDialog):
    """Accepted, ``keep`` puts what was chosen into the memory."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(
            "偏好设置",
            "下次打开程序时生效。打印和导出的样子不受影响。",
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
        self.fields.addRow("文字大小", self.size_box)
        self.fields.addRow("颜色", self.theme_box)

    def keep(self) -> bool:
        """Remember what was chosen; whether it is other than before."""
        size, theme = self.size_box.currentData(), self.theme_box.currentData()
        changed = (size, theme) != (size_of(self._memory), theme_of(self._memory))
        self._memory.put(TEXT_SIZE, size)
        self._memory.put(THEME, theme)
        return changed
