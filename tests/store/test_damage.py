"""Files damaged at random: opened equal to what was saved, or refused in words; quickly, always.

300 of them; HFGOALS_TIMES=20000 in the environment makes twenty thousand.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.store import Store, create, open_file, verify
from hfgoals.store.schema import PAGE_SIZE
from hfgoals.trouble import Damaged, NotOurs, TooNew
from tests.budget import often
from tests.pace import within
from tests.store.workbooks import run_sql, small_book

_SECONDS: Final = 5


def _flipped(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        bit = chance.randrange(len(made) * 8)
        made[bit // 8] ^= 1 << bit % 8
    return bytes(made)


def _blanked(content: bytes, chance: random.Random) -> bytes:
    made, at = bytearray(content), chance.randrange(0, len(content), 512)
    length = chance.choice((512, PAGE_SIZE, 8 * PAGE_SIZE))
    made[at : at + length] = bytes(len(made[at : at + length]))
    return bytes(made)


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = chance.choice((chance.randrange(len(content)), chance.randrange(0, len(content), 4096)))
    return content[:at] + chance.choice((b"", bytes(len(content) - at)))


def _spliced(content: bytes, chance: random.Random) -> bytes:
    """One page where another belongs."""
    made = bytearray(content)
    here, there = (chance.randrange(len(made) // PAGE_SIZE) * PAGE_SIZE for _ in range(2))
    made[here : here + PAGE_SIZE] = content[there : there + PAGE_SIZE]
    return bytes(made)


def _scattered(content: bytes, chance: random.Random) -> bytes:
    made, at = bytearray(content), chance.randrange(len(content))
    noise = chance.randbytes(chance.choice((4, 100, 2000)))[: len(content) - at]
    made[at : at + len(noise)] = noise
    return bytes(made)


_WAYS: Final[dict[str, Callable[[bytes, random.Random], bytes]]] = {
    "flipped bits": _flipped,
    "zeros": _blanked,
    "cut off": _cut,
    "a page for another": _spliced,
    "noise": _scattered,
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, tuple[object, ...]]:
    """A file with versions and a log, an older state of it, and all that can be seen of it."""
    path = tmp_path_factory.mktemp("sound") / "a.hfg"
    with create(path, small_book(projects=12)) as store:
        history = History(store, "张会计")
        history.keep("一上报送稿", store.book, store.book.years[0])
        older = store.whole()
    with open_file(path) as store:
        history = History(store, "张会计")
        row = store.book.years[0].projects[0].id
        history.take("修改", applied(store.book, [SetText(Address("project", row, "name"), "改")]))
    with open_file(path) as store:
        History(store, "张会计").keep("批复稿", store.book, store.book.years[0], submitted=True)
        store.put_setting("place", {"tab": 1})
    with open_file(path, read_only=True) as store:
        return path.read_bytes(), older, _seen(store)


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
        way = chance.choice(list(_WAYS))
        spoilt = _WAYS[way](sound, chance)
        if way == "a page for another" and chance.random() < 0.5:
            spoilt = _page_of(older, sound, chance)
        path.write_bytes(spoilt)
        told = f"{way}, number {number} of seed {seed}"
        with within(_SECONDS):
            found[f"{way}: {_opened(path, shown, told)}"] += 1
        assert path.read_bytes() == spoilt, told
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


def _page_of(older: bytes, sound: bytes, chance: random.Random) -> bytes:
    """One page as it was once."""
    at = chance.randrange(min(len(older), len(sound)) // PAGE_SIZE) * PAGE_SIZE
    return sound[:at] + older[at : at + PAGE_SIZE] + sound[at + PAGE_SIZE :]


def _opened(path: Path, shown: tuple[object, ...], told: str) -> str:
    try:
        with open_file(path) as store:
            seen = _seen(store)
    except (Damaged, NotOurs, TooNew) as trouble:
        return f"refused, {type(trouble).__name__}"
    assert seen == shown, told
    assert verify(path).ok, told
    return "opened equal"
