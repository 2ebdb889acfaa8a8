"""Archives for Linux: the same bytes for the same files, whoever packs them when."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path


def tar_xz(folder: Path, top: str, date: int) -> bytes:
    """All in a folder as a .tar.xz, under the name ``top``, as root's.

    Dates are ``date``; permissions are those of the files.
    """
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz", format=tarfile.GNU_FORMAT, preset=6) as archive:
        for path in (folder, *sorted(folder.rglob("*"))):
            name = "/".join((top, *path.relative_to(folder).parts))
            entry = archive.gettarinfo(path, name)
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = date
            if entry.isreg():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)
    return packed.getvalue()


def ar(files: Mapping[str, bytes], date: int) -> bytes:
    """An archive as ``ar`` makes it, which a .deb is; names of up to 15 ASCII letters."""
    parts = [b"!<arch>\n"]
    for name, content in files.items():
        head = f"{name:<16}{date:<12}{0:<6}{0:<6}{0o100644:<8o}{len(content):<10}`\n"
        parts += [head.encode("ascii"), content, b"\n" * (len(content) % 2)]
    return b"".join(parts)
