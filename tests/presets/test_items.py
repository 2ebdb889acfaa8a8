"""Items by duties: each asks for an output that can be counted and says what comes of it."""

import re

import pytest

from hfgoals import presets
from hfgoals.checks.text.quantities import quantities
from hfgoals.checks.text.words import any_of
from hfgoals.presets import DutyItem

_BLANK = re.compile(r"(?<=[≥≤在入]) {4}")


@pytest.mark.parametrize("item", presets.duty_items(), ids=lambda item: item.duty)
def test_an_item_filled_in_keeps_the_rules_of_the_form(item: DutyItem) -> None:
    assert not any(each.unit or each.sign for each in quantities(item.content))
    filled = _BLANK.sub("12", item.content)
    assert "  " not in filled
    assert any(each.unit for each in quantities(filled))
    assert any_of("items", "效果").search(item.content)


def test_there_is_one_for_each_duty() -> None:
    duties = [item.duty for item in presets.duty_items()]
    assert len(set(duties)) == len(duties) >= 12
