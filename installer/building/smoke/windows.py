"""The Windows target, installed and used under Wine: not Windows, but a good deal of it."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from hfgoals.paths import PORTABLE
from installer.building import roots
from installer.building.order import Order
from installer.building.smoke import figures, steps
from installer.building.smoke.screen import Screen, shown
from installer.building.smoke.steps import Done, Failed, expect
from installer.building.windows import NAME
from installer.setup import system

# Wine of Debian 12 cannot start Qt 6.
_SUITE = "trixie"
_PACKAGES = (
    "wine wine64 libxcomposite1 libxcursor1 libxi6 libxinerama1 libxrandr2 libxrender1 libxfixes3 "
    "libxxf86vm1 libgl1 libfreetype6 libfontconfig1"
).split()
_HOME = Path("/home") / roots.USER
_USER = f"C:\\users\\{roots.USER}"
_PROGRAM = f"{_USER}\\程序 一\\绩效目标"
_OWN = "HKCU\\Software\\hfgoals"
_VARIABLES = {
    "LANG": "zh_CN.UTF-8",
    "LC_ALL": "zh_CN.UTF-8",
    "WINEDEBUG": "-all",
    # Neither .NET nor a browser is wanted; asking for them would open a window.
    "WINEDLLOVERRIDES": "mscoree,mshtml=",
}
_BOOT = 400.0
"""Seconds for a new drive C; a minute on a quiet machine."""
_OPEN = 4
"""How the installer ends while the program's window is open."""


@dataclass(frozen=True, slots=True)
class WineDesk:
    """Debian's Wine in a root of its own, with a home folder that is new each time."""

    order: Order
    screen: Screen
    pictures: Path
    root: roots.Root
    home: Path
    program: str = _PROGRAM

    @property
    def documents(self) -> Path:
        return self.seen(_USER) / "文档 1"

    def place(self, name: str) -> str:
        return f"{_USER}\\文档 1\\" + name.replace("/", "\\")

    def seen(self, place: str) -> Path:
        """A path of the user's drive C, as it is seen from here."""
        return self.home / ".wine" / "drive_c" / place.removeprefix("C:\\").replace("\\", "/")

    def wine(self, *arguments: str, seconds: float = 180) -> Done:
        """Run something to its end, its stdio in pipes. Raises Failed when it takes longer."""
        try:
            done = self.root.run(
                ["wine", *arguments],
                user=roots.USER,
                env=self._variables(),
                timeout=seconds,
                binds=[(self.home, str(_HOME))],
                folder=str(_HOME),
                check=False,
            )
        except roots.Failed as failed:
            raise Failed(str(failed)) from failed
        return Done(done.returncode, done.stdout, done.stderr)

    def start(
        self,
        *arguments: str,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        """Start something that stays."""
        return self.root.start(
            ["wine", *arguments],
            user=roots.USER,
            env=self._variables(),
            binds=[(self.home, str(_HOME))],
            folder=str(_HOME),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )

    def command(self, *arguments: str, seconds: float = 180) -> Done:
        return self.wine(f"{self.program}\\hfgoals.exe", *arguments, seconds=seconds)

    def window(self, *arguments: str) -> subprocess.Popen[bytes]:
        return self.start(f"{self.program}\\hfg.exe", *arguments)

    def by_association(self, name: str) -> subprocess.Popen[bytes]:
        # Windows looks for a user's own classes first; Wine does not look for them at all.
        for key in (".hfg", "hfgoals.workbook"):
            own, common = (f"{hive}\\Software\\Classes\\{key}" for hive in ("HKCU", "HKLM"))
            self.wine("reg", "copy", own, common, "/s", "/f")
        return self.start("start", self.place(name))

    def kill(self) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if b"\\hfg.exe" in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)

    def setup(self) -> Done:
        """Run the installer as it was built, without questions."""
        return self.wine(f"{_USER}\\setup.exe", "/S", seconds=400)

    def _variables(self) -> dict[str, str]:
        return {**_VARIABLES, "DISPLAY": self.screen.display}


def smoke(order: Order) -> int:
    """Install, use, upgrade, take away; how many steps failed."""
    needs = [
        need for need in system.TEST_PROGRAMS if need.program in {"Xvfb", "openbox", "xdotool"}
    ]
    system.provide(needs, (), order.root / "build" / "setup.log")
    root = roots.made("wine", _SUITE, _PACKAGES)
    if "zh_CN.utf8" not in root.run(["locale", "-a"]).stdout:
        root.run("localedef -i zh_CN -f UTF-8 zh_CN.UTF-8".split())
    pictures = order.pictures or order.root / "build" / "smoke" / "windows"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    with shown() as screen, _home(order.root / "build" / "smoke" / "home", root) as home:
        desk = WineDesk(order, screen, pictures.resolve(), root, home)
        with _wine(desk):
            return steps.run(_steps(desk), desk)


def _steps(desk: WineDesk) -> Sequence[steps.Step]:
    """Those of all systems, between those that only an installer for Windows has."""
    return (
        ("installs", lambda _: _installs(desk)),
        *steps.COMMANDS,
        ("beyond 260 characters", lambda _: _long(desk)),
        *steps.WINDOW[:2],
        ("installer waits for the window", lambda _: _refuses(desk)),
        *steps.WINDOW[2:],
        ("figures", figures.tell),
        ("upgrade keeps settings", lambda _: _upgrades(desk)),
        ("carried about", lambda _: _carried(desk)),
        ("uninstalls", lambda _: _uninstalls(desk)),
    )


@contextlib.contextmanager
def _home(folder: Path, root: roots.Root) -> Iterator[Path]:
    """A new home folder of the root's user."""
    owner = (root.path / _HOME.relative_to("/")).stat()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.chown(folder, owner.st_uid, owner.st_gid)
    yield folder


@contextlib.contextmanager
def _wine(desk: WineDesk) -> Iterator[None]:
    """A Windows of the user's own, up all the time: starting it takes longer than most commands."""
    idle = desk.start("cmd", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert idle.stdout is not None  # noqa: S101 (it was asked for)
        # Services keep the pipes of whoever came first, and that one never ends for its reader.
        expect(select.select([idle.stdout], (), (), _BOOT)[0], "Wine did not start")
        for place in ("文档 1", "."):
            _owned(desk, desk.seen(_USER) / place)
        yield
    finally:
        desk.kill()
        roots.end(idle)
        desk.wine("wineboot", "--kill", seconds=60)


def _owned(desk: WineDesk, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    owner = desk.home.stat()
    os.chown(folder, owner.st_uid, owner.st_gid)


def _built(order: Order, kind: str) -> Path:
    made = order.dist / f"{NAME}-{order.version}-{kind}"
    expect(made.exists(), f"{made} is not there: dev.py build windows")
    return made


def _listed(desk: WineDesk, key: str) -> str:
    """All that the registry has below a key; "" when there is no such key."""
    done = desk.wine("reg", "query", key, "/s")
    return done.out if done.code == 0 else ""


def _installs(desk: WineDesk) -> None:
    """Into a Chinese folder with a blank: Wine and /D= do not agree on one, so by the registry."""
    shutil.copyfile(
        desk.order.older or _built(desk.order, "setup.exe"), desk.seen(_USER) / "setup.exe"
    )
    desk.wine("reg", "add", _OWN, "/v", "folder", "/d", _PROGRAM, "/f")
    done = desk.setup()
    expect(done.code == 0, done)
    for name in ("hfg.exe", "hfgoals.exe", "uninstall.exe", "LICENCES.txt", "app/LICENSE"):
        expect((desk.seen(_PROGRAM) / name).is_file(), f"{name} is missing")
    expect(_shortcuts(desk), "no shortcut")
    # What the user keeps there is the user's.
    (desk.seen(_PROGRAM) / "app" / "我的.hfg").write_bytes(b"mine")


def _long(desk: WineDesk) -> None:
    """Export, a new file and a change of it, with the backup before, in a very deep folder."""
    folder = "\\".join(["很长的文件夹名称" * 5] * 7)
    workbook = desk.place(f"{folder}\\深.hfg")
    kinds = ("--to", desk.place(folder), "--xlsx")
    for command in (
        ("export", desk.place(steps.WORKBOOK), *kinds),
        ("sample", workbook),
        ("roll", workbook, "--to-year", "2031"),
    ):
        done = desk.command(*command)
        expect(done.code == 0, done)
    made = {path.suffix for path in (desk.documents / folder.replace("\\", "/")).iterdir()}
    expect(made >= {".xlsx", ".hfg"}, made)
    told = desk.command("backups", workbook)
    expect("结转前" in told.out + told.err, told)


def _shortcuts(desk: WineDesk) -> list[Path]:
    return list(desk.seen(_USER).rglob(f"{NAME}.lnk"))


def _refuses(desk: WineDesk) -> None:
    done = desk.setup()
    expect(done.code == _OPEN, done)


def _settings(desk: WineDesk) -> dict[str, bytes]:
    own = desk.seen(_USER) / "AppData" / "Local" / "hfgoals"
    return {path.name: path.read_bytes() for path in own.rglob("*.json")}


def _upgrades(desk: WineDesk) -> None:
    """With what is built now; the shortcut that the user threw away does not come back."""
    settings = _settings(desk)
    expect(settings, "the window kept no settings")
    thrown = desk.seen(_USER) / "Desktop" / f"{NAME}.lnk"
    thrown.unlink()
    shutil.copyfile(_built(desk.order, "setup.exe"), desk.seen(_USER) / "setup.exe")
    done = desk.setup()
    expect(done.code == 0, done)
    expect(_settings(desk) == settings, "settings changed")
    expect(not thrown.exists(), "the shortcut came back")
    told = desk.command("--version")
    expect(desk.order.version in told.out, told)


def _carried(desk: WineDesk) -> None:
    """From a stick: settings, log and backups beside the program, nothing of it on the computer."""
    before = _settings(desk)
    stick = desk.seen(_USER) / "优盘 1"
    with ZipFile(_built(desk.order, "portable.zip")) as archive:
        archive.extractall(stick)
    desk.root.run(
        ["chown", "-R", f"{roots.USER}:", "."], binds=[(stick, "/stick")], folder="/stick"
    )
    expect((stick / NAME / PORTABLE).is_file(), "the mark is missing")
    carried = WineDesk(
        desk.order, desk.screen, desk.pictures, desk.root, desk.home, f"{_USER}\\优盘 1\\{NAME}"
    )
    carried.window(carried.place(steps.WORKBOOK))
    steps.seen(carried, steps.TITLE, "carried")
    carried.screen.keys("ctrl+q")
    carried.screen.wait_gone(NAME, 60)
    kept = {path.name for path in (stick / NAME / "数据").iterdir()}
    expect({"settings", "logs"} <= kept, kept)
    expect(_settings(desk) == before, "it wrote into the user's folder")


def _uninstalls(desk: WineDesk) -> None:
    """Nothing stays but what is the user's: workbooks, backups, a file among the program's."""
    done = desk.wine(f"{_PROGRAM}\\uninstall.exe", "/S")
    expect(done.code == 0, done)
    uninstaller = desk.seen(_PROGRAM) / "uninstall.exe"
    desk.screen.wait_until(lambda: not uninstaller.exists(), "uninstalled", 120)
    time.sleep(3)
    left = [path.name for path in desk.seen(_PROGRAM).rglob("*") if path.is_file()]
    expect(left == ["我的.hfg"], left)
    own = desk.seen(_USER) / "AppData" / "Local" / "hfgoals"
    rest = {path.relative_to(own).parts[0] for path in own.rglob("*") if path.is_file()}
    expect(rest <= {"backups"}, rest)
    expect(not _shortcuts(desk), _shortcuts(desk))
    expect((desk.documents / steps.WORKBOOK).exists(), "the user's workbook is gone")
    for key in (_OWN, "HKCU\\Software\\Classes\\.hfg", "HKCU\\Software\\Classes\\hfgoals.workbook"):
        expect(not _listed(desk, key), _listed(desk, key))
