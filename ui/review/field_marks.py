"""Findings as marks on cells and fields: a coloured edge, a tip that says what and why, the words
that a finding quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hfgoals.model.address import Address
from hfgoals.model.values import Project
from hfgoals.patterns import pattern
from ui.grid.geometry import NEW_ROW
from ui.grid.marks import RANK, Mark
from ui.kit.plain import plain_tip
from ui.review.counts import SIGNS

if TYPE_CHECKING:
    from hfgoals.checks import Finding
    from ui.kit.binding import Binding

_QUOTED = pattern("“([^“”]+)”|《[^》]+》")
_OF_ROWS = ("C01", "C04")
"""Rules that may miss rows of the table."""
_NO_GOALS = ("H01", "绩效目标没有填写。")
_LEAST = 2
_WIDE, _INSET = 3, 4


class EdgeMark(QWidget):
    """The edge; it follows the field that it marks and lets the mouse through."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._color = QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.installEventFilter(self)
        self.hide()

    def show_mark(self, mark: Mark | None) -> None:
        """Show that mark; None takes it away."""
        self.setVisible(mark is not None)
        self._field.setToolTip(plain_tip(mark.text) if mark is not None else "")
        self._field.setAccessibleDescription(mark.text if mark is not None else "")
        if mark is not None:
            self._color = QColor(mark.color)
            self._follow()
            self.raise_()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.drawRoundedRect(self.rect(), _WIDE / 2, _WIDE / 2)
        painter.end()

    def _follow(self) -> None:
        height = self._field.height()
        self.setGeometry(0, _INSET, _WIDE, max(0, height - 2 * _INSET))


def show_field_marks(bindings: Iterable[Binding], marks: Mapping[Address, Mark]) -> None:
    """Mark the fields with findings; the others lose the mark that they had."""
    for binding in bindings:
        mark = marks.get(binding.address)
        edge = binding.editor.findChild(EdgeMark, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if edge is None and mark is not None:
            edge = EdgeMark(binding.editor)
        if edge is not None:
            edge.show_mark(mark)


def quoted_part(message: str, text: str) -> tuple[int, int] | None:
    """Start and end of the first quoted words in the text; None when they are not all there.

    A quotation cut short with … is looked for by its longest piece.
    """
    for found in _QUOTED.finditer(message):
        words = found.group(1) or found.group(0)
        piece = max(re.split("…|\\.\\.\\.", words), key=len).strip()
        at = text.find(piece) if len(piece) >= _LEAST else -1
        if at >= 0:
            return at, at + len(piece)
    return None


def placed(finding: Finding, project: Project | None) -> Address:
    """Where to show it. What is missing as a whole is told of the project; the place to mend it is
    the first free cell, or the last row of the table."""
    address = finding.address
    if project is None or address != Address("project", project.id, "name"):
        return address
    if finding.code in _OF_ROWS:
        row = project.indicators[-1].id if project.indicators else NEW_ROW
        return Address("indicator", row, "level1")
    if not project.goals and (finding.code, finding.message) == _NO_GOALS:
        return Address("goal", NEW_ROW, "text")
    return address


def marks_of(findings: Iterable[Finding], project: Project | None = None) -> dict[Address, Mark]:
    """One mark a place: the gravest level, and all that is to be said. Accepted ones are quiet.

    ``project``: the one whose form shows them.
    """
    at: dict[Address, list[Finding]] = {}
    for finding in findings:
        if not finding.accepted:
            at.setdefault(placed(finding, project), []).append(finding)
    marks: dict[Address, Mark] = {}
    for address, found in at.items():
        found.sort(key=lambda each: RANK[each.level])
        marks[address] = Mark(found[0].level, "\n".join(_said(each) for each in found))
    return marks


def _said(finding: Finding) -> str:
    lines = [f"{SIGNS[finding.level]} {finding.message}"]
    if not finding.fault:
        lines.append(f"　 退回原因：{finding.reason}")
    lines.append(f"　 {finding.advice}")
    return "\n".join(lines)
