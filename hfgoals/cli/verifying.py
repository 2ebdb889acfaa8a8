"""verify: of the file itself, or of printed pages by their codes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, TROUBLE, WrongUse, give_json, say

if TYPE_CHECKING:
    from hfgoals.history.printed import Answer, State


def run_verify(options: argparse.Namespace) -> int:
    """Tell whether structure and records of the workbook are as they were written; with codes, what
    the pages that carry them were printed from, and exit code 1 when one is of nothing known.
    """
    if options.code:
        return _printed(options)
    if options.also:
        raise WrongUse("--also 只与 --code 一起用。")
    return _file(options)


def _file(options: argparse.Namespace) -> int:
    from hfgoals.store import verify

    report = verify(options.file)
    if report.ok:
        say(f"“{options.file}”完好：{report.records}条记录，逐条核对无误。")
    else:
        say(f"“{options.file}”有{len(report.problems)}处与写入时不一致：")
        for problem in report.problems:
            say(f"  {problem}")
        say(
            "核对没有改动文件。请先复制一份这个文件留存，"
            "再用 backups 恢复最近的备份，或用 salvage 抢救出完好的内容。"
        )
    if report.beside:
        say(f"旁边的“{report.beside}”不是本程序的文件，请移开；修改工作簿时程序会把它改名保留。")
    if options.json:
        give_json(
            {
                "file": str(options.file),
                "ok": report.ok,
                "version": report.version,
                "records": report.records,
                "beside": report.beside or None,
                "problems": [str(problem) for problem in report.problems],
            }
        )
    return FINE if report.ok else TROUBLE


def _printed(options: argparse.Namespace) -> int:
    from hfgoals.history.printed import answers
    from hfgoals.model.check_code import typed

    with ExitStack() as opened:
        found = answers([typed(code) for code in options.code], _states(options, opened))
    for answer in found:
        _tell(answer)
    if options.json:
        give_json({"file": str(options.file), "codes": [_as_json(each) for each in found]})
    return FINE if all(each.known for each in found) else DOES_NOT_HOLD


def _states(options: argparse.Namespace, opened: ExitStack) -> Iterator[State]:
    """Those of the workbook, then of the further files; each is opened when its turn comes."""
    from hfgoals.backups import Shelf
    from hfgoals.history.history import History
    from hfgoals.history.printed import states_of
    from hfgoals.store import open_file

    for file in (options.file, *options.also):
        store = opened.enter_context(open_file(file, read_only=True))
        own = file is options.file
        kept = Shelf.own().of(file, store.created) if own else None
        for state in states_of(store.book, History(store, ""), kept):
            yield state if own else replace(state, label=f"“{file.name}”的{state.label}")


def _tell(answer: Answer) -> None:
    from hfgoals.cli.history import told_changes

    say(f"{answer.typed.text or '（空白）'}　{answer.says}")
    for home, line in told_changes(answer.changes):
        if home:
            say(f"  {home}")
        say(f"    {line}")


def _as_json(answer: Answer) -> dict[str, Any]:
    from hfgoals.cli.history import change_as_json

    told: dict[str, Any] = {"typed": answer.typed.text, "message": answer.says}
    told |= {"code": answer.code or None, "fault": bool(answer.typed.fault), "found": None}
    if answer.known and answer.state is not None and answer.part is not None:
        project = answer.part.project
        told["found"] = {
            "state": answer.state.label,
            "at": answer.state.at.isoformat(timespec="seconds") if answer.state.at else None,
            "year": answer.part.plan.year,
            "part": "year" if answer.part.whole else "overall" if project is None else "project",
            "project": None if project is None else project.code,
            "current": answer.current,
            "still_there": answer.now is not None,
        }
    told["changes"] = [change_as_json(each) for each in answer.changes]
    return told
