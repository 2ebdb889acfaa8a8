"""The launchers' C and the installer's script, compiled without the program."""

from __future__ import annotations

import shlex
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from installer.building import libraries, windows
from installer.building.order import Order
from installer.building.roots import Root
from installer.building.staging import settle
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_each_program_file_is_given_to_whoever_signs_and_two_builds_are_the_same(
    order: Order, root: Root, tmp_path: Path
) -> None:
    """Signed is the finished file, and what is signed goes into the installer."""
    script = tmp_path / "sign.py"
    script.write_text("import sys\nopen(sys.argv[-1], 'ab').write(b'signed')\n", "utf-8")
    signing = replace(order, sign=shlex.join([sys.executable, str(script)]))
    work = order.root / "work"
    bundle = work / windows.NAME
    made = []
    for _ in range(2):
        shutil.rmtree(work, ignore_errors=True)
        bundle.mkdir(parents=True)
        windows.launchers(signing, root, work)
        settle(bundle, signing.date)
        files = [bundle / "hfg.exe", bundle / "hfgoals.exe", windows.setup(signing, root, work)]
        made.append([path.read_bytes() for path in files])
    assert made[0] == made[1]
    assert all(content.count(b"signed") == 1 for content in made[0][:2])
    assert made[0][2].endswith(b"signed")
