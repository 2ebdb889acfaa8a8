"""The fields of a 政府信息公开工作年度报告, and what its tables call their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.disclosure import DISPUTES, ITEMS, KINDS, OUTCOMES, POWERS
from hfgoals.model.field import Field
from hfgoals.model.kinds import CHANGE, COUNT, EXACT_MONEY, LINE, PROSE, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a small table of chapter 二."""

    path: str
    label: str
    kind: Kind = COUNT


ISSUED: Final = (
    Column("made", "本年新制作数量"),
    Column("published", "本年新公开数量"),
    Column("public", "对外公开总数量"),
)
MATTERS: Final = (
    Column("base", "上一年项目数量"),
    Column("change", "本年增/减", CHANGE),
    Column("decided", "处理决定数量"),
)
PROCURED: Final = (
    Column("projects", "采购项目数量"),
    Column("amount", "采购总金额（万元，保留四位小数）", EXACT_MONEY),
)
PUBLISHED_NAMES: Final = {
    "regulations": "规章",
    "documents": "规范性文件",
    "permits": "行政许可",
    "inspections": "行政检查",
    "confirmations": "行政确认",
    "penalties": "行政处罚",
    "coercions": "行政强制",
    "fees": "行政事业性收费",
    "procurement": "政府集中采购",
}
"""The rows of chapter 二, by their paths."""
COLUMNS_OF: Final[dict[str, tuple[Column, ...]]] = {
    "regulations": ISSUED,
    "documents": ISSUED,
    **dict.fromkeys(POWERS, MATTERS),
    "fees": MATTERS[:2],
    "procurement": PROCURED,
}
ITEM_NAMES: Final = dict(
    zip(
        ITEMS,
        (
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "（一）予以公开",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
            "1.本机关不掌握相关政府信息",
            "2.没有现成信息需要另行制作",
            "3.补正后申请内容仍不明确",
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
            "（六）其他处理",
            "（七）总计",
            "四、结转下年度继续办理",
        ),
        strict=True,
    )
)
"""The rows of chapter 三, by their paths; the last as it should be called."""
RESULTS_HEADING: Final = "三、本年度办理结果"
GROUPS: Final = (
    ("（三）不予公开", ITEMS[4:12]),
    ("（四）无法提供", ITEMS[12:15]),
    ("（五）不予处理", ITEMS[15:20]),
)
"""Rows under one heading."""
KIND_NAMES: Final = dict(
    zip(
        (*KINDS, "total"),
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
        strict=True,
    )
)
OUTCOME_NAMES: Final = dict(
    zip(
        (*OUTCOMES, "total"),
        ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
        strict=True,
    )
)
DISPUTE_NAMES: Final = dict(
    zip(DISPUTES, ("行政复议", "未经复议直接起诉", "复议后起诉"), strict=True)
)
CHAPTERS: Final = {
    "overview": "一、总体情况",
    "published": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、政府信息公开工作存在的主要问题及改进情况",
    "others": "六、其他需要报告的事项",
}
"""The headings; by the paths of their texts, where they have one."""


def item_name(item: str) -> str:
    """What a row of chapter 三 is called away from its table: （三）不予公开1.属于国家秘密."""
    group = next((f"{name}：" for name, items in GROUPS if item in items), "")
    return group + ITEM_NAMES[item].partition("（区分")[0]


def _fields() -> Iterator[Field]:
    yield Field("opening", "开头说明", PROSE, foreign=False)
    yield Field("overview", CHAPTERS["overview"], PROSE, foreign=False)
    for row, name in PUBLISHED_NAMES.items():
        for column in COLUMNS_OF[row]:
            label = f"{name}·{column.label.partition('（')[0]}"
            yield Field(f"{row}.{column.path}", label, column.kind, foreign=False)
    for item in ITEMS:
        for kind, name in KIND_NAMES.items():
            label = f"{item_name(item)}·{name}"
            yield Field(f"requests.{item}.{kind}", label, COUNT, foreign=False)
    yield Field("carried_title", "第四项的名称", LINE, foreign=False)
    for dispute, name in DISPUTE_NAMES.items():
        for outcome, result in OUTCOME_NAMES.items():
            yield Field(f"{dispute}.{outcome}", f"{name}·{result}", COUNT, foreign=False)
    yield Field("problems", CHAPTERS["problems"], PROSE, foreign=False)
    yield Field("others", CHAPTERS["others"], PROSE, foreign=False)


REPORT_FIELDS: Final = tuple(_fields())
