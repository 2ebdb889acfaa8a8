"""The first part of the published text: 部门整体绩效目标 in three sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hfgoals.exchange.lines import Ledger, SourceLine, joined
from hfgoals.model.fields import Part, field_of
from hfgoals.model.values import Overall, Safeguard, SubGoal

GOAL, SUBGOALS, SAFEGUARDS = "总体绩效目标", "分项绩效目标", "工作保障措施"
_SECTION = re.compile(rf"\s*[一二三四五六]\s*、\s*({GOAL}|{SUBGOALS}|{SAFEGUARDS})\s*")
_TITLES = ("第一部分", "部门整体绩效目标")
_NUMBERED = re.compile(r"(\d{1,6})\s*[、.．](?!\d)\s*(.+)", re.DOTALL)
_LABELS = {"绩效目标": "goal", "绩效指标": "indicators"}
_LABELLED = re.compile(rf"\s*({'|'.join(_LABELS)})\s*[：:]")


def has_section(lines: Iterable[SourceLine]) -> bool:
    """Whether any of the three sections has its heading here."""
    return any(_SECTION.fullmatch(line.text) for line in lines)


def read_overall(lines: Sequence[SourceLine], ledger: Ledger) -> Overall:
    """The overall part in these lines; what stands outside the sections is left to the ledger."""
    sections = _sections(lines, ledger)
    goal, safeguards = sections[GOAL], [line for line in sections[SAFEGUARDS] if not line.blank]
    ledger.use(*goal, *safeguards)
    return Overall(
        goal=_clean("plan", "overall.goal", joined(goal)),
        subgoals=_subgoals(sections[SUBGOALS], ledger),
        safeguards=tuple(
            Safeguard(text=_clean("safeguard", "text", line.text)) for line in safeguards
        ),
    )


def _sections(lines: Sequence[SourceLine], ledger: Ledger) -> dict[str, list[SourceLine]]:
    sections: dict[str, list[SourceLine]] = {GOAL: [], SUBGOALS: [], SAFEGUARDS: []}
    current: str | None = None
    for line in lines:
        heading = _SECTION.fullmatch(line.text)
        if heading is not None:
            current = heading[1]
            ledger.use(line)
            if any(not earlier.blank for earlier in sections[current]):
                ledger.tell(line, f"“{current}”出现了不止一次，已接在前一处之后。")
        elif current is not None:
            sections[current].append(line)
        elif line.text.strip() in _TITLES:
            ledger.use(line)
    return sections


def _subgoals(lines: Sequence[SourceLine], ledger: Ledger) -> tuple[SubGoal, ...]:
    """The itemised sub-goals; a part that is not itemised is one sub-goal without title."""
    ledger.use(*lines)
    items = [(at, title) for at in range(len(lines)) if (title := _title(lines, at))]
    before = lines[: items[0][0]] if items else lines
    found: list[SubGoal] = []
    if any(not line.blank for line in before):
        found.append(_item("", before))
        if items:
            first = next(line for line in before if not line.blank)
            ledger.tell(first, "这段文字在第一个分项之前，已作为一个没有名称的分项读入。")
    ends = [at for at, _ in items[1:]] + [len(lines)]
    for order, ((at, (number, name)), end) in enumerate(zip(items, ends, strict=False), 1):
        if number != order:
            ledger.tell(lines[at], f"原文编号是{number}，按顺序是第{order}项。")
        found.append(_item(name, lines[at + 1 : end]))
    return tuple(found)


def _title(lines: Sequence[SourceLine], at: int) -> tuple[int, str] | None:
    """A numbered line is a sub-goal's title when 绩效目标： or 绩效指标： follows it."""
    numbered = _NUMBERED.fullmatch(lines[at].text.strip())
    if numbered is None:
        return None
    following = (lines[later] for later in range(at + 1, len(lines)))
    after = next((line for line in following if not line.blank), None)
    if after is None or _LABELLED.match(after.text) is None:
        return None
    return int(numbered[1]), numbered[2]


def _item(title: str, lines: Sequence[SourceLine]) -> SubGoal:
    texts: dict[str, list[str]] = {"goal": [], "indicators": []}
    current = "goal"
    for line in lines:
        text = "" if line.blank else line.text
        label = _LABELLED.match(text)
        # A label met again is text like any other, so that no word is lost.
        if label is not None and not any(texts[_LABELS[label[1]]]):
            current = _LABELS[label[1]]
            text = text[label.end() :]
        texts[current].append(text)
    return SubGoal(
        title=_clean("subgoal", "title", title),
        goal=_clean("subgoal", "goal", "\n".join(texts["goal"])),
        indicators=_clean("subgoal", "indicators", "\n".join(texts["indicators"])),
    )


def _clean(part: Part, path: str, text: str) -> str:
    cleaned: str = field_of(part, path).kind.parse(text)
    return cleaned
