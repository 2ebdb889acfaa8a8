"""What sort of drive a file lies on: on a network's, saving can fail at any moment."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hfgoals.patterns import pattern

_OF_NETWORKS: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs ceph glusterfs 9p davfs lustre ocfs2 beegfs"
    " fuse.sshfs fuse.davfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.curlftpfs fuse.glusterfs"
    " fuse.smbnetfs fuse.kio-fuse".split()
)
_REMOTE: Final = 4
"""What Windows calls a drive letter that stands for a folder of another computer."""
_ESCAPED: Final = pattern(r"\\([0-7]{3})")
_LOCAL_FORM: Final = pattern(r"\\\\[?.]\\(?!UNC\\)", re.IGNORECASE)


def real(path: Path) -> Path:
    """The absolute path, links followed as far as the system tells where they lead.

    Not every drive does, nor Wine for a path beyond 260 characters.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path.absolute()


def on_network(path: Path) -> bool:
    """Whether the file lies on another computer; False where the system does not tell."""
    if sys.platform == "win32":
        whole = os.path.abspath(path)  # noqa: PTH100 - resolve() would ask the network first
        return is_share(whole) or _drive_type(os.path.splitdrive(whole)[0]) == _REMOTE
    try:
        with Path("/proc/self/mountinfo").open(encoding="utf-8", errors="surrogateescape") as told:
            return file_system(path.resolve(), told) in _OF_NETWORKS
    except (OSError, RuntimeError):
        return False


def file_system(path: Path, mounts: Iterable[str]) -> str:
    """The kind of file system a resolved path lies on, by the lines of Linux's mountinfo."""
    found, depth = "", -1
    for line in mounts:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(_ESCAPED.sub(lambda each: chr(int(each[1], 8)), fields[4]))
        # What is mounted later lies over what was there.
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = after.split(" ")[0], len(point.parts)
    return found


def is_share(path: str) -> bool:
    r"""Whether a path of Windows names a folder of another computer: ``\\server\share``."""
    return path.replace("/", "\\").startswith("\\\\") and not _LOCAL_FORM.match(path)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _drive_type(drive: str) -> int:
        ask = ctypes.windll.kernel32.GetDriveTypeW
        ask.argtypes, ask.restype = (wintypes.LPCWSTR,), wintypes.UINT
        return int(ask(f"{drive}\\"))
