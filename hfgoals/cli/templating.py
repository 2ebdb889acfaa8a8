"""templates."""

from __future__ import annotations

import argparse

from hfgoals.cli.talk import FINE, say
from hfgoals.model.budget_year import budget_year_now


def run_templates(options: argparse.Namespace) -> int:
    """Write the workbooks for departments into the folder and tell their names.

    Raises Trouble as hfgoals.templates does; no file that is there already is overwritten.
    """
    from hfgoals.templates import templates_of_book, templates_of_kinds, write_templates

    if options.source is None:
        year = options.year or budget_year_now()
        templates = templates_of_kinds(year)
    else:
        from hfgoals.checks.settings import SETTING, CheckSettings
        from hfgoals.store import open_file

        with open_file(options.source, read_only=True) as store:
            settings = CheckSettings.from_json(store.setting(SETTING))
            templates = templates_of_book(store.book, options.year, settings)
    paths = write_templates(templates, options.to)
    say(f"已生成{templates[0].year}年的填报模板{len(paths)}个：")
    for path in paths:
        say(f"  {path}")
    say("各科室填好后，用 import 或 merge 读回。")
    return FINE
