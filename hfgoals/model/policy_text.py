"""A policy opinion out of its published text: title, 文号, who issued it, since and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from hfgoals.model.policy import Policy, span_of, tasks_of
from hfgoals.model.text import paragraphs

_KINDS: Final = "意见|方案|规划|计划|纲要|办法|规定|通知|要点|措施|决定"
_TITLE: Final = re.compile(rf"[^。；：:]{{6,}}(?:{_KINDS})(?:（[^）]{{1,20}}）)?")
_NUMBER: Final = re.compile(r"[^\s，。；（）]{1,15}[〔\[【（]20\d\d[〕\]】）]\s*\d{1,4}\s*号")
_SPAN: Final = re.compile(r"(20\d\d)\s*年?\s*(?:-|—|－|–|~|～|至|到)+\s*(20\d\d)\s*年")
_DAY: Final = r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_SINCE: Final = re.compile(rf"自({_DAY})(?:起|开始)")
_UNTIL: Final = re.compile(rf"(?:有效期|施行|实施|执行)(?:截)?(?:至|到)({_DAY}|20\d\d\s*年)")
_YEARS: Final = re.compile(r"有效期(?:为)?\s*([一二三四五六七八九十]|\d{1,2})\s*年")
_IN_FORCE: Final = re.compile("施行|实施|实行|执行|生效")
_DATED: Final = re.compile(_DAY)
_NUMERALS: Final = "〇一二三四五六七八九十"
_AMOUNT: Final = re.compile(r"\d\s*(?:万|亿)?元")
_HEAD, _FOOT, _LEAST_TASKS, _LONGEST_NAME = 8, 6, 3, 30


def read_policy(text: str) -> Policy | None:
    """The opinion that the text is; None for one without such a title, or without tasks."""
    lines = paragraphs(text).split("\n")
    head = lines[:_HEAD]
    title = next((line for line in head if _TITLE.fullmatch(line)), "")
    if not title:
        return None
    policy = Policy(title=title, text="\n".join(lines))
    tasks = tasks_of(policy)
    dear = sum(_AMOUNT.search(f"{task.title}{task.text}") is not None for task in tasks)
    # Projects with their money may be listed in the same shape.
    if len(tasks) < _LEAST_TASKS or 2 * dear >= len(tasks):
        return None
    begins, ends = _validity(lines)
    number = next((found[0] for line in head if (found := _NUMBER.search(line))), "")
    return Policy(policy.id, title, number, _issuer(title, lines), begins, ends, policy.text)


def _issuer(title: str, lines: Sequence[str]) -> str:
    """Who stands before 关于, else who stands above the date at the foot."""
    before, about, _ = title.partition("关于")
    if about and before:
        return before
    at = lines.index(title)
    if about and at and len(lines[at - 1]) <= _LONGEST_NAME and not _NUMBER.search(lines[at - 1]):
        return lines[at - 1]
    for line, after in zip(lines[-_FOOT:], lines[1 - _FOOT :], strict=False):
        if _DATED.fullmatch(after) and len(line) <= _LONGEST_NAME and not line.endswith("。"):
            return line
    return ""


def _validity(lines: Sequence[str]) -> tuple[str, str]:
    """As said at the end, else by the years of the title."""
    spans = [found for line in lines[:_HEAD] if (found := _SPAN.search(line)) and len(line) < 80]
    begins, ends = (f"{year}年" for year in spans[0].groups()) if spans else ("", "")
    for line in lines:
        since, until, years = _SINCE.search(line), _UNTIL.search(line), _YEARS.search(line)
        # What began at some day in the past stands among prose.
        if since is not None and _IN_FORCE.search(line) and len(line) < 80:
            begins = "".join(since[1].split())
        if until is not None:
            ends = "".join(until[1].split())
        elif years is not None and not ends:
            ends = _after(begins, years[1])
    dated = next((line for line in reversed(lines[-_FOOT:]) if _DATED.fullmatch(line)), "")
    return begins or dated, ends


def _after(begins: str, years: str) -> str:
    """The last of so many years from that day on."""
    first, _ = span_of(Policy(begins=begins))
    if first is None:
        return ""
    count = int(years) if years.isdigit() else _NUMERALS.index(years)
    last = first.replace(year=first.year + count, day=min(first.day, 28)) - timedelta(days=1)
    if first.day <= 28:
        return f"{last.year}年{last.month}月{last.day}日"
    return f"{last.year}年{last.month}月"
