"""Ticks for the standard forms that a year uses, and for the optional columns of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from hfgoals.forms import FORMS
from hfgoals.forms.form import Form
from hfgoals.model.fields import FIELDS
from hfgoals.model.options import OPTIONS
from hfgoals.model.stages import USUAL_MONTH, WHOLE_YEAR, YearStages
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan
from ui.dialogs.form import FormDialog
from ui.kit.layouts import in_row
from ui.kit.tokens import STEP


def _month_box(stages: YearStages) -> QSpinBox:
    """A field for the month that the monitoring reaches to."""
    box = QSpinBox()
    box.setRange(1, WHOLE_YEAR - 1)
    box.setValue(stages.monitored)
    box.setPrefix("监控到 ")
    box.setSuffix(" 月底")
    box.setAccessibleName("监控到几月底")
    return box


def _follows_date(form: Form) -> bool:
    """Whether the form is of whatever month is monitored."""
    of = form.stage
    return of is not None and of(YearStages(1)) != of(YearStages(2))


def _beside(box: QWidget) -> QHBoxLayout:
    return in_row(box, ..., margins=(6 * STEP, 0, 0, 0))


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
        self.month_box = _month_box(plan.stages)
        monitoring = [form.id for form in FORMS if form.stage is not None and _follows_date(form)]
        for form_id in monitoring:
            layout.insertLayout(layout.indexOf(self.ticks[form_id]) + 1, _beside(self.month_box))
            self.month_box.setEnabled(self.ticks[form_id].isChecked())
            self.ticks[form_id].toggled.connect(self.month_box.setEnabled)
        self._columns = QWidget(self)
        below = QVBoxLayout(self._columns)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2)
        optional = [field for field in FIELDS["indicator"] if field.optional]
        self.column_ticks = {each.path: QCheckBox(each.label, self._columns) for each in optional}
        known = {*self.column_ticks, *OPTIONS}
        self._other_columns = tuple(each for each in plan.columns if each not in known)
        for path, tick in self.column_ticks.items():
            tick.setChecked(path in plan.columns)
            below.addWidget(tick)
        self.option_ticks = self._options(plan, layout)
        for form_id in self.ticks:
            stands = [form for form in FORMS if form.stands_for == form_id]
            self._take_turns([self.ticks[each] for each in (form_id, *(f.id for f in stands))])

    def _options(self, plan: AnnualPlan, layout: QVBoxLayout) -> dict[str, QCheckBox]:
        """A tick for what each form may list besides, below its own."""
        made: dict[str, QCheckBox] = {}
        for form in FORMS:
            for path in form.lists:
                box = made[path] = QCheckBox(f"另列{OPTIONS[path]}", self)
                box.setChecked(path in plan.columns)
                box.setEnabled(self.ticks[form.id].isChecked())
                self.ticks[form.id].toggled.connect(box.setEnabled)
                layout.insertLayout(layout.indexOf(self.ticks[form.id]) + 1, _beside(box))
        return made

    def _take_turns(self, boxes: Sequence[QCheckBox]) -> None:
        """Of forms of the same thing the one that is ticked last is used."""

        def use(one: QCheckBox) -> None:
            for other in boxes if one.isChecked() else ():
                other.setChecked(other is one)

        for box in boxes if len(boxes) > 1 else ():
            box.clicked.connect(lambda _=False, box=box: use(box))

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms chosen."""
        ticked = (form_id for form_id, tick in self.ticks.items() if tick.isChecked())
        return (*ticked, *self._others)

    @property
    def month(self) -> str:
        """The month that the monitoring reaches to, as its field takes it; "" for the usual one."""
        month = self.month_box.value()
        return "" if month == USUAL_MONTH else str(month)

    @property
    def columns(self) -> tuple[str, ...]:
        """The paths of the optional columns chosen."""
        ticks = {**self.option_ticks, **self.column_ticks}
        ticked = (path for path, tick in ticks.items() if tick.isChecked() and tick.isEnabled())
        return (*ticked, *self._other_columns)

    def plan_of(self, year: int) -> AnnualPlan:
        """A blank year with what is chosen."""
        stages = YearStages(int(self.month) if self.month else None)
        return AnnualPlan(year=year, forms=self.forms, columns=self.columns, stages=stages)

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
