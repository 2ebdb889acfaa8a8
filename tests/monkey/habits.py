"""What the monkey does at the window: each habit is one movement of the hands.

A habit gets its own chance and tells what it did. Weights are such that the states that matter
(a cell being edited, a list open, a dialog, another project) come often.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.monkey import hands, sights, words
from tests.monkey.hands import ALT, CONTROL, NONE, SHIFT, Button, Key
from ui.actions import COMMANDS
from ui.main_window import MainWindow

_WALKS = (
    Key.Key_Tab, Key.Key_Tab, Key.Key_Return, Key.Key_Return, Key.Key_Down, Key.Key_Up,
    Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_PageDown, Key.Key_PageUp,
)  # fmt: skip
_EDITS = (
    Key.Key_F2, Key.Key_F2, Key.Key_Escape, Key.Key_Escape, Key.Key_Delete, Key.Key_Backspace,
    Key.Key_F4, Key.Key_Space,
)  # fmt: skip
_WITH_CONTROL = (
    Key.Key_C, Key.Key_X, Key.Key_V, Key.Key_V, Key.Key_D, Key.Key_Z, Key.Key_Z, Key.Key_Y,
    Key.Key_A, Key.Key_F, Key.Key_Return, Key.Key_Plus, Key.Key_Minus, Key.Key_0,
    Key.Key_Home, Key.Key_End, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right,
    Key.Key_1, Key.Key_2, Key.Key_2, Key.Key_2, Key.Key_Tab, Key.Key_R,
)  # fmt: skip
_WITH_ALT = (Key.Key_Return, Key.Key_Down, Key.Key_Up, Key.Key_F, Key.Key_E, Key.Key_Y, Key.Key_R)
_MODIFIERS = (NONE, NONE, NONE, SHIFT, CONTROL)
_SIZES = ((960, 540), (1024, 640), (1280, 720), (1366, 768), (900, 600), (1100, 900))
_RICH = (
    "import_text", "import_text", "paste_table", "paste_table", "gather_sources", "gather_sources",
    "make_templates", "export_wide", "make_package", "set_rules", "roll_year", "repair_all",
    "add_year",
)  # fmt: skip
"""Commands that open a dialog with much in it."""
_HEAVY = (
    "export_excel", "export_pdf", "export_word", "export_stage_report", "print_pages",
    "export_report", "open_sample",
    "new_book", "open_book", "close_book", "quit", "save_copy", "open_logs", "open_manual", "about",
    "change_year", "remove_year",
)  # fmt: skip
"""Commands that ask shortly and then take their time."""


@dataclass(frozen=True)
class Habit:
    """One kind of movement and how often it comes, against the others."""

    do: Callable[[Random, MainWindow], str]
    weight: float


def at_window(chance: Random, window: MainWindow) -> str:
    """One movement at the window, nothing being in front of it."""
    (habit,) = chance.choices(_HABITS, _WEIGHTS)
    return habit.do(chance, window)


def anywhere(chance: Random, window: QWidget) -> str:
    """The mouse on something of a window: pressed, twice, dragged, turned, on the right."""
    found = sights.spot(chance, window)
    if found is None:
        return "nothing to be seen"
    return mouse(chance, *found)


def mouse(chance: Random, widget: QWidget, at: QPoint) -> str:
    """One thing that a mouse can do there."""
    kind = chance.random()
    if kind < 0.55:
        return hands.click(widget, at, modifiers=chance.choice(_MODIFIERS))
    if kind < 0.68:
        return hands.double_click(widget, at)
    if kind < 0.78:
        return _drag(chance, widget, at)
    if kind < 0.88:
        modifiers = chance.choice((NONE, NONE, NONE, CONTROL, SHIFT))
        return hands.wheel(widget, at, chance.choice((-3, -1, 1, 3)), modifiers)
    if kind < 0.95:
        return hands.click(widget, at, Button.RightButton)
    return hands.move(widget, at)


def walk(chance: Random, _window: QWidget) -> str:
    """From cell to cell, from field to field."""
    return hands.key(chance.choice(_WALKS), chance.choice((NONE, NONE, NONE, NONE, SHIFT)))


def edit(chance: Random, _window: QWidget) -> str:
    """Begin, end or break off editing."""
    return hands.key(chance.choice(_EDITS), chance.choice((NONE, NONE, NONE, NONE, NONE, SHIFT)))


def write(chance: Random, _window: QWidget) -> str:
    """A few characters, by keys and by an input method."""
    text = words.text(chance)[: chance.choice((1, 2, 4, 12))]
    for character in text:
        done = hands.letter(character)
    return f"{text!r}: {done}"


def compose(chance: Random, _window: QWidget) -> str:
    """An input method composes, commits, breaks off, or commits without composing."""
    preedit, commit = chance.choice(words.COMPOSED), words.text(chance)
    kind = chance.random()
    if kind < 0.45:
        return hands.compose(preedit)
    if kind < 0.65:
        return hands.compose()
    if kind < 0.9:
        return hands.compose(commit=commit)
    return hands.compose(preedit, commit)


def shortcut(chance: Random, _window: QWidget) -> str:
    """Ctrl, Alt or Shift with a key that means something somewhere."""
    kind = chance.random()
    if kind < 0.8:
        return hands.key(chance.choice(_WITH_CONTROL), CONTROL)
    if kind < 0.9:
        return hands.key(chance.choice(_WITH_CONTROL), CONTROL | SHIFT)
    return hands.key(chance.choice(_WITH_ALT), ALT)


def copied_elsewhere(chance: Random, _window: QWidget) -> str:
    """Another program puts something on the clipboard."""
    data = QMimeData()
    text = words.block(chance)
    data.setText(text)
    if chance.random() < 0.3:
        data.setHtml(words.markup(chance))
    QApplication.clipboard().setMimeData(data)
    return f"copied elsewhere: {text[:40]!r}"


def _table(chance: Random, window: MainWindow) -> str:
    if window.workspace is None:
        return anywhere(chance, window)
    view = window.workspace.projects.table.viewport()
    at = sights.point(chance, view)
    if at is None:
        return hands.key(Key.Key_2, CONTROL)
    return mouse(chance, view, at)


def _to_table(_chance: Random, window: MainWindow) -> str:
    """The table is where most of the work is done."""
    if window.workspace is None:
        return hands.key(Key.Key_Tab)
    window.workspace.show_page(window.workspace.projects)
    return "the table in hand"


def _list(chance: Random, window: MainWindow) -> str:
    if window.workspace is None:
        return anywhere(chance, window)
    return anywhere(chance, window.workspace.projects.panel)


def _overall(chance: Random, window: MainWindow) -> str:
    if window.workspace is None:
        return anywhere(chance, window)
    page = window.workspace.overall
    return anywhere(chance, page) if page.isVisible() else hands.key(Key.Key_1, CONTROL)


def _findings(chance: Random, window: MainWindow) -> str:
    workspace = window.workspace
    if workspace is None or not workspace.findings.isVisible():
        return hands.key(Key.Key_F6)
    return anywhere(chance, workspace.findings)


def _page_command(chance: Random, window: MainWindow) -> str:
    """A command of the page in hand, as its menu or tool row does it."""
    workspace = window.workspace
    offered = [each for each in workspace.commands if each.isEnabled()] if workspace else []
    if not offered:
        return "no command of the page"
    action = chance.choice(offered)
    done = f"command {action.text()!r}"
    action.trigger()
    return done


def _command(chance: Random, window: MainWindow) -> str:
    light = [each.name for each in COMMANDS if each.name not in (*_HEAVY, *_RICH)]
    return _trigger(window, chance.choice(light))


def _rich_command(chance: Random, window: MainWindow) -> str:
    return _trigger(window, chance.choice(_RICH))


def _heavy_command(chance: Random, window: MainWindow) -> str:
    return _trigger(window, chance.choice(_HEAVY))


def _trigger(window: MainWindow, name: str) -> str:
    action = window.actions_by_name[name]
    if action.isEnabled():
        action.trigger()
    return f"command {name}"


def _year(chance: Random, window: MainWindow) -> str:
    """Another year, by the combo box of the tool bar's own signal path."""
    if window.workspace is None:
        return "no year"
    return anywhere(chance, window.tool_bar)


def _menu(chance: Random, window: MainWindow) -> str:
    bar = window.menuBar()
    action = chance.choice(bar.actions())
    return hands.click(bar, bar.actionGeometry(action).center())


def _size(chance: Random, window: MainWindow) -> str:
    width, height = chance.choice(_SIZES)
    window.resize(width, height)
    return f"{width} × {height}"


def _drag(chance: Random, widget: QWidget, at: QPoint) -> str:
    done = hands.press(widget, at, chance.choice((NONE, NONE, SHIFT)))
    for _ in range(chance.randint(1, 3)):
        if not isValid(widget):
            return f"drag, cut off: {done}"
        at = sights.point(chance, widget) or at
        hands.move(widget, at)
    if chance.random() < 0.9 and isValid(widget):
        hands.release(widget, at)
    return f"drag: {done}"


_HABITS = (
    Habit(write, 18),
    Habit(walk, 22),
    Habit(edit, 10),
    Habit(compose, 5),
    Habit(shortcut, 9),
    Habit(_table, 11),
    Habit(_to_table, 4),
    Habit(_list, 4),
    Habit(_overall, 4),
    Habit(_findings, 2),
    Habit(anywhere, 5),
    Habit(_page_command, 5),
    Habit(_command, 1.5),
    Habit(_rich_command, 0.5),
    Habit(_heavy_command, 0.2),
    Habit(_year, 0.8),
    Habit(_menu, 1),
    Habit(_size, 0.3),
    Habit(copied_elsewhere, 1.5),
)
_WEIGHTS = tuple(habit.weight for habit in _HABITS)
