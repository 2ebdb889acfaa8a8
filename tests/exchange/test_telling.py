"""A row in words."""

from __future__ import annotations

from hfgoals.exchange.telling import told
from hfgoals.model.fields import FIELDS
from hfgoals.model.money import Money
from hfgoals.model.values import Goal, Indicator, Project


def test_every_filled_field_and_every_row_below_is_told() -> None:
    project = Project(
        code="A1",
        budget=Money.parse("30"),
        goals=(Goal(text="一\n二"),),
        indicators=(Indicator(name="期数"), Indicator(name="人数")),
    )
    lines = told(project).split("\n")
    assert lines[:2] == ["项目编码：A1", "预算数：30.00"]
    assert [line for line in lines if "三级指标" in line] == ["三级指标：期数", "三级指标：人数"]
    assert "一\n二" in told(project)
    blank = {field.label for field in FIELDS["project"]} - {"项目编码", "预算数"}
    assert not any(line.startswith(label) for line in lines for label in blank)
