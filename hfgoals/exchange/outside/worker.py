"""The process that reads files from outside, one after another.

``python -P -m hfgoals.exchange.outside.worker fork|stay``: each line of its input is a request,
[KIND, SOURCE] as JSON. Each answer is two lines of its output: plain values as JSON, or why they
were refused; and the exit code of the reading, 0 unless the line before is to be thrown away. It
knows nothing but the standard library and its neighbours (and xlrd, for .xls).
With ``fork`` a fork, which sets limits to itself, looks at the file. Windows has neither forks nor
such limits: there the process itself stays for a few files, and the limits on what is read
(prescan, and those of each kind) stand alone, with the time limit of the parent. When the input
ends the program has: nothing is read on. The kinds are those of kinds.py.
"""

from __future__ import annotations

import codecs
import gc
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from io import FileIO
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from hfgoals.exchange.kinds import READERS
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused

MOST_MEMORY = 384 * 1024 * 1024
"""In bytes of address space."""
MOST_SECONDS = 30
"""Of processor time."""
_MOST_WRITTEN = 1024 * 1024
"""In bytes to a file: there is nothing to write but what went wrong."""


def main(arguments: Sequence[str]) -> int:
    """Answer until the input ends."""
    # Whatever else writes to the output, it is no answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Unbuffered: a request that is not asked for yet stays in the pipe.
    with answers, FileIO(0, closefd=False) as requests:
        if list(arguments) == ["fork"]:
            _fork_for_each(requests, answers)
        else:
            _stay_for_all(requests, answers)
    return 0


def _fork_for_each(requests: FileIO, answers: BinaryIO) -> None:
    import select
    import signal

    # What the first look into a package imports, no fork has to.
    _reader("xlsx")
    codecs.lookup("cp437")
    gc.collect()
    gc.freeze()
    while line := requests.readline():
        kind, source = json.loads(line)
        read = _reader(kind)
        # Nobody writes to it: it ends when the fork does.
        ended, held = os.pipe()
        fork = os.fork()
        if fork == 0:
            _read_apart(read, Path(source), answers)
        os.close(held)
        ready, _, _ = select.select([requests.fileno(), ended], [], [])
        os.close(ended)
        # While a file is read nothing more comes: the program has ended.
        if requests.fileno() in ready:
            os.kill(fork, signal.SIGKILL)
        _, status = os.waitpid(fork, 0)
        answers.write(b"\n%d\n" % os.waitstatus_to_exitcode(status))
        answers.flush()


def _read_apart(read: Callable[[Path], Any], source: Path, answers: BinaryIO) -> None:
    code = 1
    try:
        _limit()
        answers.write(_answer(read, source))
        answers.flush()
        code = 0
    finally:
        # Nothing of the parent's is wound up a second time.
        if code:
            traceback.print_exc()
        os._exit(code)


def _stay_for_all(requests: FileIO, answers: BinaryIO) -> None:
    lines: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(requests, lines), daemon=True).start()
    _limit()
    while True:
        kind, source = json.loads(lines.get())
        answers.write(_answer(_reader(kind), Path(source)) + b"\n0\n")
        answers.flush()
        gc.collect()


def _listen(requests: FileIO, lines: SimpleQueue[bytes]) -> None:
    while line := requests.readline():
        lines.put(line)
    os._exit(0)


def _answer(read: Callable[[Path], Any], source: Path) -> bytes:
    """One line without its end."""
    # Plain values in great number, none of them in a cycle.
    gc.disable()
    try:
        text = json.dumps(read(source), separators=(",", ":"))
    except Refused as refused:
        text = json.dumps({"refused": refused.what, "advice": refused.advice})
    except (MemoryError, RecursionError):
        text = json.dumps({"refused": TOO_LARGE, "advice": Refused("").advice})
    return text.encode("ascii")


def _reader(kind: str) -> Callable[[Path], Any]:
    module, _, name = READERS[kind].partition(":")
    reader: Callable[[Path], Any] = getattr(import_module(module), name)
    return reader


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
