"""Profile files: written and read back, and every fault told without touching the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.profiles import (
    drop_profile,
    keep_profile,
    own_profiles,
    profile_named,
    profiles_path,
    read_profiles,
    write_profiles,
)
from hfgoals.trouble import FileMissing, Trouble
from hfgoals.wide.columns import CATALOGUE
from hfgoals.wide.profile import BUILT_IN, IMPORT, Column, WideProfile
from tests import strategies
from tests.budget import tried

_OWN = WideProfile(
    "县局", (Column("project_name"), Column("budget", "金额"), Column("blank", "甲"))
)
_NAMES = strategies.lines().map(lambda text: text.strip()[:40]).filter(bool)


def _columns() -> st.SearchStrategy[tuple[Column, ...]]:
    chosen = st.permutations([column.key for column in CATALOGUE])
    titles = st.lists(st.just("") | _NAMES, min_size=len(CATALOGUE), max_size=len(CATALOGUE))
    return st.builds(lambda keys, said: tuple(map(Column, keys, said)), chosen, titles)


@tried(20)
@given(
    st.lists(
        st.builds(
            WideProfile,
            _NAMES,
            _columns(),
            currency=st.sampled_from(["万元", "元"]),
            signs=st.sampled_from(["符号", "文字"]),
            repeat=st.sampled_from(["重复", "合并"]),
            titled=st.booleans(),
        ),
        max_size=3,
        unique_by=lambda profile: profile.name,
    )
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, profiles: list[WideProfile]
) -> None:
    path = tmp_path_factory.mktemp("profiles") / "甲.toml"
    write_profiles(profiles, path)
    assert read_profiles(path) == tuple(profiles)


def test_keeping_replacing_and_dropping() -> None:
    assert own_profiles() == ()
    keep_profile(_OWN)
    other = replace(_OWN, name="乙")
    keep_profile(other)
    changed = replace(_OWN, currency="元")
    keep_profile(changed)
    assert own_profiles() == (changed, other)
    assert profile_named("县局") == changed
    drop_profile("县局")
    assert own_profiles() == (other,)
    assert profile_named(IMPORT.name) is IMPORT
    with pytest.raises(Trouble, match="乙"):
        profile_named("没有")


_ONE = '{ "栏目" = "项目名称" }'
_COLUMN = f'"栏目" = [ {_ONE} ]\n'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("名称 = 1", "第1行"),
        ('"方案" = 3', "方案"),
        ('"别的" = 3\n[["方案"]]\n"名称" = "a"\n' + _COLUMN, "方案"),
        ('[["方案"]]\n' + _COLUMN, "名称"),
        (f'[["方案"]]\n"名称" = "{IMPORT.name}"\n{_COLUMN}', IMPORT.name),
        ('[["方案"]]\n"名称" = "a"\n"栏目" = []\n', "a"),
        ('[["方案"]]\n"名称" = "a"\n"栏目" = [ { "栏目" = "工资" } ]\n', "工资"),
        ('[["方案"]]\n"名称" = "a"\n"栏目" = [ { "栏目" = "项目名称", "宽" = 3 } ]\n', "宽"),
        ('[["方案"]]\n"名称" = "a"\n"金额单位" = "美元"\n' + _COLUMN, "美元"),
        ('[["方案"]]\n"名称" = "a"\n"栏目" = [ { "栏目" = "三级指标" } ]\n', "项目编码"),
        (
            f'[["方案"]]\n"名称" = "a"\n{_COLUMN.replace("}", "}, " + _ONE, 1)}',
            "两次",
        ),
        (f'[["方案"]]\n"名称" = "a"\n{_COLUMN}' * 2, "a"),
    ],
)
def test_faults_are_told_by_place_and_nothing_is_touched(text: str, named: str) -> None:
    path = profiles_path()
    path.write_text(text, "utf-8")
    for work in (own_profiles, lambda: keep_profile(_OWN), lambda: drop_profile("a")):
        with pytest.raises(Trouble) as told:
            work()
        assert named in told.value.what
        assert str(path) in told.value.what
    assert path.read_text("utf-8") == text


def test_what_is_no_profile_file(tmp_path: Path) -> None:
    path = tmp_path / "甲.toml"
    with pytest.raises(FileMissing):
        read_profiles(path)
    for data in (b"\xff\xfe\x00", b"#" * 2_000_000, b"[" * 5000):
        path.write_bytes(data)
        with pytest.raises(Trouble):
            read_profiles(path)


def test_the_built_in_ones_can_be_passed_on_under_another_name(tmp_path: Path) -> None:
    for profile in BUILT_IN:
        assert profile.fault() == ""
        mine = replace(profile, name="我的")
        write_profiles([mine], tmp_path / "甲.toml")
        assert read_profiles(tmp_path / "甲.toml") == (mine,)
