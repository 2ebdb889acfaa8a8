"""What stands above and below a form: its title, the year, notes at the foot."""

from __future__ import annotations

import re

from hfgoals.exchange.foreign.folding import folded, length_of

_WIDTH = str.maketrans("：（）％【】", ":()%()")
_TITLE = re.compile(
    r".*(?:绩效.*(?:表|目标|情况|文本)|(?:目标|申报|批复|备案|预算项目)[^。；，]*表)(?:\([^()]*\))*"
)
_WHOLE = re.compile(r"整体(?:支出)?(?:绩效|目标)|整体支出|部门整体")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_ONLY_YEAR = re.compile(r"\(?(?:预算年度|年度|年份)?:?(?:19|20)\d\d(?:年度?)?\)?|\(?_*年度?\)?")
_OF_PROJECT = re.compile(
    r"\s*(?:\d{1,6}\s*[.．、])?\s*(.*?)(?:项目)?(?:支出)?绩效目标(?:申报|批复)?表\s*"
)
_GENERIC = re.compile(
    r".*(?:19|20)\d\d年.*|.*(?:省|市|县|区|部门|单位|预算|财政|项目支出|附件|附表)|项目|"
)
_ATTACHED = re.compile(r"附(?:件|表)[\d一二三四五六七八九十]*(?:-\d+)?:?")
_LONGEST = 60


def is_title(text: str) -> bool:
    """Whether the text is the title of a form."""
    if length_of(text) > _LONGEST:
        return False
    plain = "".join(text.split()).translate(_WIDTH)
    if _ATTACHED.fullmatch(plain):
        return True
    return len(plain) > 3 and _TITLE.fullmatch(plain) is not None and ":" not in plain[:-6]


def is_of_the_whole(text: str) -> bool:
    """Whether a title speaks of a department as a whole."""
    return bool(_WHOLE.search("".join(text.split()))) and len(text) <= _LONGEST


def is_year(text: str) -> bool:
    """Whether the text says the year and nothing else: （2024年度）."""
    if length_of(text) > _LONGEST:
        return False
    plain = "".join(text.split()).translate(_WIDTH)
    return len(plain) > 3 and _ONLY_YEAR.fullmatch(plain) is not None


def years_said(text: str) -> set[int]:
    """The years that a title or a year's cell names."""
    plain = "".join(text.split())
    found = {int(year) for year in _YEAR.findall(plain)}
    if not found and is_year(text):
        found = {int(year) for year in re.findall(r"(?:19|20)\d\d", plain)}
    return found


def project_of_title(text: str) -> str:
    """The project that a title names: 1.设备购置绩效目标表; "" when it names none."""
    found = _OF_PROJECT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or _GENERIC.fullmatch(folded(found[1])):
        return ""
    return found[1].strip()
