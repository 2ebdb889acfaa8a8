"""Ticks for the standard forms that a year uses, and for the optional columns of its tables."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hfgoals.forms import FORMS
from hfgoals.model.fields import FIELDS
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan
from ui.dialogs.form import FormDialog


class YearForms(QWidget):
    """A tick a form; what a later program's file says beside them stays."""

    def __init__(self, plan: AnnualPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self._known = tuple(form.id for form in FORMS)
        self._others = tuple(each for each in plan.forms if each not in self._known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.ticks = {form.id: QCheckBox(form.name, self) for form in FORMS}
        for form_id, tick in self.ticks.items():
            tick.setChecked(form_id in plan.forms)
            layout.addWidget(tick)
        self._columns = QWidget(self)
        below = QVBoxLayout(self._columns)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2)
        optional = [field for field in FIELDS["indicator"] if field.optional]
        self.column_ticks = {each.path: QCheckBox(each.label, self._columns) for each in optional}
        self._other_columns = tuple(each for each in plan.columns if each not in self.column_ticks)
        for path, tick in self.column_ticks.items():
            tick.setChecked(path in plan.columns)
            below.addWidget(tick)
        for form in FORMS:
            if form.stands_for in self.ticks:
                self._take_turns(self.ticks[form.id], self.ticks[form.stands_for])

    def _take_turns(self, one: QCheckBox, other: QCheckBox) -> None:
        """Of two forms of the same thing the one that is ticked last is used."""
        for ticked, gone in ((one, other), (other, one)):
            ticked.clicked.connect(
                lambda on, gone=gone: gone.setChecked(gone.isChecked() and not on)
            )

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms chosen."""
        ticked = (form_id for form_id, tick in self.ticks.items() if tick.isChecked())
        return (*ticked, *self._others)

    @property
    def columns(self) -> tuple[str, ...]:
        """The paths of the optional columns chosen."""
        ticked = (path for path, tick in self.column_ticks.items() if tick.isChecked())
        return (*ticked, *self._other_columns)

    def plan_of(self, year: int) -> AnnualPlan:
        """A blank year with what is chosen."""
        return AnnualPlan(year=year, forms=self.forms, columns=self.columns)

    @property
    def offered(self) -> bool:
        """Whether there is a choice: other forms than those that every year has."""
        return set(self._known) != set(STANDARD_FORMS)

    def put_into(self, dialog: FormDialog) -> None:
        """Offer the choice there, where there is one: more forms than every year has."""
        self.setVisible(self.offered)
        if self.offered:
            dialog.fields.addRow("表样", self)
        dialog.fields.addRow("指标表另加", self._columns)

    @property
    def refusal(self) -> str:
        """Why the choice cannot be taken; "" when it can."""
        return "" if self.forms else "请至少选一种表样。"
