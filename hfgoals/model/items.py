"""What a year's sub-goals and their fields are called by the forms that stand for Hebei's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan


@dataclass(frozen=True, slots=True)
class Items:
    """The names of one form."""

    word: str
    """What one of them is called."""
    line: str
    """Its place in the overall part, with {} for its number."""
    labels: Mapping[str, str]
    """Of its fields, by path."""

    def label(self, address: Address) -> str:
        """The name of a field of theirs."""
        return self.labels.get(address.path, address.field.label)


_AS_INDICATORS: Final = Items(
    "指标",
    "绩效指标第{}条",
    {"title": "指标名称", "goal": "绩效目标", "indicators": "指标内容和指标值"},
)
OF_FORM: Final[dict[str, Items]] = {
    "beijing_overall": _AS_INDICATORS,
    "county_overall": Items(
        "任务",
        "主要任务第{}项",
        {"title": "任务名称", "goal": "主要内容", "budget": "预算金额总额"},
    ),
}


def items_of_form(form_id: str) -> Items:
    """What a form calls them that stands for Hebei's."""
    return OF_FORM.get(form_id, _AS_INDICATORS)


def items_of(plan: AnnualPlan) -> Items | None:
    """What they are called in that year; None where they are sub-goals."""
    if STANDARD_FORMS[0] in plan.forms:
        return None
    return next((OF_FORM[each] for each in plan.forms if each in OF_FORM), _AS_INDICATORS)
