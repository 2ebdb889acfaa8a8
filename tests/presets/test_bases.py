"""指标值确定依据: the wordings of the documents, several of them in one cell."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals import presets

DOCUMENT_CELLS = (
    # document 002
    "预算安排",
    "经验标准",
    "历史经验",
    "历史标准",
    "调查问卷",
    # document 004
    "2023年工作计划、融媒体中心绩效考核量化明细",
    "融媒体中心绩效考核量化明细、公众号或者问卷调查",
    "根据公众号或者问卷调查",
    "2023年工作计划、融媒体中心绩效考核量化明细、合同",
    "2023年工作计划、合同",
    "2023年预算测算",
    "融媒体中心绩效考核量化明细",
    "问卷调查",
    "2023年工作计划",
    "开展网络问卷调查",
)
KNOWN = st.sampled_from([basis.name for basis in presets.bases(2023)])
PIECE = st.text(st.characters(codec="utf-8", exclude_characters="、\n"), max_size=8)


@pytest.mark.parametrize("cell", DOCUMENT_CELLS)
def test_the_documents_wordings_are_all_known(cell: str) -> None:
    known, rest = presets.split_bases(cell)
    assert known == tuple(cell.split("、"))
    assert rest == ""
    assert presets.join_bases(known, rest) == cell


def test_the_three_standards_are_offered_and_words_that_rules_warn_about_are_not() -> None:
    names = {basis.name for basis in presets.bases()}
    assert {"计划标准", "行业标准", "历史标准"} <= names
    known_only = ("国际标准", "预算安排", "经验标准", "调查问卷", "根据公众号或者问卷调查")
    assert not names.intersection(known_only)
    assert all(presets.basis_of(name) for name in known_only)


def test_each_basis_is_offered_once_with_a_word_on_it() -> None:
    for year in (None, 2024):
        names = [basis.name for basis in presets.bases(year)]
        assert len(set(names)) == len(names)
    assert all(len(basis.explanation) >= 8 for basis in presets.bases())


def test_year_names_carry_the_year_asked_for() -> None:
    assert "2024年工作计划" in {basis.name for basis in presets.bases(2024)}
    assert "工作计划" in {basis.name for basis in presets.bases()}
    assert not [basis for basis in presets.bases() if "{" in basis.name]


@pytest.mark.parametrize("text", ["2019年工作计划", "年度工作计划", "工作计划", "2024年度预算测算"])
def test_year_names_are_known_whatever_the_year(text: str) -> None:
    basis = presets.basis_of(text)
    assert basis is not None
    assert basis.name == text


@pytest.mark.parametrize("text", ["", "2023年合同", "某文件", "合同。"])
def test_other_texts_are_unknown(text: str) -> None:
    assert presets.basis_of(text) is None


def test_vague_wordings_are_marked() -> None:
    for name in ("预算安排", "经验标准", "历史经验", "调查问卷"):
        basis = presets.basis_of(name)
        assert basis is not None
        assert basis.vague
    assert not any(basis.vague for basis in presets.bases())


def test_unknown_text_is_kept_to_the_letter() -> None:
    assert presets.split_bases("《甲、乙》通知\n第二段、合同") == (
        ("合同",),
        "《甲、乙》通知\n第二段",
    )
    assert presets.join_bases(("合同",), "《甲、乙》通知") == "合同、《甲、乙》通知"


def test_line_breaks_between_bases_can_be_kept() -> None:
    cell = "计划标准\n2023年工作计划"
    known, rest = presets.split_bases(cell)
    assert presets.join_bases(known, rest, separator=presets.separator_of(cell)) == cell
    assert presets.separator_of("计划标准、合同\n问卷调查") == "、"


@given(st.lists(KNOWN, unique=True), PIECE)
def test_known_bases_then_free_text_come_back_as_they_were(known: list[str], free: str) -> None:
    cell = "、".join([*known, free] if free else known)
    assert presets.join_bases(*presets.split_bases(cell)) == cell


@given(st.lists(st.one_of(KNOWN, PIECE)), st.sampled_from(["、", "\n"]))
def test_no_piece_gets_lost_wherever_it_stands(pieces: list[str], separator: str) -> None:
    cell = separator.join(pieces)
    joined = presets.join_bases(*presets.split_bases(cell))
    assert sorted(filter(None, re.split("[、\n]", joined))) == sorted(
        filter(None, re.split("[、\n]", cell))
    )


@given(st.text(st.sampled_from("甲乙、\n ，；")))
def test_text_without_a_known_basis_is_untouched(text: str) -> None:
    assert presets.split_bases(text) == ((), text)
    assert presets.join_bases((), text) == text
