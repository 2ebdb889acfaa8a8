"""H07-H11: the project code and what it says (review rules, section 3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.project_code import LENGTH, division_of, mended, state_of, year_of
from hfgoals.model.edits import SetText
from hfgoals.model.values import Project


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
def division(case: PlanCase) -> Iterator[Hit]:
    """The first six digits are those of most codes of the year; quiet while most do not agree."""
    known = [(each, found) for each in case.plan.projects if (found := division_of(each.code))]
    counts = Counter(found for _, found in known)
    if len(counts) < 2:
        return
    usual, count = counts.most_common(1)[0]
    if count < 2 or count * 2 <= len(known):
        return
    for project, found in known:
        if found != usual:
            values = {"code": project.code, "division": found, "usual": usual}
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
def same_code(case: PlanCase) -> Iterator[Hit]:
    """No code stands twice in a year."""
    holders: dict[str, list[Project]] = defaultdict(list)
    for project in case.plan.projects:
        if project.code:
            holders["".join(project.code.split()).upper()].append(project)
    for same in holders.values():
        if len(same) < 2:
            continue
        for project in same:
            other = next(each for each in same if each is not project)
            values = {"code": project.code, "other": other.name or "另一个项目"}
            yield Hit(at(project, "code"), values)
