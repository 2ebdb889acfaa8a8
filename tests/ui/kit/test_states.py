"""Each control looks as it stands: disabled ones are never like those to press, focus is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.kit import tokens
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import LineField

LIVELY = {QColor(each).rgb() for each in (tokens.ACCENT, tokens.ACCENT_DARK, tokens.ACCENT_TINT)}
"""What says: press me, or: this is chosen."""


def _button(role: str = "", *, default: bool = False, checked: bool = False) -> QWidget:
    made = QPushButton("导出")
    made.setProperty("role", role)
    made.setDefault(default)
    made.setCheckable(checked)
    made.setChecked(checked)
    return made


def _tool(*, checked: bool = False) -> QWidget:
    made = QToolButton()
    made.setText("预览")
    made.setCheckable(checked)
    made.setChecked(checked)
    return made


def _combo() -> QWidget:
    made = QComboBox()
    made.addItem("万元")
    return made


def _plain_text() -> QWidget:
    return QPlainTextEdit("办好媒体")


def _growing() -> QWidget:
    made = GrowingText("")
    made.setPlainText("办好媒体")
    return made


def _tabs() -> QWidget:
    made = QTabBar()
    made.addTab("规则")
    return made


def _progress() -> QWidget:
    made = QProgressBar()
    made.setTextVisible(False)
    made.setRange(0, 2)
    made.setValue(1)
    return made


def _ticked(kind: type[QCheckBox | QRadioButton]) -> QWidget:
    made = kind("打成一个压缩包")
    made.setChecked(True)
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "button": _button,
    "default": lambda: _button(default=True),
    "primary": lambda: _button("primary"),
    "primary default": lambda: _button("primary", default=True),
    "quiet": lambda: _button("quiet"),
    "quiet default": lambda: _button("quiet", default=True),
    "link": lambda: _button("link"),
    "link default": lambda: _button("link", default=True),
    "segment": lambda: _button("segment"),
    "segment checked": lambda: _button("segment", checked=True),
    "tool": _tool,
    "tool checked": lambda: _tool(checked=True),
    "line": lambda: QLineEdit("359001"),
    "line field": lambda: LineField("359001"),
    "text": _plain_text,
    "growing text": _growing,
    "spin": lambda: QSpinBox(minimum=1, value=2023, maximum=2100),
    "combo": _combo,
    "check box": lambda: _ticked(QCheckBox),
    "radio button": lambda: _ticked(QRadioButton),
    "tabs": _tabs,
    "progress": _progress,
}
NO_FOCUS = {"progress"}


@pytest.fixture
def look(qapp: QApplication, qtbot: QtBot) -> Callable[..., QImage]:
    """The control's picture, in that state, in a window that has the focus elsewhere."""

    def taken(name: str, *, enabled: bool = True, focused: bool = False) -> QImage:
        window = QWidget()
        layout = QHBoxLayout(window)
        elsewhere, control = QToolButton(), CONTROLS[name]()
        elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if isinstance(control, QToolButton):
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(elsewhere)
        layout.addWidget(control)
        control.setEnabled(enabled)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        (control if focused else elsewhere).setFocus()
        qtbot.waitUntil(lambda: control.hasFocus() is focused)
        return control.grab().toImage()

    return taken


def _colors(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) | 0xFF000000 for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("name", CONTROLS)
def test_a_disabled_control_does_not_look_active(name: str, look: Callable[..., QImage]) -> None:
    disabled = look(name, enabled=False)
    assert disabled != look(name)
    assert not _colors(disabled) & LIVELY
    assert QColor(tokens.TEXT).rgb() not in _colors(disabled)


@pytest.mark.parametrize("name", sorted(set(CONTROLS) - NO_FOCUS))
def test_one_sees_where_the_focus_is(name: str, look: Callable[..., QImage]) -> None:
    assert look(name, focused=True) != look(name)
