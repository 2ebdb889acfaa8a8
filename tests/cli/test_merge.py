"""merge: which sources are taken, what is written, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hfgoals.merging import reading
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, Unit
from hfgoals.store import create, open_file, verify
from tests.cli.run import REAL, process, run
from tests.render.test_xlsx_template import places

UNIT = Unit("425001", "融媒体中心")


def save(path: Path, *projects: Project, year: int = 2023, goal: str = "") -> Path:
    path.parent.mkdir(exist_ok=True)
    plan = AnnualPlan(year=year, overall=Overall(goal=goal), projects=projects)
    create(path, Book(UNIT, (plan,))).close()
    return path


def kept(path: Path) -> Book:
    with open_file(path, read_only=True) as store:
        return store.book


def codes(path: Path, year: int = 2023) -> list[str]:
    plan = kept(path).plan_of(year)
    return [] if plan is None else [project.code for project in plan.projects]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return save(tmp_path / "总.hfg", Project(code="A1", name="甲", purpose="买"))


def merged(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any]:
    capsys.readouterr()
    code = run("merge", *arguments, "--json")
    return code, json.loads(capsys.readouterr().out)


def test_files_and_folders_come_into_one_workbook(ours: Path, tmp_path: Path) -> None:
    save(tmp_path / "科室" / "b.hfg", Project(code="B"))
    save(tmp_path / "科室" / "c.HFG", Project(code="C"))
    save(tmp_path / "科室" / ".藏.hfg", Project(code="X"))
    (tmp_path / "科室" / "~$b.xlsx").write_bytes(b"")
    (tmp_path / "科室" / "照片.jpg").write_bytes(b"")
    single = save(tmp_path / "单个.hfg", Project(code="D"))
    # The workbook itself and one named twice are no further sources.
    assert run("merge", ours, single, tmp_path, tmp_path / "科室", single) == 0
    assert codes(ours) == ["A1", "D", "B", "C"]
    assert verify(ours).ok


def test_text_and_excel_are_read_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, again = tmp_path / "总.hfg", tmp_path / "再.hfg"
    assert run("merge", whole, REAL / "002.txt") == 0
    assert run("export", whole, "--to", tmp_path, "--xlsx") == 0
    (workbook,) = tmp_path.glob("*.xlsx")
    assert run("merge", again, workbook) == 0
    assert codes(again, 2022) == codes(whole, 2022)
    code, told = merged(capsys, whole, workbook)
    assert (code, told["changed"], told["conflicts"]) == (0, False, [])


def test_forms_sent_out_come_back_to_their_projects_however_renamed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import openpyxl

    rows = [Project(name="设备购置", purpose="买车"), Project(name="设备购置", purpose="买机器")]
    ours, out = save(tmp_path / "总.hfg", *rows), tmp_path / "发出"
    assert run("templates", "--to", out, "--from", ours) == 0
    first, second = sorted(out.iterdir())
    for path, name, purpose in ((first, "采访车", "换两辆"), (second, "设备购置", "买车")):
        workbook = openpyxl.load_workbook(path)
        for cell in (cell for row in workbook.worksheets[1] for cell in row):
            if cell.value in ("设备购置", "买车", "买机器"):
                cell.value = name if cell.value == "设备购置" else purpose
        workbook.save(path)
    code, told = merged(capsys, ours, second, first, "--prefer", "theirs")
    assert code == 0
    assert [(each.id, each.name, each.purpose) for each in kept(ours).years[0].projects] == [
        (rows[0].id, "采访车", "换两辆"),
        (rows[1].id, "设备购置", "买车"),
    ]
    assert told["counts"]["projects"] == 0


def test_one_blank_form_filled_in_by_two_is_two_projects(tmp_path: Path) -> None:
    import openpyxl

    ours, out = save(tmp_path / "总.hfg"), tmp_path / "发出"
    assert run("templates", "--to", out, "--year", "2023") == 0
    (blank,) = [path for path in out.iterdir() if "空白" in path.name]
    for name in ("采访", "摄像"):
        workbook = openpyxl.load_workbook(blank)
        sheet = workbook.worksheets[1]
        sheet[places(sheet)["项目名称"]].value = f"{name}设备"
        workbook.save(tmp_path / f"{name}.xlsx")
    assert run("merge", ours, tmp_path / "采访.xlsx", tmp_path / "摄像.xlsx") == 0
    assert [each.name for each in kept(ours).years[0].projects] == ["采访设备", "摄像设备"]


def test_a_bad_source_is_told_and_the_others_are_taken(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "科室"
    save(folder / "a.hfg", Project(code="B"))
    (folder / "b.hfg").write_bytes((folder / "a.hfg").read_bytes()[:5000])
    (folder / "c.txt").write_text("今天开会。", encoding="utf-8")
    (folder / "d.docx").write_bytes(b"PK\x03\x04word/document.xml")
    save(folder / "e.hfg", Project(code="E"))
    (tmp_path / "空").mkdir()
    code, told = merged(capsys, ours, folder, tmp_path / "没有.hfg", tmp_path / "空")
    assert code == 1
    taken = {each["source"]: each["taken"] for each in told["sources"]}
    assert taken == {
        "a.hfg": True, "b.hfg": False, "c.txt": False, "d.docx": False, "e.hfg": True,
        "没有.hfg": False, str(tmp_path / "空"): False,
    }  # fmt: skip
    assert all(each["taken"] or each["trouble"]["what"] for each in told["sources"])
    assert codes(ours) == ["A1", "B", "E"]


def test_what_is_not_understood_in_a_source_counts(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (REAL / "002.txt").read_text(encoding="utf-8")
    (tmp_path / "x.txt").write_text(text + "\n\t多\t出\t来\n", encoding="utf-8")
    code, told = merged(capsys, ours, tmp_path / "x.txt")
    assert code == 1
    assert any(note["unread"] for note in told["sources"][0]["notes"])
    assert len(codes(ours, 2022)) == 6


@pytest.mark.parametrize(
    ("options", "code", "purpose"),
    [([], 1, "买"), (["--prefer", "ours"], 0, "买"), (["--prefer", "theirs"], 0, "租")],
    ids=str,
)
def test_a_conflict_is_listed_side_by_side(
    ours: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    code: int,
    purpose: str,
) -> None:
    source = save(tmp_path / "b.hfg", Project(code="A1", name="甲", purpose="租"))
    found, told = merged(capsys, ours, source, *options)
    assert found == code
    (conflict,) = told["conflicts"]
    assert conflict == {
        "source": "b.hfg",
        "where": {
            "year": 2023, "part": "project", "project": "A1", "number": 1, "row": None,
            "field": "purpose",
        },
        "label": "资金用途",
        "ours": "买",
        "theirs": "租",
        "taken": "theirs" if purpose == "租" else "ours",
    }  # fmt: skip
    assert kept(ours).years[0].projects[0].purpose == purpose


def test_the_unit_written_another_way_is_a_conflict_of_no_year(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = AnnualPlan(year=2023)
    create(tmp_path / "b.hfg", Book(Unit("425001", "县融媒体中心"), (plan,))).close()
    code, told = merged(capsys, ours, tmp_path / "b.hfg")
    assert code == 1
    where = told["conflicts"][0]["where"]
    assert (where["year"], where["field"]) == (None, "unit.name")


@pytest.mark.parametrize(
    "unit", [Unit("425002", "电视台"), Unit("425001001", "融媒体中心"), Unit("", "电视台")]
)
def test_another_unit_is_refused_unless_it_is_said_to_be_ours(
    unit: Unit, ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = AnnualPlan(year=2023, projects=(Project(code="B"),))
    create(tmp_path / "b.hfg", Book(unit, (plan,))).close()
    right = save(tmp_path / "c.hfg", Project(code="C"))
    code, told = merged(capsys, ours, tmp_path / "b.hfg", right)
    assert code == 1
    refused, taken = told["sources"]
    assert (refused["taken"], taken["taken"]) == (False, True)
    assert unit.name in refused["trouble"]["what"]
    assert UNIT.name in refused["trouble"]["what"]
    assert "--as-ours" in refused["trouble"]["advice"]
    assert codes(ours) == ["A1", "C"]
    code, _ = merged(capsys, ours, tmp_path / "b.hfg", "--as-ours")
    assert code == 0
    assert codes(ours) == ["A1", "C", "B"]


def test_a_blank_unit_is_ours_and_a_new_workbook_that_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = (Unit(), Unit("1", "甲"), Unit("", "甲"), Unit("1", ""))
    sources = []
    for number, unit in enumerate(units):
        plan = AnnualPlan(year=2023, projects=(Project(code=f"A{number}"),))
        sources.append(tmp_path / f"{number}.hfg")
        create(sources[-1], Book(unit, (plan,))).close()
    code, told = merged(capsys, tmp_path / "all.hfg", *sources)
    assert code == 0
    assert [each["taken"] for each in told["sources"]] == [True, True, True, True]
    assert codes(tmp_path / "all.hfg") == ["A0", "A1", "A2", "A3"]
    assert kept(tmp_path / "all.hfg").unit == units[1]


def test_a_new_workbook_is_not_made_out_of_several_units(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for unit in (UNIT, Unit("425002", "电视台")):
        plan = AnnualPlan(year=2023, projects=(Project(code=unit.code),))
        create(tmp_path / f"{unit.code}.hfg", Book(unit, (plan,))).close()
    sources = sorted(tmp_path.glob("42*.hfg"))
    target = tmp_path / "all.hfg"
    code, told = merged(capsys, target, *sources)
    assert code == 3
    assert not target.exists()
    for part in (UNIT.name, "电视台", *(path.name for path in sources)):
        assert part in told["trouble"]["what"]
    assert "hfgoals new" in told["trouble"]["advice"]
    assert (
        run("new", target, "--unit-code", UNIT.code, "--unit-name", "融媒体中心", "--year", "2023")
        == 0
    )
    code, told = merged(capsys, target, *sources)
    assert [each["taken"] for each in told["sources"]] == [True, False]


def test_whose_unit_a_new_workbook_got_is_told(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("merge", tmp_path / "新.hfg", ours) == 0
    said = capsys.readouterr().err
    assert f"“{ours.name}”里的：{UNIT.code}{UNIT.name}" in said


def test_what_lies_in_a_folder_and_is_not_read_is_named(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "收到"
    save(folder / "b.hfg", Project(code="B"))
    for name in ("说明.dat", "照片.png"):
        (folder / name).write_bytes(b"x")
    page = (
        "<table><tr><td>项目名称</td><td>丙</td></tr><tr><td>项目编码</td><td>C</td></tr></table>"
    )
    (folder / "页.html").write_text(page, "utf-8")
    log = tmp_path / "记录.txt"
    _, told = merged(capsys, ours, folder, "--year", "2023", "--log", log)
    assert [Path(path).name for path in told["passed_over"]] == ["照片.png", "说明.dat"]
    assert [each["source"] for each in told["sources"]] == ["b.hfg", "页.html"]
    assert {"照片.png", "说明.dat"} <= {
        Path(line.partition("：")[0]).name for line in log.read_text("utf-8").splitlines()
    }
    assert run("merge", ours, folder, "--dry-run") in (0, 1)
    assert "另有2个文件" in capsys.readouterr().err


def test_of_another_unit_the_projects_are_taken_and_the_rest_is_told(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = AnnualPlan(year=2023, overall=Overall(goal="目标"), projects=(Project(code="B"),))
    create(tmp_path / "b.hfg", Book(Unit("425002", "电视台"), (plan,))).close()
    code, told = merged(capsys, ours, tmp_path / "b.hfg", "--as-ours")
    assert code == 1
    assert [each["text"] for each in told["log"] if each["kind"] == "left_out"] == ["目标"]
    assert codes(ours) == ["A1", "B"]
    assert kept(ours).unit == UNIT


def test_the_year_asked_for(ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = save(tmp_path / "b.hfg", Project(code="B"))
    wrong = save(tmp_path / "c.hfg", Project(code="C"), year=2022)
    code, told = merged(capsys, ours, right, wrong, REAL / "002.txt", "--year", "2023")
    assert code == 1
    assert [each["taken"] for each in told["sources"]] == [True, False, False]
    assert [plan.year for plan in kept(ours).years] == [2023]


def test_a_source_without_a_year_needs_one(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "一、总体绩效目标\n办好节目。\n三、工作保障措施\n加强管理。\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    code, told = merged(capsys, ours, tmp_path / "x.txt")
    assert (code, told["changed"]) == (1, False)
    assert "--year" in told["sources"][0]["trouble"]["advice"]
    assert run("merge", ours, tmp_path / "x.txt", "--year", "2023") == 0
    assert kept(ours).years[0].overall.goal == "办好节目。"


def test_a_dry_run_writes_nothing(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = save(tmp_path / "b.hfg", Project(code="B"))
    files = {path: path.read_bytes() for path in tmp_path.iterdir()}
    log = tmp_path / "记录.txt"
    code, told = merged(capsys, ours, source, "--dry-run", "--log", log)
    assert (code, told["changed"], told["counts"]["projects"]) == (0, False, 1)
    assert run("merge", tmp_path / "新.hfg", source, "--dry-run") == 0
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_the_log_holds_every_text_whole_and_overwrites_nothing(ours: Path, tmp_path: Path) -> None:
    long = "很长的用途" * 40
    source = save(tmp_path / "b.hfg", Project(code="A1", name="甲", purpose=long))
    log = tmp_path / "记录.txt"
    assert run("merge", ours, source, "--log", log) == 1
    text = log.read_text(encoding="utf-8")
    assert long in text
    assert "买" in text
    before = ours.read_bytes()
    assert run("merge", ours, source, "--log", log) == 3
    assert run("merge", ours, source, "--log", ours) == 3
    assert run("merge", ours, source, "--log", tmp_path / "没有" / "记录.txt") == 3
    assert (ours.read_bytes(), log.read_text(encoding="utf-8")) == (before, text)


def test_a_missing_workbook_is_made_only_when_there_is_something(tmp_path: Path) -> None:
    new = tmp_path / "新.hfg"
    assert run("merge", new, tmp_path / "没有.hfg") == 1
    assert not new.exists()
    assert run("merge", new, save(tmp_path / "b.hfg", Project(code="B"))) == 0
    assert (codes(new), kept(new).unit) == (["B"], UNIT)


def test_a_workbook_in_use_is_left_alone(ours: Path, tmp_path: Path) -> None:
    source = save(tmp_path / "b.hfg", Project(code="B"))
    with open_file(ours):
        assert run("merge", ours, source) == 3
        assert run("merge", ours, source, "--dry-run") == 0
    assert codes(ours) == ["A1"]
    # A source may be open elsewhere.
    with open_file(source):
        assert run("merge", ours, source) == 0
    assert codes(ours) == ["A1", "B"]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.hfg").write_text("不是工作簿", encoding="utf-8")
    assert run("merge", tmp_path / "x.hfg", save(tmp_path / "b.hfg")) == 3
    assert run("merge", tmp_path, tmp_path / "b.hfg") == 3


def test_many_sources_show_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(60):
        save(tmp_path / "科室" / f"{number:02}.hfg", Project(code=f"A{number:02}"))
    whole = tmp_path / "总.hfg"
    assert run("merge", whole, tmp_path / "科室") == 0
    said = capsys.readouterr().err
    assert "50/60" in said
    assert "60/60" in said
    assert codes(whole) == [f"A{number:02}" for number in range(60)]


def test_files_of_one_name_are_told_apart(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [save(tmp_path / home / "表.hfg", Project(code=home)) for home in ("B", "C")]
    _, told = merged(capsys, ours, *paths)
    assert [each["source"] for each in told["sources"]] == [str(path) for path in paths]


def test_an_interrupt_stops_the_reading_and_writes_nothing(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "is_workbook", interrupted)
    before = ours.read_bytes()
    assert run("merge", ours, save(tmp_path / "b.hfg", Project(code="B"))) == 3
    assert ours.read_bytes() == before


def test_as_a_process(ours: Path, tmp_path: Path) -> None:
    save(tmp_path / "b.hfg", Project(code="B"))
    done = process("merge", ours, tmp_path / "b.hfg", tmp_path / "没有.hfg")
    assert done.returncode == 1
    assert done.stdout == b""
    said = done.stderr.decode("utf-8")
    assert "没有.hfg" in said
    assert "Traceback" not in said
