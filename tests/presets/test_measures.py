"""Signs and units on offer."""

from hfgoals import presets
from hfgoals.model.target import SIGNS, Target


def test_signs_are_those_of_the_model_in_its_order() -> None:
    assert tuple(sign.symbol for sign in presets.signs()) == SIGNS
    assert all(sign.name and sign.explanation for sign in presets.signs())


def test_units_suit_the_second_level() -> None:
    assert presets.units("成本指标")[:2] == ("万元", "元")
    assert presets.units("经济成本指标") == presets.units("成本")
    assert "%" not in presets.units("数量指标")
    assert presets.units("服务对象满意度指标") == ("%", "‰")
    assert "年" in presets.units("可持续影响")


def test_a_blank_or_unknown_second_level_gives_all_units_once() -> None:
    everything = presets.units()
    assert presets.units("乱写") == everything
    assert len(set(everything)) == len(everything)
    assert set(presets.units("时效")) < set(everything)


def test_every_code_has_units() -> None:
    for code in presets.codes():
        assert any(code in group.codes for group in presets.unit_groups()), code


def test_every_unit_is_read_back_from_a_target() -> None:
    for unit in presets.units():
        read = Target.parse(f"≥12.5{unit}")
        assert (read.value, read.unit) == ("12.5", unit)
