"""Python files among received ones are never run, from whichever folder the program is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from hfgoals.exchange.outside import child, readers
from installer.setup import environment as environments
from installer.setup.environment import Environment, key
from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
OURS = ("hfgoals", "ui", "installer", "resources")
LOOKED_FOR = "sitecustomize usercustomize lxml defusedxml numpy nt _winapi msvcrt".split()
OTHERS = "PySide6 shiboken6 openpyxl reportlab PIL appdirs xlrd".split()
TRAP = """
from os import path as _p
open(_p.join(_p.dirname(__file__), "TRAPPED"), "a").write(__name__ + " ")
"""

Entry = Callable[[Environment], list[str]]
ENTRIES: dict[str, Entry] = {
    "hfgoals": lambda made: [str(next(made.tools.glob("hfgoals*")))],
    "python -m hfgoals": lambda made: [str(made.python), "-m", "hfgoals"],
    "dev.py run": lambda made: [sys.executable, str(made.root / "dev.py"), "run"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A copy of the checkout, set up; its packages are those of this process."""
    environment = Environment(tmp_path_factory.mktemp("程序"))
    for name in OURS:
        shutil.copytree(ROOT / name, environment.root / name)
    shutil.copy(ROOT / "dev.py", environment.root)
    make = [sys.executable, "-m", "venv", "--without-pip", environment.folder]
    subprocess.run(make, check=True, timeout=PATIENCE)
    packages = environments._site_packages(environment) / "packages.pth"
    packages.write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    environment.stamp.write_text(f"run {key(environment, 'run')}\n", "ascii")
    environments.provide(environment, ("run",))
    return environment


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with a file for every module that the program might ask for by name."""
    folder = tmp_path / "收到的文件"
    for name in (*OURS, *OTHERS, *LOOKED_FOR):
        (folder / name).mkdir(parents=True)
        for part in ("__init__.py", "__main__.py"):
            trap = TRAP.replace("__file__", "_p.dirname(__file__)")
            (folder / name / part).write_text(trap, "utf-8")
    lay_traps(folder)
    return folder


def lay_traps(folder: Path) -> list[Path]:
    """A file for every module that this Python itself has."""
    traps = [folder / f"{name}.py" for name in sys.stdlib_module_names if find_spec(name)]
    for trap in traps:
        trap.write_text(TRAP, "utf-8")
    return traps


def start(command: list[str], folder: Path, **variables: str) -> str:
    """What the command says when started in the folder, where nothing may be run."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables},
        capture_output=True,
        timeout=PATIENCE,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode in (0, 1), said
    trapped = folder / "TRAPPED"
    assert not trapped.exists(), f"{trapped.read_text('utf-8')}\n{said}"
    return said


def test_the_traps_work(received: Path) -> None:
    for module in ("colorsys", "numpy"):
        subprocess.run([sys.executable, "-c", f"import {module}"], cwd=received, timeout=PATIENCE)
        assert (received / "TRAPPED").exists()
        (received / "TRAPPED").unlink()


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry(name: str, made: Environment, received: Path) -> None:
    command = ENTRIES[name](made)
    assert start([*command, "--version"], received).startswith("hfgoals ")
    start([*command, "sample", "a.hfg"], received)
    assert (received / "a.hfg").exists()


def test_a_path_variable_that_means_the_current_folder(made: Environment, received: Path) -> None:
    assert start([*ENTRIES["hfgoals"](made), "--version"], received, PYTHONPATH=os.pathsep)


def test_who_has_the_path_kept_safe_anyway(made: Environment, received: Path) -> None:
    for entry in ENTRIES.values():
        assert start([*entry(made), "--version"], received, PYTHONSAFEPATH="1")


def test_beside_the_program_itself(made: Environment) -> None:
    traps = lay_traps(made.root)
    try:
        for entry in ENTRIES.values():
            start([*entry(made), "--help"], made.root)
    finally:
        for trap in traps:
            trap.unlink()


def test_the_reading_child(received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.exchange.hostile_xlsx import of_sheet

    # One started elsewhere would prove nothing.
    readers.close()
    monkeypatch.chdir(received)
    monkeypatch.setenv("PYTHONPATH", os.pathsep)
    (tmp_path / "x.xlsx").write_bytes(of_sheet())
    assert child.plain_content("xlsx", tmp_path / "x.xlsx")["sheets"]
    readers.close()
    assert not (received / "TRAPPED").exists()


@pytest.mark.slow
def test_all_that_imports_something_late(made: Environment, received: Path) -> None:
    command = ENTRIES["python -m hfgoals"](made)
    start([*command, "sample", "a.hfg"], received)
    start([*command, "check", "a.hfg", "--json"], received)
    start([*command, "export", "a.hfg", "--to", "out", "--xlsx", "--pdf", "--docx"], received)
    for source in sorted(received.glob("out/*.[xd][lo][sc]x")):
        start([*command, "import", str(source), "--into", "b.hfg", "--dry-run"], received)
    start([*command, "--picture", "window.png", "a.hfg"], received)
    assert (received / "window.png").exists()
