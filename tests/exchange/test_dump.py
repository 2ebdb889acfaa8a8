"""The dump: the contract's shape, and a Book that comes back whole."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from hfgoals.exchange.dump import dump, load
from hfgoals.model.address import Address
from hfgoals.model.disclosure import Report
from hfgoals.model.edits import SetText, applied
from hfgoals.model.fields import FIELDS
from hfgoals.model.money import LARGEST_WAN, Money
from hfgoals.model.policy import Policy
from hfgoals.model.rows import CHILDREN, children_of, flatten, with_children
from hfgoals.model.values import (
    STANDARD_FORMS,
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SubGoal,
    Unit,
)
from hfgoals.sample import sample_book
from hfgoals.trouble import NotUnderstood
from tests import staged
from tests.budget import tried
from tests.strategies import books


def _without_ids(book: Book) -> Book:
    return replace(book, years=tuple(_plain(plan, "plan") for plan in book.years))


def _plain(row: Any, part: Any) -> Any:
    for path, below in CHILDREN[part]:
        rows = tuple(_plain(child, below) for child in children_of(row, path))
        row = with_children(row, path, rows)
    return replace(row, id="")


@tried(20)
@given(books())
def test_a_book_comes_back_from_its_dump(book: Book) -> None:
    again = load(json.loads(json.dumps(dump(book), ensure_ascii=False)))
    assert _without_ids(again) == _without_ids(book)
    ids = [placed.id for placed in flatten(again)]
    assert len(ids) == len(set(ids))


def test_a_sum_beyond_all_amounts_comes_back_by_its_parts() -> None:
    largest = Money(int(LARGEST_WAN) * 1_000_000)
    overall = Overall(funds=Funds(basic=Money(1), project=largest))
    book = Book(years=(AnnualPlan(year=2023, overall=overall),))
    assert load(dump(book)).years[0].overall.funds == overall.funds


def test_every_field_of_the_model_is_in_the_dump() -> None:
    fields = [field for part in FIELDS.values() for field in part if field.printed]
    known = {field.path.split(".")[-1] for field in fields}
    book = sample_book()
    reported = replace(book.years[-1], reports=(Report(),), policies=(Policy(),))
    written = set(_keys(dump(replace(book, years=(reported,)))))
    named = {field.path for part in FIELDS.values() for field in part if not field.optional}
    optional = {field.path for part in FIELDS.values() for field in part if field.optional} - named
    assert not written & optional
    written |= set(_keys(dump(_with_optional(book)))) | set(_keys(dump(staged.whole())))
    months = {"march": "3", "june": "6", "october": "10", "december": "12"}
    assert {months.get(name, name) for name in known} <= written


def _with_optional(book: Book) -> Book:
    """The workbook with the optional fields of its last year's first indicator filled in."""
    row = book.years[-1].projects[0].indicators[0]
    fields = [field for field in FIELDS["indicator"] if field.optional]
    edits = [SetText(Address("indicator", row.id, field.path), "12.50") for field in fields]
    columns = "、".join(field.path for field in fields)
    return applied(book, [SetText(Address("plan", book.years[-1].id, "columns"), columns), *edits])


def test_optional_fields_come_back_from_the_dump() -> None:
    book = _with_optional(sample_book())
    told = dump(book)["years"][-1]
    assert told["columns"] == ["weight", "scoring", "evidence"]
    assert told["projects"][0]["indicators"][0]["weight"] == "12.5"
    assert _without_ids(load(dump(book))) == _without_ids(book)


def _keys(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [*data, *(key for value in data.values() for key in _keys(value))]
    if isinstance(data, list):
        return [key for value in data for key in _keys(value)]
    return []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("format"),
        lambda data: data.update(format="hfgoals-dump/9"),
        lambda data: data.update(years={}),
        lambda data: data["unit"].update(code=1),
        lambda data: data["years"][0].update(year="2022"),
        lambda data: data["years"].append(data["years"][0]),
        lambda data: data["years"][0].pop("year"),
        lambda data: data["years"][0]["overall"]["funds"].update(basic="很多"),
        lambda data: data["years"][0]["projects"][0]["plan"].update({"6": "一半"}),
        lambda data: data["years"][0]["projects"][0]["indicators"].append("一行"),
    ],
)
def test_what_is_no_dump_is_refused(spoil: Any) -> None:
    data = copy.deepcopy(dump(sample_book()))
    spoil(data)
    with pytest.raises(NotUnderstood):
        load(data)


_FULL = dump(sample_book())


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in it, of a list those in the first entry only."""
    if isinstance(data, dict):
        yield data
    inside = data.values() if isinstance(data, dict) else data[:1] if isinstance(data, list) else ()
    for value in inside:
        yield from _objects(value)


def test_a_missing_key_means_its_default() -> None:
    count = len(list(_objects(_FULL)))
    seen: set[str] = set()
    for number in range(count):
        for key in list(list(_objects(_FULL))[number]):
            if key in ("format", "year"):
                continue
            missing, blank = copy.deepcopy(_FULL), copy.deepcopy(_FULL)
            value = list(_objects(missing))[number].pop(key)
            kinds = {dict: {}, list: [], str: "", bool: False}
            list(_objects(blank))[number][key] = kinds.get(type(value))
            assert dump(load(missing)) == dump(load(blank))
            seen.add(key)
    assert {"unit", "years", "overall", "projects", "plan", "goals", "basis", "12"} <= seen


def test_a_key_of_a_later_program_is_passed_over() -> None:
    data = copy.deepcopy(_FULL)
    for each in list(_objects(data)):
        each["to_come"] = {"anything": [1]}
    assert dump(load(data)) == _FULL


_SMALL = Book(
    Unit("001", "甲"),
    (
        AnnualPlan(
            year=2023,
            overall=Overall("乙", (SubGoal(title="丙"),), (Safeguard(text="丁"),)),
            projects=(Project(name="戊", goals=(Goal(text="己"),), indicators=(Indicator(),)),),
            reports=(Report(),),
        ),
    ),
)
_WORKED_OUT = {"sign", "value", "unit"}
"""What the dump tells of a target beside its text, for whoever reads it."""


def _places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value, from the outside in."""
    if way:
        yield way
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if not (len(way) > 4 and key in _WORKED_OUT) and key != "sample":
                yield from _places(value, (*way, key))


@pytest.mark.parametrize(
    "way", list(_places(dump(_SMALL))), ids=lambda way: ".".join(map(str, way))
)
def test_a_value_of_another_type_is_refused_wherever_it_stands(way: tuple[Any, ...]) -> None:
    for wrong in (7.5, True, "字", [], {}, [[]], None):
        data = dump(_SMALL)
        inner: Any = data
        for key in way[:-1]:
            inner = inner[key]
        was = inner[way[-1]]
        if type(was) is type(wrong) or (wrong is None and isinstance(was, str)):
            continue
        if wrong is None and way[-1] == "report":
            # Most years have none.
            continue
        if was is None and wrong == "字":
            # Amounts and percents are texts; this one is neither.
            wrong = "很多"
        inner[way[-1]] = wrong
        with pytest.raises(NotUnderstood):
            load(data)


@pytest.mark.parametrize("data", [None, 1, [], {}, "hfgoals-dump/1"])
def test_other_json_is_refused(data: object) -> None:
    with pytest.raises(NotUnderstood):
        load(data)


def test_which_forms_a_year_uses_is_kept_and_an_older_dump_takes_the_standard_ones() -> None:
    chosen = Book(years=(AnnualPlan(year=2023, forms=("hebei_project", "of_a_later_program")),))
    data = json.loads(json.dumps(dump(chosen)))
    assert data["years"][0]["forms"] == ["hebei_project", "of_a_later_program"]
    assert load(data).years[0].forms == chosen.years[0].forms
    del data["years"][0]["forms"]
    assert load(data).years[0].forms == STANDARD_FORMS
