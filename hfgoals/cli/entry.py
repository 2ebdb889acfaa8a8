"""Window or command? Exit codes: 0 fine, 1 does not hold, 2 wrong use, 3 a trouble with a file."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hfgoals import paths
from hfgoals.cli.talk import (
    FINE,
    TROUBLE,
    WRONG_USE,
    WrongUse,
    forget_stdout,
    give,
    give_json,
    say,
    say_trouble,
    speak_utf8,
)
from hfgoals.plain import added_to
from hfgoals.trouble import FileMissing, OutOfMemory, Trouble
from hfgoals.version import VERSION

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

COMMANDS = {
    "new": "hfgoals.cli.workbooks",
    "sample": "hfgoals.cli.workbooks",
    "dump": "hfgoals.cli.workbooks",
    "verify": "hfgoals.cli.verifying",
    "salvage": "hfgoals.cli.salvaging",
    "import": "hfgoals.cli.taking_in",
    "check": "hfgoals.cli.checking",
    "export": "hfgoals.cli.handing_over",
    "package": "hfgoals.cli.packaging",
    "roll": "hfgoals.cli.rolling",
    "merge": "hfgoals.cli.gathering",
    "templates": "hfgoals.cli.templating",
    "versions": "hfgoals.cli.history",
    "log": "hfgoals.cli.history",
    "backups": "hfgoals.cli.backups",
}
"""Every command with the module whose function ``run_<command>`` does it."""


class OpenWindow(Protocol):
    """Opens the window, on a workbook when one is given; its exit code when it was closed."""

    def __call__(self, path: Path | None, picture: Path | None = None) -> int: ...


def main(argv: Sequence[str] | None, open_window: OpenWindow) -> int:
    """Do what the arguments (those of the process for None) ask; the exit code."""
    speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _answer(arguments, open_window)
    except WrongUse as wrong:
        say(str(wrong))
        if wrong.usage:
            say(wrong.usage)
        _tell_program(arguments, Trouble(str(wrong), "没有改动任何文件。", wrong.usage))
        return WRONG_USE
    except Trouble as trouble:
        say_trouble(trouble)
        _tell_program(arguments, trouble)
        return TROUBLE
    except MemoryError:
        say_trouble(OutOfMemory())
        _tell_program(arguments, OutOfMemory())
        return TROUBLE
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        say("操作已被中断。")
        _tell_program(arguments, Trouble("操作已被中断。", ""))
        return TROUBLE
    except Exception as error:  # noqa: BLE001 - logged, and told without a traceback
        return _our_fault(error, arguments)
    return code


def _answer(arguments: list[str], open_window: OpenWindow) -> int:
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        from hfgoals.cli.arguments import explain, parse

        if {"-h", "--help"} & set(arguments[1:]):
            give(explain(first))
            return FINE
        options = parse(first, arguments[1:])
        run: Callable[[argparse.Namespace], int] = getattr(
            import_module(COMMANDS[first]), f"run_{first}"
        )
        return run(options)
    if first in ("-h", "--help", "-V", "--version"):
        return _about(first)
    return _window(arguments, open_window)


def _about(option: str) -> int:
    if option in ("-h", "--help"):
        from hfgoals.cli.arguments import overview

        give(overview())
    else:
        give(f"hfgoals {VERSION}")
    return FINE


def _window(arguments: list[str], open_window: OpenWindow) -> int:
    """``[FILE.hfg]``, or hidden, for tests and manuals, ``--picture FILE.png [FILE.hfg]``."""
    picture: Path | None = None
    if arguments[:1] == ["--picture"]:
        if len(arguments) == 1:
            raise WrongUse("--picture 后面要写图片文件名。")
        picture, arguments = Path(arguments[1]), arguments[2:]
    usage = "用法：hfgoals [文件.hfg]，或 hfgoals 命令 …（hfgoals --help 列出全部命令）"
    if arguments and arguments[0].startswith("-"):
        raise WrongUse(f"没有“{arguments[0]}”这个选项。", usage)
    if len(arguments) > 1:
        raise WrongUse(f"没有“{arguments[0]}”这个命令。", usage)
    path = Path(arguments[0]) if arguments else None
    # A windowed build has no stderr: there the window itself says that the file is missing.
    if path is not None and not path.exists() and sys.stderr is not None:
        if not path.suffix:
            raise WrongUse(f"没有“{path}”这个命令，也没有这个文件。", usage)
        raise FileMissing(
            f"找不到文件“{path}”。", "没有改动任何文件。", "请核对文件名和所在文件夹。"
        )
    return open_window(path) if picture is None else open_window(path, picture=picture)


def _tell_program(arguments: list[str], trouble: Trouble) -> None:
    """The one JSON document, for whoever asked for one; people were told the same already."""
    if "--json" in arguments:
        said = {"what": trouble.what, "safe": trouble.safe, "advice": trouble.advice}
        try:
            give_json({"trouble": said})
        except (Trouble, BrokenPipeError):
            forget_stdout()


def _reader_gone() -> int:
    # Whoever read our output has enough.
    forget_stdout()
    return FINE


def _our_fault(error: Exception, arguments: list[str]) -> int:

    place = log_fault(error)
    trouble = Trouble(
        "程序出了意外，这个操作没有完成。",
        "已保存在文件里的内容不受影响。",
        f"请把记录文件“{place}”发给程序的维护人员。" if place else "请把操作步骤告诉维护人员。",
    )
    say_trouble(trouble)
    _tell_program(arguments, trouble)
    return TROUBLE


_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def log_fault(error: Exception) -> Path | None:
    """Write the exception to the log; its path, None when there is no writing it."""
    try:
        place = paths.log_folder() / "hfgoals.log"
        log = added_to(place)
    except OSError:
        return None
    # Or a full disk would have logging itself print tracebacks.
    logging.raiseExceptions = False
    logger = logging.getLogger("hfgoals.cli")
    handler = logging.StreamHandler(log)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    try:
        logger.error("command line", exc_info=error)
        log.close()
    except OSError:
        return None
    finally:
        logger.removeHandler(handler)
    return place
