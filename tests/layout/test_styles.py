from __future__ import annotations

import pytest

from hfgoals.forms import front, hebei_overall, hebei_project, overview
from hfgoals.layout.faces import FACES
from hfgoals.layout.metrics import face_of, width
from hfgoals.layout.styles import STYLES
from tests.forms.examples import UNIT, plan


@pytest.mark.parametrize("name", STYLES)
def test_a_style_can_be_drawn_and_its_lines_keep_clear_of_one_another(name: str) -> None:
    style = STYLES[name]
    assert style.face in FACES
    assert face_of(style.face).has("目")
    assert style.leading >= 1.2
    assert style.leader == "" or face_of(style.face).has(style.leader)


def test_headings_are_as_large_as_they_rank() -> None:
    """小二, 四号, 小四 over running text in 小四; what is filled in has 小五 or more."""
    ranked = ["part", "heading1", "heading2", "paragraph", "value", "listed"]
    assert [STYLES[name].size for name in ranked] == [18, 14, 12, 12, 10.5, 9]
    heads = [STYLES[name] for name in ("part", "heading1", "heading2", "title", "section", "head")]
    assert all(head.face.endswith("-bold") for head in heads)
    assert STYLES["cover-title"].size > STYLES["contents-title"].size > STYLES["title"].size
    assert STYLES["title"].size > STYLES["caption"].size


def test_forms_ask_for_no_other_styles() -> None:
    year = plan()
    sheets = [
        front.compose_cover(UNIT, year),
        front.compose_contents([("目", 1)]),
        front.compose_divider("第二部分", "预算项目绩效目标"),
        hebei_overall.compose(UNIT, year),
        overview.compose(UNIT, year),
        *hebei_project.FORM.sheets(UNIT, year, signed=True),
    ]
    assert {cell.style for sheet in sheets for cell in sheet.cells} <= set(STYLES)


@pytest.mark.parametrize(
    ("text", "style", "column"),
    [
        ("13020822P00908810002X", "value-center", 50.0),
        ("≤315.00万元", "value-center", 25.0),
        ("1234567.89", "number", 25.0),
        ("办公空间改造数量", "value", 33.0),
        ("满意度指标", "level", 22.0),
        ("社会效益指标", "level", 25.0),
        ("绩效指标描述", "head", 42.0),
    ],
)
def test_the_usual_contents_of_the_project_form_take_one_line(
    text: str, style: str, column: float
) -> None:
    shape = STYLES[style]
    assert width(text, shape.face, shape.size) <= column - 2 * shape.padding
