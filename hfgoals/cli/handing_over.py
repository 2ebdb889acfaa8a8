"""export."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, WrongUse, give_json, say
from hfgoals.cli.years import plans_wanted

if TYPE_CHECKING:
    from hfgoals.export import Choice, ExportResult
    from hfgoals.model.values import Book
    from hfgoals.wide.profile import WideProfile


def run_export(options: argparse.Namespace) -> int:
    """Write the forms wanted into the folder and tell which files they are in."""
    from hfgoals.cli.publishing import clearance_of, refused
    from hfgoals.cli.salvaging import is_whole, looked_at
    from hfgoals.export import EVERY_FORMAT, FORMATS, Choice, projects_coded
    from hfgoals.publication import NotCleared, exposed

    forms = _forms(options.form)
    wanted = tuple(form for form in EVERY_FORMAT if getattr(options, form))
    if options.profile and not options.wide:
        raise WrongUse("“--profile”只用于明细表，请同时写上 --wide。")
    if options.form and options.wide and not wanted:
        raise WrongUse("“--wide”是另一种表，不能再用“--form”指明表样。")
    profile = _profile(options.profile) if options.wide else None
    with looked_at(options.file, damaged=options.damaged) as store:
        book, whole = store.book, is_whole(store)
    projects = projects_coded(book, options.project)
    choice = Choice(
        formats=wanted or (() if options.wide else FORMATS),
        years=_years(book, options, projects),
        forms=forms,
        projects=projects,
        public=options.public,
        clearance=clearance_of(options, lambda: exposed(book)),
        overwrite=options.overwrite,
        fit_page=options.fit_page,
    )
    try:
        result = _exported(book, options.to, choice, profile)
    except NotCleared as why:
        return refused(options, why)
    notes = [*result.notes, *result.kept]
    for note in notes:
        say(note)
    say(f"已导出{len(result.files)}个文件：")
    for file in result.files:
        say(f"  {file}")
    if options.json:
        give_json({"files": [str(file) for file in result.files], "notes": notes})
    return FINE if whole else DOES_NOT_HOLD


def _forms(wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids of the only forms wanted, () for all. Raises WrongUse."""
    from hfgoals.forms import FORMS, REPORTS

    known = {form.id: form.name for form in (*FORMS, *REPORTS)}
    unknown = next((form for form in wanted if form not in known), None)
    if unknown is not None:
        choices = "；".join(f"{form} {name}" for form, name in known.items())
        raise WrongUse(f"没有“{unknown}”这种表样。可以写：{choices}。")
    return tuple(wanted)


def _years(book: Book, options: argparse.Namespace, projects: Collection[str]) -> tuple[int, ...]:
    """The years named, else the latest; of projects named, the latest that has one of them."""
    if not options.year and projects:
        having = [
            plan.year for plan in book.years if any(each.id in projects for each in plan.projects)
        ]
        return (max(having),)
    plans = plans_wanted(book, options.year, options.file, "没有导出任何文件。")
    left = [plan.year for plan in book.years if plan not in plans]
    if left and not options.year:
        others = "、".join(map(str, left))
        say(f"只导出最近的 {plans[0].year} 年度；要 {others} 年度，请加上 --year。")
    return tuple(plan.year for plan in plans)


def _exported(
    book: Book, folder: Path, choice: Choice, profile: WideProfile | None
) -> ExportResult:
    """The forms, and the wide table when there is a profile for it."""
    from hfgoals.export import ExportResult, as_published, export, export_wide

    # Before the first file, what the wide table shows of other years included.
    as_published(book, choice, every_year=profile is not None and "last_target" in profile.keys)
    forms = export(book, folder, choice) if choice.formats else ExportResult(())
    wide = export_wide(book, folder, profile, choice) if profile is not None else ExportResult(())
    return ExportResult(
        (*forms.files, *wide.files), (*forms.notes, *wide.notes), (*forms.kept, *wide.kept)
    )


def _profile(said: str) -> WideProfile:
    """The profile of that name, or the only one in that file. Raises Trouble."""
    from hfgoals.profiles import profile_named, read_profiles
    from hfgoals.trouble import Trouble
    from hfgoals.wide.profile import STANDARD

    if not said:
        return STANDARD
    if not said.casefold().endswith(".toml"):
        return profile_named(said)
    found = read_profiles(Path(said))
    if len(found) != 1:
        names = "、".join(f"“{profile.name}”" for profile in found) or "一个也没有"
        raise Trouble(
            f"方案文件“{said}”里应只有一个方案，现有：{names}。",
            "没有导出任何文件。",
            "请在导出窗口里把要用的方案另存为一个文件。",
        )
    return found[0]
