"""A folder from elsewhere: every command, and the window, on a workbook with harm beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hfgoals.cli.entry import COMMANDS
from hfgoals.store import create
from hfgoals.store.lock import lock_path
from hfgoals.trouble import Trouble
from tests.cli.run import REAL, process, run
from tests.store.journals import deletes, journal_at
from tests.store.workbooks import small_book
from ui.document import Document

_CALLS: dict[str, list[str]] = {
    "verify": ["verify FILE", "verify FILE --json"],
    "dump": ["dump FILE", "dump FILE --damaged"],
    "versions": ["versions FILE", "versions FILE --name x", "versions OWN --compare now FILE"],
    "log": ["log FILE"],
    "check": ["check FILE", "check FILE --report OUT", "check FILE --damaged"],
    "export": ["export FILE --to OUT", "export FILE --to OUT --wide"],
    "package": ["package FILE --to OUT"],
    "roll": ["roll FILE --to-year 2024"],
    "templates": ["templates --to OUT --from FILE", "templates --to OUT --from FILE --stage 自评"],
    "backups": ["backups FILE", "backups FILE --restore latest --to OUT/new.hfg"],
    "import": [
        "import TEXT --into FILE",
        "import TEXT --into FILE --dry-run",
        "import FILE --into OWN",
        "import FILE --into OWN --dry-run",
        "import FILE --into OUT/new.hfg",
    ],
    "merge": [
        "merge FILE OWN",
        "merge FILE OWN --dry-run",
        "merge OWN FILE",
        "merge OWN FOLDER --dry-run",
        "merge OUT/new.hfg FILE",
    ],
    "new": ["new FILE --unit-code 1 --unit-name x --year 2023"],
    "sample": ["sample FILE"],
    "salvage": ["salvage FILE --to OUT/new.hfg"],
}
_LINES = [line for lines in _CALLS.values() for line in lines]


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A workbook in a folder that came from elsewhere."""
    (tmp_path / "收到的").mkdir()
    path = tmp_path / "收到的" / "a.hfg"
    create(path, small_book()).close()
    return path


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Another file of the user."""
    path = tmp_path / "工资表.xls"
    path.write_bytes(b"years of work")
    path.chmod(0o600)
    return path


def _arguments(line: str, received: Path, tmp_path: Path) -> list[str]:
    own, out = tmp_path / "own.hfg", tmp_path / "out"
    out.mkdir(exist_ok=True)
    if not own.exists():
        create(own, small_book()).close()
    named = {
        "FILE": str(received), "FOLDER": str(received.parent), "OWN": str(own), "OUT": str(out),
        "OUT/new.hfg": str(out / "new.hfg"), "TEXT": str(REAL / "004.txt"),
    }  # fmt: skip
    return [named.get(word, word) for word in line.split()]


def test_every_command_is_walked() -> None:
    assert set(_CALLS) == set(COMMANDS)


@pytest.mark.parametrize("line", _LINES)
def test_no_command_plays_back_a_journal_that_deletes(
    line: str, received: Path, victim: Path, tmp_path: Path
) -> None:
    crafted = deletes(received, victim)
    content = received.read_bytes()
    arguments = _arguments(line, received, tmp_path)
    # A gathering tells of the source and goes on with the others; salvage does without the journal.
    assert run(*arguments) == (1 if line.startswith(("merge OWN", "merge OUT", "salvage")) else 3)
    assert victim.read_bytes() == b"years of work"
    assert received.read_bytes() == content
    assert journal_at(received).read_bytes() == crafted


@pytest.mark.parametrize("line", [line for line in _LINES if "FILE" in line])
@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_no_command_writes_through_a_link_at_the_locks_name(
    line: str, link: Callable[[Path, Path], None], received: Path, victim: Path, tmp_path: Path
) -> None:
    link(victim, lock_path(received))
    content = received.read_bytes()
    run(*_arguments(line, received, tmp_path))
    assert victim.read_bytes() == b"years of work"
    assert victim.stat().st_mode & 0o777 == 0o600
    assert received.read_bytes() == content
    assert lock_path(received).samefile(victim)


@pytest.mark.parametrize(
    "line", [line for line in _LINES if not line.startswith(("new", "sample"))]
)
def test_no_command_waits_for_a_pipe(
    line: str, received: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received.unlink()
    os.mkfifo(received)
    assert run(*_arguments(line, received, tmp_path)) in (1, 3)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("qapp")
def test_the_window_opens_none_of_them(received: Path, victim: Path) -> None:
    crafted = deletes(received, victim)
    with pytest.raises(Trouble):
        Document.open(received)
    assert victim.exists()
    assert journal_at(received).read_bytes() == crafted
    journal_at(received).unlink()


@pytest.mark.slow
@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_the_window_writes_no_log_through_a_link(
    link: Callable[[Path, Path], None], victim: Path, tmp_path: Path
) -> None:
    place = {"XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    picture = ["--picture", tmp_path / "window.png"]
    assert process(*picture, **place).returncode == 0
    logs = [path for path in tmp_path.rglob("*.log") if path.is_file()]
    assert logs
    for log in logs:
        log.unlink()
        link(victim, log)
    assert process(*picture, **place).returncode == 0
    assert victim.read_bytes() == b"years of work"
    assert victim.stat().st_mode & 0o777 == 0o600
