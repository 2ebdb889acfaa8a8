"""核对码: the short code at the foot of every printed page, which tells what it was printed from.

A code is over values, never over layout, and knows no row ids: copies, backups, merged files and
workbooks read back from Excel that hold the same values have the same codes. docs/check-codes.md
says how it is worked out, so that anyone can do it again; what is said there never changes.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, reduce
from itertools import product
from operator import attrgetter
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.department import department_of, department_stage, with_funds
from hfgoals.model.fields import FIELDS, PART_OF, Field, Part, shown_fields
from hfgoals.model.kinds import FORM_IDS
from hfgoals.model.rows import CHILDREN
from hfgoals.model.stages import OF_DEPARTMENT, WHOLE_YEAR, result_at, stage_at
from hfgoals.model.values import AnnualPlan, Project, Unit
from hfgoals.patterns import pattern

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which look like 1 and 0."""
LENGTH: Final = 10
"""In characters without the dash; the last is the check character."""
LABEL: Final = "核对码"
_HALF: Final = LENGTH // 2
_NOT_OF_THE_FORM: Final = "signatures."
"""Who signs, and when, is written by hand as often as not, and left out where a text is public."""
_OF_TASKS: Final = ("budget", "fiscal", "other")
"""What a year's sub-goals have where they are its 年度主要任务: of others it is blank."""
_OF_DEPARTMENT: Final = frozenset(
    f"{column}.{source}" for column in ("revised", "spent") for source in OF_DEPARTMENT
)
_FORMS_OF_THEIR_OWN: Final = ("projects", "reports", "policies", "stages", "overall.stages")
"""Rows that have forms of their own, beside those of the targets."""

_Read = Callable[[Any], Any]

_ROTATIONS: Final = len(ALPHABET) // 2
"""Of the dihedral group over which check characters are worked out: as many reflections follow."""


_MOST_REMEMBERED: Final = 1024
_remembered: dict[int, tuple[Project, tuple[Unit, int, tuple[str, ...]], str]] = {}
"""The codes of projects worked out last: a text printed whole needs each of them twice."""


def project_code(unit: Unit, year: int, project: Project, columns: tuple[str, ...] = ()) -> str:
    """The code of the forms of one project, which show these optional fields."""
    known = _remembered.get(id(project))
    of = unit, year, columns
    # While it is remembered the very project lives, so no other one has its id.
    if known is not None and known[0] is project and known[1] == of:
        return known[2]
    plan = {"year": str(year)}
    content = _content(project, frozenset(columns))
    code = _coded({"unit": _content(unit), "plan": plan, "project": content})
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    _remembered[id(project)] = project, of, code
    return code


def overall_code(unit: Unit, plan: AnnualPlan) -> str:
    """The code of the forms of the overall part."""
    shown = frozenset((*plan.columns, *_OF_TASKS))
    return _coded({"unit": _content(unit), "plan": _content(plan, shown)})


def report_code(unit: Unit, plan: AnnualPlan) -> str:
    """The code of the 政府信息公开工作年度报告."""
    content = {"unit": _content(unit), "plan": {"year": str(plan.year)}}
    return _coded(content | {"report": _content(plan.report)})


def department_code(unit: Unit, plan: AnnualPlan) -> str:
    """The code of the 部门整体支出绩效自评表; what it takes from the projects counts, too."""
    department = department_of(plan)
    stage = with_funds(plan, department_stage(plan))
    return stage_code(unit, plan, replace(department, stages=(stage,)), WHOLE_YEAR)


def stage_code(unit: Unit, plan: AnnualPlan, project: Project, month: int) -> str:
    """The code of the forms of one stage of a project: its monitoring, or its self-evaluation."""
    at, year = plan.stages, plan.year
    results = (result_at(each.stages, each.id, year, month) for each in project.indicators)
    late = "" if at.late is None else str(at.late)
    said = {"department": at.department, "equal": at.equal, "late": late}
    told = {"year": str(year)} | {path: text for path, text in said.items() if text}
    content = {
        "unit": _content(unit),
        "plan": told,
        "project": _content(project, frozenset({"weight"})),
        "stage": _content(stage_at(project.stages, project.id, year, month), _OF_DEPARTMENT),
        "results": [_content(each) for each in results],
    }
    return _coded(content)


SHOWN_WITH_POLICIES: Final[tuple[tuple[Part, str], ...]] = (
    ("subgoal", "title"),
    ("subgoal", "policy_basis"),
    ("project", "name"),
    ("project", "budget"),
    ("project", "policy_basis"),
    ("indicator", "name"),
    ("indicator", "target"),
)
"""What the form of the year's policies shows of other rows."""


def policy_code(unit: Unit, plan: AnnualPlan) -> str:
    """The code of the form of the year's policies."""
    content: dict[str, Any] = {"unit": _content(unit), "plan": {"year": str(plan.year)}}
    lists = {
        "policies": [_content(policy) for policy in plan.policies],
        "subgoals": [_with_policies(row) for row in plan.overall.subgoals],
        "projects": [_with_policies(project) for project in plan.projects],
    }
    return _coded(content | {key: rows for key, rows in lists.items() if rows})


def _with_policies(row: Any) -> dict[str, Any]:
    part = PART_OF[type(row)]
    shown = [field for field in FIELDS[part] if (part, field.path) in SHOWN_WITH_POLICIES]
    told: dict[str, Any] = {field.path: text for field in shown if (text := field.text(row))}
    below = [_with_policies(each) for each in getattr(row, "indicators", ()) if part == "project"]
    return told | {"indicators": below} if below else told


def year_code(unit: Unit, plan: AnnualPlan) -> str:
    """The code of what belongs to no single form: that of all forms of the year together."""
    return joint_code(form_codes(unit, plan))


def form_codes(unit: Unit, plan: AnnualPlan) -> tuple[str, ...]:
    """The code of the overall part, then those of the projects."""
    projects = (project_code(unit, plan.year, project, plan.columns) for project in plan.projects)
    return (overall_code(unit, plan), *projects)


def joint_code(codes: Sequence[str]) -> str:
    """The code of the year whose forms have these."""
    return _coded(list(codes))


def counts(field: Field) -> bool:
    """Whether codes are over what the field holds."""
    on_it = field.printed and field.kind is not FORM_IDS
    return on_it and not field.path.startswith(_NOT_OF_THE_FORM)


def _content(row: Any, columns: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The texts of the fields that are not blank, and rows below in their order, by path."""
    texts, lists = _told_of(PART_OF[type(row)], columns)
    told: dict[str, Any] = {path: text for path, read, shown in texts if (text := shown(read(row)))}
    for path, read in lists:
        below = read(row)
        if below:
            told[path] = [_content(child, columns) for child in below]
    return told


_Texts = list[tuple[str, _Read, Callable[[Any], str]]]


@cache
def _told_of(part: Part, columns: frozenset[str]) -> tuple[_Texts, list[tuple[str, _Read]]]:
    """What counts of a part: path, value and text of its fields; path and rows of its lists."""
    texts: _Texts = [
        (field.path, attrgetter(field.path), field.kind.format)
        for field in shown_fields(part, columns)
        if counts(field)
    ]
    paths = [path for path, _ in CHILDREN[part] if path not in _FORMS_OF_THEIR_OWN]
    return texts, [(path, attrgetter(path)) for path in paths]


_as_json: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _coded(content: object) -> str:
    """The code of a content, as JSON in the canonical form of RFC 8785."""
    digest = hashlib.sha256(_as_json(content).encode()).digest()
    number = int.from_bytes(digest, "big") % len(ALPHABET) ** (LENGTH - 1)
    signs = ""
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, len(ALPHABET))
        signs = ALPHABET[rest] + signs
    return _shown(signs + check_character(signs))


def _shown(signs: str) -> str:
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


# ---------------------------------------------------------------- the check character


def _combined(one: int, other: int) -> int:
    """The group of the 34 ways to lay a heptadecagon upon itself: 0-16 turn it, 17-33 turn it over.

    Verhoeff's scheme needs a group in which the order counts; sums modulo an even number can find
    wrong characters or swapped ones, but never all of both.
    """
    over, turn = divmod(one, _ROTATIONS)
    then_over, then_turn = divmod(other, _ROTATIONS)
    turned = (turn - then_turn if over else turn + then_turn) % _ROTATIONS
    return turned + _ROTATIONS * (over ^ then_over)


def _moved(value: int) -> int:
    """Changes a value from place to place, so that u·moved(v) is never v·moved(u)."""
    over, turn = divmod(value, _ROTATIONS)
    return _ROTATIONS + (turn + 1) % _ROTATIONS if over else -turn % _ROTATIONS


def _moved_by_place() -> list[list[int]]:
    rows = [list(range(len(ALPHABET)))]
    for _ in range(LENGTH - 1):
        rows.append([_moved(value) for value in rows[-1]])
    return rows


_MOVED: Final = _moved_by_place()
_PRODUCTS: Final = [
    [_combined(one, other) for other in range(len(ALPHABET))] for one in range(len(ALPHABET))
]


def _product(signs: str) -> int:
    values = (moved[ALPHABET.index(sign)] for sign, moved in zip(signs, _MOVED, strict=False))
    return reduce(lambda made, value: _PRODUCTS[made][value], values, 0)


def check_character(signs: str) -> str:
    """The character that makes these nine a code."""
    made, moved = _PRODUCTS[_product(signs)], _MOVED[len(signs)]
    return next(sign for sign, value in zip(ALPHABET, moved, strict=True) if made[value] == 0)


# ---------------------------------------------------------------- typed in from paper

_PASSED_OVER: Final = pattern(rf"{LABEL}|[\s:._·]")
_READ_AS: Final[dict[str, str]] = {"O": "0", "I": "1"}
_MOST_TYPED: Final = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """A code as somebody typed it from paper, and what can be said of it."""

    text: str
    codes: tuple[str, ...]
    """What it may mean: mostly one, none when something is wrong with it."""
    signs: str
    """The characters of the alphabet that were read; of codes ten."""
    fault: str = ""
    """What is wrong, as a Chinese sentence that does not say more than can be known."""


def typed(text: str) -> Typed:
    """What a text typed from paper means.

    Small letters, full width, blanks, another dash or none, O for 0 and I for 1 are all taken. A
    small l may be 1 or L: the check character tells.
    """
    text = text.strip()[:_MOST_TYPED]
    plain = _PASSED_OVER.sub("", unicodedata.normalize("NFKC", text))
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Pd", "Sm", "Cf"))
    ways = [_readings(sign) for sign in plain]
    signs = "".join(way[0] if way else sign for way, sign in zip(ways, plain, strict=True))
    wrong = next((at for at, way in enumerate(ways) if not way), None)
    if wrong is not None:
        sentence = f"第 {wrong + 1} 位“{plain[wrong]}”：{LABEL}只有数字和英文字母。"
        return Typed(text, (), signs, f"{LABEL}有误：{sentence}请再看一下这一位。")
    if len(plain) != LENGTH:
        sentence = f"{LABEL}共 {LENGTH} 位，这里是 {len(plain)} 位。"
        return Typed(text, (), signs, f"{sentence}请核对是否漏了或多了。")
    read = ("".join(each) for each in product(*ways))
    codes = tuple(_shown(each) for each in read if _product(each) == 0)
    unsure = "" if codes else f"{LABEL}有误：有一位或几位与纸上不同，请逐位再看一遍。"
    return Typed(text, codes, signs, unsure)


def _readings(sign: str) -> str:
    """What a character that was typed may be, the likeliest first; "" for none of a code's."""
    if sign == "l":
        return "L1"
    upper = sign.upper()
    upper = _READ_AS.get(upper, upper)
    return upper if len(upper) == 1 and upper in ALPHABET else ""


def slip(signs: str, code: str) -> str:
    """Where a typed code differs from a real one by a single slip, in Chinese; "" by more.

    No two codes of a workbook are this near by chance.
    """
    real = code.replace("-", "")
    at = next(
        (at for at, pair in enumerate(zip(signs, real, strict=False)) if pair[0] != pair[1]), -1
    )
    if at < 0:
        at = min(len(signs), len(real))
    rest, real_rest = signs[at:], real[at:]
    if len(signs) == len(real) and rest[1:] == real_rest[1:] and rest:
        return f"第 {at + 1} 位"
    if len(rest) > 1 and rest[1] + rest[0] + rest[2:] == real_rest:
        return f"第 {at + 1}、{at + 2} 位，可能前后颠倒了"
    if rest and rest[1:] == real_rest:
        return f"第 {at + 1} 位，可能多了一位"
    return f"第 {at + 1} 位，可能漏了一位" if rest == real_rest[1:] and real_rest else ""
