"""The word lists, and what is read with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.checks.text.mistakes import mistakes
from hfgoals.checks.text.wording import (
    around,
    bare_name,
    bracketed,
    clauses,
    folded,
    quoted,
    sentences,
    without_bracketed,
    without_make_up,
)
from hfgoals.checks.text.words import any_of, either, ends_with, topics, word_list
from hfgoals.paths import resource
from hfgoals.trouble import PresetTrouble

_MINE = ("bases", "directions", "mistakes", "names", "topics", "units", "values")


@pytest.mark.parametrize("file", _MINE)
def test_every_list_says_what_it_is_for(file: str) -> None:
    text = resource("checks", "words", f"{file}.toml").read_text("utf-8")
    assert text.startswith("# ")
    assert "怎样增加" in text


def test_no_right_word_is_a_wrong_one() -> None:
    known = mistakes()
    for wrong, right in known.right.items():
        assert known.found(right) == []
        assert known.mended(wrong) in (right, wrong)
        assert [each[0] for each in known.found(wrong)] == [wrong]
        for longer in known.harmless[wrong]:
            assert known.found(longer) == []
            assert known.mended(f"{longer}，{wrong}").startswith(longer)


def test_missing_lists_are_told() -> None:
    with pytest.raises(PresetTrouble):
        word_list("directions", "没有这一组")
    with pytest.raises(PresetTrouble):
        word_list("no_such_file", "没有")


def test_patterns_take_the_longer_word_and_no_signs() -> None:
    assert either(("a", "a.b")) == r"a\.b|a"
    assert ends_with("units", "计数名词").search("累计下载量")
    assert not ends_with("units", "计数名词").search("下载量增长率")
    assert any_of("directions", "处置").search("故障修复率")


def test_topics() -> None:
    assert topics("编辑《新怀来》报，报纸出版") == {"报刊"}
    assert topics("做好各项工作") == frozenset()
    assert topics("网络安全演练") == {"安全"}


def test_what_is_left_for_comparing() -> None:
    assert folded("增强 服务、保障能力。\n") == "增强服务保障能力"
    assert bare_name("群众满意度（%）") == "群众满意度"
    assert bare_name(" 增强能力。；") == "增强能力"
    assert bracketed("编发数量（期）。") == "期"
    assert bracketed("编发数量") == ""
    assert without_bracketed("编发数量（期）") == "编发数量"
    assert without_make_up("目标内容：用于报纸的编辑、发行等。") == "报纸的编辑发行"


def test_what_a_message_shows() -> None:
    assert quoted("一\n二") == "一 二"
    assert quoted("字" * 30, 10) == "字" * 9 + "…"
    assert around("一二三四五六", 2, 3, 1) == "二三四"
    assert sentences("一。二！\n三") == ["一", "二", "三"]
    assert clauses("一，二；三。") == ["一", "二", "三"]


def test_the_lists_are_within_the_resources() -> None:
    assert {path.stem for path in Path(resource("checks", "words")).glob("*.toml")} >= set(_MINE)
