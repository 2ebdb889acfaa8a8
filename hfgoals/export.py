"""Handing over: which Sheets go into which file, under which name. No Qt, no command line.

Which forms there are, and what each may be asked for, is said by the registry. A text printed
whole, or given as Word, is cover, 目录, the forms of the year, and those of its projects with room
for signatures; a workbook holds 汇总 and a worksheet per form. Every file is written whole or not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hfgoals.forms import FORMS, REPORTS, forms_of, front, overview
from hfgoals.forms.form import Form, Numbered, Scope
from hfgoals.forms.stamp import stamped
from hfgoals.layout.flow import flow
from hfgoals.layout.pages import Page
from hfgoals.layout.sheet import Sheet
from hfgoals.model.check_code import year_code
from hfgoals.model.uncollected import uncollected
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.names import file_name
from hfgoals.progress import Report, part_of
from hfgoals.publication import UNDECIDED, Clearance, cleared
from hfgoals.render.outputs import OUTPUTS, XLSX, OutputFormat, output_of
from hfgoals.render.wide_xlsx import SHEET_TITLE as WIDE_CONTENT
from hfgoals.render.wide_xlsx import Above, write_wide_xlsx
from hfgoals.trouble import Trouble
from hfgoals.wide.profile import WideProfile
from hfgoals.wide.table import projects_of, table_rows
from hfgoals.writing import folder_made, written_beside

Format = str
"""The id of a kind of file (render/outputs.py)."""
FORMATS: tuple[Format, ...] = tuple(output.id for output in OUTPUTS if output.usual)
"""What is exported when nothing is chosen."""
EVERY_FORMAT: tuple[Format, ...] = tuple(output.id for output in OUTPUTS)

_WHOLE_TEXT = "绩效目标"
_PART_TWO = ("第二部分", "预算项目绩效目标")
_SCOPES = {"year", "project"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What to export. By default everything of every year, in one file a format and year."""

    formats: tuple[Format, ...] = FORMATS
    years: tuple[int, ...] = ()
    """The years wanted; all when empty."""
    forms: tuple[str, ...] = ()
    """The ids of the only forms wanted; when empty those that the year uses, without a text that
    nothing is filled in of where another has something. Reports are among them only when named, and
    given as texts to write in, whatever the formats."""
    projects: tuple[str, ...] = ()
    """The row ids of the only projects wanted, whose forms alone are then exported."""
    one_file_per_project: bool = False
    public: bool = False
    """For publication: without signatures, and no personal information that is not cleared."""
    clearance: Clearance = UNDECIDED
    """What personal information in the texts may be published, and what is blackened."""
    overwrite: bool = False
    """Whether files of the same name are replaced; else they stay and the new ones get a number."""
    fit_page: bool = True
    """压缩到一页: a form that is a little too long is set more closely, where it may be."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The files written, and what the user should know about them, in Chinese."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """A sentence for each file of the same name that stayed, and how the new one is called."""


class Output:
    """The folder that files are written to, one after the other."""

    def __init__(self, folder: Path, *, overwrite: bool) -> None:
        self._folder = folder
        self._overwrite = overwrite
        self._files: list[Path] = []
        self._notes: list[str] = []
        self._kept: list[str] = []

    @property
    def result(self) -> ExportResult:
        """What has been written so far."""
        notes = tuple(dict.fromkeys(self._notes))
        return ExportResult(tuple(self._files), notes, tuple(self._kept))

    def put(self, name: str, write: Callable[[Path], Iterable[str] | None]) -> None:
        """Write a file of that name; ``write`` gets its path and gives notes about it.

        A file there of that name stays, unless it is to be replaced, and the new one gets a number.
        """

        def noting(path: Path) -> None:
            self._notes.extend(write(path) or ())

        target = self._folder / name
        if self._overwrite:
            noting(target)
        else:
            target = written_beside(target, noting)
        if target.name != name:
            self._kept.append(f"已有“{name}”，没有改动；新的一份是“{target.name}”。")
        self._files.append(target)


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to write."""

    plan: AnnualPlan
    output: OutputFormat
    content: str
    forms: tuple[Form, ...]
    numbered: tuple[tuple[int, Project], ...] = ()
    """The projects, of which it holds all the forms of that scope."""
    single: bool = False
    """One project by itself, without 汇总."""
    public: bool = False
    fit_page: bool = True

    @property
    def whole(self) -> bool:
        """Whether it is the whole text of the year."""
        return bool(self.numbered) and {form.scope for form in self.forms} == _SCOPES


def projects_coded(book: Book, codes: Sequence[str]) -> tuple[str, ...]:
    """The row ids of all projects with these 项目编码. Raises Trouble naming unknown ones."""
    projects = [project for plan in book.years for project in plan.projects]
    unknown = [code for code in codes if code not in {project.code for project in projects}]
    if unknown:
        raise Trouble(
            f"没有编码为“{'、'.join(unknown)}”的项目。", "没有导出任何文件。", "请核对项目编码。"
        )
    return tuple(project.id for project in projects if project.code in codes)


def export(
    book: Book, folder: Path, choice: Choice | None = None, report: Report | None = None
) -> ExportResult:
    """Write the files chosen into the folder, which is made when missing.

    Raises NotCleared, before anything is written, for personal information in what is to be
    published; Trouble when there is nothing to export, CannotWrite for folder and files, and
    whatever ``report`` raises; files finished before stay, none is left half written.
    """
    choice = choice or Choice()
    book = as_published(book, choice)
    jobs = _jobs(book, choice)
    folder_made(folder)
    output = Output(folder, overwrite=choice.overwrite)
    total = sum(_weight(job) for job in jobs)
    done = 0
    for job in jobs:
        tell = part_of(report, done, _weight(job), total)
        with uncollected():
            output.put(_name(book.unit, job), partial(_write, book.unit, job, report=tell))
        done += _weight(job)
    if report is not None:
        report(total, total)
    return output.result


def as_published(book: Book, choice: Choice, *, every_year: bool = False) -> Book:
    """The book as that choice shows it: if it is to be published, with the clearance carried out.

    ``every_year`` when texts of years that were not chosen are shown, too. Raises NotCleared.
    """
    if not choice.public:
        return book
    years, projects = ((), ()) if every_year else (choice.years, choice.projects)
    return cleared(book, choice.clearance, years, projects)


def export_wide(
    book: Book,
    folder: Path,
    profile: WideProfile,
    choice: Choice | None = None,
    report: Report | None = None,
) -> ExportResult:
    """Write the wide table of indicators, a workbook a year, into the folder.

    Of the choice only years, projects and publication count. Raises as ``export`` does, and
    Trouble when no table can be made by the profile.
    """
    choice = choice or Choice()
    book = as_published(book, choice, every_year="last_target" in profile.keys)
    if profile.fault():
        raise Trouble(
            f"不能按方案“{profile.name}”导出：{profile.fault()}",
            "没有导出任何文件。",
            "请改好方案。",
        )
    if any(plan.damage is not None for plan in book.years):
        raise Trouble(
            "工作簿已损坏，数据不完整，不能导出供导入预算系统的明细表。",
            "没有导出任何文件。",
            "请先抢救或从备份恢复，补全后再导出。",
        )
    plans = [plan for plan in _plans(book, choice) if projects_of(plan, choice.projects)]
    if not plans:
        raise Trouble("没有可以导出的项目。", "没有导出任何文件。", "请先新建项目或另选项目。")
    folder_made(folder)
    output = Output(folder, overwrite=choice.overwrite)
    totals = [len(projects_of(plan, choice.projects)) for plan in plans]
    for number, (plan, total) in enumerate(zip(plans, totals, strict=True)):
        write = partial(
            write_wide_xlsx,
            table_rows(book, plan, profile.of_year(plan), choice.projects),
            profile=profile.of_year(plan),
            above=Above(f"{plan.year}年{WIDE_CONTENT}", book.unit, profile.currency),
            code=year_code(book.unit, plan),
            total=total,
            report=part_of(report, sum(totals[:number]), total, sum(totals)),
        )
        output.put(_wide_name(book.unit, plan), write)
    if report is not None:
        report(sum(totals), sum(totals))
    return output.result


def in_the_way(book: Book, folder: Path, choice: Choice, *, wide: bool = False) -> tuple[Path, ...]:
    """The files there that an export (or that of the wide table) would replace if it were to.

    Raises as these do when there is nothing to export or it may not be published.
    """
    book = as_published(book, choice)
    if wide:
        plans = [plan for plan in book.years if not choice.years or plan.year in choice.years]
        names = [_wide_name(book.unit, plan) for plan in plans]
    else:
        names = [_name(book.unit, job) for job in _jobs(book, choice)]
    return tuple(folder / name for name in names if os.path.lexists(folder / name))


def booklet(unit: Unit, plan: AnnualPlan, *, fit_page: bool = True) -> tuple[Page, ...]:
    """The pages of the whole printed text of one year, its 目录 with the right page numbers."""
    return flow(booklet_sheets(unit, plan, fit_page=fit_page))


def booklet_sheets(
    unit: Unit,
    plan: AnnualPlan,
    *,
    forms: Sequence[Form] | None = None,
    signed: bool = True,
    fit_page: bool = True,
) -> tuple[Sheet, ...]:
    """The Sheets of the whole text of one year, its 目录 with the right page numbers."""
    code = year_code(unit, plan)
    cover = stamped(front.compose_cover(unit, plan), plan, code)
    asked = {"signed": signed, "fit_page": fit_page}
    wanted = [form for form in forms_of(plan) if form.in_booklet] if forms is None else forms
    body = _composed(unit, plan, _of_scope(wanted, "year"), (), **asked)
    numbered = tuple(enumerate(plan.projects, 1))
    tables = _composed(unit, plan, _of_scope(wanted, "project"), numbered, **asked)
    if tables:
        body += [stamped(front.compose_divider(*_PART_TWO), plan, code), *tables]
    # The number of entries, and with it of contents pages, does not hang on the page numbers.
    entries = _entries(flow(body))
    blank = front.compose_contents([(text, 0) for text, _ in entries])
    before = len(flow((cover, blank)))
    contents = front.compose_contents([(text, page + before) for text, page in entries])
    return (cover, stamped(contents, plan, code), *body)


def form_pages(
    form: Form, unit: Unit, plan: AnnualPlan, project_id: str = "", *, fit_page: bool = True
) -> tuple[Page, ...]:
    """The pages of one form by itself, of the year or of that project; none when it has no such."""
    numbered = [pair for pair in enumerate(plan.projects, 1) if pair[1].id == project_id]
    return flow(form.sheets(unit, plan, numbered, signed=True, fit_page=fit_page))


def pages_of(
    scope: Scope,
    unit: Unit,
    plan: AnnualPlan,
    projects: Collection[str] = (),
    *,
    fit_page: bool = True,
) -> tuple[Page, ...]:
    """The pages of every form of that scope that stands in the year's text, one after the other;
    of those projects alone where any are named by their ids."""
    forms = [form for form in _of_scope(forms_of(plan), scope) if form.in_booklet]
    numbered = [
        pair for pair in enumerate(plan.projects, 1) if not projects or pair[1].id in projects
    ]
    return flow(_composed(unit, plan, forms, numbered, signed=True, fit_page=fit_page))


def _of_scope(forms: Iterable[Form], scope: Scope) -> tuple[Form, ...]:
    return tuple(form for form in forms if form.scope == scope)


def _composed(
    unit: Unit,
    plan: AnnualPlan,
    forms: Sequence[Form],
    numbered: Sequence[tuple[int, Project]],
    *,
    signed: bool,
    fit_page: bool,
) -> list[Sheet]:
    """The Sheets of the year, then those of each project."""
    turns: list[tuple[Form, Numbered]] = [(form, ()) for form in _of_scope(forms, "year")]
    turns += [(form, [pair]) for pair in numbered for form in _of_scope(forms, "project")]
    return [
        sheet
        for form, pairs in turns
        for sheet in form.sheets(unit, plan, pairs, signed=signed, fit_page=fit_page)
    ]


def _entries(pages: Sequence[Page]) -> list[tuple[str, int]]:
    """What the 目录 lists: parts, their sections and tables, with their pages from 1."""
    entries: list[tuple[str, int]] = []
    for number, page in enumerate(pages, 1):
        parts = [box.cell.text for box in page.boxes if box.cell.style == "part"]
        if parts:
            entries.append(("　".join(parts), number))
        entries.extend(
            (front.INDENT + box.cell.text, number)
            for box in page.boxes
            if box.cell.style in ("heading1", "title") and not box.continued
        )
    return entries


def _plans(book: Book, choice: Choice) -> list[AnnualPlan]:
    plans = [plan for plan in book.years if not choice.years or plan.year in choice.years]
    if not plans:
        raise Trouble("没有可以导出的年度。", "没有导出任何文件。", "请先新建年度或另选年度。")
    return plans


def _jobs(book: Book, choice: Choice) -> list[_Job]:
    plans = _plans(book, choice)
    jobs = [
        replace(job, public=choice.public, fit_page=choice.fit_page)
        for each in choice.formats
        for plan in plans
        for job in _jobs_of(book.unit, plan, choice, output_of(each))
    ]
    jobs += [job for plan in plans for job in _reports_of(plan, choice)]
    if choice.formats and not jobs:
        raise Trouble("没有可以导出的项目。", "没有导出任何文件。", "请先新建项目或另选项目。")
    return jobs


def usual_forms(unit: Unit, plan: AnnualPlan) -> list[Form]:
    """The forms that are exported of a year when none are named: those that it uses, without a text
    that nothing is filled in of where another has something."""
    forms = forms_of(plan)
    booklet_forms = [form for form in forms if form.in_booklet]
    texts = [booklet_forms, *([form] for form in forms if not form.in_booklet)]
    filled = [text for text in texts if any(form.is_filled(unit, plan) for form in text)]
    return [form for form in forms if not filled or any(form in text for text in filled)]


def _jobs_of(unit: Unit, plan: AnnualPlan, choice: Choice, wanted: OutputFormat) -> list[_Job]:
    numbered = tuple(
        (number, project)
        for number, project in enumerate(plan.projects, 1)
        if not choice.projects or project.id in choice.projects
    )
    named = [form for form in FORMS if form.id in choice.forms]
    forms = named if choice.forms else usual_forms(unit, plan)
    if choice.projects:
        forms = list(_of_scope(forms, "project"))
    if choice.one_file_per_project:
        jobs = [_Job(plan, wanted, form.name, (form,)) for form in _of_scope(forms, "year")]
        of_projects = _of_scope(forms, "project")
        for number, project in numbered if of_projects else ():
            content = f"{number}.{project.name or of_projects[0].name}"
            one = ((number, project),)
            jobs.append(_Job(plan, wanted, content, of_projects, one, single=True))
        return jobs
    # One workbook has room for every form; pages that are no part of the text are handed in apart.
    together = [form for form in forms if not wanted.paged or form.in_booklet]
    apart = [[form] for form in forms if form not in together]
    jobs = []
    for group in (together, *apart):
        counted = numbered if _of_scope(group, "project") else ()
        if counted or _of_scope(group, "year"):
            content = _WHOLE_TEXT if len(group) > 1 else group[0].name
            jobs.append(_Job(plan, wanted, content, tuple(group), counted))
    return jobs


def _reports_of(plan: AnnualPlan, choice: Choice) -> Iterator[_Job]:
    """The reports wanted, of the projects chosen alone where any are."""
    if choice.projects:
        chosen = tuple(each for each in plan.projects if each.id in choice.projects)
        plan = replace(plan, projects=chosen)
    for form in REPORTS:
        if form.id in choice.forms:
            yield from (_Job(plan, each, form.name, (form,)) for each in OUTPUTS if each.drafts)


def _name(unit: Unit, job: _Job) -> str:
    return name_of(unit, job.plan, job.content, f".{job.output.id}")


def _wide_name(unit: Unit, plan: AnnualPlan) -> str:
    return name_of(unit, plan, WIDE_CONTENT, f".{XLSX.id}")


def name_of(unit: Unit, plan: AnnualPlan, content: str, suffix: str) -> str:
    """What a file or folder with that content is called, of that unit and year."""
    # The unit's name may be cut short, never what tells the files of one export apart.
    named = (unit.name or unit.code or "单位")[:40]
    return file_name((named, f"{plan.year}年", content), suffix)


def _weight(job: _Job) -> int:
    return len(job.numbered) + len(_of_scope(job.forms, "year"))


def _write(unit: Unit, job: _Job, target: Path, report: Report) -> tuple[str, ...]:
    title = f"{unit.name}{job.plan.year}年{job.content}"
    sheets = _sheets(unit, job)
    if job.numbered and not (job.output.paged or job.single):
        listed = overview.compose(unit, job.plan, job.numbered, signed=not job.public)
        sheets.insert(0, stamped(listed, job.plan, year_code(unit, job.plan)))
    return job.output.write(sheets, target, title=title, author=unit.name, report=report)


def _sheets(unit: Unit, job: _Job) -> list[Sheet]:
    paged = job.output.paged
    asked = {"signed": paged and not job.public, "fit_page": job.fit_page}
    if job.whole and paged:
        return list(booklet_sheets(unit, job.plan, forms=job.forms, **asked))
    return _composed(unit, job.plan, job.forms, job.numbered, **asked)
