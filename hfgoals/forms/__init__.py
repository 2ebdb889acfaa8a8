"""The standard forms: one module each, from the model's values to a Sheet.

To add a form: one module with its ``FORM``, and its line in FORMS; a report, in REPORTS.
"""

from __future__ import annotations

from hfgoals.forms import (
    beijing_overall,
    county_overall,
    disclosure_report,
    evaluation_overall,
    evaluation_project,
    evaluation_project_sichuan,
    evaluation_report,
    hebei_overall,
    hebei_project,
    monitoring_project,
    monitoring_report,
    policy_tasks,
)
from hfgoals.forms.form import Form
from hfgoals.model.stages import stages_said
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

REPORTS: tuple[Form, ...] = (monitoring_report.FORM, evaluation_report.FORM)
"""Texts worked out of a year's stages, for the unit to go on writing: exported when asked for, and
no form that a year uses or that is read back."""


def reports_of(plan: AnnualPlan) -> tuple[Form, ...]:
    """The reports of stages that one of the year's forms shows or that anything is filled in of."""
    shown = {form.stage(plan.stages) for form in forms_of(plan) if form.stage is not None}
    for project in plan.projects:
        shown |= stages_said(project.stages)
        for indicator in project.indicators:
            shown |= stages_said(indicator.stages)
    return tuple(form for form in REPORTS if form.stage and form.stage(plan.stages) in shown)


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
