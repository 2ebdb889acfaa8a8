"""Remarks of the bureau: taken out of what was pasted, kept in the file, listed and counted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.app import Session
from hfgoals.checks import finding
from hfgoals.checks.finding import REASONS
from hfgoals.history import RETURNS
from hfgoals.history.returns import (
    MOST,
    Remark,
    chosen,
    lines_of,
    of_plan,
    open_count,
    put,
    put_back,
    reason_of,
    remarks_in,
    remarks_of,
    stored,
    without,
)
from hfgoals.model.address import Address
from hfgoals.sample import sample_book
from tests.strategies import nasty_lines, nasty_texts

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | nasty_texts(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "plan", "text", "reason", "address", "done", "answer", "at", "x"]
            ),
            inner,
            max_size=9,
        )
    ),
    max_leaves=20,
)
_REMARKS = st.builds(
    Remark,
    nasty_lines().map(lambda text: text.strip() or "意见"),
    st.sampled_from(["p1", "p2"]),
    reason=st.sampled_from(REASONS),
    address=st.none() | st.just(Address("indicator", "r1", "target")),
    done=st.booleans(),
    answer=nasty_texts(),
    at=st.integers(0, 2**34 - 1),
)


@given(st.lists(_REMARKS, max_size=5))
def test_what_is_kept_is_read_again(remarks: list[Remark]) -> None:
    told = json.loads(json.dumps(stored(remarks)))
    assert remarks_of(told) == tuple(remarks)
    later = [{**each, "unknown": [1]} for each in told]
    assert remarks_of(later) == tuple(remarks), "what a later program adds is passed over"


@given(_JSON)
def test_anything_odd_is_as_if_it_were_not_there(value: Any) -> None:
    for setting in (value, [value], [value, *stored([Remark("甲", "p", "1")])]):
        found = remarks_of(setting)
        assert all(each.text and each.id and each.reason in REASONS for each in found)
        assert remarks_of(stored(found)) == found
        assert all(each.when is None or each.at for each in found)
    assert remarks_of([value, *stored([Remark("甲", "p", "1")])])[-1].text == "甲"


def test_an_odd_field_does_not_cost_the_remark() -> None:
    (told,) = stored([Remark("甲", "p", "1", finding.INCOMPLETE, done=True, answer="改了", at=9)])
    odd: dict[str, Any] = {
        "reason": "别的", "address": ["indicator", 1, "target"], "done": "yes", "answer": 3,
        "at": True,
    }  # fmt: skip
    assert remarks_of([{**told, **odd}]) == (Remark("甲", "p", "1"),)
    for address in (
        ["nothing", "r", "target"],
        ["indicator", "r", "nothing"],
        "r",
        [],
        [[], 1, {}],
    ):
        assert remarks_of([{**told, "address": address}])[0].address is None


@given(nasty_texts())
def test_every_line_is_a_remark_that_would_be_read_the_same(pasted: str) -> None:
    found = remarks_in(pasted, "p", 5)
    assert remarks_of(stored(found)) == found
    assert len(found) <= min(MOST, len([line for line in pasted.splitlines() if line.strip()]))


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("1.甲意见\n2.乙意见", ("甲意见", "乙意见")),
        ("（一）甲意见；\n\n（二）乙意见。\n　\n", ("甲意见", "乙意见。")),
        ("①甲意见\n② 乙意见", ("甲意见", "乙意见")),
        ("一、甲意见\n二、乙意见", ("甲意见", "乙意见")),
        ("1）甲意见\n(2)乙意见", ("甲意见", "乙意见")),
        ("1 ．甲意见\r\n2、乙意见", ("甲意见", "乙意见")),
        ("意见一：甲意见\n问题2、乙意见", ("甲意见", "乙意见")),
        ("1：甲意见\n12:乙意见", ("甲意见", "乙意见")),
        ("• 甲意见\n- 乙意见\n——丙意见", ("甲意见", "乙意见", "丙意见")),
        ("一、（1）甲意见", ("甲意见",)),
        ("1\t甲项目\t甲意见\n2\t乙项目\t乙意见", ("甲项目 甲意见", "乙项目 乙意见")),
        ("3.2023年6月底前未填", ("2023年6月底前未填",)),
        ("3月底支出进度应为25%", ("3月底支出进度应为25%",)),
        ("2023年的数据", ("2023年的数据",)),
        ("1.5万元偏高", ("1.5万元偏高",)),
        ("项目3：指标不够完整", ("项目3：指标不够完整",)),
        ("第3个项目指标值偏低", ("第3个项目指标值偏低",)),
        ("10:30前上报", ("10:30前上报",)),
        ("7", ("7",)),
        ("", ()),
        (" \n\u3000\n\t\n", ()),
    ],
)
def test_a_line_is_a_remark_without_its_number(pasted: str, expected: tuple[str, ...]) -> None:
    assert lines_of(pasted) == expected


@pytest.mark.parametrize("reason", [each for each in REASONS if each != finding.OTHER])
def test_a_reason_that_is_named_is_known(reason: str) -> None:
    assert reason_of(f"第2个项目{reason[:3]} {reason[3:]}，请修改") == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("缺少满意度指标，请补充", finding.NO_SATISFACTION),
        ("未设置服务对象满意度指标", finding.NO_SATISFACTION),
        ("建议补充社会效益方面的指标", finding.NO_BENEFIT),
        ("没有效益指标", finding.NO_BENEFIT),
        ("应增加产出数量指标", finding.NO_OUTPUT),
        ("该指标含两项内容，应拆成两个指标", finding.TO_BE_SPLIT),
        ("发行量和差错率建议分别设置指标", finding.TO_BE_SPLIT),
        ("“及时率”一级指标有误，应为产出指标", finding.WRONG_LEVEL1),
        ("“差错率”应归到质量指标", finding.WRONG_LEVEL2),
        ("二级指标归类不准", finding.WRONG_LEVEL2),
        ("指标描述与指标值不一致", finding.MISMATCHED),
        ("指标值与指标内容不符", finding.MISMATCHED),
        ("该指标与项目无关", finding.UNRELATED),
        ("指标与资金用途的关联性不强", finding.UNRELATED),
        ("目标过于笼统，没有具体数字", finding.UNMEASURED),
        ("指标值“逐步提高”不可衡量、请量化", finding.UNMEASURED),
        ("指标值确定依据未填", finding.INCOMPLETE),
        ("绩效目标不全", finding.INCOMPLETE),
        ("项目编码与批复的不一样", finding.OTHER),
        ("请加盖公章", finding.OTHER),
        ("", finding.OTHER),
    ],
)
def test_the_reason_is_told_by_the_bureau_s_words(text: str, reason: str) -> None:
    assert reason_of(text) == reason


def test_a_long_line_is_one_remark_to_its_end() -> None:
    long = "（一）" + "补充" * 30_000 + "。"
    assert lines_of(f"1.{long}\n2.乙") == (long.removeprefix("（一）"), "乙")


def test_they_are_listed_counted_and_changed() -> None:
    one, two, other = (
        Remark("指标值偏低", "p", "1"),
        Remark("请盖章", "p", "2", done=True, answer="已盖 ABC"),
        Remark("别的年度", "q", "3"),
    )
    remarks = (one, two, other)
    assert of_plan(remarks, "p") == (one, two)
    assert open_count(of_plan(remarks, "p")) == 1
    assert chosen(remarks, "open") == (one, other)
    assert chosen(remarks, "done") == (two,)
    assert chosen(remarks, "all", "abc 盖章") == (two,)
    assert chosen(remarks, "all", "盖章 没有") == ()
    done = replace(one, done=True)
    assert put(remarks, done) == (done, two, other)
    assert without(remarks, "2") == (one, other)
    assert put_back(without(remarks, "2"), two, 1) == remarks


def test_they_are_in_the_file_and_in_its_copy(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "a.hfg", sample_book())
    plan = session.book.years[-1]
    remarks = remarks_in("1.指标不够完整\n2.请盖章", plan.id, 1700000000)
    session.keep_version("一上", plan, submitted=True)
    session.put_setting(RETURNS, stored(remarks))
    session.save_copy(tmp_path / "b.hfg")
    session.close()
    for name in ("a.hfg", "b.hfg"):
        again = Session.open(tmp_path / name)
        assert remarks_of(again.setting(RETURNS)) == remarks
        again.close()
