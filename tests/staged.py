"""A year from targets to self-evaluation: the sample's project, monitored in July and evaluated.

Two things deviate at the monitoring, and one target is missed in the end.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from hfgoals.evaluation.meeting import met
from hfgoals.forms import evaluation_project, evaluation_project_sichuan, monitoring_project
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, SetText, applied
from hfgoals.model.stages import WHOLE_YEAR, blank_id
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Project
from hfgoals.sample import sample_book

STAGE_FORMS = (monitoring_project.ID, evaluation_project.ID, evaluation_project_sichuan.ID)
WEIGHTS = ("20", "10", "10", "10", "10", "20", "10")
SO_FAR = ("1.05万元/期", "20期", "6000份", "0.02%", "98%", "95%", "91%")
"""By the end of July: the first costs more than planned, the second is behind."""
IN_THE_END = ("1.00万元/期", "44期", "6000份", "0.01%", "98.5%", "96%", "91%")
LATE = "印刷厂设备检修，停印两个月。"


@cache
def targets() -> Book:
    """The targets of one project with weights, always the same; nothing has come of them yet."""
    sample = sample_book()
    plan = sample.years[-1]
    project = plan.projects[0]
    rows = tuple(
        replace(row, weight=Decimal(weight))
        for row, weight in zip(project.indicators, WEIGHTS, strict=True)
    )
    projects = (replace(project, indicators=rows),)
    forms = (*STANDARD_FORMS, *STAGE_FORMS)
    return Book(sample.unit, (replace(plan, projects=projects, forms=forms),))


def plan_of(book: Book) -> AnnualPlan:
    """Its year."""
    return book.years[0]


def project_of(book: Book) -> Project:
    """Its project."""
    return plan_of(book).projects[0]


def result(book: Book, number: int, month: int, **texts: str) -> list[Edit]:
    """The edits that fill in the result of the indicator of that number, from 1."""
    row = blank_id(project_of(book).indicators[number - 1].id, month)
    paths = {path.replace("__", "."): text for path, text in texts.items()}
    return [SetText(Address("result", row, path), text) for path, text in paths.items()]


def stage(book: Book, month: int, **texts: str) -> list[Edit]:
    """The edits that fill in that stage of the project."""
    row = blank_id(project_of(book).id, month)
    paths = {path.replace("__", "."): text for path, text in texts.items()}
    return [SetText(Address("stage", row, path), text) for path, text in paths.items()]


def monitoring(book: Book) -> list[Edit]:
    """What is filled in at the end of July."""
    project, year = project_of(book), plan_of(book).year
    edits = [SetText(Address("plan", plan_of(book).id, "stages.department"), "359 县委宣传部")]
    edits += stage(book, 7, spent__fiscal="26.5", expected__fiscal="48")
    for number, (row, actual) in enumerate(zip(project.indicators, SO_FAR, strict=True), 1):
        edits += result(book, number, 7, actual=actual)
        edits += met(project, year, 7, blank_id(row.id, 7))
    edits += result(book, 1, 7, causes__other="√", reason="纸价上涨。", remedy="已改用定点供应。")
    more = {"likelihood__certain": "", "likelihood__possible": "√", "causes__equipment": "√"}
    edits += result(book, 2, 7, reason=LATE, remedy="四季度加印。", **more)
    return edits


def evaluation(book: Book) -> list[Edit]:
    """What is filled in after the year."""
    told = {"achieved": "全年出版44期，均按时投递到户。", "process": "按计划编印发行。"}
    told |= {
        "conclusion": "总体较好。",
        "problems": "出版期数没有完成。",
        "measures": "增签备用印厂。",
    }
    edits = stage(
        book, WHOLE_YEAR, revised__fiscal="50", spent__fiscal="47.5", leader="张三", **told
    )
    edits += stage(book, WHOLE_YEAR, spending_reason="纸张结余。")
    for number, actual in enumerate(IN_THE_END, 1):
        edits += result(book, number, WHOLE_YEAR, actual=actual)
    return [*edits, *result(book, 2, WHOLE_YEAR, reason=LATE)]


def whole() -> Book:
    """The year with both stages."""
    book = targets()
    book = applied(book, monitoring(book))
    return applied(book, evaluation(book))
