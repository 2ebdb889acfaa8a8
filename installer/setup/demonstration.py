"""What `dev.py run` does where no window can open: the program's work, laid out to look at."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from installer.setup.environment import Environment, clean_variables
from installer.setup.words import SetupTrouble, say

WORKBOOK = "示例.hfg"
_FINDINGS = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One call of the program, and which exit codes besides 0 are no failure."""

    chinese: str
    english: str
    arguments: tuple[str, ...]
    also_fine: tuple[int, ...] = ()


def steps(folder: Path) -> list[Step]:
    """Sample, check, exports, picture, in the order in which each needs the one before."""
    workbook = str(folder / WORKBOOK)
    picture = str(folder / "窗口.png")
    output = str(folder / "导出")
    export = ("export", workbook, "--to", output, "--xlsx", "--pdf", "--docx")
    return [
        Step("生成示例工作簿", "the sample workbook", ("sample", workbook)),
        Step("检查", "checking it", ("check", workbook), also_fine=(_FINDINGS,)),
        Step("导出 Excel、PDF 和 Word", "exporting Excel, PDF and Word", export),
        Step("窗口截图", "a picture of the window", ("--picture", picture, workbook)),
    ]


def demonstrate(environment: Environment) -> int:
    """Run the steps and say where their results are; 1 when one of them failed."""
    say("没有可用的显示器，改为演示", "no display: showing what the program makes instead")
    folder = _emptied(environment.root / "build" / "demo")
    variables = clean_variables(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}
    failed = False
    for step in steps(folder):
        say(f"· {step.chinese}", step.english)
        command = environment.program(*step.arguments)
        code = subprocess.run(command, env=variables, cwd=folder).returncode
        if code not in (0, *step.also_fine):
            failed = True
            say(f"  没有成功（退出码 {code}）", f"failed with exit code {code}")
        if not (folder / WORKBOOK).exists():
            break
    say("结果在这里", "the results are here:")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        print(f"  {path}  ({path.stat().st_size / 1024:,.0f} KB)", flush=True)
    return 1 if failed else 0


def _emptied(folder: Path) -> Path:
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    except OSError as error:
        raise SetupTrouble(
            f"不能写入文件夹 {folder}：{error}。"
            "它可能正被另一次运行使用，或是别的用户建立的；请稍后再试，或先删除它。",
            "The folder cannot be written: another run may be using it, or another user made it.",
        ) from error
    return folder
