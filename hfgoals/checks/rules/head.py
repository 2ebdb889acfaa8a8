"""H01-H06, H16: what stands at the head of a project's form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.blanks import without_blanks
from hfgoals.checks.text.brackets import stray, without_stray_ends
from hfgoals.checks.text.naming import core_of, folded
from hfgoals.checks.text.words import any_of
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.values import Indicator, Project

_OPEN, _CLOSE = r"[【\[(（〔［]\s*", r"\s*[】\])）〕］]"
# 怀财字【2023】7号, 示办发〔2023〕12号; a house number such as 人民路123号 or (2023)12号楼 is none.
_DOCUMENT = re.compile(
    rf"字\s*(?:{_OPEN}\d{{2,4}}{_CLOSE}\s*(?:第\s*)?\d+|第\s*\d+)\s*号"
    rf"|{_OPEN}(?:19|20)\d{{2}}{_CLOSE}\s*(?:第\s*)?\d+\s*号(?![楼院线门店机井路街车])"
)
_YEAR_BRACKETS = re.compile(
    r"(?<=[\u4e00-\u9fff])(\s*)[【\[(（［]\s*((?:19|20)\d{2})\s*[】\])）］](?=\s*(?:第\s*)?\d+\s*号"
    r"(?![楼院线门店机井路街车]))"
)
_CELLS = ("project", "goal", "indicator")
_REQUIRED = ("code", "name", "budget", "purpose")


@rule("H01", reads=("unit", "project", "goal"), scope="plan")
def required(case: PlanCase) -> Iterator[Hit]:
    """Unit, year, and each project's code, name, budget, purpose and goals are filled in."""
    for path in ("code", "name"):
        if not getattr(case.unit, path).strip():
            yield _blank(at(case.unit, path))
    if not case.plan.year:
        yield _blank(at(case.plan, "year"))
    for project in case.plan.projects:
        yield from case.known("H01", project, _blanks)


def _blanks(project: Project) -> tuple[Hit, ...]:
    empty = [_blank(at(project, path)) for path in _REQUIRED if _is_blank(project, path)]
    if not project.goals:
        empty.append(Hit(at(project, "name"), {"label": "绩效目标"}))
    empty.extend(_blank(at(goal, "text")) for goal in project.goals if not goal.text.strip())
    return tuple(empty)


def _is_blank(project: Project, path: str) -> bool:
    value = getattr(project, path)
    return value is None or (isinstance(value, str) and not value.strip())


def _blank(address: Address) -> Hit:
    return Hit(address, {"label": address.field.label})


@rule("H02", reads=("project.name", "indicator.name"))
def stray_marks(case: ProjectCase) -> Iterator[Hit]:
    """Names have paired brackets and no marks left over at their ends."""
    rows: tuple[Project | Indicator, ...] = (case.project, *case.project.indicators)
    for row in rows:
        places = stray(row.name)
        if not places:
            continue
        address = at(row, "name")
        plain = without_stray_ends(row.name)
        repair = (SetText(address, plain),) if plain else ()
        marks = "".join(row.name[place] for place in places)
        values = {"label": address.field.label, "name": row.name, "marks": marks}
        yield Hit(address, values, repair)


@rule("H03", reads=("project.name", "project.purpose"), scope="plan")
def purpose_of_another(case: PlanCase) -> Iterator[Hit]:
    """A purpose names its own project, letter by letter, and not another one."""
    projects = case.plan.projects
    read = [case.known("H03", project, _Names.of) for project in projects]
    named = {
        names.own: project.name
        for project, names in zip(projects, read, strict=True)
        if len(names.own) >= _HEAD
    }
    heads = {own[:_HEAD] for own in named}
    lengths = sorted({len(own) for own in named})
    for project, names in zip(projects, read, strict=True):
        yield from names.misspelt
        if names.heads.isdisjoint(heads):
            continue
        for other in sorted(names.said(lengths) & named.keys()):
            if names.speaks_of(other):
                yield Hit(at(project, "purpose"), {"name": project.name, "other": named[other]})


_HEAD = 6
_LONG_NAME = 10
_PHRASE = re.compile(r"^.{0,20}?用于(?:\d{4}年度?)?|^支付")


@dataclass(frozen=True, slots=True)
class _Names:
    """The name and the purpose of a project, as H03 compares them."""

    own: str
    purpose: str
    heads: frozenset[str]
    """Every six letters of the purpose with which another project's name may begin."""
    misspelt: tuple[Hit, ...]

    @classmethod
    def of(cls, project: Project) -> _Names:
        own, purpose = folded(project.name), folded(project.purpose)
        heads = frozenset(purpose[i : i + _HEAD] for i in range(len(purpose) - _HEAD + 1))
        return cls(own, purpose, heads if own not in purpose else frozenset(), _misspelt(project))

    def said(self, lengths: Iterable[int]) -> set[str]:
        """Every piece of the purpose of one of those lengths."""
        purpose = self.purpose
        return {
            purpose[i : i + length] for length in lengths for i in range(len(purpose) - length + 1)
        }

    def speaks_of(self, other: str) -> bool:
        """Whether the purpose names that other project and not its own."""
        if other not in self.purpose or other in self.own or self.own in other:
            return False
        # 用于大屏公益广告制作 may well belong to 户外大屏运维; a long name is no coincidence.
        return len(other) >= _LONG_NAME or _PHRASE.sub("", self.purpose).startswith(other)


def _misspelt(project: Project) -> tuple[Hit, ...]:
    name, purpose = project.name.strip(), project.purpose.strip()
    same = name and name != purpose and folded(name) == folded(purpose)
    if not same or not stray(name) + stray(purpose):
        return ()
    return (Hit(at(project, "name"), {"name": name, "other": purpose}),)


@rule("H04", reads=("project.name",))
def name_with_document(case: ProjectCase) -> Iterator[Hit]:
    """A project's name says what is done: no document number, nothing undecided."""
    name = case.project.name
    found = _DOCUMENT.search(name)
    if found is not None:
        part, advice = found[0].strip(), "请把文号写到资金用途或指标值确定依据里，名称只写做什么。"
    else:
        found = any_of("project_names", "未定").search(name)
        if found is None:
            return
        part, advice = found[0], "未定的资金不宜作为项目申报，请细化后写明做什么。"
    yield Hit(at(case.project, "name"), {"part": part, "advice": advice})


@rule("H05", reads=("project", "goal", "indicator", "plan", "subgoal", "safeguard"), scope="plan")
def document_brackets(case: PlanCase) -> Iterator[Hit]:
    """The year of a document number stands in 〔〕, everywhere in the text."""
    for owner in (*case.plan.projects, case.plan.overall):
        yield from case.known("H05", owner, lambda one: tuple(_brackets(case.texts_of(one))))


def _brackets(texts: Iterable[tuple[Address, str]]) -> Iterator[Hit]:
    for address, text in texts:
        found = _YEAR_BRACKETS.search(text) if "号" in text else None
        if found is not None:
            right = _YEAR_BRACKETS.sub(r"\1〔\2〕", text)
            yield Hit(address, {"part": found[0].strip()}, (SetText(address, right),))


@rule("H06", reads=("project", "goal", "indicator", "plan", "subgoal", "safeguard"), scope="plan")
def blanks(case: PlanCase) -> Iterator[Hit]:
    """No blanks between Chinese characters, at the ends, or several in a row."""
    for owner in (*case.plan.projects, case.plan.overall):
        yield from case.known("H06", owner, lambda one: tuple(_spaced(case.texts_of(one))))


def _spaced(texts: Iterable[tuple[Address, str]]) -> Iterator[Hit]:
    for address, text in texts:
        # A paragraph of the overall part may be indented.
        indent = 0 if address.part in _CELLS else len(text) - len(text.lstrip())
        right = text[:indent] + without_blanks(text[indent:])
        if right != text:
            yield Hit(address, {"label": address.field.label}, (SetText(address, right),))


@rule("H16", reads=("project.name", "project.purpose", "unit.name"))
def purpose_is_name(case: ProjectCase) -> Iterator[Hit]:
    """A purpose says more than the project's name."""
    project, unit = case.project, case.unit.name
    purpose = core_of(project.purpose, unit)
    if purpose and purpose == core_of(project.name, unit):
        yield Hit(at(project, "purpose"), {"purpose": project.purpose})
