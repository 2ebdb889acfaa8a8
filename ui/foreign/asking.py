"""From an offer to a correction: asks for the field where one is needed, then has it made."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from hfgoals.exchange.foreign import (
    CellAt,
    CellHolds,
    CellLeftOut,
    ColumnHolds,
    Correction,
    FirstIndicator,
    LabelNames,
)
from ui.foreign.correcting import Correcting
from ui.foreign.offers import OfferName, held_choice, offers_of, project_in_hand, quoted
from ui.foreign.picker import ChoicePicker
from ui.foreign.words import column_said, one_line, place_of
from ui.menus import plain
from ui.messages import answered

_MENU_PROJECTS = 40


class Asking:
    """What the panel, the menu and the keys of the preview do about a cell."""

    def __init__(self, correcting: Correcting, window: QWidget) -> None:
        self._correcting, self._window = correcting, window

    @property
    def projects(self) -> list[str]:
        """The names of the projects as they stand now."""
        plan = self._correcting.proposal.plan
        return [one_line(project.name) or "（没有名称）" for project in plan.projects]

    def do(self, name: OfferName, at: CellAt) -> None:
        """Do what the offer says, when it is possible for that cell."""
        understanding = self._correcting.understanding
        if not any(each.name == name and each.possible for each in offers_of(understanding, at)):
            return
        correction = self._correction(name, at)
        if correction is not None:
            self._correcting.correct(correction)

    def assign(self, at: CellAt, project: int) -> None:
        """Let the value there belong to that project."""
        meaning = self._correcting.understanding.meanings.get(at)
        choice = held_choice(meaning)
        if choice is not None and project_in_hand(meaning) != project:
            self._correcting.correct(CellHolds(at, choice, project))

    def open_menu(self, at: CellAt, spot: QPoint) -> None:
        """Show all that can be done about the cell at that point of the screen."""
        understanding = self._correcting.understanding
        menu = QMenu(self._window)
        for offer in offers_of(understanding, at):
            action = menu.addAction(offer.text)
            action.setEnabled(offer.possible)
            action.triggered.connect(lambda _=False, name=offer.name: self.do(name, at))
        projects = self.projects
        current = project_in_hand(understanding.meanings.get(at))
        if current is not None and len(projects) > 1:
            whose = menu.addMenu("属于(&P)")
            for index, name in enumerate(projects[:_MENU_PROJECTS]):
                action = whose.addAction(f"第 {index + 1} 个项目：{plain(name)}")
                action.setCheckable(True)
                action.setChecked(index == current)
                action.triggered.connect(lambda _=False, index=index: self.assign(at, index))
        first = next((each for each in menu.actions() if each.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)
        menu.exec(spot)
        menu.deleteLater()

    def _correction(self, name: OfferName, at: CellAt) -> Correction | None:
        if name == "cell":
            return self._cell(at)
        if name == "column":
            return self._column(at)
        if name == "label":
            return self._label(at)
        return CellLeftOut(at) if name == "leave_out" else FirstIndicator(at.table, at.row)

    def _cell(self, at: CellAt) -> Correction | None:
        understanding = self._correcting.understanding
        current = held_choice(understanding.meanings.get(at))
        picker = ChoicePicker(
            "这一格是…",
            self._sentence(at, "这一格填的是："),
            self._window,
            current=current,
            projects=self.projects,
            afterwards=self._looks_back(at),
        )
        if not answered(picker) or picker.choice is None:
            return None
        return CellHolds(at, picker.choice, picker.project)

    def _column(self, at: CellAt) -> Correction | None:
        understanding = self._correcting.understanding
        column = at.column
        said = column_said(understanding.tables[at.table], column)
        picker = ChoicePicker(
            f"{said}都是…",
            f"指标表（或项目清单）里{said}填的是：",
            self._window,
            current=understanding.readings[at.table].columns.get(column),
            nothing="这一列不读入",
            afterwards=self._looks_back(at),
        )
        if not answered(picker):
            return None
        return ColumnHolds(at.table, column, picker.choice)

    def _label(self, at: CellAt) -> Correction | None:
        meaning = self._correcting.understanding.meanings.get(at)
        names = meaning.names if meaning is not None else ()
        picker = ChoicePicker(
            "这一格是标签…",
            self._sentence(at, "这一格是标签，它表示："),
            self._window,
            current=names[0] if names else None,
            nothing="不对应某一项",
            afterwards=self._looks_back(at),
        )
        if not answered(picker):
            return None
        return LabelNames(at, picker.choice)

    def _looks_back(self, at: CellAt) -> bool:
        """Whether the cell is of a table that tells what became of the targets."""
        return bool(self._correcting.understanding.readings[at.table].sort)

    def _sentence(self, at: CellAt, says: str) -> str:
        understanding = self._correcting.understanding
        place = place_of(understanding.tables[at.table], at.row, at.column)
        return f"{place}　“{one_line(quoted(understanding, at), 60)}”\n{says}"
