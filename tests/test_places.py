"""Drives of networks, by what Linux and Windows tell of them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hfgoals.places import file_system, is_share, on_network, real
from hfgoals.writing import atomic_target

_MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /proc rw - proc proc rw
41 22 0:40 / /mnt/预算\040共享 rw,relatime shared:9 master:2 - cifs //server/预算 rw
42 41 8:17 / /mnt/预算\040共享/本机 rw - ext4 /dev/sdb1 rw
43 22 0:41 / /home/a/sticks rw - fuseblk /dev/sdc1 rw
44 22 0:42 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
45 22 0:43 / /srv rw - nfs4 10.0.0.1:/srv rw
46 22 8:18 / /srv rw - xfs /dev/sdd1 rw
broken line
""".strip().splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/甲.hfg", "ext4"),
        ("/mnt/预算 共享/甲.hfg", "cifs"),
        ("/mnt/预算 共享", "cifs"),
        ("/mnt/预算 共享2/甲.hfg", "ext4"),
        ("/mnt/预算 共享/本机/甲.hfg", "ext4"),
        ("/home/a/sticks/甲.hfg", "fuseblk"),
        ("/run/user/1000/gvfs/smb-share:server=s/甲.hfg", "fuse.gvfsd-fuse"),
        ("/srv/甲.hfg", "xfs"),
    ],
)
def test_file_system(path: str, kind: str) -> None:
    assert file_system(Path(path), _MOUNTS) == kind


def test_nothing_is_known_without_mounts() -> None:
    assert file_system(Path("/home"), []) == ""


def test_a_drive_that_does_not_tell_where_links_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "甲.hfg")
    assert real(tmp_path / "link") == tmp_path / "甲.hfg"

    def untold(_path: Path, *, strict: bool = False) -> str:
        raise OSError(errno.EINVAL, "more data is available")

    monkeypatch.setattr(os.path, "realpath", untold)
    monkeypatch.chdir(tmp_path)
    assert real(Path("link")) == tmp_path / "link"
    with atomic_target(Path("乙.txt")) as target:
        target.write_text("乙", "utf-8")
    assert (tmp_path / "乙.txt").read_text("utf-8") == "乙"


def test_this_machine_is_no_network(tmp_path: Path) -> None:
    assert not on_network(tmp_path / "甲.hfg")
    assert not on_network(tmp_path / "nowhere" / "甲.hfg")


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\预算\甲.hfg", True),
        ("//server/预算/甲.hfg", True),
        (r"\\?\UNC\server\预算\甲.hfg", True),
        (r"\\?\C:\甲.hfg", False),
        (r"\\.\C:\甲.hfg", False),
        (r"C:\甲.hfg", False),
        (r"\甲.hfg", False),
    ],
)
def test_shares_of_windows(path: str, share: bool) -> None:
    assert is_share(path) == share
