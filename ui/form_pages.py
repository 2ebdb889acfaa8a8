"""A page for every form of the year that has none of another kind: edited as it is on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from hfgoals.forms import form_of, forms_of, hebei_overall, hebei_project, stand_in
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Sheet
from hfgoals.model.address import Address
from hfgoals.model.blanks import rows_of
from hfgoals.model.department import is_of_department
from hfgoals.model.rows import OF_STAGES
from hfgoals.model.values import AnnualPlan
from ui.document import Document
from ui.form_fill import FormFill, PolicyFill
from ui.grid.marks import Mark
from ui.grid.table_editor import TableEditor
from ui.kit.card import ToolRow
from ui.menus import plain
from ui.review.field_marks import marks_of
from ui.stage_tools import StageTools

if TYPE_CHECKING:
    from hfgoals.checks import Finding


class FormPage(QWidget):
    """One form, of the year or the project in hand."""

    def __init__(self, document: Document, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._kept: Sheet | None = None
        """As it was when it was last looked at: behind another tab it is not composed anew."""
        self.form = form
        self.table = TableEditor(document, compose=self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.fill: FormFill | PolicyFill | None = None
        self.stage = StageTools(self, document, form, self.table) if form.stage else None
        board = self.table.board()
        if form.stands_for:
            self.fill = FormFill(self, document, form)
        elif board is not None and board.listed == "policy":
            self.fill = PolicyFill(self, document)
        rows = self.table.row_commands if form.stage is None or form.scope == "year" else ()
        tools = (*self._filling, *rows)
        if form.scope == "project" or self._filling:
            column.addWidget(ToolRow(tools))
        column.addWidget(self.table, 1)

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be done on this page."""
        return (*self._filling, *self.table.commands)

    @property
    def _filling(self) -> tuple[QAction, ...]:
        filled = self.fill.all if self.fill is not None else ()
        return (*filled, *(self.stage.all if self.stage is not None else ()))

    @property
    def owners(self) -> tuple[str, ...]:
        """The ids of the projects that the form shows something of."""
        board, plan, project = self.table.board(), self._document.plan, self._document.project
        if self.form.scope == "project":
            return () if project is None else (project.id,)
        places = board.places if board is not None else ()
        if plan is None or all(place.address.part != "project" for place in places):
            return ()
        return tuple(each.id for each in plan.projects)

    def flush(self) -> None:
        """Take in what is being typed."""
        self.table.commit()

    def shows(self, address: Address) -> bool:
        """Whether the form has the field of that address."""
        self._look_anew()
        board = self.table.board()
        return board is not None and board.of(address) is not None

    def show_address(self, address: Address, _said: str = "") -> None:
        """Take the field in hand, where the form shows it."""
        self.table.show_address(address)

    def current_address(self) -> Address | None:
        """The cell in hand."""
        return self.table.current_address()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would do the same but takes the tabs before it out of the Tab order.
        self.table.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_anew()

    def _look_anew(self) -> None:
        self._kept = None
        self.table.refresh()

    def _sheet(self) -> Sheet | None:
        document = self._document
        if document.plan is None:
            return None
        if self._kept is None or self.isVisible():
            self._kept = self._composed(document, document.plan)
        return self._kept

    def _composed(self, document: Document, plan: AnnualPlan) -> Sheet | None:
        project = document.project
        numbered = [(document.project_number, project)] if project is not None else []
        return next(iter(self.form.sheets(document.book.unit, plan, numbered)), None)


def form_shown(page: QWidget, projects: QWidget) -> Form:
    """The form that the page in hand shows; ``projects`` is the page of the projects."""
    own = hebei_project.FORM if page is projects else hebei_overall.FORM
    shown: Form = getattr(page, "form", own)
    return shown


class FormPages:
    """The tabs for the forms of the year in hand, behind those that are always there."""

    def __init__(self, document: Document, tabs: QTabWidget, elsewhere: Collection[str]) -> None:
        """``elsewhere`` are the ids of the forms that have pages of another kind."""
        self._document = document
        self._tabs = tabs
        self._elsewhere = elsewhere
        self._first = tabs.count()
        self.pages: tuple[FormPage, ...] = ()
        document.changed.connect(self._follow)
        document.year_changed.connect(self._other_year)
        self._follow()

    def mark(
        self, found_at: Callable[[str], Iterable[Finding]], more: Mapping[Address, Mark]
    ) -> None:
        """Mark cells with the findings of the year and its projects, in place of those before."""
        plan = self._document.plan
        of_year = () if plan is None else (plan.id,)
        for page in self.pages:
            owners = dict.fromkeys((*of_year, *page.owners))
            found = [each for owner in owners for each in found_at(owner)]
            page.table.set_marks(marks_of(found) | dict(more))

    def instead_of(self, form_id: str) -> FormPage | None:
        """The page of the form that the year fills in instead of that one; None for none."""
        plan = self._document.plan
        form = stand_in(plan, form_id) if plan is not None else None
        return next((page for page in self.pages if page.form is form), None)

    def of_stage(self, month: int) -> FormPage | None:
        """The page of the form of that month's stage; None where the year has none."""
        plan = self._document.plan
        for page in self.pages:
            stage = page.form.stage
            if plan is not None and stage is not None and stage(plan.stages) == month:
                return page
        return None

    def filled_of(self, plan: AnnualPlan | None) -> FormPage | None:
        """The first page with something of the year in it, where its forms elsewhere are blank."""
        unit = self._document.book.unit
        others = [form_of(form_id) for form_id in self._elsewhere]
        if plan is None or any(form.is_filled(unit, plan) for form in others):
            return None
        return next((page for page in self.pages if page.form.is_filled(unit, plan)), None)

    def turn_to(self, address: Address) -> bool:
        """Bring the page of the form that alone shows that row to the front; False for none."""
        plan = self._document.plan
        alone = address.part in ("report", "policy", *OF_STAGES) or address.path == "policy_basis"
        if not alone and not (plan is not None and is_of_department(plan, address.row)):
            return False
        self._take_project_of(address)
        page = next((page for page in self.pages if page.shows(address)), None)
        if page is not None:
            self._tabs.setCurrentWidget(page)
        return page is not None

    def _take_project_of(self, address: Address) -> None:
        """Take the project in hand that the row of a stage belongs to."""
        plan = self._document.plan
        for project in plan.projects if plan is not None and address.part in OF_STAGES else ():
            if plan is not None and any(row.id == address.row for row in rows_of(plan, project)):
                self._document.select_project(project.id)
                return

    def _other_year(self) -> None:
        """A year with nothing on the pages that are always there is not shown on one of these."""
        self._follow()
        page = self.filled_of(self._document.plan)
        if page is not None and self._tabs.currentWidget() not in self.pages:
            self._tabs.setCurrentWidget(page)

    def _follow(self, _step: object = None) -> None:
        plan = self._document.plan
        forms = forms_of(plan) if plan is not None else ()
        wanted = tuple(form for form in forms if form.id not in self._elsewhere)
        known = {page.form: page for page in self.pages}
        if tuple(known) == wanted:
            return
        self.pages = tuple(known.get(form) or FormPage(self._document, form) for form in wanted)
        for at, page in enumerate(self.pages, self._first):
            if page.form not in known:
                self._tabs.insertTab(at, page, plain(page.form.name))
        for form, page in known.items():
            if form not in wanted:
                # It takes in what is being typed when it goes; that is a step to follow.
                self._tabs.removeTab(self._tabs.indexOf(page))
                page.deleteLater()
