"""What builds left on this machine: archives in ``dist``, systems in the cache of builds.

Nothing is ever made or fetched for a test's sake; what is not there is said, and skipped.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hfgoals.version import VERSION
from installer.building import roots, staging

ROOT = Path(__file__).resolve().parents[3]
# Looked up as this is read: every test has a home of its own.
VARIABLES = dict(os.environ)
_ROOTS = roots.cache() / "roots"


def archive(name: str, target: str) -> Path:
    """A file of ``dist`` by its name, with ``VERSION`` in it; skips the test when there is none."""
    path = ROOT / "dist" / name.replace("VERSION", VERSION)
    if not path.exists():
        pytest.skip(f"dist/{path.name} was not built here: dev.py build {target}")
    return path


def of_this_state(date: int, target: str) -> None:
    """Skip the test when what was built is not of the last commit."""
    if date // 2 != staging.source_date(ROOT, {}) // 2:
        pytest.skip(f"what is in dist was built from another commit: dev.py build {target}")


def system(name: str) -> roots.Root:
    """A finished system of the cache; skips the test when there is none, or it cannot be used."""
    if why := lacking([name]):
        pytest.skip(why)
    return roots.Root(_ROOTS / name)


def lacking(names: list[str]) -> str:
    """Why commands cannot be run in these systems; "" when they can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "systems in folders want root on Linux"
    if missing := [name for name in names if not (_ROOTS / f"{name}.complete").exists()]:
        return f"not in the cache of builds: {' '.join(missing)}; dev.py build and smoke make them"
    return ""
