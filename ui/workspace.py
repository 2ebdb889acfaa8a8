"""The workspace of an open workbook: the two tabs and the preview beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from hfgoals.model.address import Address
from ui.document import Document
from ui.overall.page import OverallPage
from ui.preview import OVERALL, PROJECT, PreviewPanel
from ui.projects.page import ProjectsPage

OVERALL_TAB, PROJECTS_TAB = 0, 1
_WIDE_ENOUGH = 1500
"""From this width on the preview is open at the first start."""


class Workspace(QWidget):
    """Everything of one Document."""

    tab_changed = Signal()
    preview_shown = Signal(bool)
    import_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.overall = OverallPage(document)
        self.projects = ProjectsPage(document)
        self.tabs.addTab(self.overall, "部门整体绩效目标")
        self.tabs.addTab(self.projects, "项目绩效目标")
        self.preview = PreviewPanel(document, self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(self.tabs)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        self._split.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.projects.import_wanted.connect(self.import_wanted)
        self.preview.hide()
        self._tab_changed()

    @property
    def page(self) -> OverallPage | ProjectsPage:
        """The page of the tab in hand."""
        on_projects = self.tabs.currentIndex() == PROJECTS_TAB
        return self.projects if on_projects else self.overall

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be done on the page in hand."""
        return tuple(self.page.commands)

    def show_page(self, page: OverallPage | ProjectsPage) -> None:
        """Bring that page to the front and its fields into hand."""
        self.tabs.setCurrentWidget(page)
        page.setFocus()

    def flush(self) -> None:
        """Hand over what is still being typed."""
        self.overall.flush()
        self.projects.flush()

    def show_preview(self, shown: bool) -> None:
        """Open or fold the preview."""
        if shown == self.preview.isVisibleTo(self):
            return
        self.preview.setVisible(shown)
        sizes = self._split.sizes()
        if shown and sizes[1] < 200:
            width = sum(sizes)
            self._split.setSizes([width - width // 3, width // 3])
        self.preview_shown.emit(shown)

    def show_address(self, address: Address) -> None:
        """Bring the field at an address into view and into hand."""
        overall = address.part in ("unit", "plan", "subgoal", "safeguard")
        self.tabs.setCurrentIndex(OVERALL_TAB if overall else PROJECTS_TAB)
        self.page.show_address(address)

    def state(self) -> dict[str, Any]:
        """What is open and how wide, for the next time."""
        plan, project = self.document.plan, self.document.project
        table = self.projects.table.current_address()
        return {
            "year": plan.year if plan is not None else None,
            "project": project.id if project is not None else "",
            "cell": [table.part, table.row, table.path] if table is not None else None,
            "tab": self.tabs.currentIndex(),
            "preview": self.preview.isVisibleTo(self),
            "split": bytes(self._split.saveState().toHex().data()).decode(),
            "projects": self.projects.state(),
            "overall": self.overall.state(),
        }

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
        self.overall.restore(state.get("overall", {}))
        self.tabs.setCurrentIndex(int(state.get("tab", PROJECTS_TAB if projects else OVERALL_TAB)))
        if state.get("split"):
            self._split.restoreState(QByteArray.fromHex(state["split"].encode()))
        self.show_preview(bool(state.get("preview", width >= _WIDE_ENOUGH)))
        self._restore_cell(state.get("cell"))

    def close_document(self) -> None:
        """Hand over what is being typed, stop what runs, let go of the file."""
        self.flush()
        self.preview.wait()
        self.document.close()

    def _restore_cell(self, cell: list[str] | None) -> None:
        project = self.document.project
        if cell is None or project is None or len(cell) != 3:
            return
        rows = {project.id}
        rows.update(each.id for each in project.goals)
        rows.update(each.id for each in project.indicators)
        if cell[1] in rows:
            self.projects.table.show_address(Address(cell[0], cell[1], cell[2]))  # type: ignore[arg-type]

    def _tab_changed(self) -> None:
        on_projects = self.tabs.currentIndex() == PROJECTS_TAB
        self.preview.show_subject(PROJECT if on_projects else OVERALL)
        self.tab_changed.emit()
