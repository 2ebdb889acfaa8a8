"""Reading in a source, whatever its kind. To add a kind: tell it in source.py, read it here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.source import kind_of, read_text
from hfgoals.exchange.xlsx.reading import read_workbook

Report = Callable[[int, int], None]
"""Called with (done, total) now and then; may raise Cancelled."""

_READERS: dict[str, Callable[[Path, Report | None], Proposal]] = {
    "xlsx": read_workbook,
}


def read_source(path: Path, report: Report | None = None) -> Proposal:
    """What the file proposes. The file's content decides its kind, not its name.

    Raises FileMissing, NotOurs, NotUnderstood or Trouble, each with what to do, and whatever
    ``report`` raises.
    """
    reader = _READERS.get(kind_of(path))
    return reader(path, report) if reader is not None else read_published(read_text(path))
