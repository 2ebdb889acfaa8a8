"""Reading in a source, whatever its kind. To add a kind: tell it in source.py, read it here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.source import is_excel, read_text
from hfgoals.exchange.xlsx.reading import read_workbook

Report = Callable[[int, int], None]
"""Called with (done, total) now and then; may raise Cancelled."""


def read_source(path: Path, report: Report | None = None) -> Proposal:
    """What the file proposes. The file's content decides its kind, not its name.

    Raises FileMissing, NotOurs, NotUnderstood or Trouble, each with what to do, and whatever
    ``report`` raises.
    """
    if is_excel(path):
        return read_workbook(path, report)
    return read_published(read_text(path))
