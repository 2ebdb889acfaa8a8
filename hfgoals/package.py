"""The hand-in package 上报包: all that goes to the bureau for one year, in one folder or zip.

It holds Excel, PDF, Word, the check report and a copy of the workbook. One for publication
(公开材料) has the forms alone, unsigned: report and workbook are nobody else's. Everything
is made in a temporary folder beside the target, which takes its place only when whole: trouble or a
stop leaves nothing behind, and a package of the same name is never touched.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from hfgoals.checks.check import counted
from hfgoals.checks.finding import LEVEL_NAMES, Finding, Level
from hfgoals.checks.settings import CheckSettings
from hfgoals.export import EVERY_FORMAT, Choice, as_published, export, name_of
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.progress import Report, part_of
from hfgoals.publication import Clearance
from hfgoals.report import check_report, hand_over
from hfgoals.trouble import CannotWrite
from hfgoals.writing import atomic_target, clear_leftovers, folder_made, move_to_free, why

_GRAVE: Final[tuple[Level, ...]] = ("error", "warning")
_EXPORTED, _REPORTED, _COPIED, _WHOLE = 85, 90, 95, 100
"""How far the work is after each part, in percent."""
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR}


@dataclass(frozen=True, slots=True)
class PackageResult:
    """Where the package is, the names of the files in it, and what the user should know."""

    target: Path
    """The folder, or the zip."""
    files: tuple[str, ...]
    """In the order of the zip: Excel, PDF, Word, check report, workbook."""
    notes: tuple[str, ...] = ()
    """In Chinese."""


def package_name(unit: Unit, plan: AnnualPlan, suffix: str = "", *, public: bool = False) -> str:
    """单位_年度_上报包 (or 公开材料), a name legal on every system."""
    return name_of(unit, plan, "公开材料" if public else "上报包", suffix)


def remaining(findings: Iterable[Finding]) -> str:
    """还有 2 处错误、5 处警告未处理: what counts and is no mere hint; "" when nothing is left."""
    counts = counted(findings)
    left = [f"{counts[level]} 处{LEVEL_NAMES[level]}" for level in _GRAVE if counts[level]]
    return f"还有 {'、'.join(left)}未处理" if left else ""


def write_package(
    book: Book,
    plan: AnnualPlan,
    findings: Sequence[Finding],
    folder: Path,
    *,
    zipped: bool,
    copy: Callable[[Path], object] | None,
    public: Clearance | None = None,
    settings: CheckSettings | None = None,
    report: Report | None = None,
) -> PackageResult:
    """Put the package of that year into the folder, which is made when missing.

    ``copy`` writes the workbook to the path it gets; without it the package has no .hfg. Findings
    stand in the check report, with the rules that ran by ``settings``, and do not prevent the
    package. With ``public`` it is one for
    publication, of forms alone, and raises NotCleared for what that does not clear. A package of
    the same name stays, the new one gets a number. ``report`` is told percents. Raises CannotWrite
    for folder and files, and whatever ``copy`` and ``report`` raise; nothing is left behind then.
    """
    # The folder that it fills is new: nothing stands there.
    choice = Choice(EVERY_FORMAT, (plan.year,), overwrite=True)
    if public is not None:
        choice = replace(choice, public=True, clearance=public)
        book = as_published(book, choice)

    def tell(percent: int) -> None:
        if report is not None:
            report(percent, _WHOLE)

    folder_made(folder)
    with _making_room(folder) as room:
        inside = room / "files"
        forms = export(book, inside, choice, part_of(report, 0, _EXPORTED, _WHOLE))
        files, notes = list(forms.files), forms.notes
        if public is None:
            checking = part_of(report, _EXPORTED, _REPORTED - _EXPORTED, _WHOLE)
            statement = check_report(book, plan, findings, settings=settings)
            checked = hand_over(statement, inside, ("pdf",), checking, overwrite=True)
            files += checked.files
            notes = tuple(dict.fromkeys((*notes, *checked.notes)))
        if copy is not None and public is None:
            files.append(inside / name_of(book.unit, plan, "工作簿", ".hfg"))
            copy(files[-1])
        tell(_COPIED)
        made = _zipped(files, room / "package.zip") if zipped else inside
        # The last chance to stop: what has been put in place stays.
        tell(_WHOLE)
        name = package_name(book.unit, plan, public=public is not None)
        target = _placed(made, folder, name, ".zip" if zipped else "")
    return PackageResult(target, tuple(file.name for file in files), notes)


@contextmanager
def _making_room(folder: Path) -> Iterator[Path]:
    """A new folder in that folder, which is gone at the end with whatever is left in it."""
    # Not tempfile's: the package is for others, too, and has the folder's usual permissions.
    clear_leftovers(folder)
    room = folder / f".hfg-{secrets.token_hex(4)}.tmp"
    try:
        room.mkdir()
    except OSError as error:
        raise _trouble(error, folder) from error
    try:
        yield room
    finally:
        # Why the work failed matters more than strays that cannot be removed.
        shutil.rmtree(room, ignore_errors=True)


def _zipped(files: Sequence[Path], target: Path) -> Path:
    """The files in one zip, flat, in their order; names that are not ASCII are told as UTF-8."""
    with (
        atomic_target(target) as temporary,
        ZipFile(temporary, "w", ZIP_DEFLATED, strict_timestamps=False) as archive,
    ):
        for file in files:
            archive.write(file, file.name)
    return target


def _placed(made: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Where the file or folder stands now: under the first name that is free."""
    number, target = 1, folder / f"{stem}{suffix}"
    while not _taken_place(made, target):
        number += 1
        target = folder / f"{stem}({number}){suffix}"
    return target


def _taken_place(made: Path, target: Path) -> bool:
    """Whether it now stands there; False when the name is taken. Raises CannotWrite."""
    if os.path.lexists(target):
        return False
    try:
        move_to_free(made, target)
    except OSError as error:
        # Somebody took the name just now.
        if error.errno in _TAKEN and os.path.lexists(target):
            return False
        raise _trouble(error, target.parent) from error
    return True


def _trouble(error: OSError, folder: Path) -> CannotWrite:
    return CannotWrite(
        f"不能把上报包放进文件夹“{folder}”：{why(error)}。",
        "没有留下不完整的文件，填报的内容也没有受影响。",
        "请另选一个文件夹再试。",
    )
