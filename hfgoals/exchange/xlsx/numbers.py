"""A number in a cell as its number format shows it: 0.3 under 0% is "30%". Never rounded.

Runs in the child.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from hfgoals.codec.marks import mark_of

_EXCEL = Context(prec=15)
"""As many digits as a cell can hold; the 16th and 17th in a file are the binary number's noise."""
_MOST_PLACES = 30
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "yyyy/m/d", 16: "m/d", 17: "yyyy/m", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|(General)|(.)', re.DOTALL
)
_DATE_RUN = re.compile(r"y+|m+|d+|h+|s+", re.IGNORECASE)
_FIRST_DAY = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_LAST_SERIAL = 2_958_466
_DAYS_TO_1904 = 1462


@dataclass(frozen=True, slots=True)
class Shape:
    """What a number format does to a number."""

    mark: str = ""
    """The letter of one of our marks."""
    percent: bool = False
    places: int = 0
    """The least decimals shown."""
    commas: bool = False
    before: str = ""
    after: str = ""
    date: str = ""
    """The format of a date; "" for numbers."""
    struck: bool = False
    """Whether the font strikes out what stands in the cell."""

    def show(self, text: str, *, since_1904: bool = False) -> str:
        """The number of a cell as shown. Raises ValueError when the text is no number."""
        number = exact(text)
        if self.date:
            shown = _date(self.date, number, since_1904=since_1904)
            if shown:
                return shown
        if self.percent:
            number = _EXCEL.multiply(number, Decimal(100))
        plain = f"{number.normalize():,f}" if self.commas else f"{number.normalize():f}"
        decimals = len(plain.partition(".")[2])
        if decimals < self.places:
            plain += ("" if decimals else ".") + "0" * (self.places - decimals)
        return f"{self.before}{plain}{'%' if self.percent else ''}{self.after}"


GENERAL = Shape()


def exact(text: str) -> Decimal:
    """The number that a cell holds, to 15 digits. Raises ValueError."""
    try:
        number = _EXCEL.create_decimal(text.strip())
    except InvalidOperation:
        raise ValueError(text) from None
    # "1E+400" is no number of a cell, but a long text.
    if not number.is_finite() or abs(number.adjusted()) > 308:
        raise ValueError(text)
    return number


def shape_of(number: int, code: str | None) -> Shape:
    """The shape of a built-in format by its number, or of the code given."""
    code = code if code is not None else _BUILT_IN.get(number, "")
    if not code:
        return GENERAL
    return Shape(mark=mark) if (mark := mark_of(code)) else _read(code)


def _read(code: str) -> Shape:
    literals: list[tuple[str, str]] = []
    signs = ""
    for quoted, escaped, symbol, general, sign in _TOKEN.findall(code):
        if sign == ";":
            break
        if general:
            return GENERAL
        if sign and sign in "0#?.,%@/Ee+-yYmMdDhHsS":
            signs += sign
        literal = quoted or escaped or symbol or (sign if sign not in "0#?.,%@/Ee" else "")
        if literal:
            literals.append((literal, signs))
    if re.search("[ymdhs]", signs, re.IGNORECASE):
        return Shape(date=code.partition(";")[0])
    if re.search("[@/Ee]", signs) or not re.search("[0#?]", signs):
        return GENERAL
    whole, _, decimals = signs.partition(".")
    if whole.rstrip("%").endswith(",") or decimals.rstrip("%").endswith(","):
        return GENERAL
    return Shape(
        percent="%" in signs,
        places=min(decimals.count("0"), _MOST_PLACES),
        commas="," in whole,
        before="".join(text for text, seen in literals if not re.search("[0#?]", seen)).strip("-+"),
        after="".join(text for text, seen in literals if re.search("[0#?]", seen)),
    )


def _date(code: str, number: Decimal, *, since_1904: bool) -> str:
    serial = float(number) + (_DAYS_TO_1904 if since_1904 else 0)
    if not 1 <= serial < _LAST_SERIAL:
        return ""
    # 1900 counts as a leap year in a worksheet.
    days = serial + (1 if serial < 60 else 0)
    moment = _FIRST_DAY + datetime.timedelta(seconds=round(days * 86_400))
    shown = ""
    after_hours = False
    for quoted, escaped, symbol, _, sign in _TOKEN.findall(_DATE_RUN.sub(_marked, code)):
        if sign and "\ue000" <= sign <= "\ue0ff":
            letter, length = _KINDS[(ord(sign) - 0xE000) // 8], (ord(sign) - 0xE000) % 8
            shown += _piece(letter, length, moment, minutes=after_hours)
            after_hours = letter in "hs" or (after_hours and letter == "m")
        else:
            shown += quoted or escaped or symbol or (sign if sign not in "@;" else "")
    return shown


_KINDS = "ymdhs"


def _marked(run: re.Match[str]) -> str:
    return chr(0xE000 + _KINDS.index(run[0][0].lower()) * 8 + min(len(run[0]), 7))


def _piece(letter: str, length: int, moment: datetime.datetime, *, minutes: bool) -> str:
    if letter == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    value = {
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }[letter]
    return f"{value:02d}" if length == 2 else str(value)
