"""The menu bar, as ui/actions.py says; recent files and the page's commands come in when opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QToolTip

from ui.actions import MENUS, SEPARATOR, Actions
from ui.kit.absent import or_none


def fill_menu_bar(
    bar: QMenuBar,
    actions: Actions,
    *,
    recent: Callable[[], Sequence[Path]],
    open_path: Callable[[Path], object],
    page_commands: Callable[[], Sequence[QAction]],
    steps: Mapping[str, QMenu],
) -> None:
    """Put every menu into the bar; ``steps`` are menus that fill themselves."""
    recent_menu, page_menu = QMenu("最近使用", bar), QMenu("表格和条目", bar)
    recent_menu.aboutToShow.connect(lambda: _list_recent(recent_menu, recent(), open_path))
    page_menu.aboutToShow.connect(lambda: _list_commands(page_menu, page_commands()))
    page_menu.aboutToHide.connect(
        lambda: QTimer.singleShot(0, page_menu, lambda: _empty(page_menu))
    )
    reasons = _Reasons(bar)
    filled_in = {"RECENT": recent_menu, "PAGE_COMMANDS": page_menu, **steps}
    for title, names in MENUS:
        menu = bar.addMenu(title)
        menu.installEventFilter(reasons)
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in filled_in:
                menu.addMenu(filled_in[name])
            else:
                menu.addAction(actions[name])


class _Reasons(QObject):
    """Says over a command that is not offered why it is not; the others speak for themselves."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QMenu) and isinstance(event, QHelpEvent):
            action = or_none(watched.actionAt(event.pos()))
            if action is not None and not action.isEnabled() and not action.isSeparator():
                QToolTip.showText(event.globalPos(), action.toolTip(), watched)
                return True
        return super().eventFilter(watched, event)


def plain(text: str) -> str:
    """The text as an action shows it: "&" would underline the letter after it."""
    return text.replace("&", "&&")


def _list_recent(menu: QMenu, paths: Sequence[Path], open_path: Callable[[Path], object]) -> None:
    menu.clear()
    for path in paths:
        action = menu.addAction(plain(f"{path.stem}　{path.parent}"))
        action.triggered.connect(lambda _=False, path=path: open_path(path))
    if not paths:
        menu.addAction("（还没有）").setEnabled(False)


def _empty(menu: QMenu) -> None:
    """A menu of the bar lends its commands' keys to the whole bar, where two of them may be one."""
    if not menu.isVisible():
        menu.clear()


def _list_commands(menu: QMenu, commands: Sequence[QAction]) -> None:
    menu.clear()
    menu.addActions(list(commands))
    if not commands:
        menu.addAction("（先打开一个工作簿）").setEnabled(False)
