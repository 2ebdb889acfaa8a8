"""Of which kind the project in hand is: as its name tells, or as the user says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.trouble import Trouble
from ui.document import Document
from ui.kit.choice import Choice
from ui.kit.later import Later
from ui.kit.plain import plain_tip

if TYPE_CHECKING:
    from hfgoals import presets
else:
    presets = Later("hfgoals.presets")

_LETTERS = 11
_LEAST = 116
"""Pixels where there is little room; the whole name stands in the list and is read aloud."""
_LINES_MS = 50
_UNKNOWN = "未认出"
_BASIC = "基本支出"
_TIP = "项目类型决定指标库先列哪些指标、支出计划先列哪些写法；认得不对的在这里改。"


class KindChoice(Choice):
    """The first entry leaves it to the project's name."""

    def __init__(self, document: Document) -> None:
        super().__init__("项目类型")
        self._document = document
        self.setMinimumContentsLength(_LETTERS)
        self.setMinimumWidth(_LEAST)
        self.activated.connect(self._chosen)
        self._painted = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show)

    def show_project(self) -> None:
        """Show the kind of the project in hand, soon."""
        if self._painted:
            self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            # The library is read when the page is seen, not before it: the kinds, and when they
            # are shown their lines, which the first key may ask for.
            self._painted = True
            self._later.start()
            QTimer.singleShot(_LINES_MS, self, self._read_lines)

    def _show(self) -> None:
        project = self._document.project
        self.setEnabled(project is not None and not self._document.read_only)
        if project is None:
            self.clear()
            return
        try:
            known = presets.kind_of(project.name)
            advice = presets.basic_expenditure_advice(project.name)
            names = [kind.name for kind in presets.kinds()]
        except Trouble as trouble:
            self._document.refused.emit(str(trouble))
            return
        told = known.name if known is not None else _BASIC if advice else _UNKNOWN
        entries = [f"类型：{told}", *names]
        if [self.itemText(index) for index in range(self.count())] != entries:
            self.clear()
            self.addItems(entries)
        self.setCurrentIndex(entries.index(project.kind) if project.kind in names else 0)
        self.setToolTip(plain_tip(advice or _TIP))

    def _read_lines(self) -> None:
        try:
            presets.library()
        except Trouble as trouble:
            self._document.refused.emit(str(trouble))

    def _chosen(self, index: int) -> None:
        project = self._document.project
        if project is None:
            return
        kind = self.itemText(index) if index else ""
        if kind != project.kind:
            address = Address("project", project.id, "kind")
            self._document.apply("选择项目类型", [SetText(address, kind)])
