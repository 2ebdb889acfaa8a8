"""versions, log."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, WrongUse, give_json, say
from hfgoals.cli.workbooks import opened
from hfgoals.history import reasons
from hfgoals.history.changes import Change, changes_of_year
from hfgoals.history.history import History
from hfgoals.history.log import Entry
from hfgoals.history.versions import Version
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.store import Store, login_name, open_file
from hfgoals.trouble import Trouble

NOW = "now"
_TIME = "%Y-%m-%d %H:%M"
_SAFE = "没有改动任何内容。"


def run_versions(options: argparse.Namespace) -> int:
    """List the named states; keep one, lock or unlock a year, compare two.

    Exit code 1 when two that are compared differ. Raises Trouble for a state or year that is not
    there, and when the file cannot be changed.
    """
    if options.name is not None:
        return _keep(options)
    if options.unlock is not None:
        return _unlock(options)
    if options.reason and not options.compare:
        raise WrongUse("--reason 要与 --compare 同用：写的是两个状态之间为什么调整。")
    with _opened(options) as store:
        history = History(store, "")
        if options.compare:
            return _compare(store, history, options)
        _list(history, options)
    return FINE


def _opened(options: argparse.Namespace) -> contextlib.AbstractContextManager[Store]:
    """The workbook, to be written only where there are reasons to keep."""
    if options.reason:
        return opened(options.file, "写调整原因")
    return open_file(options.file, read_only=True)


def _list(history: History, options: argparse.Namespace) -> None:
    found = history.versions
    for each in found:
        mark = "（已报送，锁定中）" if _locking(history, each) else ""
        who = f"，{each.who}" if each.who else ""
        say(f"{each.name}　{each.year}年　{each.when:{_TIME}}{who}{mark}{_note(each.note)}")
    if not found:
        say("还没有保存过版本。用 --name 名称 保存一个。")
    if options.json:
        give_json({"file": str(options.file), "versions": [_as_json(history, x) for x in found]})


def _note(note: str) -> str:
    return f"　{note}" if note else ""


def _locking(history: History, version: Version) -> bool:
    lock = history.lock_of(version.plan)
    return lock is not None and lock.key == version.key


def _as_json(history: History, version: Version) -> dict[str, Any]:
    return {
        "name": version.name,
        "year": version.year,
        "at": version.when.isoformat(timespec="seconds"),
        "who": version.who or None,
        "submitted": version.submitted,
        "locked": _locking(history, version),
        "note": version.note or None,
    }


def _keep(options: argparse.Namespace) -> int:
    name = options.name.strip()
    if not name or name == NOW:
        raise WrongUse(f"“{options.name}”不能用作版本名称，请换一个，如：一上报送稿。")
    with opened(options.file, "保存版本") as store:
        history = History(store, login_name())
        plan = _plan(store.book, options.year)
        history.keep(name, store.book, plan, submitted=options.submitted)
    locked = "，这一年度已锁定，不能再改" if options.submitted else ""
    say(f"已保存版本“{name}”：{plan.year}年{locked}。")
    return FINE


def _unlock(options: argparse.Namespace) -> int:
    if not options.unlock.strip():
        raise WrongUse("解除锁定要写明理由：--unlock 理由。")
    with opened(options.file, "解除锁定") as store:
        history = History(store, login_name())
        plan = _plan(store.book, options.year)
        if not history.is_locked(plan.id):
            raise Trouble(f"{plan.year} 年度没有锁定。", _SAFE)
        history.unlock(plan, options.unlock.strip())
    say(f"{plan.year}年已解除锁定，可以修改；理由记入了修改记录。")
    return FINE


def _plan(book: Book, year: int | None) -> AnnualPlan:
    plan = book.years[-1] if year is None and book.years else book.plan_of(year or 0)
    if plan is None:
        raise Trouble(f"工作簿里没有 {year} 年度。" if year else "工作簿里还没有年度。", _SAFE)
    return plan


@dataclass(frozen=True, slots=True)
class _State:
    label: str
    book: Book
    year: int | None = None
    origin: str = reasons.NO_VERSION
    """The key of the version, which reasons are kept by."""


def _state(store: Store, history: History, told: str, year: int | None) -> _State:
    """A version by its name (the latest of that name), "now", or another file."""
    named = [each for each in history.versions if each.name == told and year in (None, each.year)]
    if named:
        version = named[-1]
        label = f"{version.name}（{version.when:{_TIME}}）"
        return _State(label, history.book_of(version), version.year, version.key)
    if told == NOW:
        return _State("现在的内容", store.book)
    path = Path(told)
    if path.exists():
        with open_file(path, read_only=True) as other:
            return _State(path.name, other.book)
    names = "、".join(each.name for each in history.versions)
    advice = f"有这些版本：{names}；也可以写 now 或另一个文件。" if names else "还没有保存过版本。"
    raise Trouble(f"没有叫“{told}”的版本，也没有这个文件。", _SAFE, advice)


def _compare(store: Store, history: History, options: argparse.Namespace) -> int:
    one, other = (_state(store, history, told, options.year) for told in options.compare)
    year = options.year or one.year or other.year or _plan(store.book, None).year
    changes = changes_of_year(one.book, other.book, year)
    told = _reasons(store, one.origin, year, changes, options.reason)
    say(f"{year}年：“{one.label}”与“{other.label}”{_counted(changes)}")
    last = ""
    for each, (home, line) in zip(changes, told_changes(changes), strict=True):
        if home:
            say(home)
        if each.about != last and told.get(each.about):
            say(f"  调整原因：{told[each.about]}")
        last = each.about
        say(f"  {line}")
    if options.report is not None:
        _hand_over(one, other, year, changes, told, options)
    if options.json:
        listed = [change_as_json(each) for each in changes]
        whys = {each.about: _reason_as_json(each, told) for each in changes if each.about in told}
        give_json(
            {
                "year": year,
                "a": one.label,
                "b": other.label,
                "changes": listed,
                "reasons": list(whys.values()),
            }
        )
    return DOES_NOT_HOLD if changes else FINE


def _reasons(
    store: Store,
    origin: str,
    year: int,
    changes: Iterable[Change],
    given: Iterable[tuple[str, str]],
) -> dict[str, str]:
    """Why, as the file keeps it; reasons given now are kept, too.

    Raises Trouble for a project or part that does not differ, and as Store.put_setting does.
    """
    plan, kept = store.book.plan_of(year), store.setting(reasons.SETTING)
    told = reasons.reasons_of(kept, plan.id if plan is not None else "", origin)
    if not given:
        return told
    codes = {each.id: each.code for each in (plan.projects if plan is not None else ())}
    for name, reason in given:
        found = {
            each.about
            for each in changes
            if name in (each.home, each.about, codes.get(each.project))
        }
        if len(found) != 1:
            what = "不止一个" if found else "没有"
            raise Trouble(
                f"有不同之处的表里{what}叫“{name}”的。",
                "原因没有保存，没有改动任何内容。",
                "请写项目编码、项目名称，或“部门整体绩效目标”。",
            )
        told[found.pop()] = reasons.line_of(reason)
    if plan is not None:
        store.put_setting(reasons.SETTING, reasons.with_reasons(kept, plan.id, origin, told))
    return told


def _reason_as_json(change: Change, told: reasons.Reasons) -> dict[str, Any]:
    return {
        "project": change.project or None,
        "home": change.home,
        "reason": told[change.about],
    }


def _counted(changes: tuple[Change, ...]) -> str:
    return f"有 {len(changes)} 处不同。" if changes else "内容相同。"


def told_changes(changes: Iterable[Change]) -> Iterable[tuple[str, str]]:
    """A line each; with the home before the first of each."""
    last = ""
    for each in changes:
        place = "".join(part for part in (each.line, f"“{each.label}”") if part)
        texts = [
            "（没有）" if text is None else " ".join(text.split()) or "（空白）"
            for text in (each.before, each.after)
        ]
        yield ("" if each.home == last else each.home), f"{place}：{texts[0]} → {texts[1]}"
        last = each.home


def _hand_over(
    one: _State,
    other: _State,
    year: int,
    changes: tuple[Change, ...],
    told: reasons.Reasons,
    options: argparse.Namespace,
) -> None:
    from hfgoals.report import comparison, hand_over

    book = other.book if other.book.plan_of(year) is not None else one.book
    plan = _plan(book, year)
    labels = one.label, other.label
    statement = comparison(book.unit, plan, labels, changes, told)
    result = hand_over(statement, options.report, overwrite=options.overwrite)
    for file in result.files:
        say(f"对照表：{file}")
    for note in (*result.notes, *result.kept):
        say(note)


def change_as_json(change: Change) -> dict[str, Any]:
    """One change, as the commands tell it."""
    return {
        "year": change.year or None,
        "project": change.project or None,
        "home": change.home,
        "part": change.part,
        "row": change.row,
        "line": change.line or None,
        "field": change.path,
        "label": change.label,
        "before": change.before,
        "after": change.after,
    }


def run_log(options: argparse.Namespace) -> int:
    """Tell the change log, the latest step last; of one project only, or of all."""
    with open_file(options.file, read_only=True) as store:
        wanted = _projects(store.book, options.project)
        entries = [
            each for each in History(store, "").entries if wanted is None or _about(each, wanted)
        ]
    for entry in entries:
        who = f"　{entry.who}" if entry.who else ""
        say(f"{entry.when:{_TIME}}{who}　{entry.step}{_note(entry.reason)}")
        for home, line in told_changes(entry.changes):
            say(f"  {home}{'　' if home else ''}{line}")
        for home, count in entry.more:
            say(f"  {home}：{count}处")
    if not entries:
        say("还没有修改记录。")
    if options.json:
        give_json({"file": str(options.file), "entries": [_entry_as_json(x) for x in entries]})
    return FINE


def _projects(book: Book, codes: list[str]) -> set[str] | None:
    """The ids of the projects of these codes, in all years; None for all. Raises Trouble."""
    if not codes:
        return None
    known = [project for plan in book.years for project in plan.projects]
    missing = [code for code in codes if code not in {each.code for each in known}]
    if missing:
        raise Trouble(f"没有编码为“{'、'.join(missing)}”的项目。", _SAFE, "请核对项目编码。")
    return {each.id for each in known if each.code in codes}


def _about(entry: Entry, projects: set[str]) -> bool:
    return any(change.project in projects for change in entry.changes)


def _entry_as_json(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.when.isoformat(timespec="seconds"),
        "who": entry.who or None,
        "step": entry.step,
        "reason": entry.reason or None,
        "changes": [change_as_json(each) for each in entry.changes],
        "more": [{"home": home, "count": count} for home, count in entry.more],
    }
