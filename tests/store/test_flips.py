"""A single flipped bit never gives wrong data, nor anything but a Trouble."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hfgoals.model.values import Book
from hfgoals.store import create, open_file, schema, verify
from hfgoals.trouble import Damaged, Trouble
from tests.store.workbooks import run_sql, small_book, step

HEADER_BITS = 100 * 8
SAMPLED = 400


def _flips(size: int) -> list[int]:
    chance = random.Random(20231121)
    return [*range(HEADER_BITS), *(chance.randrange(HEADER_BITS, size * 8) for _ in range(SAMPLED))]


def test_no_flipped_bit_goes_unnoticed(tmp_path: Path) -> None:
    sound = tmp_path / "好.hfg"
    create(sound, small_book()).close()
    content = sound.read_bytes()
    book = open_and_close(sound)
    changed, changes = step(book, "改过")
    refused = 0
    for bit in _flips(len(content)):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        path = tmp_path / "坏.hfg"
        path.write_bytes(flipped)
        expected = book
        try:
            with open_file(path) as store:
                assert store.book == book, bit
                if bit < HEADER_BITS or bit % 5 == 0:
                    store.write(changes)
                    expected = changed
        except Trouble:
            refused += 1
            assert path.read_bytes() == flipped, bit
            continue
        # A bit that means nothing today must not spoil what is written tomorrow.
        assert open_and_close(path) == expected, bit
    print(f"{refused} of {HEADER_BITS + SAMPLED} flips refused, the others changed nothing")
    assert refused > HEADER_BITS // 2


def open_and_close(path: Path) -> Book:
    with open_file(path) as store:
        return store.book


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("全年完成的数量", "绩效指标"),
        ("保障第1套系统", "项目绩效目标"),
        ("制作节目", "分项绩效目标"),
    ],
)
def test_the_damage_is_named_in_words(saved: Path, text: str, named: str) -> None:
    content = saved.read_bytes()
    at = content.index(text.encode())
    saved.write_bytes(content[:at] + "〇".encode() + content[at + 3 :])
    with pytest.raises(Damaged, match=named) as caught:
        open_file(saved)
    assert ("融媒体中心运行维护费" in str(caught.value)) == (named != "分项绩效目标")
    report = verify(saved)
    assert not report.ok
    assert named in "".join(report.problems)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM setting",
        "DELETE FROM meta WHERE key = 'created'",
        "DELETE FROM meta WHERE key = 'seal'",
        "DELETE FROM record WHERE id = (SELECT max(id) FROM record WHERE part = 'indicator')",
        "DELETE FROM record WHERE id = (SELECT max(id) FROM record WHERE part = 'project')",
        "DELETE FROM record",
    ],
)
def test_a_lost_line_is_noticed(saved: Path, statement: str) -> None:
    with open_file(saved) as store:
        store.put_setting("place", 1)
    run_sql(saved, statement)
    with pytest.raises(Damaged):
        open_file(saved)


def test_an_old_record_put_back_is_noticed(saved: Path, tmp_path: Path) -> None:
    """A record that was right once, with its right digest, is wrong now."""
    before = saved.read_bytes()
    with open_file(saved) as store:
        store.write(step(store.book, "改过")[1])
    old = tmp_path / "old.hfg"
    old.write_bytes(before)
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("ATTACH ? AS old", (str(old),))
        connection.execute("REPLACE INTO record SELECT * FROM old.record")
        connection.commit()
    with pytest.raises(Damaged, match="总校验"):
        open_file(saved)


@pytest.mark.parametrize("value", [0, 0x80, 0xFF, 0xE4])
def test_damage_in_the_definitions_of_tables_is_damage(saved: Path, value: int) -> None:
    """SQLite quotes what it cannot read there, whatever bytes it is made of."""
    content = saved.read_bytes()
    first, last = content.index(b"CREATE TABLE"), schema.PAGE_SIZE
    for at in range(first, last, 29):
        if content[at] == value:
            continue
        saved.write_bytes(content[:at] + bytes((value,)) + content[at + 1 :])
        with pytest.raises(Damaged):
            open_file(saved)
        assert not verify(saved).ok
