from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hfgoals.layout.breaking import lines
from hfgoals.layout.styles import STYLES
from hfgoals.layout.widths import Column, adapted

LEVEL = Column(25.0, 18.0, 25.0, "level", spans=True)
NAME = Column(33.0, 23.0, 48.0)
TARGET = Column(25.0, 19.0, 38.0, "value-center")
BASIS = Column(25.0, 20.0, 58.0)
COLUMNS = (LEVEL, NAME, TARGET, BASIS)
STANDARD = tuple(column.standard for column in COLUMNS)
LEAST = 8.5
LONG = "2023年工作计划、融媒体中心绩效考核量化明细、合同、招标文件"


def high(widths: tuple[float, ...], rows: tuple[tuple[str, ...], ...]) -> float:
    """The height of the rows at these widths, the level that spans them left out."""
    heights = []
    for row in rows:
        shown = zip(COLUMNS[1:], widths[1:], row[1:], strict=True)
        counts = [
            len(lines(text, width - 2 * STYLES[column.style].padding, "serif", 10.5))
            for column, width, text in shown
        ]
        heights.append(max(LEAST, 2.5 + max(counts) * STYLES["value"].pitch))
    return sum(heights)


def test_a_long_text_gets_room_from_short_ones() -> None:
    rows = (("数量", "编发数量", "4项", LONG),) * 4
    widths = adapted(COLUMNS, rows, LEAST)
    assert widths[3] > 25.0
    assert widths[1] < 33.0
    assert high(widths, rows) < high(STANDARD, rows)


def test_a_short_level_gives_room_and_a_long_one_keeps_it() -> None:
    def rows(level: str) -> tuple[tuple[str, ...], ...]:
        return ((level, LONG, "4项", LONG),) * 4

    assert adapted(COLUMNS, rows("数量指标"), LEAST)[0] < 25.0
    assert adapted(COLUMNS, rows("社会效益指标"), LEAST)[0] == 25.0
    assert adapted(COLUMNS, rows("服务对象满意度指标"), LEAST)[0] == 25.0


def test_the_standard_widths_stay_where_nothing_is_gained() -> None:
    assert adapted(COLUMNS, (), LEAST) == STANDARD
    assert adapted(COLUMNS, (("", "", "", ""), ("数量", "数量", "4项", "合同")), LEAST) == STANDARD


def test_a_number_gets_the_width_that_it_needs() -> None:
    widths = adapted(COLUMNS, (("成本", "控制数", "≤193209.07元", "合同"),), LEAST)
    assert widths[2] > 25.0


def test_edges_stand_below_those_of_the_table_above_or_well_beside() -> None:
    rows = (("数量", "编发数量", "4项", LONG),) * 4
    free = adapted(COLUMNS, rows, LEAST)
    edge = sum(free[:3])
    for aside in (0.5, 1.0, 2.0):
        bound = adapted(COLUMNS, rows, LEAST, above=(edge + aside,))
        assert not 0 < abs(sum(bound[:3]) - edge - aside) <= 2.0


TEXT = st.text(st.sampled_from("甲乙丙丁，。、12.5%元\n"), max_size=60)
ROWS = st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), max_size=12).map(tuple)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.sampled_from([(), (47.0, 72.0), (22.0, 59.5, 97.0)]))
def test_the_outer_width_and_every_limit_are_kept(
    rows: tuple[tuple[str, ...], ...], above: tuple[float, ...]
) -> None:
    widths = adapted(COLUMNS, rows, LEAST, above)
    assert sum(widths) == sum(STANDARD)
    for width, column in zip(widths, COLUMNS, strict=True):
        assert column.least <= width <= column.most
    adapted.cache_clear()
    assert adapted(COLUMNS, rows, LEAST, above) == widths
