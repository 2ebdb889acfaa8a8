"""What outlives a power cut, and damage that only SQLite sees."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

import pytest

from hfgoals.store import create, open_file, verify
from hfgoals.trouble import Damaged
from hfgoals.writing import atomic_target
from tests.store.workbooks import small_book


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What has been made durable, in order."""
    found: list[Path] = []
    really = os.fsync

    def fsync(handle: int) -> None:
        found.append(Path(f"/proc/self/fd/{handle}").readlink())
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc what is open")
def test_a_new_workbook_and_its_name_are_durable(tmp_path: Path, synced: list[Path]) -> None:
    create(tmp_path / "a.hfg", small_book()).close()
    assert {path.parent for path in synced[:-1]} == {tmp_path}
    assert synced[-1] == tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc what is open")
def test_an_export_and_its_name_are_durable(tmp_path: Path, synced: list[Path]) -> None:
    with atomic_target(tmp_path / "a.pdf") as made:
        made.write_bytes(b"x")
    assert [path.parent for path in synced[:-1]] == [tmp_path]
    assert synced[-1] == tmp_path


# Of the header: the first of the free pages, and how many there are.
@pytest.mark.parametrize(("at", "wrong"), [(36, 1), (36, 5), (32, 3)])
def test_damage_beside_all_records_is_damage(saved: Path, at: int, wrong: int) -> None:
    content = bytearray(saved.read_bytes())
    struct.pack_into(">L", content, at, wrong)
    saved.write_bytes(content)
    assert verify(saved).problems == ("文件结构损坏",)
    with pytest.raises(Damaged, match="结构"):
        open_file(saved)
    assert saved.read_bytes() == content
