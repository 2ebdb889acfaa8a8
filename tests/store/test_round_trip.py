"""What goes into a file comes out of it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.edits import Insert, Move, Remove, applied
from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.kinds import StoredError
from hfgoals.model.rows import difference
from hfgoals.model.values import AnnualPlan, Book, Goal, Project, SpendingPlan
from hfgoals.store import content, create, open_file, verify
from tests.budget import tried
from tests.store.workbooks import small_book, step
from tests.strategies import books

QUICK = tried(13)


@QUICK
@given(books())
def test_a_book_comes_back_equal(book: Book) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "年.hfg")
        with create(path, book) as store:
            assert store.book == book
        with open_file(path) as store:
            assert store.book == book
            assert not store.read_only


@tried(10)
@given(st.lists(books(), min_size=2, max_size=3))
def test_steps_between_any_books_come_back_equal(states: list[Book]) -> None:
    states = [replace(state, sample=states[0].sample) for state in states]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "年.hfg")
        with create(path, states[0]) as store:
            # There and back again, as undo does.
            for before, after in zip(
                states + states[::-1], (states + states[::-1])[1:], strict=False
            ):
                store.write(difference(before, after))
        with open_file(path) as store:
            assert store.book == states[0]
        assert verify(path).ok


def test_rows_added_moved_and_removed(saved: Path) -> None:
    with open_file(saved) as store:
        book = store.book
        first, second, _ = book.years[0].projects
        changed = applied(
            book,
            [
                Insert(book.years[0].id, Project(name="新项目", goals=(Goal(text="目标"),)), 1),
                Move(first.indicators[0].id, 3),
                Remove(second.id),
                Insert("", AnnualPlan(year=2020)),
            ],
        )
        store.write(difference(book, changed))
    with open_file(saved) as store:
        assert store.book == changed
        assert [plan.year for plan in store.book.years] == [2020, 2023]


def test_every_field_of_every_part_is_kept(tmp_path: Path) -> None:
    """A field added to the model's table is in the file without another line of code."""
    texts = {"money": "12.34", "percent": "55.5%", "year": "2024", "target": "≥95%"}
    texts |= {"count": "3", "change": "-2", "exact money": "1.2345"}
    texts |= {"tick": "√", "stage date": "2024-07"}
    texts |= {"points": "12.5", "columns": "weight、a_later_field"}
    texts["forms"] = "hebei_project、a_later_form"
    plan = AnnualPlan(year=2023)
    book = Book(years=(plan,))
    parts: dict[Part, object] = {}
    for part, entries in FIELDS.items():
        row = ROW_TYPES[part]()
        for entry in entries:
            row = entry.put(row, texts.get(entry.kind.name, f"{part} {entry.path}"))
        parts[part] = row
    indicator = replace(parts["indicator"], stages=(parts["result"],))  # type: ignore[type-var]
    project = replace(parts["project"], goals=(parts["goal"],), indicators=(indicator,))  # type: ignore[type-var]
    project = replace(project, stages=(parts["stage"],))  # type: ignore[type-var]
    year = parts["plan"]
    assert isinstance(year, AnnualPlan)
    overall = replace(year.overall, subgoals=(parts["subgoal"],), safeguards=(parts["safeguard"],))
    year = replace(year, overall=overall, projects=(project,), reports=(parts["report"],))  # type: ignore[arg-type]
    book = Book(parts["unit"], (year,), True)  # type: ignore[arg-type]
    with create(tmp_path / "全.hfg", book):
        pass
    with open_file(tmp_path / "全.hfg") as store:
        assert store.book == book
        assert store.book.sample


def test_percents_keep_how_they_were_written(tmp_path: Path) -> None:
    plan = SpendingPlan(Decimal(0), Decimal("30.0"), None, Decimal("1E+2"))
    book = Book(years=(AnnualPlan(year=2023, projects=(Project(plan=plan),)),))
    with create(tmp_path / "a.hfg", book) as store:
        kept = store.book.years[0].projects[0].plan
    assert [str(percent) for percent in kept] == [str(percent) for percent in plan]


def test_settings_are_kept_and_can_not_be_changed_from_outside(saved: Path) -> None:
    with open_file(saved) as store:
        store.put_setting("place", {"tab": 1, "项目": ["甲"]})
        store.put_setting("place", {"tab": 2, "项目": ["乙"]})
        store.setting("place")["tab"] = 9
        assert store.setting("place") == {"tab": 2, "项目": ["乙"]}
        with pytest.raises(ValueError, match="JSON"):
            store.put_setting("place", float("nan"))
    with open_file(saved) as store:
        assert store.setting("place") == {"tab": 2, "项目": ["乙"]}
        assert store.setting("none", 5) == 5


def test_two_rows_of_one_id_are_refused(tmp_path: Path) -> None:
    row = Goal(text="同一行")
    book = Book(years=(AnnualPlan(year=2023, projects=(Project(goals=(row, row)),)),))
    with pytest.raises(ValueError, match="unique"):
        create(tmp_path / "a.hfg", book)
    assert list(tmp_path.iterdir()) == []


def test_nothing_lies_beside_a_closed_file(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    with create(path, small_book()) as store:
        store.write(step(store.book, "新")[1])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('{"text":"融媒体"}', "融媒体"),
        ('{ "text" : "融媒体" }', "融媒体"),
        ('{"text":"一\\n“二”\\"三\\\\"}', '一\n“二”"三\\'),
        ('{"text":"\\u878d"}', "融"),
        ('{"text":""}', ""),
    ],
)
def test_a_row_is_read_however_its_text_is_written(text: str, meant: str) -> None:
    assert content.read("goal", "g1", text) == (Goal("g1", meant), True)


@pytest.mark.parametrize(
    "text", ['{"text":"一\n二"}', '{"text":"一"}}', '{"text":"一"', '{"text":1}', '["text"]']
)
def test_what_is_no_content_of_a_row_is_refused(text: str) -> None:
    with pytest.raises(StoredError):
        content.read("goal", "g1", text)
