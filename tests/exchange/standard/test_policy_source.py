"""Document 001 read in, and what is told of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.forms import policy_tasks
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.policy import tasks_of
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Unit
from hfgoals.presets.policies import bundled_policies

DOCUMENT = Path(__file__).parents[2] / "real_files" / "001.txt"


@pytest.fixture(scope="module")
def read() -> Proposal:
    return read_source(DOCUMENT)


def test_no_line_of_the_document_is_lost(read: Proposal) -> None:
    assert read.notes == ()
    (policy,) = read.plan.policies
    told = json.loads(json.dumps(dump(Book(read.unit, (read.plan,)))))
    (said,) = told["years"][0]["policies"]
    plain = re.sub(r"\[bookmark:[^]]*]", "", DOCUMENT.read_text("utf-8"))
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    assert len(lines) == 61
    assert said["text"].split("\n") == lines
    first = said["tasks"][0]
    assert (len(said["tasks"]), first["number"]) == (30, "1")
    assert (first["group"], first["title"]) == (
        "推进广播电视公共服务标准化管理",
        "制定北京市广播电视基本公共服务实施标准",
    )
    assert load(told).years[0].policies[0].text == policy.text


def test_what_the_document_says_of_itself(read: Proposal) -> None:
    (policy,) = read.plan.policies
    title = "北京市广播电视局关于加强广播电视网络视听公共服务体系建设的实施意见"
    assert (policy.title, policy.issuer) == (title, "北京市广播电视局")
    assert (policy.begins, policy.ends) == ("2021年7月23日", "2025年")
    tasks = tasks_of(policy)
    assert [task.number for task in tasks] == [str(number) for number in range(1, 31)]
    assert len({task.group for task in tasks}) == 6
    assert (read.unit, read.year) == (Unit(), 2021)
    assert read.plan.forms == (*STANDARD_FORMS, policy_tasks.ID)


def test_a_word_document_says_the_same(read: Proposal, tmp_path: Path) -> None:
    document = Document()
    (policy,) = read.plan.policies
    for line in policy.text.split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "意见.docx"))
    again = read_source(tmp_path / "意见.docx")
    assert [replace(each, id="") for each in again.plan.policies] == [replace(policy, id="")]


def test_it_goes_to_the_latest_year_there_is_and_only_once(read: Proposal) -> None:
    book = Book(Unit("130001", "某县融媒体中心"), (AnnualPlan(year=2022), AnnualPlan(year=2023)))
    here = read.for_book(book)
    assert here.year == 2023
    taken = taken_in(book, here, 2023).book
    assert taken.years[0] == book.years[0]
    assert (taken.unit, len(taken.years[1].policies)) == (book.unit, 1)
    assert policy_tasks.ID in taken.years[1].forms
    again = taken_in(taken, here, 2023)
    assert (again.book, again.skipped) == (taken, ())
    (policy,) = here.plan.policies
    other = replace(here, plan=replace(here.plan, policies=(replace(policy, ends="2030年"),)))
    assert taken_in(taken, other, 2023).book == taken
    assert any(policy.title in said for said in taken_in(taken, other, 2023).skipped)


def test_the_one_that_comes_with_the_program_is_the_document(read: Proposal) -> None:
    (policy,) = read.plan.policies
    assert [replace(each, id="") for each in bundled_policies()] == [replace(policy, id="")]
