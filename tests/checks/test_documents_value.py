"""Group V on the published documents: every finding, each judged by hand."""

from __future__ import annotations

import pytest

from tests.checks.documents import Place, found

_DONE = "完成项目数量"
_LASTS = "项目持续发挥作用"


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("V10", [(0, f"subgoal {number}", "indicators") for number in range(1, 6)]),
        ("V11", [(2, "群众满意度（%）", "description"), (2, "群众满意度（%）", "name")]),
        (
            "V12",
            [
                (0, "subgoal 4", "indicators"),
                (1, "增强服务保障能力。", "target"),
                (3, _LASTS, "target"),
                (5, "增强影响力", "target"),
                (6, "增强影响力", "target"),
            ],
        ),
        ("V13", [(3, _LASTS, "target")]),
        (
            "V14",
            [
                (4, "项目验收合格率", "target"),
                (5, "完成率", "target"),
                (6, "发放准确率", "target"),
            ],
        ),
        ("V15", [(2, "群众满意度（%）", "target")]),
        ("V16", [(0, "subgoal 5", "indicators")]),
        ("V17", [(number, _DONE, "target") for number in range(1, 7)]),
        ("V18", [(2, _LASTS, "target"), (4, "持续发挥作用期限", "target")]),
    ],
)
def test_places_in_002(code: str, places: list[Place]) -> None:
    assert found("002", code) == places


@pytest.mark.parametrize(
    ("code", "places"),
    [
        (
            "V01",
            [
                (1, "宣传效果持续影响程度", "target"),
                (2, "提升的社会影响力", "target"),
                (3, "各类媒体广泛宣传", "target"),
            ],
        ),
        (
            "V02",
            [
                (1, "项目完成率", "target"),
                (2, "设备购置数量", "target"),
                (2, "设备验收合格率", "target"),
                (2, "项目建设验收合格率", "target"),
                (3, "保障新媒体平台运营事项数量", "target"),
            ],
        ),
        ("V04", [(3, "工作任务完成及时率", "target")]),
        ("V05", [(2, "办公空间改造数量", "target")]),
        ("V07", [(2, "完成及时性", "target")]),
        ("V08", [(0, "safeguard 2", "text")]),
        ("V10", [(1, "编发刊物信息数量", "target")]),
        ("V11", [(1, "编发刊物信息数量", "description")]),
        ("V15", [(2, "观众满意度", "target"), (3, "满意率", "target")]),
    ],
)
def test_places_in_004(code: str, places: list[Place]) -> None:
    assert found("004", code) == places


@pytest.mark.parametrize(
    ("document", "codes"),
    [
        ("002", "V01 V02 V03 V04 V05 V06 V07 V08 V09"),
        ("004", "V03 V06 V09 V12 V13 V14 V16 V17 V18"),
    ],
)
def test_what_the_documents_have_right(document: str, codes: str) -> None:
    for code in codes.split():
        assert found(document, code) == []


def test_a_benefit_without_a_number_is_milder_than_an_output() -> None:
    assert found("004", "V01", "error") == []
