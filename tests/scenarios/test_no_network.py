"""Whatever the program does, it opens no socket but those of the display: nothing leads outside."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hfgoals.store import create
from tests.cli.run import ROOT
from tests.pace import PATIENCE
from tests.store.workbooks import small_book

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="asks the system for the sockets of a process"
)

# Told of each socket that Python makes, and now and then of all that the process has, whoever made
# them. The name of this machine, for the lock, is asked of the system.
_HEARING = """
import atexit, json, os, sys
families, asked, known, kept, busy, times = [], [], set(), set(), [], [0]

def look():
    for name in os.listdir("/proc/self/fd"):
        try:
            told = os.readlink("/proc/self/fd/" + name)
        except OSError:
            continue
        if told.startswith("socket:["):
            kept.add(told[8:-1])
    with open("/proc/net/unix") as file:
        known.update(line.split()[6] for line in file.readlines()[1:])

def hear(event, about):
    if event == "socket.__new__":
        families.append(int(about[1]))
    elif event.startswith("socket.") and event != "socket.gethostname":
        asked.append([event, repr(about)])
    elif event in ("open", "import", "sqlite3.connect") and not busy:
        times[0] += 1
        if times[0] % 25 == 0:
            busy.append(1)
            look()
            busy.clear()

def tell():
    busy.append(1)
    look()
    with open("/proc/self/maps") as file:
        network = "Qt6Network" in file.read()
    with open(told, "w") as file:
        json.dump([families, asked, sorted(kept - known), network, times[0]], file)

told = sys.argv.pop(1)
sys.addaudithook(hear)
atexit.register(tell)
from hfgoals.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "a.hfg"
    create(path, small_book()).close()
    return path


def _assert_quiet(tmp_path: Path, *arguments: str | Path) -> None:
    told = tmp_path / "told.json"
    done = subprocess.run(
        [sys.executable, "-c", _HEARING, told, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=PATIENCE,
    )
    assert done.returncode in (0, 1), done.stderr
    families, asked, others, network, times = json.loads(told.read_text("utf-8"))
    assert set(families) <= {socket.AF_UNIX}, arguments
    assert not asked, arguments
    assert not others, arguments
    assert not network, arguments
    assert times, arguments


@pytest.mark.parametrize(
    "line",
    [
        "export FILE --to OUT --xlsx --docx --pdf",
        "import PAGE --into FILE --dry-run --as-ours",
    ],
)
def test_no_command_asks_the_network(line: str, workbook: Path, tmp_path: Path) -> None:
    page = tmp_path / "页.html"
    page.write_text(_LINKS, "utf-8")
    named = {"FILE": workbook, "OUT": tmp_path / "out", "PAGE": page}
    _assert_quiet(tmp_path, *(named.get(word, word) for word in line.split()))


def test_the_window_asks_no_network(workbook: Path, tmp_path: Path) -> None:
    _assert_quiet(tmp_path, "--picture", tmp_path / "window.png", workbook)


_LINKS = (
    "<html><head><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
    "<script src='http://127.0.0.1:9/a.js'></script></head><table background='http://127.0.0.1:9/'>"
    "<tr><td>项目名称<td>甲<img src='http://127.0.0.1:9/a.png'><tr><td>项目编码<td>1</table>"
)


def test_a_socket_would_be_noticed(tmp_path: Path) -> None:
    opened = "import socket\nheld = socket.socket(socket.AF_INET)\n"
    source = _HEARING.replace("from hfgoals.__main__ import main\nsys.exit(main())", opened)
    told = tmp_path / "told.json"
    subprocess.run([sys.executable, "-c", source, told], check=True, timeout=PATIENCE)
    families, _, others, _, _ = json.loads(told.read_text("utf-8"))
    assert families == [socket.AF_INET]
    assert len(others) == 1
