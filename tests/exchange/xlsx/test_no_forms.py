"""Worksheets that name the forms' fields and are none: told in a sentence, or read by labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from hfgoals.checks import Checker
from hfgoals.exchange.reading import read_source
from hfgoals.model.values import Book
from hfgoals.report import check_report, hand_over
from hfgoals.trouble import NotUnderstood
from tests.forms import examples


def _is_no_form(path: Path) -> None:
    try:
        proposal = read_source(path)
    except NotUnderstood:
        return
    assert proposal.understanding is not None


def test_our_own_check_report_is_no_form(tmp_path: Path) -> None:
    plan = examples.plan()
    book = Book(examples.UNIT, (plan,))
    findings = Checker().check(book, plan)
    (path,) = hand_over(check_report(book, plan, findings), tmp_path, ("xlsx",)).files
    _is_no_form(path)


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "项目编码", "说明"], [1, "130700", "应为21位"]],
        [["字段", "项目名称"], ["备注", "项目编码"]],
    ],
)
def test_a_label_somewhere_makes_no_form(tmp_path: Path, rows: list[list[object]]) -> None:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "说明.xlsx")
    _is_no_form(tmp_path / "说明.xlsx")
