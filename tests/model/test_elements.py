"""What the bureau's system calls a field, and how much it keeps of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.fields import FIELDS, Element, field_of
from hfgoals.wide.columns import CATALOGUE
from hfgoals.wide.profile import ELEMENTS

LIMIT = Element("SOME_TEXT", 30)


@pytest.mark.parametrize(
    ("text", "excess"),
    [
        ("", 0),
        ("一二三四五六七八九十", 0),
        ("一二三四五六七八九十一", 3),
        ("a" * 30, 0),
        ("a" * 31, 1),
        ("一二三四五六七八九abc", 0),
        ("一二三四五六七八九abcd", 1),
        ("𠮷" * 7 + "ab", 0),
        ("𠮷" * 7 + "abc", 1),
    ],
)
def test_length_is_counted_in_bytes(text: str, excess: int) -> None:
    assert LIMIT.excess(text) == excess


@given(st.text(alphabet="a一𠮷é", max_size=40))
def test_a_text_cut_by_its_excess_fits(text: str) -> None:
    kept = text.encode()[: len(text.encode()) - LIMIT.excess(text)]
    assert len(kept) <= LIMIT.most
    assert LIMIT.excess(kept.decode(errors="ignore")) == 0


def test_every_element_stands_once() -> None:
    names = [field.element.name for part in FIELDS.values() for field in part if field.element]
    assert len(set(names)) == len(names)
    assert field_of("project", "code").element == Element("PRO_CODE", 21)


def test_the_profile_for_the_system_heads_its_columns_with_them() -> None:
    headings = {column.key: ELEMENTS.title_of(column) for column in ELEMENTS.columns}
    named = {column.key: column.element for column in CATALOGUE if column.element}
    assert named.items() <= headings.items()
    assert headings["indicator"] == "LV3_PERF_IND_NAME"
    assert headings["value"] == "KPI_VAL"
    assert not ELEMENTS.fault()
    assert not ELEMENTS.value_is_whole
