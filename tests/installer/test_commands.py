"""dev.py's words, and what becomes of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from installer.setup import commands, display
from installer.setup.checking import pytest_arguments
from installer.setup.demonstration import WORKBOOK, steps

ROOT = Path(__file__).resolve().parents[2]


def test_the_whole_suite_runs_in_two_processes_and_measures_coverage_where_things_land() -> None:
    here, landing = pytest_arguments([], {}), pytest_arguments([], {"CI": "true"})
    assert "--numprocesses=2" in here
    assert "--cov" not in here
    assert landing[: len(here)] == here
    assert "--cov" in landing


def test_a_choice_of_tests_goes_to_pytest_as_it_is() -> None:
    assert pytest_arguments(["--", "-k", "--quick"], {"CI": "true"}) == ["-k", "--quick"]


def test_quick_leaves_the_slow_tests_out() -> None:
    chosen = pytest_arguments(["--quick", "--", "tests/model"], {})
    assert chosen == ["-m", "not slow", "tests/model"]
    whole = pytest_arguments(["--quick"], {"CI": "true"})
    assert "not slow" in whole
    assert "--cov" not in whole


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="--fast"):
        pytest_arguments(["--fast"], {})


@pytest.mark.parametrize("arguments", [[], ["build"], ["test", "--fast"]])
def test_wrong_use_shows_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(arguments) == 2
    assert "dev.py test" in capsys.readouterr().err


def test_the_demonstration_starts_with_the_workbook_that_the_rest_uses() -> None:
    first, *rest = steps(Path("out"))
    assert first.arguments[0] == "sample"
    assert all(any(word.endswith(WORKBOOK) for word in step.arguments) for step in rest)
    wanted = {"--xlsx", "--pdf", "--picture"}
    assert wanted <= {word for step in rest for word in step.arguments}


@pytest.mark.parametrize("name", ["", "nonsense", ":", "host:x"])
def test_no_display_is_named(name: str) -> None:
    assert display.x11_addresses(name) == []


def test_where_a_display_listens() -> None:
    here = display.x11_addresses(":7.0")
    assert [address for _, address in here] == ["/tmp/.X11-unix/X7", "\0/tmp/.X11-unix/X7"]
    assert display.x11_addresses("far:10.0") == [(socket.AF_INET, ("far", 6010))]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_a_display_counts_only_when_it_answers(tmp_path: Path) -> None:
    assert not display.has_display({})
    assert not display.has_display({"DISPLAY": ":987"})
    assert not display.has_display({"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "w-0").touch()
    assert display.has_display({"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0/tmp/.X11-unix/X986")
        server.listen()
        assert display.has_display({"DISPLAY": ":986"})


def test_dev_py_needs_nothing_but_the_standard_library() -> None:
    bare = [sys.executable, "-I", "-S", "-c"]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import dev"
    done = subprocess.run([*bare, code], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="the script is for bash")
def test_what_lands_has_passed_the_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "python3 dev.py test" in script.read_text("utf-8")
