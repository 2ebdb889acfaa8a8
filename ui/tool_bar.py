"""The tool bar: the year in hand, undo and redo, reading in, exporting, the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QToolButton, QWidget

from ui.actions import Actions
from ui.review.counter import CounterButton
from ui.step_menus import StepsMenu

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.document import Document


class ToolBar(QToolBar):
    """One row below the menus."""

    year_chosen = Signal(str)
    """The row id of a year."""

    def __init__(self, actions: Actions, parent: Desk) -> None:
        super().__init__("工具栏", parent)
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions = actions
        self._year = QComboBox(self)
        self._year.setAccessibleName("年度")
        self._year.setMinimumWidth(120)
        self._year.activated.connect(lambda at: self.year_chosen.emit(self._year.itemData(at)))
        self.addWidget(self._year)
        self.addSeparator()
        self._with_steps("undo", StepsMenu("撤销到", parent, self, back=True))
        self._with_steps("redo", StepsMenu("恢复到", parent, self, back=False))
        self.addSeparator()
        self._with_words("import_text", "读入")
        self.addSeparator()
        self.counter = CounterButton(actions["toggle_review"], self)
        self.addWidget(self.counter)
        room = QWidget(self)
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        self._with_words("export_excel", "导出 Excel")
        self._with_words("export_pdf", "导出 PDF")
        self.addSeparator()
        self._with_words("toggle_preview", "预览")

    def show_years(self, document: Document) -> None:
        """Offer the years of the book, the one in hand chosen."""
        years = [(f"{plan.year} 年度", plan.id) for plan in document.book.years]
        box = self._year
        if years != [(box.itemText(at), box.itemData(at)) for at in range(box.count())]:
            box.clear()
            for text, plan_id in years:
                box.addItem(text, plan_id)
        plan = document.plan
        box.setCurrentIndex(box.findData(plan.id) if plan is not None else -1)

    def _with_steps(self, name: str, menu: StepsMenu) -> None:
        """The action's button with a list of the steps that it may go to."""
        self.addAction(self._actions[name])
        button = self.widgetForAction(self._actions[name])
        if isinstance(button, QToolButton):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _with_words(self, name: str, words: str) -> None:
        action = self._actions[name]
        # The button follows its action; only its words are shorter.
        action.setIconText(words)
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
