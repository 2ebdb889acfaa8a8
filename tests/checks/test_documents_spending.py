"""Group S on the published documents: every example of the shared rules, at its place."""

from __future__ import annotations

import pytest

from tests.checks.documents import Place, found


@pytest.mark.parametrize(
    ("document", "code", "places"),
    [
        ("002", "S02", [(2, "", "plan.june"), (6, "", "plan.october")]),
        (
            "002",
            "S05",
            [
                (1, "", "plan.march"),
                (4, "", "plan.june"),
                (4, "", "plan.march"),
                (5, "", "plan.june"),
                (5, "", "plan.march"),
            ],
        ),
        ("002", "S06", [(4, "", "plan.june"), (5, "", "plan.june")]),
        ("002", "S07", [(1, "", "plan.march"), (4, "", "plan.june"), (5, "", "plan.june")]),
        ("002", "S08", []),
        ("002", "S09", [(2, "", "plan.march")]),
        ("002", "S10", []),
        ("004", "S08", [(number, "", "plan.october") for number in (1, 2, 3)]),
        ("004", "S09", []),
        ("004", "S10", [(2, "", "plan.march")]),
    ],
)
def test_examples_are_found_at_their_places(document: str, code: str, places: list[Place]) -> None:
    assert found(document, code) == places


@pytest.mark.parametrize("document", ["002", "004"])
@pytest.mark.parametrize("code", ["S01", "S03", "S04"])
def test_what_is_right_in_the_documents_is_left_alone(document: str, code: str) -> None:
    assert found(document, code) == []


@pytest.mark.parametrize("code", ["S02", "S05", "S06", "S07"])
def test_the_second_document_keeps_the_form(code: str) -> None:
    assert found("004", code) == []


def test_blanks_after_the_whole_are_a_warning_only() -> None:
    assert found("002", "S02", "error") == []
