"""Classes made quickly are what the standard decorator makes of the same."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from hfgoals import frozen
from hfgoals.model.values import Goal, Indicator, Project

Class = Callable[..., Any]


@frozen.dataclass(frozen=True, slots=True)
class Quick:
    """A value."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = dataclasses.field(default_factory=lambda: ("一",))

    @property
    def doubled(self) -> int:
        """Something said of it."""
        return 2 * self.count


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """A value."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = dataclasses.field(default_factory=lambda: ("一",))

    @property
    def doubled(self) -> int:
        """Something said of it."""
        return 2 * self.count


both = pytest.mark.parametrize("made", [Quick, Plain])


@both
def test_it_is_made_from_what_is_given_and_defaults(made: Class) -> None:
    assert dataclasses.astuple(made("甲")) == ("甲", 3, ("一",))
    assert dataclasses.astuple(made("甲", parts=())) == ("甲", 3, ())
    assert made("甲", 4).doubled == 8
    with pytest.raises(TypeError):
        made()


@both
def test_it_compares_by_its_values_with_its_own_kind(made: Class) -> None:
    assert made("甲") == made("甲", 3)
    assert made("甲") != made("乙")
    assert hash(made("甲")) == hash(made("甲"))
    assert made("甲") != ("甲", 3, ("一",))
    assert {made("甲"), made("甲")} == {made("甲")}


def test_another_kind_with_the_same_values_is_another() -> None:
    assert Quick("甲") != Plain("甲")


@both
def test_it_refuses_changes(made: Class) -> None:
    value = made("甲")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "乙"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises((AttributeError, TypeError)):
        value.other = 1
    assert not hasattr(value, "__dict__")
    assert value.name == "甲"


@both
def test_others_take_it_for_a_dataclass(made: Class) -> None:
    value = made("甲")
    assert dataclasses.replace(value, count=5) == made("甲", 5)
    assert dataclasses.asdict(value) == {"name": "甲", "count": 3, "parts": ("一",)}
    assert repr(value).endswith("(name='甲', count=3, parts=('一',))")
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own
    match value:
        case Quick(name, count) | Plain(name, count):
            assert (name, count) == ("甲", 3)


def test_rows_get_ids_of_their_own() -> None:
    assert len({each().id for each in (Project, Goal, Indicator) for _ in range(3)}) == 9


def test_it_is_for_frozen_classes_alone() -> None:
    with pytest.raises(TypeError):
        frozen.dataclass(frozen=False, slots=True)
