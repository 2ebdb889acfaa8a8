"""What is left of a damaged workbook, put in order: rows at their places, and what is missing.

A row whose project or year is lost is kept under one made for it, which says so.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.fields import ROW_TYPES, Part
from hfgoals.model.identity import new_id
from hfgoals.model.kinds import StoredError
from hfgoals.model.rows import PARENTS, PlacedRow, assemble
from hfgoals.model.values import AnnualPlan, Book, Indicator, Overall, Project
from hfgoals.patterns import pattern
from hfgoals.store import content
from hfgoals.store.examine import PART_NAMES
from hfgoals.store.pages import Line, readable
from hfgoals.store.told import Loss, LossKind

RESCUED: Final = "抢救出的行"
"""How the name of a project begins that was made for rows without theirs."""
_LONGEST_TEXT = 2000
LOST_PROJECT: Final = "（项目信息已损坏）"
"""The name of a project that stands in the place of a lost one."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_VALUE = pattern(r'"[\w.]+":(?:"((?:[^"\\]|\\.)*)"?|([^,}"\[\]]+))')
"""A value in JSON text that may be broken elsewhere: of a text, or anything else."""
_CODE = pattern(r"\d{6}(\d\d)[A-Z]")
_PARENT: Final[dict[Part, Part]] = {
    child: parents[-1] for child, parents in PARENTS.items() if parents
}
"""Where a row belongs whose owner is lost."""
_MOST_TOGETHER: Final = 10_000
"""More rows than any form has."""
_LAST: Final = 1 << 62
"""A position behind every other."""


@dataclass(slots=True)
class Remains:
    """The rows that are left, by id, and what became of the others."""

    rows: dict[str, PlacedRow] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    stood_in: set[str] = field(default_factory=set)
    """The ids of blank rows that stand in the places of lost ones."""
    _known: set[tuple[str, str, int]] = field(default_factory=set)
    """Parent, part and position of records that are there but damaged."""
    _homes: dict[str, str] = field(default_factory=dict)
    """The parent of a damaged record, by its id."""
    _made: dict[str, PlacedRow] = field(default_factory=dict)

    def take(self, lines: Iterable[Line]) -> None:
        """Take sound records as rows."""
        for line in lines:
            row_id, part, parent, position, text = line.columns
            name = readable(part)
            # Raised by a record that says of itself that it is the unit, or by no known program.
            try:
                known = next(each for each in ROW_TYPES if each == name)
                row, _ = content.read(known, row_id.decode(), text.decode())  # type: ignore[union-attr]
                if (known == "unit") != (line.key[1] == UNIT_ROW):
                    raise StoredError("unit")
            except (StoredError, StopIteration, UnicodeDecodeError):
                self.lose(line)
                continue
            placed = PlacedRow(known, line.key[1], readable(parent), int(position), row)
            self.rows[placed.id] = placed

    def lose(self, line: Line, kind: LossKind = "damaged") -> None:
        """Tell of a record that is not taken."""
        row_id, part, parent, position, text = line.columns
        name, owner = readable(part), readable(parent)
        if kind == "damaged":
            self._known.add((owner, name, int(position)))
            self._homes.setdefault(readable(row_id), owner)
        at = range(int(position), int(position) + 1)
        where = self.place(name, owner, int(position))
        self.losses.append(Loss(kind, where, _told(text), name, readable(row_id), owner, at))

    def place(self, part: str, parent: str, position: int) -> str:
        """A row's place in words."""
        label = next((label for each, label in PART_NAMES.items() if each == part), "一条记录")
        number = f"第 {position + 1} 行" if part != "unit" and 0 <= position < 100_000 else ""
        return f"{self._owner(parent)}{label}{number}"

    def _owner(self, parent: str) -> str:
        owner = self.rows.get(parent) or self._made.get(parent)
        if owner is None:
            return ""
        if owner.part == "project":
            return f"{self._owner(owner.parent)}项目“{(owner.row.name or owner.row.code)[:30]}”的"
        return f"{owner.row.year}年度" if owner.part == "plan" else ""

    # ------------------------------------------------------------- putting in order
    def book(self, sample: bool) -> Book:
        """The workbook of all rows taken; those without their indicator, project or year under one
        made."""
        self._house("plan", self._new_plan)
        self._house("project", self._new_project)
        self._house("indicator", self._new_indicator)
        return self.with_rows((), sample)

    def with_rows(self, rows: Iterable[PlacedRow], sample: bool) -> Book:
        """The same with these in place of those with their ids, or beside them."""
        every = {**self.rows, **self._made, **{placed.id: placed for placed in rows}}
        return assemble(every.values(), sample)

    def stand_in_projects(self, lines: Iterable[Line]) -> None:
        """Let blank projects stand where damaged records say that they stood, so that the rows
        below stay in their places."""
        above = {placed.parent for placed in self.rows.values()}
        owners = above | self.rows.keys()
        for line in lines:
            row_id, part, parent, position, _ = line.columns
            if part == b"project" and readable(row_id) in above and readable(parent) in owners:
                self._stand_in("project", readable(row_id), readable(parent), int(position))

    def stand_in(self) -> None:
        """Let a blank row stand in the place of each that is told to be lost, where that is known.

        The unit and years have no such places. Comes after ``book`` and all losses.
        """
        for at, loss in enumerate(self.losses):
            part = next((each for each in ROW_TYPES if each == loss.part), None)
            owner = self.rows.get(loss.parent) or self._made.get(loss.parent)
            if loss.kind not in ("damaged", "missing") or part is None or owner is None:
                continue
            if owner.part not in PARENTS[part] or len(loss.positions) > _MOST_TOGETHER:
                continue
            ids = [self._stand_in(part, loss.row, loss.parent, each) for each in loss.positions]
            if not loss.row or loss.row not in ids:
                self.losses[at] = replace(loss, row=next(filter(None, ids), ""))
        shown = {UNIT_ROW, *self.rows, *self._made}
        self.losses = [each if each.row in shown else replace(each, row="") for each in self.losses]

    def _stand_in(self, part: Part, row_id: str, parent: str, position: int) -> str:
        """The id of the blank row that stands there."""
        if row_id in self.stood_in:
            return row_id
        if not 0 <= position < _MOST_TOGETHER:
            return ""
        if not row_id or row_id in self.rows or row_id in self._made or not row_id.isalnum():
            row_id = new_id()
        blank = replace(ROW_TYPES[part](), id=row_id)
        if isinstance(blank, Project):
            blank = replace(blank, name=LOST_PROJECT)
        self.rows[row_id] = PlacedRow(part, row_id, parent, position, blank)
        self.stood_in.add(row_id)
        return row_id

    @property
    def made(self) -> frozenset[str]:
        """The ids of years and projects that were made for rows without theirs."""
        return frozenset(self._made)

    def _house(self, part: Part, make: Any) -> None:
        astray: defaultdict[str, list[PlacedRow]] = defaultdict(list)
        for placed in self.rows.values():
            owner = self.rows.get(placed.parent) or self._made.get(placed.parent)
            at_home = owner is not None and owner.part in PARENTS[placed.part]
            if _PARENT.get(placed.part) == part and not at_home:
                astray[placed.parent].append(placed)
        gaps = self._gaps(part, len(astray))
        for number, (lost, rows) in enumerate(astray.items(), 1):
            taken = not lost or lost in self.rows or lost == UNIT_ROW
            home: PlacedRow = make(new_id() if taken else lost, rows, number)
            where = PART_NAMES[part]
            if gaps:
                home = replace(home, parent=gaps[number - 1][0], position=gaps[number - 1][1])
                where = self.place(part, home.parent, home.position)
            self._made[home.id] = home
            for placed in rows:
                self.rows[placed.id] = PlacedRow(
                    placed.part, placed.id, home.id, placed.position, placed.row
                )
            told = f"其中的 {len(rows)} 行放在{_named(home)}"
            self.losses.append(Loss("moved", where, told, part, home.id))

    def _gaps(self, part: Part, wanted: int) -> list[tuple[str, int]]:
        """The parent and number of each row that is missing there, where they are as many as are
        wanted and all of one parent: then it is these that were lost. Else there are none."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for placed in self.rows.values():
            if placed.part == part and part != "plan":
                found[placed.parent].add(placed.position)
        gaps = {
            parent: sorted(set(range(min(max(there), _MOST_TOGETHER))) - there)
            for parent, there in found.items()
        }
        open_ones = [(parent, at) for parent, places in gaps.items() for at in places]
        alone = len({parent for parent, _ in open_ones}) == 1
        return open_ones if alone and len(open_ones) == wanted else []

    def _new_plan(self, row_id: str, rows: list[PlacedRow], number: int) -> PlacedRow:
        del number
        known = {each.row.year for each in self._plans()}
        codes = (_CODE.match(each.row.code) for each in rows if each.part == "project")
        told = Counter(2000 + int(found[1]) for found in codes if found is not None)
        free = (year for year in range(_FIRST_YEAR, _LAST_YEAR) if year not in known)
        year = next((year for year, _ in told.most_common() if year not in known), next(free, 0))
        goal = f"（{RESCUED}：这一年度的年份和总体绩效目标没有找到，年份请核对）"
        plan = AnnualPlan(id=row_id, year=year, overall=Overall(goal=goal))
        return PlacedRow("plan", row_id, "", _LAST, plan)

    def _new_project(self, row_id: str, rows: list[PlacedRow], number: int) -> PlacedRow:
        plans = {each.id: each for each in self._plans()}
        home = plans.get(self._homes.get(row_id, ""))
        if home is None and plans:
            home = max(plans.values(), key=lambda each: (each.row.year, each.id))
        if home is None:
            home = self._new_plan(new_id(), rows, 1)
            self._made[home.id] = home
        project = Project(id=row_id, name=f"{RESCUED}（项目信息没有找到）{number}")
        return PlacedRow("project", row_id, home.id, _LAST + number, project)

    def _new_indicator(self, row_id: str, rows: list[PlacedRow], number: int) -> PlacedRow:
        there = (*self.rows.values(), *self._made.values())
        homes = {each.id: each for each in there if each.part == "project"}
        home = homes.get(self._homes.get(row_id, ""))
        if home is None:
            home = self._new_project(new_id(), rows, number)
            self._made[home.id] = home
            told = f"其中的 {len(rows)} 行放在{_named(home)}"
            self.losses.append(Loss("moved", PART_NAMES["project"], told, "project", home.id))
        indicator = Indicator(id=row_id, name=f"{RESCUED}（指标没有找到）{number}")
        return PlacedRow("indicator", row_id, home.id, _LAST + number, indicator)

    def _plans(self) -> Iterator[PlacedRow]:
        for placed in (*self.rows.values(), *self._made.values()):
            if placed.part == "plan":
                yield placed

    # ------------------------------------------------------------- what is missing
    def missing(self) -> Iterator[Loss]:
        """The gaps in the rows' numbers, and the unit; no number tells of rows behind the last."""
        if UNIT_ROW not in self.rows:
            yield Loss("missing", PART_NAMES["unit"], part="unit", row=UNIT_ROW)
        below: defaultdict[tuple[str, Part], set[int]] = defaultdict(set)
        for placed in (*self.rows.values(), *self._made.values()):
            # Years are told apart by their own numbers.
            if placed.part not in ("unit", "plan") and placed.position < _MOST_TOGETHER:
                below[placed.parent, placed.part].add(placed.position)
        for parent, part, position in self._known:
            for known in PART_NAMES:
                if known == part and (parent, known) in below:
                    below[parent, known].add(position)
        for (parent, part), found in below.items():
            following = 0
            for position in sorted(found):
                if position > following:
                    where = self._gap(part, parent, following, position - 1)
                    at = range(following, position)
                    yield Loss("missing", where, part=part, parent=parent, positions=at)
                following = position + 1

    def _gap(self, part: Part, parent: str, first: int, last: int) -> str:
        rows = f"第 {first + 1} 行" if first == last else f"第 {first + 1} 至 {last + 1} 行"
        return f"{self._owner(parent)}{PART_NAMES[part]}{rows}"


def _named(home: PlacedRow) -> str:
    kind = "项目" if home.part == "project" else "指标"
    return f"{home.row.year}年度" if home.part == "plan" else f"{kind}“{home.row.name}”"


def _told(text: bytes | int) -> str:
    """The texts in a record's content, or what can be read of it."""
    shown = readable(text)
    try:
        values = json.loads(shown)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        told = [str(each) for each in values.values()]
    else:
        # What a broken content still has between its signs.
        found = _VALUE.findall(shown)
        told = [(text or plain).replace("\\n", "\n") for text, plain in found] or [shown]
    return "；".join(each for each in told if each not in ("", "None", "null"))[:_LONGEST_TEXT]
