"""A number is broken only where its column cannot hold it, whatever stands in the others."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hfgoals.forms import hebei_project
from hfgoals.layout.fitting import fitted
from hfgoals.layout.flow import endless
from hfgoals.layout.metrics import width
from hfgoals.layout.pages import Box
from hfgoals.layout.pieces import LEAST_SIZE
from hfgoals.layout.styles import STYLES
from hfgoals.layout.widths import Demand, floors
from hfgoals.model.values import AnnualPlan, Indicator
from tests.forms.examples import UNIT, indicator, platform_project

FIELDS = ("name", "description", "target", "basis")
LEAST = {"name": 23, "description": 30, "target": 19, "basis": 20}
MOST = {"name": 48, "description": 66, "target": 38, "basis": 58}
LEVELS = 18 + 18
WHOLE_TABLE = 172
SIDES = 2 * STYLES["value"].padding
TIGHT = (
    "≥1234567.89万人次",
    "不少于1,234,567,890.12元",
    "≥99.999999%",
    "≤1234567.89万元/公里",
    "≤120000.50元/平方米",
)
LONG = ("d" * 90, "https://x.y/" + "z" * 80, "为全面贯彻落实各项决策部署，" * 12, "A" * 200)

NUMBERS = st.builds(
    lambda sign, value, form: sign + format(value, form),
    st.sampled_from(["≥", "≤", "＝", "±", ""]),
    st.integers(1, 10**10).map(lambda cents: cents / 100),
    st.sampled_from([".2f", ",.2f", ".0f", ".4f"]),
)
UNITS = st.sampled_from(["元", "万元", "万人次", "%", "万元/公里", "个百分点", "元/平方米"])
BEFORE = st.sampled_from(["", "", "增长", "不少于", "控制在"])


def boxes(*indicators: Indicator, close: bool = False) -> list[Box]:
    project = replace(platform_project(), indicators=indicators)
    sheet = hebei_project.compose(UNIT, AnnualPlan(year=2023), project, 1, signed=True)
    return list(endless(fitted(sheet) if close else sheet).boxes)


def written(texts: dict[str, str]) -> Indicator:
    named = {"name": "x", "description": "x", "target": "x", "basis": "x", **texts}
    return indicator("产出指标", "数量指标", **named)


def lines_of(found: list[Box], text: str) -> list[list[str]]:
    shown = [[line.text for line in box.lines] for box in found if box.cell.text == text]
    assert shown
    return shown


def needed(piece: str) -> int:
    return ceil(width(piece, "serif", LEAST_SIZE) + SIDES)


@pytest.mark.parametrize("long", LONG)
@pytest.mark.parametrize("piece", TIGHT)
@pytest.mark.parametrize("beside", ["name", "description", "basis"])
def test_a_long_text_beside_does_not_break_a_number(piece: str, long: str, beside: str) -> None:
    rows = [written({"target": piece, beside: long}), written({}), written({beside: long})]
    for close in (False, True):
        for shown in lines_of(boxes(*rows, close=close), piece):
            assert any(piece.lstrip("不少于") in line for line in shown)


def test_six_long_rows_do_not_part_a_number_from_its_unit() -> None:
    piece = "≤1234567.89万元/公里"
    texts = {
        "name": "三级指标名称很长很长" * 6,
        "description": "描述" * 40,
        "basis": "依据很长" * 20,
    }
    found = boxes(*[written({**texts, "target": piece})] * 6)
    assert lines_of(found, piece) == [[piece]] * 6
    assert {box.style.size for box in found if box.cell.text == piece} <= {8.0, 8.5, 9.0}


@settings(max_examples=120, deadline=None)
@given(
    st.dictionaries(st.sampled_from(FIELDS), st.tuples(BEFORE, NUMBERS, UNITS), min_size=1),
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(LONG)),
    st.integers(1, 6),
)
def test_numbers_stay_whole_where_the_columns_can_hold_them(
    numbers: dict[str, tuple[str, str, str]], long: dict[str, str], count: int
) -> None:
    kept = {field: number + unit for field, (_, number, unit) in numbers.items()}
    for field, (_, number, _unit) in numbers.items():
        if needed(kept[field]) > MOST[field]:
            kept[field] = number
    room = {field: max(LEAST[field], needed(kept.get(field, ""))) for field in FIELDS}
    assume(all(room[field] <= MOST[field] for field in FIELDS))
    assume(sum(room.values()) + LEVELS <= WHOLE_TABLE)
    texts = {field: "".join(parts) for field, parts in numbers.items()}
    found = boxes(written(texts), *[written(long)] * count)
    for field, text in texts.items():
        for shown in lines_of(found, text):
            assert any(kept[field] in line for line in shown)


def test_a_text_parted_from_its_numbers_stays_in_one_line() -> None:
    basis = "2023年预算测算"
    found = boxes(*(written({"basis": basis, "target": f"≥{80 + row}%"}) for row in range(12)))
    spare = [
        box.width - SIDES - width(basis, "serif", 10.5) for box in found if box.cell.text == basis
    ]
    assert lines_of(found, basis) == [[basis]] * 12
    # LibreOffice parts them by a fifth of an em.
    assert min(spare) > width("2", "serif", 10.5) * 0.4


WIDTHS = st.integers(0, 60).map(float)
COLUMNS = 4


@given(
    st.lists(st.integers(10, 30).map(float), min_size=COLUMNS, max_size=COLUMNS),
    st.lists(st.lists(st.builds(Demand, st.integers(0, COLUMNS - 1), WIDTHS)), max_size=3),
    st.integers(0, 80),
)
def test_no_demand_is_left_unmet_that_could_be_met(
    least: list[float], demands: list[list[Demand]], spare: int
) -> None:
    total = sum(least) + spare
    met = floors(least, demands, total)
    assert sum(met) <= total
    assert all(width >= given for width, given in zip(met, least, strict=True))
    for column, wanted in (demand for group in demands for demand in group):
        if wanted > met[column]:
            assert sum(met) - met[column] + wanted > total


def test_an_earlier_group_comes_first() -> None:
    demands = [[Demand(0, 30.0)], [Demand(1, 25.0), Demand(1, 20.0)]]
    assert floors([10.0, 10.0], demands, 52.0) == (30.0, 20.0)
