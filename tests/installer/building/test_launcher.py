"""The launchers' C and the installer's script, compiled without the program."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from installer.building import libraries, windows
from installer.building.order import Order
from installer.building.roots import Root
from tests.installer.building.given import ROOT, system

_ICON = "resources/icons/app.svg"


@pytest.fixture
def root() -> Root:
    return system("windows-build")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """For a checkout of nothing but the icon; its version is one that nobody ever had."""
    (tmp_path / _ICON).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / _ICON, tmp_path / _ICON)
    made = Order(tmp_path, Path(sys.executable), "7.0.93", 1_700_000_000)
    made.dist.mkdir()
    return made


def test_the_launchers_compile_without_a_warning_and_the_installer_holds_them(
    order: Order, root: Root
) -> None:
    work = order.root / "work"
    bundle = work / windows.NAME
    bundle.mkdir(parents=True)

    windows.launchers(order, root, work)
    made = windows.setup(order, root, work)

    for name in ("hfg.exe", "hfgoals.exe"):
        content = (bundle / name).read_bytes()
        for said in (b"PerMonitorV2", b"longPathAware", b">UTF-8<", b"asInvoker"):
            assert said in content, (name, said)
        assert order.version.encode("utf-16-le") in content
    assert not libraries.missing(bundle)
    assert order.version in made.name
    installer = made.read_bytes()
    assert installer.startswith(b"MZ")
    assert order.version.encode("utf-16-le") in installer
    assert b"requireAdministrator" not in installer
    assert b'level="asInvoker"' in installer
    windows.setup(order, root, work)
    assert made.read_bytes() == installer
