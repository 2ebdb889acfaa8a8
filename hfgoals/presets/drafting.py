"""A first draft of a project's form, to be looked at before it is put in.

It fills what is blank and touches nothing that is there: the purpose, the goals, a row for every
second level that has none. Numbers that are the unit's own stay open; sentences have the mark ＿＿
in their place. Once they stand in the table, a further draft puts them into the sentences, and
works out the unit costs that divide by them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, Remove, SetText
from hfgoals.model.fields import own_fields, with_texts
from hfgoals.model.target import Target
from hfgoals.model.text import UNFILLED
from hfgoals.model.values import AnnualPlan, Goal, Indicator, Project
from hfgoals.patterns import pattern
from hfgoals.presets.drafts import GENERAL, Outline, line_reworded, outline_of, outlines
from hfgoals.presets.library import (
    ON_PAPER,
    Kind,
    LibraryFill,
    LibraryIndicator,
    lines_named,
    quantities_of,
)
from hfgoals.presets.recognition import basic_expenditure_advice, kind_named, told_by
from hfgoals.presets.schemes import Scheme, code_of, scheme_of

_NAMED = pattern(r"\{([^{}]+)\}")
_BEFORE: Final = 8
"""So many characters before a mark tell which one it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the draft would put in."""

    id: str
    place: str
    """The field in words, or the second level of the row."""
    text: str
    """What would stand there: a sentence, or the row's name with what is known of its value."""
    more: str = ""
    """The rest of the row: its description."""
    open: str = ""
    """What is left to the user, and where it comes from; "" for nothing."""
    edits: tuple[Edit, ...] = ()
    """What puts it in, by itself; () for a row, whose place the others decide."""
    row: Indicator | None = None
    completes: bool = False
    """Whether it is settled by numbers of the table, and no sentence or row of the draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be put into a project's form."""

    project: Project
    kind: Kind | None
    """The kind that it goes by; None for any."""
    why: str
    """How that was found out, a Chinese sentence."""
    items: tuple[Item, ...]
    kept: str
    """What is there and stays as it is, a Chinese sentence; "" for nothing."""
    scheme: Scheme
    chosen: bool = False
    """Whether the user chose another kind than the project's own: then it is kept with it."""

    @property
    def completes(self) -> bool:
        """Whether all that it does is to put in what the table's numbers settle."""
        return bool(self.items) and all(each.completes for each in self.items)

    def edits(self, taken: Collection[str]) -> tuple[Edit, ...]:
        """The edits of one step that puts in the items of these ids."""
        found: list[Edit] = []
        if self.chosen and self.kind is not None and taken:
            address = Address("project", self.project.id, "kind")
            found.append(SetText(address, self.kind.name))
        found += (edit for each in self.items if each.id in taken for edit in each.edits)
        rows = [each.row for each in self.items if each.id in taken and each.row is not None]
        return (*found, *self._put_in(rows))

    def _put_in(self, rows: list[Indicator]) -> Iterator[Edit]:
        """The rows among those that are there, in the order of the scheme; blank rows give way to
        one of their second level, or of any where they have none."""
        free = [each for each in self.project.indicators if _is_blank(each)]
        gone = set()
        for row in rows:
            levels = (code_of(row.level2), None)
            way = next((each for each in free if code_of(each.level2) in levels), None)
            if way is not None:
                free.remove(way)
                gone.add(way.id)
                yield Remove(way.id)
        there = [row for row in self.project.indicators if row.id not in gone]
        places = [_place(self.scheme, row) for row in there]
        for row in rows:
            place = _place(self.scheme, row)
            at = max((i for i, other in enumerate(places, 1) if other <= place), default=0)
            places.insert(at, place)
            yield Insert(self.project.id, row, at)


def is_undrafted(project: Project) -> bool:
    """Whether neither goals nor indicators of it say anything yet."""
    return not _goals_of(project) and all(_is_blank(row) for row in project.indicators)


def kind_and_why(project: Project, chosen: Kind | None = None) -> tuple[Kind | None, str]:
    """The kind that a draft of the project goes by, and why, in a Chinese sentence."""
    kept = kind_named(project.kind)
    if chosen is not None and chosen != kept:
        return chosen, f"按您选的“{chosen.name}”起草。"
    if kept is not None:
        return kept, f"项目类型选的是“{kept.name}”。"
    advice = basic_expenditure_advice(project.name)
    if advice:
        return None, advice
    for what, text in (("项目名称", project.name), ("资金用途", project.purpose)):
        kind, word = told_by(text)
        if kind is not None:
            return kind, f"因为{what}里有“{word}”，按“{kind.name}”起草。"
    if not project.name.strip():
        return None, "项目名称还没有填，用的是通用草稿；填了名称或选了类型，草稿会更贴切。"
    return None, "项目名称看不出属于哪一类，用的是通用草稿；可以另选类型。"


def draft_of(
    plan: AnnualPlan, project: Project, chosen: Kind | None = None, scheme: Scheme | None = None
) -> Draft:
    """A draft for the project by its kind, or by the kind chosen. Raises PresetTrouble."""
    scheme = scheme or scheme_of(project, plan.year, plan.scheme)
    kind, why = kind_and_why(project, chosen)
    told = (project.name, project.purpose)
    outline, word = outline_of(kind.id if kind is not None else GENERAL, *told)
    if word and word not in why:
        why = f"{why}又因为{_where(project, word)}里有“{word}”，用这一种。"
    large = project.budget is not None and project.budget >= outlines().large
    lines = outline.lines(word, large=large)
    fills = _fills(plan, project, lines, scheme)
    new = [line for line in _in_order(lines, scheme) if _is_wanted(line, project, scheme)]
    known = _said(plan, project, outline, lines, fills)
    # What its own rows are called by other names is not found for sentences and unit costs.
    table = {line.name for line in new} | {row.name.strip() for row in project.indicators}
    by_hand = {name for name, line in outline.named_lines(lines) if line.name not in table}
    items = (
        *_purpose(plan, project, outline),
        *_goals(project, outline, known, by_hand),
        *_completions(plan, project, scheme),
        *(_row(line, fills[line.name], plan.year, project, table) for line in new),
    )
    own = kind_named(project.kind) or told_by(project.name)[0]
    return Draft(project, kind, why, items, _kept(project), scheme, chosen not in (None, own))


def completions(plan: AnnualPlan, project: Project) -> tuple[Item, ...]:
    """What the table's numbers settle: marks in the goals, unit costs. Raises PresetTrouble."""
    if not _is_marked(project) and all(row.target.text.strip() for row in project.indicators):
        return ()
    return tuple(_completions(plan, project, scheme_of(project, plan.year, plan.scheme)))


def is_being_filled(project: Project, found: Collection[Item]) -> bool:
    """Whether there are values open besides those that are worked out."""
    settled = {
        edit.address.row for each in found for edit in each.edits if isinstance(edit, SetText)
    }
    return any(not row.target.text.strip() and row.id not in settled for row in project.indicators)


def first_open(project: Project) -> Address | None:
    """Where to go on after a draft: the first value that is open, else the first mark."""
    for row in project.indicators:
        if UNFILLED in row.name:
            return Address("indicator", row.id, "name")
        if not row.target.text.strip():
            return Address("indicator", row.id, "target")
    marked = (goal for goal in project.goals if UNFILLED in goal.text)
    return next((Address("goal", goal.id, "text") for goal in marked), None)


# ------------------------------------------------------------------ what is there


def _goals_of(project: Project) -> list[Goal]:
    return [goal for goal in project.goals if goal.text.strip()]


def _is_blank(row: Indicator) -> bool:
    return not any(each.text(row).strip() for each in own_fields("indicator")) and not row.stages


def _is_marked(project: Project) -> bool:
    return any(UNFILLED in goal.text for goal in project.goals)


def _is_wanted(line: LibraryIndicator, project: Project, scheme: Scheme) -> bool:
    """Whether the table has neither the line nor, where it was begun by hand, its second level."""
    rows = [row for row in project.indicators if not _is_blank(row)]
    there = {scheme.code_of(row.level2) or code_of(row.level2) for row in rows}
    named = {row.name.strip() for row in rows}
    known = scheme.level_of(line.code) is not None
    return known and line.name not in named and line.code not in there


def _kept(project: Project) -> str:
    rows = sum(not _is_blank(row) for row in project.indicators)
    there = [
        *(["资金用途"] if project.purpose.strip() else []),
        *([f"绩效目标 {len(_goals_of(project))} 条"] if _goals_of(project) else []),
        *([f"指标 {rows} 行"] if rows else []),
    ]
    return f"已经填有的{'、'.join(there)}照旧不动。" if there else ""


def _where(project: Project, word: str) -> str:
    return "项目名称" if word.casefold() in project.name.casefold() else "资金用途"


# ------------------------------------------------------------------ what is put in


def _purpose(plan: AnnualPlan, project: Project, outline: Outline) -> Iterator[Item]:
    if not project.purpose.strip():
        text = outline.purpose.replace("{year}", str(plan.year))
        edit = SetText(Address("project", project.id, "purpose"), text)
        yield Item(
            "purpose", "资金用途", text, open="照预算明细核对，可补上各项金额", edits=(edit,)
        )


def _goals(
    project: Project, outline: Outline, known: Mapping[str, str], by_hand: Collection[str]
) -> Iterator[Item]:
    if _goals_of(project):
        return
    blank = [goal.id for goal in project.goals]
    for number, sentence in enumerate(outline.goals, 1):
        text = _NAMED.sub(lambda found: known[found[1]], sentence)
        edit: Edit = Insert(project.id, Goal(text=text))
        if blank:
            edit = SetText(Address("goal", blank.pop(0), "text"), text)
        marks, named = text.count(UNFILLED), set(_NAMED.findall(sentence))
        how = "请照实填" if named & set(by_hand) else "指标值填好以后可以自动补上"
        told = f"有 {marks} 处空，{how}" if marks else ""
        yield Item(f"goal{number}", f"绩效目标 {number}", text, open=told, edits=(edit,))


def _row(
    line: LibraryIndicator, fill: LibraryFill, year: int, project: Project, table: set[str]
) -> Item:
    told, usual = "", line.usual
    if line.open:
        told = f"{'数照合同、批复填' if line.nature == ON_PAPER else '数照实填'}：{usual}"
    elif not fill.target:
        missing = "数量" if project.budget is not None else "预算数"
        told = f"填好{missing}以后可以自动算出：{usual}"
        if line.divided_by not in table | {""}:
            told = "数照实填：预算数÷本表的数量"
    marked = UNFILLED in fill.name
    return Item(
        f"row{line.name}",
        fill.level2,
        f"{fill.name}　{fill.target or _skeleton(line, year)}",
        fill.description,
        f"“{UNFILLED}”改成买的东西；{told}" if marked else told,
        row=with_texts(Indicator(), fill.texts),
    )


def _completions(plan: AnnualPlan, project: Project, scheme: Scheme) -> Iterator[Item]:
    """Marks in the goals whose numbers stand in the table now, and costs worked out from them."""
    counted = quantities_of(project)
    for row in project.indicators:
        line = None if row.target.text.strip() else _line_of(row, project)
        fill = line.filled(plan.year, project.budget, scheme, counted) if line else None
        if fill is not None and fill.target:
            edit = SetText(Address("indicator", row.id, "target"), fill.target)
            text = f"{row.name}　{fill.target}"
            more = line.usual if line is not None else ""
            place = "补上指标值"
            yield Item(f"value{row.id}", place, text, more, edits=(edit,), completes=True)
    texts = {row.name.strip(): row.target for row in project.indicators if row.target.value}
    for number, goal in enumerate(project.goals, 1):
        text = _with_numbers(goal.text, texts) if UNFILLED in goal.text else goal.text
        if text != goal.text:
            edit = SetText(Address("goal", goal.id, "text"), text)
            left = text.count(UNFILLED)
            told, place = f"还有 {left} 处空" if left else "", f"补上目标 {number} 的数"
            yield Item(f"fill{goal.id}", place, text, "", told, (edit,), completes=True)


def _with_numbers(text: str, targets: Mapping[str, Target]) -> str:
    """The goal with the numbers of the table where an outline's sentence has their names."""
    for outline in outlines().outlines:
        for sentence in outline.goals:
            for found in _NAMED.finditer(sentence):
                target = targets.get(found[1]) or _swapped(outline, found[1], targets)
                if target is None:
                    continue
                before = sentence[: found.start()].rpartition("}")[2][-_BEFORE:]
                mark = pattern(f"(?<={re.escape(before)}){_mark_of(target)}")
                if len(mark.findall(text)) == 1:
                    text = mark.sub(_shown(target), text)
    return text


def _swapped(outline: Outline, name: str, targets: Mapping[str, Target]) -> Target | None:
    """The value of the row that an outline named after another thing."""
    before, found, behind = name.partition(outline.swapped or "\0")
    if not found:
        return None
    fits = (name for name in targets if name.startswith(before) and name.endswith(behind))
    return targets.get(next(fits, ""))


# ------------------------------------------------------------------ words


def _fills(
    plan: AnnualPlan, project: Project, lines: Collection[LibraryIndicator], scheme: Scheme
) -> dict[str, LibraryFill]:
    counted = quantities_of(project)
    return {line.name: line.filled(plan.year, project.budget, scheme, counted) for line in lines}


def _said(
    plan: AnnualPlan,
    project: Project,
    outline: Outline,
    lines: Sequence[LibraryIndicator],
    fills: Mapping[str, LibraryFill],
) -> dict[str, str]:
    """What stands in a sentence for the names in its braces: numbers with units, or the mark."""
    there = {row.name.strip(): row.target for row in project.indicators if row.target.value}
    known = {"year": str(plan.year)}
    for name, line in outline.named_lines(lines):
        target = there.get(line.name) or Target.parse(fills[line.name].target)
        known[name] = _shown(target) if target.value else _skeleton(line, plan.year, bare=True)
    return known


def _mark_of(target: Target) -> str:
    """A pattern of what stands in a sentence as long as that value is not known."""
    if target.deadline is not None:
        return rf"\d{{4}}年{UNFILLED}月底前"
    return f"{UNFILLED}{re.escape(target.unit or '')}"


def _shown(target: Target) -> str:
    """The number and unit, or the date, without the sign."""
    if target.deadline is not None:
        return target.text.lstrip("≤＝≥＜＞ ")
    return f"{target.value}{target.unit or ''}"


def _skeleton(line: LibraryIndicator, year: int, *, bare: bool = False) -> str:
    """The value with the mark in place of its number."""
    sign = "" if bare else line.sign
    return f"{sign}{year}年{UNFILLED}月底前" if not line.unit else f"{sign}{UNFILLED}{line.unit}"


def _line_of(row: Indicator, project: Project) -> LibraryIndicator | None:
    """The library's line of the row's name, of the project's kind before others."""
    name = row.name.strip()
    kind, _ = kind_and_why(project)
    lines = [each for each in lines_named(name) if each.code == code_of(row.level2)]
    of = kind.id if kind is not None else GENERAL
    return min(lines, key=lambda line: line.kind != of, default=None) or line_reworded(name)


def _in_order(lines: Collection[LibraryIndicator], scheme: Scheme) -> list[LibraryIndicator]:
    order = _codes(scheme)
    return sorted(lines, key=lambda line: order.index(line.code) if line.code in order else 99)


def _codes(scheme: Scheme) -> list[str]:
    return [entry.code for level in scheme.levels for entry in level.entries]


def _place(scheme: Scheme, row: Indicator) -> int:
    order, code = _codes(scheme), scheme.code_of(row.level2) or code_of(row.level2)
    return order.index(code) if code in order else len(order)
