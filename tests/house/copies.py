"""A copy of the program that a drill changes and tries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


def copied(folder: Path, patches: Iterable[tuple[str, str, str]]) -> Path:
    """The program copied there, and changed: file, what stands in it once, and what instead."""
    program = folder / "program"
    for name in ("hfgoals", "ui", "resources"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, before, after in patches:
        path = program / name
        text = path.read_text("utf-8")
        assert text.count(before) == 1, name
        path.write_text(text.replace(before, after), "utf-8")
    return program


def places_told(program: Path, drill: str, folder: Path) -> set[str]:
    """What the drill of that name in this folder tells when it runs on the copy."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-P", str(Path(__file__).with_name(drill)), str(folder)],
        env={**os.environ, "PYTHONPATH": f"{program}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stdout.split("\n")) - {""}
