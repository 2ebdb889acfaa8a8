"""salvage; and what other commands make of a damaged workbook when they are told to."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, give_json, say
from hfgoals.trouble import Damaged

if TYPE_CHECKING:
    from hfgoals.history.filling import Gap, Source
    from hfgoals.store import SalvageReport, Store


def run_salvage(options: argparse.Namespace) -> int:
    """Put all that can be trusted of a damaged workbook into a new one, and list the rest beside
    what copies have of it.
    """
    from hfgoals.history.filling import gaps_of, sources_of, write_filled
    from hfgoals.store import login_name
    from hfgoals.store.salvage import check_free, salvaged

    check_free(Path(options.to).absolute())
    found = salvaged(options.file)
    report = found.report
    sources = sources_of(found, options.beside)
    gaps = () if report.whole else gaps_of(found, sources)
    taken = [gap.offers[0] for gap in gaps if options.fill and gap.sure and gap.offers]
    write_filled(found, taken, options.to, login_name())
    say(f"{report.summary}已存为“{options.to}”，原文件没有改动。")
    for line in report.listed():
        say(line)
    _tell(gaps, sources)
    if taken:
        say(f"已补回 {len(taken)} 处，请逐处核对：补回的是当时的内容，此后的修改不在其中。")
    if options.json:
        told = {
            "file": str(options.file),
            "to": str(options.to),
            **damage_as_json(report),
            "gaps": [_as_json(gap) for gap in gaps],
            "filled": len(taken),
        }
        give_json(told)
    return FINE if report.whole else DOES_NOT_HOLD


def _tell(gaps: Sequence[Gap], sources: Sequence[Source]) -> None:
    """What is missing beside what the sources have of it."""
    offered = [gap for gap in gaps if gap.offers]
    if not sources and gaps:
        say("没有可以对照的备份或副本；有副本时可以用 --beside 指明。")
    if not offered:
        return
    say(f"备份或副本里有的（{len(offered)} 处）：")
    for gap in offered:
        doubt = "" if gap.sure else "（也可能是后来删去的）"
        say(f"  {gap.where}{doubt}")
        if gap.remains:
            say(f"    残存文字：{_one_line(gap.remains)}")
        for offer in gap.offers:
            say(f"    {offer.source.name} {offer.source.when}：{_one_line(offer.text)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_json(gap: Gap) -> dict[str, Any]:
    return {
        "where": gap.where,
        "text": gap.remains,
        "sure": gap.sure,
        "offers": [
            {"source": each.source.name, "when": each.source.when, "text": each.text}
            for each in gap.offers
        ],
    }


def damage_as_json(report: SalvageReport) -> dict[str, Any]:
    """What is known to be lost of a damaged workbook."""
    return {
        "saved": report.saved,
        "whole": report.whole,
        "certain": report.certain,
        "absent": report.absent,
        "losses": [
            {"kind": loss.kind, "where": loss.where, "text": loss.text} for loss in report.losses
        ],
    }


def looked_at(path: Path, *, damaged: bool) -> Store:
    """The workbook to be looked at; what is left of a damaged one only where that is asked for.

    What is missing is said then. Raises as open_file does.
    """
    from hfgoals.store import open_file
    from hfgoals.store.damaged import open_damaged

    try:
        return open_file(path, read_only=True)
    except Damaged:
        if not damaged:
            raise
    store = open_damaged(path)
    say(store.read_only_reason)
    if store.damage is not None:
        for line in store.damage.listed():
            say(line)
    return store


def is_whole(store: Store) -> bool:
    """Whether nothing of the workbook that is looked at is lost or doubtful."""
    return store.damage is None or store.damage.whole
