"""A folder to write to: typed, or chosen in the system's dialog."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.kit.card import push_button
from ui.kit.layouts import in_row


class FolderField(QWidget):
    """A line with the folder's path, and a button to look for one."""

    def __init__(self, folder: Path, parent: QWidget, name: str = "保存到") -> None:
        """``folder``: offered; a name alone is meant to be a folder in it."""
        super().__init__(parent)
        self._offered = folder
        self.line = QLineEdit(str(folder), self)
        self.line.setAccessibleName(name)
        self._name = name
        browse = push_button("浏览…", self._browse)
        in_row((self.line, 1), browse, on=self, margins=0, gap=8)
        self.setFocusProxy(self.line)

    @property
    def folder(self) -> Path:
        """The folder to write to, never one in whatever folder the program was started in."""
        written = Path(self.line.text().strip())
        # "~x" is nobody's home folder: it is meant as it stands.
        with suppress(RuntimeError):
            written = written.expanduser()
        return self._offered / written

    @property
    def refusal(self) -> str:
        """Why nothing can be written there; "" when it may be tried."""
        if not self.line.text().strip():
            return "请选择保存的文件夹。"
        try:
            is_file = self.folder.is_file()
        except (OSError, ValueError):
            # Longer than names can be, or with signs that no name can have.
            return f"“{self._name}”里写的不能作文件夹的名称，请改短一些，或点“浏览…”选择。"
        if is_file:
            return f"“{self._name}”要写一个文件夹，不能是文件。"
        return ""

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self.window(), "保存到哪个文件夹", self.line.text()
        )
        if chosen:
            self.line.setText(chosen)
