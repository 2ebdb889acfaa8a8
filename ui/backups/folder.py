"""Where backups are kept: the program's own folder, or one that the user chooses."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hfgoals.backups.shelf import Shelf
from hfgoals.paths import backup_folder
from ui.dialogs.form import FormDialog
from ui.kit.card import push_button
from ui.kit.folder_field import FolderField
from ui.kit.layouts import in_row


class FolderDialog(FormDialog):
    """Accepted, ``folder`` is the one chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "备份文件夹",
            "可以换到另一块硬盘，主硬盘坏了也有备份。已有的备份留在原处，照样可以恢复；"
            "这个文件夹用不了的时候，备份改存在程序自己的文件夹里。",
            "确定",
            parent,
        )
        self.setMinimumWidth(620)
        self._field = FolderField(Shelf.own().folder, self)
        own = push_button("用程序自己的文件夹", self._take_own, role="link")
        self.fields.addRow("保存到", self._field)
        self.fields.addRow("", in_row(own, ..., margins=0))

    @property
    def folder(self) -> Path | None:
        """The folder chosen; None for the program's own."""
        folder = self._field.folder
        return None if folder == backup_folder() else folder

    def refusal(self) -> str:
        if refused := self._field.refusal:
            return refused
        folder = self.folder
        if folder is not None and not folder.is_dir():
            return "没有这个文件夹。请先建立，或另选一个。"
        if folder is not None and not os.access(folder, os.W_OK):
            return "这个文件夹不能写入。请另选一个。"
        return ""

    def _take_own(self) -> None:
        self._field.line.setText(str(backup_folder()))
