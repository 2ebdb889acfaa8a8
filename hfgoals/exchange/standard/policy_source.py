"""A policy opinion (实施意见) as a source: its text whole, and the form that its tasks stand in."""

from __future__ import annotations

from collections.abc import Iterable

from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.forms import policy_tasks
from hfgoals.model.policy import span_of
from hfgoals.model.policy_text import read_policy
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Unit


def policy_proposal(lines: Iterable[str], notes: Iterable[Note] = ()) -> Proposal | None:
    """What an opinion of these lines proposes, for the first year it is in force; None where they
    are none."""
    policy = read_policy("\n".join(lines))
    if policy is None:
        return None
    first, _ = span_of(policy)
    year = first.year if first is not None else None
    forms = (*STANDARD_FORMS, policy_tasks.ID)
    plan = AnnualPlan(year=year or 0, forms=forms, policies=(policy,))
    return Proposal(Unit(), year, plan, tuple(notes))
