"""Where the order does not matter, any order gives the same reading."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.foreign import proposal_of, understand
from hfgoals.exchange.tables import Origin, Table, table_of
from tests.budget import tried
from tests.exchange.foreign.law import lost_cells
from tests.exchange.foreign.readings import reading

_LIST = {
    "一级指标": ["产出指标", "产出指标", "产出指标", "效益指标", "满意度指标"],
    "二级指标": ["数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度指标"],
    "三级指标": ["播出条数", "安全播出率", "播出及时率", "收听人数", "听众满意度"],
    "指标解释": ["全年播出", "不停播", "按编排单", "抽样", "问卷"],
    "计算符号": ["≥", "=", "大于等于", "不少于", "≥"],
    "指标值": ["3000", "100", "99", "30", "90"],
    "计量单位": ["条", "%", "%", "万人", "%"],
    "依据": ["工作计划", "制度", "制度", "历史数据", "历史数据"],
    "分值": ["20", "20", "10", "30", "20"],
}
_TARGETS = ["≥3000条", "＝100%", "≥99%", "≥30万人", "≥90%"]
_BLOCKS = {
    "项目名称": "新闻播出", "项目代码": "A13000001", "主管部门": "宣传部",
    "年度资金总额（万元）": "120.5", "其中：财政拨款（万元）": "100", "其他资金（万元）": "20.5",
    "年度绩效目标": "全年安全播出，不出差错。", "实施单位": "融媒体中心",
    "资金用途": "购买节目、运行维护",
}  # fmt: skip
_IDENTITY = {
    "项目编码": "A13000001", "项目名称": "新闻播出", "预算数": "120.50", "财政资金": "100.00",
    "其他资金": "20.50", "资金用途": "购买节目、运行维护", "绩效目标": ["全年安全播出，不出差错。"],
}  # fmt: skip
_INDICATORS = [
    [
        *(_LIST[head][row] for head in ("一级指标", "二级指标", "三级指标", "指标解释")),
        target,
        basis,
        _LIST["分值"][row],
    ]
    for row, (target, basis) in enumerate(zip(_TARGETS, _LIST["依据"], strict=True))
]


def _table(rows: list[list[str]]) -> Table:
    cells = [
        (row, column, text, "")
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    ]
    return table_of(Origin("表"), cells, [])


def _read(rows: list[list[str]]) -> dict[str, Any]:
    understanding = understand([_table(rows)], name="2024年度")
    proposal = proposal_of(understanding)
    assert lost_cells(understanding, proposal) == []
    return reading(proposal)


def _list(heads: list[str]) -> list[list[str]]:
    return [heads, *([_LIST[head][row] for head in heads] for row in range(5))]


@st.composite
def _decorated(draw: st.DrawFn, label: str) -> str:
    spaced = draw(st.sampled_from(["", " ", "　"])).join(label) if "（" not in label else label
    before = draw(st.sampled_from(["", "", "一、", "（二）", "3."]))
    return f"{before}{spaced}{draw(st.sampled_from(['', '：', ':']))}"


@st.composite
def _blocks(draw: st.DrawFn) -> list[list[str]]:
    """The labels in any order, one to three a row, each with its value beside it."""
    labels = draw(st.permutations(list(_BLOCKS)))
    rows: list[list[str]] = []
    gap = [""] * draw(st.integers(0, 1))
    while labels:
        count = draw(st.integers(1, min(3, len(labels))))
        row: list[str] = []
        for label in labels[:count]:
            row += [draw(_decorated(label)), *gap, _BLOCKS[label]]
        rows.append(row)
        rows += [[]] * draw(st.integers(0, 1))
        labels = labels[count:]
    return rows


@given(st.permutations(list(_LIST)), st.integers(0, 2))
@tried(20)
def test_columns_of_the_list_in_any_order(heads: list[str], blank: int) -> None:
    rows = [["项目名称", "新闻播出"], *([""] * blank + row for row in _list(heads))]
    [project] = _read(rows)["项目"]
    assert project["绩效指标"] == _INDICATORS


@given(_blocks(), st.booleans())
@tried(50)
def test_labels_in_any_order(blocks: list[list[str]], below: bool) -> None:
    rows = [*_list(list(_LIST)), [], *blocks] if below else [*blocks, [], *_list(list(_LIST))]
    found = _read(rows)
    assert found["项目"] == [{**_IDENTITY, "绩效指标": _INDICATORS}]


@given(st.permutations(list(_BLOCKS)), st.integers(1, 9))
@tried(20)
def test_values_below_their_labels(labels: list[str], width: int) -> None:
    rows: list[list[str]] = []
    for start in range(0, len(labels), width):
        part = labels[start : start + width]
        rows += [part, [_BLOCKS[label] for label in part]]
    found = _read([*rows, *_list(list(_LIST))])
    assert found["项目"] == [{**_IDENTITY, "绩效指标": _INDICATORS}]


@given(st.permutations(list(_BLOCKS)))
@tried(13)
def test_a_label_and_its_value_in_one_cell(labels: list[str]) -> None:
    rows = [[f"{label}：{_BLOCKS[label]}"] for label in labels]
    found = _read([*rows, *_list(list(_LIST))])
    assert found["项目"] == [{**_IDENTITY, "绩效指标": _INDICATORS}]


@given(st.integers(1, 4), st.permutations(["项目名称", "项目代码"]))
@tried(10)
def test_several_projects_below_each_other(count: int, first: list[str]) -> None:
    rows: list[list[str]] = []
    for number in range(count):
        values = {"项目名称": f"项目{number}号", "项目代码": f"A{number}"}
        rows += [[label, values[label]] for label in first]
        rows += [*_list(list(_LIST)), []]
    projects = _read(rows)["项目"]
    assert [each["项目名称"] for each in projects] == [f"项目{number}号" for number in range(count)]
    assert all(each["绩效指标"] == _INDICATORS for each in projects)
