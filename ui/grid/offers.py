"""What the dropdown of a cell offers, from the presets, and what taking an offer changes.

The only place of the table editor that asks hfgoals.presets. To give another field a dropdown: a
function here and its line in _OFFERING.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText
from hfgoals.model.fields import LEVELS, own_fields, with_texts
from hfgoals.model.policy import Task, named_in, tasks_of
from hfgoals.model.policy_links import suggested, texts_of
from hfgoals.model.target import QUALITATIVE, SIGNS, Target
from hfgoals.model.values import AnnualPlan, Indicator, Project, SubGoal
from ui.grid.geometry import NEW_ROW
from ui.grid.writing import Proposal
from ui.kit.later import Later

if TYPE_CHECKING:
    from hfgoals import presets
else:
    presets = Later("hfgoals.presets")

_MOST = 30
_SEVERAL = "可选多项：↓ 移动，空格勾选，回车完成；也可直接填写。"
_PLAN_PATHS = ("plan.march", "plan.june", "plan.october", "plan.december")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a cell may hold."""

    text: str
    note: str = ""
    aside: str = ""
    ticked: bool | None = None
    """Whether it is among the cell's values, where several may be; None elsewhere."""
    source: presets.LibraryIndicator | presets.OverallIndicator | presets.SpendingPattern | None = (
        None
    )
    """The library indicator or spending plan that fills more cells than this one."""
    part: bool = False
    """Whether it is put into the text (a unit) rather than in its place."""
    line: str = ""
    """The line of its own that it is in the cell, where ``text`` is not what stands there."""
    named: str = ""
    """What a cell that has it says, where more may stand around that."""
    sought: str = ""
    """What it is looked for in, where that is more than ``text``."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a dropdown shows."""

    items: tuple[Offer, ...] = ()
    several: bool = False
    """Whether offers are ticked rather than taken."""
    signs: tuple[str, ...] = ()
    """A palette of signs above the list."""
    hint: str = ""
    meant: str = ""
    """What a bare number that was typed is taken as; "" for what is taken as it stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose dropdown it is."""

    plan: AnnualPlan
    project: Project
    address: Address
    """``project`` is that of the form: of the department's own indicators its department_of."""

    @property
    def of_department(self) -> bool:
        """Whether it stands on a form of the department as a whole."""
        return self.project.id == self.plan.id

    @property
    def indicator(self) -> Indicator:
        """The row of the cell; a blank one where it is yet to be made."""
        for indicator in self.project.indicators:
            if indicator.id == self.address.row:
                return indicator
        return Indicator()

    @property
    def row(self) -> SubGoal | Project:
        """The sub-goal or project of the cell; a blank one for none."""
        rows: tuple[SubGoal | Project, ...] = (*self.plan.overall.subgoals, *self.plan.projects)
        return next((row for row in rows if row.id == self.address.row), self.project)

    @property
    def scheme(self) -> presets.Scheme:
        """The scheme that the project's levels follow."""
        return presets.scheme_of(self.project, self.plan.year, self.plan.scheme)

    @property
    def kind(self) -> str:
        """The id of the kind of project; "" when none is chosen and its name tells none."""
        kind = presets.kind_of_project(self.project)
        return kind.id if kind is not None else ""


def offers_something(address: Address) -> bool:
    """Whether cells of that field have a dropdown."""
    return (address.part, address.path) in _OFFERING


def offers_for(place: Place, text: str, *, typed: bool) -> Offers:
    """What the cell may hold; ``typed`` text narrows the choice, a text that stands does not."""
    offering = _OFFERING.get((place.address.part, place.address.path))
    return offering(place, text, typed) if offering is not None else Offers()


def taking(place: Place, offer: Offer) -> Proposal | None:
    """The step that taking an offer of several cells is; None when it is a text for this one."""
    match offer.source:
        case presets.SpendingPattern() as pattern:
            edits = tuple(
                SetText(Address("project", place.project.id, path), text)
                for path, text in zip(_PLAN_PATHS, _plan_texts(pattern), strict=True)
            )
            return Proposal("选用支出计划", edits)
        case presets.LibraryIndicator() as entry:
            return _library_fill(place, entry)
        case presets.OverallIndicator() as entry:
            return _filling(place, entry.name, entry.texts)
    return None


def ticked(text: str, offer: Offer) -> str:
    """The cell's text after an offer was ticked or unticked."""
    if offer.named:
        return _with_named(text, offer)
    known, rest = presets.split_bases(text)
    separator = presets.separator_of(text)
    if offer.text in known:
        return presets.join_bases(
            (each for each in known if each != offer.text), rest, separator=separator
        )
    unfinished = _last_piece(rest)
    if unfinished and unfinished in offer.text:
        # What was typed to find the offer is no basis of its own.
        rest = rest.removesuffix(unfinished).rstrip("、\n")
    return presets.join_bases((*known, offer.text), rest, separator=separator)


def _with_named(text: str, offer: Offer) -> str:
    """The text with one more, or without the one that it names: a policy's task."""
    if offer.named not in text:
        between = "\n" if offer.line else presets.separator_of(text)
        whole, unfinished = text, text.rpartition(between)[2]
        if unfinished and "《" not in unfinished and unfinished in offer.text + offer.sought:
            whole = text[: -len(unfinished)].removesuffix(between)
        return presets.join_bases((whole, offer.line or offer.text), separator=between)
    if offer.line:
        return "\n".join(each for each in text.split("\n") if offer.named not in each)
    for separator in ("、", "\n"):
        text = text.replace(separator + offer.named, "").replace(offer.named + separator, "")
    return text.replace(offer.named, "")


def _last_piece(rest: str) -> str:
    return rest.replace("\n", "、").rsplit("、", 1)[-1]


def with_sign(text: str, sign: str) -> str:
    """The target with that sign in place of its own."""
    bare = text.strip()
    for known in (">=", "<=", ">", "<", "=", *SIGNS):
        if bare.startswith(known):
            bare = bare.removeprefix(known).lstrip()
            break
    return f"{sign}{bare}"


def with_unit(text: str, unit: str) -> str:
    """The target with that unit behind its number; the bare unit when there is no number."""
    target = Target.parse(text.strip())
    if target.number is None:
        return f"{text.strip()}{unit}"
    return f"{text.strip().removesuffix(target.unit or '').rstrip()}{unit}"


def stray_level2(place: Place, level1: str) -> str:
    """A soft remark when the row's 二级指标 does not belong under that 一级指标; else ""."""
    level2 = place.indicator.level2
    fitting = place.scheme.level2_of(level1)
    if not level2 or not fitting or level2 in fitting:
        return ""
    return f"“{level2}”不在“{level1}”之下，请再选一次二级指标。"


def _level1(place: Place, text: str, typed: bool) -> Offers:
    return Offers(_narrowed(place.scheme.level1, text if typed else ""))


def _level2(place: Place, text: str, typed: bool) -> Offers:
    scheme, level1 = place.scheme, place.indicator.level1
    fitting = scheme.level2_of(level1) if level1 else ()
    if not fitting:
        fitting = tuple(two for one in scheme.level1 for two in scheme.level2_of(one))
    return Offers(_narrowed(fitting, text if typed else ""))


def _narrowed(texts: Sequence[str], typed: str) -> tuple[Offer, ...]:
    plain = typed.strip()
    return tuple(Offer(text) for text in texts if plain in text and plain != text)


def _names(place: Place, text: str, typed: bool) -> Offers:
    row, scheme, kind = place.indicator, place.scheme, place.kind or None
    query = text.strip() if typed else ""
    found = presets.search(query, kind=kind, level2=row.level2, scheme=scheme, limit=_MOST)
    if _open_to_any(row):
        # Its level was only taken over from the row above: what is looked for counts for more.
        others = presets.search(query, kind=kind, scheme=scheme, limit=_MOST)
        found = others + found if query else found + others
    found += presets.search(query, level2=row.level2, scheme=scheme, limit=_MOST)
    own = presets.own_lines()
    mine = presets.search(query, kind=kind, level2=row.level2, scheme=scheme, among=own)
    if _open_to_any(row):
        mine += presets.search(query, kind=kind, scheme=scheme, among=own)
    fitting = (each for each in mine if each.kind in ("", place.kind) or query)
    items = tuple(_library_offer(place, entry) for entry in dict.fromkeys((*fitting, *found)))
    if place.of_department:
        items = (*_of_department(query), *items)
    hint = presets.basic_expenditure_advice(place.project.name)
    if not hint and items:
        hint = "选用后填好描述和依据；合同、批复定的数和本单位的数留给您填。可一步撤销。"
    return Offers(items, hint=hint)


def _open_to_any(row: Indicator) -> bool:
    return not any(field.text(row) for field in own_fields("indicator"))


def _library_offer(place: Place, entry: presets.LibraryIndicator) -> Offer:
    fill = _filled(place, entry)
    note = "　".join(part for part in (fill.level2, fill.description) if part)
    mine = "我的　" if entry.nature == "自存" else ""
    return Offer(fill.name, f"{mine}{note}", fill.target or _whose(entry), source=entry)


def _whose(entry: presets.LibraryIndicator) -> str:
    return "数照合同填" if entry.nature == "合同批复" else "数照实填"


def _filled(place: Place, entry: presets.LibraryIndicator) -> presets.LibraryFill:
    project = place.project
    counted = presets.quantities_of(project)
    return entry.filled(place.plan.year, project.budget, place.scheme, counted)


def _library_fill(place: Place, entry: presets.LibraryIndicator) -> Proposal:
    fill = _filled(place, entry)
    return _filling(place, fill.name, fill.texts)


def _of_department(query: str) -> list[Offer]:
    """The indicators of departments whose name or way of counting says what was typed."""
    return [
        Offer(each.name, f"{each.group}　{each.formula}", each.target, source=each)
        for each in presets.overall_library()
        if query in f"{each.name}{each.formula}{each.group}"
    ]


def _filling(place: Place, called: str, found: Mapping[str, str]) -> Proposal:
    """The step that puts these texts of an indicator into the row, or makes it of them."""
    row, address = place.indicator, place.address
    # Levels of a blank row were only taken over from the row above.
    kept = [path for path in LEVELS if getattr(row, path) and not _open_to_any(row)]
    texts = {path: text for path, text in found.items() if path not in kept}
    name = f"选用指标“{called}”"
    if address.row == NEW_ROW:
        made = with_texts(Indicator(), texts)
        landed = Address("indicator", made.id, address.path)
        return Proposal(name, (Insert(place.project.id, made),), landed)
    edits = (SetText(Address("indicator", address.row, path), text) for path, text in texts.items())
    return Proposal(name, tuple(edits))


def _targets(place: Place, text: str, typed: bool) -> Offers:
    begun = (Target.parse(text.strip()).unit or "") if typed else ""
    units = presets.units(place.indicator.level2)
    fitting = (unit for unit in units if unit.startswith(begun) and unit != begun)
    items = tuple(Offer(unit, part=True) for unit in fitting)
    signs = tuple(sign for sign in SIGNS if sign != QUALITATIVE)
    entry = _line_of(place)
    if entry is None:
        return Offers(items, signs=signs)
    usual = _usual_targets(place, entry, text)
    meant = entry.completed(text.strip()) if typed else ""
    hint = f"回车填成“{meant}”；照原样只填“{text.strip()}”的，先按 Esc。" if meant else ""
    return Offers((*usual, *items), signs=signs, hint=f"{hint}{entry.told}", meant=meant)


def _line_of(place: Place) -> presets.LibraryIndicator | None:
    """The library's line of the row's name, of the project's kind before others."""
    name = place.indicator.name.strip()
    lines = presets.lines_named(name)
    found = min(lines, key=lambda line: line.kind != place.kind, default=None)
    return found or presets.line_reworded(name)


def _usual_targets(place: Place, entry: presets.LibraryIndicator, text: str) -> list[Offer]:
    """What a typed number becomes with the line's sign and unit, or the number that the line
    itself knows; a date that only wants its month changed."""
    targets = [entry.completed(text.strip()), _filled(place, entry).target]
    if entry.open and not entry.unit:
        targets.append(entry.example(place.plan.year))
    return [Offer(target, aside="指标库") for target in targets if target and target != text]


def _bases(place: Place, text: str, typed: bool) -> Offers:
    chosen, rest = presets.split_bases(text)
    offered = presets.bases(place.plan.year)
    unfinished = _last_piece(rest) if typed else ""
    fitting = [each for each in offered if unfinished in each.name] or list(offered)
    tasks = named_in(place.project.policy_basis, place.plan.policies)
    named = [(task.cite, task.title) for _, task in tasks if task is not None]
    items = (
        *(Offer(cite, title, ticked=cite in text, named=cite) for cite, title in named),
        *(Offer(each.name, each.explanation, ticked=each.name in chosen) for each in fitting),
    )
    return Offers(items, several=True, hint=_SEVERAL)


def _policy_tasks(place: Place, text: str, typed: bool) -> Offers:
    """The tasks of the year's policies; first those that the row may be about, and why."""
    policies, row = place.plan.policies, place.row
    why = {each.task.cite: each.why for each in suggested(policies, texts_of(row))}
    found = [task for policy in policies for task in tasks_of(policy)]
    found.sort(key=lambda task: list(why).index(task.cite) if task.cite in why else len(why))
    begun = text.rpartition("\n")[2].strip() if typed else ""
    if begun and "《" not in begun:
        found = [task for task in found if begun in _sought(task)]
    items = tuple(
        Offer(
            f"{task.number}　{task.title}",
            why.get(task.cite) or task.group,
            "可能相关" if task.cite in why else "",
            ticked=task.cite in text,
            line=task.basis,
            named=task.cite,
            sought=_sought(task),
        )
        for task in found
    )
    return Offers(items, several=True, hint=f"键入几个字即可查找。{_SEVERAL}")


def _sought(task: Task) -> str:
    return f"{task.title}{task.text}{task.group}"


def _plans(place: Place, _text: str, typed: bool) -> Offers:
    if typed:
        return Offers()
    items = tuple(
        Offer(" → ".join(_plan_texts(each)), each.name, source=each)
        for each in presets.spending_plans(place.kind)
    )
    return Offers(items, hint="选用后四个时点一起填好。")


def _plan_texts(pattern: presets.SpendingPattern) -> tuple[str, ...]:
    return tuple("" if share is None else f"{share:f}%" for share in pattern.plan)


_OFFERING: dict[tuple[str, str], Callable[[Place, str, bool], Offers]] = {
    ("indicator", "level1"): _level1,
    ("indicator", "level2"): _level2,
    ("indicator", "name"): _names,
    ("indicator", "target"): _targets,
    ("indicator", "basis"): _bases,
    ("subgoal", "policy_basis"): _policy_tasks,
    ("project", "policy_basis"): _policy_tasks,
    **{("project", path): _plans for path in _PLAN_PATHS},
}
