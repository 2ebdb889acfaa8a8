"""What texts are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.text.nouns import neighbours, pieces, runs, titles, topics, wide_topics


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《新怀来》报编辑发行费用", "新怀来报完成出版41期"),
        ("农村应急广播终端维修", "维修应急广播终端，使应急信息及时送到行政村"),
        ("推动IPTV播控平台功能完善", "iptv专线租用费"),
        ("公益广告制作展播", "加大公益广告制作、播出力度"),
    ],
)
def test_texts_of_one_thing_share_a_topic(one: str, other: str) -> None:
    assert topics(one) & topics(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("加强技术管理、技术升级改造及设备设施维护", "融媒体中心运行维护费"),
        ("推动产业项目开展，提高服务保障能力", "完成项目数量，增强服务保障能力"),
        ("运营好新媒体平台", "更换牌匾及门口修缮"),
    ],
)
def test_words_that_say_nothing_are_no_topic(one: str, other: str) -> None:
    assert not topics(one) & topics(other)


def test_pieces_are_readable_words() -> None:
    assert pieces("加强“学习强国”联络站建设") == ("学习强国", "联络站")
    assert pieces("推动IPTV播控平台功能的完善") == ("IPTV", "播控")


def test_the_wider_topics_keep_the_nouns_of_the_trade() -> None:
    assert not topics("新媒体平台运营") & topics("运营好三个新媒体平台")
    assert wide_topics("新媒体平台运营") & wide_topics("运营好三个新媒体平台")


def test_neighbours_and_runs_leave_nothing_out() -> None:
    assert neighbours("怀来县，的") == {"怀来", "来县"}
    assert runs("融媒体中心") == {"融媒体中", "媒体中心"}


def test_titles_come_once_and_without_blanks() -> None:
    assert titles("《新怀来》报和《看 怀来》，《新怀来》") == ("新怀来", "看怀来")


@given(st.text(max_size=60))
def test_topics_are_of_the_text(text: str) -> None:
    for each in topics(text):
        assert each in text.upper()
