"""backups: those that the program has made by itself, and one of them as a new file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from hfgoals.backups import REASONS, Backup, Kept, Shelf
from hfgoals.cli.talk import FINE, WrongUse, give_json, say
from hfgoals.model.money import shown
from hfgoals.store.whole import put_whole
from hfgoals.trouble import FileMissing

_SAFE = "没有改动任何文件。"


def run_backups(options: argparse.Namespace) -> int:
    """List the backups of a workbook, which may be damaged or gone, or put one at a new place.

    Raises Trouble when there are none, none of that time, or the new file cannot be written.
    """
    if (options.restore is None) != (options.to is None):
        raise WrongUse(f"--restore 和 --to 要一起写。{_SAFE}")
    shelf = Shelf.own()
    kept = shelf.of(options.file)
    if kept is None:
        raise FileMissing(f"没有找到“{options.file}”的备份。", _SAFE, _others(shelf))
    if options.restore is None:
        _tell(kept)
        if options.json:
            give_json({"file": str(options.file), "backups": [_as_json(e) for e in kept.backups]})
        return FINE
    backup = kept.at(options.restore.strip())
    if backup is None:
        raise FileMissing(
            f"“{options.file}”没有时间为“{options.restore}”的备份。",
            _SAFE,
            f"请用 hfgoals backups 列出全部；最近的一份是 {kept.newest.when}。",
        )
    put_whole(backup.content(), _absolute(options.to))
    say(f"已把 {backup.when} 的备份恢复成“{options.to}”，原来的文件没有动。")
    if options.json:
        restored = {"backup": _as_json(backup), "to": str(options.to)}
        give_json({"file": str(options.file), "restored": restored})
    return FINE


def _absolute(path: Path) -> Path:
    return Path.cwd() / path


def _others(shelf: Shelf) -> str:
    known = [str(each.newest.path) for each in shelf.workbooks()]
    if not known:
        return "程序还没有做过任何备份：打开工作簿并开始修改时，会自动备份。"
    return f"有备份的工作簿：{'；'.join(known[:8])}{'…' if known[8:] else ''}"


def _tell(kept: Kept) -> None:
    newest = kept.newest
    say(f"“{newest.path}”有{len(kept.backups)}份备份，新的在前：")
    for each in kept.backups:
        years = "；".join(
            f"{year.year}年 {year.projects}个项目 {shown(year.budget) or '—'}万元"
            for year in each.brief.years
        )
        say(f"  {each.when}　{REASONS[each.reason]}　{each.brief.unit.name}　{years}")
    say("恢复成新文件：hfgoals backups 文件.hfg --restore 时间 --to 新文件.hfg")


def _as_json(backup: Backup) -> dict[str, Any]:
    return {
        "when": backup.when,
        "at": backup.at.isoformat(),
        "reason": backup.reason,
        "path": str(backup.path),
        "backup": str(backup.file),
        "unit": {"code": backup.brief.unit.code, "name": backup.brief.unit.name},
        "years": [
            {
                "year": each.year,
                "projects": each.projects,
                "budget": None if each.budget is None else str(each.budget),
            }
            for each in backup.brief.years
        ],
        "size": backup.size,
        "sha256": backup.digest,
    }
