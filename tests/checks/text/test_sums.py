"""Sums and lists within one text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hfgoals.checks.text.sums import counted_nouns, listed_items, odd_sums, parts_of, shared_out


@pytest.mark.parametrize(
    ("text", "stated", "counted"),
    [
        ("举办活动12场，其中春晚1场、比赛5场、下乡8场", 12, 14),
        ("开展直播60场，其中助农20场、文旅25场、政务25场", 60, 70),
        ("购置话筒20支、提词器5台、调音台10台，共30台套", 30, 35),
        ("办好《早安》《夜话》《法治》五档栏目", 5, 3),
    ],
)
def test_what_does_not_add_up_is_told(text: str, stated: int, counted: int) -> None:
    (odd,) = odd_sums(text)
    assert (odd.stated, odd.counted) == (stated, counted)


@pytest.mark.parametrize(
    "text",
    [
        "举办活动12场，其中春晚1场、比赛3场、下乡8场",
        "购置话筒20支、提词器5台、调音台10台，共35台套",
        "为32个村各补装音柱2个，共64个",
        "培训60人，其中女性40人、党员30人",  # of people the parts overlap
        "放映1200场，其中科教片不少于200场",
        "编发稿件300篇，其中图文100篇、视频80篇等",
        "办好《早安》《夜话》等5档自办节目",
        "《云岭新闻》周末版、《乡村大舞台》《法治云岭》三档栏目",
        "",
    ],
)
def test_what_adds_up_or_is_open_is_left_alone(text: str) -> None:
    assert odd_sums(text) == ()


def test_lists_of_amounts_and_of_nouns() -> None:
    assert [each.number for each in parts_of("防火墙2台、日志审计1套")] == [2, 1]
    assert parts_of("每座台站24只、备用2只") == ()
    assert parts_of("保洁、保安") == ()
    assert listed_items("景区预约、非遗商城、随手拍") == 3
    assert listed_items("市级、省级电视台播出的集数") == 0
    assert listed_items("文字、图片等") == 0


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("13个乡镇各一个", (13, "个")),
        ("春、夏、秋各1期，每期40人", (3, "期")),
        ("各乡镇各一个", None),
    ],
)
def test_shares_come_to_a_whole(text: str, whole: tuple[int, str] | None) -> None:
    out = shared_out(text)
    assert (out and (out[1], out[2])) == (whole and (Decimal(whole[0]), whole[1]))


def test_nouns_behind_and_before_a_number_name_what_is_counted() -> None:
    assert [(each.noun, each.number) for each in counted_nouns("全县110个行政村")] == [
        ("个行政", 110)
    ]
    assert [each.number for each in counted_nouns("防火墙2台、日志审计1套")] == [2, 1]
    assert counted_nouns("每座台站24只蓄电池，抽取20个村") == ()
