"""How many keys a form takes beside the texts themselves: by real keys in the real window.

A text is composed as an input method does it and counts for nothing; every other key counts one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.sample import sample_book
from tests.benchmarks.measure import Row, not_measured

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from ui.main_window import MainWindow

MOST: Final = 120
MOST_TO_FOLLOW: Final = 40
_CHANGED = 5
_MOMENT = 300
HEAD: Final = (
    "21000123P001",
    "应急广播终端维修",
    "24",
    "24",
    "",
    "用于全县300个应急广播终端的维修。",
)
GOALS: Final = (
    "全年维修应急广播终端300个，终端在线率达到98%。",
    "应急信息及时播发，群众满意度90%以上。",
)
ROWS: Final = (
    ("产出指标", "数量指标", "终端维修数量", "全年维修的应急广播终端", "≥300个", "2024年工作计划"),
    ("产出指标", "质量指标", "终端在线率", "在线的终端占全部终端的比例", "≥98%", "行业标准"),
    ("产出指标", "时效指标", "故障修复时间", "从报修到修好的时间", "≤24小时", "维护合同"),
    ("成本指标", "经济成本指标", "单个终端维修成本", "维修每个终端的费用", "≤800元/个", "维护合同"),
    ("效益指标", "社会效益指标", "应急信息覆盖率", "听得到的行政村占比", "≥95%", "2024年工作计划"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "受访群众中满意的比例", "≥90%", "问卷调查"),
)  # fmt: skip

BLANK: Final = Book(Unit("210001", "某县融媒体中心"), (AnnualPlan(year=2024),))


def measure(_size: int, _rounds: int, folder: Path) -> Iterator[Row]:
    """One row; its ratio is of keys, not of seconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    subject, against = "a project of six indicators from an empty form", f"{MOST} keys"
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        yield not_measured(subject, against, 1.0, str(error))
        return
    application = QApplication.instance() or QApplication([])
    window = opened(folder / "空白.hfg", BLANK)
    keys = Hand(window).fill_in()
    window.close()
    application.processEvents()
    yield Row(f"{subject}: {keys} keys beside the texts", against, 1.0, ratio=keys / MOST)
    window = opened(folder / "sample.hfg", sample_book())
    keys = Hand(window).follow_on()
    window.close()
    application.processEvents()
    subject = "last year's workbook to this year, five budgets changed"
    yield Row(f"{subject}: {keys} keys", f"{MOST_TO_FOLLOW} keys", 1.0, ratio=keys / MOST_TO_FOLLOW)


def opened(path: Path, book: Book) -> MainWindow:
    """The window on a workbook that holds that."""
    from PySide6.QtTest import QTest

    from hfgoals.store import create
    from ui.main_window import MainWindow
    from ui.memory import Memory

    create(path, book).close()
    window = MainWindow(Memory(path.with_suffix(".json")))
    window.resize(1366, 768)
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    window.open_path(path)
    QTest.qWaitForWindowActive(window)
    window.open_workspace.page.setFocus()
    return window


class Hand:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.pressed = 0

    @property
    def project(self) -> Project:
        """The project in hand."""
        project = self._window.document.project
        if project is None:
            raise RuntimeError("the keys made no project")
        return project

    def fill_in(self) -> int:
        """A new project from its code to its last indicator; how many keys that took."""
        from PySide6.QtCore import Qt

        key, modifier = Qt.Key, Qt.KeyboardModifier
        self._press(key.Key_N, modifier.ControlModifier | modifier.ShiftModifier)
        # The name is in hand; the code stands before it.
        self._press(key.Key_Tab, modifier.ShiftModifier)
        for text in HEAD:
            self._write(text)
            self._press(key.Key_Tab)
        # A spending plan as a whole, from the list.
        self._press(key.Key_F4)
        self._press(key.Key_Down)
        self._press(key.Key_Return)
        self._press(key.Key_Down)
        self._write(GOALS[0])
        for text in GOALS[1:]:
            self._press(key.Key_Insert, modifier.AltModifier)
            self._write(text)
        self._press(key.Key_Return)
        self._press(key.Key_Home)
        self._write_rows()
        return self.pressed

    def follow_on(self) -> int:
        """The year after, with the budgets of five projects changed; how many keys that took."""
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest

        from tests.ui.modal import answer
        from ui.dialogs.roll import RollDialog

        key, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
        year = self._year
        # It takes the focus in a moment.
        answer(
            RollDialog, lambda _: QTimer.singleShot(_MOMENT, lambda: self._press(key.Key_Return))
        )
        # 年度, its second line.
        self.pressed += 3
        self._window.actions_by_name["roll_year"].trigger()
        if self._year != year + 1:
            raise RuntimeError("the keys made no year")
        # As a desktop does when a dialog goes; there is none here.
        self._window.activateWindow()
        QTest.qWaitForWindowActive(self._window)
        self._press(key.Key_2, control)
        self._press(key.Key_Home, control)
        before = [project.budget for project in self._projects]
        for number in range(_CHANGED):
            if number:
                self._press(key.Key_PageDown, control)
            # Code, name, budget.
            self._press(key.Key_Tab)
            self._press(key.Key_Tab)
            self._write(str(60 + number))
            self._press(key.Key_Return)
        after = [project.budget for project in self._projects]
        changed = sum(one != other for one, other in zip(before, after, strict=True))
        if changed != _CHANGED:
            raise RuntimeError(f"the keys changed {changed} budgets")
        return self.pressed

    @property
    def _year(self) -> int:
        plan = self._window.document.plan
        return plan.year if plan is not None else 0

    @property
    def _projects(self) -> tuple[Project, ...]:
        plan = self._window.document.plan
        return plan.projects if plan is not None else ()

    def _write_rows(self) -> None:
        from PySide6.QtCore import Qt

        above: tuple[str, ...] = ("", "")
        at = 0
        for row in ROWS:
            # A new row takes its levels from the one above and begins behind them.
            first = next(column for column, text in enumerate(row) if (*above, "")[column] != text)
            for _ in range(at - first):
                self._press(Qt.Key.Key_Left)
            for text in row[first:-1]:
                self._write(text)
                self._press(Qt.Key.Key_Tab)
            self._write(row[-1])
            if row is ROWS[-1]:
                # Upwards: a Tab would begin another row.
                self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            else:
                self._press(Qt.Key.Key_Tab)
            above, at = row[:2], 2

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        self.pressed += 1
        QTest.keyClick(
            QApplication.focusWidget() or self._window,
            key,
            modifiers if modifiers is not None else Qt.KeyboardModifier.NoModifier,
        )

    def _write(self, text: str) -> None:
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtWidgets import QApplication

        if text:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(QApplication.focusWidget() or self._window, event)
