"""The gauge: of made-up tables hardly a field is wrong in silence; undamaged ones are right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.budget import often
from tests.exchange.gauge.faults import FAULTS
from tests.exchange.gauge.layouts import LAYOUTS
from tests.exchange.gauge.measuring import KINDS, Case, cases, measured, stage_cases
from tests.exchange.gauge.scoring import Score
from tests.exchange.gauge.stage_layouts import EVALUATION, MONITORING

_ROUNDS = "HFGOALS_GAUGE_ROUNDS"
"""How many times all tables are read; without it a fifth of them once."""


@pytest.mark.parametrize("all_cases", [cases, stage_cases], ids=["targets", "stages"])
def test_hardly_a_field_is_wrong_in_silence(all_cases: Callable[[], list[Case]]) -> None:
    rounds = often(0, _ROUNDS)
    chosen = all_cases() if rounds else all_cases()[::5]
    whole, undamaged = Score(), Score()
    for number in range(max(rounds, 1)):
        for case, score in measured(chosen, seed=number + 1):
            whole.add(score)
            if case[2] == "none":
                undamaged.add(score)
    assert whole.share("silent") <= 0.5, whole.silent[:20]
    assert undamaged.share("right") >= 95, undamaged.silent[:20]
    assert undamaged.silent == []


def test_what_it_goes_over() -> None:
    assert len(LAYOUTS) >= 20
    assert len(KINDS) == 4
    assert min(len(EVALUATION), len(MONITORING)) >= 6
    assert {layout for layout, _, _ in cases()[::5]} == set(LAYOUTS)
    assert {(kind, fault) for _, kind, fault in cases()[::5]} == {
        (kind, fault) for kind in KINDS for fault in FAULTS
    }
