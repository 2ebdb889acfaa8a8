"""versions and log: kept, listed, compared, locked and unlocked; what is refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.rows import difference
from hfgoals.model.values import Overall
from hfgoals.store import create, open_file, verify
from tests.cli.run import run
from tests.cli.test_roll import book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", book()).close()
    return tmp_path / "甲.hfg"


def _told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_version_is_kept_and_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("versions", path) == 0
    assert run("versions", path, "--name", "一上报送稿") == 0
    capsys.readouterr()
    assert run("versions", path, "--json") == 0
    (version,) = _told(capsys)["versions"]
    assert (version["name"], version["year"], version["submitted"]) == ("一上报送稿", 2023, False)
    assert verify(path).ok


def test_a_version_is_compared_with_now_and_with_another_file(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("versions", path, "--name", "稿")
    assert run("versions", path, "--compare", "稿", "now") == 0
    other = book()
    changed = other.years[1]
    from dataclasses import replace

    changed = replace(changed, overall=Overall(goal="另一个目标"))
    create(tmp_path / "乙.hfg", replace(other, years=(other.years[0], changed))).close()
    capsys.readouterr()
    reports = tmp_path / "对照"
    code = run(
        "versions", path, "--compare", "稿", tmp_path / "乙.hfg", "--json", "--report", reports
    )
    assert code == 1
    (change,) = _told(capsys)["changes"]
    assert (change["field"], change["before"], change["after"]) == (
        "overall.goal",
        "2023年目标",
        "另一个目标",
    )
    assert sorted(each.suffix for each in reports.iterdir()) == [".docx", ".pdf", ".xlsx"]


def test_reasons_are_kept_in_the_file_told_and_printed(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("versions", path, "--name", "稿", "--submitted")
    run("versions", path, "--unlock", "批复后调整")
    with open_file(path) as store:
        project = store.book.years[-1].projects[0]
        edits = [SetText(Address("project", project.id, "purpose"), "调整后的用途")]
        store.write(difference(store.book, applied(store.book, edits)))
    asked = ("--compare", "稿", "now")
    content = path.read_bytes()
    assert run("versions", path, "--reason", project.code, "压减") == 2, "between which states?"
    assert run("versions", path, *asked, "--reason", "没有的", "压减") == 3
    assert path.read_bytes() == content
    assert run("versions", path, *asked, "--reason", project.code, "财政预算调减") == 1
    capsys.readouterr()
    reports = tmp_path / "对照"
    assert run("versions", path, *asked, "--json", "--report", reports) == 1
    said = capsys.readouterr()
    assert "财政预算调减" in said.err
    assert json.loads(said.out)["reasons"] == [
        {"project": project.id, "home": project.name, "reason": "财政预算调减"}
    ]
    (printed,) = reports.glob("*.docx")
    with zipfile.ZipFile(printed) as archive:
        assert "财政预算调减" in archive.read("word/document.xml").decode()
    assert run("versions", path, *asked, "--reason", project.name, "") == 1
    assert verify(path).ok


def test_a_year_handed_in_is_neither_rolled_into_nor_read_into_until_unlocked(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("versions", path, "--name", "报送稿", "--submitted") == 0
    from dataclasses import replace

    other = book()
    renamed = replace(other.years[1].projects[0], code="A3", name="丙", purpose="另一个项目")
    create(
        tmp_path / "丙.hfg",
        replace(other, years=(replace(other.years[1], projects=(renamed,)),)),
    ).close()
    content = path.read_bytes()
    assert run("merge", path, tmp_path / "丙.hfg") == 3
    assert "锁定" in capsys.readouterr().err
    assert path.read_bytes() == content
    assert run("roll", path, "--to-year", "2024") == 0, "another year is not locked"
    assert run("versions", path, "--unlock", "局里退回", "--year", "2023") == 0
    assert run("merge", path, tmp_path / "丙.hfg", "--year", "2023") in (0, 1)
    with open_file(path, read_only=True) as store:
        plan = store.book.plan_of(2023)
        assert plan is not None
        assert "丙" in [each.name for each in plan.projects]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--name", " "), 2),
        (("--name", "now"), 2),
        (("--unlock", " "), 2),
        (("--unlock", "理由"), 3),
        (("--compare", "没有", "now"), 3),
        (("--compare", "now"), 2),
        (("--name", "稿", "--year", "1999"), 3),
    ],
)
def test_what_cannot_be_is_refused(path: Path, arguments: tuple[str, ...], code: int) -> None:
    content = path.read_bytes()
    assert run("versions", path, *arguments) == code
    assert path.read_bytes() == content


def test_the_log_tells_steps_of_one_project(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "张会计")
    monkeypatch.delenv("USERNAME", raising=False)
    run("roll", path, "--to-year", "2024")
    capsys.readouterr()
    assert run("log", path, "--json") == 0
    (entry,) = _told(capsys)["entries"]
    assert entry["who"] == "张会计"
    assert "2024" in entry["step"]
    assert {change["after"] for change in entry["changes"] if change["field"] == "name"} == {
        "甲",
        "乙",
    }
    assert run("log", path, "--json", "--project", "A1") == 0
    assert _told(capsys)["entries"] == []
    assert run("log", path, "--project", "没有") == 3
