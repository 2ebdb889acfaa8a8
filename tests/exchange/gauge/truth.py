"""What a made-up project says, before any layout shows it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

_SUBJECTS = (
    "应急广播",
    "融媒体平台",
    "演播厅改造",
    "乡村春晚",
    "无线发射台站",
    "新闻采编设备",
    "记者培训",
)
_KINDS = ("运维费", "购置项目", "专项经费", "建设项目", "补助资金")
_UNITS = ("示例县融媒体中心", "示例区广播电视台", "示范县文化馆", "试点县图书馆")
_ROWS = {
    ("产出指标", "数量指标"): (
        ("节目播出期数", "≥{}期"), ("设备购置数量", "＝{}台"), ("培训场次", "≥{}场"),
        ("稿件发布数量", "≥{}条"), ("巡检次数", "≥{}次"),
    ),
    ("产出指标", "质量指标"): (
        ("设备验收合格率", "≥{p}%"), ("节目安全播出率", "≥{p}%"), ("内容差错率", "≤{s}%"),
    ),
    ("产出指标", "时效指标"): (
        ("任务完成时间", "{y}年{m}月底前"), ("故障响应时间", "≤{}小时"),
        ("资金支付及时率", "≥{p}%"),
    ),
    ("产出指标", "成本指标"): (("单台设备成本", "≤{}元/台"), ("每期制作成本", "≤{}元/期")),
    ("效益指标", "社会效益指标"): (
        ("群众知晓率", "≥{p}%"), ("新闻覆盖人次", "≥{}万人次"), ("宣传影响力", "逐步提升"),
    ),
    ("效益指标", "可持续影响指标"): (("设备使用年限", "≥{s}年"), ("长效机制", "健全")),
    ("满意度指标", "服务对象满意度指标"): (("受众满意度", "≥{p}%"), ("听众满意度", "≥{p}%")),
}  # fmt: skip
_GOALS = (
    "完成全年节目制作播出任务，保障安全播出。",
    "购置设备并投入使用，提升采编能力。",
    "保障平台正常运行，用户满意度不断提高。",
    "开展培训和巡检，确保系统稳定。",
)


@dataclass(frozen=True)
class Row:
    """One indicator."""

    level1: str
    level2: str
    name: str
    target: str
    description: str
    basis: str


@dataclass(frozen=True)
class Truth:
    """One project of one unit and year; amounts in 万元."""

    year: int
    unit: str
    code: str
    name: str
    budget: Decimal
    fiscal: Decimal
    other: Decimal
    goals: tuple[str, ...]
    rows: tuple[Row, ...]


def truth_of(chance: random.Random) -> Truth:
    """A project made up by chance."""
    year = chance.randint(2022, 2027)
    fiscal = Decimal(chance.randint(10, 50_000)) / 100
    other = Decimal(chance.choice((0, 0, chance.randint(1, 5_000)))) / 100
    return Truth(
        year,
        chance.choice(_UNITS),
        f"{chance.randint(10**11, 10**12 - 1)}P{chance.randint(10**5, 10**6 - 1)}",
        chance.choice(_SUBJECTS) + chance.choice(_KINDS),
        fiscal + other,
        fiscal,
        other,
        tuple(chance.sample(_GOALS, chance.choice((1, 1, 2, 3)))),
        tuple(_rows(chance, year)),
    )


def _rows(chance: random.Random, year: int) -> list[Row]:
    found = []
    for (level1, level2), entries in _ROWS.items():
        for name, pattern in sorted(chance.sample(entries, chance.randint(0, 2))):
            target = pattern.format(
                chance.randint(2, 900), p=chance.randint(80, 99), s=chance.randint(1, 9),
                y=year, m=chance.randint(6, 12),
            )  # fmt: skip
            found.append(
                Row(level1, level2, name, target, f"反映{name}的情况", f"{year}年工作计划")
            )
    return found or [Row("产出指标", "数量指标", "节目播出期数", "≥12期", "反映期数", "工作计划")]
