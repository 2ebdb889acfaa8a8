"""The user's own library: kept, read back, merged by kind, level and name, and faults told."""

from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals import presets
from hfgoals.model.target import Target
from hfgoals.model.values import Indicator, Project
from hfgoals.presets.own import (
    edited,
    keep_lines,
    line_of,
    lines_of,
    own_lines,
    read_own,
    shown,
    with_lines,
    write_own,
)
from hfgoals.trouble import FileMissing, Trouble

ROW = Indicator(
    level1="产出指标",
    level2="数量指标",
    name="直播“村晚”场次",
    description="全年在乡镇开展的\\直播",
    target=Target.parse("≥12场"),
    basis="2026年工作计划、县委宣传部会议纪要",
)
PROJECT = Project(name="新媒体运营费", indicators=(ROW, Indicator(name="没有二级指标")))


def test_rows_come_back_in_another_year(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "own.toml"
    path.parent.mkdir()
    keep_lines(lines_of(PROJECT, 2026), path)
    (line,) = own_lines(path)
    assert (line.kind, line.code) == ("new_media", "数量")
    fill = line.filled(2027, None, presets.scheme("cost_first"))
    assert (fill.level1, fill.level2) == ("产出指标", "数量指标")
    assert (fill.name, fill.description) == (ROW.name, ROW.description)
    assert (fill.target, fill.basis) == ("≥12场", "2027年工作计划、县委宣传部会议纪要")
    assert shown(line, 2026).basis == ROW.basis


def test_what_is_kept_again_takes_the_place_of_the_same_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    kind = presets.kind_named("新媒体运营")
    first = line_of(ROW, kind, 2026)
    other = line_of(replace(ROW, name="别的场次"), None, 2026)
    again = line_of(replace(ROW, target=Target.parse("≥20场")), kind, 2026)
    assert first is not None
    assert other is not None
    assert again is not None
    keep_lines([first, other], path)
    keep_lines([again], path)
    assert read_own(path) == (again, other)
    assert with_lines((first,), (edited(first, replace(ROW, name="改名"), 2026),))[0] == first


def test_a_line_without_a_number_leaves_it_open() -> None:
    line = line_of(replace(ROW, target=Target("")), None, 2026)
    assert line is not None
    assert line.filled(2026, None, presets.scheme("hebei")).target == ""


def test_nothing_is_kept_of_what_has_no_name_or_level() -> None:
    assert line_of(replace(ROW, level2="乱写"), None, 2026) is None
    assert line_of(replace(ROW, name=" "), None, 2026) is None


def test_a_missing_file_is_an_empty_library_but_nothing_to_take_in(tmp_path: Path) -> None:
    assert own_lines(tmp_path / "none.toml") == ()
    with pytest.raises(FileMissing):
        read_own(tmp_path / "none.toml")


def test_an_empty_library_can_be_written(tmp_path: Path) -> None:
    write_own([], tmp_path / "own.toml")
    assert read_own(tmp_path / "own.toml") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\x00", "写法不对"),
        ('[["指标"]]\n"类型" = "数量"\n', "名称"),
        ('[["指标"]]\n"名称" = "a"\n"类型" = "产量"\n', "产量"),
        ('[["指标"]]\n"名称" = "a"\n"类型" = "数量"\n"编号" = "1"\n', "编号"),
        ('"指标" = 3\n', "指标"),
    ],
)
def test_a_fault_is_told_and_the_file_left_alone(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Trouble) as caught:
        keep_lines([], path)
    assert said in caught.value.what
    assert path.read_text("utf-8") == text
