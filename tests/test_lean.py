"""A lean dataclass is what Python's own would be."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from hfgoals import lean


def _twins(**how: bool) -> tuple[Any, Any]:
    """The same class made by Python and by ours."""
    makers: tuple[Any, ...] = (dataclasses.dataclass, lean.dataclass)
    theirs, ours = (make(slots=True, **how)(_plain()) for make in makers)
    return theirs, ours


def _plain() -> type:
    class Thing:
        """A thing."""

        name: str
        size: int = 3
        parts: list[str] = field(default_factory=list)
        note: str = field(default="-", compare=False, repr=False, kw_only=True)

    return Thing


CALLS: tuple[Callable[[Any], Any], ...] = (
    lambda made: made("a", 2, ["x"], note="n").note,
    lambda made: made("a", parts=["y"]).parts,
    lambda made: made("a").parts is made("a").parts,
    lambda made: made("a") == made("a", note="other"),
    lambda made: made("a") == made("b"),
    lambda made: made("a") == "a",
    lambda made: repr(made("a")),
    lambda made: [each.name for each in fields(made)],
    lambda made: dataclasses.asdict(replace(made("a"), size=7)),
    lambda made: made.__match_args__,
    lambda made: copy.deepcopy(made("a", 5)) == made("a", 5),
    lambda made: made(),
    lambda made: made("a", colour="red"),
    lambda made: made("a") < made("b"),
    lambda made: hash(made("a", 1, ())) == hash(("a", 1, ())),
    lambda made: max(made("b"), made("a", 4), made("a", 3)).name,
    lambda made: setattr(made("a"), "size", 1),
    lambda made: delattr(made("a"), "size"),
)


@pytest.mark.parametrize("how", [{}, {"frozen": True}, {"frozen": True, "order": True}])
@pytest.mark.parametrize("call", CALLS)
def test_it_does_what_pythons_own_does(call: Callable[[Any], Any], how: dict[str, bool]) -> None:
    theirs, ours = (_outcome(call, made) for made in _twins(**how))
    assert ours == theirs


def _outcome(call: Callable[[Any], Any], made: Any) -> tuple[str, Any]:
    try:
        return "", call(made)
    except (TypeError, AttributeError) as error:
        return type(error).__name__, None


@lean.dataclass(frozen=True, slots=True)
class Base:
    one: int

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError("negative")


@lean.dataclass(frozen=True, slots=True)
class Derived(Base):
    two: int = 2

    def __repr__(self) -> str:
        return "its own"


def test_one_derived_from_another_has_the_fields_of_both() -> None:
    assert Base(1) != Derived(1)
    assert Derived(1, two=5) == Derived(1, 5)
    assert repr(Derived(1)) == "its own"
    assert repr(Base(1)) == "Base(one=1)"
    with pytest.raises(ValueError, match="negative"):
        Derived(-1)


def test_it_goes_through_a_pickle() -> None:
    gone = pickle.loads(pickle.dumps(Derived(7, 8)))  # noqa: S301
    assert gone == Derived(7, 8)
    with pytest.raises(FrozenInstanceError):
        gone.two = 1


def test_a_method_is_made_once() -> None:
    made = _twins(frozen=True)[1]
    before = made.__init__
    made("a")
    written = made.__init__
    made("b")
    assert before is not written
    assert made.__init__ is written
