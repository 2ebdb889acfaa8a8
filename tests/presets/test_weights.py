"""The schemes of weights: the numbers of their documents, and any project's rows add up to them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.values import Indicator
from hfgoals.model.weights import weight_sums
from hfgoals.presets import suitable_scheme, weight_schemes, whole_sums
from hfgoals.presets.weights import WeightScheme, load_weight_schemes
from hfgoals.trouble import PresetTrouble

_LEVELS = ("成本指标", "产出指标", "效益指标", "满意度指标")


def rows(*levels: str) -> tuple[Indicator, ...]:
    return tuple(Indicator(level1=level, name="甲") for level in levels)


def weighted(scheme: WeightScheme, given: tuple[Indicator, ...], places: int) -> list[Indicator]:
    found = scheme.allotted(given, places)
    return [replace(row, weight=found.weights.get(row.id)) for row in given]


def test_the_schemes_are_those_of_their_documents() -> None:
    told = {
        one.id: (int(one.execution), *(int(points) for _, points in one.levels))
        for one in weight_schemes()
    }
    assert told == {"output_50": (10, 50, 30, 10), "cost_20": (10, 20, 40, 20, 10)}
    assert all("财预〔202" in one.source for one in weight_schemes())
    assert whole_sums() == (90, 100)


def test_without_satisfaction_its_points_go_to_the_benefit() -> None:
    scheme = weight_schemes()[0]
    found = scheme.of_levels(frozenset({"产出指标", "效益指标"}))
    assert found == {"产出指标": 50, "效益指标": 40}
    # Nobody is there to take them.
    alone = scheme.allotted(rows("产出指标"))
    assert alone.missing == (("效益指标", 30), ("满意度指标", 10))


@given(
    st.sampled_from(weight_schemes()),
    st.lists(st.sampled_from((*_LEVELS, "产出 指标", "别的", "")), max_size=60),
    st.integers(0, 2),
)
def test_shares_add_up_for_any_rows(scheme: WeightScheme, levels: list[str], places: int) -> None:
    given_rows = rows(*levels)
    found = scheme.allotted(given_rows, places)
    absent = sum((points for _, points in found.missing), Decimal(0))
    assert sum(found.weights.values(), absent) == 100 - scheme.execution
    done = weighted(scheme, given_rows, places)
    sums = weight_sums(done)
    if not found.missing and {row.level1 for row in given_rows} <= {*dict(scheme.levels)}:
        assert scheme.fits(sums)
    for name, points in sums.levels:
        assert points == 0 or name.replace(" ", "") in dict(scheme.levels)


def test_the_suitable_scheme_knows_all_first_levels() -> None:
    assert suitable_scheme(rows("产出指标", "效益指标")).id == "output_50"
    assert suitable_scheme(rows("成本指标", "产出指标")).id == "cost_20"
    assert suitable_scheme(()).id == "output_50"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('"一级指标" = { "产出指标" = 80 }', "应是 100"),
        ('"一级指标" = { "结果指标" = 90 }', "结果指标"),
        ('"一级指标" = { "产出指标" = 90.5 }', "正整数"),
        ('"一级指标" = { "产出指标" = 90 }\n"改归" = { "满意度指标" = "产出指标" }', "改归"),
        ('"一级指标" = { "产出指标" = 90 }\n"别的" = 1', "别的"),
    ],
)
def test_faults_are_told(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "weights.toml"
    head = '[["方案"]]\n"编号" = "a"\n"名称" = "甲"\n"来源" = "乙"\n"预算执行率" = 10\n'
    path.write_text(head + text, "utf-8")
    with pytest.raises(PresetTrouble, match=fault):
        load_weight_schemes(path)
