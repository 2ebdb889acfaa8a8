"""Every command of the window, once: its words, key and icon. To add one, add a line here and a
method of the same name to the window; the menus below say where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ui.style.icons import icon


@dataclass(frozen=True, slots=True)
class Command:
    """One command: ``name`` is the window's method."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    needs_book: bool = True
    changes: bool = False
    """Whether it changes the book: not offered for a read-only file."""
    checkable: bool = False


COMMANDS: Final = (
    Command("new_book", "新建工作簿…", "Ctrl+N", "new", needs_book=False),
    Command("open_book", "打开…", "Ctrl+O", "open", needs_book=False),
    Command("open_sample", "打开示例", "", "sample", needs_book=False),
    Command("import_text", "读入文本…", "Ctrl+I", "import", needs_book=False),
    Command("save_copy", "另存副本…", "Ctrl+Shift+S", "save"),
    Command("export_excel", "导出 Excel…", "Ctrl+E", "excel"),
    Command("export_pdf", "导出 PDF…", "Ctrl+Shift+E", "pdf"),
    Command("print_pages", "打印…", "Ctrl+P"),
    Command("close_book", "关闭工作簿", "Ctrl+W"),
    Command("quit", "退出", "Ctrl+Q", needs_book=False),
    Command("undo", "撤销", "Ctrl+Z", "undo", changes=True),
    Command("redo", "恢复", "Ctrl+Y", "redo", changes=True),
    Command("add_year", "新建年度…", changes=True),
    Command("change_year", "更改本年度的年份…", changes=True),
    Command("remove_year", "删除本年度", changes=True),
    Command("show_overall", "部门整体绩效目标", "Ctrl+1"),
    Command("show_projects", "项目绩效目标", "Ctrl+2"),
    Command("toggle_preview", "打印预览", "F7", "preview", checkable=True),
    Command("open_manual", "使用说明", "F1", "help", needs_book=False),
    Command("open_logs", "打开日志文件夹", needs_book=False),
    Command("about", "关于绩效目标填报", needs_book=False),
)
SEPARATOR: Final = ""
MENUS: Final = (
    ("文件(&F)", (
        "new_book", "open_book", "RECENT", "open_sample", SEPARATOR,
        "import_text", SEPARATOR,
        "save_copy", "export_excel", "export_pdf", "print_pages", SEPARATOR,
        "close_book", "quit",
    )),
    ("编辑(&E)", ("undo", "redo", SEPARATOR, "PAGE_COMMANDS")),
    ("年度(&Y)", ("add_year", "change_year", "remove_year")),
    ("查看(&V)", ("show_overall", "show_projects", SEPARATOR, "toggle_preview")),
    ("帮助(&H)", ("open_manual", "open_logs", "about")),
)  # fmt: skip
"""Titles of menus and what stands in them: names of commands; RECENT and PAGE_COMMANDS are filled
in by the window."""


class Actions:
    """The commands as QActions of one window, found by name."""

    def __init__(self, window: QObject) -> None:
        self._made = {command.name: _action(command, window) for command in COMMANDS}

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def enable(self, *, has_book: bool, read_only: bool) -> None:
        """Offer what can be done now."""
        for command in COMMANDS:
            possible = has_book or not command.needs_book
            self._made[command.name].setEnabled(possible and not (command.changes and read_only))


def _action(command: Command, window: QObject) -> QAction:
    action = QAction(command.text, window)
    action.setObjectName(command.name)
    if command.keys:
        action.setShortcut(QKeySequence(command.keys))
        shown = command.text.removesuffix("…")
        action.setToolTip(f"{shown}（{command.keys}）")
    if command.icon:
        action.setIcon(icon(command.icon))
    action.setCheckable(command.checkable)
    # A check mark's state is the method's argument; for the others it means nothing.
    method = getattr(window, command.name)
    if command.checkable:
        action.toggled.connect(method)
    else:
        action.triggered.connect(lambda _=False: method())
    return action
