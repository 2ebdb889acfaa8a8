"""The user's own library of indicators, in a TOML file that a bureau can pass on.

A broken file is told by place and fault, and is never written over.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from hfgoals.model.target import QUALITATIVE, Target
from hfgoals.model.text import single_line
from hfgoals.model.values import Indicator, Project
from hfgoals.paths import settings_folder
from hfgoals.presets.library import SAVED, Kind, LibraryIndicator, kinds
from hfgoals.presets.recognition import kind_of_project
from hfgoals.presets.schemes import code_of, codes
from hfgoals.presets.source import Entry
from hfgoals.trouble import FileMissing, PresetTrouble, Trouble
from hfgoals.writing import atomic_target

_LARGEST: Final = 4 * 1024 * 1024
_MOST: Final = 5000
_YEAR: Final = "{year}"
_KEYS: Final = ("项目类型", "类型", "名称", "描述", "指标值", "依据")
_UNTOUCHED: Final = "这个文件没有改动，填报的内容不受影响。"
_ADVICE: Final = "请按文件开头的说明改正，或把它移走，另用一份。"
_ABOUT: Final = """\
# 我的指标库。可以发给同事，在“我的指标库”窗口里点“读入…”使用。
#   项目类型   如“新媒体运营”，写空的哪一类项目都可用
#   类型       {codes}
#   指标值     符号、数、单位写在一起，如 ≥95%；写空的选用时由填报人填
#   指标值、依据里的 {{year}} 会换成填报年度
# 键名（等号左边）要用英文双引号括起来。井号后面是说明，程序不读。
"""


def own_path() -> Path:
    """Where the user's own lines are kept."""
    return settings_folder() / "indicators.toml"


def own_lines(path: Path | None = None) -> tuple[LibraryIndicator, ...]:
    """The user's own lines in their order; none while there is no file. Raises Trouble."""
    path = path or own_path()
    try:
        stat = path.stat()
    except OSError:
        return ()
    return _kept(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _kept(path: Path, _changed: int, _size: int) -> tuple[LibraryIndicator, ...]:
    return read_own(path)


def line_of(row: Indicator, kind: Kind | None, year: int) -> LibraryIndicator | None:
    """The row as a line of the library, its year left open; None when it has no name or level."""
    code = code_of(row.level2)
    if code is None or not _plain(row.name):
        return None
    of = kind.id if kind is not None else ""
    blank = LibraryIndicator(of, code, "", "", QUALITATIVE, "", "", "", SAVED)
    return edited(blank, row, year)


def lines_of(project: Project, year: int) -> tuple[LibraryIndicator, ...]:
    """Its rows as lines of the library, without those that have no name or level."""
    kind = kind_of_project(project)
    made = (line_of(row, kind, year) for row in project.indicators)
    return tuple(line for line in made if line is not None)


def with_lines(
    there: Sequence[LibraryIndicator], new: Iterable[LibraryIndicator]
) -> tuple[LibraryIndicator, ...]:
    """The lines with the new ones, each in the place of one of the same kind, level and name."""
    kept = {_same(line): line for line in there}
    kept.update((_same(line), line) for line in new)
    return tuple(kept.values())


def _same(line: LibraryIndicator) -> tuple[str, str, str]:
    return (line.kind, line.code, line.name)


def keep_lines(new: Iterable[LibraryIndicator], path: Path | None = None) -> None:
    """Keep lines in the user's own library. Raises Trouble as read_own and write_own do."""
    path = path or own_path()
    write_own(with_lines(own_lines(path), new), path)


def read_own(path: Path) -> tuple[LibraryIndicator, ...]:
    """The lines in a file. Raises FileMissing, and Trouble that names place and fault."""
    whole = _parsed(path)
    try:
        whole.only(("指标",))
        if not whole.values.get("指标"):
            return ()
        found = tuple(_line(entry) for entry in whole.entries("指标"))
        if len(found) > _MOST:
            raise whole.fault(f"超过 {_MOST} 条")
    except PresetTrouble as trouble:
        what = trouble.what.replace("预置资料文件", "指标库文件", 1)
        raise Trouble(what, _UNTOUCHED, _ADVICE) from None
    return with_lines((), found)


def _line(entry: Entry) -> LibraryIndicator:
    entry.only(_KEYS)
    kind, code = entry.text("项目类型", ""), entry.text("类型")
    known = {one.name: one.id for one in kinds()}
    if code not in codes():
        raise entry.fault(f"“类型”中的“{code}”不认识，可用的有{'、'.join(codes())}")
    texts = [entry.text(key, default) for key, default in
             (("名称", None), ("描述", ""), ("指标值", ""), ("依据", ""))]  # fmt: skip
    name, description, target, basis = (single_line(text) for text in texts)
    # A kind that this program does not know (a later one's) still has lines for any project.
    return LibraryIndicator(
        known.get(kind, ""), code, name, description, QUALITATIVE, target, "", basis, SAVED
    )


def write_own(lines: Sequence[LibraryIndicator], path: Path) -> None:
    """Write lines into a file, whole or not at all. Raises CannotWrite."""
    names = {one.id: one.name for one in kinds()}
    parts = [_ABOUT.format(codes=" ".join(codes()))]
    for line in lines:
        kind = names.get(line.kind, "")
        values = (kind, line.code, line.name, line.description, line.value, line.basis)
        said = (f'"{key}" = {_quoted(text)}' for key, text in zip(_KEYS, values, strict=True))
        parts.append("\n".join(["", '[["指标"]]', *said, ""]))
    with atomic_target(path) as temporary:
        temporary.write_text("".join(parts), "utf-8", newline="\n")


def shown(line: LibraryIndicator, year: int) -> Indicator:
    """The line as a row of that year, its levels left out."""
    said = str(year)
    return Indicator(
        name=line.name,
        description=line.description,
        target=Target.parse(line.value.replace(_YEAR, said)),
        basis=line.basis.replace(_YEAR, said),
    )


def edited(line: LibraryIndicator, row: Indicator, year: int) -> LibraryIndicator:
    """The line with the row's name, description, target and basis, its year left open."""
    return replace(
        line,
        name=_plain(row.name),
        description=_plain(row.description),
        value=_open_year(row.target.text, year),
        basis=_open_year(row.basis, year),
    )


def _open_year(text: str, year: int) -> str:
    return _plain(text.strip().replace("\n", "、")).replace(f"{year}年", f"{_YEAR}年")


def _plain(text: str) -> str:
    return single_line(text).strip()


def _quoted(text: str) -> str:
    """The text as TOML writes it, which JSON does too but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _parsed(path: Path) -> Entry:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        what = f"找不到指标库文件“{path}”。"
        raise FileMissing(what, "没有改动任何文件。", "请核对文件名和所在文件夹。") from None
    except OSError as error:
        what = f"打不开指标库文件“{path}”（{error.strerror or error}）。"
        raise Trouble(what, _UNTOUCHED, "请确认您有权限读取它。") from error
    if len(data) > _LARGEST:
        raise Trouble(f"“{path}”太大了，不会是指标库文件。", _UNTOUCHED, _ADVICE)
    try:
        return Entry(path.name, "", tomllib.loads(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        what = f"“{path}”不是指标库文件，或写法不对，读不下去。"
        raise Trouble(what, _UNTOUCHED, _ADVICE) from error
