"""new, sample, dump."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, give_json, say
from hfgoals.model.fields import field_of
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.trouble import CannotWrite, ReadOnlyFile

if TYPE_CHECKING:
    from hfgoals.backups import Reason
    from hfgoals.store import Store


def run_new(options: argparse.Namespace) -> int:
    """Make a workbook with one empty year."""
    unit: Unit = field_of("unit", "code").put(Unit(), options.unit_code.strip())
    unit = field_of("unit", "name").put(unit, options.unit_name.strip())
    _make(options.file, Book(unit, (AnnualPlan(year=options.year),)))
    say(f"已新建“{options.file}”：{unit.code}{unit.name}，{options.year}年。")
    return FINE


def run_sample(options: argparse.Namespace) -> int:
    """Make the sample workbook."""
    from hfgoals.sample import sample_book

    _make(options.file, sample_book())
    say(f"已生成示例工作簿“{options.file}”，其中的单位和数字都是虚构的。")
    return FINE


def run_dump(options: argparse.Namespace) -> int:
    """Write everything in the workbook as JSON to stdout."""
    from hfgoals.cli.salvaging import damage_as_json, is_whole, looked_at
    from hfgoals.exchange.dump import dump

    with looked_at(options.file, damaged=options.damaged) as store:
        whole = is_whole(store)
        content = dump(store.book)
        if store.damage is not None:
            content["damage"] = damage_as_json(store.damage)
        give_json(content)
    return FINE if whole else DOES_NOT_HOLD


def _make(path: Path, book: Book) -> None:
    from hfgoals.store import create

    if path.exists():
        raise CannotWrite(f"“{path}”已经存在。", "它没有改动。", "请换一个文件名。")
    with create(path, book):
        pass


def opened(path: Path, doing: str, *, dry_run: bool = False) -> Store:
    """The workbook to be changed by what is being done, a Chinese word, or looked at by a dry run.

    Raises ReadOnlyFile when it cannot be changed, and as open_file does.
    """
    from hfgoals.backups.keeper import Keeper
    from hfgoals.store import open_file

    keeper = Keeper()
    if not dry_run:
        keeper.before_upgrade(path)
    store = open_file(path, read_only=dry_run)
    if store.put_aside:
        say(store.put_aside)
    if store.read_only and not dry_run:
        reason = store.read_only_reason
        store.close()
        raise ReadOnlyFile(
            f"“{path}”现在只能看，不能改，{doing}没有进行。",
            f"文件没有改动。{reason}",
            f"请先照此处理，再{doing}一次。",
        )
    return store


def keep(store: Store, reason: Reason) -> None:
    """Back up what the workbook holds before it is changed; a failure is said and stops nothing."""
    from hfgoals.backups.keeper import kept_before

    told = kept_before(store, reason)
    if told:
        say(told)
