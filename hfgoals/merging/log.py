"""The log of a gathering: source by source what was done, what differs, what was left out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from hfgoals.merging.deciding import Dispute, Verdicts, disputes
from hfgoals.merging.gathering import Conflict, Entry, Gathered
from hfgoals.merging.reading import Read
from hfgoals.model.fields import FIELDS, PART_OF
from hfgoals.model.rows import CHILDREN, children_of
from hfgoals.writing import atomic_target

_LONGEST: Final = 30
_MOST_NAMES: Final = 10
"""Of files that were passed over, in one line."""


def closing(
    file: Path, read: Sequence[Read], result: Gathered, *, dry_run: bool, changed: bool
) -> str:
    """The one line that sums it up."""
    count = counts(result)
    told = (
        f"来源{len(read)}个，读入{sum(each.book is not None for each in read)}个；"
        f"新增项目{count['projects']}个，补填{count['filled']}处，"
        f"不一致{count['conflicts']}处，没有汇总的内容{count['left_out']}处。"
    )
    if dry_run:
        return f"试汇总完毕，没有写任何文件。{told}"
    return f"汇总完毕，{f'已写入“{file}”' if changed else f'“{file}”没有改动'}。{told}"


def passed_over(others: Sequence[Path]) -> str:
    """The line that names the files in the folders that were not read; "" when there are none."""
    if not others:
        return ""
    names = "、".join(path.name for path in others[:_MOST_NAMES])
    more = "等" if len(others) > _MOST_NAMES else ""
    return f"另有{len(others)}个文件不是可以汇总的类型，没有读：{names}{more}。"


def counts(result: Gathered) -> dict[str, int]:
    """How many projects came new, blanks were filled, fields differ and texts were left out."""
    return {
        "projects": sum(entry.part == "project" for entry in result.log),
        "filled": sum(entry.kind == "filled" for entry in result.log),
        "conflicts": len(result.conflicts),
        "left_out": len(result.left_out),
    }


def lines(read: Sequence[Read], result: Gathered, *, whole: bool = False) -> Iterator[str]:
    """Source by source what was done, then what differs and what was left out.

    ``whole`` gives every text to its end and every entry; else long texts are shortened and only
    what needs a look is listed.
    """
    yield from _sources(read, result, whole=whole)
    if result.conflicts:
        yield f"不一致的内容（{len(result.conflicts)}处）："
        for conflict in result.conflicts:
            yield from _sides(conflict, whole=whole)
    yield from _left_out(result, whole=whole)


def decided_lines(
    read: Sequence[Read], result: Gathered, verdicts: Verdicts, without: Collection[str] = ()
) -> Iterator[str]:
    """The same, whole, with what was decided about every field that differs.

    ``without`` names the sources that were read and then not gathered.
    """
    taken = [each for each in read if each.name not in without]
    yield from _sources(taken, result, whole=True)
    for name in without:
        yield f"{name}：按您的选择，没有汇总。"
    found = disputes(result)
    if found:
        undecided = sum(each.address not in verdicts for each in found)
        left = f"，其中{undecided}处没有决定，保留原有的" if undecided else ""
        yield f"不一致的内容（{len(found)}处{left}）："
        for dispute in found:
            yield from _verdict(dispute, verdicts.get(dispute.address))
    yield from _left_out(result, whole=True)


def row_told(row: Any) -> str:
    """The labels and filled texts of the row, a line each; each child row after a blank line."""
    part = PART_OF[type(row)]
    texts = ((field.label, field.text(row)) for field in FIELDS[part])
    told = [f"{label}：{text}" for label, text in texts if text.strip()]
    for path, _ in CHILDREN[part]:
        for child in children_of(row, path):
            told += ["", row_told(child)]
    return "\n".join(told)


def kept_log(
    file: Path,
    read: Sequence[Read],
    result: Gathered,
    verdicts: Verdicts,
    without: Collection[str],
    when: datetime.datetime,
    *,
    changed: bool,
) -> str:
    """The whole log of a gathering into that file, for keeping."""
    taken = [each for each in read if each.name not in without]
    head = f"汇总记录　{when:%Y-%m-%d %H:%M}"
    summary = closing(file, taken, result, dry_run=False, changed=changed)
    return "\n".join([head, summary, "", *decided_lines(read, result, verdicts, without), ""])


def write_log(path: Path, text: str) -> None:
    """Write a log as UTF-8, whole or not at all; names that are no text are escaped.

    Raises CannotWrite.
    """
    with atomic_target(path) as temporary:
        temporary.write_text(text, encoding="utf-8", errors="backslashreplace")


def _sources(read: Sequence[Read], result: Gathered, *, whole: bool) -> Iterator[str]:
    entries: dict[str, list[Entry]] = {}
    for entry in result.log:
        entries.setdefault(entry.source, []).append(entry)
    differ = Counter(conflict.source for conflict in result.conflicts)
    for each in read:
        yield from _of_source(each, entries.get(each.name, []), differ[each.name], whole=whole)


def _of_source(read: Read, entries: Sequence[Entry], differ: int, *, whole: bool) -> Iterator[str]:
    if read.book is None:
        yield f"{read.name}：没有读入。{read.trouble}"
        return
    unit = f"{read.book.unit.code}{read.book.unit.name}"
    years = "、".join(f"{plan.year}年" for plan in read.book.years)
    projects = sum(entry.part == "project" for entry in entries)
    filled = sum(entry.kind == "filled" for entry in entries)
    head = "，".join(part for part in (unit, years) if part) or "没有内容"
    head += "（不是标准表样，按栏目名称读入，请核对）" if read.by_labels else ""
    yield f"{read.name}：{head}；新增项目{projects}个，补填{filled}处，不一致{differ}处。"
    for note in read.notes:
        said = _quoted(note.text, whole=whole) if note.text else ""
        yield f"  {note.where}{said}{'：' if note.where or said else ''}{note.message}"
    for entry in entries:
        if entry.kind == "noted" or (whole and entry.kind in ("added", "filled")):
            yield f"  {_home(entry)}{entry.what}"


def _sides(conflict: Conflict, *, whole: bool) -> Iterator[str]:
    kept, other = ("来源", "工作簿") if conflict.taken else ("工作簿", "来源")
    place = _place(conflict)
    yield f"  {conflict.source}　{_home(conflict)}{place}（保留{kept}中的，没有用{other}中的）"
    yield f"    工作簿：{_quoted(conflict.ours, whole=whole)}"
    yield f"    来　源：{_quoted(conflict.theirs, whole=whole)}"


def _verdict(dispute: Dispute, text: str | None) -> Iterator[str]:
    yield f"  {_home(dispute)}{_place(dispute)}：{_said(dispute, text)}"
    origin = f"（来自{dispute.holder}）" if dispute.holder else ""
    yield f"    工作簿：“{dispute.held}”{origin}"
    for offer in dispute.offers:
        yield f"    来　源：“{offer.text}”（{'、'.join(offer.sources)}）"


def _said(dispute: Dispute, text: str | None) -> str:
    if text is None:
        return "没有决定，保留工作簿中的"
    if text == dispute.held:
        return "保留工作簿中的"
    offer = dispute.offer_of(text)
    if offer is not None:
        return f"采用来源中的（{offer.sources[0]}）"
    return f"改写为“{text}”" if text else "改为空白"


def _left_out(result: Gathered, *, whole: bool) -> Iterator[str]:
    if result.left_out:
        yield f"没有汇总的内容（{len(result.left_out)}处）："
        for entry in result.left_out:
            yield f"  {entry.source}　{_home(entry)}{entry.what}{_quoted(entry.text, whole=whole)}"


def _place(told: Conflict | Dispute) -> str:
    return f"{told.row}的{told.label}" if told.row else told.label


def _home(told: Entry | Conflict | Dispute) -> str:
    year = f"{told.year}年" if told.year is not None else ""
    home = "　".join(part for part in (year, told.project) if part)
    return f"{home}　" if home else ""


def _quoted(text: str, *, whole: bool) -> str:
    if whole:
        return f"“{text}”"
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'}”"
