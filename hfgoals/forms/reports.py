"""The reports: texts worked out of a year, for the unit to go on writing.

They are exported when asked for; no form that a year uses, and none that is read back. Nothing of
them is loaded before that. To add one: one module with its ``FORM``, and its line in REPORTS.
"""

from __future__ import annotations

from hfgoals.forms import evaluation_report, forms_of, monitoring_report
from hfgoals.forms.form import Form
from hfgoals.model.blanks import stages_begun
from hfgoals.model.values import AnnualPlan

REPORTS: tuple[Form, ...] = (monitoring_report.FORM, evaluation_report.FORM)
"""Every report, in the order of the year."""


def reports_of(plan: AnnualPlan) -> tuple[Form, ...]:
    """The reports of stages that one of the year's forms shows or that anything is filled in of."""
    shown = {form.stage(plan.stages) for form in forms_of(plan) if form.stage is not None}
    shown |= stages_begun(plan)
    return tuple(form for form in REPORTS if form.stage and form.stage(plan.stages) in shown)
