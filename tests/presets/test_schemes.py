"""Both indicator schemes: round trips, other spellings, guessing from the rows in hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals import presets
from hfgoals.model.values import Indicator, Project
from hfgoals.presets import Scheme, schemes
from hfgoals.presets.schemes import load_schemes
from hfgoals.presets.source import preset_path

HEBEI = presets.scheme("hebei")
COST_FIRST = presets.scheme("cost_first")


def row(level1: str, level2: str) -> Indicator:
    return Indicator(level1=level1, level2=level2)


def test_the_hebei_scheme_is_that_of_the_documents() -> None:
    assert [(level.name, level.level2) for level in HEBEI.levels] == [
        ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
        ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
        ("满意度指标", ("服务对象满意度指标",)),
    ]


def test_the_other_scheme_has_cost_as_a_first_level() -> None:
    assert COST_FIRST.level1 == ("成本指标", "产出指标", "效益指标", "满意度指标")
    assert COST_FIRST.level2_of("成本指标") == (
        "经济成本指标",
        "社会成本指标",
        "生态环境成本指标",
    )
    assert "成本指标" not in COST_FIRST.level2_of("产出指标")


@pytest.mark.parametrize("scheme", presets.schemes(), ids=lambda scheme: scheme.id)
def test_names_and_codes_round_trip(scheme: Scheme) -> None:
    for level in scheme.levels:
        assert scheme.canonical_level1(level.name) == level.name
        for second in level.entries:
            assert scheme.code_of(second.name) == second.code
            assert scheme.level_of(second.code) == (level.name, second.name)
            assert scheme.belongs(second.name, level.name)
            for spelling in second.aliases:
                assert scheme.canonical_level2(spelling) == second.name


@given(data=st.data())
def test_spelling_of_a_name_does_not_matter(data: st.DataObject) -> None:
    scheme = data.draw(st.sampled_from(presets.schemes()))
    level = data.draw(st.sampled_from(scheme.levels))
    second = data.draw(st.sampled_from(level.entries))

    def spelt(name: str) -> str:
        short = name.removesuffix("指标") if data.draw(st.booleans()) else name
        place = data.draw(st.integers(0, len(short)))
        blank = data.draw(st.sampled_from(["", " ", "\n", "　"]))
        return short[:place] + blank + short[place:]

    assert scheme.canonical_level1(spelt(level.name)) == level.name
    assert scheme.canonical_level2(spelt(second.name)) == second.name
    assert scheme.belongs(spelt(second.name), spelt(level.name))


def test_spellings_met_elsewhere_are_known() -> None:
    assert HEBEI.canonical_level2("产出成本") == "成本指标"
    assert HEBEI.canonical_level2("社会公众或服务对象满意度指标") == "服务对象满意度指标"
    assert presets.canonical_level2("经济成本") == "经济成本指标"
    assert presets.canonical_level1("效益") == "效益指标"


def test_what_a_scheme_lacks_is_none() -> None:
    assert HEBEI.canonical_level1("成本指标") is None
    assert HEBEI.canonical_level2("经济成本指标") is None
    assert HEBEI.level_of("社会成本") is None
    assert HEBEI.level2_of("成本指标") == ()
    assert not HEBEI.belongs("数量指标", "效益指标")
    assert not COST_FIRST.belongs("成本指标", "产出指标")
    assert presets.canonical_level1("") is None
    assert presets.canonical_level2("乱写") is None


def test_scheme_of_an_unknown_id() -> None:
    with pytest.raises(KeyError):
        presets.scheme("none")


def test_no_rows_give_the_default_of_the_year() -> None:
    for year in (2010, 2022, 2023, 2026):
        assert presets.guess_scheme([], year) == presets.default_scheme(year) == HEBEI


def test_rows_tell_their_scheme() -> None:
    assert presets.guess_scheme([row("成本", "经济成本")], 2023) == COST_FIRST
    assert presets.guess_scheme([row("产出指标", "成本指标")], 2030) == HEBEI
    # Whatever the second level is called, 成本 as a first level is in one scheme only.
    for second in ("", "成本指标", "项目成本控制"):
        both = [row("成本指标", second), row("产出指标", "数量指标")]
        assert presets.guess_scheme(both, 2023) == COST_FIRST
    mostly = [row("成本指标", "经济成本指标"), row("成本指标", ""), row("产出指标", "成本指标")]
    assert presets.guess_scheme(mostly, 2023) == COST_FIRST


def test_rows_that_fit_both_leave_the_default() -> None:
    both = [row("产出指标", "数量指标"), row("效益指标", "社会效益指标"), row("", "")]
    assert presets.guess_scheme(both, 2023) == HEBEI


def test_projects_tell_by_their_rows() -> None:
    project = Project(indicators=(row("成本指标", "生态环境成本指标"),))
    assert presets.guess_scheme([Project(), project], 2024) == COST_FIRST


def test_a_scheme_may_ask_for_its_own_lengths(tmp_path: Path) -> None:
    text = preset_path("schemes.toml").read_text("utf-8")
    mine = text.replace('"默认起始年度" = 2015', '"默认起始年度" = 2015\n"三级指标最长" = 30')
    (tmp_path / "schemes.toml").write_text(mine, "utf-8")
    first, *others = load_schemes(tmp_path / "schemes.toml")
    assert first.longest == (30, 0, 0)
    assert {each.longest for each in (*others, *schemes())} == {(0, 0, 0)}
