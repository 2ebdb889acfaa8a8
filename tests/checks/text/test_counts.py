"""What texts count, and whether two counts are of one thing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hfgoals.checks.text.counts import Count, count_of, counts


def _only(text: str, heading: str = "") -> Count:
    (found,) = counts(text, heading)
    return found


def _row(name: str, number: str, unit: str) -> Count:
    return count_of(name, Decimal(number), unit)


@pytest.mark.parametrize(
    ("said", "name", "unit"),
    [
        ("全年完成公益广告制作120条", "公益广告制作数量", "条"),
        ("微信公众号发布文章≥1200篇", "微信公众号文章发布数量", "篇"),
        ("摄像机购置＝8台", "摄像机采购数量", "台"),
        ("编辑工作站购置＝6套", "编辑工作站购置数量", "套"),
        ("《示例新闻》播出≥260期", "《示例新闻》播出期数", "期"),
        ("新媒体内容年阅读量≥2400万次", "新媒体内容年阅读量", "万次"),
        ("读者满意度≥90%", "读者满意度", "%"),
        ("群众文艺活动≥8场", "群众文艺活动场次", "场"),
        ("全年制作120条公益广告，", "公益广告制作数量", "条"),
        ("设备正常运行率≥99%", "设备正常运行率", "%"),
    ],
)
def test_the_same_thing_in_other_words(said: str, name: str, unit: str) -> None:
    assert _only(said).of_one_thing(_row(name, "7", unit))


@pytest.mark.parametrize(
    ("said", "name", "unit"),
    [
        ("公益广告播出5000条", "公益广告制作数量", "条"),
        ("专题节目制作52期", "新闻节目制作期数", "期"),
        ("《怀来新闻》播出240期", "《新闻综述》播出期数", "期"),
        ("报纸每期发行6000份", "报纸发行量", "份"),
        ("每天滚动播出公益广告20条", "公益广告播出条数", "条"),
        ("公益广告制作120条", "公益广告制作时长", "分钟"),
        ("群众满意度≥90%", "群众满意度", "%"),
        ("设备验收合格率＝100%", "设备正常运行率", "%"),
        ("培训4期", "期数", "期"),
        ("全年安排12个项目，", "完成项目数量", "个"),
        ("购置设备20台", "设备购置数量", "台"),
        ("公益广告120条", "公益广告条数", "个"),
    ],
)
def test_other_things_are_told_apart(said: str, name: str, unit: str) -> None:
    assert not _only(said).of_one_thing(_row(name, "7", unit))


def test_a_number_without_object_belongs_to_the_one_title_of_its_sentence_or_heading() -> None:
    text = "2023年《新怀来》报围绕社会热点抓好各类深度报道，完成出版41期。"
    assert (_only(text).title, _only(text).number) == ("新怀来", 41)
    assert _only("完成出版41期。", "《新怀来》报出版").title == "新怀来"
    assert _only("《甲》和《乙》各有特色，完成出版41期。").title == ""
    assert _only(text).of_one_thing(_row("编发刊物信息数量", "48", "期").under("新怀来"))


def test_amounts_of_work_are_neither_shares_nor_money_nor_time() -> None:
    text = "播出240期，满意度≥90%，每月成本3万元，粉丝量17.8万，历时12个月，每天播出20条"
    assert [each.text for each in counts(text) if each.of_work] == ["播出240期", "粉丝量17.8万"]


def test_two_counts_of_one_thing_have_a_key_in_common() -> None:
    said, row = _only("公益广告制作120条"), _row("公益广告制作数量", "100", "条")
    assert set(said.keys) & set(row.keys)
