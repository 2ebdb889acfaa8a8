"""What the user sets comes back from the file; what is not understood does no harm."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks import LEVELS, CheckSettings, Thresholds
from hfgoals.checks.settings import Accepted

_TEXT = st.text(max_size=8)
_LEVEL = st.sampled_from(LEVELS)
_SETTINGS = st.builds(
    CheckSettings,
    off=st.frozensets(_TEXT, max_size=3),
    levels=st.dictionaries(_TEXT, _LEVEL, max_size=3),
    thresholds=st.builds(
        Thresholds,
        satisfaction_floor=st.decimals(0, 100, places=2),
        half_year_progress=st.decimals(0, 100, places=2),
        longest_effect=st.integers(0, 50).map(Decimal),
        shortest_goal=st.integers(0, 500),
    ),
    accepted=st.lists(st.builds(Accepted, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT), max_size=3).map(
        tuple
    ),
)


@given(_SETTINGS)
def test_settings_come_back_from_the_file(chosen: CheckSettings) -> None:
    assert CheckSettings.from_json(json.loads(json.dumps(chosen.to_json()))) == chosen


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=8,
)
_KEYS = ("off", "levels", "thresholds", "accepted")


@given(_JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(_KEYS, _JSON)))
def test_settings_that_are_not_understood_are_left_aside(data: Any) -> None:
    chosen = CheckSettings.from_json(data)
    assert set(chosen.levels.values()) <= set(LEVELS)
    assert CheckSettings.from_json(chosen.to_json()) == chosen


def test_settings_of_a_later_version() -> None:
    data = CheckSettings().to_json() | {
        "levels": {"H01": "fatal", "H02": "hint"},
        "thresholds": {"satisfaction_floor": "九十", "unknown": "1", "longest_effect": "9"},
        "accepted": [{"code": "H01", "by": "somebody"}, 7],
        "more": [],
    }
    chosen = CheckSettings.from_json(data)
    assert chosen.levels == {"H02": "hint"}
    assert chosen.thresholds == Thresholds(longest_effect=Decimal(9))
    assert chosen.accepted == ()
