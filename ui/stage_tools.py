"""What helps to fill in the results of one stage: a target met by one key, the projects in turn."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from hfgoals.evaluation.meeting import met
from hfgoals.forms.form import Form
from hfgoals.model.department import department_of
from ui.document import Document
from ui.grid.table_editor import TableEditor
from ui.kit.card import page_action


class StageTools(QObject):
    """The commands of one page; gone from the document's signals when the page goes."""

    def __init__(self, page: QWidget, document: Document, form: Form, table: TableEditor) -> None:
        super().__init__(page)
        self._document = document
        self._form = form
        self._table = table
        self.met = page_action(page, "达成", "Alt+Shift+D", "check")
        self.previous = page_action(page, "上一个项目", "Ctrl+PgUp", "left")
        self.next = page_action(page, "下一个项目", "Ctrl+PgDown", "right")
        self.met.triggered.connect(lambda _=False: self._take_as_met())
        self.previous.triggered.connect(lambda _=False: self._turn(-1))
        self.next.triggered.connect(lambda _=False: self._turn(1))
        document.changed.connect(self.refresh)
        document.year_changed.connect(self.refresh)
        document.project_changed.connect(self.refresh)
        document.lock_changed.connect(self.refresh)
        table.address_changed.connect(self.refresh)
        self.refresh()

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every command."""
        turning = (self.previous, self.next) if self._form.scope == "project" else ()
        return (self.met, *turning)

    def refresh(self, _said: object = None) -> None:
        """Offer what there is something for."""
        document, plan = self._document, self._document.plan
        address = self._table.current_address()
        on_result = address is not None and address.part == "result"
        self.met.setEnabled(on_result and not document.read_only)
        count = len(plan.projects) if plan is not None else 0
        self.previous.setEnabled(document.project_number > 1)
        self.next.setEnabled(0 < document.project_number < count)

    def _take_as_met(self) -> None:
        """The indicator in hand is as its target wants it; on to the next one."""
        document, plan, project = self._document, self._document.plan, self._document.project
        if plan is not None and self._form.scope == "year":
            project = department_of(plan)
        address = self._table.current_address()
        if plan is None or project is None or address is None or self._form.stage is None:
            return
        if not self._table.commit():
            return
        month = self._form.stage(plan.stages)
        edits = met(project, plan.year, month, address.row)
        if edits and document.apply("填为达成", edits):
            self._table.enter(down=True)

    def _turn(self, by: int) -> None:
        document, plan = self._document, self._document.plan
        at = document.project_number - 1 + by
        if plan is not None and 0 <= at < len(plan.projects) and self._table.commit():
            document.select_project(plan.projects[at].id)
