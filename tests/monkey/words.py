"""What the monkey types and pastes: what users type and paste, and what nobody should."""

from __future__ import annotations

from random import Random

from tests.strategies import NASTY

TYPED = (
    "完成率", "≥95%", "100%", "≤93209.07元", "30", "12.5", "0", "-1", "1e9", "全年刊发稿件",
    "2023年底前", "1.全年刊发", "（一）", "数量指标", "产出指标", "满意度", "abc", "a", " ", "  ",
    "99999999999999999999", "。", "，", "<b>粗</b>", "&amp;", "=1+1", "%", "“", "𠮷𰻝𬭎",
    "👩🏽‍💻", "融媒体中心运行维护费", "按年度工作计划", "≥", "30%", "101", "2024",
)  # fmt: skip
COMPOSED = ("x", "xin", "xin wen", "'", "nihao", "中", "zhong'hua", "１")
_CELLS = (
    "产出指标",
    "数量指标",
    "刊发篇数",
    "全年刊发的篇数",
    "≥100篇",
    "工作计划",
    "",
    "30",
    "5%",
)
_LONG = "紧紧围绕中心工作开展有计划、有重点、有深度的宣传报道，"


FORM = (
    ("项目名称", "广播设备购置", "主管部门", "某县宣传部"),
    ("项目资金（元）", "年度资金总额", "320000", ""),
    ("总体目标", "完成设备购置，保障安全播出。", "", ""),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "购置台数", "≥12台"),
    ("", "质量指标", "验收合格率", "100%"),
    ("效益指标", "社会效益", "覆盖人数", "5万人"),
    ("满意度指标", "满意度", "听众满意度", "≥90%"),
)
"""Another county's table, as it comes from a spreadsheet."""


def text(chance: Random) -> str:
    """Something to type in one go."""
    return chance.choice(TYPED)


def block(chance: Random) -> str:
    """A text for the clipboard: cells of a table, many lines, nasty or huge ones."""
    kind = chance.random()
    if kind < 0.15:
        return "\n".join("\t".join(row) for row in FORM)
    if kind < 0.5:
        rows, columns = chance.randint(1, 6), chance.randint(1, 7)
        ends = chance.choice(("\n", "\r\n"))
        lines = ("\t".join(chance.choice(_CELLS) for _ in range(columns)) for _ in range(rows))
        return ends.join(lines) + chance.choice(("", ends))
    if kind < 0.7:
        return "\n".join(f"{at + 1}.{chance.choice(TYPED)}" for at in range(chance.randint(1, 6)))
    if kind < 0.9:
        return chance.choice(NASTY)
    return _LONG * chance.randint(20, 400)


def markup(chance: Random) -> str:
    """The same as a browser or a spreadsheet gives it."""
    cells = "".join(f"<td>{chance.choice(_CELLS)}</td>" for _ in range(chance.randint(1, 6)))
    return f"<table>{f'<tr>{cells}</tr>' * chance.randint(1, 4)}</table><img src='file:///x.png'>"
