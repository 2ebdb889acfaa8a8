"""What is found while tables are read: who claims which cell; settled when all are known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from hfgoals.exchange.foreign.amounts import is_nothing
from hfgoals.exchange.foreign.choices import FieldChoice
from hfgoals.exchange.foreign.meaning import CellAt, Held, Kind, Meaning
from hfgoals.exchange.foreign.words import Period
from hfgoals.exchange.foreign.yearly import names_year
from hfgoals.exchange.limits import check_projects

_WHOLE_TERM = "“{}”可能是项目各年合计，不只是本年度的，请核对。"
_MANY = ("goal.text", "safeguard.text")
"""Fields of which a project, or the whole, has several without a row of a list each."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A cell, or a piece of it, that says what a field holds."""

    at: CellAt
    held: Held
    label: CellAt
    """The cell of the label; claims under one label belong together."""
    label_text: str = ""
    weak: bool = False
    period: Period = ""
    listed: bool = False
    """In a list, where each row repeats it."""


@dataclass(slots=True)
class Findings:
    """Gathers kinds, claims and notes of all tables."""

    kinds: dict[CellAt, Kind] = field(default_factory=dict)
    names: dict[CellAt, tuple[FieldChoice, ...]] = field(default_factory=dict)
    notes: dict[CellAt, str] = field(default_factory=dict)
    of_project: dict[CellAt, int] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    claimed_under: Counter[CellAt] = field(default_factory=Counter)
    """How many claims each label has."""
    projects: int = 0
    """How many were begun."""

    def new_project(self) -> int:
        """The number of a further project. Raises NotUnderstood when there are too many."""
        self.projects += 1
        check_projects(self.projects)
        return self.projects - 1

    def tell(self, at: CellAt, kind: Kind, note: str = "", project: int | None = None) -> None:
        """What a cell is that holds no value."""
        self.kinds[at] = kind
        if note:
            self.notes[at] = note
        if project is not None:
            self.of_project[at] = project

    def pass_by(self, at: CellAt, why: str, project: int | None) -> None:
        """A cell that is left out for a reason, or has nothing to take in when there is none."""
        self.tell(at, "left_out" if why else "heading", why, project)

    def label(
        self, at: CellAt, *names: FieldChoice, note: str = "", project: int | None = None
    ) -> None:
        """A cell that names fields."""
        self.tell(at, "label", note, project)
        self.names[at] = names

    def known(self, at: CellAt) -> bool:
        """Whether something has been said of the cell."""
        return at in self.kinds

    def claim(self, claim: Claim, note: str = "") -> None:
        """A value; whether it is taken in is settled later."""
        self.claims.append(claim)
        self.claimed_under[claim.label] += 1
        self.kinds[claim.at] = "value"
        if note:
            self.notes[claim.at] = note
        if claim.held.project is not None:
            self.of_project[claim.at] = claim.held.project

    def doubt_totals(self, table: int) -> None:
        """Note the budgets of a table whose projects take years, where no label says the year."""
        for claim in self.claims:
            of_table = claim.at.table == table and claim.held.choice.is_money
            if of_table and claim.period != "year" and not names_year(claim.label_text):
                self.notes.setdefault(claim.at, _WHOLE_TERM.format(claim.label_text))

    def settled(self) -> dict[CellAt, Meaning]:
        """The meaning of every cell of which something was said."""
        kept, refused = _settle(self.claims)
        holds: dict[CellAt, list[Held]] = {}
        for claim in kept:
            holds.setdefault(claim.at, []).append(claim.held)
        found: dict[CellAt, Meaning] = {}
        for at, kind in self.kinds.items():
            note = self.notes.get(at, "")
            mine = tuple(holds.get(at, ()))
            if kind == "value" and at in refused:
                note = refused[at]
                kind = "value" if mine else "left_out"
            elif kind == "value" and not mine:
                kind = "heading"
            found[at] = Meaning(kind, mine, self.names.get(at, ()), note, self.of_project.get(at))
        return found


def _settle(claims: list[Claim]) -> tuple[list[Claim], dict[CellAt, str]]:
    """The claims that hold, and why the others do not, by their cells."""
    groups: dict[tuple[int | None, str], list[Claim]] = {}
    kept: list[Claim] = []
    refused: dict[CellAt, str] = {}
    for claim in claims:
        held = claim.held
        if not held.text.strip() or (held.choice.is_money and is_nothing(held.text)):
            continue
        if held.choice.in_rows:
            kept.append(claim)
        else:
            groups.setdefault((held.project, held.choice.id), []).append(claim)
    for (_, choice_id), group in groups.items():
        best = min(group, key=_rank)
        for claim in group:
            if _agrees(claim, best, choice_id):
                kept.append(claim)
            else:
                refused[claim.at] = (
                    f"“{claim.held.choice.label}”已从“{best.label_text or '另一格'}”读入，"
                    "这一格没有读入，请核对。"
                )
    order = {id(claim): number for number, claim in enumerate(claims)}
    return sorted(kept, key=lambda claim: order[id(claim)]), refused


def _rank(claim: Claim) -> tuple[bool, bool, bool]:
    choice = claim.held.choice
    of_times = choice.id in _MANY or choice.is_money
    other = claim.period != "year" and not names_year(claim.label_text)
    return claim.weak, of_times and other, claim.listed


def _agrees(claim: Claim, best: Claim, choice_id: str) -> bool:
    same = (claim.label, claim.label_text) == (best.label, best.label_text)
    if same and best.held.choice.part != "unit" and not best.held.choice.is_money:
        return True
    if choice_id in _MANY and claim.listed and best.listed:
        return True
    return "".join(claim.held.text.split()) == "".join(best.held.text.split())


def renumbered(claims: list[Claim], numbers: dict[int, int]) -> list[Claim]:
    """The claims with their projects renumbered; those of projects that are gone are dropped."""
    done = []
    for claim in claims:
        project = claim.held.project
        if project is None:
            done.append(claim)
        elif project in numbers:
            done.append(replace(claim, held=replace(claim.held, project=numbers[project])))
    return done
