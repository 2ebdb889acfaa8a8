"""The program with all it runs on, for Linux: CPython, Qt and the packages in one folder.

Made in a root as old as the oldest system that it is for, so that it wants nothing newer.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
from pathlib import Path
from zipfile import ZipFile

from installer.building import licences, roots, symbols
from installer.building.downloads import wheels_for_linux
from installer.building.linux import trimming
from installer.building.order import Order
from installer.building.staging import prune, settle, stage
from installer.setup.words import SetupTrouble, say
from ui.readiness import PACKAGES as OF_QT

RECIPES = Path(__file__).parent
NAME = "hfgoals"
MACHINE = platform.machine()
_GLIBC = ".".join(map(str, symbols.FLOOR["GLIBC"]))
# What the bundle takes from the system, by the package of Debian, Kylin and UOS that has it.
PACKAGES = {
    **OF_QT,
    "libc.so.6": f"libc6 (>= {_GLIBC})",
    "libexpat.so.1": "libexpat1",
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
_SAME_PACKAGE = {
    **dict.fromkeys(
        ("libdl.so.2", "libm.so.6", "libpthread.so.0", "libresolv.so.2", "librt.so.1"), "libc.so.6"
    ),
    "libutil.so.1": "libc.so.6",
    "ld-linux-x86-64.so.2": "libc.so.6",
    "ld-linux-aarch64.so.1": "libc.so.6",
    "libgthread-2.0.so.0": "libglib-2.0.so.0",
}
_SUITE = "bullseye"
# Qt's core takes libglib from the system, and PyInstaller asks Qt's core where its parts are.
_BUILD = (
    "build-essential pkg-config tcl xz-utils libexpat1-dev libffi-dev zlib1g-dev libglib2.0-0 "
    "libxcb-cursor0 libxcb-util1"
).split()
# Desktops made with Qt 5 have all that Qt 6 wants but these; who has no network cannot add them.
_BROUGHT = ("libxcb-cursor.so.0", "libxcb-util.so.1")
_INSIDE = "/work"
"""Where the root sees the folder that is worked in."""
_PREFIX = "/opt/python"
_OF_SQLITE = "The authors have given it to the public domain: nobody has to be asked or named."


def made(order: Order) -> Path:
    """The folder of the bundle. Raises SetupTrouble when it wants more than it should."""
    work = order.root / "build" / "linux"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    root = roots.made("build-bullseye", _SUITE, _BUILD)
    _interpreter(root)
    _gather(order, root, work)
    _freeze(root, work, order.date)
    bundle = work / "dist" / NAME
    prune(bundle, trimming.of_bundle)
    _licences(order, root, work, bundle)
    settle(bundle, order.date)
    _check(bundle)
    return bundle


def depends(bundle: Path) -> list[str]:
    """The packages that the bundle wants. Raises SetupTrouble for a library of none that is known.

    What only a plugin wants, Qt's way to the printers, is among them.
    """
    wanted = {_SAME_PACKAGE.get(name, name) for name in symbols.from_system(bundle)}
    if strange := sorted(wanted - PACKAGES.keys()):
        raise SetupTrouble(
            f"程序要用的库不在清单里：{' '.join(strange)}（installer/building/linux/bundle.py）。",
            "The bundle wants libraries that are not listed in installer/building/linux/bundle.py.",
        )
    return sorted(PACKAGES[name] for name in wanted)


def _interpreter(root: roots.Root) -> None:
    """CPython in the root, compiled at the first call, and again when the recipe has changed."""
    recipe = [RECIPES / "interpreter.sh", RECIPES / "older-symbols.h"]
    key = hashlib.sha256(b"".join(path.read_bytes() for path in recipe)).hexdigest()
    stamp = root.path / _PREFIX.lstrip("/") / "complete"
    if stamp.exists() and stamp.read_text("ascii") == key:
        return
    say("正在编译 Python（只有第一次，约 10 分钟）", "compiling Python, the first time only")
    variables = {"PREFIX": _PREFIX, "JOBS": "2", "SOURCE_DATE_EPOCH": "0"}
    script = ["sh", "/recipes/interpreter.sh"]
    root.run(script, env=variables, binds=[(RECIPES, "/recipes")], timeout=7200)
    stamp.write_text(key, "ascii")


def _gather(order: Order, root: roots.Root, work: Path) -> None:
    say("正在汇集文件", "gathering the files")
    glibc = symbols.FLOOR["GLIBC"][1]
    for name, lock in (("lib", "requirements.lock"), ("tools", "requirements-linux.lock")):
        locked = order.root / "installer" / lock
        for wheel in wheels_for_linux(order.python, locked, MACHINE, glibc):
            with ZipFile(wheel) as archive:
                archive.extractall(work / name)
    for name in _BROUGHT:
        (library,) = (root.path / "usr" / "lib").glob(f"*-linux-gnu/{name}")
        shutil.copyfile(library, work / "lib" / "PySide6" / "Qt" / "lib" / name)
    prune(work / "lib", trimming.of_packages)
    stage(order.root, work / "src")
    shutil.copyfile(RECIPES / "hfgoals.spec", work / "hfgoals.spec")


def _freeze(root: roots.Root, work: Path, date: int) -> None:
    say("正在打包程序", "freezing the program")
    variables = {
        "PYTHONPATH": f"{_INSIDE}/src:{_INSIDE}/tools",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Sets of names are written in an order that goes by this.
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(date),
        "PYINSTALLER_CONFIG_DIR": f"{_INSIDE}/config",
    }
    command = [f"{_PREFIX}/bin/python3", "-m", "PyInstaller", "--noconfirm", "hfgoals.spec"]
    # Only what lies where packages are installed keeps its place in the bundle.
    packages = (work / "lib", f"{_PREFIX}/lib/python3.11/site-packages")
    binds = [(work, _INSIDE), packages]
    done = root.run(command, env=variables, binds=binds, folder=_INSIDE, timeout=1800)
    (work / "freeze.log").write_text(done.stderr, "utf-8")
    # Of what was compiled here; the wheels' are stripped, and Qt is shipped as it came.
    ours = f"{_INSIDE}/dist/{NAME}/_internal"
    script = f"strip --strip-unneeded {ours}/libpython* {ours}/python*/lib-dynload/*.so"
    root.run(["sh", "-c", script], binds=[(work, _INSIDE)])


def _licences(order: Order, root: roots.Root, work: Path, bundle: Path) -> None:
    documents = root.path / "usr" / "share" / "doc"
    prefix = root.path / _PREFIX.lstrip("/")
    ours, fonts = licences.of_program(order.root)
    python = (prefix / "LICENSE").read_text("utf-8")
    sources = (prefix / "sources").read_text("ascii").split()
    versions = dict(Path(source).stem.partition("_")[::2] for source in sources)
    told = {name: documents / name / "copyright" for name in ("libffi-dev", "libxcb-cursor0")}
    pieces = [
        fonts,
        licences.Piece(f"CPython {versions['python3.11']}", "PSF-2.0", python),
        licences.Piece(f"SQLite {versions['sqlite3']}", "public domain", _OF_SQLITE),
        *(licences.Piece(name, "MIT", path.read_text("utf-8")) for name, path in told.items()),
        *licences.of_packages(
            work / "lib", licences.QtPlace("_internal/PySide6/Qt", "lib、plugins")
        ),
        *(
            piece
            for piece in licences.of_packages(work / "tools", licences.QtPlace("", ""))
            if piece.name.lower().startswith("pyinstaller ")
        ),
    ]
    text = licences.written(ours, pieces, licences.gnu(root.path))
    (bundle / "LICENCES.txt").write_text(text, "utf-8")


def _check(bundle: Path) -> None:
    """Raise SetupTrouble for whatever an older system lacks."""
    found = [f"{each.file}: {each.version} ({each.library})" for each in symbols.too_new(bundle)]
    if found:
        listed = "\n".join(found)
        raise SetupTrouble(
            f"有文件要求比 glibc {_GLIBC} 更新的系统：\n{listed}",
            "These files want a newer system than the floor (installer/building/symbols.py).",
        )
    depends(bundle)
