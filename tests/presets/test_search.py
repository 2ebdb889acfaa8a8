"""Search in the library: what matches and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals import presets
from hfgoals.presets import LibraryIndicator, Scheme


def test_same_kind_and_second_level_come_first() -> None:
    found = presets.search("设备", kind="equipment", level2="数量指标")
    assert (found[0].kind, found[0].code) == ("equipment", "数量")
    fit = [(row.code != "数量", row.kind != "equipment") for row in found]
    assert fit == sorted(fit)
    assert fit[-1] == (True, True)


def test_prefix_before_inside_before_description_before_subsequence() -> None:
    names = [row.name for row in presets.search("设备")]
    begins = [name.startswith("设备") for name in names]
    inside = ["设备" in name for name in names]
    assert begins == sorted(begins, reverse=True)
    assert inside == sorted(inside, reverse=True)
    assert True in begins
    assert False in inside


def test_letters_in_order_are_enough() -> None:
    assert "设备验收合格率" in [row.name for row in presets.search("验合率")]
    assert presets.search("率合验") == ()


def test_every_word_must_match() -> None:
    found = presets.search("设备 合格")
    assert found
    for row in found:
        text = row.name + row.description
        assert "设备" in text
        assert "合格" in text


def test_an_empty_query_gives_the_fitting_ones() -> None:
    rows = presets.search("", kind="repair", level2="质量")
    assert {(row.kind, row.code) for row in rows} == {("repair", "质量")}
    assert {row.kind for row in presets.search(" ", kind="repair")} == {"repair"}
    assert {row.code for row in presets.search("", level2="质量", limit=500)} == {"质量"}
    assert presets.search("", limit=500) == presets.library()


def test_without_any_of_the_kind_the_second_level_counts() -> None:
    without = next(
        kind.id
        for kind in presets.kinds()
        if "生态效益" not in {row.code for row in presets.library(kind.id)}
    )
    rows = presets.search("", kind=without, level2="生态效益指标")
    assert rows
    assert {row.code for row in rows} == {"生态效益"}


@pytest.mark.parametrize("scheme", presets.schemes(), ids=lambda scheme: scheme.id)
def test_the_second_level_is_read_in_the_schemes_spelling(scheme: Scheme) -> None:
    _, level2 = scheme.level_of("成本")
    rows = presets.search("", kind="events", level2=level2, scheme=scheme)
    assert {(row.kind, row.code) for row in rows} == {("events", "成本")}


def test_an_unknown_kind_or_second_level_does_not_hide_anything() -> None:
    everything = {row.name for row in presets.search("满意度", limit=500)}
    assert {
        row.name for row in presets.search("满意度", kind="none", level2="乱写", limit=500)
    } == everything


def test_the_limit_is_kept() -> None:
    assert len(presets.search("", limit=7)) == 7
    assert presets.search("", limit=0) == ()


def test_what_is_nowhere_is_not_found() -> None:
    assert presets.search("齉") == ()


@given(st.sampled_from(presets.library()))
def test_everything_is_found_by_its_name(row: LibraryIndicator) -> None:
    assert row in presets.search(row.name, kind=row.kind)
    assert presets.search(row.name, kind=row.kind, level2=row.code)[0] == row
