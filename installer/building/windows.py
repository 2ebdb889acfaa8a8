"""The Windows target: a setup.exe for one user, and a zip to be carried about.

The bundle is ``hfg.exe`` and ``hfgoals.exe`` beside ``python`` (CPython's embeddable package),
``lib`` (the locked packages, trimmed) and ``app`` (the program).
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from hfgoals.paths import PORTABLE
from installer.building import icon, libraries, licences, nsis, roots, trimming
from installer.building.downloads import python_for_windows, wheels
from installer.building.order import Order
from installer.building.staging import prune, settle, stage, zipped
from installer.setup.words import SetupTrouble, say

NAME = "绩效目标填报"
# Debian 12: its Python is a 3.11, too, so what it compiles is what the bundle's Python reads.
_SUITE = "bookworm"
_PACKAGES = ("python3", "nsis", "gcc-mingw-w64-x86-64-win32", "binutils-mingw-w64-x86-64")
_INSIDE = "/build"
"""Where the root sees the folder that is worked in."""
_LAUNCHERS = {"hfg.exe": ["-mwindows", "-DWINDOW"], "hfgoals.exe": ["-mconsole"]}
_PATHS = "python311.zip\r\n.\r\n..\\lib\r\n..\\app\r\n"
_PORTABLE_SAYS = """\
有这个文件时，设置、日志和备份都保存在本文件夹的“数据”里，不写入这台电脑，适合放在 U 盘上使用。\r
删除这个文件后，它们改存到当前 Windows 用户的文件夹里。\r
"""


def build(order: Order) -> list[Path]:
    """Both files in ``dist``."""
    work = order.root / "build" / "windows"
    shutil.rmtree(work, ignore_errors=True)
    bundle = work / NAME
    bundle.mkdir(parents=True)
    root = roots.made("windows-build", _SUITE, _PACKAGES)
    _gather(order, bundle)
    _compile(root, work)
    launchers(order, root, work)
    _whole(bundle)
    _licences(order, root, bundle)
    settle(bundle, order.date)
    return [setup(order, root, work), _portable(order, work)]


def _gather(order: Order, bundle: Path) -> None:
    say("正在汇集文件", "gathering the files")
    installer = order.root / "installer"
    lock = installer / "requirements-windows.lock"
    (bundle / "python").mkdir()
    for name, content in python_for_windows(order.python, lock, order.python_embed).items():
        if trimming.of_python(name):
            stays = trimming.library(content) if name == "python311.zip" else content
            (bundle / "python" / name).write_bytes(stays)
    (bundle / "python" / "python311._pth").write_bytes(_PATHS.encode("ascii"))
    for wheel in wheels(order.python, installer / "requirements.lock", "win_amd64"):
        with ZipFile(wheel) as archive:
            archive.extractall(bundle / "lib")
    stage(order.root, bundle / "app")


def _compile(root: roots.Root, work: Path) -> None:
    """Without compiled modules beside the sources every start would compile them anew."""
    bundle = f"{_INSIDE}/{NAME}"
    prune(work / NAME / "lib", trimming.of_packages)
    command = "python3 -m compileall -q --invalidation-mode unchecked-hash -s".split()
    _run(root, work, [*command, bundle, f"{bundle}/lib", f"{bundle}/app"])


def launchers(order: Order, root: roots.Root, work: Path) -> None:
    """Both program files in the bundle, compiled in a root that has mingw. Raises roots.Failed."""
    svg = order.root / "resources" / "icons" / "app.svg"
    (work / "hfg.ico").write_bytes(icon.ico(icon.drawn(order.python, svg, icon.WINDOWS_SIZES)))
    fields = {"VERSION": order.version, "NUMBERS": nsis.numbers(order.version, ",")}
    for name in ("hfg.c", "hfg.rc", "hfg.manifest"):
        (work / name).write_text(nsis.filled(name, fields), "utf-8")
    cross = "x86_64-w64-mingw32-"
    _run(root, work, [f"{cross}windres", "hfg.rc", "-O", "coff", "-o", "resources.o"])
    flags = "-O2 -s -static -municode -Wall -Wextra -Werror -Wl,--no-insert-timestamp".split()
    for name, kind in _LAUNCHERS.items():
        sources = ["hfg.c", "resources.o", "-o", f"{NAME}/{name}"]
        _run(root, work, [f"{cross}gcc", *flags, *kind, *sources])
        _sign(order, work / NAME / name)


def _whole(bundle: Path) -> None:
    """No program file wants a library that a bare Windows 10 lacks. Raises SetupTrouble."""
    if lacking := libraries.missing(bundle):
        raise SetupTrouble(
            f"缺少这些动态库：{lacking}。",
            f"These libraries are neither shipped nor Windows': {lacking}",
        )


def _licences(order: Order, root: roots.Root, bundle: Path) -> None:
    ours, fonts = licences.of_program(order.root)
    python = licences.Piece(
        "CPython 3.11.9, SQLite, libffi, zlib, bzip2, xz, expat",
        "PSF-2.0",
        (bundle / "python" / "LICENSE.txt").read_text("utf-8"),
    )
    qt = licences.QtPlace("lib\\PySide6", "Qt6*.dll、plugins、*.pyd、pyside6.abi3.dll")
    packages = licences.of_packages(bundle / "lib", qt)
    text = licences.written(ours, [fonts, python, *packages], licences.gnu(root.path))
    # For Notepad, which tells UTF-8 by its mark.
    (bundle / "LICENCES.txt").write_text(text, "utf-8-sig", newline="\r\n")


def setup(order: Order, root: roots.Root, work: Path) -> Path:
    """The bundle as a setup.exe in ``dist``; ``launchers`` made its icon. Raises roots.Failed."""
    say("正在压缩安装程序", "compressing the installer")
    bundle = work / NAME
    files = [path for path in bundle.rglob("*") if path.is_file()]
    fields = {
        "OUT": f"{_INSIDE}/out.exe",
        "STAGE": f"{_INSIDE}/{NAME}",
        "ICON": f"{_INSIDE}/hfg.ico",
        "VERSION": order.version,
        "DOTTED": nsis.numbers(order.version, "."),
        "KILOBYTES": str(sum(path.stat().st_size for path in files) // 1024),
        "REMOVE": nsis.removal(path.relative_to(bundle).as_posix() for path in files),
    }
    # NSIS tells by its mark that a script is UTF-8, and which locale it runs in does not matter.
    (work / "hfg.nsi").write_text(nsis.filled("hfg.nsi", fields), "utf-8-sig")
    command = ["makensis", "-V2", "-WX", "hfg.nsi"]
    _run(root, work, command, {"SOURCE_DATE_EPOCH": str(order.date), "TZ": "UTC"})
    made = order.dist / f"{NAME}-{order.version}-setup.exe"
    shutil.copyfile(work / "out.exe", made)
    _sign(order, made)
    return made


def _portable(order: Order, work: Path) -> Path:
    bundle = work / NAME
    (bundle / PORTABLE).write_text(_PORTABLE_SAYS, "utf-8-sig", newline="")
    made = order.dist / f"{NAME}-{order.version}-portable.zip"
    zipped(bundle, made, order.date)
    return made


def _run(
    root: roots.Root, work: Path, command: list[str], env: Mapping[str, str] | None = None
) -> None:
    root.run(command, env=env, binds=[(work, _INSIDE)], folder=_INSIDE, timeout=1800)


def _sign(order: Order, program: Path) -> None:
    """Have whoever owns a certificate put a signature to a program file, in place."""
    if order.sign is not None:
        subprocess.run([*shlex.split(order.sign), str(program)], check=True)
