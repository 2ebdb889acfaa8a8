"""Speaking to people (stderr) and to programs (stdout), in UTF-8 whatever the locale."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from hfgoals.trouble import CannotWrite, Trouble

if TYPE_CHECKING:
    from hfgoals.checks.where import Where
    from hfgoals.exchange.note import Note

FINE: Final = 0
DOES_NOT_HOLD: Final = 1
WRONG_USE: Final = 2
TROUBLE: Final = 3


_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "big5"})


class WrongUse(Exception):
    """The command line cannot be understood; ``str()`` is the sentence for the user."""

    def __init__(self, sentence: str, usage: str = "") -> None:
        super().__init__(sentence)
        self.usage = usage


def speak_utf8() -> None:
    """Write UTF-8 to pipes, files and in the C locale; what cannot be written is escaped.

    A terminal that shows another encoding of Chinese is spoken to in that.
    """
    for stream in (sys.stdout, sys.stderr):
        # A windowed build has no streams at all.
        if isinstance(stream, io.TextIOWrapper):
            chinese = stream.isatty() and _name_of(stream.encoding) in _CHINESE
            encoding = stream.encoding if chinese else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _name_of(encoding: str) -> str:
    # Code page 936 and GBK are one.
    return codecs.lookup(encoding).name


def say(sentence: str) -> None:
    """A message for people; where it cannot be written nobody can be told that either."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(sentence, file=sys.stderr, flush=True)


def say_trouble(trouble: Trouble) -> None:
    """What happened, what is safe and what to do, a line each."""
    for sentence in (trouble.what, trouble.safe, trouble.advice):
        if sentence:
            say(sentence)


def give(text: str) -> None:
    """The answer asked for, on stdout.

    Raises Trouble when it cannot be written, BrokenPipeError when nobody reads on.
    """
    if sys.stdout is None:
        return
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        from hfgoals.writing import why

        forget_stdout()
        raise CannotWrite(
            f"结果没能写到标准输出：{why(error)}。",
            "工作簿里的内容不受影响。",
            "请换一个地方存放结果，再试一次。",
        ) from error


def forget_stdout() -> None:
    """Let the rest of the output go: the interpreter would try to write it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def give_json(data: dict[str, Any]) -> None:
    """One JSON document on stdout."""
    import json

    give(json.dumps(data, ensure_ascii=False, indent=2))


def place_as_json(where: Where) -> dict[str, Any]:
    """A place in a year's plan."""
    return {
        "year": where.year,
        "part": where.part,
        "project": None if where.project is None else where.project.code,
        "number": where.number,
        "row": where.row,
        "field": where.field,
    }


def note_as_json(note: Note) -> dict[str, Any]:
    """What reading a source told."""
    return {
        "line": note.line,
        "place": note.place,
        "text": note.text,
        "message": note.message,
        "unread": note.unread,
    }
