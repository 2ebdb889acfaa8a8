"""What of the program is shipped, in an order and with dates that make two builds the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import gmtime

from installer.setup.words import SetupTrouble

SHIPPED = ("hfgoals", "ui", "resources", "docs/manual", "LICENSE")
_ZIP_BEGINS = 315532800
"""1980 in seconds since 1970: a zip knows nothing older."""


def version(root: Path) -> str:
    """The one version, without running the program."""
    text = (root / "hfgoals" / "version.py").read_text("utf-8")
    found = re.search(r'^VERSION = "([0-9.]+)"$', text, re.MULTILINE)
    if found is None:
        raise SetupTrouble("hfgoals/version.py 里没有版本号。", "There is no version.")
    return found[1]


def source_date(root: Path, variables: Mapping[str, str]) -> int:
    """When the sources were last changed, in seconds: SOURCE_DATE_EPOCH, or the last commit's."""
    asked = variables.get("SOURCE_DATE_EPOCH", "")
    if not asked:
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        try:
            asked = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            asked = ""
    if not asked.strip().isdecimal():
        raise SetupTrouble(
            "不知道源代码的日期：请在 git 检出中构建，或给出 SOURCE_DATE_EPOCH（秒）。",
            "The date of the sources is unknown: build in a git checkout or set SOURCE_DATE_EPOCH.",
        )
    return max(int(asked), _ZIP_BEGINS)


def program_files(root: Path) -> list[Path]:
    """The program's own files that are shipped, relative to the checkout, in order."""
    found: list[Path] = []
    for name in SHIPPED:
        place = root / name
        found += (
            (path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
        )
    relative = (path.relative_to(root) for path in found)
    return sorted(path for path in relative if not _stray(path))


def _stray(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    return hidden or path.suffix in {".pyc", ".pyo", ".hfg", ".lock"}


def stage(root: Path, to: Path) -> None:
    """The program's files in a new folder."""
    for path in program_files(root):
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, to / path)


def prune(folder: Path, keep: Callable[[str], bool]) -> None:
    """Take away files, told by their path with slashes, and folders that are empty then."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif not keep(path.relative_to(folder).as_posix()):
            path.unlink()


def settle(folder: Path, date: int) -> None:
    """Give all in a folder the same date and plain permissions, whoever builds it when."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (date, date))


def zipped(folder: Path, to: Path, date: int) -> None:
    """The folder as a zip, with its own name on top; the same bytes for the same files."""
    moment = gmtime(max(date, _ZIP_BEGINS))[:6]
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder.parent).as_posix()
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
