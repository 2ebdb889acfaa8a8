"""Files damaged at random: opened equal to what was saved, or refused in words; quickly, always.

300 of them; HFGOALS_TIMES=20000 in the environment makes twenty thousand.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from hfgoals.history.history import History
from hfgoals.store import Store, open_file, verify
from hfgoals.trouble import Damaged, NotOurs, TooNew
from tests.budget import often
from tests.pace import within
from tests.store.spoiling import spoilt, worked_in
from tests.store.workbooks import run_sql

_SECONDS: Final = 5


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, tuple[object, ...]]:
    """A file with versions and a log, an older state of it, and all that can be seen of it."""
    path = tmp_path_factory.mktemp("sound") / "a.hfg"
    sound, older = worked_in(path)
    with open_file(path, read_only=True) as store:
        return sound, older, _seen(store)


def _seen(store: Store) -> tuple[object, ...]:
    history = History(store, "")
    kept = [(version, history.book_of(version)) for version in history.versions]
    settings = [store.setting(key) for key in ("place", "locks")]
    return store.book, store.created, kept, list(history.entries), settings


@pytest.mark.slow
def test_damage_is_shown_as_damage_and_never_as_a_value(
    tmp_path: Path, content: tuple[bytes, bytes, tuple[object, ...]]
) -> None:
    sound, older, shown = content
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    path, found = tmp_path / "坏.hfg", Counter[str]()
    for number in range(often(300)):
        chance = random.Random(seed * 1_000_000 + number)
        way, made = spoilt(sound, older, chance)
        path.write_bytes(made)
        told = f"{way}, number {number} of seed {seed}"
        with within(_SECONDS):
            found[f"{way}: {_opened(path, shown, told)}"] += 1
        assert path.read_bytes() == made, told
        assert list(tmp_path.iterdir()) == [path], told
    print(*(f"{count} {what}" for what, count in sorted(found.items())), sep="\n")
    assert sum(count for what, count in found.items() if "refused" in what) > found.total() // 2


@pytest.mark.parametrize("table", ["version", "entry"])
def test_a_line_that_holds_no_bytes_where_it_must_is_damage(
    tmp_path: Path, content: tuple[bytes, bytes, tuple[object, ...]], table: str
) -> None:
    path = tmp_path / "坏.hfg"
    path.write_bytes(content[0])
    run_sql(path, "PRAGMA ignore_check_constraints=ON", f"UPDATE {table} SET content = 5")  # noqa: S608 - our own names
    with pytest.raises(Damaged):
        open_file(path)
    assert not verify(path).ok


def _opened(path: Path, shown: tuple[object, ...], told: str) -> str:
    try:
        with open_file(path) as store:
            seen = _seen(store)
    except (Damaged, NotOurs, TooNew) as trouble:
        return f"refused, {type(trouble).__name__}"
    assert seen == shown, told
    assert verify(path).ok, told
    return "opened equal"
