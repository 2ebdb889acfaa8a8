"""Reading in a source, whatever its kind (kinds.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hfgoals.exchange.blocks import InProse, Paragraph, blocks_of
from hfgoals.exchange.docx import reading as docx
from hfgoals.exchange.foreign.choosing import either_way
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.foreign.prose import table_of_prose
from hfgoals.exchange.lookalikes import lookalikes_told, plainly
from hfgoals.exchange.note import Note
from hfgoals.exchange.outside.child import plain_content
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.source import kind_of, read_text
from hfgoals.exchange.standard.text_forms import read_text_form
from hfgoals.exchange.tables import Table, tables_of
from hfgoals.exchange.xlsx import reading as xlsx
from hfgoals.progress import Report

_LINKS = "文件带有指向其他文件的链接，程序没有打开它们，只读了存下来的内容。"
_MACROS = "文件里有宏，程序没有运行，也没有读取。"
_SHOWN = 30


def around_workbook(answer: dict[str, Any]) -> Iterator[str]:
    """Of a workbook or a page."""
    if answer["links"]:
        yield _LINKS
    if answer["macros"]:
        yield _MACROS


def around_document(answer: dict[str, Any]) -> Iterator[str]:
    """Of a document: text outside its tables is not understood by labels."""
    yield from (note.message for note in docx.notes_of(answer["seen"]))
    blocks = blocks_of(answer)
    texts = [each.text.strip() for each in blocks if isinstance(each, Paragraph)]
    texts = [text for text in texts if text]
    if texts and any(not isinstance(each, Paragraph) for each in blocks):
        first = " ".join(texts[0].split())
        first = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
        only = "只用来看标题、年度、单位和金额单位，没有读入"
        yield f"表格以外的 {len(texts)} 段文字{only}；第一段是“{first}”。"


def _tables_of_document(answer: dict[str, Any]) -> list[Table]:
    """Its tables; of one that has none, projects listed in prose."""
    tables = docx.document_tables(answer)
    lines = [
        (each.number, each.text)
        for each in blocks_of(answer)
        if isinstance(each, Paragraph) and not each.blank
    ]
    prose = table_of_prose(lines, InProse("", 1)) if not tables else None
    return [prose] if prose is not None else tables


@dataclass(frozen=True, slots=True)
class _Shape:
    """How plain values of that shape are understood."""

    standard: Callable[[dict[str, Any], Path], Proposal]
    """As one of our standard forms; raises NotUnderstood."""
    tables: Callable[[dict[str, Any]], list[Table]]
    around: Callable[[dict[str, Any]], Iterable[str]]
    """What to tell of it beside its tables."""


_SHAPES: dict[str, _Shape] = {
    "workbook": _Shape(xlsx.understood, tables_of, around_workbook),
    "document": _Shape(docx.understood, _tables_of_document, around_document),
}


def read_source(path: Path, report: Report | None = None) -> Proposal:
    """What the file proposes. The file's content decides its kind, not its name.

    A source in a standard form is read as that; any other by its labels (foreign), and the proposal
    then carries its understanding. Raises FileMissing, NotOurs, NotUnderstood or Trouble, each with
    what to do, and whatever ``report`` raises.
    """
    kind = kind_of(path)
    if not kind.reader:
        text, odd = plainly(read_text(path))
        told = lookalikes_told(odd)
        return either_way(
            lambda: _with(read_text_form(text) or read_published(text), told),
            lambda: tables_of_text(text),
            path.name,
            lambda: told,
            report,
        )
    shape = _SHAPES[kind.shape]
    answer = plain_content(kind.id, path, report)
    told = answer.get("remarks", [])
    return either_way(
        lambda: _with(shape.standard(answer, path), told),
        lambda: shape.tables(answer),
        path.name,
        lambda: (*shape.around(answer), *told),
        report,
    )


def _with(proposal: Proposal, told: Iterable[str]) -> Proposal:
    """The proposal with these sentences about the whole before all notes."""
    return replace(proposal, notes=(*(Note(0, "", each) for each in told), *proposal.notes))
