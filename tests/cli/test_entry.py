"""Window or command, exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from hfgoals import paths
from hfgoals.cli import entry
from hfgoals.cli.arguments import explain
from hfgoals.cli.entry import COMMANDS, main
from hfgoals.version import VERSION
from tests.cli.run import REAL, ROOT, Window, process, run
from tests.pace import PATIENCE


def test_no_argument_opens_the_window() -> None:
    window = Window(5)
    assert main([], window) == 5
    assert window.opened == [(None, None)]


def test_a_file_opens_the_window_on_it(tmp_path: Path) -> None:
    path = tmp_path / "我的.hfg"
    assert run("sample", path) == 0
    window = Window()
    assert main([str(path)], window) == 0
    assert main(["--picture", "x.png"], window) == 0
    assert main(["--picture", "x.png", str(path)], window) == 0
    assert window.opened == [(path, None), (None, Path("x.png")), (path, Path("x.png"))]


def test_a_missing_workbook_is_a_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "没有.hfg") == 3
    assert "没有.hfg" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["frobnicate", "a.hfg"],
        ["--frobnicate"],
        ["--picture"],
        ["new"],
        ["new", "a.hfg", "--unit-code"],
        ["new", "a.hfg", "--unit-code", "1", "--unit-name", "n", "--year", "今年"],
        ["sample", "a.hfg", "b.hfg"],
        ["dump"],
        ["import", "--into", "a.hfg"],
        ["import", "a.txt"],
        ["import", "a.txt", "--into", "a.hfg", "--dry-run=1"],
        ["export", "a.hfg"],
        ["export", "a.hfg", "--to", "x", "--form", "无此表"],
        ["merge", "a.hfg"],
        ["merge", "a.hfg", "b.hfg", "--prefer", "mine"],
        ["salvage", "a.hfg"],
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first = said.err.splitlines()[0]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in first)
    assert "Traceback" not in said.err
    assert not any(word in said.err for word in ("argument", "required", "error", "usage"))


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(option) == 0
    overview = capsys.readouterr().out
    for command in COMMANDS:
        assert command in overview
        assert run(command, option) == 0
        assert capsys.readouterr().out == f"{explain(command)}\n"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"hfgoals {VERSION}\n"


def test_the_package_has_the_same_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    module, _, name = project["tool"]["setuptools"]["dynamic"]["version"]["attr"].rpartition(".")
    assert getattr(import_module(module), name) is VERSION


def test_our_own_fault_is_logged_and_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path)

    def broken(path: Path | None, picture: Path | None = None) -> int:
        raise RuntimeError("螺丝掉了")

    assert main([], broken) == 3
    said = capsys.readouterr().err
    assert str(tmp_path / "hfgoals.log") in said
    assert "Traceback" not in said
    log = (tmp_path / "hfgoals.log").read_text(encoding="utf-8")
    assert "螺丝掉了" in log
    assert "Traceback" in log


def test_our_own_fault_is_not_logged_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b").write_bytes(b"years of work")
    (tmp_path / "hfgoals.log").symlink_to(tmp_path / "b")
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path)
    monkeypatch.setattr(entry, "_window", lambda *_: 1 // 0)
    assert main([], Window()) == 3
    assert capsys.readouterr().err
    assert (tmp_path / "b").read_bytes() == b"years of work"


def test_our_own_fault_where_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> Path:
        raise PermissionError("read-only")

    monkeypatch.setattr(paths, "log_folder", refused)
    monkeypatch.setattr(entry, "_window", lambda *_: 1 // 0)
    assert main([], Window()) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_an_interrupt_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(path: Path | None, picture: Path | None = None) -> int:
        raise KeyboardInterrupt

    assert main([], interrupted) == 3
    assert capsys.readouterr().err.strip()


def test_trouble_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", tmp_path / "none.hfg", "--json") == 3
    trouble = json.loads(capsys.readouterr().out)["trouble"]
    assert "none.hfg" in trouble["what"]


@pytest.mark.parametrize(
    "arguments",
    [["verify"], ["export", "a.hfg"], ["merge", "a.hfg"], ["frobnicate"], ["salvage", "a.hfg"]],
)
def test_wrong_use_as_json(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments, "--json") == 2
    said = capsys.readouterr()
    trouble = json.loads(said.out)["trouble"]
    assert trouble["what"] in said.err


@pytest.mark.parametrize("command", ["export", "package", "templates", "check"])
@pytest.mark.parametrize("folder", ["", " "])
def test_no_folder_is_not_the_current_one(
    command: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "样.hfg"
    assert run("sample", path) == 0
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    file = [] if command == "templates" else [path]
    assert run(command, *file, "--report" if command == "check" else "--to", folder) == 2
    assert sorted(tmp_path.iterdir()) == before


def test_utf_8_in_a_pipe_and_in_the_c_locale(tmp_path: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
    done = process("sample", tmp_path / "样.hfg", **environment)
    assert done.returncode == 0
    assert "示例" in done.stderr.decode("utf-8")
    done = process("dump", tmp_path / "样.hfg", **environment)
    assert json.loads(done.stdout.decode("utf-8"))["unit"]["name"] == "示例县融媒体中心"
    assert done.stderr == b""


def test_a_reader_that_goes_away_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0
    command = [sys.executable, "-m", "hfgoals", "dump", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.close()
        assert writer.stderr.read() == b""
    assert writer.returncode == 0


@pytest.mark.parametrize("arguments", [[], ["tests/real_files/002.txt"]])
def test_nothing_heavy_is_imported_before_the_window(arguments: list[str]) -> None:
    assert (REAL / "002.txt").exists()
    script = (
        "import sys\n"
        "from hfgoals import __main__\n"
        "from hfgoals.cli.entry import main\n"
        "main(sys.argv[1:], lambda path, picture=None: print(*sys.modules) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, timeout=PATIENCE
    )
    loaded = set(done.stdout.decode().split())
    assert "hfgoals.cli.entry" in loaded
    heavy = {"argparse", "json", "openpyxl", "reportlab", "sqlite3", "PySide6", "hfgoals.model"}
    heavy |= {"hfgoals.exchange", "hfgoals.export", "hfgoals.store", "importlib.metadata"}
    assert not loaded & heavy


@pytest.mark.parametrize("command", ["export", "import"])
def test_no_memory_is_said_and_no_fault(
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0

    def none_left(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("hfgoals.store.opening.examine", none_left)
    capsys.readouterr()
    arguments = ("--to", tmp_path) if command == "export" else ("--into", tmp_path / "b.hfg")
    assert run(command, path, *arguments, "--json") == 3
    said = capsys.readouterr()
    assert "内存" in json.loads(said.out)["trouble"]["what"]
    assert "意外" not in said.err
