"""The indicator library: complete, and none breaks a review rule that one row can be judged by.

The laws name the rule they come from (review rules, section 2).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals import presets
from hfgoals.model.money import Money
from hfgoals.model.target import AT_LEAST, AT_MOST, EQUAL, QUALITATIVE, Target
from hfgoals.model.values import Project
from hfgoals.presets import Kind, LibraryFill, LibraryIndicator, Scheme
from tests.presets.answers import COUNTED, answered
from tests.presets.titles import LATER, OWN, USUAL

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
    return answered(row, YEAR, BUDGET, scheme)


def target(row: LibraryIndicator) -> Target:
    return Target.parse(filled(row).target)


def test_there_are_enough_kinds_and_indicators() -> None:
    assert len(presets.kinds()) >= 26
    assert len(ROWS) >= 280


@EVERY_KIND
def test_a_complete_form_can_be_filled_from_one_kind(kind: Kind) -> None:
    rows = presets.library(kind.id)
    codes = {row.code for row in rows}
    assert {"数量", "质量", "时效", "成本", "满意度"} <= codes
    assert codes & {"经济效益", "社会效益", "生态效益", "可持续影响"}


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
    assert row.unit != "兆"
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
        assert 90 <= number <= 100


@every_row
def test_values_are_neither_token_nor_boastful(row: LibraryIndicator) -> None:  # V17, V18
    if row.code == "数量" and row.sign != EQUAL:
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
    offered = {basis.name for basis in presets.bases(YEAR)}
    assert offered.issuperset(known)
    assert not offered.intersection(known) <= {"行业标准", "历史标准", "计划标准"}
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
def test_costs_are_not_the_budget_once_more(kind: Kind) -> None:  # K01, K03, K04
    costs = [row for row in presets.library(kind.id) if row.code == "成本"]
    assert costs
    assert not [row for row in costs if row.value == "{budget}"]
    if kind.id in {"equipment", "repair", "debt"}:
        assert not [row for row in costs if row.unit == "万元/月"]


@every_row
def test_the_number_says_whose_it_is(row: LibraryIndicator) -> None:
    fill = row.filled(YEAR, BUDGET, HEBEI, COUNTED)
    assert (fill.target == "") == row.open
    assert row.told.startswith(row.nature[:2])
    if row.open:
        assert row.usual
        assert row.evidence
        assert row.example(YEAR)
    if row.nature == "规定":
        assert re.search("《.+》", row.source)


@every_row
def test_what_no_unit_can_measure_in_the_year_is_not_offered(row: LibraryIndicator) -> None:
    assert not re.search(
        "累计年数|连续.*年|预计|避免损失|服务人口|触达", row.name + row.description
    )
    assert row.value != "{year}年12月底前"


def test_no_number_is_another_countys() -> None:
    theirs = {
        "公众号发布文章篇数": "980", "平台粉丝总数": "17.8", "报纸出版期数": "48",
        "电视新闻播出期数": "240", "广播新闻播出期数": "280", "自办栏目播出期数": "100",
        "公益广告制作条数": "120", "运营平台账号数量": "8",
    }  # fmt: skip
    for row in ROWS:
        fill = row.filled(YEAR, BUDGET, HEBEI, COUNTED)
        assert theirs.get(row.name) is None or theirs[row.name] not in fill.target


def test_a_unit_cost_divides_by_the_quantity_that_stands_in_the_table() -> None:
    cost = next(row for row in presets.library("newspaper") if "budget" in row.value)
    assert cost.filled(YEAR, BUDGET, HEBEI).target == ""
    issues = {"报纸出版期数": Decimal(50)}
    assert cost.filled(YEAR, BUDGET, HEBEI, issues).target == "≤1.6万元/期"


def test_a_number_typed_becomes_the_lines_target() -> None:
    by_name = {row.name: row for row in ROWS}
    assert by_name["公众号发布文章篇数"].completed("520") == "≥520篇"
    assert by_name["公众号发布文章篇数"].completed("五百") == ""
    assert by_name["工程竣工时间"].completed("10") == ""
    assert by_name["报纸编校差错率"].completed("0.5") == ""


@given(st.integers(min_value=1_000_000, max_value=10**12))
def test_monthly_cost_times_twelve_is_the_budget_and_never_more(fen: int) -> None:  # K02
    budget = Money(fen)
    row = next(row for row in presets.library("personnel") if row.unit == "万元/月")
    year = Target.parse(row.filled(YEAR, budget, HEBEI).target).number * 12
    assert budget.wan * Decimal("0.995") < year <= budget.wan


def test_a_share_is_printed_as_on_the_form() -> None:
    share = next(row for row in presets.library("personnel") if row.unit == "万元/月")
    assert share.filled(YEAR, Money.of_wan(Decimal(30)), HEBEI).target == "≤2.5万元/月"


def test_without_a_budget_what_follows_from_it_stays_blank() -> None:
    for row in presets.library("operations"):
        blank = row.filled(YEAR, None, HEBEI).target == ""
        assert blank == (row.open or "budget" in row.value)


def test_year_goes_into_value_and_basis() -> None:
    row = next(row for row in presets.library("training") if row.value.startswith("{year}"))
    assert row.example(2031).startswith("2031年")
    assert "2031年培训计划" in row.filled(2031, BUDGET, HEBEI).basis


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        # document 002
        ("]融媒体中心运行维护费", "operations"),
        ("更换牌匾及门口修缮（21年借款）", "debt"),
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


def _titles(block: str) -> list[tuple[str, str]]:
    pairs = (line.split("|") for line in block.splitlines())
    return [(name, kind) for kind, name in pairs]


@pytest.mark.parametrize(
    ("block", "least"), [(USUAL, 115), (OWN, 100), (LATER, 60)], ids=["usual", "own", "later"]
)
def test_usual_titles_go_to_a_kind_whose_lines_fit(block: str, least: int) -> None:
    titles = _titles(block)
    assert len(dict(titles)) >= least
    wrong = []
    for name, kind in titles:
        found = presets.kind_of(name)
        if (found.id if found is not None else "") != kind:
            wrong.append((name, kind, found))
    assert wrong == []


def test_what_is_chosen_for_a_project_counts_for_more_than_its_name() -> None:
    project = Project(name="公众号运营费")
    for chosen, kind in (("", "new_media"), ("培训", "training"), ("没有这一类", "new_media")):
        found = presets.kind_of_project(replace(project, kind=chosen))
        assert found is not None
        assert found.id == kind


def test_basic_expenditure_gets_a_sentence_instead_of_lines() -> None:
    assert presets.kind_of("工会经费") is None
    assert "基本支出" in presets.basic_expenditure_advice("2026年工会经费")
    assert presets.basic_expenditure_advice("公众号运营费") == ""


def test_a_name_without_keyword_has_no_kind() -> None:
    assert presets.kind_of("其他") is None
    assert presets.kind_of("") is None


def test_an_unknown_kind_is_our_fault() -> None:
    with pytest.raises(KeyError):
        presets.library("none")
