"""templates."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Literal

from hfgoals.cli.talk import FINE, say
from hfgoals.model.budget_year import budget_year_now
from hfgoals.trouble import Trouble


def run_templates(options: argparse.Namespace) -> int:
    """Write the workbooks for departments into the folder and tell their names.

    Raises Trouble as hfgoals.templates does; no file that is there already is overwritten.
    """
    from hfgoals.templates import templates_of_book, templates_of_kinds, write_templates

    if options.stage is not None:
        return _run_stage(options)
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
    return _told(templates[0].year, "", paths, "各科室填好后，用 import 或 merge 读回。")


def _run_stage(options: argparse.Namespace) -> int:
    """The same for what came of the targets: those of the workbook are printed and locked."""
    from hfgoals.store import open_file
    from hfgoals.templates import templates_of_stage, write_templates

    if options.source is None:
        raise Trouble(
            "监控和自评的填报表要从工作簿里的项目生成。",
            "没有生成任何文件。",
            "请用 --from 写明工作簿，如 --from 单位.hfg。",
        )
    stage: Literal["monitoring", "evaluation"]
    stage = "monitoring" if options.stage == "监控" else "evaluation"
    with open_file(options.source, read_only=True) as store:
        templates = templates_of_stage(store.book, options.year, stage)
    paths = write_templates(templates, options.to)
    after = "各科室填好后，用 merge 并回这个工作簿：只取完成情况，目标以工作簿为准。"
    return _told(templates[0].year, options.stage, paths, after)


def _told(year: int, what: str, paths: tuple[Path, ...], after: str) -> int:
    say(f"已生成{year}年{what}的填报模板{len(paths)}个：")
    for path in paths:
        say(f"  {path}")
    say(after)
    return FINE
