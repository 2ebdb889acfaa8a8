"""The zoom of the table, at the right of the status bar: − 100% ＋."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from ui.grid.table_editor import TableEditor
from ui.kit import tokens
from ui.kit.icons import icon
from ui.kit.layouts import in_row

_STEP = 10


class ZoomControl(QWidget):
    """Two buttons, and the figure between them, which fits the width again when pressed."""

    def __init__(self, table: TableEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        layout = in_row(on=self, margins=(0, 0, 8, 0), gap=0)
        self._figure = QToolButton(self)
        self._figure.setToolTip("适合宽度")
        self._figure.setMinimumWidth(56)
        self._figure.clicked.connect(table.fit_width)
        layout.addWidget(self._button("remove", "缩小", -_STEP))
        layout.addWidget(self._figure)
        layout.addWidget(self._button("add", "放大", _STEP))
        table.zoom_changed.connect(self._show)
        self._show(table.zoom())

    def _button(self, name: str, text: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, tokens.SECOND_TEXT))
        button.setToolTip(f"{text}（Ctrl+滚轮）")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self._table.set_zoom(self._table.zoom() + by))
        return button

    def _show(self, percent: int) -> None:
        self._figure.setText(f"{percent}%")
        self._figure.setAccessibleName(f"表格比例 {percent}%，按下适合宽度")
