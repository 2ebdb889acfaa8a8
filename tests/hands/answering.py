"""Starts the program and tells, on its standard output, where things are and what they show.

Keys and mouse are the real ones of the screen. A question is one line of JSON: the name of a
function below and its arguments; so is the answer. Nothing here changes the workbook.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QSocketNotifier
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from hfgoals.model.address import Address
from ui import launch
from ui.grid.cell_editor import CellEditor
from ui.main_window import MainWindow
from ui.workspace import Workspace

Spot = tuple[int, int]


class Watch(QObject):
    """What the input method shows as being composed, wherever it goes."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.preedit = ""
        application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.preedit = event.preeditString()
        return False


def _window() -> MainWindow | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return found[0] if found else None


def _workspace() -> Workspace:
    window = _window()
    assert window is not None
    return window.open_workspace


def _middle(widget: QWidget, rect: QRect | None = None) -> Spot | None:
    """The middle of what can be seen of it; None while it is out of sight."""
    shown = (rect or widget.rect()).intersected(widget.visibleRegion().boundingRect())
    if shown.isEmpty():
        return None
    return widget.mapToGlobal(shown.center()).toTuple()  # type: ignore[return-value]


def _text(widget: QWidget | None) -> str | None:
    if isinstance(widget, CellEditor):
        return widget.text if widget.awake else None
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else None


class Answers:
    """What can be asked."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def ready(self) -> bool:
        """Whether the workbook is there and the keys go to the window."""
        window = _window()
        return window is not None and window.workspace is not None and window.isActiveWindow()

    def state(self) -> dict[str, Any]:
        """Where the user is and what is being typed."""
        workspace, focus = _workspace(), QApplication.focusWidget()
        dialog = QApplication.activeModalWidget()
        place = workspace.projects.table.current_address()
        return {
            "tab": workspace.tabs.currentIndex(),
            "project": workspace.document.project_number,
            "cell": [place.row, place.path] if place is not None else None,
            "focus": f"{type(focus).__name__} {focus.accessibleName()}" if focus else "",
            "text": _text(focus),
            "preedit": self._watch.preedit,
            "editing": isinstance(focus, CellEditor) and focus.awake,
            "list": any(
                each.isVisible() and each.objectName() == "offers"
                for each in workspace.window().findChildren(QWidget, "offers")
            ),
            "dialog": dialog.windowTitle() if dialog is not None else "",
        }

    def place(self) -> list[str] | None:
        """Part, row and path of the field in hand, on whatever page."""
        address = _workspace().place()
        return [address.part, address.row, address.path] if address is not None else None

    def focused(self) -> str:
        """The text of the button that has the focus, or of the menu's item in hand."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            action = menu.activeAction()
            return action.text() if action is not None else ""
        focus = QApplication.focusWidget()
        return focus.text() if isinstance(focus, QAbstractButton) else ""

    def on_disk(self) -> bool:
        """Waits until all steps are in the file; False when they cannot be written."""
        return _workspace().document.session.flush(60.0)

    def filter_text(self) -> str:
        """What is looked for in the list of projects."""
        return _workspace().projects.panel.filter.text()

    def row(self, number: int) -> str:
        """The id of an indicator of the project in hand, counted from 1."""
        project = _workspace().document.project
        assert project is not None
        return project.indicators[number - 1].id

    def row_count(self) -> int:
        """How many indicators the project in hand has."""
        project = _workspace().document.project
        assert project is not None
        return len(project.indicators)

    def cell(self, number: int, path: str) -> Spot | None:
        """The middle of an indicator's cell, scrolled to."""
        table = _workspace().projects.table
        board = table.board()
        place = board.of(Address("indicator", self.row(number), path)) if board else None
        assert place is not None
        table.scroll_to(place.rect)
        return _middle(table.viewport(), table.viewing.pixels(place.rect))

    def field(self, part: str, number: int, path: str) -> Spot | None:
        """The middle of a field of the overall page, scrolled to; rows counted from 1."""
        page = _workspace().overall
        plan = _workspace().document.plan
        assert plan is not None
        rows = {"plan": [plan], "subgoal": plan.overall.subgoals}[part]
        address = Address(part, rows[number - 1].id, path)  # type: ignore[arg-type]
        editor = next(each.editor for each in page.column.bindings() if each.address == address)
        page.column.reveal(editor)
        return _middle(editor)

    def filter(self) -> Spot | None:
        """The field above the list of projects."""
        return _middle(_workspace().projects.panel.filter)

    def project(self, number: int) -> Spot | None:
        """A row of the list of projects, counted from 1."""
        view = _workspace().projects.panel.view
        return _middle(view.viewport(), view.visualRect(view.model().index(number - 1, 0)))

    def tab(self, number: int) -> Spot | None:
        """The tab of that index."""
        bar = _workspace().tabs.tabBar()
        return _middle(bar, bar.tabRect(number))

    def offer(self, number: int) -> Spot | None:
        """A row of the list of offers, counted from 1."""
        (popup,) = _workspace().window().findChildren(QWidget, "offers")
        view = popup.findChild(QListView)
        return _middle(view.viewport(), view.visualRect(view.model().index(number - 1, 0)))

    def dialog_field(self, label: str) -> Spot | None:
        """The field beside that label in the open dialog."""
        return _middle(_beside(label))

    def dialog_text(self, label: str) -> str:
        """What stands in it."""
        text = _text(_beside(label))
        assert text is not None
        return text


def _beside(label: str) -> QWidget:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    buddies = [each.buddy() for each in dialog.findChildren(QLabel) if each.text() == label]
    assert buddies, f"no field {label}"
    return buddies[0]


def _serve(answers: Answers) -> Callable[[], None]:
    def answer() -> None:
        line = sys.stdin.readline()
        if not line:
            # Whoever asked is gone; the keys that would close the window are gone, too.
            QApplication.exit(1)
            return
        name, arguments = json.loads(line)
        try:
            told = {"is": getattr(answers, name)(*arguments)}
        except (AssertionError, LookupError, RuntimeError) as fault:
            told = {"fault": f"{type(fault).__name__}: {fault}"}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    return answer


def main() -> int:
    """Run the program on the workbook named on the command line."""
    application = launch.application()
    asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    asked.activated.connect(_serve(Answers(Watch(application))))
    return launch.run(Path(sys.argv[1]))


if __name__ == "__main__":
    sys.exit(main())
