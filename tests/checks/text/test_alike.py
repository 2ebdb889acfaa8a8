"""Names of projects that look alike."""

from __future__ import annotations

import pytest

from hfgoals.checks.text.alike import look_alikes, plain_name, shared

UNIT = "唐山市丰润区融媒体中心本级"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("更换牌匾及门口修缮（21年借款）", "融媒体中心西办公楼防水及门面改造"),
        ("演播室摄录设备维护", "演播室摄录设备运行维护"),
        ("怀财字【2023】7号  报纸印刷费", "报纸印刷经费"),
        ("公益广告制作费（第一批）", "公益广告制作费（第二批）"),
    ],
)
def test_names_of_one_thing(one: str, other: str) -> None:
    assert look_alikes((one, "其他完全无关的事", other), UNIT) == ((2, 0),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("播出机房设备运行维护", "演播室摄录设备购置"),
        ("融媒体中心运行维护费", "融媒体中心人才培训"),
        ("联通公司MSTP专线费", "自筹人员经费（预留）"),
        ("", ""),
    ],
)
def test_names_of_different_things(one: str, other: str) -> None:
    assert look_alikes((one, other), UNIT) == ()


def test_the_unit_and_the_document_are_no_part_of_a_name() -> None:
    assert plain_name("怀财字【2023】7号  融媒体中心报纸印刷费", UNIT) == "报纸印刷费"
    assert plain_name("唐山市丰润区融媒体中心更换牌匾（21年借款）", UNIT) == "更换牌匾"


def test_shared_is_symmetric() -> None:
    assert shared("报纸印刷费", "报纸费") == shared("报纸费", "报纸印刷费") == 0.75
    assert shared("", "报纸") == 0


def test_each_name_is_named_once_with_the_first_like_it() -> None:
    assert look_alikes(("报纸印刷费1", "报纸印刷费2", "报纸印刷费3")) == ((1, 0), (2, 0))


@pytest.mark.parametrize("close", [("报纸印刷经费",), ()])
def test_one_that_only_begins_alike_is_passed_over(close: tuple[str, ...]) -> None:
    """It shares neighbours enough for a closer look, and too few characters on that look."""
    names = ("报纸印刷厂房屋顶防水层修缮加固", *close, "报纸印刷费")
    assert look_alikes(names) == (((2, 1),) if close else ())
