"""The hand-in package: whole or not there, never over another one, names that Windows takes."""

from __future__ import annotations

import errno
import os.path
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks import Checker
from hfgoals.checks.case import at
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.package import package_name, remaining, write_package
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from hfgoals.trouble import Cancelled, CannotWrite, Trouble
from tests.budget import tried

SAMPLE = sample_book()
PLAN = SAMPLE.years[-1]
KINDS = [".xlsx", ".pdf", ".docx", ".pdf", ".hfg"]
SMALL = Book(Unit(code="1", name="甲单位"), (AnnualPlan(year=2024), AnnualPlan(year=2025)))


def _copy(book: Book) -> Callable[[Path], None]:
    return lambda path: create(path, book).close()


def test_a_folder_holds_everything_of_its_year(tmp_path: Path) -> None:
    result = write_package(SAMPLE, PLAN, (), tmp_path / "报送", zipped=False, copy=_copy(SAMPLE))
    assert list((tmp_path / "报送").iterdir()) == [result.target]
    assert result.target.name == f"{SAMPLE.unit.name}_{PLAN.year}年_上报包"
    assert sorted(result.files) == sorted(file.name for file in result.target.iterdir())
    assert [Path(name).suffix for name in result.files] == KINDS
    assert all(name.startswith(f"{SAMPLE.unit.name}_{PLAN.year}年_") for name in result.files)
    assert all(file.stat().st_size for file in result.target.iterdir())
    with open_file(result.target / result.files[-1], read_only=True) as store:
        assert store.book == SAMPLE
    assert list(result.target.glob(".*")) == []


def test_a_zip_has_utf8_names_in_a_fixed_order(tmp_path: Path) -> None:
    result = write_package(SMALL, SMALL.years[0], (), tmp_path, zipped=True, copy=_copy(SMALL))
    assert list(tmp_path.iterdir()) == [result.target]
    assert result.target.name == "甲单位_2024年_上报包.zip"
    with zipfile.ZipFile(result.target) as archive:
        assert archive.testzip() is None
        assert tuple(archive.namelist()) == result.files
        # Bit 11 says that a name is UTF-8.
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())
        assert [Path(name).suffix for name in archive.namelist()] == KINDS
        archive.extract(result.files[-1], tmp_path)
    with open_file(tmp_path / result.files[-1], read_only=True) as store:
        assert store.book == SMALL


def test_without_a_copy_there_is_no_workbook(tmp_path: Path) -> None:
    result = write_package(SMALL, SMALL.years[0], (), tmp_path, zipped=False, copy=None)
    assert [Path(name).suffix for name in result.files] == KINDS[:-1]


@pytest.mark.parametrize("zipped", [False, True])
def test_a_package_of_the_same_name_stays(zipped: bool, tmp_path: Path) -> None:
    suffix = ".zip" if zipped else ""
    first = tmp_path / f"甲单位_2025年_上报包{suffix}"
    first.write_bytes(b"someone's")
    second = tmp_path / f"甲单位_2025年_上报包(2){suffix}"
    second.mkdir()
    (second / "mine").write_bytes(b"x")
    third = write_package(SMALL, SMALL.years[-1], (), tmp_path, zipped=zipped, copy=None).target
    fourth = write_package(SMALL, SMALL.years[-1], (), tmp_path, zipped=zipped, copy=None).target
    assert first.read_bytes() == b"someone's"
    assert [file.name for file in second.iterdir()] == ["mine"]
    assert third.name == f"甲单位_2025年_上报包(3){suffix}"
    assert fourth.name == f"甲单位_2025年_上报包(4){suffix}"
    assert sorted(tmp_path.iterdir()) == sorted([first, second, third, fourth])


@pytest.mark.parametrize("zipped", [False, True])
def test_a_name_taken_at_the_last_moment_is_not_written_over(
    zipped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / f"甲单位_2025年_上报包{'.zip' if zipped else ''}"
    taken.write_bytes(b"someone's")
    looked = []
    real = os.path.lexists

    def late(path: Path) -> bool:
        looked.append(path)
        return False if len(looked) == 1 else real(path)

    monkeypatch.setattr("os.path.lexists", late)
    result = write_package(SMALL, SMALL.years[-1], (), tmp_path, zipped=zipped, copy=None)
    assert looked[0] == taken
    assert taken.read_bytes() == b"someone's"
    assert "(2)" in result.target.name


def test_a_disk_without_links_takes_a_zip_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "no links", str(target))

    monkeypatch.setattr("os.link", refuse)
    result = write_package(SMALL, SMALL.years[-1], (), tmp_path, zipped=True, copy=None)
    assert list(tmp_path.iterdir()) == [result.target]
    assert zipfile.is_zipfile(result.target)


@pytest.mark.parametrize("zipped", [False, True])
def test_stopping_at_any_moment_leaves_nothing(zipped: bool, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_package(
        SMALL,
        SMALL.years[-1],
        (),
        tmp_path / "whole",
        zipped=zipped,
        copy=_copy(SMALL),
        report=lambda *steps: told.append(steps),
    )
    assert told == sorted(told)
    assert told[-1] == (100, 100)
    folder = tmp_path / "stopped"
    for moment in range(len(told)):
        left = [moment]

        def stop(done: int, total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            write_package(
                SMALL,
                SMALL.years[-1],
                (),
                folder,
                zipped=zipped,
                copy=_copy(SMALL),
                report=stop,
            )
        assert list(folder.iterdir()) == []


def test_trouble_with_the_copy_leaves_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise CannotWrite("x")

    with pytest.raises(CannotWrite):
        write_package(SMALL, SMALL.years[-1], (), tmp_path, zipped=True, copy=fail)
    assert list(tmp_path.iterdir()) == []


def test_trouble_with_the_last_step_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(made: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "denied", str(target))

    monkeypatch.setattr("hfgoals.package.move_to_free", refuse)
    with pytest.raises(CannotWrite) as caught:
        write_package(SMALL, SMALL.years[-1], (), tmp_path, zipped=False, copy=None)
    assert caught.value.safe
    assert caught.value.advice
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Trouble):
        write_package(SMALL, SMALL.years[-1], (), tmp_path / "file", zipped=False, copy=None)


def test_errors_are_told_and_do_not_block(tmp_path: Path) -> None:
    project = PLAN.projects[0]
    book = applied(
        SAMPLE,
        [SetText(at(project, "budget"), "50.00"), SetText(at(project, "purpose"), project.name)],
    )
    plan = book.years[-1]
    findings = Checker().check(book, plan)
    counts = [sum(each.level == level for each in findings) for level in ("error", "warning")]
    assert all(counts)
    assert remaining(findings) == f"还有 {counts[0]} 处错误、{counts[1]} 处警告未处理"
    result = write_package(book, plan, findings, tmp_path, zipped=False, copy=None)
    assert len(result.files) == 4


def test_hints_and_nothing_are_not_told() -> None:
    hints = [each for each in Checker().check(SAMPLE, PLAN) if each.level == "hint"]
    assert remaining(hints) == remaining(()) == ""


@tried(20)
@given(st.text(max_size=300), st.text(max_size=20))
def test_every_unit_has_a_name_that_windows_takes(name: str, code: str) -> None:
    made = package_name(Unit(code=code, name=name), AnnualPlan(year=2025), ".zip")
    assert made.endswith("_上报包.zip")
    assert "2025年" in made
    assert not set(made) & set('<>:"/\\|?*')
    assert min(made) >= " "
    assert len(made.encode("utf-16-le", "surrogatepass")) <= 2 * 130


def test_a_unit_with_signs_in_its_name_gets_its_package(tmp_path: Path) -> None:
    book = Book(Unit(name='甲/乙:丙*?"<县>|中心\\' + "长" * 200), (AnnualPlan(year=2025),))
    result = write_package(book, book.years[0], (), tmp_path, zipped=False, copy=_copy(book))
    assert list(tmp_path.iterdir()) == [result.target]
    assert len(set(result.files)) == len(KINDS)
