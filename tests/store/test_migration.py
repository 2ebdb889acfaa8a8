"""Files of older versions: kept beside, then brought to this one; or looked at as they are."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from hfgoals.model.values import Book
from hfgoals.store import migrate, open_file, placing, verify
from hfgoals.store.schema import VERSION
from hfgoals.trouble import Damaged
from tests.old_files import make_version_1, make_version_2
from tests.store.workbooks import step

OLD_FILES = Path(__file__).parents[1] / "old_files"


@pytest.fixture(params=range(1, VERSION))
def version(request: pytest.FixtureRequest) -> int:
    """Every older version."""
    found: int = request.param
    return found


@pytest.fixture
def old(tmp_path: Path, version: int) -> Path:
    """A copy of the file of that version."""
    path = tmp_path / "2022年.hfg"
    shutil.copyfile(OLD_FILES / f"version_{version}.hfg", path)
    return path


def _is_as_made(book: Book) -> bool:
    (year,) = book.years
    (project,) = year.projects
    return (
        book.unit.name == "唐山市丰润区融媒体中心本级"
        and year.overall.subgoals[0].title == "IPTV"
        and project.plan.june == Decimal(30)
        and [row.target.text for row in project.indicators] == ["≥1个", "≤2.5万元/月"]
        and project.goals[0].text.endswith("𠮷")
    )


def test_there_is_a_file_of_every_older_version() -> None:
    assert {int(path.stem.partition("_")[2]) for path in OLD_FILES.glob("version_*.hfg")} == set(
        range(1, VERSION)
    )


def test_the_kept_file_is_what_its_script_makes(old: Path, version: int, tmp_path: Path) -> None:
    made = tmp_path / "made.hfg"
    {1: make_version_1, 2: make_version_2}[version].make(made)
    for table in ("record", "setting", "meta"):
        assert _rows(made, table) == _rows(old, table)


def _rows(path: Path, table: str) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        statement = f"SELECT * FROM {table}"  # noqa: S608 - our own names
        return connection.execute(statement).fetchall()


def test_an_old_file_is_kept_and_brought_up(old: Path, version: int) -> None:
    content = old.read_bytes()
    with open_file(old) as store:
        assert not store.read_only
        assert _is_as_made(store.book)
        assert store.setting("place") == {"tab": 1}
        after, changes = step(store.book, "改过")
        store.write(changes)
    kept = old.with_name(f"2022年.旧版{version}.hfg")
    assert kept.read_bytes() == content
    assert verify(old).version == VERSION
    assert verify(kept).version == version
    with open_file(old) as store:
        assert store.book == after
    assert sorted(old.parent.iterdir()) == sorted([old, kept])


def test_a_kept_file_is_never_overwritten(old: Path, version: int) -> None:
    first = old.with_name(f"2022年.旧版{version}.hfg")
    first.write_bytes(b"somebody's")
    content = old.read_bytes()
    open_file(old).close()
    assert first.read_bytes() == b"somebody's"
    assert old.with_name(f"2022年.旧版{version}(2).hfg").read_bytes() == content


def test_looking_at_an_old_file_changes_nothing(old: Path) -> None:
    content = old.read_bytes()
    with open_file(old, read_only=True) as store:
        assert _is_as_made(store.book)
        assert store.setting("place") == {"tab": 1}
    assert verify(old).ok
    assert old.read_bytes() == content
    assert list(old.parent.iterdir()) == [old]


def test_without_room_for_the_copy_it_is_only_looked_at(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = old.read_bytes()

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(placing, "made_durable", full)
    with open_file(old) as store:
        assert store.read_only
        assert "磁盘满" in store.read_only_reason
        assert _is_as_made(store.book)
    assert old.read_bytes() == content
    assert list(old.parent.iterdir()) == [old]


def test_a_change_that_fails_half_way_leaves_the_old_file(
    old: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = old.read_bytes()
    whole = migrate.MIGRATIONS[version]

    def half(connection: sqlite3.Connection) -> None:
        whole(connection)
        connection.execute("INSERT INTO nowhere VALUES (1)")

    monkeypatch.setitem(migrate.MIGRATIONS, version, half)
    with open_file(old) as store:
        assert store.read_only
        assert _is_as_made(store.book)
    monkeypatch.undo()
    assert old.read_bytes() == content
    with open_file(old) as store:
        assert not store.read_only


def test_a_damaged_old_file_is_left_alone(old: Path) -> None:
    content = old.read_bytes().replace("完成项目数量".encode(), "完成项目数星".encode(), 1)
    old.write_bytes(content)
    with pytest.raises(Damaged):
        open_file(old)
    assert old.read_bytes() == content
    assert list(old.parent.iterdir()) == [old]
