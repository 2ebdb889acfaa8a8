"""Small faults as people make them: a comparison, a number, a branch, a statement left out.

Wording is no fault here: sentences, docstrings, annotations and log lines are left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Add,
}  # fmt: skip
_ANNOTATIONS = frozenset({"annotation", "returns", "type_comment"})
_SPEAKERS = frozenset({"_log", "log", "logging", "print"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one place of a tree."""

    line: int
    was: str
    now: str
    put: Callable[[], None]
    """Changes the tree that the fault was found in."""


def faults(tree: ast.Module) -> list[Fault]:
    """Every fault that can be put into the tree, one at a time."""
    return list(_below(tree))


def _below(parent: ast.AST) -> Iterator[Fault]:
    for name, value in ast.iter_fields(parent):
        if name in _ANNOTATIONS:
            continue
        for at, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST) or _untold(node):
                continue
            for other in _instead(node):
                put = _putting(parent, name, at if isinstance(value, list) else None, other)
                yield Fault(getattr(node, "lineno", 0), _shown(node), _shown(other), put)
            yield from _below(node)


def _putting(parent: ast.AST, name: str, at: int | None, other: ast.AST) -> Callable[[], None]:
    def put() -> None:
        if at is None:
            setattr(parent, name, other)
        else:
            getattr(parent, name)[at] = other
        ast.fix_missing_locations(parent)

    return put


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def _untold(node: ast.AST) -> bool:
    """What no test can or should notice."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.JoinedStr():
            return True
        case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Expr(value=ast.Call(func=called)):
            first = ast.unparse(called).partition(".")[0]
            return first in _SPEAKERS
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
        case ast.FunctionDef(name="__repr__"):
            return True
        case ast.Call(func=ast.Name(id="dataclass" | "cast" | "TypeVar")):
            return True
    return False


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand there by mistake."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right) if type(op) in _COMPARISONS:
            yield ast.Compare(left, [_COMPARISONS[type(op)]()], right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield values[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            if not _is_text(left) and not _is_text(right):
                yield ast.BinOp(left, _OPERATIONS[type(op)](), right)
        case ast.Constant(value=value):
            yield from map(ast.Constant, _other_values(value))
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.IfExp(test, other, body)
        case ast.Call(func=called, args=args, keywords=[*kept, last]) if not _is_wording(last):
            yield ast.Call(called, args, kept)
        case ast.stmt():
            yield from _other_statements(node)


def _is_wording(keyword: ast.keyword) -> bool:
    match keyword.value:
        case ast.Constant(value=str(text)):
            return not text.isascii()
    return isinstance(keyword.value, ast.JoinedStr)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _other_values(value: Any) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case float():
            yield value * 1.5 + 0.1
        case str() if value and value.isascii() and value.isidentifier():
            yield value + "_"


def _other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.If(test=test, body=body, orelse=other):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, other)
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
            yield ast.Pass()
        case ast.Raise() | ast.Continue() | ast.Delete():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Return(value=ast.Name() | ast.Call() | ast.BoolOp() | ast.Compare()):
            yield ast.Return(None)
