"""The standard forms: one module each, from the model's values to a Sheet.

To add a form: one module with its ``FORM``, and its line in FORMS; a report, in reports.REPORTS.
"""

from __future__ import annotations

from hfgoals.forms import (
    beijing_overall,
    county_overall,
    disclosure_report,
    evaluation_overall,
    evaluation_project,
    evaluation_project_sichuan,
    hebei_overall,
    hebei_project,
    monitoring_project,
    policy_tasks,
)
from hfgoals.forms.form import Form
from hfgoals.model.values import AnnualPlan

FORMS: tuple[Form, ...] = (
    hebei_overall.FORM,
    beijing_overall.FORM,
    county_overall.FORM,
    hebei_project.FORM,
    monitoring_project.FORM,
    evaluation_project.FORM,
    evaluation_project_sichuan.FORM,
    evaluation_overall.FORM,
    disclosure_report.FORM,
    policy_tasks.FORM,
)
"""Every form, in the order of a printed text."""


def forms_of(plan: AnnualPlan) -> tuple[Form, ...]:
    """The forms that the year uses; one of a later program is passed over."""
    return tuple(form for form in FORMS if form.id in plan.forms)


def form_of(form_id: str) -> Form:
    """The form of that id. Raises KeyError when there is none."""
    for form in FORMS:
        if form.id == form_id:
            return form
    raise KeyError(form_id)


def stand_in(plan: AnnualPlan, form_id: str) -> Form | None:
    """The form that the year fills in instead of that one; None where it uses that one itself."""
    if form_id in plan.forms:
        return None
    return next((form for form in forms_of(plan) if form.stands_for == form_id), None)
