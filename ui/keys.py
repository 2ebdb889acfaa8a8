"""The keys of all commands, as a chapter of the manual: read off the commands themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from ui.actions import COMMANDS, MENUS

if TYPE_CHECKING:
    from ui.workspace import Workspace

HEADING = "全部快捷键"
_SIGNS = {
    "Return": "回车", "Del": "Delete", "Ins": "Insert", "PgUp": "PageUp", "PgDown": "PageDown",
    "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
}  # fmt: skip


def keys_of(action: QAction) -> str:
    """Its keys as they stand on keyboards: Alt+Shift+↑; "" when it has none."""
    return "、".join(dict.fromkeys(filter(None, map(_told, action.shortcuts()))))


def _told(shortcut: object) -> str:
    keys = shortcut.toString() if hasattr(shortcut, "toString") else ""
    parts = keys.split("+")
    return "+".join(_SIGNS.get(part, part) for part in parts)


def chapter(actions: Iterable[QAction], workspace: Workspace | None) -> str:
    """The chapter in Markdown: a table for each menu, and for each page of the workbook in hand."""
    by_name = {action.objectName(): action for action in actions}
    said = {command.name: command.text for command in COMMANDS}
    tables = [
        (
            title.partition("(")[0],
            [(said[name], by_name[name]) for name in names if name in by_name],
        )
        for title, names in MENUS
    ]
    if workspace is not None:
        overall, projects = workspace.overall.commands, workspace.projects.commands
        tables += [
            ("部门整体绩效目标", [(each.text(), each) for each in overall]),
            ("项目绩效目标和表格", [(each.text(), each) for each in projects]),
        ]
    return "\n\n".join([f"## {HEADING}", *filter(None, (_table(*each) for each in tables))])


def _table(title: str, commands: list[tuple[str, QAction]]) -> str:
    rows = [(keys_of(action), words.removesuffix("…")) for words, action in commands]
    lines = [f"| {keys} | {words} |" for keys, words in rows if keys]
    return "\n".join([f"### {title}", "", "| 按键 | 作用 |", "|---|---|", *lines]) if lines else ""
