from __future__ import annotations

from collections import Counter

from hfgoals.forms.hebei_overall import compose
from hfgoals.layout.sheet import Sheet
from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Funds, Overall, Safeguard, SubGoal
from tests.forms.examples import UNIT, plan


def sheet_of(overall: Overall) -> Sheet:
    return compose(UNIT, AnnualPlan(year=2023, overall=overall))


def texts(sheet: Sheet, style: str) -> list[str]:
    return [cell.text for cell in sheet.cells if cell.style == style]


def test_three_sections_in_their_order() -> None:
    assert texts(sheet_of(Overall()), "part") == ["第一部分", "部门整体绩效目标"]
    assert [text[:2] for text in texts(sheet_of(Overall()), "heading1")] == ["一、", "二、", "三、"]


def test_paragraphs_share_the_address_of_their_field() -> None:
    year = AnnualPlan(year=2023, overall=Overall(goal="　　甲\n\n乙"))
    cells = [cell for cell in compose(UNIT, year).cells if cell.style == "paragraph"]
    assert [cell.text for cell in cells] == ["甲", "乙"]
    assert {cell.address for cell in cells} == {Address("plan", year.id, "overall.goal")}


def test_subgoals_are_numbered_and_labelled() -> None:
    sheet = sheet_of(
        Overall(
            subgoals=(
                SubGoal(title="产业建设", goal="统筹", indicators="≥90%"),
                SubGoal(title="能力建设", goal="加强"),
            )
        )
    )
    assert texts(sheet, "heading2") == ["1、产业建设", "2、能力建设"]
    assert "绩效目标：统筹" in texts(sheet, "paragraph")
    assert "绩效指标：≥90%" in texts(sheet, "paragraph")


def test_a_plain_subgoal_stands_without_number_and_takes_none() -> None:
    sheet = sheet_of(Overall(subgoals=(SubGoal(goal="甲\n乙"), SubGoal(title="丙", goal="丁"))))
    assert texts(sheet, "heading2") == ["1、丙"]
    assert {"甲", "乙"} <= set(texts(sheet, "paragraph"))


def test_every_filled_field_is_shown() -> None:
    year = plan()
    shown = Counter(cell.address for cell in compose(UNIT, year).cells if cell.address)
    for subgoal in year.overall.subgoals:
        for entry in FIELDS["subgoal"]:
            if entry.text(subgoal):
                assert shown[Address("subgoal", subgoal.id, entry.path)]
    assert all(shown[Address("safeguard", row.id, "text")] for row in year.overall.safeguards)
    for path in ("overall.goal", "overall.funds.basic", "overall.funds.project"):
        assert shown[Address("plan", year.id, path)]


def test_funds_appear_only_when_filled() -> None:
    filled = sheet_of(Overall(funds=Funds(Money(1_000_000), Money(2_000_000))))
    assert texts(filled, "number") == ["1.00", "2.00", "3.00"]
    assert texts(sheet_of(Overall(safeguards=(Safeguard(),))), "number") == []


def test_paragraphs_may_split_and_headings_stay_with_their_text() -> None:
    sheet = compose(UNIT, plan())
    assert {"part", "heading1", "heading2", "paragraph"} <= {cell.style for cell in sheet.cells}
    for cell in sheet.cells:
        row = sheet.rows[cell.row]
        assert row.splits == (cell.style == "paragraph")
        assert row.keep_with_next or cell.style not in ("part", "heading1", "heading2")


def test_what_pages_leave_out_is_kept_for_a_workbook() -> None:
    text = "  \n　甲 \n\n \n乙\n丙\n　"
    sheet = sheet_of(Overall(goal=text, safeguards=(Safeguard(text=" "), Safeguard())))
    goal, blank, empty = (
        [cell for cell in sheet.cells if cell.address == address]
        for address in dict.fromkeys(
            cell.address for cell in sheet.cells if cell.style == "paragraph"
        )
    )
    assert [cell.text for cell in goal] == ["甲", "乙", "丙"]
    assert "\n".join(cell.kept or cell.text for cell in goal) == text
    assert [(cell.text, cell.kept) for cell in (*blank, *empty)] == [("", " "), ("", "")]
