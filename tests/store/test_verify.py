"""Looking through a file: what it says, and that it changes nothing."""

from __future__ import annotations

from pathlib import Path

from hfgoals.model.rows import flatten
from hfgoals.store import open_file, verify
from hfgoals.store.schema import VERSION
from tests.store.workbooks import run_sql


def test_a_sound_file(saved: Path) -> None:
    content = saved.read_bytes()
    with open_file(saved) as store:
        count = len(list(flatten(store.book)))
        assert verify(saved).ok
    report = verify(saved)
    assert (report.ok, report.records, report.problems, report.version) == (
        True,
        count,
        (),
        VERSION,
    )
    assert saved.read_bytes() == content
    assert list(saved.parent.iterdir()) == [saved]


def test_every_bad_record_counts(saved: Path) -> None:
    run_sql(saved, "UPDATE record SET position = position + 1 WHERE part IN ('goal', 'subgoal')")
    content = saved.read_bytes()
    report = verify(saved)
    assert not report.ok
    said = "".join(report.problems)
    for named in (
        "融媒体中心运行维护费0",
        "融媒体中心运行维护费2",
        "2023年度",
        "分项绩效目标损坏 2",
    ):
        assert named in said
    assert saved.read_bytes() == content


def test_a_structure_that_is_broken_is_a_problem_not_a_trouble(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    saved.write_bytes(content)
    report = verify(saved)
    assert not report.ok
    assert report.problems


def test_a_file_cut_short(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:5000])
    assert not verify(saved).ok


def test_a_header_that_is_broken(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[18] = 2
    saved.write_bytes(content)
    assert not verify(saved).ok
