"""Group K on the published documents: every example of the shared rules, at its place."""

from __future__ import annotations

import pytest

from tests.checks.documents import Place, found


@pytest.mark.parametrize(
    ("document", "code", "places"),
    [
        ("002", "K01", [(2, "项目预算控制数", "target")]),
        ("002", "K02", [(5, "实际发生成本", "target"), (6, "资金成本", "target")]),
        ("002", "K03", [(4, "完成工作所需成本", "target"), (5, "实际发生成本", "target")]),
        ("002", "K04", [(2, "项目预算控制数", "target")]),
        ("002", "K07", [(2, "项目预算控制数", "target")]),
        (
            "004",
            "K04",
            [
                (1, "项目预算控制数", "target"),
                (2, "项目预算控制数", "target"),
                (3, "预算控制数", "target"),
            ],
        ),
    ],
)
def test_examples_are_found_at_their_places(document: str, code: str, places: list[Place]) -> None:
    assert found(document, code) == places


def test_a_gap_of_rounding_is_a_warning() -> None:
    assert found("002", "K01", "error") == []
    assert found("002", "H14", "error") == []


@pytest.mark.parametrize("code", ["K01", "K02", "K03", "K05", "K06", "K07"])
def test_the_second_document_has_its_costs_right(code: str) -> None:
    assert found("004", code) == []


@pytest.mark.parametrize("code", ["K05", "K06"])
def test_the_first_document_has_neither_items_nor_floors(code: str) -> None:
    assert found("002", code) == []
