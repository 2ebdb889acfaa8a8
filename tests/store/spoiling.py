"""What may happen to a file: bits flip, stretches are zeros, pages stand where others belong."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.store import create, open_file
from hfgoals.store.schema import PAGE_SIZE
from tests.store.workbooks import small_book


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


WAYS: Final[dict[str, Callable[[bytes, random.Random], bytes]]] = {
    "flipped bits": _flipped,
    "zeros": _blanked,
    "cut off": _cut,
    "a page for another": _spliced,
    "noise": _scattered,
}


def spoilt(sound: bytes, older: bytes, chance: random.Random) -> tuple[str, bytes]:
    """What happened, and the file after it; ``older`` is a state that pages may be from."""
    way = chance.choice(list(WAYS))
    made = WAYS[way](sound, chance)
    if way == "a page for another" and chance.random() < 0.5:
        made = _page_of(older, sound, chance)
    return way, made


def _page_of(older: bytes, sound: bytes, chance: random.Random) -> bytes:
    """One page as it was once."""
    at = chance.randrange(min(len(older), len(sound)) // PAGE_SIZE) * PAGE_SIZE
    return sound[:at] + older[at : at + PAGE_SIZE] + sound[at + PAGE_SIZE :]


def worked_in(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a new file with versions and a log, and of an older state of it."""
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
    return path.read_bytes(), older
