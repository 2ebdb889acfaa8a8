"""H01, H02, H04-H06, H16, H20: what stands at the head of a project's form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.following import ByProject
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.marks import stray, without_blanks, without_stray_ends
from hfgoals.checks.text.naming import core_of
from hfgoals.checks.text.wording import folded
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
class Required(ByProject):
    """Unit, year, and each project's code, name, budget, purpose and goals are filled in."""

    def of_overall(self, case: PlanCase) -> Iterator[Hit]:
        for path in ("code", "name"):
            if not getattr(case.unit, path).strip():
                yield _blank(at(case.unit, path))
        if not case.plan.year:
            yield _blank(at(case.plan, "year"))

    def of_project(self, case: ProjectCase) -> Iterator[Hit]:
        project = case.project
        for path in _REQUIRED:
            if _is_blank(project, path):
                yield _blank(at(project, path))
        if not project.goals:
            yield Hit(at(project, "name"), {"label": "绩效目标"})
        for goal in project.goals:
            if not goal.text.strip():
                yield _blank(at(goal, "text"))


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
            if folded(name) and _says_nothing(name):
                advice = "哪个项目都能这样叫，请写明做什么，如“应急广播终端运行维护费”。"
                yield Hit(at(case.project, "name"), {"part": name.strip(), "advice": advice})
            return
        part, advice = found[0], "未定的资金不宜作为项目申报，请细化后写明做什么。"
    yield Hit(at(case.project, "name"), {"part": part, "advice": advice})


@rule("H05", reads=("project", "goal", "indicator", "plan", "subgoal", "safeguard"), scope="plan")
class DocumentBrackets(ByProject):
    """The year of a document number stands in 〔〕, everywhere in the text."""

    def of_project(self, case: ProjectCase) -> Iterator[Hit]:
        return _brackets(case.texts)

    def of_overall(self, case: PlanCase) -> Iterator[Hit]:
        return _brackets(case.overall_texts)


def _brackets(texts: Iterable[tuple[Address, str]]) -> Iterator[Hit]:
    for address, text in texts:
        found = _YEAR_BRACKETS.search(text) if "号" in text else None
        if found is not None:
            right = _YEAR_BRACKETS.sub(r"\1〔\2〕", text)
            yield Hit(address, {"part": found[0].strip()}, (SetText(address, right),))


@rule("H06", reads=("project", "goal", "indicator", "plan", "subgoal", "safeguard"), scope="plan")
class Blanks(ByProject):
    """No blanks between Chinese characters, at the ends, or several in a row."""

    def of_project(self, case: ProjectCase) -> Iterator[Hit]:
        return _spaced(case.texts)

    def of_overall(self, case: PlanCase) -> Iterator[Hit]:
        return _spaced(case.overall_texts)


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
    nothing = bool(folded(project.purpose)) and _says_nothing(project.purpose)
    if nothing or (purpose and purpose == core_of(project.name, unit)):
        fault = "没有说钱花在哪里" if nothing else "只是重复了项目名称"
        yield Hit(at(project, "purpose"), {"purpose": project.purpose, "fault": fault})


def _says_nothing(text: str) -> bool:
    """Whether words that fit any project are all that is there: 项目经费, 业务支出."""
    return not any_of("project_names", "没有内容").sub("", folded(text))


@rule("H20", reads=("project.purpose",))
def may_be_spent(case: ProjectCase) -> Iterator[Hit]:
    """A purpose does not spend on what basic expenditure, or nothing at all, has to bear."""
    purpose = any_of("project_names", "不宜列支的除外").sub("", case.project.purpose)
    found = any_of("project_names", "不宜列支").search(purpose)
    if found is not None:
        yield Hit(at(case.project, "purpose"), {"word": found[0]})
