"""The gauge: made-up projects in twenty layouts, four kinds of file, with faults, read and scored.

python -m tests.exchange.gauge.measuring --rounds 10 --seed 1
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hfgoals.exchange.docx import reading as docx
from hfgoals.exchange.docx.plain import read_document
from hfgoals.exchange.foreign.choosing import either_way
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.older.page import read_page
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.tables import tables_of
from hfgoals.exchange.xlsx import reading as xlsx
from hfgoals.exchange.xlsx.plain import read_workbook
from hfgoals.trouble import NotUnderstood
from tests.exchange.foreign.layouts import maker
from tests.exchange.gauge.faults import FAULTS
from tests.exchange.gauge.layouts import LAYOUTS, Sheet, drawn
from tests.exchange.gauge.scoring import Score, score_of
from tests.exchange.gauge.stage_layouts import LAYOUTS as STAGE_LAYOUTS
from tests.exchange.gauge.stage_layouts import StageSheet, made_up
from tests.exchange.gauge.stage_scoring import stage_score_of
from tests.exchange.gauge.truth import truth_of

KINDS = ("xlsx", "docx", "html", "text")
Case = tuple[str, str, str]
"""Layout, kind of file, fault."""


def cases() -> list[Case]:
    """All of them."""
    return [(layout, kind, fault) for layout in LAYOUTS for kind in KINDS for fault in FAULTS]


def sheet_of(case: Case, chance: random.Random) -> Sheet:
    """A made-up project in that layout, with that fault."""
    layout, _, fault = case
    sheet = drawn(layout, truth_of(chance), yuan=chance.random() < 0.4)
    spoil = FAULTS[fault]
    if spoil is not None:
        spoil(sheet, chance)
    return sheet


def stage_cases() -> list[Case]:
    """All of monitoring and self-evaluation."""
    return [(layout, kind, fault) for layout in STAGE_LAYOUTS for kind in KINDS for fault in FAULTS]


def stage_sheet_of(case: Case, chance: random.Random) -> StageSheet:
    """A made-up project with what came of it in that layout, with that fault."""
    layout, _, fault = case
    sheet = made_up(layout, chance, yuan=chance.random() < 0.4)
    spoil = FAULTS[fault]
    if spoil is not None:
        spoil(sheet, chance)
    return sheet


def read(sheet: Sheet, kind: str, folder: Path) -> Proposal | None:
    """What is read of it as a file of that kind; None when it is refused."""
    layout = maker.Layout("gauge", (kind,), "表", (sheet.grid(),))
    try:
        return _read(layout, kind, folder / f"gauge.{kind}")
    except NotUnderstood:
        return None


def _read(layout: maker.Layout, kind: str, path: Path) -> Proposal:
    if kind == "text":
        text = maker.pasted(layout)
        return either_way(lambda: read_published(text), lambda: tables_of_text(text), path.name)
    if kind == "docx":
        maker.write_docx(layout, path)
        answer = read_document(path)
        return either_way(
            lambda: docx.understood(answer, path), lambda: docx.document_tables(answer), path.name
        )
    if kind == "xlsx":
        maker.write_xlsx(layout, path)
        answer = read_workbook(path)
    else:
        maker.write_html(layout, path)
        answer = read_page(path)
    return either_way(lambda: xlsx.understood(answer, path), lambda: tables_of(answer), path.name)


def measured(chosen: list[Case], seed: int) -> Iterator[tuple[Case, Score]]:
    """The score of each case."""
    with tempfile.TemporaryDirectory(prefix="hfgoals-gauge-") as folder:
        for case in chosen:
            chance = random.Random(f"{seed} {case}")
            if case[0] in STAGE_LAYOUTS:
                staged = stage_sheet_of(case, chance)
                yield case, stage_score_of(staged, read(staged, case[1], Path(folder)))
            else:
                sheet = sheet_of(case, chance)
                yield case, score_of(sheet, read(sheet, case[1], Path(folder)))


def table_of(scores: dict[str, Score]) -> str:
    """A table for docs/benchmarks.md."""
    lines = ["| tables | fields | right | noted | silently wrong |", "|---|--:|--:|--:|--:|"]
    for name, score in scores.items():
        shares = " | ".join(f"{score.share(each):.2f} %" for each in ("right", "noted", "silent"))
        lines.append(f"| {name} | {sum(score.counts.values()):,} | {shares} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="")
    parser.add_argument("--layout", default="")
    parser.add_argument("--kind", default="")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--stages", action="store_true", help="monitoring and self-evaluation")
    asked = parser.parse_args()
    chosen = [
        case
        for case in (stage_cases() if asked.stages else cases())
        if asked.layout in case[0] and asked.kind in case[1] and asked.fault in case[2]
    ]
    scores = {fault: Score() for fault in FAULTS} | {"together": Score()}
    shown = 0
    for number in range(asked.rounds):
        for case, score in measured(chosen, asked.seed + number):
            scores[case[2]].add(score)
            scores["together"].add(score)
            if score.silent and shown < asked.show:
                shown += 1
                print(asked.seed + number, case, *score.silent[:6], sep="\n   ")
    print(table_of(scores))


if __name__ == "__main__":
    main()
