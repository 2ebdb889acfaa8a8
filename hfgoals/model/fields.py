"""Every fillable field, once: its place in the values, its Chinese label, its kind, and what the
rest of the program must know of it.

The file, the dump, the editors, the imports, the wide table, fill-in workbooks and the checks of
completeness all go by this table. To add a field: its attribute in values.py and a line here; a
form shows it where it places it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Literal

from hfgoals.model.disclosure import Report
from hfgoals.model.disclosure_fields import REPORT_FIELDS
from hfgoals.model.field import Element, Field, ListColumn
from hfgoals.model.kinds import (
    COLUMN_IDS,
    FORM_IDS,
    LINE,
    MONEY,
    PERCENT,
    POINTS,
    PROSE,
    TARGET,
    TEXT,
    YEAR,
    Kind,
)
from hfgoals.model.options import OPTIONS
from hfgoals.model.policy import Policy
from hfgoals.model.stage_fields import RESULT_FIELDS, STAGE_FIELDS, YEAR_FIELDS
from hfgoals.model.stages import Result, Stage
from hfgoals.model.values import (
    AnnualPlan,
    Goal,
    Indicator,
    Project,
    Safeguard,
    SubGoal,
    Unit,
)

__all__ = [
    "FIELDS",
    "LEVELS",
    "PART_OF",
    "ROW_TYPES",
    "Element",
    "Field",
    "ListColumn",
    "Part",
    "field_of",
    "labels_of",
    "own_fields",
    "shown_fields",
    "together",
    "with_texts",
]

Part = Literal[
    "unit", "plan", "subgoal", "safeguard", "project", "goal", "indicator", "report",
    "policy", "stage", "result",
]  # fmt: skip
ROW_TYPES: dict[Part, type] = {
    "unit": Unit,
    "plan": AnnualPlan,
    "subgoal": SubGoal,
    "safeguard": Safeguard,
    "project": Project,
    "goal": Goal,
    "indicator": Indicator,
    "report": Report,
    "stage": Stage,
    "result": Result,
    "policy": Policy,
}
PART_OF: dict[type, Part] = {row_type: part for part, row_type in ROW_TYPES.items()}
LEVELS = ("level1", "level2")
"""The fields of an indicator that neighbouring rows share in merged cells."""


def _progress(month: str, number: int, *, required: bool = False) -> Field:
    return Field(
        f"plan.{month}",
        f"{number}月底支出进度",
        PERCENT,
        also=(f"{number}月底",),
        required=required,
        column=ListColumn(month, 7, f"{number}月底", centred=True, note="支出进度，累计"),
        hint="到这时累计支出占预算数的百分比，如 30%。只增不减，12月底一般是 100%。",
        key=f"plan.{number}",
    )


_SCHEME = Field("scheme", "指标体系", LINE, foreign=False, printed=False)
_POLICY_BASIS = Field("policy_basis", "政策依据", TEXT, foreign=False, printed=False)
_AMOUNT = "以万元为单位填数字，如 12.50。预算数应等于财政资金加其他资金。"

FIELDS: dict[Part, tuple[Field, ...]] = {
    "unit": (
        Field(
            "code",
            "单位编码",
            LINE,
            column=ListColumn("unit_code", 10, centred=True),
            element=Element("AGENCY_CODE", 21),
        ),
        Field(
            "name",
            "单位名称",
            LINE,
            column=ListColumn("unit_name", 16),
            hint="填单位编码和单位名称，连着写，如 130001某某县融媒体中心。",
            element=Element("AGENCY_NAME", 300),
        ),
    ),
    "plan": (
        Field("year", "年度", YEAR, element=Element("FISCAL_YEAR", 4)),
        Field("overall.goal", "总体绩效目标", TEXT),
        Field("overall.funds.basic", "基本支出", MONEY),
        Field("overall.funds.project", "项目支出", MONEY),
        Field("overall.funds.total", "资金总额", MONEY),
        Field("overall.remarks", "其他说明的问题", TEXT),
        Field("signatures.unit_head", "单位负责人", LINE, foreign=False),
        Field("signatures.finance_head", "财务负责人", LINE, foreign=False),
        Field("signatures.preparer", "填报人", LINE, foreign=False),
        Field("signatures.phone", "联系电话", LINE, foreign=False),
        Field("signatures.filled_on", "填报日期", LINE, foreign=False),
        Field("forms", "表样", FORM_IDS, foreign=False),
        Field("columns", "指标表可选栏目", COLUMN_IDS, foreign=False, printed=False, optional=True),
        _SCHEME,
        *YEAR_FIELDS,
    ),
    "subgoal": (
        Field("title", "分项名称", LINE),
        Field("goal", "绩效目标", TEXT, offered="分项绩效目标"),
        Field("indicators", "绩效指标", TEXT, offered="分项绩效指标"),
        _POLICY_BASIS,
        Field("budget", "预算金额", MONEY, offered="任务预算金额", optional=True),
        Field("fiscal", "财政拨款", MONEY, offered="任务财政拨款", optional=True),
        Field("other", "其他资金", MONEY, offered="任务其他资金", optional=True),
    ),
    "safeguard": (Field("text", "工作保障措施", TEXT),),
    "project": (
        Field(
            "code",
            "项目编码",
            LINE,
            required=True,
            column=ListColumn("project_code", 22, centred=True),
            hint="填财政部门下达的项目编码，还没有的留空。",
            element=Element("PRO_CODE", 21),
        ),
        Field(
            "name",
            "项目名称",
            LINE,
            required=True,
            column=ListColumn("project_name", 21),
            hint="填项目全称，与预算批复一致。",
            element=Element("PRO_NAME", 180),
        ),
        Field(
            "budget",
            "预算数",
            MONEY,
            required=True,
            column=ListColumn("budget", 10),
            hint=_AMOUNT,
        ),
        Field(
            "fiscal",
            "财政资金",
            MONEY,
            also=("其中:财政资金",),
            column=ListColumn("fiscal", 10),
            hint=_AMOUNT,
        ),
        Field(
            "other",
            "其他资金",
            MONEY,
            column=ListColumn("other", 10),
            hint=f"{_AMOUNT}没有的填 0。",
        ),
        Field(
            "purpose",
            "资金用途",
            TEXT,
            required=True,
            column=ListColumn("purpose", 24, long=True),
            hint="写清钱用在哪些方面，各多少。Alt+回车可以换行。",
        ),
        _progress("march", 3),
        _progress("june", 6),
        _progress("october", 10),
        _progress("december", 12, required=True),
        Field("kind", "项目类型", LINE, foreign=False, printed=False),
        _SCHEME,
        _POLICY_BASIS,
    ),
    "goal": (
        # All the goals of a project stand in one such element.
        Field(
            "text",
            "绩效目标",
            TEXT,
            hint="一格写一条，不用写序号；用不完的格子留空。",
            element=Element("KPI_TARGET", 2000),
        ),
    ),
    "indicator": (
        Field(
            "level1",
            "一级指标",
            LINE,
            required=True,
            column=ListColumn("level1", 10, centred=True),
            hint="点右边的箭头选择。每一行都要选。",
            element=Element("LV1_PERF_IND_NAME", 1000),
        ),
        Field(
            "level2",
            "二级指标",
            LINE,
            required=True,
            column=ListColumn("level2", 15, centred=True),
            hint="先选好左边的一级指标，再点箭头选择与它相配的。",
            element=Element("LV2_PERF_IND_NAME", 1000),
        ),
        Field(
            "name",
            "三级指标",
            TEXT,
            required=True,
            column=ListColumn("indicator", 18),
            hint="写考核什么，如“设备验收合格率”。",
            element=Element("LV3_PERF_IND_NAME", 1000),
        ),
        Field(
            "description",
            "绩效指标描述",
            TEXT,
            also=("指标描述", "指标内容"),
            required=True,
            column=ListColumn("description", 22),
            hint="写怎样计算、怎样评定。",
            element=Element("KPI_CONTENT", 2000),
        ),
        Field(
            "target",
            "指标值",
            TARGET,
            also=("目标值",),
            required=True,
            column=ListColumn("target", 14, "指标值（全文）", centred=True, note="如 ≥95%"),
            hint=(
                "符号、数字、单位写在同一格：≥95%、≤12万元、＝4期。"
                "符号有 ≥ ＞ ＝ ＜ ≤；期限写“某年某月底前”；不能用数字的写档次，如“优”。"
                "常用的计量单位见“填写说明”。"
            ),
            element=Element("KPI_VAL", 1000),
        ),
        Field(
            "basis",
            "指标值确定依据",
            TEXT,
            also=("确定依据",),
            required=True,
            column=ListColumn("basis", 20),
            hint="可以点箭头选一项，也可以自己写；有几项的用顿号隔开。",
        ),
        Field(
            "weight",
            "分值",
            POINTS,
            also=("权重", "分值/权重", "权重/分值"),
            column=ListColumn("weight", 6, "权重", centred=True),
            hint="填数字，最多两位小数，如 12.5。各行合计一般是 90，另有预算执行率 10 分。",
            optional=True,
            element=Element("WEIGHT", 6),
        ),
        Field(
            "scoring",
            "评（扣）分标准",
            TEXT,
            also=("评(扣)分标准", "评分标准", "扣分标准"),
            column=ListColumn("scoring", 20),
            hint="写怎样得分、怎样扣分，如“每少一期扣 2 分，扣完为止”。",
            optional=True,
            element=Element("KPI_EVALSTD", 2000),
        ),
        Field(
            "evidence",
            "数据来源/佐证资料",
            TEXT,
            also=("数据来源", "佐证资料"),
            column=ListColumn("evidence", 16),
            hint="写数从哪里来、凭什么资料证明，由谁保管。",
            optional=True,
        ),
    ),
    "report": REPORT_FIELDS,
    "stage": STAGE_FIELDS,
    "result": RESULT_FIELDS,
    "policy": (
        Field("title", "政策文件", LINE, foreign=False),
        Field("number", "文号", LINE, foreign=False),
        Field("issuer", "发文单位", LINE, foreign=False),
        Field("begins", "施行日期", LINE, foreign=False),
        Field("ends", "有效期至", LINE, foreign=False),
        Field("text", "政策全文", PROSE, foreign=False),
    ),
}


@cache
def field_of(part: Part, path: str) -> Field:
    """The field at that path. Raises KeyError when there is none."""
    return _by_path(part)[path]


@cache
def _by_path(part: Part) -> dict[str, Field]:
    return {entry.path: entry for entry in FIELDS[part]}


def with_texts(row: Any, texts: Mapping[str, str]) -> Any:
    """The row with texts put into its fields, by their paths. Raises FieldError."""
    part = PART_OF[type(row)]
    for path, text in texts.items():
        row = field_of(part, path).put(row, text)
    return row


@cache
def labels_of(part: Part, kind: Kind | None = None) -> dict[str, str]:
    """The paths of a part's fields, or of those of one kind, by every label that tables of the
    standard layouts give them."""
    fields = [each for each in FIELDS[part] if kind is None or each.kind is kind]
    return {label: each.path for each in fields for label in (each.label, *each.also)}


def shown_fields(part: Part, columns: Collection[str]) -> tuple[Field, ...]:
    """The fields that forms show in a year with these optional columns."""
    return tuple(each for each in FIELDS[part] if not each.optional or each.path in columns)


def together(*columns: Iterable[str]) -> tuple[str, ...]:
    """These optional columns in the order of the forms, those of a later program at the end."""
    wanted = dict.fromkeys(path for each in columns for path in each)
    known = [each for each in OPTIONS if each in wanted]
    known += [each.path for each in FIELDS["indicator"] if each.path in wanted]
    return tuple(dict.fromkeys((*known, *wanted)))


@cache
def own_fields(part: Part) -> tuple[Field, ...]:
    """The fields that a row of its own makes: without the levels shared by neighbours."""
    shared = LEVELS if part == "indicator" else ()
    return tuple(each for each in FIELDS[part] if each.path not in shared)
