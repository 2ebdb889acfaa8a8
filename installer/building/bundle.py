"""The program with all it runs on, for Linux: CPython, Qt and the packages in one folder.

Made in a root as old as the oldest system that it is for, so that it wants nothing newer.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
from pathlib import Path
from zipfile import ZipFile

from installer.building import licences, linux_trimming, roots, symbols
from installer.building.downloads import wheels_for_linux
from installer.building.order import Order
from installer.building.staging import prune, settle, stage
from installer.setup.words import SetupTrouble, say

RECIPES = Path(__file__).with_name("linux")
NAME = "hfgoals"
MACHINE = platform.machine()
_SUITE = "bullseye"
_PACKAGES = "build-essential pkg-config tcl xz-utils libexpat1-dev libffi-dev zlib1g-dev".split()
# Qt's core takes it from the system, and PyInstaller asks Qt's core where its parts are.
_PACKAGES.append("libglib2.0-0")
_INSIDE = "/work"
"""Where the root sees the folder that is worked in."""
_PREFIX = "/opt/python"
_GLIBC = symbols.FLOOR["GLIBC"][1]


def made(order: Order) -> Path:
    """The folder of the bundle. Raises SetupTrouble when it wants more than the floor has."""
    work = order.root / "build" / "linux"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    root = roots.made(f"linux-build-{MACHINE}", _SUITE, _PACKAGES)
    _interpreter(root, order)
    _gather(order, work)
    _freeze(root, work, order.date)
    bundle = work / "dist" / NAME
    linux_trimming.trim(bundle)
    _licences(order, root, work, bundle)
    settle(bundle, order.date)
    _check(bundle)
    return bundle


def _interpreter(root: roots.Root, order: Order) -> None:
    """CPython in the root, compiled at the first call, and again when the recipe has changed."""
    recipe = b"".join(path.read_bytes() for path in sorted(RECIPES.glob("*r.[sh]*")))
    key = hashlib.sha256(recipe).hexdigest()
    stamp = root.path / _PREFIX.lstrip("/") / "complete"
    if stamp.exists() and stamp.read_text("ascii") == key:
        return
    say("正在编译 Python（只有第一次，约 10 分钟）", "compiling Python, the first time only")
    variables = {"PREFIX": _PREFIX, "JOBS": "2", "SOURCE_DATE_EPOCH": "0"}
    script = ["sh", "/recipes/interpreter.sh"]
    root.run(script, env=variables, binds=[(RECIPES, "/recipes")], timeout=7200)
    stamp.write_text(key, "ascii")
