"""Numbers as shown: percents, places, units, dates; never rounded."""

from __future__ import annotations

import pytest

from hfgoals.exchange.xlsx.numbers import shape_of


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", "0.3", "30%"),
        ("0%", "0.33333", "33.333%"),
        ("0.00%", "0.3", "30.00%"),
        ("0.00", "30", "30.00"),
        ("0.00", "30.123456", "30.123456"),
        ("#,##0.00", "1234567.5", "1,234,567.50"),
        ("0.00_);[Red]\\(0.00\\)", "-5", "-5.00"),
        ("General", "30.100000000000001", "30.1"),
        ("General", "1E+3", "1000"),
        ('0"个"', "12", "12个"),
        ('"≥"0"%"', "95", "≥95%"),
        ('yyyy"年"m"月"d"日"', "44742", "2022年6月30日"),
        ("[$-804]yyyy-mm-dd;@", "44742", "2022-06-30"),
        ("yyyy/m/d h:mm", "44742.5", "2022/6/30 12:00"),
        ("yyyy/m/d", "-3", "-3"),
        ("0.##;-0.##;0;@", "2.5", "2.5"),
    ],
)
def test_as_shown(code: str, value: str, shown: str) -> None:
    assert shape_of(200, code).show(value) == shown


def test_built_in_formats_and_1904() -> None:
    assert shape_of(9, None).show("0.955") == "95.5%"
    assert shape_of(14, None).show("44742") == "2022/6/30"
    assert shape_of(14, None).show("43280", since_1904=True) == "2022/6/30"
    assert shape_of(0, None).show("7") == "7"


@pytest.mark.parametrize("value", ["", "x", "NaN", "Infinity", "1E+999"])
def test_what_is_no_number(value: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        shape_of(0, None).show(value)
