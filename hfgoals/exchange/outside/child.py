"""Reading a file from outside in a child process: limits of time and memory, stopped when the user
stops.

Whatever a hostile file does to the child, the program lives on.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import hfgoals
from hfgoals.progress import Report
from hfgoals.trouble import NotUnderstood, Trouble

MOST_SECONDS = 120.0
"""On the clock, for a child that gets nowhere. What it may work is limited by the worker itself, in
processor time, which is not less on a slow or busy machine; on Windows this limit stands alone."""
_MOMENT = 0.1
_NOTHING_READ = "没有读入任何内容，原文件没有改动。"
_WORKER = "hfgoals.exchange.outside.worker"
# The end of a worker that used up its processor time.
_USED_UP = None if sys.platform == "win32" else -signal.SIGXCPU
_log = logging.getLogger(__name__)


def plain_content(kind: str, path: Path, report: Report | None = None) -> dict[str, Any]:
    """What the worker's reader of that kind (worker.READERS) gives for the file.

    Raises NotUnderstood when the file is refused, Trouble when the child fails or takes too long,
    and whatever ``report`` raises.
    """
    with tempfile.TemporaryDirectory(prefix="hfgoals-") as folder:
        result = Path(folder) / "content.json"
        errors = Path(folder) / "errors.txt"
        with errors.open("wb") as complaints:
            code = _run([kind, str(path.absolute()), str(result)], complaints, report)
        if code in (None, _USED_UP):
            raise Trouble(
                f"“{path.name}”读了很久还没有读完，已经停下。",
                _NOTHING_READ,
                "请核对它是不是绩效目标的文件；是的话，请拆成几个文件分别读入。",
            )
        if code != 0 or not result.exists():
            said = errors.read_bytes()[-4000:].decode("utf-8", "replace")
            _log.error("the reader of %s ended with %s: %s", kind, code, said)
            raise Trouble(
                f"“{path.name}”读到一半，读取程序意外停下了，文件可能已经损坏。",
                _NOTHING_READ,
                "请用 WPS 或 Office 打开它，另存为一份新的，再读入。",
            )
        answer: dict[str, Any] = json.loads(result.read_bytes())
    if "refused" in answer:
        raise NotUnderstood(f"“{path.name}”{answer['refused']}", _NOTHING_READ, answer["advice"])
    return answer


def _run(arguments: list[str], complaints: Any, report: Report | None) -> int | None:
    """The child's exit code; None when it took too long."""
    # The current folder may hold files from others: none of them is a module (-P).
    # A bundle has no -m: its entry point looks for these two words and runs the module.
    command = [sys.executable, "-P", "-m", _WORKER, *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    end = time.monotonic() + MOST_SECONDS
    try:
        while True:
            try:
                return process.wait(_MOMENT)
            except subprocess.TimeoutExpired:
                if report is not None:
                    report(0, 1)
            if time.monotonic() > end:
                return None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    """The child finds everything where this process found it, in the same order.

    A relative place, such as the empty one for the current folder, is none of them.
    """
    here = str(Path(hfgoals.__file__).resolve().parent.parent)
    path = dict.fromkeys(entry for entry in (*sys.path, here) if Path(entry).is_absolute())
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}
