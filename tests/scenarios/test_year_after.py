"""The year after: approved targets, monitored in July, self-evaluated, rolled to the next year."""

from __future__ import annotations

from pathlib import Path

from hfgoals.app import Session
from hfgoals.checks import Checker, CheckSettings, all_rules
from hfgoals.exchange.dump import dump
from hfgoals.exchange.reading import read_source
from hfgoals.forms import REPORTS, form_of
from hfgoals.history.printed import answers, states_of
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.check_code import form_codes, typed
from hfgoals.model.stages import WHOLE_YEAR, stages_said
from tests.cli.run import run
from tests.staged import (
    STAGE_FORMS,
    evaluation,
    monitoring,
    plan_of,
    project_of,
    result,
    targets,
    whole,
)

_STAGES = CheckSettings(off=frozenset(r.code for r in all_rules() if r.code[0] not in "ME"))


def test_targets_are_monitored_evaluated_and_rolled(tmp_path: Path) -> None:
    path = tmp_path / "甲.hfg"
    session = Session.create(path, targets(), who="会计")
    codes = form_codes(session.book.unit, plan_of(session.book))
    session.keep_version("批复稿", plan_of(session.book))
    session.apply("填写监控", monitoring(session.book))
    assert Checker(_STAGES).check(session.book, plan_of(session.book)) == ()
    session.apply("填写自评", evaluation(session.book))
    assert Checker(_STAGES).check(session.book, plan_of(session.book)) == ()
    assert form_codes(session.book.unit, plan_of(session.book)) == codes
    assert session.flush()
    told = [change.line for entry in session.history.entries for change in entry.changes]
    assert any("7月监控" in line for line in told)
    assert any("自评" in line for line in told)
    session.close()
    again = Session.open(path)
    assert again.book == whole()
    again.close()
    assert run("verify", path) == 0
    assert run("roll", path, "--to-year", "2024") == 0
    rolled = Session.open(path)
    following = rolled.book.plan_of(2024)
    rolled.close()
    assert following is not None
    assert following.projects[0].stages == ()


def test_printed_pages_of_a_stage_are_known_by_their_code(tmp_path: Path) -> None:
    path = tmp_path / "甲.hfg"
    session = Session.create(path, whole())
    codes = {}
    for form_id in STAGE_FORMS[:2]:
        (sheet,) = form_of(form_id).sheets(session.book.unit, plan_of(session.book))
        codes[form_id] = sheet.code
    states = list(states_of(session.book, session.history))
    monitored, evaluated = answers([typed(code) for code in codes.values()], states)
    assert monitored.says.endswith("7月监控。")
    assert evaluated.says.endswith("自评。")
    session.keep_version("自评稿", plan_of(session.book))
    session.apply("改得分", result(session.book, 2, WHOLE_YEAR, score="8"))
    assert session.flush()
    states = list(states_of(session.book, session.history))
    monitored, evaluated = answers([typed(code) for code in codes.values()], states)
    assert monitored.current
    assert (evaluated.current, [each.after for each in evaluated.changes]) == (False, ["8"])
    session.close()


def test_forms_go_out_and_their_results_come_back_into_the_targets(tmp_path: Path) -> None:
    path = tmp_path / "甲.hfg"
    Session.create(path, whole()).close()
    out = tmp_path / "out"
    forms = [argument for form in STAGE_FORMS[:2] for argument in ("--form", form)]
    assert run("export", path, "--to", out, "--xlsx", "--pdf", "--docx", *forms) == 0
    written = sorted(out.iterdir())
    assert {each.suffix for each in written} == {".xlsx", ".pdf", ".docx"}
    book = targets()
    for each in (each for each in written if each.suffix != ".pdf"):
        book = taken_in(book, read_source(each), 2023).book
    assert stages_said(project_of(book).stages) == {7, WHOLE_YEAR}
    mine, theirs = (dump(each)["years"][0]["projects"][0]["indicators"] for each in (whole(), book))
    assert [row["stages"] for row in theirs] == [row["stages"] for row in mine]


def test_the_reports_of_both_stages_are_exported_as_word(tmp_path: Path) -> None:
    path = tmp_path / "甲.hfg"
    Session.create(path, whole()).close()
    out = tmp_path / "out"
    reports = [argument for form in REPORTS for argument in ("--form", form.id)]
    assert run("export", path, "--to", out, *reports) == 0
    assert sorted(each.suffix for each in out.iterdir()) == [".docx", ".docx"]
    assert {form.name in each.stem for each in out.iterdir() for form in REPORTS} == {True, False}
