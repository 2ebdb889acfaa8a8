"""What lies in the archives of ``dist``, where builds left them; each is read as it is shipped."""

from __future__ import annotations

import calendar
import io
import tarfile
from email import message_from_bytes
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from hfgoals.paths import PORTABLE
from hfgoals.version import VERSION
from installer.building import deb, libraries, staging, symbols, trimming, windows
from installer.building.linux import bundle
from installer.building.linux import trimming as trimming_linux
from tests.installer.building.given import ROOT, archive, of_this_state

_SETUP_MEGABYTES, _DEB_MEGABYTES = 45, 61
_PROGRAM_FILES = (".exe", ".dll", ".pyd")


@pytest.fixture(scope="module")
def carried() -> ZipFile:
    """The archive for Windows that is carried about."""
    opened = ZipFile(archive(f"{windows.NAME}-VERSION-portable.zip", "windows"))
    of_this_state(calendar.timegm(opened.infolist()[0].date_time), "windows")
    return opened


@pytest.fixture(scope="module")
def names(carried: ZipFile) -> set[str]:
    """Its files, in its one folder."""
    paths = [PurePosixPath(name) for name in carried.namelist()]
    assert {path.parts[0] for path in paths} == {windows.NAME}
    return {path.relative_to(windows.NAME).as_posix() for path in paths}


def test_windows_gets_the_programs_files_compiled_and_nothing_of_a_checkout(
    carried: ZipFile, names: set[str]
) -> None:
    expected = {path.as_posix() for path in staging.program_files(ROOT)}
    ours = {name.removeprefix("app/") for name in names if name.startswith("app/")}
    assert {name for name in ours if not name.endswith(".pyc")} == expected
    for name in names:
        if name.endswith(".py"):
            path = PurePosixPath(name)
            assert f"{path.parent}/__pycache__/{path.stem}.cpython-311.pyc" in names, name
    told = carried.read(f"{windows.NAME}/app/hfgoals/version.py").decode()
    assert f'"{VERSION}"' in told
    assert {"hfg.exe", "hfgoals.exe", "LICENCES.txt", PORTABLE, "python/python311.dll"} <= names


def test_windows_gets_nothing_that_is_never_used(names: set[str]) -> None:
    kept = {name for name in names if "__pycache__" not in name}
    packages = {name.removeprefix("lib/") for name in kept if name.startswith("lib/")}
    assert not {name for name in packages if not trimming.of_packages(name)}
    python = {name.removeprefix("python/") for name in kept if name.startswith("python/")}
    assert {name for name in python if not trimming.of_python(name)} == {"python311._pth"}


def test_windows_gets_every_library_that_is_wanted(carried: ZipFile, tmp_path: Path) -> None:
    files = [name for name in carried.namelist() if name.endswith(_PROGRAM_FILES)]
    for name in files:
        carried.extract(name, tmp_path)
    assert len(files) > 30
    assert not libraries.missing(tmp_path)


def test_the_licences_of_all_packages_are_told(carried: ZipFile, names: set[str]) -> None:
    told = carried.read(f"{windows.NAME}/LICENCES.txt").decode("utf-8-sig")
    packages = [name for name in names if name.endswith(".dist-info/METADATA")]
    assert len(packages) > 5
    for name in packages:
        package = message_from_bytes(carried.read(f"{windows.NAME}/{name}"))
        assert f"{package['Name']} {package['Version']}" in told
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told


def test_the_installer_is_of_this_version_and_wants_no_administrator(carried: ZipFile) -> None:
    path = archive(f"{windows.NAME}-VERSION-setup.exe", "windows")
    content = path.read_bytes()
    assert VERSION.encode("utf-16-le") in content
    assert b"requireAdministrator" not in content
    assert len(content) <= _SETUP_MEGABYTES * 1e6


def _members(path: Path) -> dict[str, bytes]:
    """The parts of a .deb."""
    content, at, found = path.read_bytes(), 8, {}
    while at < len(content):
        head = content[at : at + 60]
        size = int(head[48:58])
        found[head[:16].decode().strip()] = content[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


@pytest.fixture(scope="module")
def package() -> dict[str, bytes]:
    """The parts of the package for Debian, Kylin and UOS."""
    path = archive(deb.deb_name("VERSION"), "deb")
    with path.open("rb") as file:
        date = int(file.read(36)[24:36])
    of_this_state(date, "deb")
    assert path.stat().st_size <= _DEB_MEGABYTES * 1e6
    return _members(path)


@pytest.fixture(scope="module")
def installed(package: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that it lays out."""
    to = tmp_path_factory.mktemp("deb")
    with tarfile.open(fileobj=io.BytesIO(package["data.tar.xz"])) as tar:
        # Its one absolute link leads out of any folder.
        inside = [each for each in tar if not each.linkname.startswith("/")]
        tar.extractall(to, inside, filter="data")
    return to


def test_the_package_says_what_it_is_and_runs_no_script(package: dict[str, bytes]) -> None:
    assert list(package) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    with tarfile.open(fileobj=io.BytesIO(package["control.tar.xz"])) as tar:
        assert sorted(tar.getnames()) == [".", "./control", "./md5sums"]
        member = tar.extractfile("./control")
        assert member is not None
        control = member.read().decode()
    assert f"\nVersion: {VERSION}\n" in control
    assert f"\nArchitecture: {deb.ARCHITECTURE}\n" in control
    assert f"libc6 (>= {'.'.join(map(str, symbols.FLOOR['GLIBC']))})" in control


@pytest.mark.slow
def test_the_package_wants_no_newer_system_and_no_library_of_none(installed: Path) -> None:
    whole = installed / "opt" / bundle.NAME
    assert len(list(symbols.files(whole))) > 60
    assert not list(symbols.too_new(whole))
    bundle.depends(whole)


@pytest.mark.slow
def test_the_package_has_the_programs_files_and_what_desktops_ask_for(installed: Path) -> None:
    whole = installed / "opt" / bundle.NAME / "_internal"
    for path in staging.program_files(ROOT):
        if path.parts[0] in {"resources", "docs"}:
            assert (whole / path).read_bytes() == (ROOT / path).read_bytes(), path
    files = [path for path in whole.parent.rglob("*") if path.is_file()]
    names = [path.relative_to(whole.parent).as_posix() for path in files]
    assert not [name for name in names if not trimming_linux.of_bundle(name)]
    packages = [name.removeprefix("_internal/") for name in names]
    assert not [name for name in packages if not trimming_linux.of_packages(name)]
    share = installed / "usr" / "share"
    for name in (
        *("applications/hfgoals.desktop", "mime/packages/hfgoals.xml", "doc/hfgoals/copyright"),
        *("metainfo/org.example.hfgoals.metainfo.xml", "icons/hicolor/48x48/apps/hfgoals.png"),
    ):
        text = (share / name).read_bytes()
        assert text
        assert b"@" not in text or name.endswith((".png", "copyright")), name


@pytest.mark.slow
def test_the_carried_archive_has_the_same_bundle_and_the_mark(installed: Path) -> None:
    path = archive(deb.carried_name("VERSION"), "deb")
    whole = installed / "opt" / bundle.NAME
    expected = {each.relative_to(whole).as_posix() for each in whole.rglob("*")}
    with tarfile.open(path) as tar:
        found = {each.name.partition("/")[2] for each in tar}
    assert found - {""} == expected | {PORTABLE}
