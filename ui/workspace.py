"""The workspace of an open workbook: the two tabs, the findings below, the preview beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.model.address import Address
from hfgoals.model.department import is_of_department
from hfgoals.model.rows import OF_STAGES
from hfgoals.model.uncollected import collected_again
from ui.damage.marks import damage_marks
from ui.document import Document
from ui.form_pages import FormPage, FormPages, form_shown
from ui.kit.absent import or_none
from ui.kit.late_tab import LateTab
from ui.kit.layouts import in_column, tab_behind
from ui.panes import Panes
from ui.place import OVERALL_TAB, PROJECTS_TAB, mapping, state_of, tab_at, tab_kept
from ui.projects.page import ProjectsPage
from ui.review.counts import Counts
from ui.review.field_marks import marks_of, placed
from ui.review.review import Review
from ui.review.tab_badges import TabBadges
from ui.year_overview.tab import OverviewTab

if TYPE_CHECKING:
    from hfgoals.checks import Finding
    from ui.overall.page import OverallPage
    from ui.preview import PreviewPanel
    from ui.review.panel import ReviewPanel
    from ui.year_overview.page import OverviewPage

    Page = OverallPage | ProjectsPage | FormPage | OverviewPage

_NO_STAGE_FORM = "本年度没有选用这个阶段的表样。要选用，请点“年度→本年度的年份和表样…”。"
_AFTER_PAINTING_MS = 200
_WIDE_ENOUGH = 1500
"""From this width on the preview and the findings are open at the first start."""


class Workspace(QWidget):
    """Everything of one Document."""

    tab_changed = Signal()
    preview_shown = Signal(bool)
    review_shown = Signal(bool)
    repair_all_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._in_hand: dict[QWidget, QWidget] = {}
        """The field that each tab was left in."""
        self._turned_to: QWidget | None = None
        self._damage = damage_marks(document.book, document.session.damage)
        self._panes = Panes(self)
        self.tabs = self._panes.tabs
        self._overall_tab = LateTab(self._make_overall)
        self._overall: OverallPage | None = None
        self.projects = ProjectsPage(document)
        self.tabs.addTab(self._overall_tab, "部门整体绩效目标")
        self.tabs.addTab(self.projects, "项目绩效目标")
        self.overview_tab = OverviewTab(document, lambda: self.review)
        self.tabs.addTab(self.overview_tab, "年度总览")
        self.overview_tab.place_wanted.connect(self.show_stage)
        self.overview_tab.shown_anew.connect(self._show_subject)
        self.forms = FormPages(document, self.tabs, (hebei_overall.ID, hebei_project.ID))
        self._follow_forms()
        document.changed.connect(self._follow_forms)
        document.year_changed.connect(self._follow_forms)
        self.review = Review(document, self.place, self, waits=True)
        self._findings: ReviewPanel | None = None
        self._preview: PreviewPanel | None = None
        self._fit_page = False
        self._left: dict[str, Any] = {}
        """How the parts were left that are not made yet."""
        self._badges = TabBadges(self.tabs)
        in_column(self._panes, on=self, margins=0)
        self.tabs.currentChanged.connect(self._tab_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._remember)
        self.projects.import_wanted.connect(self.import_wanted)
        self.projects.wanted.connect(lambda: self.show_page(self.projects))
        self.addActions(self.projects.commands_from_elsewhere)
        self._connect_review()
        self._tab_changed()
        # What is not seen at first is made when it is, or when the window has been painted.
        self._later = QTimer(self, singleShot=True, interval=_AFTER_PAINTING_MS)
        self._later.timeout.connect(self._make_more)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            # It is painted when this is over.
            QTimer.singleShot(0, self, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        self.review.begin()
        self._later.start()

    @property
    def overall(self) -> OverallPage:
        """The page of the whole unit; made when it is first shown or asked for."""
        return self._make_overall()

    @property
    def overview(self) -> OverviewPage:
        """The overview of the year; made when it is first shown or asked for."""
        return self.overview_tab.page

    @property
    def findings(self) -> ReviewPanel:
        """The findings; made when they are first shown or asked for."""
        return self._make_findings()

    @property
    def reviewing(self) -> bool:
        """Whether the findings are open."""
        return self._panes.shows(self._findings)

    @property
    def preview(self) -> PreviewPanel:
        """The preview; made, with all that lays out pages, when it is asked for first."""
        if self._preview is None:
            from ui.preview import PreviewPanel

            self._preview = PreviewPanel(self.document, self._panes.side)
            self._panes.put_preview(self._preview)
            self._preview.fit_page(on=self._fit_page)
            self._show_subject()
        return self._preview

    @property
    def previewing(self) -> bool:
        """Whether the preview is open."""
        return self._panes.shows(self._preview)

    def fit_page(self, *, on: bool) -> None:
        """Whether the preview sets tables that are a little too long more closely."""
        self._fit_page = on
        if self._preview is not None:
            self._preview.fit_page(on=on)

    @property
    def page(self) -> Page:
        """The page of the tab in hand."""
        in_hand = self.tabs.currentWidget()
        if in_hand is self.overview_tab:
            return self.overview
        made: tuple[Page, ...] = (self.projects, *self.forms.pages)
        return next((page for page in made if page is in_hand), None) or self.overall

    @property
    def instead(self) -> FormPage | None:
        """The page of the form that the year has instead of the overall one; None for none."""
        return self.forms.instead_of(hebei_overall.ID)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of all tabs that are made."""
        made: tuple[Page, ...] = (self.projects, *self.forms.pages)
        late: tuple[Page | None, ...] = (self._overall, self.overview_tab.made)
        return (*(page for page in late if page is not None), *made)

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be done on the page in hand."""
        return tuple(self.page.commands)

    def show_page(self, page: Page) -> None:
        """Bring that page to the front and its fields into hand."""
        tab: QWidget = self._overall_tab if page is self._overall else page
        self.tabs.setCurrentWidget(self.overview_tab if page is self.overview_tab.made else tab)
        self._bring(page)

    def _bring(self, page: Page) -> None:
        left = self._in_hand.get(self.tabs.currentWidget())
        # Where the user left off; the field may have gone with its row.
        if left is not None and isValid(left) and left.isVisible():
            left.setFocus()
        else:
            page.setFocus()

    def flush(self) -> None:
        """Hand over what is still being typed."""
        for page in self.pages:
            page.flush()

    def leave(self) -> None:
        """Hand over what is being typed or composed, before the fields go.

        An input method commits only when the focus leaves, and then the file must still be open.
        """
        in_hand = or_none(self.focusWidget())
        if in_hand is not None:
            in_hand.clearFocus()
        self.flush()

    def show_preview(self, shown: bool) -> None:
        """Open or fold the preview."""
        if shown == self.previewing:
            return
        self._panes.show_pane(self.preview, shown)
        self.preview_shown.emit(shown)

    def show_review(self, shown: bool) -> None:
        """Open or fold the findings."""
        if shown == self.reviewing:
            return
        if not shown and self.findings.isAncestorOf(or_none(self.focusWidget()) or self):
            self.page.setFocus()
        self._panes.show_pane(self.findings, shown)
        self.review_shown.emit(shown)

    def stand_review(self, *, beside: bool) -> None:
        """Put the findings at the right of the pages, or below them."""
        self._panes.stand_findings(beside=beside)
        if self._findings is not None:
            self._findings.stand(beside=beside)

    def place(self) -> Address | None:
        """The field in hand on the page in hand."""
        return self.page.current_address()

    def show_address(self, address: Address, said: str = "") -> None:
        """Bring the field at an address into view and into hand, with what is ``said`` of it."""
        plan = self.document.plan
        overall = address.part not in ("project", "goal", "indicator", *OF_STAGES)
        overall = overall or (plan is not None and is_of_department(plan, address.row))
        instead = self.instead if overall else None
        if instead is not None and instead.shows(address):
            self.tabs.setCurrentWidget(instead)
        elif not self.forms.turn_to(address):
            self.tabs.setCurrentIndex(OVERALL_TAB if overall else PROJECTS_TAB)
        self.page.show_address(address, said)

    def show_stage(self, project: str, month: int) -> None:
        """Bring the form of that project's stage to the front; 0 is that of its targets."""
        self.document.select_project(project)
        page = self.forms.of_stage(month) if month else self.projects
        if page is None:
            self.document.refused.emit(_NO_STAGE_FORM)
        else:
            self.show_page(page)

    def state(self) -> dict[str, Any]:
        """What is open and how wide, for the next time."""
        plan, project = self.document.plan, self.document.project
        table = self.projects.table.current_address()
        return {
            "year": plan.year if plan is not None else None,
            "project": project.id if project is not None else "",
            "cell": [table.part, table.row, table.path] if table is not None else None,
            "tab": tab_kept(self.tabs.currentIndex()),
            "preview": self.previewing,
            "review": self.reviewing,
            **self._panes.state(),
            "findings": state_of(self._findings, self._left.get("findings")),
            "projects": self.projects.state(),
            "overall": state_of(self._overall, self._left.get("overall")),
        }

    def restore_tab(self, state: dict[str, Any]) -> None:
        """Turn to the tab that was left, before the other is shown and filled for nothing."""
        plan = self.document.book.plan_of(state.get("year") or 0) or self.document.plan
        first = self.tabs.indexOf(self.forms.filled_of(plan) or self.instead or self._overall_tab)
        usual = PROJECTS_TAB if plan is not None and plan.projects else first
        kept = state.get("tab")
        self.tabs.setCurrentIndex(usual if kept is None else tab_at(int(kept)))

    def restore(self, state: dict[str, Any], width: int) -> None:
        """Put everything back as it was left; what is no longer there is passed over."""
        plan = self.document.book.plan_of(state.get("year") or 0)
        if plan is not None:
            self.document.select_plan(plan.id)
        in_hand = self.document.plan
        projects = in_hand.projects if in_hand is not None else ()
        if state.get("project") in {project.id for project in projects}:
            self.document.select_project(state["project"])
        self.projects.restore(state.get("projects", {}))
        self._left = state
        if self._overall is not None:
            self._overall.restore(mapping(state.get("overall")))
        if self._findings is not None:
            self._findings.restore(mapping(state.get("findings")))
        self.restore_tab(state)
        self._panes.restore(str(state.get("split") or ""))
        self.show_preview(bool(state.get("preview", width >= _WIDE_ENOUGH)))
        self.show_review(bool(state.get("review", width >= _WIDE_ENOUGH)))
        height = int(state.get("review_height") or 0)
        if self.reviewing and height and not self._panes.findings_beside:
            self._panes.set_height(height)
        self._restore_cell(state.get("cell"))

    def close_document(self) -> None:
        """Hand over what is being typed, stop what runs, let go of the file."""
        self.flush()
        self.review.stop()
        if self._preview is not None:
            self._preview.wait()
        self.document.close()
        collected_again()

    def _restore_cell(self, cell: list[str] | None) -> None:
        project = self.document.project
        if cell is None or project is None or len(cell) != 3:
            return
        rows = {project.id}
        rows.update(each.id for each in project.goals)
        rows.update(each.id for each in project.indicators)
        if cell[1] in rows:
            self.projects.table.show_address(Address(cell[0], cell[1], cell[2]))  # type: ignore[arg-type]

    # ------------------------------------------------------------- the review

    def _connect_review(self) -> None:
        self.review.findings_changed.connect(self._show_findings)
        self.review.place_wanted.connect(self._show_place)
        self.document.project_changed.connect(self._mark_table)
        self.projects.table.address_changed.connect(self.review.follow_hand)

    def _show_findings(self) -> None:
        review = self.review
        overall = review.overall_counts
        stages = self.forms.counted(self.review.counts_at, self._badges.show)
        projects = Counts(
            review.counts.error - overall.error - stages.error,
            review.counts.warning - overall.warning - stages.warning,
        )
        self._badges.show(self.instead or self._overall_tab, overall)
        if self.instead is not None:
            self._badges.show(self._overall_tab, Counts())
        self._badges.show(self.projects, projects)
        self.projects.panel.model.show_counts(review.by_owner)
        self._mark_table()
        self._mark_overall()

    def _follow_forms(self, _step: object = None) -> None:
        """Where another form stands for the overall part, the first tab has only what is left."""
        instead = self.instead
        self.tabs.setTabText(OVERALL_TAB, "部门整体绩效目标" if instead is None else "单位和签章")

    def _mark_overall(self) -> None:
        if self._overall is not None:
            plan = self.document.plan
            found = self.review.found_at(plan.id) if plan is not None else ()
            self._overall.set_marks(marks_of(found) | self._damage)

    def _mark_table(self) -> None:
        project = self.document.project
        found = self.review.found_at(project.id) if project is not None else ()
        self.projects.set_marks(marks_of(found, project) | self._damage)
        self.forms.mark(self.review.found_at, self._damage)

    def _show_place(self, finding: Finding) -> None:
        self.flush()
        self.show_address(finding.address, finding.message)
        place = placed(finding, self.document.project)
        if place != finding.address:
            self.projects.table.show_address(place)

    def _tab_changed(self) -> None:
        self._show_subject()
        self.tab_changed.emit()
        self._turned_to = turned_to = self.tabs.currentWidget()
        focus = or_none(QApplication.focusWidget())
        # Qt has moved the focus along to the first field of the page, whichever was left.
        if focus is not None and turned_to.isAncestorOf(focus):
            self._bring(self.page)

    def _remember(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The field in hand is where its page is left, once the page is turned to."""
        tab = self._turned_to
        if new is not None and tab is not None and isValid(tab) and tab.isAncestorOf(new):
            self._in_hand[tab] = new

    def _show_subject(self) -> None:
        if self._preview is not None:
            self._preview.show_form(form_shown(self.page, self.projects))

    # ------------------------------------------------------------- what is made late

    def _make_more(self) -> None:
        """One part that nobody has looked at yet; the keys come between two of them."""
        if self._overall is None:
            self._make_overall()
            self._later.start()
        else:
            self._make_findings()

    def _make_overall(self) -> OverallPage:
        if self._overall is None:
            from ui.overall.page import OverallPage

            made = self._overall = OverallPage(self.document)
            made.restore(mapping(self._left.get("overall")))
            in_column(made, on=self._overall_tab, margins=0)
            made.show()
            made.wanted.connect(lambda: self.show_page(made))
            self.addActions(made.commands_from_elsewhere)
            tab_behind(self._overall_tab, made)
            self._mark_overall()
        return self._overall

    def _make_findings(self) -> ReviewPanel:
        if self._findings is None:
            from ui.review.panel import ReviewPanel

            made = self._findings = ReviewPanel(self.review, self._panes.home_of_findings)
            made.stand(beside=self._panes.findings_beside)
            made.restore(mapping(self._left.get("findings")))
            made.fold_wanted.connect(lambda: self.show_review(False))
            made.left.connect(lambda: self.page.setFocus())  # noqa: PLW0108 - the page by then
            made.settle_wanted.connect(self.flush)
            made.repair_all_wanted.connect(self.repair_all_wanted)
            self._panes.put_findings(made)
            if self._preview is not None:
                tab_behind(self._preview.previousInFocusChain(), made)
        return self._findings
