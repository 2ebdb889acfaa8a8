"""What fills in a form of the overall part: last year's, the unit's duties, the projects' money."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from hfgoals.forms.form import Form
from hfgoals.model.address import Address
from hfgoals.model.balance import project_sums
from hfgoals.model.edits import SetText
from hfgoals.model.items import items_of_form
from ui.document import Document
from ui.kit.card import page_action
from ui.messages import answered


class FormFill(QObject):
    """The commands of one page; gone from the document's signals when the page goes."""

    def __init__(self, page: QWidget, document: Document, form: Form) -> None:
        super().__init__(page)
        self._page = page
        self._document = document
        self._form = form
        self.last_year = page_action(page, "从上年复制", "Alt+Shift+C", "duplicate")
        self.duties = page_action(page, "按职能增加…", "Alt+Shift+A", "add")
        self.money = page_action(page, "项目支出取自项目", "Alt+Shift+M")
        self.last_year.triggered.connect(lambda _=False: self._take_last_year())
        self.duties.triggered.connect(lambda _=False: self._add_by_duties())
        self.money.triggered.connect(lambda _=False: self._take_money())
        document.changed.connect(self.refresh)
        document.year_changed.connect(self.refresh)
        document.lock_changed.connect(self.refresh)
        self.refresh()

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every command."""
        return (self.last_year, self.duties, self.money)

    def refresh(self, _step: object = None) -> None:
        """Offer what there is something for."""
        document, plan = self._document, self._document.plan
        free = plan is not None and not document.read_only
        before = plan is not None and document.book.plan_of(plan.year - 1) is not None
        self.last_year.setEnabled(free and before)
        self.duties.setEnabled(free)
        self.money.setEnabled(free and plan is not None and bool(plan.projects))
        # Where the form lists the department's funds only if asked to, there is no such field.
        listed = plan is not None and {*self._form.lists} <= {*plan.columns}
        self.money.setVisible(listed)

    def _take_last_year(self) -> None:
        from hfgoals.forms.conversion import from_last_year

        plan = self._document.plan
        if plan is None:
            return
        edits = from_last_year(self._document.book, plan)
        if edits:
            self._document.apply("从上年复制", edits)
        else:
            self._document.refused.emit("上年的内容这张表里都有了，没有改动。")

    def _add_by_duties(self) -> None:
        from ui.dialogs.duty_items import DutyItemsDialog

        plan = self._document.plan
        if plan is None:
            return
        items = items_of_form(self._form.id)
        dialog = DutyItemsDialog(plan, items, self._page)
        if answered(dialog):
            self._document.apply(f"按职能增加{items.word}", dialog.edits())

    def _take_money(self) -> None:
        plan = self._document.plan
        budget = project_sums(plan.projects).budget if plan is not None else None
        if plan is None or budget is None:
            self._document.refused.emit("各项目的预算数还没有填，没有改动。")
            return
        place = Address("plan", plan.id, "overall.funds.project")
        self._document.apply("项目支出取自项目", [SetText(place, str(budget))])


class PolicyFill(QObject):
    """The command of the page of the year's policies."""

    def __init__(self, page: QWidget, document: Document) -> None:
        super().__init__(page)
        self._page = page
        self._document = document
        self.add = page_action(page, "增加政策文件…", "Alt+Shift+A", "add")
        self.add.triggered.connect(lambda _=False: self._add())
        document.year_changed.connect(self.refresh)
        document.lock_changed.connect(self.refresh)
        self.refresh()

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every command."""
        return (self.add,)

    def refresh(self, _step: object = None) -> None:
        """Offer it where the year can be changed."""
        self.add.setEnabled(self._document.plan is not None and not self._document.read_only)

    def _add(self) -> None:
        from ui.dialogs.policy_choice import PolicyChoice

        plan = self._document.plan
        if plan is None:
            return
        dialog = PolicyChoice(self._document.book, plan, self._page)
        if answered(dialog):
            self._document.apply("增加政策文件", dialog.edits())
