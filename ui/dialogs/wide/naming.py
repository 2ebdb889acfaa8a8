"""The small dialog that asks under which name to keep a profile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from hfgoals.model.text import single_line
from ui.dialogs.form import FormDialog

_LONGEST = 40


class NameDialog(FormDialog):
    """``name`` is what was settled on."""

    def __init__(self, name: str, refuses: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(
            "另存为方案", "栏目、标题和选项一起保存，以后导出时直接选用。", "保存", parent
        )
        self._refuses = refuses
        self._field = QLineEdit(name, self)
        self._field.setMaxLength(_LONGEST)
        self._field.selectAll()
        self.fields.addRow("名称", self._field)
        self._field.setFocus()

    @property
    def name(self) -> str:
        """The name."""
        return single_line(self._field.text()).strip()

    def refusal(self) -> str:
        return self._refuses(self.name)
