"""A damaged preset file is told by file, place and fault, never passed over."""

import copy
import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hfgoals.paths import resource
from hfgoals.presets.bases import load_bases
from hfgoals.presets.drafts import load_drafts
from hfgoals.presets.items import load_duty_items
from hfgoals.presets.library import kinds, load_kind, load_library
from hfgoals.presets.measures import load_signs, load_units
from hfgoals.presets.overall import load_overall
from hfgoals.presets.recognition import load_basic_expenditure
from hfgoals.presets.schemes import load_schemes
from hfgoals.presets.source import preset_path, read_head
from hfgoals.presets.spending import load_spending_plans
from hfgoals.presets.weights import load_weight_schemes
from hfgoals.trouble import PresetTrouble

LOADERS = {
    "schemes.toml": load_schemes,
    "signs.toml": load_signs,
    "units.toml": load_units,
    "bases.toml": load_bases,
    "overall.toml": load_overall,
    "basic_expenditure.toml": load_basic_expenditure,
    "spending_plans.toml": load_spending_plans,
    "overall_items.toml": load_duty_items,
    "weights.toml": load_weight_schemes,
    "drafts.toml": load_drafts,
    "library/equipment.toml": load_kind,
    "library/newspaper.toml": load_kind,
}
EVERY_FILE = pytest.mark.parametrize("name", LOADERS)


@pytest.fixture
def presets_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("presets"), tmp_path / "presets"))


def trouble_of(path: Path) -> PresetTrouble:
    name = f"library/{path.name}" if path.parent.name == "library" else path.name
    with pytest.raises(PresetTrouble) as caught:
        LOADERS[name](path)
    assert name in caught.value.what
    assert caught.value.safe
    assert caught.value.advice
    return caught.value


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_preset_file_is_known_here_and_opens_with_comments(presets_copy: Path) -> None:
    files = {path.relative_to(presets_copy).as_posix() for path in presets_copy.rglob("*.toml")}
    assert {name for name in files if not name.startswith("library/")} == {
        name for name in LOADERS if not name.startswith("library/")
    }
    for name in files:
        head = (presets_copy / name).read_text(encoding="utf-8")
        assert head.startswith("# ")
        assert "用处" in head


@EVERY_FILE
def test_the_file_as_it_is_loads(presets_copy: Path, name: str) -> None:
    assert LOADERS[name](presets_copy / name)


@EVERY_FILE
def test_a_mark_of_notepad_does_no_harm(presets_copy: Path, name: str) -> None:
    path = presets_copy / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert LOADERS[name](path) == LOADERS[name](resource("presets", name))


@EVERY_FILE
def test_a_missing_file(presets_copy: Path, name: str) -> None:
    (presets_copy / name).unlink()
    trouble_of(presets_copy / name)


@EVERY_FILE
def test_a_missing_quotation_mark_is_told_with_its_line(presets_copy: Path, name: str) -> None:
    path = presets_copy / name
    change(path, '"名称" = "', '"名称" = “')
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "= “" in text)
    assert f"第{line}行" in trouble_of(path).what


@EVERY_FILE
def test_a_file_that_ends_in_the_middle(presets_copy: Path, name: str) -> None:
    path = presets_copy / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('"名称" = "') + 10], encoding="utf-8")
    trouble_of(path)


@EVERY_FILE
def test_a_file_of_another_encoding(presets_copy: Path, name: str) -> None:
    path = presets_copy / name
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("gb18030"))
    assert "UTF-8" in str(trouble_of(path))


@EVERY_FILE
def test_an_empty_file(presets_copy: Path, name: str) -> None:
    (presets_copy / name).write_text("", encoding="utf-8")
    trouble_of(presets_copy / name)


@EVERY_FILE
def test_a_misspelt_key(presets_copy: Path, name: str) -> None:
    change(presets_copy / name, '"名称" =', '"名字" =')
    assert "名字" in trouble_of(presets_copy / name).what


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("schemes.toml", '"hebei"', '""', "编号"),
        ("schemes.toml", '"cost_first"', '"hebei"', "编号"),
        ("schemes.toml", '"类型" = "质量"', '"类型" = "数量"', "类型"),
        ("schemes.toml", "= 2015", '= "2015"', "默认起始年度"),
        ("schemes.toml", '["产出数量"]', '"产出数量"', "别名"),
        ("signs.toml", '"符号" = "＜"', '"符号" = "~"', "符号"),
        ("units.toml", '["%", "‰"]', '["%", "%"]', "单位"),
        ("units.toml", '"适用" = ["质量"', '"适用" = ["品质"', "品质"),
        ("bases.toml", '"行业标准"', '"计划标准"', "计划标准"),
        ("bases.toml", '"行业标准"', '"行业、国家标准"', "顿号"),
        ("spending_plans.toml", "[25, 50, 83, 100]", "[25, 50, 83, 90]", "进度"),
        ("spending_plans.toml", "[25, 50, 83, 100]", "[50, 25, 83, 100]", "进度"),
        ("spending_plans.toml", "[25, 50, 83, 100]", "[25, 50, 100]", "进度"),
        ("spending_plans.toml", "[25, 50, 83, 100]", '[25, 50, "83", 100]', "进度"),
        ("overall_items.toml", '"媒体融合发展"', '"新媒体平台运营"', "名称"),
        ("library/equipment.toml", '"类型" = "数量"', '"类型" = "产量"', "产量"),
        ("library/equipment.toml", '"符号" = "≥"', '"符号" = ">="', ">="),
        ("library/equipment.toml", '"数值" = "2"', '"数值" = "若干"', "数值"),
        ("library/equipment.toml", '"数值" = "2"', '"数值" = "{budgett}"', "数值"),
        ("library/equipment.toml", '"数值" = "2"', '"数值" = 20', "数值"),
        ("library/equipment.toml", '"单位" = "台"', '"单位" = ""', "单位"),
        ("library/equipment.toml", '"取值" = "底线"', '"取值" = "估计"', "取值"),
        ("library/equipment.toml", '"取值" = "底线"', '"取值" = "规定"', "出处"),
        ("library/equipment.toml", '"取值" = "照实填"', '"取值" = "底线"', "底线"),
        ("library/newspaper.toml", "{budget/报纸出版期数}", "{budget/期数}", "期数"),
        ("library/equipment.toml", '"新建技术系统套数"', '"购置摄像机台数"', "购置摄像机台数"),
    ],
)
def test_a_wrong_entry_is_told(
    presets_copy: Path, name: str, old: str, new: str, said: str
) -> None:
    change(presets_copy / name, old, new)
    assert said in trouble_of(presets_copy / name).what


def _values(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every key of the first table of each kind, and to the first value in lists."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data[:1]):
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from _values(value, (*way, key))


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_toml(key)} = {_toml(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


@EVERY_FILE
def test_a_value_of_another_type_is_told_wherever_it_stands(presets_copy: Path, name: str) -> None:
    path = presets_copy / name
    sound = tomllib.loads(path.read_text("utf-8"))
    ways = list(_values(sound))
    assert len(ways) > 3
    for way in ways:
        for wrong in (7.5, True, "字", [], {}, [[]]):
            data = copy.deepcopy(sound)
            inner: Any = data
            for key in way[:-1]:
                inner = inner[key]
            if type(inner[way[-1]]) is type(wrong):
                continue
            inner[way[-1]] = wrong
            text = "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in data.items())
            path.write_text(text, "utf-8")
            trouble_of(path)


def test_the_place_is_the_number_and_name_of_the_entry(presets_copy: Path) -> None:
    path = presets_copy / "library" / "equipment.toml"
    change(path, '"单位" = "套"', '"单位" = ""')
    what = trouble_of(path).what
    assert "第2个" in what
    assert "新建技术系统套数" in what


def test_a_folder_without_any_kind(tmp_path: Path) -> None:
    with pytest.raises(PresetTrouble):
        load_library(tmp_path)


def test_a_new_kind_needs_one_new_file_only(presets_copy: Path) -> None:
    folder = presets_copy / "library"
    new = folder / "own_kind.toml"
    shutil.copy(folder / "training.toml", new)
    change(new, '"名称" = "培训"', '"名称" = "本单位的一类"')
    known = {kind.id: (kind.name, len(rows)) for kind, rows in load_library(folder)}
    assert known["own_kind"] == ("本单位的一类", known["training"][1])


def test_kinds_are_read_from_the_heads_of_their_files() -> None:
    whole = load_library(preset_path("library"))
    assert kinds() == tuple(kind for kind, _ in whole)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_head_ends_where_the_first_list_of_tables_begins(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "kind.toml"
    text = '"名称" = "培训"\n\n[["指标"]]\n"名称" = wrong\n'
    path.write_bytes(text.replace("\n", line_end).encode())
    assert read_head(path).values == {"名称": "培训"}


def test_a_text_that_looks_like_the_end_of_a_head_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "kind.toml"
    path.write_bytes('"名称" = """培训\n[["指标"]]\n"""\n"顺序" = 3\n'.encode())
    assert read_head(path).values == {"名称": '培训\n[["指标"]]\n', "顺序": 3}
    path.write_bytes('"名称" = """培训\n[["指标"]]\n'.encode())
    with pytest.raises(PresetTrouble):
        read_head(path)
