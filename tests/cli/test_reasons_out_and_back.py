"""Reasons for kept findings go out in fill-in workbooks and come back with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from hfgoals.checks import SETTING, Checker, CheckSettings
from hfgoals.checks.finding import Finding
from hfgoals.exchange.reading import read_source
from hfgoals.model.edits import text_at
from hfgoals.model.values import Book
from hfgoals.store import create, open_file
from tests.checks.making import UNIT, plan_of, project, row
from tests.cli.run import run

_REASON = "合同就是这样写的，“≥”不合适"


def _book() -> Book:
    rows = row("数量", "维护设备数量", "86台"), row("质量", "设备完好率", "≥95%")
    return Book(UNIT, (plan_of(project(*rows, name="播出设备运行维护费")),))


def _unsigned(book: Book, settings: CheckSettings | None = None) -> Finding:
    found = Checker(settings or CheckSettings()).check(book, book.years[0])
    return next(each for each in found if each.code == "V02")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The one workbook that goes out for a book in which a finding is kept."""
    book = _book()
    finding = _unsigned(book)
    kept = CheckSettings().keeping(finding, text_at(book, finding.address), _REASON)
    with create(tmp_path / "甲.hfg", book) as store:
        store.put_setting(SETTING, kept.to_json())
    assert run("templates", "--to", tmp_path / "发", "--from", tmp_path / "甲.hfg") == 0
    (out,) = (tmp_path / "发").iterdir()
    return out


def _gathered(tmp_path: Path, sent: Path) -> tuple[Book, CheckSettings]:
    plan = replace(_book().years[0], projects=())
    create(tmp_path / "总.hfg", Book(UNIT, (plan,))).close()
    run("merge", tmp_path / "总.hfg", sent, "--prefer", "theirs")
    with open_file(tmp_path / "总.hfg", read_only=True) as store:
        return store.book, CheckSettings.from_json(store.setting(SETTING))


def test_a_reason_comes_back_with_the_project(tmp_path: Path, sent: Path) -> None:
    assert read_source(sent).notes == ()
    book, settings = _gathered(tmp_path, sent)
    assert _unsigned(book, settings).accepted == _REASON


def test_a_reason_lapses_with_the_text_that_it_was_for(tmp_path: Path, sent: Path) -> None:
    filled = openpyxl.load_workbook(sent)
    form = filled["项目绩效目标表"]
    (cell,) = (each for line in form.iter_rows() for each in line if each.value == "86台")
    cell.value = "90台"
    filled.save(sent)
    book, settings = _gathered(tmp_path, sent)
    assert settings.accepted == ()
    assert _unsigned(book, settings).accepted == ""


def test_without_a_kept_finding_there_is_no_such_worksheet(tmp_path: Path) -> None:
    create(tmp_path / "乙.hfg", _book()).close()
    run("templates", "--to", tmp_path / "发", "--from", tmp_path / "乙.hfg")
    (out,) = (tmp_path / "发").iterdir()
    assert "出错说明" not in openpyxl.load_workbook(out).sheetnames
