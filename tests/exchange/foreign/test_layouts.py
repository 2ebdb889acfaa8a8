"""Every layout, as every kind of file it is sent as, is read as its file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.foreign import Understanding, proposal_of, understand
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from tests.exchange.foreign.law import lost_cells
from tests.exchange.foreign.layouts import maker
from tests.exchange.foreign.readings import compared

_CASES = [(layout, kind) for layout in maker.layouts() for kind in layout.kinds]
_WRITERS = {"xlsx": maker.write_xlsx, "html": maker.write_html, "docx": maker.write_docx}


def _read(layout: maker.Layout, kind: str, folder: Path) -> tuple[Proposal, Understanding | None]:
    if kind == "text":
        understanding = understand(tables_of_text(maker.pasted(layout)), name=layout.name)
        return proposal_of(understanding), understanding
    path = folder / f"{layout.name}.{'xls' if kind == 'html' else kind}"
    _WRITERS[kind](layout, path)
    proposal = read_source(path)
    return proposal, proposal.understanding


def _id(case: object) -> str:
    return case.id if isinstance(case, maker.Layout) else str(case)


@pytest.mark.parametrize(("layout", "kind"), _CASES, ids=_id)
def test_layout(layout: maker.Layout, kind: str, tmp_path: Path) -> None:
    proposal, understanding = _read(layout, kind, tmp_path)
    _, _, wrong = compared(proposal, layout.expected)
    assert wrong == []
    unread = [note.text for note in proposal.unread]
    for text in layout.expected.get("未读", []):
        assert any(text in each for each in unread), f"{text} was dropped silently"
    if layout.expected.get("整体指标"):
        assert understanding is None, "not read by the reader of the form"
        return
    assert understanding is not None, "read as a standard form"
    unknown = [at for at, each in understanding.meanings.items() if each.kind == "unknown"]
    assert len(unknown) <= layout.expected.get("没读懂", 0)
    assert lost_cells(understanding, proposal) == []


def test_there_are_enough_of_them() -> None:
    assert len(maker.layouts()) >= 18
    assert {kind for _, kind in _CASES} == {"xlsx", "html", "docx", "text"}
