"""The indicator library: complete, and none breaks a review rule that one row can be judged by.

The laws name the rule they come from (review rules, section 2).
"""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals import presets
from hfgoals.model.money import Money
from hfgoals.model.target import AT_LEAST, AT_MOST, EQUAL, QUALITATIVE, Target
from hfgoals.presets import Kind, LibraryFill, LibraryIndicator, Scheme

YEAR = 2023
BUDGET = Money.of_wan(Decimal("80.00"))
ROWS = presets.library()
EVERY_KIND = pytest.mark.parametrize("kind", presets.kinds(), ids=lambda kind: kind.id)
HEBEI = presets.scheme("hebei")

RATE = re.compile("(率|度|占比|比例)$")
UNWANTED = re.compile("差错|故障|事故|投诉|停播|中断|诉讼|事件|逾期")
VAGUE = re.compile("有效|明显|显著|进一步|逐步|不断|较高|较好|大幅|持续推介|积极|充分|等等|若干")
ACTION = re.compile("^(按时|增强|提升|提高|保障|加强|推动|促进|完成|扩大|开展|做好|改善|减少)")
PLACEHOLDER = re.compile(r"[*_×/{}○-]|XX|待定|某某")
MUST_BE_WHOLE = re.compile("验收合格率|发放准确率|支付准确率|偿还及时率|^安全播出率")


def every_row(law: Callable[[LibraryIndicator], None]) -> Callable[[], None]:
    """The law as one test over all rows, which names every row that breaks it."""

    def test() -> None:
        broken = []
        for row in ROWS:
            try:
                law(row)
            except AssertionError as fault:
                broken.append(f"{row.kind} {row.name}: {fault}")
        assert not broken, "\n".join(broken)

    test.__name__ = law.__name__
    return test


def filled(row: LibraryIndicator, scheme: Scheme = HEBEI) -> LibraryFill:
    return row.filled(YEAR, BUDGET, scheme)


def target(row: LibraryIndicator) -> Target:
    return Target.parse(filled(row).target)


def test_there_are_enough_kinds_and_indicators() -> None:
    assert len(presets.kinds()) >= 14
    assert len(ROWS) >= 150


@EVERY_KIND
def test_a_complete_form_can_be_filled_from_one_kind(kind: Kind) -> None:
    rows = presets.library(kind.id)
    codes = {row.code for row in rows}
    assert len(rows) >= 9
    assert {"数量", "质量", "时效", "成本", "满意度"} <= codes
    assert codes & {"经济效益", "社会效益", "生态效益"}
    assert "可持续影响" in codes


def test_all_four_benefits_are_represented() -> None:
    assert {"经济效益", "社会效益", "生态效益", "可持续影响"} <= {row.code for row in ROWS}


@every_row
def test_it_has_its_place_in_either_scheme(row: LibraryIndicator) -> None:  # C08
    for scheme in presets.schemes():
        fill = filled(row, scheme)
        assert scheme.belongs(fill.level2, fill.level1)
        assert scheme.code_of(fill.level2) == row.code


@every_row
def test_no_cell_is_empty_or_holds_a_placeholder(row: LibraryIndicator) -> None:  # C05, C06
    fill = filled(row)
    for text in (fill.name, fill.description, fill.target, fill.basis):
        assert text
        assert "{" not in text
    assert not PLACEHOLDER.search(fill.name)
    assert row.sign == QUALITATIVE or not PLACEHOLDER.search(target(row).value)


@every_row
def test_the_value_says_sign_number_and_unit(row: LibraryIndicator) -> None:  # V01, V02, V03, V10
    read = target(row)
    if row.sign == QUALITATIVE:
        assert row.code not in {"数量", "质量", "时效", "成本"}
        assert row.value in {"优", "良"}
        assert "评定" in row.description
        return
    assert read.signed
    assert read.sign == row.sign
    assert read.unit == (None if read.deadline else row.unit)


@every_row
def test_deadlines_are_dates_within_the_year(row: LibraryIndicator) -> None:  # V07, V08, V09
    deadline = target(row).deadline
    assert (deadline is not None) == row.value.startswith("{year}")
    if deadline is not None:
        assert row.code == "时效"
        assert deadline.year == YEAR


@every_row
def test_the_unit_fits_the_name(row: LibraryIndicator) -> None:  # V04, V11, V12
    if row.sign == QUALITATIVE:
        return
    assert bool(RATE.search(row.name)) == (row.unit in {"%", "‰"})
    assert not re.search("[（(%]", row.name)
    assert row.unit in presets.units() or row.value.startswith("{year}")


@every_row
def test_the_sign_points_the_natural_way(row: LibraryIndicator) -> None:  # V05, K06
    if row.sign == QUALITATIVE:
        return
    rate = row.unit in {"%", "‰"}
    spoils = UNWANTED.search(row.name) and not re.search("修复合格|演练", row.name)
    if row.code == "成本" or spoils or (row.code == "时效" and not rate):
        assert row.sign == AT_MOST or (row.sign == EQUAL and row.value == "0")
    else:
        assert row.sign in {AT_LEAST, EQUAL}


@every_row
def test_percentages_are_plausible(row: LibraryIndicator) -> None:  # V06, V14, V15
    number = target(row).number
    if row.unit == "%":
        assert 0 < number <= 100
    if MUST_BE_WHOLE.search(row.name):
        assert (row.sign, number) == (EQUAL, 100)
    if row.code == "满意度":
        assert 90 <= number < 100


@every_row
def test_values_are_neither_token_nor_boastful(row: LibraryIndicator) -> None:  # V17, V18
    if row.code == "数量":
        assert target(row).number >= 2
    if row.unit == "年":
        assert target(row).number <= 6


@every_row
def test_wording_is_that_of_an_indicator(
    row: LibraryIndicator,
) -> None:  # W02, W03, H06, W17, W18, W20
    for text in (row.name, row.description):
        assert not re.search(r"\s|[,:;()]|[。，；：]$|(.{3,})\1|[、。]{2}", text)
        assert not VAGUE.search(text)
    assert not ACTION.search(row.name)
    assert 4 <= len(row.name) <= 16


@every_row
def test_the_description_says_more_than_the_name(
    row: LibraryIndicator,
) -> None:  # W01, W09, W10, W12
    assert row.name not in row.description
    assert len(row.description) >= 12
    # Several numbers or listed objects in one row are several indicators.
    assert not re.search(r"[、\d]", row.description)
    if row.unit in {"%", "‰"}:
        assert "占" in row.description


@every_row
def test_satisfaction_names_the_same_people_in_name_and_description(
    row: LibraryIndicator,
) -> None:  # W08
    if row.code == "满意度":
        people = row.name.removesuffix("满意度")
        assert people != row.name
        assert people[-2:] in row.description


@every_row
def test_the_row_says_what_its_second_level_is_about(row: LibraryIndicator) -> None:  # C09
    if row.code == "数量":
        assert "率" not in row.name
    if row.code == "质量":
        assert not re.search("完成率|按时|及时|覆盖", row.name)
    if row.code == "时效":
        assert not re.search("合格|准确|达标|质量", row.name)
    if row.code == "社会效益":
        assert "持续" not in row.name


@every_row
def test_the_basis_is_known_and_not_only_vague(row: LibraryIndicator) -> None:  # W05, W06
    known, rest = presets.split_bases(filled(row).basis)
    assert rest == ""
    offered = {basis.name: basis for basis in presets.bases(YEAR)}
    assert all(not offered[name].vague for name in known)
    if row.code == "成本":
        assert not any("工作计划" in name for name in known)
    if row.code == "满意度":
        assert "满意度问卷调查方案" in known


@EVERY_KIND
def test_no_name_twice_in_a_kind(kind: Kind) -> None:  # C10
    names = [row.name for row in presets.library(kind.id)]
    assert len(set(names)) == len(names)


def test_a_name_has_one_unit_wherever_it_stands() -> None:  # V13
    units = {}
    for row in ROWS:
        assert units.setdefault(row.name, row.unit) == row.unit


def test_no_indicator_is_a_template_for_several_kinds() -> None:  # W04
    pairs = [(row.name, row.value) for row in ROWS]
    assert max(pairs.count(pair) for pair in pairs) < 3


@EVERY_KIND
def test_cost_is_capped_by_the_budget_and_broken_down(kind: Kind) -> None:  # K01, K03, K04, K07
    costs = [row for row in presets.library(kind.id) if row.code == "成本"]
    assert [row for row in costs if row.value == "{budget}" and row.unit == "万元"]
    assert [row for row in costs if row.value != "{budget}"]
    assert all(row.unit.startswith("万元") for row in costs)
    if kind.id in {"equipment", "repair", "debt"}:
        assert not [row for row in costs if row.unit == "万元/月"]


@EVERY_KIND
def test_a_unit_cost_goes_with_a_quantity_of_its_kind(kind: Kind) -> None:
    rows = presets.library(kind.id)
    quantities = {row.value for row in rows if row.code == "数量"} | {"12"}
    for row in rows:
        share = re.fullmatch(r"\{budget/(\d+)\}", row.value)
        assert share is None or share[1] in quantities


@given(st.integers(min_value=1_000_000, max_value=10**12))
def test_monthly_cost_times_twelve_is_the_budget_and_never_more(fen: int) -> None:  # K02
    budget = Money(fen)
    row = next(row for row in presets.library("personnel") if row.unit == "万元/月")
    year = Target.parse(row.filled(YEAR, budget, HEBEI).target).number * 12
    assert budget.wan * Decimal("0.995") < year <= budget.wan


def test_the_budget_is_printed_as_on_the_form() -> None:
    total = next(row for row in presets.library("newspaper") if row.value == "{budget}")
    assert filled(total).target == "≤80.00万元"
    share = next(row for row in presets.library("personnel") if row.unit == "万元/月")
    assert share.filled(YEAR, Money.of_wan(Decimal(30)), HEBEI).target == "≤2.5万元/月"


def test_without_a_budget_what_follows_from_it_stays_blank() -> None:
    rows = presets.library("operations")
    follows = ["budget" in row.value for row in rows]
    assert set(follows) == {True, False}
    assert [row.filled(YEAR, None, HEBEI).target == "" for row in rows] == follows


def test_year_goes_into_value_and_basis() -> None:
    row = next(row for row in presets.library("programmes") if row.value.startswith("{year}"))
    fill = row.filled(2031, BUDGET, HEBEI)
    assert fill.target.startswith("2031年")
    assert "2031年工作计划" in fill.basis


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        # document 002
        ("]融媒体中心运行维护费", "operations"),
        ("更换牌匾及门口修缮（21年借款）", "repair"),
        ("联通公司MSTP专线费", "leased_line"),
        ("融媒体中心西办公楼防水及门面改造", "repair"),
        ("用创收收入偿还历史债务", "debt"),
        ("自筹人员经费（预留）", "personnel"),
        # document 004
        ("怀财字【2023】7号  《新怀来》报编辑发行费用", "newspaper"),
        ("怀财字【2023】7号  融媒体中心建设提升资金", "equipment"),
        ("怀财字【2023】7号  新媒体平台运营费用", "new_media"),
        # the remaining kinds
        ("应急广播系统运行维护费", "emergency_broadcast"),
        ("网络安全等级保护测评", "safe_broadcast"),
        ("公益广告制作播出", "public_service_ads"),
        ("自办栏目节目制作费", "programmes"),
        ("春节联欢晚会承办", "events"),
        ("全媒体人才 培训费", "training"),
        ("智慧怀来app维护", "new_media"),
    ],
)
def test_the_kind_is_known_by_the_projects_name(name: str, kind: str) -> None:
    found = presets.kind_of(name)
    assert found is not None
    assert found.id == kind


def test_a_name_without_keyword_has_no_kind() -> None:
    assert presets.kind_of("其他") is None
    assert presets.kind_of("") is None


def test_an_unknown_kind_is_our_fault() -> None:
    with pytest.raises(KeyError):
        presets.library("none")
