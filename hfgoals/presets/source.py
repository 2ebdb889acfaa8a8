"""Reading one preset file: every fault becomes a PresetTrouble that names file, place and fault.

The files are TOML with Chinese keys, edited by people who do not program: an unknown or misspelt
key is a fault here, not something to pass over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from hfgoals.lean import dataclass
from hfgoals.paths import resource
from hfgoals.patterns import pattern
from hfgoals.trouble import PresetTrouble

_SAFE = "已填报的内容不受影响。"
_POSITION = pattern(r"\(at line (\d+), column (\d+)\)")


def preset_path(*parts: str) -> Path:
    """The path of a preset file or folder, such as ``preset_path("library")``."""
    return resource("presets", *parts)


def preset_trouble(file: str, place: str, fault: str, advice: str = "") -> PresetTrouble:
    """The trouble with one place of one preset file."""
    return PresetTrouble(
        f"预置资料文件“{file}”{place}有误：{fault}。",
        _SAFE,
        advice or "请按文件开头的说明改正这一处，或用安装包中的原文件替换。",
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a preset file, with its place as people would say it."""

    file: str
    place: str
    values: dict[str, Any]

    def fault(self, fault: str) -> PresetTrouble:
        """The trouble with something in this table."""
        return preset_trouble(self.file, self.place, fault)

    def only(self, keys: Collection[str]) -> None:
        """Raises PresetTrouble when there is a key that nothing reads."""
        for key in self.values:
            if key not in keys:
                raise self.fault(f"不认识“{key}”，可用的有{'、'.join(keys)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text without blanks at its ends; it may be empty or missing only with a default."""
        value = self.values.get(key, default)
        if value is None:
            raise self.fault(f"缺少“{key}”")
        if not isinstance(value, str):
            raise self.fault(f"“{key}”应是引号括起来的文字")
        if not value.strip() and default is None:
            raise self.fault(f"“{key}”是空的")
        return value.strip()

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts, none of them empty and none twice."""
        value = self.values.get(key, None if needed else [])
        if not isinstance(value, list) or (needed and not value):
            raise self.fault(f"“{key}”应是方括号中的一列文字")
        for item in value:
            if not isinstance(item, str) or not item.strip():
                raise self.fault(f"“{key}”里有一项不是文字或是空的")
        if len(set(value)) != len(value):
            raise self.fault(f"“{key}”里有重复")
        return tuple(value)

    def whole(self, key: str, default: int) -> int:
        """A whole number."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(f"“{key}”应是整数")
        return value

    def wholes(self, key: str, count: int) -> tuple[int, ...]:
        """So many whole numbers."""
        value = self.values.get(key)
        right = isinstance(value, list) and len(value) == count
        if not right or not all(type(item) is int for item in value or []):
            raise self.fault(f"“{key}”应是{count}个整数")
        return tuple(value or ())

    def entries(self, key: str) -> Iterator[Entry]:
        """The tables under that key, at least one."""
        rows = self.values.get(key)
        if not isinstance(rows, list) or not rows:
            raise self.fault(f"没有任何“{key}”")
        for number, row in enumerate(rows, 1):
            place = f"{self.place}第{number}个“{key}”"
            if not isinstance(row, dict):
                raise preset_trouble(self.file, place, "应是一段键和值")
            named = row.get("名称") or row.get("符号")
            yield Entry(self.file, f"{place}（{named}）" if isinstance(named, str) else place, row)


def read_preset(path: Path) -> Entry:
    """The whole file as one table. Raises PresetTrouble when it cannot be read as TOML."""
    file, text = _text(path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise _spelling(file, str(trouble)) from trouble
    return Entry(file, "", values)


def read_head(path: Path) -> Entry:
    """What stands in the file before its first list of tables; raises as ``read_preset`` does."""
    file, text = _text(path)
    try:
        # What is TOML as far as here ends where a key or a table may begin.
        return Entry(file, "", tomllib.loads(text.partition("\n[[")[0].removesuffix("\r")))
    except tomllib.TOMLDecodeError:
        return read_preset(path)


def _text(path: Path) -> tuple[str, str]:
    """What people call the file, and all its text."""
    file = f"library/{path.name}" if path.parent.name == "library" else path.name
    try:
        # Notepad on Windows puts a mark before the first letter.
        return file, path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        advice = "请重新安装程序，或把这个文件放回原处。"
        raise preset_trouble(file, "", "文件不存在", advice) from None
    except OSError as trouble:
        raise preset_trouble(file, "", f"文件打不开（{trouble.strerror}）") from trouble
    except UnicodeDecodeError as trouble:
        advice = "请用记事本打开，另存为时把编码选为UTF-8。"
        raise preset_trouble(file, "", "不是UTF-8编码", advice) from trouble


def _spelling(file: str, message: str) -> PresetTrouble:
    found = _POSITION.search(message)
    place = f"第{found[1]}行第{found[2]}列" if found else "末尾"
    fault = "写法不合规定，多半是引号或括号不成对、少了等号、用了中文引号，或同一个键写了两遍"
    return preset_trouble(file, place, fault)
