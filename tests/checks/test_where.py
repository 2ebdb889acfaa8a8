"""Every address of a year has its place on the printed text."""

from __future__ import annotations

import pytest

from hfgoals.checks.where import Places
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.fields import FIELDS
from hfgoals.model.rows import flatten
from hfgoals.sample import sample_book

BOOK = sample_book()
PLAN = BOOK.years[-1]
PROJECT = PLAN.projects[1]
PLACES = Places(PLAN)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (Address("unit", UNIT_ROW, "code"), ("overall", None, None, None, "unit.code")),
        (Address("plan", PLAN.id, "overall.goal"), ("overall", None, None, None, "goal")),
        (
            Address("plan", PLAN.id, "overall.funds.project"),
            ("overall", None, None, None, "funds.project"),
        ),
        (
            Address("subgoal", PLAN.overall.subgoals[2].id, "indicators"),
            ("subgoal", None, None, 3, "indicators"),
        ),
        (
            Address("safeguard", PLAN.overall.safeguards[0].id, "text"),
            ("safeguard", None, None, 1, "text"),
        ),
        (
            Address("project", PROJECT.id, "plan.december"),
            ("project", PROJECT.code, 2, None, "plan.12"),
        ),
        (
            Address("goal", PROJECT.goals[0].id, "text"),
            ("project", PROJECT.code, 2, 1, "goal"),
        ),
        (
            Address("indicator", PROJECT.indicators[3].id, "target"),
            ("indicator", PROJECT.code, 2, 4, "target"),
        ),
    ],
)
def test_a_place_is_named_as_on_the_form(
    address: Address, wanted: tuple[str, str | None, int | None, int | None, str]
) -> None:
    where = PLACES.where(address)
    code = None if where.project is None else where.project.code
    assert (where.part, code, where.number, where.row, where.field) == wanted
    assert where.year == PLAN.year
    assert address.field.label in where.says
    assert where.row is None or str(where.row) in where.says
    assert (PROJECT.name in where.home) == (where.project is PROJECT)


def test_every_field_of_the_year_has_a_place_of_its_own() -> None:
    other = BOOK.years[0]
    elsewhere = {placed.id for placed in flatten(BOOK)} & {
        other.id,
        *(project.id for project in other.projects),
    }
    seen = set()
    for placed in flatten(BOOK):
        try:
            places = [
                PLACES.where(Address(placed.part, placed.id, field.path))
                for field in FIELDS[placed.part]
            ]
        except KeyError:
            continue
        assert placed.id not in elsewhere
        seen |= {(place.home, place.says) for place in places}
    rows = [placed for placed in flatten(BOOK) if placed.id in PLACES._rows]
    assert len(seen) == sum(len(FIELDS[placed.part]) for placed in rows)


def test_a_row_of_another_year_has_no_place_here() -> None:
    with pytest.raises(KeyError):
        PLACES.where(Address("project", BOOK.years[0].projects[0].id, "name"))
