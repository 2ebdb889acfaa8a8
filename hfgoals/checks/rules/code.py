"""H07-H11: the project code and what it says (review rules, section 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.following import ByGroup, Members
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.text.project_code import LENGTH, division_of, mended, state_of, year_of
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText


@rule("H07", reads=("project.code",))
def code_shape(case: ProjectCase) -> Iterator[Hit]:
    """A code has 21 characters of the right sort; repaired where the check character proves it."""
    project = case.project
    state = state_of(project.code)
    if not project.code.strip() or state not in ("length", "characters"):
        return
    fault = f"是{len(project.code)}位，应当是{LENGTH}位"
    if state == "characters":
        fault = "里有不该有的字符"
    address = at(project, "code")
    right = mended(project.code)
    repair = (SetText(address, right),) if right else ()
    yield Hit(address, {"code": project.code, "fault": fault}, repair)


@rule("H08", reads=("project.code",))
def check_digit(case: ProjectCase) -> Iterator[Hit]:
    """The last character fits the others; of types other than P only that it is not verified."""
    project = case.project
    state = state_of(project.code)
    if state == "wrong":
        values = {
            "code": project.code,
            "fault": "的校验位对不上，可能有一位抄错，或相邻两位颠倒",
            "advice": "请与预算一体化系统中的编码逐位核对。",
        }
        yield Hit(at(project, "code"), values)
    elif state == "unverified":
        values = {
            "code": project.code,
            "fault": "未核验：程序只能核验第9位是P的编码",
            "advice": "请与预算一体化系统中的编码核对一遍；核对无误可以不管。",
        }
        yield Hit(at(project, "code"), values, level="hint")


@rule("H09", reads=("project.code",), scope="plan")
class Division(YearRule):
    """The first six digits are those of most codes of the year; quiet while most do not agree."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._divisions: defaultdict[str, set[str]] = defaultdict(set)
        self._changed: dict[str, None] = {}
        self._usual = ""

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        for case in (old, new):
            if case is None:
                continue
            project = case.project
            self._changed[project.id] = None
            if found := division_of(project.code):
                ids = self._divisions[found]
                (ids.discard if case is old else ids.add)(project.id)
                if not ids:
                    del self._divisions[found]

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        changed, self._changed = self._changed, {}
        usual = self._most()
        if usual != self._usual:
            changed |= dict.fromkeys(case.positions)
            self._usual = usual
        for each in changed:
            yield each, tuple(self._odd(case, each))

    def _most(self) -> str:
        known = sum(map(len, self._divisions.values()))
        usual = max(self._divisions, key=lambda each: len(self._divisions[each]), default="")
        count = len(self._divisions[usual]) if usual else 0
        alone = len(self._divisions) < 2
        return "" if alone or count < 2 or count * 2 <= known else usual

    def _odd(self, case: PlanCase, project_id: str) -> Iterator[Hit]:
        if not self._usual or project_id not in case.positions:
            return
        project = case.project(project_id)
        found = division_of(project.code)
        if found and found != self._usual:
            values = {"code": project.code, "division": found, "usual": self._usual}
            yield Hit(at(project, "code"), values)


@rule("H10", reads=("project.code",))
def code_year(case: ProjectCase) -> Iterator[Hit]:
    """A code is not of a later year; an older one is normal for a continuing project."""
    project = case.project
    found = year_of(project.code)
    if found is None or not case.year or found == case.year:
        return
    later = found > case.year
    advice = "请核对编码第7、8位和预算年度。" if later else "延续项目沿用原编码是正常的，核对即可。"
    values = {"found": found, "year": case.year, "advice": advice}
    yield Hit(at(project, "code"), values, level="error" if later else "hint")


@rule("H11", reads=("project.code",), scope="plan")
class SameCode(ByGroup):
    """No code stands twice in a year."""

    def parts(self, project: ProjectCase) -> Iterator[tuple[Hashable, Any]]:
        code = project.project.code
        if code:
            yield "".join(code.split()).upper(), (code, project.project.name)

    def hits(self, members: Members) -> Iterator[Hit]:
        names = [name for _, (_, name) in members]
        for place, (project_id, (code, _)) in enumerate(members):
            values = {"code": code, "other": names[0 if place else 1] or "另一个项目"}
            yield Hit(Address("project", project_id, "code"), values)
