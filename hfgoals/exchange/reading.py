"""Reading in a source, whatever its kind. To add a kind: tell it in source.py, read it here."""

from __future__ import annotations

from pathlib import Path

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.source import read_text


def read_source(path: Path) -> Proposal:
    """What the file proposes. The file's content decides its kind, not its name.

    Raises FileMissing, NotOurs, NotUnderstood or Trouble, each with what to do.
    """
    return read_published(read_text(path))
