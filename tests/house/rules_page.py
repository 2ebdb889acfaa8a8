"""The tables of docs/rules.md; ``python -m tests.house.rules_page`` writes them."""

from __future__ import annotations

from pathlib import Path

from hfgoals.checks import LEVEL_NAMES, Rule, all_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
_BEGIN, _END = "<!-- rules: python -m tests.house.rules_page -->\n", "<!-- end of the rules -->\n"
_THEMES = {
    "B": "Beijing's form of the overall part (北京的整体支出绩效目标申报表)",
    "D": "The overall form of most counties (部门（单位）整体支出绩效目标表)",
    "G": "Policies as the basis (政策依据)",
    "H": "Form head, money, code (表头、金额、项目编码)",
    "L": "Length (长度)",
    "P": "Personal data (个人信息)",
    "S": "Spending plan (资金支出计划)",
    "C": "Completeness of the table (指标是否完整)",
    "V": "Values and signs (指标值与符号)",
    "K": "Cost (成本)",
    "Q": "Weights (分值、权重)",
    "R": "Disclosure report (政府信息公开工作年度报告)",
    "M": "Monitoring (绩效运行监控)",
    "E": "Self-evaluation (绩效自评)",
    "W": "Wording, basis, copying (文字、依据、照抄)",
    "X": "Overall part and between documents (整体与项目之间)",
}
_HEAD = "| code | title | level | reason | what holds in a good form |\n|---|---|---|---|---|\n"


def tables() -> str:
    """A table for each theme, in the order of the codes."""
    themes: dict[str, list[str]] = {}
    for rule in all_rules():
        themes.setdefault(_THEMES.get(rule.code[0], rule.code[0]), []).append(_line(rule))
    return "\n".join(f"## {theme}\n\n{_HEAD}{''.join(lines)}" for theme, lines in themes.items())


def page(text: str) -> str:
    """The page with its tables made anew. Raises ValueError when it has no place for them."""
    before, _, rest = text.partition(_BEGIN)
    _, mark, after = rest.partition(_END)
    if not mark:
        raise ValueError(f"{PAGE.name} has no place for the rules")
    return f"{before}{_BEGIN}\n{tables()}\n{_END}{after}"


def _line(rule: Rule) -> str:
    told, holds = rule.told, rule.holds.replace("``", "`")
    return f"| {rule.code} | {told.title} | {LEVEL_NAMES[told.level]} | {told.reason} | {holds} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
