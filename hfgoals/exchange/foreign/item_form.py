"""Which form of the overall part a foreign table has."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.forms import beijing_overall
from hfgoals.model.values import AnnualPlan


def in_its_form(plan: AnnualPlan) -> AnnualPlan:
    """The plan in the form that has items with a name and a content, where it has such alone.

    In Hebei's every item would get an empty goal, and the text an empty section of safeguards.
    """
    overall, form = plan.overall, beijing_overall.FORM
    items = overall.subgoals
    named = bool(items) and all(row.title.strip() and row.indicators.strip() for row in items)
    if not named or overall.safeguards or any(row.goal.strip() for row in items):
        return plan
    others = (each for each in plan.forms if each != form.stands_for)
    return replace(plan, forms=(form.id, *others))
