"""What a user does with the installed program, on any system; each step needs those before it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from installer.building.order import Order
from installer.building.smoke.screen import Screen

WORKBOOK = "示例 1.hfg"
FOREIGN = Path("tests/exchange/foreign/files")
TITLE = "示例县融媒体中心"
"""Of the window with the sample; before it is read, the window has the program's name."""
_TYPED = "7391"
_SOON = 60.0
"""Seconds for what takes a few on a quiet machine."""


class Failed(Exception):
    """A step went otherwise than it should."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a command."""

    code: int
    out: str
    err: str


class Desk(Protocol):
    """One system with the program installed, and somebody without rights who uses it."""

    @property
    def order(self) -> Order:
        """What is tried."""

    @property
    def screen(self) -> Screen:
        """Where its windows are."""

    @property
    def pictures(self) -> Path:
        """The folder for pictures that are to be looked at."""

    @property
    def documents(self) -> Path:
        """The user's folder for documents, as this system sees it; its name is Chinese."""

    def place(self, name: str) -> str:
        """A file of that folder, as the program is told it."""

    def command(self, *arguments: str, seconds: float = 180) -> Done:
        """Run the program's command line to its end. Raises Failed when it takes longer."""

    def window(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program with its window."""

    def by_association(self, name: str) -> subprocess.Popen[bytes]:
        """Open a file as a double-click would."""

    def kill(self) -> None:
        """kill -9 for every process of the program."""


Step = tuple[str, Callable[[Desk], object]]


def run(steps: Sequence[Step], desk: Desk) -> int:
    """Go through all, telling each with its seconds; how many failed."""
    failed = 0
    for name, step in steps:
        begun = time.monotonic()
        try:
            step(desk)
            said = ""
        except Exception as error:  # noqa: BLE001 (a step that breaks is a step that failed)
            failed += 1
            said = f"  {type(error).__name__}: {error}"
            desk.screen.picture(desk.pictures / f"failed-{name}.png")
        took = time.monotonic() - begun
        print(f"{'FAILED' if said else 'ok':6} {took:6.1f} s  {name}{said}", flush=True)
    print(f"{len(steps) - failed} of {len(steps)} steps; pictures in {desk.pictures}", flush=True)
    return failed


def expect(holds: object, what: object) -> None:
    """Raise Failed with that, unless something holds."""
    if not holds:
        raise Failed(str(what))


def _fine(done: Done, *codes: int) -> Done:
    expect(
        done.code in (codes or (0,)), f"exit code {done.code}: {done.out[-600:]}{done.err[-600:]}"
    )
    return done


def _files(desk: Desk, folder: str, suffix: str) -> list[Path]:
    return sorted((desk.documents / folder).rglob(f"*{suffix}"))


def _version(desk: Desk) -> None:
    done = _fine(desk.command("--version"))
    expect(desk.order.version in done.out, done)


def _sample(desk: Desk) -> None:
    _fine(desk.command("sample", desk.place(WORKBOOK)))
    expect((desk.documents / WORKBOOK).stat().st_size > 10_000, "the sample is small")


def _new(desk: Desk) -> None:
    unit = "--unit-code 999001 --unit-name 示例县融媒体中心 --year 2023".split()
    _fine(desk.command("new", desk.place("新 单位.hfg"), *unit))


def _check(desk: Desk) -> None:
    done = _fine(desk.command("check", desk.place(WORKBOOK), "--json"), 0, 1)
    expect("findings" in json.loads(done.out), done.out[:300])


def _export(desk: Desk) -> None:
    kinds = ("--xlsx", "--pdf", "--docx")
    _fine(desk.command("export", desk.place(WORKBOOK), "--to", desk.place("导出"), *kinds))
    for kind in kinds:
        made = _files(desk, "导出", f".{kind[2:]}")
        expect(made and made[0].stat().st_size > 10_000, f"{kind}: {made}")
    expect(_files(desk, "导出", ".pdf")[0].read_bytes().startswith(b"%PDF"), "no PDF")


def _package(desk: Desk) -> None:
    _fine(desk.command("package", desk.place(WORKBOOK), "--to", desk.place("上报"), "--zip"))
    expect(_files(desk, "上报", ".zip"), "no zip")


def _import(suffix: str) -> Callable[[Desk], None]:
    """Read what was exported back in: the reading child is started and answers."""

    def read(desk: Desk) -> None:
        (source,) = _files(desk, "导出", suffix)
        given = desk.place(f"导出/{source.name}")
        into = desk.place(f"读入{suffix[1:]}.hfg")
        _fine(desk.command("import", given, "--into", into), 0, 1)
        told = json.loads(_fine(desk.command("dump", into)).out)
        expect(any(year["projects"] for year in told["years"]), "nothing was read")

    return read


def _import_xls(desk: Desk) -> None:
    source = min((desk.order.root / FOREIGN).glob("*.xls"))
    (desk.documents / "外来.xls").write_bytes(source.read_bytes())
    done = desk.command(
        "import", desk.place("外来.xls"), "--into", desk.place("外来.hfg"), "--dry-run", "--json"
    )
    expect(done.code in (0, 1) and "trouble" not in json.loads(done.out), done)


def _merge(desk: Desk) -> None:
    _fine(desk.command("merge", desk.place("新 单位.hfg"), desk.place(WORKBOOK)), 0, 1)


def _roll(desk: Desk) -> None:
    _fine(desk.command("roll", desk.place("新 单位.hfg"), "--to-year", "2031"))


def _verify(desk: Desk) -> None:
    for name in (WORKBOOK, "新 单位.hfg"):
        _fine(desk.command("verify", desk.place(name)))


def _dump(desk: Desk) -> None:
    told = json.loads(_fine(desk.command("dump", desk.place(WORKBOOK))).out)
    expect(told["unit"]["name"] == "示例县融媒体中心", told["unit"])


COMMANDS: tuple[Step, ...] = (
    ("version", _version),
    ("sample", _sample),
    ("new", _new),
    ("check", _check),
    ("export xlsx pdf docx", _export),
    ("package", _package),
    ("import docx", _import(".docx")),
    ("import xlsx", _import(".xlsx")),
    ("import xls", _import_xls),
    ("merge", _merge),
    ("roll", _roll),
    ("verify", _verify),
    ("dump", _dump),
)


def seen(desk: Desk, title: str, name: str) -> None:
    """Wait for a window that has painted, keep its picture."""
    desk.screen.wait_for(title, _SOON)
    desk.screen.wait_until(desk.screen.painted, f"{title} painted", _SOON)
    time.sleep(2)
    desk.screen.picture(desk.pictures / f"{name}.png")


def _opens(desk: Desk) -> None:
    desk.window(desk.place(WORKBOOK))
    seen(desk, TITLE, "window")


def _typed(desk: Desk) -> None:
    """The cell that has the keys after opening is the project's code."""
    desk.screen.activate(TITLE)
    desk.screen.type(_TYPED)
    desk.screen.keys("Return")
    time.sleep(4)
    desk.screen.picture(desk.pictures / "typed.png")


def _locked(desk: Desk) -> None:
    """What is open in the window, a command leaves alone; what it says is to be read."""
    done = desk.command("roll", desk.place(WORKBOOK), "--to-year", "2030")
    expect(done.code == 3 and "没有进行" in done.err, done)
    (desk.pictures / "locked.txt").write_text(done.err, "utf-8")


def _handed_over(desk: Desk) -> None:
    """A second double-click on an open workbook: its window comes to the front, no other opens."""
    second = desk.window(desk.place(WORKBOOK))
    desk.screen.wait_until(lambda: second.poll() is not None, "the second one gone", _SOON)
    windows = [title for title in desk.screen.windows() if TITLE in title]
    expect(second.returncode == 0 and len(windows) == 1, (second.returncode, windows))


def _menu(desk: Desk) -> None:
    """Its type is to be looked at: Windows has one of its own for menus, a smaller one."""
    desk.screen.activate(TITLE)
    desk.screen.keys("alt+f")
    time.sleep(2)
    desk.screen.picture(desk.pictures / "menu.png")
    desk.screen.keys("Escape", "Escape")


def _manual(desk: Desk) -> None:
    desk.screen.keys("F1")
    seen(desk, "使用手册", "manual")
    desk.screen.keys("Escape")
    desk.screen.wait_gone("使用手册", _SOON)


def _preview(desk: Desk) -> None:
    desk.screen.activate(TITLE)
    desk.screen.keys("F7")
    time.sleep(4)
    desk.screen.picture(desk.pictures / "preview.png")
    desk.screen.keys("F7")


def asks_to_print(desk: Desk) -> None:
    """What to print is asked and answered with the form in hand; then a dialog comes up: the
    system's, or ours that says that there is no printer."""
    desk.screen.activate(TITLE)
    before = desk.screen.windows()
    desk.screen.keys("ctrl+p")
    more = lambda: len(desk.screen.windows()) > len(before)  # noqa: E731
    desk.screen.wait_until(more, "a dialog for printing", _SOON)
    time.sleep(2)
    desk.screen.keys("Return")
    time.sleep(2)
    desk.screen.wait_until(more, "the printer's dialog", _SOON)


def _print(desk: Desk) -> None:
    before = desk.screen.windows()
    asks_to_print(desk)
    desk.screen.picture(desk.pictures / "print.png")
    desk.screen.keys("Escape")
    gone = lambda: len(desk.screen.windows()) <= len(before)  # noqa: E731
    desk.screen.wait_until(gone, "the dialog gone", _SOON)


def _killed(desk: Desk) -> None:
    desk.kill()
    desk.screen.wait_gone(TITLE, _SOON)
    _fine(desk.command("verify", desk.place(WORKBOOK)))
    expect(
        _TYPED in _fine(desk.command("dump", desk.place(WORKBOOK))).out, "what was typed is lost"
    )


def _associated(desk: Desk) -> None:
    desk.by_association(WORKBOOK)
    seen(desk, TITLE, "association")
    desk.kill()
    desk.screen.wait_gone(TITLE, _SOON)


WINDOW: tuple[Step, ...] = (
    ("window opens", _opens),
    ("value typed", _typed),
    ("locked for a second process", _locked),
    ("second instance hands over", _handed_over),
    ("menu", _menu),
    ("manual", _manual),
    ("preview", _preview),
    ("print", _print),
    ("killed, nothing lost", _killed),
    ("opened by association", _associated),
)
