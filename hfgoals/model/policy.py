"""A policy opinion (实施意见) that a unit's targets are derived from, and the tasks in its text.

Meaning is read, not stored: a Policy keeps its text to the letter; tasks follow from its headings
(一、（一）1、), dates from what it says of its validity. A row of the year ties itself to a task by
naming it in 政策依据 as a cell of paper would: 《…实施意见》第6项.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from hfgoals.lean import dataclass
from hfgoals.model.identity import new_id

_ORDINAL: Final = "[一二三四五六七八九十]{1,3}"
_HEADINGS: Final = (
    re.compile(rf"(?P<number>{_ORDINAL})\s*[、．.]\s*(?P<said>.+)", re.DOTALL),
    re.compile(rf"(?P<number>[（(]{_ORDINAL}[）)])\s*[、．.]?\s*(?P<said>.+)", re.DOTALL),
    re.compile(r"(?P<number>\d{1,3})\s*[、．.]\s*(?!\d)(?P<said>.+)", re.DOTALL),
)
"""一、, （一） and 1、, from the outermost to the innermost."""
_DUTIES: Final = re.compile("任务|举措|重点工作|重点工程|重点项目")
_AROUND: Final = re.compile("总体|要求|思想|原则|目标|保障|组织|附则|施行|背景|意义|形势")
"""What chapters without tasks are called."""
_LONGEST_TITLE: Final = 50
_DATE: Final = re.compile(r"(\d{4})\s*年?(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy opinion of a year."""

    id: str = field(default_factory=new_id)
    title: str = ""
    number: str = ""
    """文号."""
    issuer: str = ""
    begins: str = ""
    """Since when it is in force, as written: 2021年7月23日; "" where it does not say."""
    ends: str = ""
    """Until when: 2025年 is until the end of that year; "" for an unlimited one."""
    text: str = ""
    """All of it, a paragraph a line."""

    @property
    def cite(self) -> str:
        """How a text names it: 《…》."""
        return f"《{self.title}》"


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered task of a policy."""

    number: str
    """As far as it tells the task from the others: 6, （二）1, 三（二）1."""
    group: str
    """The heading above it."""
    title: str
    text: str
    """What follows the title."""
    cite: str
    """How a text names it: 《…》第6项."""

    @property
    def basis(self) -> str:
        """The line of 政策依据 that names it: 《…》第6项：推进…."""
        return f"{self.cite}：{self.title}"


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    number: str
    said: str
    row: int


def tasks_of(policy: Policy) -> tuple[Task, ...]:
    """The tasks of the policy, in its order; none where it has no headings."""
    return _tasks(policy.title, policy.text)


@lru_cache(maxsize=64)
def _tasks(title: str, text: str) -> tuple[Task, ...]:
    lines = text.split("\n")
    headings = [found for row, line in enumerate(lines) if (found := _heading(row, line))]
    ways = _ways(headings)
    levels = [*(each.level for each in headings[1:]), 0]
    inmost = [at for at, each in enumerate(headings) if levels[at] <= each.level]
    chosen = [at for at in inmost if _has_tasks(ways[at][0])]
    numbers = _numbers([ways[at] for at in chosen])
    ends = [*(each.row for each in headings[1:]), len(lines)]
    return tuple(
        _task(title, number, ways[at], lines[headings[at].row + 1 : ends[at]])
        for at, number in zip(chosen, numbers, strict=True)
    )


def _heading(row: int, line: str) -> _Heading | None:
    for level, pattern in enumerate(_HEADINGS):
        found = pattern.match(line.strip())
        if found is not None:
            return _Heading(level, found["number"], found["said"].strip(), row)
    return None


def _ways(headings: Iterable[_Heading]) -> list[tuple[_Heading, ...]]:
    """The headings that lead to each, from the outermost; the last is the one itself."""
    way: list[_Heading] = []
    ways = []
    for heading in headings:
        while way and way[-1].level >= heading.level:
            way.pop()
        way.append(heading)
        ways.append(tuple(way))
    return ways


def _has_tasks(chapter: _Heading) -> bool:
    said = _title_and_rest(chapter.said)[0]
    return _DUTIES.search(said) is not None or _AROUND.search(said) is None


def _numbers(ways: Sequence[Sequence[_Heading]]) -> list[str]:
    """The shortest ends of the ways' numbers that tell all of them apart."""
    for length in (1, 2, 3):
        numbers = ["".join(each.number for each in way[-length:]) for way in ways]
        if max(Counter(numbers).values(), default=1) == 1:
            break
    return numbers if ways else []


def _task(title: str, number: str, way: Sequence[_Heading], below: Iterable[str]) -> Task:
    called, rest = _title_and_rest(way[-1].said)
    group = _title_and_rest(way[-2].said)[0] if len(way) > 1 else ""
    text = "\n".join(line for line in (rest, *below) if line.strip())
    # With 第 and 项 around it no number stands in another one.
    return Task(number, group, called, text, f"《{title}》第{number}项")


def _title_and_rest(said: str) -> tuple[str, str]:
    """The first sentence, where it is as short as a title, and what follows it."""
    head, stop, rest = said.partition("。")
    if len(head) <= _LONGEST_TITLE:
        return head.strip(), rest.strip() if stop else ""
    return f"{said[:_LONGEST_TITLE]}…", said


# ---------------------------------------------------------------- validity

State = Literal["", "early", "expired"]


def span_of(policy: Policy) -> tuple[date | None, date | None]:
    """Its first and its last day; None where nothing, or no date, is said."""
    return _day(policy.begins, last=False), _day(policy.ends, last=True)


def _day(text: str, *, last: bool) -> date | None:
    found = _DATE.search(text)
    if found is None:
        return None
    year, month, day = (int(each) if each else 0 for each in found.groups())
    month = month or (12 if last else 1)
    try:
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def state_in(policy: Policy, year: int) -> State:
    """Whether it is in force for no day of that year: not yet, or no longer; else ""."""
    first, last = span_of(policy)
    if first is not None and first.year > year:
        return "early"
    return "expired" if last is not None and last.year < year else ""


# ---------------------------------------------------------------- what a text names


def named_in(text: str, policies: Iterable[Policy]) -> Iterator[tuple[Policy, Task | None]]:
    """The tasks that the text names, by policy in their order; None for a policy as a whole.

    A policy is named as a whole where none of its tasks is.
    """
    for policy in policies:
        if not policy.title or policy.cite not in text:
            continue
        tasks = [task for task in tasks_of(policy) if task.cite in text]
        yield from ((policy, task) for task in tasks)
        if not tasks:
            yield policy, None
