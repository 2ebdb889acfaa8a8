"""Workbooks damaged at random: an answer always, and no text lost without a note."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.xlsx.plain import read_workbook
from hfgoals.exchange.xlsx.reading import understood
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import NotUnderstood
from tests.exchange.xlsx.trips import written
from tests.forms.examples import overall, platform_project, stray_project

_PATH = Path("来源.xlsx")
_FOREIGN = "外来的字"


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    plan = AnnualPlan(year=2023, overall=overall(), projects=(platform_project(), stray_project()))
    path = written(plan, tmp_path_factory.mktemp("mutations"))
    found: dict[str, Any] = json.loads(json.dumps(read_workbook(path)))
    return found


def _read(answer: dict[str, Any]) -> Proposal | None:
    try:
        return understood(answer, _PATH)
    except NotUnderstood:
        return None


def _changed(answer: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(answer))
    for _ in range(chance.randrange(1, 6)):
        sheet = chance.choice(changed["sheets"])
        cells, merges = sheet["cells"], sheet["merges"]
        kind = chance.randrange(7)
        if kind == 0 and cells:
            del cells[chance.randrange(len(cells))]
        elif kind == 1 and merges:
            del merges[chance.randrange(len(merges))]
        elif kind == 2 and cells:
            chance.choice(cells)[2] = chance.choice(cells)[2]
        elif kind == 3 and cells:
            moved = chance.choice(cells)
            moved[0], moved[1] = chance.randrange(1, 40), chance.randrange(1, 14)
        elif kind == 4:
            row = chance.randrange(1, 40)
            for cell in cells:
                cell[0] += cell[0] >= row
            for merge in merges:
                merge[0] += merge[0] >= row
                merge[2] += merge[2] >= row
        elif kind == 5 and cells:
            chance.choice(cells)[3] = chance.choice(
                ["c", "m", "a", "b", "r", "n", "p", "f", "e", "l"]
            )
        else:
            merges.append([2, 2, chance.randrange(2, 30), chance.randrange(2, 12)])
    return changed


def test_random_changes(answer: dict[str, Any]) -> None:
    read = 0
    for seed in range(400):
        proposal = _read(_changed(answer, random.Random(seed)))
        read += proposal is not None
    assert read > 300


def test_a_foreign_text_anywhere_is_used_or_noted(answer: dict[str, Any]) -> None:
    for seed in range(300):
        chance = random.Random(seed)
        changed: dict[str, Any] = json.loads(json.dumps(answer))
        sheet = chance.choice(changed["sheets"][1:])
        place = [chance.randrange(1, 40), chance.randrange(1, 14)]
        sheet["cells"] = [cell for cell in sheet["cells"] if cell[:2] != place]
        sheet["cells"].append([*place, _FOREIGN, ""])
        proposal = _read(changed)
        assert proposal is not None
        assert _FOREIGN in _everything(proposal), (sheet["title"], place)


def _everything(proposal: Proposal) -> str:
    found = json.dumps(dump(Book(proposal.unit, (proposal.plan,))), ensure_ascii=False)
    return found + "".join(note.text for note in proposal.notes)


def test_every_text_of_the_workbook_is_used(answer: dict[str, Any]) -> None:
    proposal = _read(answer)
    assert proposal is not None
    whole = re.sub(r"\\n|\s", "", _everything(proposal))
    for sheet in answer["sheets"][1:]:
        for _, _, text, letters in sheet["cells"]:
            plain = re.sub(r"\s", "", re.sub(r"^(\d+[.、]|绩效(目标|指标)：)", "", text))
            if len(plain) > 20 and not letters and not plain.endswith("绩效目标表"):
                assert plain in whole, text
