"""退回意见: what the bureau sent a year back for, remark by remark, and what was done about each.

They belong to a budget year and are no part of what it hands in: they are kept in the file as a
setting, so that they can be added and ticked while the year is locked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any, Final, Literal, get_args

from hfgoals.checks import finding
from hfgoals.checks.finding import REASONS
from hfgoals.lean import dataclass
from hfgoals.merging.pairing import folded
from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, Part
from hfgoals.model.identity import new_id
from hfgoals.model.numbering import unnumbered
from hfgoals.model.text import cleaned
from hfgoals.patterns import pattern

MOST: Final = 500
"""More lines than that are no list of remarks."""
State = Literal["all", "open", "done"]
_LATEST: Final = 2**34
"""Seconds that every system has a date for."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that the bureau wants changed."""

    text: str
    """In the bureau's words, on one line, without the number in its list."""
    plan: str
    """The id of the year's plan."""
    id: str = field(default_factory=new_id)
    reason: str = finding.OTHER
    """One of REASONS."""
    address: Address | None = None
    """The cell it is about; the name of a project or row stands for the whole of it."""
    done: bool = False
    answer: str = ""
    """What was done, or why nothing was."""
    at: int = 0
    """When it was taken down, in seconds since 1970, UTC; 0 when that is not known."""

    @property
    def when(self) -> datetime.datetime | None:
        """When it was taken down, in local time."""
        return datetime.datetime.fromtimestamp(self.at).astimezone() if self.at else None

    @property
    def words(self) -> str:
        """All that it says, for looking through."""
        return f"{self.text}\n{self.reason}\n{self.answer}"


# ------------------------------------------------------------------ in the file


def stored(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    """The setting's value."""
    return [
        {
            "id": each.id,
            "plan": each.plan,
            "text": each.text,
            "reason": each.reason,
            "address": None
            if each.address is None
            else [each.address.part, each.address.row, each.address.path],
            "done": each.done,
            "answer": each.answer,
            "at": each.at,
        }
        for each in remarks
    ]


def remarks_of(value: object) -> tuple[Remark, ...]:
    """The remarks out of the setting's value; what is odd in it is as if it were not there."""
    if not isinstance(value, list):
        return ()
    found: dict[str, Remark] = {}
    for each in value:
        remark = _read(each) if isinstance(each, dict) else None
        if remark is not None:
            found.setdefault(remark.id, remark)
    return tuple(found.values())


def _read(told: dict[Any, Any]) -> Remark | None:
    texts = {key: told.get(key) for key in ("id", "plan", "text", "reason", "answer")}
    known = {key: text for key, text in texts.items() if isinstance(text, str)}
    text = _one_line(known.get("text", ""))
    if not (known.get("id") and known.get("plan") and text):
        return None
    at, reason = told.get("at"), known.get("reason")
    return Remark(
        text,
        known["plan"],
        known["id"],
        reason if reason in REASONS else finding.OTHER,
        _address(told.get("address")),
        done=told.get("done") is True,
        answer=cleaned(known.get("answer", "")),
        at=at if type(at) is int and 0 < at < _LATEST else 0,
    )


def _address(value: object) -> Address | None:
    if not (isinstance(value, list) and len(value) == 3):
        return None
    part, row, path = value
    # A path that this program does not know may be one of a later program's.
    if part not in get_args(Part) or not (isinstance(row, str) and isinstance(path, str)):
        return None
    return Address(part, row, path) if any(each.path == path for each in FIELDS[part]) else None


# ------------------------------------------------------------------ out of what was pasted

_SEVERAL_NUMBERS: Final = 3
"""一、1.（1）: nobody writes more of them before a text."""
_BEGINNING: Final = 200
"""Letters within which the numbers before a remark stand."""
_BULLET: Final = pattern(
    r"\s*(?:(?:第\s*)?(?:审核|修改|退回|反馈)?(?:意见|问题)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"\s*[:：、.．]"
    r"|\d{1,3}\s*[:：](?!\d)|[①-⑳⑴-⑽㈠-㈩❶-❿]\s*[、.．:：]?"
    r"|[•·●○■□◆◇▪★☆※√>＞*-]|[—–]{1,2})\s*(?=\S)"
)
_CELL_NUMBER: Final = pattern(r"\s*\d{1,3}\s*[.．、]?\s*")
_LIST_END: Final = "；;"


def lines_of(pasted: str) -> tuple[str, ...]:
    """The remarks of a text, one a line, without blank lines and the numbers of the list."""
    found = (_remark_text(line) for line in pasted.replace("\x0b", "\n").splitlines())
    return tuple(text for text in found if text)


def remarks_in(pasted: str, plan: str, at: int) -> tuple[Remark, ...]:
    """A remark of that year for each line of the text, with the reason that its words tell."""
    return tuple(
        Remark(text, plan, reason=reason_of(text), at=at) for text in lines_of(pasted)[:MOST]
    )


def _remark_text(line: str) -> str:
    # A table pasted from a worksheet: its first column may be the number.
    cells = [cell for cell in line.split("\t") if cell.strip()]
    if len(cells) > 1 and _CELL_NUMBER.fullmatch(cells[0]):
        del cells[0]
    text = _one_line(" ".join(cell.strip() for cell in cells))
    text, rest = text[:_BEGINNING], text[_BEGINNING:]
    for _ in range(_SEVERAL_NUMBERS):
        shorter = unnumbered(text, 1, rising=True)
        if shorter == text:
            bullet = _BULLET.match(text)
            shorter = text[bullet.end() :] if bullet is not None else text
        if shorter == text:
            break
        text = shorter.lstrip()
    text += rest
    return text.rstrip(_LIST_END).strip() or text


def _one_line(text: str) -> str:
    return " ".join(cleaned(text).split("\n")).strip()


_MORE: Final = r"(?:增加|补充|增设|添加|新增|加上|补上|完善|缺少|缺乏|缺失|没有|未设|未填|无|缺)"
_WRONG: Final = r"(?:类型|错|有误|不对|不当|不准|应为|应是|应归|应放|应列|调整为|改为|归类)"
_BELONGS: Final = r"(?:应归|应放|应列|应调|归到|放到|调整到|不属于|不是)"
_LEVEL2: Final = r"(?:数量|质量|时效|成本|效益|可持续影响)"
_TELLING: Final = tuple(
    (reason, pattern(text))
    for reason, text in (
        (
            finding.NO_SATISFACTION,
            rf"{_MORE}[^,.;。]{{0,8}}满意度|满意度[^,.;。]{{0,6}}(?:缺|没有|未)",
        ),
        (finding.TO_BE_SPLIT, r"拆分|拆开|拆成|分拆|分开(?:设|填|写|列)|分别(?:设|填|列)|分列"),
        (finding.WRONG_LEVEL1, rf"(?:一级指标|一级分类)[^,.;。]{{0,8}}{_WRONG}"),
        (
            finding.WRONG_LEVEL2,
            rf"(?:二级指标|二级分类)[^,.;。]{{0,8}}{_WRONG}|{_BELONGS}[^,.;。]{{0,5}}{_LEVEL2}指标",
        ),
        (finding.NO_BENEFIT, rf"{_MORE}[^,.;。]{{0,8}}(?:效益|可持续影响)"),
        (
            finding.NO_OUTPUT,
            rf"{_MORE}[^,.;。]{{0,8}}(?:产出|数量指标|质量指标|时效指标)",
        ),
        (
            finding.MISMATCHED,
            r"(?:指标|描述|目标)[^.;。]{0,12}(?:不匹配|不相匹配|不对应|不一致|不符|对不上|矛盾)",
        ),
        (finding.UNRELATED, r"相关性|不相关|无关|关联性|关联不|没有关系|关系不大"),
        (
            finding.UNMEASURED,
            r"细化|量化|笼统|可衡量|不可考核|不具体|不够具体|具体化|空泛|模糊|不明确|不清晰|难以考核",
        ),
        (
            finding.INCOMPLETE,
            r"完整|不全|漏填|未填|没填|缺项|空白|遗漏|缺失|缺少|补填|补齐|补全|补充指标|指标(?:过少|太少|偏少)",
        ),
    )
)


def reason_of(text: str) -> str:
    """The one of REASONS that a remark's words tell; 其他 when they tell none of the others."""
    told = folded(text)
    named = [(told.find(folded(each)), each) for each in REASONS if each != finding.OTHER]
    standing = [pair for pair in named if pair[0] >= 0]
    if standing:
        return min(standing)[1]
    return next((reason for reason, words in _TELLING if words.search(told)), finding.OTHER)


# ------------------------------------------------------------------ the list


def of_plan(remarks: Iterable[Remark], plan: str) -> tuple[Remark, ...]:
    """Those of that year, in their order."""
    return tuple(each for each in remarks if each.plan == plan)


def open_count(remarks: Iterable[Remark]) -> int:
    """How many are not done."""
    return sum(not each.done for each in remarks)


def put(remarks: Sequence[Remark], changed: Remark) -> tuple[Remark, ...]:
    """The list with that remark in the place of the one of its id."""
    return tuple(changed if each.id == changed.id else each for each in remarks)


def without(remarks: Sequence[Remark], remark_id: str) -> tuple[Remark, ...]:
    """The list without the remark of that id."""
    return tuple(each for each in remarks if each.id != remark_id)


def put_back(remarks: Sequence[Remark], removed: Remark, place: int) -> tuple[Remark, ...]:
    """The list with a removed remark again at its place in it."""
    return (*remarks[:place], removed, *remarks[place:])


def chosen(remarks: Iterable[Remark], state: State, words: str = "") -> tuple[Remark, ...]:
    """Those in that state that say all of the words, which blanks part."""
    wanted = words.casefold().split()
    return tuple(
        each
        for each in remarks
        if (state == "all" or each.done == (state == "done"))
        and all(word in each.words.casefold() for word in wanted)
    )
