"""Whatever is done to a form, every cell gets a meaning, and none is left out without a note."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.foreign import proposal_of, understand
from hfgoals.exchange.tables import Table
from tests.budget import tried
from tests.exchange.foreign.layouts import maker

_TEXTS = [
    "",
    "项目名称",
    "绩效目标：甲",
    "一级指标",
    "5",
    "…",
    "注：",
    "中期",
    "2025年",
    "元",
    "乙\n丙",
]


@st.composite
def _mutated(draw: st.DrawFn) -> list[Table]:
    layout = draw(st.sampled_from(maker.layouts()))
    grids = []
    for grid in layout.grids:
        cells = dict(grid.cells)
        for place in draw(st.lists(st.sampled_from(sorted(cells)), max_size=4)):
            cells[place] = draw(st.sampled_from(_TEXTS))
        for _ in range(draw(st.integers(0, 2))):
            one, other = (draw(st.sampled_from(sorted(cells))) for _ in range(2))
            cells[one], cells[other] = cells[other], cells[one]
        merges = grid.merges if draw(st.booleans()) else []
        grids.append(replace(grid, cells=cells, merges=merges))
    return maker.tables(replace(layout, grids=tuple(grids)), numbered=True)


@given(_mutated())
@tried(100)
def test_every_cell_has_a_meaning_or_a_note(tables: list[Table]) -> None:
    understanding = understand(tables, name="2024年度")
    cells = {
        (index, cell.row, cell.column): cell
        for index, table in enumerate(tables)
        for cell in table.cells()
        if cell.text.strip()
    }
    assert set(understanding.meanings) == set(cells)
    proposal = proposal_of(understanding)
    notes = {note.place for note in proposal.notes}
    noted = "\n".join(" ".join(note.text.split()) for note in proposal.notes)
    for at, meaning in understanding.meanings.items():
        if meaning.kind in ("left_out", "unknown"):
            cell = cells[at]
            # A note about many cells has no room for the texts of all of them.
            assert cell.place in notes or " ".join(cell.text.split()) in noted or len(noted) > 300
        elif meaning.kind == "value":
            assert meaning.holds
    count = len(proposal.plan.projects)
    assert all(
        each.project is None or each.project < count for each in understanding.meanings.values()
    )
