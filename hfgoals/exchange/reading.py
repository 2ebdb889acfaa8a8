"""Reading in a source, whatever its kind. To add a kind: tell it in source.py, read it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfgoals.exchange.around import around_document, around_workbook
from hfgoals.exchange.docx import reading as docx
from hfgoals.exchange.foreign.choosing import either_way
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.outside.child import plain_content
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.source import kind_of, read_text
from hfgoals.exchange.tables import Table, tables_of
from hfgoals.exchange.xlsx import reading as xlsx
from hfgoals.progress import Report


@dataclass(frozen=True, slots=True)
class _Kind:
    """How what the child gives of a kind of file is understood."""

    standard: Callable[[dict[str, Any], Path], Proposal]
    """As one of our standard forms; raises NotUnderstood."""
    tables: Callable[[dict[str, Any]], list[Table]]
    around: Callable[[dict[str, Any]], Iterable[str]]
    """What to tell of it beside its tables."""


_WORKBOOK = _Kind(xlsx.understood, tables_of, around_workbook)
_KINDS: dict[str, _Kind] = {
    "xlsx": _WORKBOOK,
    "xls": _WORKBOOK,
    "html": _WORKBOOK,
    "docx": _Kind(docx.understood, docx.document_tables, around_document),
}


def read_source(path: Path, report: Report | None = None) -> Proposal:
    """What the file proposes. The file's content decides its kind, not its name.

    A source in a standard form is read as that; any other by its labels (foreign), and the proposal
    then carries its understanding. Raises FileMissing, NotOurs, NotUnderstood or Trouble, each with
    what to do, and whatever ``report`` raises.
    """
    name = kind_of(path)
    kind = _KINDS.get(name)
    if kind is None:
        text = read_text(path)
        return either_way(lambda: read_published(text), lambda: tables_of_text(text), path.name)
    answer = plain_content(name, path, report)
    return either_way(
        lambda: kind.standard(answer, path),
        lambda: kind.tables(answer),
        path.name,
        lambda: kind.around(answer),
    )
