"""Numbers with sign and unit are one piece: in a narrow cell the type shrinks before it breaks."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfgoals.layout.flow import endless
from hfgoals.layout.metrics import width
from hfgoals.layout.pages import Box
from hfgoals.layout.pieces import LEAST_SIZE
from hfgoals.layout.sheet import Cell, Row, Sheet
from hfgoals.layout.styles import STYLES

SIDES = 2 * STYLES["value"].padding
NEAR = 1e-3


def cell(text: str, room: float, style: str = "value") -> Box:
    """The text in a framed cell with so many mm for it."""
    sheet = Sheet(
        "form", "表", (room + SIDES,), (Row(table=1),), (Cell(0, 0, text=text, style=style),)
    )
    (box,) = endless(sheet).boxes
    return box


def shown(box: Box) -> list[str]:
    return [line.text for line in box.lines]


def wide(text: str, size: float) -> float:
    return width(text, "serif", size)


@pytest.mark.parametrize("style", ["value", "value-center"])
@pytest.mark.parametrize(
    "piece",
    [
        "≤93209.07元",
        "13.07万元",
        "≥1,200.50篇",
        "95%",
        "98.5％",
        "１２．５％",
        "≥ 95%",
        "≤ 12 万元",
        ">=95%",
        "5-10",
        "10～20次",
        "80%-90%",
        "５０～６０人次",
        "-3.5℃",
        "¥93,209.07",
        "2.5万元/月",
        "13020822P00908810002X",
        "13020822009088100021234567890",
        "0313-6221234",
        "13800138000",
        "internationalization",
        "PM2.5",
        "5枚",
    ],
)
def test_a_piece_a_little_too_wide_stays_whole_in_smaller_type(piece: str, style: str) -> None:
    for size in (10.5, 9.5, 8.5, 8.0):
        box = cell(f"指标{piece}", wide(piece, size) + NEAR, style)
        assert piece in shown(box)
        assert all(line.size == size for line in box.lines)


@pytest.mark.parametrize(
    ("piece", "parts"),
    [
        ("≤93209.07万元", ["≤93209.07", "万元"]),
        ("1,200.50公里", ["1,200.50", "公里"]),
        ("１２３４．５平方米", ["１２３４．５", "平方米"]),
        ("10000～20000次", ["10000～", "20000次"]),
        ("0313-6221234", ["0313-", "6221234"]),
    ],
)
def test_what_is_too_wide_at_the_least_size_loses_its_unit_first(
    piece: str, parts: list[str]
) -> None:
    room = max(wide(part, LEAST_SIZE) for part in parts) + NEAR
    assert shown(cell(piece, room)) == parts


def test_once_it_breaks_anyway_the_type_need_not_shrink_further() -> None:
    box = cell("≤93209.07平方公里", wide("≤93209.07", 10.5) + NEAR)
    assert shown(box)[0] == "≤93209.07"
    assert box.style.size == 10.5


def test_a_date_goes_on_a_line_of_its_own_or_breaks_between_its_parts() -> None:
    date = "2023年12月31日"
    assert shown(cell(f"完成于{date}前", wide(date, 10.5) + NEAR))[:2] == ["完成于", date]
    narrow = cell(date, wide("2023年12月", 10.5) + NEAR)
    assert shown(narrow) == ["2023年12月", "31日"]
    assert narrow.style.size == 10.5


def test_an_address_breaks_at_its_joints_without_shrinking() -> None:
    box = cell("https://www.example.com/media/report?id=12345", 25.0)
    assert box.style.size == 10.5
    assert all(line[-1] in "/.:?=" for line in shown(box)[:-1])


def test_a_list_of_numbers_is_no_number() -> None:
    box = cell("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15", 20.0)
    assert box.style.size == 10.5
    assert all(line.endswith(",") for line in shown(box)[:-1])


def test_running_text_and_titles_keep_their_size() -> None:
    code = "1302082200908810002123456789012345678901234567890123456789"
    sheet = Sheet("form", "表", (60.0,), (Row(), Row(table=1)), (
        Cell(0, 0, text=code, style="paragraph"),
        Cell(1, 0, text=code),
    ))  # fmt: skip
    running, framed = endless(sheet).boxes
    assert running.style.size == STYLES["paragraph"].size
    assert framed.style.size == LEAST_SIZE


NUMBERS = st.from_regex(
    r"([≥≤＝-]|>=)?([0-9]{1,9}|[1-9][0-9]{0,2}(,[0-9]{3}){1,3})(\.[0-9]{1,3})?|[０-９]{1,6}(．[０-９]{1,2})?",
    fullmatch=True,
)
UNITS = st.sampled_from(["", "元", "万元", "%", "％", "万元/月", "平方公里", "次", "篇", "枚"])
WORDS = st.text(st.sampled_from("完成不低于达到报道公众的、，。（）“”；"), max_size=8).map(
    lambda text: f"共{text}约"
)
TEXTS = st.lists(st.tuples(WORDS, NUMBERS, UNITS), min_size=1, max_size=5)
ROOMS = st.floats(4.0, 60.0)


@settings(max_examples=300, deadline=None)
@given(TEXTS, ROOMS, st.sampled_from(["value", "value-center", "number", "label", "listed"]))
def test_no_number_is_broken_that_fits_the_cell_at_the_least_size(
    parts: list[tuple[str, str, str]], room: float, style: str
) -> None:
    text = "".join(f"{word}{number}{unit}" for word, number, unit in parts)
    room = max(room, SIDES)
    box = cell(text, room, style)
    lines = shown(box)
    assert "".join(lines) == text
    face, size = STYLES[style].face, STYLES[style].size
    assert min(LEAST_SIZE, size) <= box.style.size <= size
    ends = set(accumulate(map(len, lines)))
    at = 0
    for word, number, unit in parts:
        at += len(word)
        inside = ends & set(range(at + 1, at + len(number)))
        assert not inside or width(number, face, LEAST_SIZE) > room
        at += len(number)
        whole = width(number + unit, face, LEAST_SIZE)
        assert not (unit and at in ends) or whole > room
        at += len(unit)


@given(TEXTS, ROOMS)
def test_type_shrinks_only_where_something_would_be_broken(
    parts: list[tuple[str, str, str]], room: float
) -> None:
    box = cell("".join(f"{word}{number}{unit}" for word, number, unit in parts), room)
    if all(wide(number + unit, 10.5) <= room for _, number, unit in parts):
        assert box.style.size == 10.5
