"""Archives that come out the same, whoever packs them when."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from installer.building.packing import ar, tar_xz

_DATE = 1_700_000_000


def _filled(folder: Path, order: str, seconds: int) -> Path:
    """The same files, made in this order, at another time."""
    (folder / "文件夹").mkdir(parents=True)
    for name in order:
        (folder / "文件夹" / name).write_text(f"content of {name}", "utf-8")
        os.utime(folder / "文件夹" / name, (seconds, seconds))
    (folder / "文件夹" / "a").chmod(0o755)
    (folder / "link").symlink_to("/opt/there")
    return folder


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one = tar_xz(_filled(tmp_path / "one", "abc", 1000), ".", _DATE)
    other = tar_xz(_filled(tmp_path / "other", "cba", 2000), ".", _DATE)

    assert one == other
    (tmp_path / "other" / "文件夹" / "c").write_text("other", "utf-8")
    assert tar_xz(tmp_path / "other", ".", _DATE) != one


def test_all_is_there_and_roots(tmp_path: Path) -> None:
    packed = tar_xz(_filled(tmp_path / "one", "ab", 1000), "顶", _DATE)

    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        entries = {entry.name: entry for entry in archive}
        content = archive.extractfile("顶/文件夹/a")
        assert content is not None
        assert content.read() == b"content of a"
    assert set(entries) == {"顶", "顶/文件夹", "顶/文件夹/a", "顶/文件夹/b", "顶/link"}
    assert {entry.mtime for entry in entries.values()} == {_DATE}
    assert {(entry.uid, entry.uname) for entry in entries.values()} == {(0, "root")}
    assert entries["顶/文件夹/a"].mode & 0o111
    assert not entries["顶/文件夹/b"].mode & 0o111
    assert entries["顶/link"].linkname == "/opt/there"


def test_files_that_are_one_on_this_disk_are_two_in_the_archive(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"same")
    os.link(tmp_path / "in" / "a", tmp_path / "b")

    with tarfile.open(fileobj=io.BytesIO(tar_xz(tmp_path / "in", ".", _DATE))) as archive:
        assert archive.getmember("./a").isreg()


@pytest.mark.parametrize("content", [b"even", b"odd"])
def test_ar_keeps_its_members_on_even_places(content: bytes) -> None:
    packed = ar({"debian-binary": content, "data.tar.xz": b"data"}, _DATE)

    assert packed.startswith(b"!<arch>\ndebian-binary   1700000000  0     0     100644  ")
    second = packed.index(b"data.tar.xz")
    assert second % 2 == 0
    assert packed.endswith(b"`\ndata")
