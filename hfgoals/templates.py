"""Workbooks that departments fill in: which there are, what stands in them, under which names.

Without a workbook of their own there is one for every kind of project, with a few indicators of
the library to begin with, and a blank one; from a workbook, one for each of its projects.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hfgoals.checks.carrying import reasons_of
from hfgoals.checks.settings import CheckSettings
from hfgoals.forms import FORMS, fill_in, stage_fill_in
from hfgoals.forms.form import Form, Subject
from hfgoals.model.dating import stage_name
from hfgoals.model.fields import with_texts
from hfgoals.model.reasons import Reason
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.stages import WHOLE_YEAR, date_of
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project, Unit
from hfgoals.names import file_name
from hfgoals.presets import (
    Kind,
    Scheme,
    bases,
    default_scheme,
    kinds,
    library,
    scheme_named,
    scheme_of,
    signs,
    unit_groups,
)
from hfgoals.progress import Report
from hfgoals.render.xlsx_stage_template import write_stage_template
from hfgoals.render.xlsx_template import Choices, write_template
from hfgoals.trouble import CannotWrite, Trouble
from hfgoals.writing import folder_made

_SAFE = "没有生成任何文件。"
_CONTENT = "项目绩效目标填报表"
Stage = Literal["monitoring", "evaluation"]
"""What came of targets: to the month that the year monitors, or in the whole year."""


@dataclass(frozen=True, slots=True)
class Template:
    """One workbook to be: its name and what already stands in the form."""

    name: str
    """The file's name."""
    label: str
    """The kind of project, or the project by number and name: for choosing among them."""
    year: int
    unit: Unit
    project: Project
    columns: tuple[str, ...] = ()
    """The optional fields of indicators to be filled in as well."""
    reasons: tuple[Reason, ...] = ()
    """Why findings of it are kept: they come back with it."""
    stage: int | None = None
    """The month of the stage that is to be filled in; None for the targets themselves."""
    plan: AnnualPlan | None = None
    """Of a stage, the year that it is of."""
    number: int = 0
    """The project's, in the year."""
    of_year: str = ""
    """The name of the scheme of indicators chosen for the year."""


def templates_of_kinds(year: int, of_year: str = "") -> tuple[Template, ...]:
    """A blank one, and one for every kind of project, for that budget year; ``of_year`` is the name
    of the scheme of indicators chosen for it."""
    scheme = scheme_named(of_year) or default_scheme(year)
    # Without an id: what is made of one and the same form are projects of their own.
    named = [("空白", Project(id=""))]
    named += [
        (
            kind.name,
            Project(id="", kind=kind.name, indicators=_to_begin_with(kind, year, scheme)),
        )
        for kind in kinds()
    ]
    return tuple(
        Template(
            file_name((f"{year}年", _CONTENT, name), ".xlsx"),
            name,
            year,
            Unit(),
            project,
            of_year=of_year,
        )
        for name, project in named
    )


def templates_of_book(
    book: Book, year: int | None = None, settings: CheckSettings | None = None
) -> tuple[Template, ...]:
    """One for every project of that year, or of the latest, with its content to be updated.

    A year that the workbook does not have yet is copied from the latest before it as by rolling
    over: years that surely mean the budget year move along, codes are cleared. Raises Trouble when
    there is no such year or no project in it. Reasons for kept findings are those of ``settings``.
    """
    plan, kept = _plan(book, year), settings or CheckSettings()
    if not plan.projects:
        raise Trouble(
            f"{plan.year} 年度还没有项目，没有可以带出的内容。", _SAFE, "请换一个年度或工作簿。"
        )
    named = (book.unit.name or book.unit.code or "单位")[:40]
    labels = [f"{number}.{project.name}" for number, project in enumerate(plan.projects, 1)]
    return tuple(
        Template(
            file_name((named, f"{plan.year}年", _CONTENT, label), ".xlsx"),
            label,
            plan.year,
            book.unit,
            project,
            plan.columns,
            reasons_of(kept, project),
            of_year=plan.scheme,
        )
        for label, project in zip(labels, plan.projects, strict=True)
    )


def templates_of_stage(book: Book, year: int | None, stage: Stage) -> tuple[Template, ...]:
    """One for every project of that year, or of the latest with projects, in which what came of
    its targets is to be filled in: to the month that the year monitors, or of the whole year.

    Raises Trouble when there is no such year or no project in it.
    """
    years = [plan for plan in book.years if plan.projects and year in (None, plan.year)]
    if not years:
        said = "工作簿里" if year is None else f"{year} 年度"
        raise Trouble(
            f"{said}还没有项目，没有可以{'监控' if stage == 'monitoring' else '自评'}的目标。",
            _SAFE,
            "请换一个年度，或先填写、读入这一年的绩效目标。",
        )
    plan = years[-1]
    month = WHOLE_YEAR if stage == "evaluation" else plan.stages.monitored
    named = (book.unit.name or book.unit.code or "单位")[:40]
    content = f"绩效{stage_name(date_of(plan.year, month))}填报表"
    found = []
    for number, project in enumerate(plan.projects, 1):
        label = f"{number}.{project.name}"
        name = file_name((named, f"{plan.year}年", content, label), ".xlsx")
        found.append(
            Template(
                name, label, plan.year, book.unit, project,
                plan.columns, stage=month, plan=plan, number=number,
            )
        )  # fmt: skip
    return tuple(found)


def write_templates(
    templates: Sequence[Template], folder: Path, report: Report | None = None
) -> tuple[Path, ...]:
    """Write the workbooks into the folder, which is made when missing; their paths.

    Raises CannotWrite, before anything is written, when a file is there already: it may be one
    that somebody has filled in. Raises Trouble for a text too long for Excel, CannotWrite for
    folder and files, and whatever ``report`` raises; files finished before stay.
    """
    paths = [folder / template.name for template in templates]
    there = [path.name for path in paths if os.path.lexists(path)]
    if there:
        raise CannotWrite(
            f"“{folder}”里已经有“{there[0]}”{f'等 {len(there)} 个文件' if there[1:] else ''}。",
            "它们可能已经填过，没有改动，也没有生成任何文件。",
            "请另选一个文件夹，或先把它们移走。",
        )
    folder_made(folder)
    for done, (template, path) in enumerate(zip(templates, paths, strict=True)):
        if report is not None:
            report(done, len(paths))
        _write(template, path)
    if report is not None:
        report(len(paths), len(paths))
    return tuple(paths)


def _write(template: Template, path: Path) -> None:
    if template.stage is not None and template.plan is not None:
        _write_stage(template, template.plan, template.stage, path)
        return
    year = template.year
    plan = AnnualPlan(year=year, columns=template.columns)
    scheme = scheme_of(template.project, year, template.of_year)
    offered = bases(year)
    choices = Choices(scheme, tuple(basis.name for basis in offered))
    write_template(
        fill_in.compose(template.unit, plan, template.project),
        fill_in.compose_notes(year, scheme, signs(), unit_groups(), offered),
        choices,
        path,
        title=f"{year}年{_CONTENT}",
        author=template.unit.name,
        beside=(fill_in.compose_reasons(template.reasons),) if template.reasons else (),
    )


def _write_stage(template: Template, plan: AnnualPlan, month: int, path: Path) -> None:
    form = _form_of_stage(plan, month)
    of = Subject(template.unit, plan, template.project, template.number)
    write_stage_template(
        stage_fill_in.compose(form, of, month),
        stage_fill_in.compose_notes(plan.year, month),
        path,
        title=f"{plan.year}年{form.name}",
        author=template.unit.name,
    )


def _form_of_stage(plan: AnnualPlan, month: int) -> Form:
    """The form of that stage that the year uses, else the first there is."""
    fitting = [form for form in FORMS if form.stage and form.stage(plan.stages) == month]
    return next((form for form in fitting if form.id in plan.forms), fitting[0])


def _to_begin_with(kind: Kind, year: int, scheme: Scheme) -> tuple[Indicator, ...]:
    """The first indicator of the library for each second level that the scheme has."""
    first = {row.code: row for row in reversed(library(kind.id))}
    order = [entry.code for level in scheme.levels for entry in level.entries]
    fills = [first[code].filled(year, None, scheme) for code in order if code in first]
    return tuple(with_texts(Indicator(), fill.texts) for fill in fills)


def _plan(book: Book, year: int | None) -> AnnualPlan:
    filled = [plan for plan in book.years if not plan.is_blank]
    up_to = [plan for plan in filled if year is None or plan.year <= year]
    if not up_to:
        there = "、".join(str(plan.year) for plan in filled)
        advice = f"工作簿里有这些年度：{there}。" if there else "请先填写一个年度。"
        wanted = "已填写的年度" if year is None else f"{year} 年度，也没有更早的年度"
        raise Trouble(f"工作簿里没有{wanted}。", _SAFE, advice)
    latest = up_to[-1]
    if year is None or latest.year == year:
        return latest
    sure = [change for change in proposed_years(latest, year) if change.sure]
    return rolled(latest, year, sure)
