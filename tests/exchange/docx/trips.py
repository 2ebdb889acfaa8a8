"""Word documents written and read back, and what they do not say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from hfgoals.exchange.docx.plain import read_document as plain_document
from hfgoals.exchange.docx.reading import understood
from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.export import Choice, export
from hfgoals.model.values import AnnualPlan, Book, Signatures, Unit
from tests.exchange.printed import as_printed

UNIT = Unit("359001", "怀来县融媒体中心")


def written(book: Book, folder: Path, *, public: bool = False) -> tuple[Path, ...]:
    """The documents of all years as an export writes them."""
    return export(book, folder, Choice(formats=("docx",), public=public)).files


def read(path: Path) -> Proposal:
    """What the document proposes, read in this process."""
    return understood(plain_document(path), path)


def dumped(unit: Unit, plan: AnnualPlan) -> dict[str, Any]:
    """Everything that the standard forms say of one year."""
    return dump(Book(unit, (as_printed(plan),)))


def as_said(unit: Unit, plan: AnnualPlan, *, public: bool = False) -> dict[str, Any]:
    """What the document says of the year: all of it, but for names that are none.

    Without projects it is the overall part alone, without a cover and so without the unit.
    """
    if not plan.projects:
        return dumped(Unit(), replace(plan, signatures=Signatures()))
    names = {
        name: text if (text := getattr(plan.signatures, name)).strip(" \u3000\u00a0") else ""
        for name in ("unit_head", "finance_head", "preparer", "phone", "filled_on")
    }
    if not re.sub(r"[\s年月日]", "", names["filled_on"]):
        names["filled_on"] = ""
    said = Signatures(filled_on=names["filled_on"]) if public else Signatures(**names)
    return dumped(unit, replace(plan, signatures=said))
