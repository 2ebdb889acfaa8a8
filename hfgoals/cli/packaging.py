"""package."""

from __future__ import annotations

import argparse

from hfgoals.checks import SETTING, Checker, CheckSettings, counted
from hfgoals.cli.publishing import clearance_of, refused
from hfgoals.cli.talk import FINE, give_json, say
from hfgoals.cli.years import plans_wanted
from hfgoals.package import remaining, write_package
from hfgoals.publication import NotCleared, exposed
from hfgoals.store import open_file


def run_package(options: argparse.Namespace) -> int:
    """Write the hand-in package of one year and tell where it is and what is in it.

    Errors among the findings are told and do not count as failing: the package is there.
    """
    with open_file(options.file, read_only=True) as store:
        book = store.book
        years = () if options.year is None else (options.year,)
        (plan,) = plans_wanted(book, years, options.file, "没有生成上报包。")
        settings = CheckSettings.from_json(store.setting(SETTING))
        findings = Checker(settings).check(book, plan)
        clearance = clearance_of(options, lambda: exposed(book))
        try:
            result = write_package(
                book,
                plan,
                findings,
                options.to,
                zipped=options.zip,
                copy=store.save_copy,
                public=clearance if options.public else None,
                settings=settings,
            )
        except NotCleared as why:
            return refused(options, why)
    for note in result.notes:
        say(note)
    left = remaining(findings)
    if left:
        say(f"{left}。" if options.public else f"{left}，请看上报包里的检查报告。")
    say(f"{plan.year}年的{'公开材料' if options.public else '上报包'}：{result.target}")
    for name in result.files:
        say(f"  {name}")
    if options.json:
        give_json(
            {
                "package": str(result.target),
                "year": plan.year,
                "zipped": options.zip,
                "files": list(result.files),
                "counts": counted(findings),
                "notes": list(result.notes),
            }
        )
    return FINE
