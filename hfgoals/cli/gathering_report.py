"""What became of a merge: lines for people, short or whole, and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hfgoals.checks.where import Places
from hfgoals.cli.sources import Read
from hfgoals.exchange.gathering import Conflict, Entry, Gathered
from hfgoals.exchange.proposal import Note
from hfgoals.model.values import AnnualPlan, Book

_LONGEST = 30


def closing(
    file: Path, read: Sequence[Read], result: Gathered, *, dry_run: bool, changed: bool
) -> str:
    """The one line that sums it up."""
    count = _counts(result)
    told = (
        f"来源{len(read)}个，读入{sum(each.book is not None for each in read)}个；"
        f"新增项目{count['projects']}个，补填{count['filled']}处，"
        f"不一致{count['conflicts']}处，没有汇总的内容{count['left_out']}处。"
    )
    if dry_run:
        return f"试汇总完毕，没有写任何文件。{told}"
    return f"汇总完毕，{f'已写入“{file}”' if changed else f'“{file}”没有改动'}。{told}"


def lines(read: Sequence[Read], result: Gathered, *, whole: bool = False) -> Iterator[str]:
    """Source by source what was done, then what differs and what was left out.

    ``whole`` gives every text to its end and every entry; else long texts are shortened and only
    what needs a look is listed.
    """
    entries: dict[str, list[Entry]] = {}
    for entry in result.log:
        entries.setdefault(entry.source, []).append(entry)
    differ = Counter(conflict.source for conflict in result.conflicts)
    for each in read:
        yield from _of_source(each, entries.get(each.name, []), differ[each.name], whole=whole)
    if result.conflicts:
        yield f"不一致的内容（{len(result.conflicts)}处）："
        for conflict in result.conflicts:
            yield from _sides(conflict, whole=whole)
    if result.left_out:
        yield f"没有汇总的内容（{len(result.left_out)}处）："
        for entry in result.left_out:
            yield f"  {entry.source}　{_home(entry)}{entry.what}{_quoted(entry.text, whole=whole)}"


def _of_source(read: Read, entries: Sequence[Entry], differ: int, *, whole: bool) -> Iterator[str]:
    if read.book is None:
        yield f"{read.name}：没有读入。{read.trouble}"
        return
    unit = f"{read.book.unit.code}{read.book.unit.name}"
    years = "、".join(f"{plan.year}年" for plan in read.book.years)
    projects = sum(entry.part == "project" for entry in entries)
    filled = sum(entry.kind == "filled" for entry in entries)
    head = "，".join(part for part in (unit, years) if part) or "没有内容"
    yield f"{read.name}：{head}；新增项目{projects}个，补填{filled}处，不一致{differ}处。"
    for note in read.notes:
        said = _quoted(note.text, whole=whole) if note.text else ""
        yield f"  {note.where}{said}{'：' if note.where or said else ''}{note.message}"
    for entry in entries:
        if entry.kind == "noted" or (whole and entry.kind in ("added", "filled")):
            yield f"  {_home(entry)}{entry.what}"


def _sides(conflict: Conflict, *, whole: bool) -> Iterator[str]:
    kept, other = ("来源", "工作簿") if conflict.taken else ("工作簿", "来源")
    place = f"{conflict.row}的{conflict.label}" if conflict.row else conflict.label
    yield f"  {conflict.source}　{_home(conflict)}{place}（保留{kept}中的，没有用{other}中的）"
    yield f"    工作簿：{_quoted(conflict.ours, whole=whole)}"
    yield f"    来　源：{_quoted(conflict.theirs, whole=whole)}"


def _home(told: Entry | Conflict) -> str:
    year = f"{told.year}年" if told.year is not None else ""
    home = "　".join(part for part in (year, told.project) if part)
    return f"{home}　" if home else ""


def _quoted(text: str, *, whole: bool) -> str:
    if whole:
        return f"“{text}”"
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'}”"


def _counts(result: Gathered) -> dict[str, int]:
    return {
        "projects": sum(entry.part == "project" for entry in result.log),
        "filled": sum(entry.kind == "filled" for entry in result.log),
        "conflicts": len(result.conflicts),
        "left_out": len(result.left_out),
    }


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
        "counts": _counts(result),
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
        "notes": [_note(note) for note in read.notes],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "line": note.line,
        "place": note.place,
        "text": note.text,
        "message": note.message,
        "unread": note.unread,
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
        return {
            "year": conflict.year,
            "part": where.part,
            "project": None if where.project is None else where.project.code,
            "number": where.number,
            "row": where.row,
            "field": where.field,
        }
