"""What is told of a rule is one file; a bad one takes away that rule and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.checks import Checker
from hfgoals.checks.told import told_of
from hfgoals.model.money import Money
from hfgoals.model.values import Unit
from hfgoals.paths import resource
from hfgoals.sample import sample_book
from hfgoals.trouble import PresetTrouble

GOOD = resource("checks", "H01.toml").read_text("utf-8")
BROKEN = [
    "",
    "title = ",
    GOOD.replace('level = "error"', 'level = "fatal"'),
    GOOD.replace("指标不够完整", "因为"),
    GOOD.replace("why =", "how ="),
    "bad = [1]\n" + GOOD.replace("[[bad]]", "[[worse]]"),
]


@pytest.fixture
def broken(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """H01's file, with the text asked for; every other file is the program's own."""
    path = tmp_path / "H01.toml"
    path.write_text(request.param, "utf-8")
    monkeypatch.setattr(
        "hfgoals.checks.told.resource",
        lambda *parts: path if parts[-1] == "H01.toml" else resource(*parts),
    )
    told_of.cache_clear()
    yield path
    told_of.cache_clear()


@pytest.mark.parametrize("broken", BROKEN, indirect=True)
def test_a_bad_file_is_refused_by_name(broken: Path) -> None:
    with pytest.raises(PresetTrouble, match=broken.name):
        told_of("H01")


@pytest.mark.parametrize("broken", BROKEN[:1], indirect=True)
def test_the_other_rules_go_on(broken: Path) -> None:
    book = replace(sample_book(), unit=Unit())
    plan, first = book.years[-1], book.years[-1].projects[0]
    plan = replace(plan, projects=(replace(first, budget=Money(1)),))
    found = Checker().check(replace(book, years=(plan,)), plan)
    assert {each.code for each in found if each.fault} == {"H01"}
    assert "H12" in {each.code for each in found}
