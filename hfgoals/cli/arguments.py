"""The arguments of every command, with usage and complaints in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from hfgoals.cli.talk import WrongUse
from hfgoals.model.kinds import YEAR, FieldError

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "缺少参数：{}。"),
    (r"unrecognized arguments: (.*)", "不认识的参数：{}。"),
    (r"argument (.*): expected one argument", "“{}”后面要写一个值。"),
    (r"argument (.*): expected at least one argument", "“{}”后面至少要写一个值。"),
    (r"argument (.*): not allowed with argument .*", "“{}”不能与前面的选项同时使用。"),
    (r"argument (.*): ignored explicit argument .*", "“{}”后面不能写值。"),
    (r"argument .*: (“.*)", "{}"),
    (r"argument (.*): invalid .*", "“{}”的值不对。"),
    (r"ambiguous option: (\S*) .*", "选项“{}”写得不完整。"),
)
_LEVELS = "error、warning、hint"


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Complains in Chinese, by raising WrongUse."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(_in_chinese(message), self.format_usage().rstrip())


def _in_chinese(message: str) -> str:
    for pattern, sentence in _COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return sentence.format(found[1])
    return "命令的写法不对。"


def parse(command: str, arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments of one command. Raises WrongUse."""
    return _parser(command).parse_args(arguments)


def explain(command: str) -> str:
    """The usage of one command with all its options."""
    return _parser(command).format_help().rstrip()


def overview() -> str:
    """What the program can be asked for, a usage line a command."""
    lines = ["用法：hfgoals [文件.hfg]　打开窗口", "", "命令："]
    for command, (summary, _) in _COMMANDS.items():
        usage = " ".join(_parser(command).format_usage().removeprefix("用法：").split())
        lines += [f"  {usage}", f"      {summary}"]
    lines += ["", "退出码：0 正常；1 要求的事没有全部做到；2 用法不对；3 文件有问题。"]
    return "\n".join(lines)


def _parser(command: str) -> _Parser:
    summary, add = _COMMANDS[command]
    parser = _Parser(
        prog=f"hfgoals {command}",
        description=summary,
        formatter_class=_Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser._positionals.title = "参数"
    parser._optionals.title = "选项"
    parser.add_argument("-h", "--help", action="store_true", help="显示这段说明")
    add(parser)
    return parser


def _workbook(parser: _Parser) -> None:
    parser.add_argument("file", type=_path, metavar="文件.hfg")


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="在标准输出给出一份 JSON")


def _damaged(parser: _Parser) -> None:
    parser.add_argument(
        "--damaged",
        action="store_true",
        help="文件已损坏也照办：缺损处逐一注明，每一页都写明“数据不完整”，退出码是 1；"
        "不写就不处理损坏的文件",
    )


def _overwrite(parser: _Parser) -> None:
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="替换已有的同名文件；不写就保留它们，新的另加编号",
    )


def _publication(parser: _Parser, public: str) -> None:
    parser.add_argument(
        "--public",
        action="store_true",
        help=f"{public}；文字里像个人信息的（电话、身份证号码、银行卡号、邮箱）"
        "逐处列出，没有全部确认或涂黑就不导出，退出码是 1",
    )
    parser.add_argument(
        "--confirm",
        action="append",
        default=[],
        metavar="代号",
        help="这一处可以公开，可重复；代号照列出的写，all 是全部",
    )
    parser.add_argument(
        "--blacken", action="store_true", help="没有确认的都在公开的文件里涂黑（■），工作簿不改动"
    )


def _path(text: str) -> Path:
    if not text.strip():
        # Path("") is the current folder, which nobody asked for.
        raise argparse.ArgumentTypeError("“”是空的，请写明文件或文件夹。")
    return Path(text)


def _year(text: str) -> int:
    try:
        year: int = YEAR.parse(text)
    except FieldError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return year


def _level(text: str) -> str:
    if text not in _LEVELS.split("、"):
        raise argparse.ArgumentTypeError(f"“{text}”不是级别。可以写：{_LEVELS}。")
    return text


def _add_new(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument("--unit-code", required=True, metavar="单位编码")
    parser.add_argument("--unit-name", required=True, metavar="单位名称")
    parser.add_argument("--year", required=True, type=_year, metavar="年度")


def _add_import(parser: _Parser) -> None:
    parser.add_argument("sources", nargs="+", type=_path, metavar="来源文件")
    parser.add_argument("--into", required=True, type=_path, metavar="文件.hfg", help="读入到哪里")
    parser.add_argument("--year", type=_year, metavar="年度", help="来源没有写明年度时用")
    parser.add_argument("--dry-run", action="store_true", help="只看会读入什么，不写文件")
    parser.add_argument(
        "--as-ours",
        action="store_true",
        help="来源写的是别的单位也读入，印成本单位的；不写就不读入",
    )
    _json(parser)


def _add_export(parser: _Parser) -> None:
    from hfgoals.forms import FORMS, REPORTS
    from hfgoals.render.outputs import OUTPUTS

    _workbook(parser)
    parser.add_argument("--to", required=True, type=_path, metavar="文件夹", help="导出到哪里")
    for output in OUTPUTS:
        parser.add_argument(f"--{output.id}", action="store_true", help=output.name)
    _publication(parser, "用于公开：没有签字栏")
    parser.add_argument(
        "--no-fit-page",
        dest="fit_page",
        action="store_false",
        help="不压缩到一页：略长的项目表也用平常的字号，排成两页",
    )
    parser.add_argument(
        "--wide", action="store_true", help="绩效指标明细表：一行一个指标，供导入预算系统"
    )
    parser.add_argument(
        "--profile",
        default="",
        metavar="方案",
        help="明细表的方案：名称，或方案文件.toml；不写就用“标准明细表”",
    )
    parser.add_argument(
        "--form",
        action="append",
        default=[],
        metavar="表样",
        help="只要这种表，可重复："
        + "，".join(f"{form.id} {form.name}" for form in FORMS)
        + "；或只要报告，总是 Word，供接着写："
        + "，".join(f"{form.id} {form.name}" for form in REPORTS),
    )
    parser.add_argument(
        "--project", action="append", default=[], metavar="项目编码", help="只要这个项目，可重复"
    )
    parser.add_argument(
        "--year",
        action="append",
        default=[],
        type=_year,
        metavar="年度",
        help="只要这一年度，可重复；不写就是最近的一年",
    )
    _overwrite(parser)
    _damaged(parser)
    _json(parser)


def _add_dump(parser: _Parser) -> None:
    _workbook(parser)
    _damaged(parser)


def _add_package(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument("--to", required=True, type=_path, metavar="文件夹", help="放到哪里")
    parser.add_argument("--zip", action="store_true", help="打成一个压缩包")
    parser.add_argument("--year", type=_year, metavar="年度", help="不写就是最近的一年")
    _publication(parser, "公开材料：只有各种表，没有签字栏、检查报告和工作簿副本")
    _json(parser)


def _add_check(parser: _Parser) -> None:
    _workbook(parser)
    _json(parser)
    parser.add_argument(
        "--level", default="hint", type=_level, metavar="级别", help=f"只看到这一级：{_LEVELS}"
    )
    parser.add_argument("--report", type=_path, metavar="文件夹", help="另写检查报告到这里")
    _overwrite(parser)
    _damaged(parser)


def _add_roll(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument("--to-year", required=True, type=_year, metavar="年度", help="结转到哪一年")
    parser.add_argument(
        "--from-year", type=_year, metavar="年度", help="从哪一年结转；不写就是此前最近的一年"
    )
    parser.add_argument(
        "--project", action="append", default=[], metavar="项目编码", help="只要这个项目，可重复"
    )
    parser.add_argument(
        "--keep-codes", action="store_true", help="延续项目保留项目编码；不写就清空"
    )
    _json(parser)


def _side(text: str) -> str:
    if text not in ("ours", "theirs"):
        raise argparse.ArgumentTypeError(f"“{text}”不对。可以写：ours、theirs。")
    return text


def _add_merge(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument(
        "sources",
        nargs="+",
        type=_path,
        metavar="来源",
        help="工作簿、Excel、Word 或绩效文本，也可以是文件夹；读不了的逐个说明并跳过，"
        "其余照常汇总，退出码是 1",
    )
    parser.add_argument(
        "--year", type=_year, metavar="年度", help="只汇总这一年度；来源没有写明年度时也用它"
    )
    parser.add_argument(
        "--prefer",
        type=_side,
        metavar="哪一边",
        help="两边都填了又不一致时：ours 保留工作簿中的，theirs 改用来源中的；"
        "不写就保留工作簿中的，有不一致时退出码是 1",
    )
    parser.add_argument(
        "--as-ours",
        action="store_true",
        help="别的单位（包括下级单位）的项目也并进来，印成本单位的；"
        "不写就不汇总这些来源，退出码是 1",
    )
    parser.add_argument("--dry-run", action="store_true", help="只看会怎样汇总，不写任何文件")
    _json(parser)
    parser.add_argument(
        "--log", type=_path, metavar="记录文件", help="另写一份完整的文字记录，不覆盖已有的文件"
    )


def _add_templates(parser: _Parser) -> None:
    parser.add_argument(
        "--to", required=True, type=_path, metavar="文件夹", help="放到哪里；已有的文件不会被覆盖"
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=_path,
        metavar="文件.hfg",
        help="带出这个工作簿里的项目，每个项目一个；不写就是每类项目一个，另有一个空白的",
    )
    parser.add_argument(
        "--year",
        type=_year,
        metavar="年度",
        help="填报哪一年；工作簿里还没有这一年时，由此前最近的一年结转",
    )
    parser.add_argument(
        "--stage",
        choices=("监控", "自评"),
        metavar="监控|自评",
        help="目标已定，填完成情况：目标印好并锁定，只填执行、完成值、得分和原因；要有 --from",
    )


def _add_versions(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument("--name", metavar="名称", help="把现在的内容保存为这个版本，如 一上报送稿")
    parser.add_argument(
        "--submitted", action="store_true", help="与 --name 同用：记为已报送，锁定这一年度"
    )
    parser.add_argument("--unlock", metavar="理由", help="解除已报送年度的锁定")
    parser.add_argument(
        "--compare",
        nargs=2,
        metavar=("甲", "乙"),
        help="比较两个状态：版本名称、now（现在的内容）或另一个文件；不同时退出码是 1",
    )
    parser.add_argument(
        "--reason",
        nargs=2,
        action="append",
        default=[],
        metavar=("项目", "原因"),
        help="与 --compare 同用：为什么调整，存进文件，印在对照表里；"
        "项目写编码或名称，或“部门整体绩效目标”；可写多次",
    )
    parser.add_argument("--report", type=_path, metavar="文件夹", help="另写调整前后对照表到这里")
    parser.add_argument("--year", type=_year, metavar="年度", help="不写就是最近的一年")
    _overwrite(parser)
    _json(parser)


def _add_log(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument(
        "--project", action="append", default=[], metavar="项目编码", help="只看这个项目，可重复"
    )
    _json(parser)


def _add_backups(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument(
        "--restore",
        metavar="时间",
        help="恢复哪一份：列出的时间，如“2026-11-28 14:30:05”，或者 latest（最近的一份）",
    )
    parser.add_argument(
        "--to", type=_path, metavar="新文件.hfg", help="恢复成哪个新文件；已有的文件不会被覆盖"
    )
    _json(parser)


def _add_verify(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument(
        "--code",
        action="append",
        default=[],
        metavar="核对码",
        help="核对签字件：纸上页脚的核对码，可重复。说明它印自哪个项目、什么时候的内容，此后改了什么；"
        "查不到的，退出码是 1",
    )
    parser.add_argument(
        "--also",
        action="append",
        default=[],
        type=_path,
        metavar="另一个.hfg",
        help="也在这个文件里查找核对码，可重复",
    )
    _json(parser)


def _add_salvage(parser: _Parser) -> None:
    _workbook(parser)
    parser.add_argument(
        "--to",
        required=True,
        type=_path,
        metavar="新文件.hfg",
        help="抢救出的内容放在哪里；已有的文件不会被覆盖",
    )
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        type=_path,
        metavar="另一个.hfg",
        help="同一个工作簿的完好副本，与缺失处对照，可重复；最近的完好备份总会对照",
    )
    parser.add_argument(
        "--fill",
        action="store_true",
        help="缺失处都用对照到的内容补上，记入修改记录；不写就只列出",
    )
    _json(parser)


_COMMANDS: dict[str, tuple[str, Callable[[_Parser], None]]] = {
    "new": ("新建一个工作簿；已有的文件不会被覆盖。", _add_new),
    "sample": ("生成示例工作簿；已有的文件不会被覆盖。", _workbook),
    "import": ("把绩效文本、Word、Excel 或别处的绩效目标表读入；没有的话新建。", _add_import),
    "check": ("检查会被退回的问题，错误、警告和提示都列出。", _add_check),
    "export": ("导出 Excel、PDF 或 Word；不指明格式时导出 Excel 和 PDF。", _add_export),
    "package": ("生成上报包：Excel、PDF、Word、检查报告和工作簿副本放在一起。", _add_package),
    "roll": ("把一个年度结转到下一年度，文字里的预算年份一并改好。", _add_roll),
    "merge": ("把各科室、下级单位的许多文件汇总进一个工作簿；没有的话新建。", _add_merge),
    "templates": ("生成 Excel 填报模板，发给各科室填写，填好后可以读回。", _add_templates),
    "versions": ("列出、保存和比较版本；锁定或解锁已报送的年度。", _add_versions),
    "log": ("列出修改记录：谁在什么时候改了什么。", _add_log),
    "backups": ("列出工作簿的自动备份，或者把其中一份恢复成新文件。", _add_backups),
    "dump": ("把全部内容写成 JSON。", _add_dump),
    "verify": ("核对工作簿的结构和每条记录的校验值；或凭核对码核对签字件。", _add_verify),
    "salvage": (
        "从损坏的工作簿里抢救出完好的内容，存成新文件；损坏的文件不会改动，有缺失时退出码是 1。",
        _add_salvage,
    ),
}
