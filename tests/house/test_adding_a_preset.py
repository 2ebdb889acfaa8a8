"""CONTRIBUTING.md, "a preset": done in a copy of the program, and looked for everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.copies import copied, places_told

APPENDED = {
    "schemes.toml": """
[["体系"]]
"编号" = "drill"
"名称" = "任务、成效、满意度"

[["体系"."一级"]]
"名称" = "任务指标"
"二级" = [
  { "类型" = "数量", "名称" = "产出数量指标" },
  { "类型" = "质量", "名称" = "产出质量指标" },
  { "类型" = "时效", "名称" = "产出时效指标" },
  { "类型" = "成本", "名称" = "产出成本指标" },
]

[["体系"."一级"]]
"名称" = "成效指标"
"别名" = ["项目成效"]
"二级" = [
  { "类型" = "社会效益", "名称" = "社会成效指标" },
  { "类型" = "公共安全", "名称" = "公共安全指标", "别名" = ["飞行安全"] },
]

[["体系"."一级"]]
"名称" = "满意度指标"
"二级" = [{ "类型" = "满意度", "名称" = "服务对象满意度指标" }]
""",
    "units.toml": """
[["组"]]
"名称" = "飞行"
"适用" = ["数量"]
"单位" = ["架次"]
""",
    "bases.toml": """
[["依据"]]
"名称" = "{year}年飞行计划"
"分组" = "文件"
"说明" = "经批准的年度飞行计划，写明架次和空域。"
""",
    "spending_plans.toml": """
[["计划"]]
"名称" = "按飞行季支付"
"进度" = [0, 40, 90, 100]
"适用" = ["aerial"]
"说明" = "五月到十月飞行，按月结算。"
""",
    "library/aerial.toml": """
"名称" = "航拍"
"关键词" = ["航拍", "无人机"]
"顺序" = 5

[["指标"]]
"类型" = "数量"
"名称" = "航拍飞行架次"
"描述" = "年度内经批准起飞并完成拍摄任务的合计架次"
"符号" = "≥"
"数值" = "60"
"单位" = "架次"
"依据" = "{year}年飞行计划"

[["指标"]]
"类型" = "公共安全"
"名称" = "飞行安全事故次数"
"描述" = "拍摄中坠落、伤人或误入禁飞区的次数"
"符号" = "＝"
"数值" = "0"
"单位" = "次"
"依据" = "{year}年飞行计划"
""",
}
PLACES = {"recognised", "offered", "checked", "template", "read", "command line"}


@pytest.mark.slow
def test_a_preset_is_its_lines_in_one_file_and_is_everywhere(tmp_path: Path) -> None:
    program = copied(tmp_path, ())
    for name, text in APPENDED.items():
        with (program / "resources" / "presets" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    assert places_told(program, "drill_preset.py", tmp_path / "drill") == PLACES
