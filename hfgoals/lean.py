"""Dataclasses whose methods are written when they are first called.

Python's own writes and compiles all of them while a module is imported: half a millisecond a class,
a seventh of the time until a workbook was painted. Most values are then never compared, hashed or
shown. What comes out is the same; fields, ``replace`` and ``asdict`` are Python's own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")
_Fields = tuple[Field[Any], ...]
_Writing = Callable[[type, _Fields, dict[str, Any]], list[str]]
"""Parameters and lines of a method, of that class and its fields; into the last goes what those
lines know."""


@dataclass_transform(field_specifiers=(field,))
def dataclass(
    *, slots: bool, frozen: bool = False, order: bool = False
) -> Callable[[type[_T]], type[_T]]:
    """As Python's decorator of that name, for classes with slots."""

    def lean(plain: type[_T]) -> type[_T]:
        own = dict(vars(plain))
        if plain.__doc__ is None:
            # Or Python would make one of a signature that is not there yet.
            plain.__doc__ = plain.__name__
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
        late = ["__init__", "__repr__", "__eq__", *(_COMPARING if order else ())]
        if frozen:
            for name, method in _FROZEN.items():
                setattr(made, name, method)
            if own.get("__hash__") is None:
                late.append("__hash__")
        elif "__hash__" not in own:
            made.__hash__ = None  # type: ignore[assignment]
        for name in late:
            if name == "__hash__" or name not in own:
                setattr(made, name, _late(made, name))
        return made

    return lean


def _late(of: type, name: str) -> Callable[..., Any]:
    """What puts the method into the class when it is first called."""

    def first(*arguments: Any, **named: Any) -> Any:
        method = _compiled(of, name)
        setattr(of, name, method)
        return method(*arguments, **named)

    first.__name__ = name
    return first


def _compiled(of: type, name: str) -> Callable[..., Any]:
    known: dict[str, Any] = {"MISSING": MISSING}
    lines = _WRITTEN[name](of, dataclasses.fields(of), known)
    text = f"def {name}{lines[0]}:\n " + "\n ".join(lines[1:])
    # Of the names of fields alone, which the class itself says.
    exec(text, known)  # noqa: S102
    method: Callable[..., Any] = known[name]
    method.__qualname__ = f"{of.__qualname__}.{name}"
    return method


def _init(of: type, fields: _Fields, known: dict[str, Any]) -> list[str]:
    frozen = of.__setattr__ is _refused
    lines = []
    for each in fields:
        value = each.name
        if each.default_factory is not MISSING:
            known[f"_new_{each.name}"] = each.default_factory
            value = f"_new_{each.name}() if {each.name} is MISSING else {each.name}"
        if frozen:
            # Straight into its slot: a third less than by object.__setattr__, as Python's own does.
            known[f"_put_{each.name}"] = getattr(of, each.name).__set__
            lines.append(f"_put_{each.name}(self, {value})")
        else:
            lines.append(f"self.{each.name} = {value}")
    if hasattr(of, "__post_init__"):
        lines.append("self.__post_init__()")
    taken = [_parameter(each, known) for each in fields if not each.kw_only]
    named = [_parameter(each, known) for each in fields if each.kw_only]
    return [f"({', '.join(['self', *taken, *(['*', *named] if named else [])])})", *lines, "return"]


def _parameter(each: Field[Any], known: dict[str, Any]) -> str:
    if each.default is not MISSING:
        known[f"_usual_{each.name}"] = each.default
        return f"{each.name}=_usual_{each.name}"
    return each.name if each.default_factory is MISSING else f"{each.name}=MISSING"


def _repr(_of: type, fields: _Fields, _known: dict[str, Any]) -> list[str]:
    shown = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in fields if each.repr)
    return ["(self)", f"return self.__class__.__qualname__ + f'({shown})'"]


def _comparing(sign: str) -> _Writing:
    def lines(_of: type, fields: _Fields, _known: dict[str, Any]) -> list[str]:
        return [
            "(self, other)",
            "if other.__class__ is not self.__class__: return NotImplemented",
            f"return {_tuple('self', fields)} {sign} {_tuple('other', fields)}",
        ]

    return lines


def _hash(_of: type, fields: _Fields, _known: dict[str, Any]) -> list[str]:
    return ["(self)", f"return hash({_tuple('self', fields)})"]


def _tuple(of: str, fields: _Fields) -> str:
    return "(" + "".join(f"{of}.{each.name}, " for each in fields if each.compare) + ")"


_COMPARING = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_WRITTEN: dict[str, _Writing] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _comparing("=="),
    "__hash__": _hash,
    **{name: _comparing(sign) for name, sign in _COMPARING.items()},
}


def _refused(_self: Any, name: str, *_value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN: dict[str, Callable[..., Any]] = {
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__getstate__": _state,
    "__setstate__": _restore,
}
