"""The library of 部门整体 indicators as a menu, by groups; what is taken goes behind the text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from hfgoals.trouble import Trouble
from ui.kit.later import Later
from ui.kit.plain import plain_tip

if TYPE_CHECKING:
    from hfgoals import presets
else:
    presets = Later("hfgoals.presets")

_TIP = "从部门整体指标库里选一条，写在已有的指标后面；单位自己的数留空，接着键入。"


class IndicatorMenu(QToolButton):
    """``take`` is given the indicator that was chosen, ``refused`` a sentence when none can be."""

    def __init__(
        self,
        take: Callable[[presets.OverallIndicator], None],
        refused: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._take, self._refused = take, refused
        self.setText("指标库")
        self.setProperty("role", "quiet")
        self.setToolTip(plain_tip(_TIP))
        self.setAccessibleName("从部门整体指标库选用")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        menu = self.menu()
        if menu.actions():
            return
        try:
            library = presets.overall_library()
        except Trouble as trouble:
            self._refused(str(trouble))
            return
        for group, indicators in groupby(library, key=lambda each: each.group):
            part = menu.addMenu(group)
            part.setToolTipsVisible(True)
            for indicator in indicators:
                part.addAction(self._action(indicator, part))

    def _action(self, indicator: presets.OverallIndicator, menu: QMenu) -> QAction:
        action = QAction(f"{indicator.text}　{indicator.formula}".replace("&", "&&"), menu)
        action.setToolTip(plain_tip(indicator.told))
        action.triggered.connect(lambda: self._take(indicator))
        return action
