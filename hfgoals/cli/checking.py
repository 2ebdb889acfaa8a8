"""check."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hfgoals.checks import LEVEL_NAMES, LEVELS, SETTING, Checker, CheckSettings, Finding, counted
from hfgoals.checks.where import Places, Where
from hfgoals.cli.salvaging import is_whole, looked_at
from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, give_json, place_as_json, say
from hfgoals.model.edits import SetText
from hfgoals.model.values import AnnualPlan, Book

if TYPE_CHECKING:
    from hfgoals.export import ExportResult

Found = list[tuple[AnnualPlan, tuple[Finding, ...]]]


def run_check(options: argparse.Namespace) -> int:
    """Tell what the bureau would send the workbook back for, down to the level wanted.

    Exit code 1 when something counts; findings kept for a reason are told and do not count. Where
    nothing is filled in yet, that is said.
    """
    with looked_at(options.file, damaged=options.damaged) as store:
        book, sound = store.book, is_whole(store)
        settings = CheckSettings.from_json(store.setting(SETTING))
    whole = _found(book, settings)
    shown = LEVELS[: LEVELS.index(options.level) + 1]
    found = [
        (plan, tuple(each for each in findings if each.level in shown)) for plan, findings in whole
    ]
    counts = counted(each for _, findings in found for each in findings)
    if options.json:
        listed = [each for plan, findings in found for each in _as_json(plan, findings)]
        give_json({"findings": listed, "counts": counts})
    else:
        _tell(found)
    kept = sum(bool(each.accepted) for _, findings in found for each in findings)
    for sentence in _conclusion(book, counts, kept):
        say(sentence)
    if options.report is not None or options.overview is not None:
        _hand_over(book, whole, settings, options)
    return FINE if sound and not any(counts.values()) else DOES_NOT_HOLD


def _found(book: Book, settings: CheckSettings) -> Found:
    return [(plan, Checker(settings).check(book, plan)) for plan in book.years]


def _tell(found: Found) -> None:
    for plan, findings in found:
        places = Places(plan)
        placed = [(places.where(each.address), each) for each in findings]
        # Findings come project by project already.
        for home, group in groupby(placed, lambda pair: pair[0].home):
            say(f"{plan.year}年　{home}")
            for where, finding in group:
                _tell_one(where, finding)


def _tell_one(where: Where, finding: Finding) -> None:
    level = "已保留" if finding.accepted else LEVEL_NAMES[finding.level]
    say(f"  [{level}] {finding.code} {where.says}：{_one_line(finding.message)}")
    if finding.accepted:
        say(f"      保留理由：{_one_line(finding.accepted)}")
    elif finding.advice:
        say(f"      建议：{_one_line(finding.advice)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _summary(counts: dict[str, int], kept: int) -> str:
    told = "，".join(f"{LEVEL_NAMES[level]}{counts[level]}处" for level in LEVELS if counts[level])
    also = f"另有{kept}处已说明理由保留。" if kept else ""
    return f"检查完毕：{f'共有{told}' if told else '没有发现问题'}。{also}"


def _conclusion(book: Book, counts: dict[str, int], kept: int) -> Iterator[str]:
    blank = [plan for plan in book.years if plan.is_blank]
    if len(blank) < len(book.years):
        yield _summary(counts, kept)
        for plan in blank:
            yield f"{plan.year}年还没有填写，没有可以检查的内容。"
        return
    years = "、".join(f"{plan.year}年" for plan in blank)
    why = f"{years}还没有填写" if years else "工作簿里还没有年度"
    yield f"没有可以检查的内容：{why}。请先填写部门整体绩效目标和项目，再检查。"
    if any(counts.values()):
        yield _summary(counts, kept)


def _as_json(plan: AnnualPlan, findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    places = Places(plan)
    for finding in findings:
        yield {
            "code": finding.code,
            "level": finding.level,
            "reason": finding.reason,
            "where": place_as_json(places.where(finding.address)),
            "message": finding.message,
            "advice": finding.advice,
            "repair": _repair(places, finding),
            "accepted": finding.accepted or None,
            "fault": finding.fault,
        }


def _repair(places: Places, finding: Finding) -> list[dict[str, Any]] | None:
    """The texts to put where; None without a repair, or where rows would come and go."""
    texts = [edit for edit in finding.repair if isinstance(edit, SetText)]
    if not texts or len(texts) < len(finding.repair):
        return None
    return [
        {"where": place_as_json(places.where(edit.address)), "text": edit.text} for edit in texts
    ]


def _hand_over(
    book: Book, found: Found, settings: CheckSettings, options: argparse.Namespace
) -> None:
    from hfgoals.report import check_report, hand_over, year_overview

    for plan, findings in found:
        if options.report is not None:
            told = check_report(book, plan, findings, settings=settings)
            _written(hand_over(told, options.report, overwrite=options.overwrite), "检查报告")
        if options.overview is not None:
            told = year_overview(book, plan, findings)
            _written(hand_over(told, options.overview, overwrite=options.overwrite), "年度总览")


def _written(result: ExportResult, what: str) -> None:
    for file in result.files:
        say(f"{what}：{file}")
    for note in (*result.notes, *result.kept):
        say(note)
