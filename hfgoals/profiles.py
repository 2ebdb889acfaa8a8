"""The user's profiles for the wide table, in a TOML file that one colleague can pass to another.

A broken file is told by place and fault, and is never written over.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from hfgoals.model.text import single_line
from hfgoals.paths import settings_folder
from hfgoals.trouble import FileMissing, Trouble
from hfgoals.wide.columns import CATALOGUE, column_of
from hfgoals.wide.profile import BUILT_IN, BUILT_IN_NAMES, Column, WideProfile
from hfgoals.writing import atomic_target

_LARGEST: Final = 1024 * 1024
_UNTOUCHED: Final = "这个文件没有改动，填报的内容不受影响。"
_ABOUT: Final = """\
# 绩效指标明细表的导出方案。可以发给同事，在导出窗口里点“读入方案…”使用。
#   名称       方案的名称
#   金额单位   万元 / 元
#   计算符号   符号（≥） / 文字（大于等于）
#   项目栏     重复（每一行都写） / 合并（每个项目写一次）
#   表头       只有标题行 / 带表名
#   栏目       一行一栏，先后就是表里的先后；“标题”是表里的叫法，不写就用通常的叫法
# 可以用的栏目：
#   {names}
# 键名（等号左边）要用英文双引号括起来。井号后面是说明，程序不读。
"""
_WORDS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "金额单位": ("currency", {"万元": "万元", "元": "元"}),
    "计算符号": ("signs", {"符号": "符号", "文字": "文字"}),
    "项目栏": ("repeat", {"重复": "重复", "合并": "合并"}),
    "表头": ("titled", {"只有标题行": False, "带表名": True}),
}
_LIST: Final = "方案"
_NAME, _COLUMNS, _COLUMN, _TITLE = "名称", "栏目", "栏目", "标题"
_KEY_OF: Final = {column.title: column.key for column in CATALOGUE}
"""A file calls columns by their usual titles."""
_MOST_COLUMNS: Final = 200
_LONGEST_NAME: Final = 200
_POSITION = re.compile(r"\(at line (\d+)")


def profiles_path() -> Path:
    """Where the user's own profiles are kept."""
    return settings_folder() / "wide_tables.toml"


def own_profiles(path: Path | None = None) -> tuple[WideProfile, ...]:
    """The user's profiles in their order; none while there is no file. Raises Trouble."""
    try:
        return read_profiles(path or profiles_path())
    except FileMissing:
        return ()


def profile_named(name: str, path: Path | None = None) -> WideProfile:
    """The built-in or own profile of that name. Raises Trouble saying which there are."""
    for profile in BUILT_IN:
        if profile.name == name:
            return profile
    own = own_profiles(path)
    for profile in own:
        if profile.name == name:
            return profile
    there = "、".join(f"“{profile.name}”" for profile in (*BUILT_IN, *own))
    raise Trouble(f"没有名为“{name}”的方案。", "没有导出任何文件。", f"现有的方案：{there}。")


def keep_profile(profile: WideProfile, path: Path | None = None) -> None:
    """Keep a profile among the user's own, in the place of one of the same name.

    Raises Trouble when the file cannot be understood or written; it is left as it was then.
    """
    path = path or profiles_path()
    own = own_profiles(path)
    names = [each.name for each in own]
    if profile.name in names:
        at = names.index(profile.name)
        own = (*own[:at], profile, *own[at + 1 :])
    else:
        own = (*own, profile)
    write_profiles(own, path)


def drop_profile(name: str, path: Path | None = None) -> None:
    """Remove one of the user's own profiles. Raises as keep_profile does."""
    path = path or profiles_path()
    write_profiles([each for each in own_profiles(path) if each.name != name], path)


def read_profiles(path: Path) -> tuple[WideProfile, ...]:
    """The profiles in a file. Raises FileMissing, and Trouble that names place and fault."""
    data = _parsed(path)
    listed = data.pop(_LIST, None)
    if data or not isinstance(listed, list):
        raise _fault(path, "", f'应是一个或几个 [["{_LIST}"]]，别的都不认识')
    profiles = tuple(_profile(path, number, each) for number, each in enumerate(listed, 1))
    names = [profile.name for profile in profiles]
    for name in names:
        if names.count(name) > 1:
            raise _fault(path, "", f"有两个方案都叫“{name}”")
    return profiles


def write_profiles(profiles: Sequence[WideProfile], path: Path) -> None:
    """Write the profiles into a file, whole or not at all. Raises CannotWrite."""
    parts = [_ABOUT.format(names="、".join(_KEY_OF))]
    parts += [_written(profile) for profile in profiles]
    if not profiles:
        parts.append(f'\n"{_LIST}" = []\n')
    with atomic_target(path) as temporary:
        temporary.write_text("".join(parts), "utf-8", newline="\n")


def _written(profile: WideProfile) -> str:
    lines = ["", f'[["{_LIST}"]]', f'"{_NAME}" = {_quoted(profile.name)}']
    for word, (attribute, values) in _WORDS.items():
        value = getattr(profile, attribute)
        said = next(said for said, meant in values.items() if meant == value)
        lines.append(f'"{word}" = {_quoted(said)}')
    lines.append(f'"{_COLUMNS}" = [')
    for column in profile.columns:
        title = f', "{_TITLE}" = {_quoted(column.title)}' if column.title else ""
        lines.append(f'  {{ "{_COLUMN}" = {_quoted(column_of(column.key).title)}{title} }},')
    return "\n".join([*lines, "]", ""])


def _quoted(text: str) -> str:
    """The text as TOML writes it, which JSON does too but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _parsed(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(
            f"找不到方案文件“{path}”。", "没有改动任何文件。", "请核对文件名和所在文件夹。"
        ) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(
            f"打不开方案文件“{path}”（{why}）。", _UNTOUCHED, "请确认您有权限读取它。"
        ) from error
    if len(data) > _LARGEST:
        raise _fault(path, "", "太大了，不会是方案文件")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _fault(path, "", "不是 UTF-8 编码的文字") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _POSITION.search(str(error))
        place = f"第{found[1]}行" if found is not None else ""
        raise _fault(path, place, "写法不对，读不下去") from None


def _profile(path: Path, number: int, data: Any) -> WideProfile:
    place = f"第{number}个方案"
    if not isinstance(data, dict):
        raise _fault(path, place, f'应写成 [["{_LIST}"]] 下面的几行')
    name = _text(path, place, data, _NAME)
    place = f"方案“{name}”"
    _only(path, place, data, (_NAME, *_WORDS, _COLUMNS))
    if not name or name in BUILT_IN_NAMES:
        raise _fault(path, place, "名称是空的，或与自带的方案同名")
    options: dict[str, Any] = {}
    for word, (attribute, values) in _WORDS.items():
        said = _text(path, place, data, word, next(iter(values)))
        if said not in values:
            raise _fault(path, place, f"“{word}”应是{'或'.join(values)}，不能是“{said}”")
        options[attribute] = values[said]
    listed = data.get(_COLUMNS)
    if not isinstance(listed, list) or len(listed) > _MOST_COLUMNS:
        raise _fault(path, place, f"“{_COLUMNS}”应是方括号中的一列栏目")
    profile = WideProfile(name, tuple(_column(path, place, each) for each in listed), **options)
    if profile.fault():
        raise _fault(path, place, profile.fault().removesuffix("。"))
    return profile


def _column(path: Path, place: str, data: Any) -> Column:
    if not isinstance(data, dict):
        raise _fault(path, place, '栏目应写成 { "栏目" = "项目编码" } 的样子')
    _only(path, place, data, (_COLUMN, _TITLE))
    name = _text(path, place, data, _COLUMN)
    if name not in _KEY_OF:
        raise _fault(path, place, f"没有“{name}”这种栏目")
    return Column(_KEY_OF[name], _text(path, place, data, _TITLE, ""))


def _only(path: Path, place: str, data: dict[str, Any], known: Sequence[str]) -> None:
    for key in data:
        if key not in known:
            raise _fault(path, place, f"不认识“{key}”，可用的有{'、'.join(known)}")


def _text(
    path: Path, place: str, data: dict[str, Any], key: str, default: str | None = None
) -> str:
    value = data.get(key, default)
    if value is None:
        raise _fault(path, place, f"缺少“{key}”")
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        raise _fault(path, place, f"“{key}”应是引号括起来的文字，不超过 {_LONGEST_NAME} 个字")
    return single_line(value).strip()


def _fault(path: Path, place: str, fault: str) -> Trouble:
    return Trouble(
        f"方案文件“{path}”{place}有误：{fault}。",
        _UNTOUCHED,
        "请按文件开头的说明改正，或把它移走，另用一份。",
    )
