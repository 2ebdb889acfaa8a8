"""Group H on the published documents: every example of the shared rules, at its place."""

from __future__ import annotations

import pytest

from tests.checks.documents import Place, found

_UNIT_COST = "项目预算控制数"


@pytest.mark.parametrize(
    ("document", "code", "places"),
    [
        ("002", "H02", [(1, "", "name")]),
        ("002", "H03", [(1, "", "name")]),
        ("002", "H04", [(6, "", "name")]),
        ("002", "H05", []),
        ("002", "H14", [(2, _UNIT_COST, "target")]),
        ("002", "H15", [(5, "", "other"), (6, "", "other")]),
        ("002", "H16", [(number, "", "purpose") for number in range(1, 7)]),
        ("002", "H18", [(0, "", "overall.funds.project")]),
        ("004", "H02", []),
        ("004", "H03", []),
        ("004", "H04", [(number, "", "name") for number in (1, 2, 3)]),
        ("004", "H05", [(number, "", "name") for number in (1, 2, 3)]),
        ("004", "H14", []),
        ("004", "H15", []),
        ("004", "H16", []),
        ("004", "H18", [(0, "", "overall.funds.project")]),
    ],
)
def test_examples_are_found_at_their_places(document: str, code: str, places: list[Place]) -> None:
    assert found(document, code) == places


@pytest.mark.parametrize("document", ["002", "004"])
@pytest.mark.parametrize("code", ["H01", "H07", "H08", "H09", "H10", "H11", "H12", "H13", "H19"])
def test_what_is_right_in_the_documents_is_left_alone(document: str, code: str) -> None:
    assert found(document, code) == []


def test_blanks_are_found_where_the_text_has_them() -> None:
    places = found("004", "H06")
    assert {(1, "", "name"), (1, "goal 1", "text"), (0, "", "overall.goal")} <= set(places)
