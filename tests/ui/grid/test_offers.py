"""The dropdowns: schemes, the library, ticks, units, spending plans."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from hfgoals.model.address import Address
from hfgoals.model.values import Indicator, SpendingPlan
from tests.ui.grid.conftest import Hands
from ui.grid import offers

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def test_level1_offers_the_scheme_and_takes_with_the_keys(blank: Hands) -> None:
    start(blank)
    blank.key(Key.Key_Down, ALT)
    assert blank.offered == ["产出指标", "效益指标", "满意度指标"]
    blank.key(Key.Key_Down)
    blank.key(Key.Key_Down)
    blank.key(Key.Key_Return)
    assert blank.row(1).level1 == "效益指标"
    assert blank.popup is None


def test_level2_offers_what_fits_level1(hands: Hands) -> None:
    hands.take(hands.cell(7, "level2"))
    hands.key(Key.Key_F4)
    assert "社会效益指标" in hands.offered
    assert "数量指标" not in hands.offered


def test_typing_narrows_the_list_and_free_text_is_allowed(hands: Hands) -> None:
    hands.take(hands.cell(7, "level2"))
    hands.type("经济")
    assert hands.offered == ["经济效益指标"]
    hands.type("甲")
    assert hands.offered == []
    hands.key(Key.Key_Return)
    assert hands.row(7).level2 == "经济甲"


def test_a_level1_that_lacks_the_level2_says_so_softly(hands: Hands) -> None:
    hands.take(hands.cell(7, "level1"))
    hands.key(Key.Key_F2)
    hands.editor.selectAll()
    hands.type("产出指标")
    hands.key(Key.Key_Return)
    assert (hands.row(7).level1, hands.row(7).level2) == ("产出指标", "社会效益指标")
    assert hands.note.isVisible()
    assert "社会效益指标" in hands.note.text()


def test_an_indicator_of_the_library_fills_the_row_in_one_step(hands: Hands) -> None:
    before = hands.row(3)
    hands.take(hands.cell(3, "name"))
    hands.type("合格")
    assert hands.offered
    hands.key(Key.Key_Down)
    chosen = hands.offered[0]
    hands.key(Key.Key_Return)
    row = hands.row(3)
    assert row.name == chosen
    assert row.level2 == before.level2
    assert all((row.description, row.target.text, row.basis))
    assert hands.document.undo_name == f"选用指标“{chosen}”"
    hands.document.undo()
    assert hands.row(3) == before


def test_the_library_makes_the_first_row_with_its_levels(blank: Hands) -> None:
    start(blank)
    blank.key(Key.Key_Right)
    blank.key(Key.Key_Right)
    blank.key(Key.Key_Down, ALT)
    blank.key(Key.Key_Down)
    chosen = blank.offered[0]
    blank.key(Key.Key_Return)
    row = blank.row(1)
    assert row.name == chosen
    assert row.level1
    assert row.level2
    assert blank.here == blank.cell(1, "name")


def test_escape_closes_the_list_before_the_editor(hands: Hands) -> None:
    hands.take(hands.cell(3, "name"))
    hands.key(Key.Key_Down, ALT)
    assert hands.popup is not None
    hands.key(Key.Key_Escape)
    assert hands.popup is None
    assert hands.editing
    hands.key(Key.Key_Escape)
    assert not hands.editing


def test_enter_takes_the_typed_text_unless_an_offer_is_held(hands: Hands) -> None:
    hands.take(hands.cell(3, "name"))
    hands.type("合格")
    assert hands.popup is not None
    hands.key(Key.Key_Return)
    assert hands.row(3).name == "合格"
    assert hands.popup is None


def test_several_bases_are_ticked(hands: Hands) -> None:
    hands.take(hands.cell(2, "basis"))
    hands.key(Key.Key_F4)
    first, second = hands.offered[:2]
    for _ in range(2):
        hands.key(Key.Key_Down)
        hands.key(Key.Key_Space)
    assert hands.editor.text == f"{first}、{second}"
    assert hands.popup is not None
    assert [item.ticked for item in hands.popup.offers.items[:2]] == [True, True]
    hands.key(Key.Key_Space)
    assert hands.editor.text == first
    hands.key(Key.Key_Return)
    assert hands.row(2).basis == first


def test_ticking_keeps_the_users_own_words() -> None:
    offer = offers.Offer("行业标准", ticked=False)
    text = offers.ticked("县委会议纪要", offer)
    assert "县委会议纪要" in text
    assert "行业标准" in text
    assert offers.ticked(text, offer) == "县委会议纪要"
    assert offers.ticked("计划标准、行", offer) == "计划标准、行业标准"


def test_signs_and_units() -> None:
    assert offers.with_sign("95", "≥") == "≥95"
    assert offers.with_sign(">=95%", "≤") == "≤95%"
    assert offers.with_sign("", "＝") == "＝"
    assert offers.with_unit("≥95", "%") == "≥95%"
    assert offers.with_unit("≥95个", "%") == "≥95%"
    assert offers.with_unit("", "个") == "个"


def test_the_target_offers_units_and_keeps_the_editor_open(hands: Hands) -> None:
    hands.take(hands.cell(1, "target"))
    hands.type("12")
    assert hands.popup is not None
    assert "≥" in hands.popup.offers.signs
    unit = hands.offered[0]
    hands.popup.sign_chosen.emit("≥")
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    assert hands.editing
    assert hands.editor.text == f"≥12{unit}"
    hands.key(Key.Key_Return)
    assert hands.row(1).target.text == f"≥12{unit}"


def test_a_known_indicator_offers_its_usual_value(hands: Hands) -> None:
    hands.take(hands.cell(3, "name"))
    hands.type("合格")
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    usual = hands.row(3).target.text
    hands.take(hands.cell(3, "target"))
    hands.type("1")
    assert hands.offered[0] == usual
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    assert hands.row(3).target.text == usual


def test_a_spending_plan_fills_all_four_in_one_step(hands: Hands) -> None:
    before = hands.project.plan
    hands.take(hands.field("plan.october"))
    hands.key(Key.Key_F4)
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    plan = hands.project.plan
    assert plan != before
    assert plan.december == Decimal(100)
    assert None not in tuple(plan)
    hands.document.undo()
    assert hands.project.plan == before


def test_typing_into_the_plan_is_not_disturbed(hands: Hands) -> None:
    hands.take(hands.field("plan.october"))
    hands.type("75")
    assert hands.popup is None
    hands.key(Key.Key_Return)
    assert hands.project.plan == SpendingPlan(
        Decimal(25), Decimal("33.5"), Decimal(75), Decimal(100)
    )


def test_the_arrow_opens_the_list(hands: Hands) -> None:
    from PySide6.QtTest import QTest

    from ui.grid.painter import arrow_rect

    address = hands.cell(3, "basis")
    hands.take(address)
    place = hands.table.board().of(address)  # type: ignore[union-attr]
    assert place is not None
    cell = hands.table.viewing.pixels(place.rect)
    assert not arrow_rect(cell).intersects(cell), "it would cover the text"
    spot = arrow_rect(cell).center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(hands.table.viewport(), Qt.MouseButton.LeftButton, none, spot)
    assert hands.popup is not None


def start(blank: Hands) -> None:
    """Take the blank row's first cell in hand."""
    blank.key(Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    blank.key(Key.Key_Home)
    address = blank.table._selection.address
    assert address == Address("indicator", "", "level1")
    assert blank.project.indicators == ()
    assert Indicator().level1 == ""
