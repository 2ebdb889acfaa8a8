"""The Linux target, installed and used on bare systems, by somebody without rights."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hfgoals.paths import PORTABLE
from installer.building import roots
from installer.building.deb import TITLE, carried_name, deb_name
from installer.building.linux.bundle import NAME
from installer.building.order import Order
from installer.building.smoke import figures, steps
from installer.building.smoke.checkout import CHECKOUT
from installer.building.smoke.screen import Screen, shown
from installer.building.smoke.steps import Done, Failed, expect
from installer.setup import system

SUITES = ("bullseye", "bookworm", "trixie")
_HOME = f"/home/{roots.USER}"
_PROGRAM = f"/opt/{NAME}/{NAME}"
# What makes a desktop know programs and files; nothing the program itself needs.
_DESKTOP = ("desktop-file-utils", "shared-mime-info", "libglib2.0-bin", "libcups2")
_OLDER = "0.0.1"
# Where a package manager and the system note what they do.
_NOTES = ("var/cache", "var/lib/apt", "var/lib/dpkg", "var/log", "tmp", "etc/ld.so.cache", "home")


@dataclass(frozen=True, slots=True)
class LinuxDesk:
    """One system in a folder, spoilt as it is used."""

    order: Order
    screen: Screen
    pictures: Path
    root: roots.Root
    suite: str
    program: str = _PROGRAM

    @property
    def documents(self) -> Path:
        return self.home / "文档 1"

    @property
    def home(self) -> Path:
        """The user's home folder, as it is seen from here."""
        return self.root.path / _HOME.lstrip("/")

    def place(self, name: str) -> str:
        return f"{_HOME}/文档 1/{name}"

    def run(self, *command: str, user: str | None = roots.USER, seconds: float = 180) -> Done:
        """Run something to its end. Raises Failed when it takes longer."""
        try:
            done = self.root.run(
                command,
                user=user,
                env=self._variables(),
                timeout=seconds,
                binds=[(_archives(self.suite), "/var/cache/apt/archives")],
                folder=_HOME if user else "/",
                check=False,
            )
        except roots.Failed as failed:
            raise Failed(str(failed)) from failed
        return Done(done.returncode, done.stdout, done.stderr)

    def command(self, *arguments: str, seconds: float = 180) -> Done:
        return self.run(self.program, *arguments, seconds=seconds)

    def window(self, *arguments: str) -> subprocess.Popen[bytes]:
        return self._start(self.program, *arguments)

    def by_association(self, name: str) -> subprocess.Popen[bytes]:
        return self._start("gio", "open", self.place(name))

    def kill(self) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                here = (process / "root").readlink() == self.root.path
                if here and (process / "exe").readlink().name == NAME:
                    os.kill(int(process.name), signal.SIGKILL)

    def apt(self, *arguments: str) -> None:
        """Have packages installed or removed. Raises Failed."""
        options = ["-q", "-y", "--no-install-recommends", "--allow-downgrades"]
        done = self.run(
            "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *options, *arguments,
            user=None, seconds=1800,
        )  # fmt: skip
        expect(done.code == 0, done.out[-1500:] + done.err[-1500:])

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return self.root.start(
            command,
            user=roots.USER,
            env=self._variables(),
            folder=_HOME,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _variables(self) -> dict[str, str]:
        return {"DISPLAY": self.screen.display, "LANG": "C.UTF-8"}


def smoke(order: Order) -> int:
    """Install, use, upgrade, take away, on each system; how many steps failed."""
    needs = [
        need for need in system.TEST_PROGRAMS if need.program in {"Xvfb", "openbox", "xdotool"}
    ]
    system.provide(needs, (), order.root / "build" / "setup.log")
    pictures = (order.pictures or order.root / "build" / "smoke" / "deb").resolve()
    shutil.rmtree(pictures, ignore_errors=True)
    failed = 0
    for suite in SUITES:
        print(f"--- {suite}", flush=True)
        (pictures / suite).mkdir(parents=True)
        with shown() as screen, _system(suite) as root:
            desk = LinuxDesk(order, screen, pictures / suite, root, suite)
            _owned(desk, desk.documents)
            try:
                failed += steps.run(_steps(desk), desk)
            finally:
                desk.kill()
    return failed


def _steps(desk: LinuxDesk) -> Sequence[steps.Step]:
    """Those of all systems, between those that only a package has."""
    before = _all_files(desk)
    of_checkout = CHECKOUT if desk.order.readme and desk.suite != "bullseye" else ()
    return (
        ("installs", lambda _: _installs(desk)),
        *steps.COMMANDS,
        *steps.WINDOW[:-2],
        ("prints to PDF", lambda _: _prints(desk)),
        *steps.WINDOW[-2:],
        ("figures", figures.tell),
        ("upgrade keeps settings", lambda _: _upgrades(desk)),
        ("carried about", lambda _: _carried(desk)),
        ("purge leaves nothing", lambda _: _purged(desk, before)),
        *((name, lambda _, step=step: step(desk.order, desk.root)) for name, step in of_checkout),
    )


@contextlib.contextmanager
def _system(suite: str) -> Iterator[roots.Root]:
    """A bare system; packages are fetched once for all times."""
    bare = roots.made(f"bare-{suite}", suite)
    _archives(suite).mkdir(parents=True, exist_ok=True)
    with roots.throwaway(bare, f"smoke-{suite}") as root:
        yield root


def _archives(suite: str) -> Path:
    return roots.cache() / "packages" / suite


def _owned(desk: LinuxDesk, folder: Path) -> None:
    folder.mkdir()
    owner = desk.home.stat()
    os.chown(folder, owner.st_uid, owner.st_gid)


def _built(order: Order, name: str) -> Path:
    made = order.dist / name
    expect(made.exists(), f"{made} is not there: dev.py build deb")
    return made


def _all_files(desk: LinuxDesk) -> set[str]:
    """Every file and folder of the system but notes of package managers."""
    top = desk.root.path
    found = (path.relative_to(top).as_posix() for path in top.rglob("*"))
    return {name for name in found if not name.startswith(_NOTES)}


def _installs(desk: LinuxDesk) -> None:
    """An older package, with a file that the new one has no more; its dependencies suffice."""
    shutil.copyfile(
        _built(desk.order, deb_name(desk.order.version)), desk.root.path / "tmp/new.deb"
    )
    if desk.order.older is not None:
        shutil.copyfile(desk.order.older, desk.root.path / "tmp/old.deb")
    else:
        _age(desk)
    desk.apt("install", "/tmp/old.deb")
    # The desktop's own packages come afterwards, as on a system where the program came first.
    desk.apt("install", *_DESKTOP)
    for name in ("usr/bin/hfgoals", "usr/share/applications/hfgoals.desktop"):
        expect(os.path.lexists(desk.root.path / name), f"{name} is missing")
    expect(not (desk.home / ".config" / NAME).exists(), "the installer wrote into a home folder")


def _age(desk: LinuxDesk) -> None:
    """Make an older package of the new one."""
    script = (
        f"cd /tmp && dpkg-deb -R new.deb old && sed -i 's/^Version:.*/Version: {_OLDER}/' "
        f"old/DEBIAN/control && touch old/opt/{NAME}/gone && dpkg-deb -Znone -b old old.deb && "
        "rm -r old"
    )
    done = desk.run("sh", "-c", script, user=None)
    expect(done.code == 0, done)


def _settings(desk: LinuxDesk) -> dict[str, bytes]:
    own = desk.home / ".config" / NAME
    return {path.name: path.read_bytes() for path in own.rglob("*") if path.is_file()}


def _prints(desk: LinuxDesk) -> None:
    """Where there is no printer, a file is offered, in the folder that was started in."""
    steps.asks_to_print(desk)
    desk.screen.keys("Tab", "Return")
    desk.screen.wait_for("打印", 60)
    desk.screen.keys("Return")

    def found() -> list[Path]:
        return [path for path in desk.home.glob("*.pdf") if path.stat().st_size]

    desk.screen.wait_until(lambda: bool(found()), "a PDF", 60)
    desk.screen.wait_until(lambda: b"%%EOF" in found()[0].read_bytes()[-64:], "all of it", 60)


def _upgrades(desk: LinuxDesk) -> None:
    """With what was built: settings stay, what the new package has no more goes."""
    settings = _settings(desk)
    expect(settings, "the window kept no settings")
    desk.apt("install", "/tmp/new.deb")
    expect(_settings(desk) == settings, "settings changed")
    expect(not (desk.root.path / "opt" / NAME / "gone").exists(), "an old file stayed")
    told = desk.command("--version")
    expect(desk.order.version in told.out, told)
    desk.window(desk.place(steps.WORKBOOK))
    steps.seen(desk, steps.TITLE, "upgraded")
    desk.kill()
    desk.screen.wait_gone(steps.TITLE, 60)


def _carried(desk: LinuxDesk) -> None:
    """From a stick: settings, log and backups beside the program, nothing of it in the home."""
    before = _settings(desk)
    stick = desk.home / "优盘 1"
    _owned(desk, stick)
    with tarfile.open(_built(desk.order, carried_name(desk.order.version))) as archive:
        archive.extractall(stick, filter="data")
    desk.run("chown", "-R", f"{roots.USER}:", f"{_HOME}/优盘 1", user=None)
    expect((stick / TITLE / PORTABLE).is_file(), "the mark is missing")
    carried = replace(desk, program=f"{_HOME}/优盘 1/{TITLE}/{NAME}")
    carried.window(carried.place(steps.WORKBOOK))
    steps.seen(carried, steps.TITLE, "carried")
    carried.screen.keys("ctrl+q")
    carried.screen.wait_gone(steps.TITLE, 60)
    kept = {path.name for path in (stick / TITLE).glob("*/*")}
    expect({"settings", "logs"} <= kept, kept)
    expect(_settings(desk) == before, "it wrote into the home folder")


def _purged(desk: LinuxDesk, before: set[str]) -> None:
    """Nothing stays but the user's files, and what else was installed with it."""
    desk.apt("purge", NAME)
    left = {name for name in _all_files(desk) - before if NAME in name or name.startswith("opt")}
    expect(not left, sorted(left)[:10])
    expect((desk.documents / steps.WORKBOOK).exists(), "the user's workbook is gone")
    known = desk.run("gio", "mime", "application/x-hfgoals").out
    expect("hfgoals.desktop" not in known, known)
