"""merge, and what became of it as JSON."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from hfgoals.checks import SETTING, CheckSettings
from hfgoals.checks.carrying import carried
from hfgoals.checks.where import Places
from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, give_json, note_as_json, place_as_json, say
from hfgoals.cli.workbooks import keep, opened
from hfgoals.history.history import History
from hfgoals.merging.finding import look_through, told_apart
from hfgoals.merging.gathering import Conflict, Entry, Gathered, Prefer, gathered
from hfgoals.merging.log import closing, counts, lines, passed_over, write_log
from hfgoals.merging.reading import Read, read_all, told_of_others
from hfgoals.merging.units import OtherUnit
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.store import Store, create, login_name, open_file
from hfgoals.trouble import CannotWrite

_OFTEN = 50
"""So many sources between two lines of progress."""
_MOST_UNITS = 8
"""Named in one sentence."""
_SAY_OURS = "请核对是否发错了文件；确实是本单位的，请加上 --as-ours，再汇总一次。"
_NAME_YEAR = "请加上 --year 年度，再汇总一次。"


def run_merge(options: argparse.Namespace) -> int:
    """Gather the sources into the workbook as one step; a missing workbook is made.

    All sources are read before anything is written. Exit code 1 when a source was not read, not
    wholly understood or of another unit (the others are gathered all the same), and when something
    differs or was left out and no side was preferred. Raises Trouble when the workbook cannot be
    changed.
    """
    _refuse_old_log(options.log)
    own = [path for path in (options.file, options.log) if path is not None]
    looked = look_through(options.sources, without=own)
    # Held while the sources are read: nobody changes it in between.
    with _target(options.file, dry_run=options.dry_run) as store:
        before = Book() if store is None else store.book
        read = read_all(told_apart(looked.found), options.year, _NAME_YEAR, _progress("已读"))
        if not options.as_ours:
            read = told_of_others(read, before.unit, _SAY_OURS)
            if before.unit == Unit():
                _refuse_several(read)
            read = [each.refused for each in read]
        sources = [source for each in read if (source := each.source) is not None]
        prefer: Prefer = options.prefer or "ours"
        result = gathered(before, sources, options.year, prefer, _progress("已汇总"))
        step = f"汇总“{'、'.join(each.name for each in read[:3])}”等 {len(read)} 个来源"
        changed = not options.dry_run and _write(options.file, store, before, result.book, step)
        if not options.dry_run and (changed or store is not None):
            _keep_reasons(options.file, store, result.book, read)
    aside = passed_over(looked.others)
    for line in filter(None, (_taken_unit(before.unit, read), *lines(read, result), aside)):
        say(line)
    if result.conflicts and options.prefer is None:
        say("不一致的，工作簿中原有的都没有动；要改用来源中的，请加上 --prefer theirs。")
    say(closing(options.file, read, result, dry_run=options.dry_run, changed=changed))
    if options.log is not None:
        _write_log(options, read, result, looked.others, changed=changed)
    if options.json:
        told = as_json(options.file, read, result, dry_run=options.dry_run, changed=changed)
        give_json(told | {"passed_over": [str(path) for path in looked.others]})
    return FINE if _held(read, result, options.prefer) else DOES_NOT_HOLD


def _refuse_several(read: Sequence[Read]) -> None:
    """Nobody but the user knows which of several units a workbook without one is to be."""
    if not any(each.other_unit for each in read):
        return
    named: dict[str, str] = {}
    for each in read:
        if each.book is not None and each.book.unit != Unit():
            named.setdefault(f"{each.book.unit.code}{each.book.unit.name}", each.name)
    units = "；".join(f"{unit}（{name}）" for unit, name in [*named.items()][:_MOST_UNITS])
    raise OtherUnit(
        f"来源里有几个单位：{units}。不知道要汇总成哪个单位的。",
        "没有汇总，没有写任何文件。",
        "请先用 hfgoals new 建好本单位的工作簿，再汇总一次；或者只选本单位的文件。",
    )


def _target(path: Path, *, dry_run: bool) -> Store | nullcontext[None]:
    """The workbook; nothing where there is none yet. Raises Trouble when it cannot be changed."""
    if not os.path.lexists(path):
        return nullcontext()
    return opened(path, "汇总", dry_run=dry_run)


def _write(path: Path, store: Store | None, before: Book, after: Book, step: str) -> bool:
    if after == before:
        return False
    if store is None:
        create(path, after).close()
    else:
        keep(store, "merge")
        History(store, login_name()).take(step, after)
    return True


def _keep_reasons(path: Path, store: Store | None, book: Book, read: Iterable[Read]) -> None:
    """The reasons of the sources for what they keep are the workbook's from now on."""
    sources = [
        (each.book, CheckSettings.from_json(each.checks)) for each in read if each.book is not None
    ]
    if not any(settings.accepted for _, settings in sources):
        return
    with open_file(path) if store is None else nullcontext(store) as kept:
        own = CheckSettings.from_json(kept.setting(SETTING))
        settings = carried(own, book, sources)
        if settings != own:
            kept.put_setting(SETTING, settings.to_json())


def _held(read: Iterable[Read], result: Gathered, prefer: str | None) -> bool:
    if not all(each.whole for each in read):
        return False
    if prefer == "ours":
        return True
    return not result.left_out and (prefer == "theirs" or not result.conflicts)


def _taken_unit(before: Unit, read: Iterable[Read]) -> str:
    """What to say of a workbook that had no unit and has one now; "" for others."""
    if before != Unit():
        return ""
    named = (each for each in read if each.book is not None and each.book.unit != Unit())
    first = next(named, None)
    if first is None or first.book is None:
        return ""
    unit = first.book.unit
    return f"工作簿原来没有单位，用的是“{first.name}”里的：{unit.code}{unit.name}。"


def _progress(verb: str) -> Callable[[int, int], None]:
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if total >= _OFTEN and done > told and (done % _OFTEN == 0 or done == total):
            told = done
            say(f"{verb}{done}/{total}个来源")

    return tell


def _refuse_old_log(path: Path | None) -> None:
    """Another log, or somebody's workbook named by mistake, is not overwritten."""
    if path is None:
        return
    if os.path.lexists(path):
        raise CannotWrite(f"“{path}”已经存在。", "没有改动任何文件。", "请给记录换一个文件名。")
    if not path.absolute().parent.is_dir():
        raise CannotWrite(
            f"记录要写到的文件夹“{path.parent}”不存在。", "没有改动任何文件。", "请换一个文件夹。"
        )


def _write_log(
    options: argparse.Namespace,
    read: list[Read],
    result: Gathered,
    others: Sequence[Path],
    *,
    changed: bool,
) -> None:
    if options.dry_run:
        say(f"这是试汇总，记录“{options.log}”也没有写。")
        return
    text = [
        closing(options.file, read, result, dry_run=False, changed=changed),
        "",
        *lines(read, result, whole=True),
        *(f"{path}：不是可以汇总的类型，没有读。" for path in others),
        "",
    ]
    write_log(options.log, "\n".join(text))
    say(f"记录：{options.log}")


def as_json(
    file: Path, read: Sequence[Read], result: Gathered, *, dry_run: bool, changed: bool
) -> dict[str, Any]:
    """All of it, every text to its end."""
    places = _AllPlaces(result.book)
    return {
        "file": str(file),
        "dry_run": dry_run,
        "changed": changed,
        "sources": [_source(each) for each in read],
        "counts": counts(result),
        "log": [_entry(entry) for entry in result.log],
        "conflicts": [_conflict(conflict, places) for conflict in result.conflicts],
    }


def _source(read: Read) -> dict[str, Any]:
    book, trouble = read.book, read.trouble
    return {
        "source": read.name,
        "path": str(read.path),
        "taken": book is not None,
        "unit": None if book is None else {"code": book.unit.code, "name": book.unit.name},
        "years": [] if book is None else [plan.year for plan in book.years],
        "trouble": None
        if trouble is None
        else {"what": trouble.what, "safe": trouble.safe, "advice": trouble.advice},
        "notes": [note_as_json(note) for note in read.notes],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "source": entry.source,
        "year": entry.year,
        "project": entry.project or None,
        "kind": entry.kind,
        "what": entry.what,
        "text": entry.text or None,
    }


def _conflict(conflict: Conflict, places: _AllPlaces) -> dict[str, Any]:
    return {
        "source": conflict.source,
        "where": places.where(conflict),
        "label": conflict.label,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "taken": "theirs" if conflict.taken else "ours",
    }


class _AllPlaces:
    """Places in every year of the gathered workbook, each year looked through once."""

    def __init__(self, book: Book) -> None:
        self._years = {plan.year: Places(plan) for plan in book.years}

    def where(self, conflict: Conflict) -> dict[str, Any]:
        """As `check --json` tells a place; the unit is of no year."""
        places = self._years.get(conflict.year or 0) or Places(AnnualPlan())
        where = places.where(conflict.address)
        return place_as_json(where) | {"year": conflict.year}
