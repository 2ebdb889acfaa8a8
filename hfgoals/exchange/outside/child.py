"""Reading a file from outside in a child process: limits of time and memory, stopped when the user
stops.

Whatever a hostile file does to the child, the program lives on.
"""

from __future__ import annotations

import errno
import json
import logging
import re
import signal
import sys
from pathlib import Path
from typing import Any

from hfgoals.exchange.lookalikes import lookalikes_told, plainly
from hfgoals.exchange.outside import readers
from hfgoals.progress import Report
from hfgoals.trouble import NotUnderstood, OutOfMemory, Trouble

MOST_SECONDS = 120.0
"""On the clock, for a child that gets nowhere. What it may work is limited by the worker itself, in
processor time, which is not less on a slow or busy machine; on Windows this limit stands alone."""
_NOTHING_READ = "没有读入任何内容，原文件没有改动。"
# The end of a reading that used up its processor time.
_USED_UP = None if sys.platform == "win32" else -signal.SIGXCPU
# Nobody does that to it but a system that has no memory left.
_KILLED = () if sys.platform == "win32" else (-signal.SIGKILL,)
_ODD = re.compile(rb"\\u(?:2[ef]|f[09a]|d87e)")
"""What the answer, in ASCII, has where there may be characters that only look like others."""
_log = logging.getLogger(__name__)


def plain_content(kind: str, path: Path, report: Report | None = None) -> dict[str, Any]:
    """What the worker's reader of that kind (kinds.READERS) gives for the file, in the characters
    that people read (lookalikes.py); its "remarks", if any, are sentences about the whole.

    Raises NotUnderstood when the file is refused, Trouble when the child fails or takes too long,
    and whatever ``report`` raises.
    """
    try:
        reader = readers.take()
    except OSError as error:
        if error.errno not in (errno.ENOMEM, errno.EAGAIN):
            raise
        raise OutOfMemory from error
    try:
        content = reader.ask(kind, path.absolute(), MOST_SECONDS, report)
        answer: dict[str, Any] | None = None if content is None else json.loads(content)
        if answer is not None and "refused" in answer and not readers.FORKS:
            # It stopped in the middle of something: the next file gets a process without a past.
            reader.kill()
    except readers.Failed as failed:
        if failed.code in _KILLED:
            _log.error("the reader of %s was killed: %s", kind, failed.said)
            raise OutOfMemory from failed
        if failed.code != _USED_UP:
            _log.error("the reader of %s ended with %s: %s", kind, failed.code, failed.said)
            raise Trouble(
                f"“{path.name}”读到一半，读取程序意外停下了，文件可能已经损坏。",
                _NOTHING_READ,
                "请用 WPS 或 Office 打开它，另存为一份新的，再读入。",
            ) from failed
        answer = None
    finally:
        readers.give_back(reader)
    if answer is None:
        raise Trouble(
            f"“{path.name}”读了很久还没有读完，已经停下。",
            _NOTHING_READ,
            "请核对它是不是绩效目标的文件；是的话，请拆成几个文件分别读入。",
        )
    if "refused" in answer:
        raise NotUnderstood(f"“{path.name}”{answer['refused']}", _NOTHING_READ, answer["advice"])
    if content is not None and _ODD.search(content):
        answer, count = plainly(answer)
        answer["remarks"] = [*answer.get("remarks", ()), *lookalikes_told(count)]
    return answer
