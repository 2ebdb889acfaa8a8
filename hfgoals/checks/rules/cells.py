"""C05, C06, C10, L01, P01: every cell says something of its own, fits, and tells on nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfgoals.checks.case import OverallCase, ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.settings import Thresholds
from hfgoals.checks.text.measure import is_rate
from hfgoals.checks.text.personal import may_hold_personal, personal_in
from hfgoals.checks.text.senses import at_odds, likeness
from hfgoals.checks.text.wording import folded, quoted
from hfgoals.checks.text.words import any_of, word_list
from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, PART_OF, own_fields
from hfgoals.model.kinds import POINTS
from hfgoals.model.values import Indicator
from hfgoals.presets import code_of
from hfgoals.wide.goals import numbered


@rule("C05", reads=("indicator",))
def empty_cell(case: ProjectCase) -> Iterator[Hit]:
    """Every cell of every row is filled in; a row without anything is one finding."""
    for number, row in enumerate(case.project.indicators, 1):
        blank = [each for each in FIELDS["indicator"] if not each.text(row).strip()]
        if set(own_fields("indicator")) <= set(blank):
            values = {"number": number, "label": "的内容", "advice": "请填写，或删去这一行。"}
            yield Hit(at(row, "name"), values)
            continue
        for field in blank:
            if field.required:
                values = {"number": number, "label": f"的{field.label}", "advice": "请填写这一格。"}
                yield Hit(at(row, field.path), values)


_ONLY_MARKS = re.compile(r"[*＊_＿\-—－/／×xX○〇□.…?？\s]+")
_MARKS = re.compile(r"(?<![A-Za-z])[XＸ×xｘ]{2,}(?![A-Za-z])|[*＊]{2,}|[_＿]{2,}")
_IN_TARGET = re.compile(r"[*＊](?!\d)|(?<!\d)[*＊]|[_＿]|(?<!\d)-(?!\d)|(?<=\d)-(?!\d)")
_RANGE = re.compile(
    r"(?<![\d-])(?!(?:19|20)\d{2}[-年])\d+(?:\.\d+)?[%％]?\s*[-－—–～~至到]+\s*\d+(?:\.\d+)?"
    r"(?![\d-]|\s*(?:月|日|年|时|点|摄氏|℃|度))"
)
# In running text 待定 may be meant; these never are.
_LEFT = re.compile(
    r"(?<![A-Za-z])(?:20)?[XＸ×xｘ]{2,}(?![A-Za-z])|[*＊]{2,}|[_＿]{2,}|某某|[○〇□]{2,}"
)


_TEXTS = ("project", "goal", "indicator", "plan", "subgoal", "safeguard")


@rule("C06", scope="texts", reads=_TEXTS)
def placeholder(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """Nothing is left that only held a place."""
    rows = case.project.indicators if isinstance(case, ProjectCase) else ()
    for address, text in case.texts if _LEFT.search(case.whole) else ():
        found = _LEFT.search(text)
        if found is not None and address.path not in ("code", "name", "target"):
            place = address.field.label
            yield Hit(address, {"place": place, "text": quoted(text), "fault": f"里有“{found[0]}”"})
    for number, row in enumerate(rows, 1):
        for field in own_fields("indicator"):
            text = field.text(row)
            fault = _placeholder(field.path, text.strip())
            if fault:
                place = f"第{number}行的{field.label}"
                values = {"place": place, "text": quoted(text, 40), "fault": fault}
                ranged = fault == _RANGED
                yield Hit(at(row, field.path), values, level="warning" if ranged else None)


_HELD = "只是占着位置"
_RANGED = "写成了区间，系统只认一个数，请写成≥下限或≤上限"


def _placeholder(path: str, text: str) -> str:
    """What is wrong with the text; "" when nothing is."""
    if not text:
        return ""
    whole = path in ("description", "basis", "name") and text in word_list("placeholders", "整格")
    if whole or _ONLY_MARKS.fullmatch(text):
        return _HELD
    if path in ("name", "target"):
        found = _MARKS.search(text) or any_of("placeholders", "含").search(text)
        if found is None and path == "target":
            found = _IN_TARGET.search(text)
            if _RANGE.search(text):
                return _RANGED
        if found is not None:
            return f"里有“{found[0]}”"
    return ""


@rule("C10", reads=("indicator",))
def same_name(case: ProjectCase) -> Iterator[Hit]:
    """No third-level name stands twice in a project, no amount under two names (a warning)."""
    seen: dict[str, int] = {}
    counted: list[tuple[int, Indicator]] = []
    for number, row in enumerate(case.project.indicators, 1):
        name = folded(row.name)
        if not name:
            continue
        before = seen.setdefault(name, number)
        if before != number:
            address = at(row, "name")
            values = {"number": number, "name": row.name, "fault": f"与第{before}行重名"}
            yield Hit(address, values)
        elif row.target.number is not None:
            for earlier, other in counted:
                if _same_amount(row, other) or _same_share(row, other):
                    fault = f"与第{earlier}行“{quoted(other.name)}”量的是一回事"
                    values = {"number": number, "name": row.name, "fault": fault}
                    yield Hit(at(row, "name"), values, level="warning")
                    break
            counted.append((number, row))


def _same_amount(row: Indicator, other: Indicator) -> bool:
    """Whether both count one thing: number, unit and bounds are the same, and most of the words."""
    return (
        code_of(row.level2) == code_of(other.level2) == "数量"
        and row.target.number == other.target.number
        and row.target.unit == other.target.unit
        and likeness(row.name, other.name) >= _SAME
        and not at_odds(row.name, other.name)
    )


def _same_share(row: Indicator, other: Indicator) -> bool:
    """Whether both measure one share: 带宽可用率 and 带宽年可用率, whatever their numbers."""
    names = (_SPAN.sub("", folded(row.name)), _SPAN.sub("", folded(other.name)))
    return names[0] == names[1] and is_rate(row.name) and row.level2 == other.level2


_SAME = 0.75
_SPAN = re.compile(r"全年|年度|年均|年平均|月平均|月均|平均|总体|综合|年|的")

_LIMITED = {
    part: tuple(
        each for each in FIELDS[part] if each.element is not None and each.kind is not POINTS
    )
    for part in ("project", "goal", "indicator")
}


@rule("L01", reads=("project", "goal", "indicator"))
def fits_the_system(case: ProjectCase) -> Iterator[Hit]:
    """No text is longer than the data element that the budget system keeps it in."""
    project = case.project
    texts = [
        (at(row, field.path), field, field.text(row))
        for row in (project, *project.indicators)
        for field in _LIMITED[PART_OF[type(row)]]
    ]
    if project.goals:
        # All of them stand in one element.
        goals = numbered([goal.text for goal in project.goals])
        texts += [(at(project.goals[-1], each.path), each, goals) for each in _LIMITED["goal"]]
    for address, field, text in texts:
        if field.element is None:
            continue
        most = min(field.element.most // 3, _own_limit(address, case))
        excess = max(-(-field.element.excess(text) // 3), len(text) - most)
        if field.path != "code" and len(text) > most * _NEARLY:
            yield _too_long(address, most, max(0, excess))
        elif field.element.excess(text):
            yield _too_long(address, field.element.most // 3, excess)


def _own_limit(address: Address, case: ProjectCase) -> int:
    """How many characters the bureau's own system takes, whatever the national one does.

    What the workbook sets goes before what its scheme asks, that before the usual.
    """
    paths = ("longest_name", "longest_value", "longest_text")
    fields = {"name": 0, "target": 1}
    which = fields.get(address.path, 2) if address.part == "indicator" else 2
    own: int = getattr(case.thresholds, paths[which])
    usual: int = getattr(Thresholds(), paths[which])
    return case.scheme.longest[which] or own if own == usual else own


_NEARLY = 0.8
"""Of the length that fits: from there on it is worth a word."""


def _too_long(address: Address, most: int, excess: int) -> Hit:
    fault = f"超出约{excess}个，系统会截去或不收" if excess else "快写满了"
    values = {"label": address.field.label, "most": most, "fault": fault}
    return Hit(address, values, level=None if excess else "hint")


@rule(
    "P01",
    scope="texts",
    reads=("project", "goal", "indicator", "plan", "subgoal", "safeguard"),
)
def tells_on_nobody(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """No text names a telephone, an identity card, a bank card or an e-mail address of a person."""
    if not may_hold_personal(case.whole):
        return
    for address, text in case.texts:
        if address.path == "code":
            continue
        for piece in personal_in(text):
            shown = " ".join(piece.text.split())
            yield Hit(address, {"label": address.field.label, "kind": piece.kind, "text": shown})
