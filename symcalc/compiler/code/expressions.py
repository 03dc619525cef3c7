"""Scalar Python expressions in the words of another language.

Spellings and helpers are written once, in Python; a `Dialect` is a table of what they become.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from symcalc.compiler.ir import Op

ATOM = 100  # binds more tightly than any operator


@dataclass(frozen=True)
class Form:
    """How an operator is written, and how tightly that binds: operands that bind less need ()."""

    template: str
    binding: int = ATOM

    def filled(self, operands: Sequence[Written]) -> Written:
        """The operator on its operands."""
        loose = 0 if self.binding == ATOM else self.binding + 1
        first, *others = operands
        least = self.binding if self.template.startswith("{0} ") and loose else loose
        texts = [first.within(least), *(operand.within(loose) for operand in others)]
        return Written(self.template.format(*texts), self.binding)


# What Python, NumPy and C write alike, and how tightly.
ARITHMETIC: Mapping[type[ast.AST], Form] = MappingProxyType(
    {
        ast.Eq: Form("{0} == {1}", 4),
        ast.NotEq: Form("{0} != {1}", 4),
        ast.Lt: Form("{0} < {1}", 4),
        ast.LtE: Form("{0} <= {1}", 4),
        ast.Gt: Form("{0} > {1}", 4),
        ast.GtE: Form("{0} >= {1}", 4),
        ast.Add: Form("{0} + {1}", 6),
        ast.Sub: Form("{0} - {1}", 6),
        ast.Mult: Form("{0} * {1}", 7),
        ast.Div: Form("{0} / {1}", 7),
        ast.USub: Form("-{0}", 9),
    }
)


@dataclass(frozen=True)
class Written:
    """A piece of text, and how tightly it holds together."""

    text: str
    binding: int = ATOM

    def within(self, binding: int) -> str:
        """The text where at least this binding is needed."""
        return self.text if self.binding >= binding else f"({self.text})"


@dataclass(frozen=True, eq=False)
class Dialect:
    """What the parts of an expression become.

    Attributes
    ----------
    operators : mapping
        For the operators of Python's syntax trees; `ast.IfExp` has test, body and orelse.
    call : callable
        A function's name, as it is in a helper ("math.sin", "cot"), to the name to call.
    number : callable
        How a constant is written.
    """

    operators: Mapping[type[ast.AST], Form]
    call: Callable[[str], str]
    number: Callable[[float], str]

    def expression(self, tree: ast.expr) -> Written:
        """A syntax tree of scalar Python in this dialect.

        Raises
        ------
        ValueError
            For syntax that no spelling and no helper may hold.
        """
        match tree:
            case ast.Constant(value=float() | int() as value):
                return Written(self.number(float(value)))
            case ast.Attribute(attr=name):
                return Written(self.number(getattr(math, name)))
            case ast.Name(id=name):
                return Written(name)
            case ast.Call(func=function, args=args):
                inside = ", ".join(self.expression(a).text for a in args)
                return Written(f"{self.call(ast.unparse(function))}({inside})")
            case ast.Compare(left=left, ops=ops, comparators=right):
                return self._compared([left, *right], ops)
        return self._operator(tree)

    def _operator(self, tree: ast.expr) -> Written:
        match tree:
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._filled(ast.IfExp, [test, body, orelse])
            case ast.BinOp(left=left, op=operator, right=right):
                return self._filled(type(operator), [left, right])
            case ast.UnaryOp(op=operator, operand=operand):
                return self._filled(type(operator), [operand])
            case ast.BoolOp(op=operator, values=values):
                return self._joined(type(operator), [self.expression(v) for v in values])
        raise ValueError(f"nothing is written for {ast.unparse(tree)}")

    def _filled(self, operator: type[ast.AST], operands: Sequence[ast.expr]) -> Written:
        return self.operators[operator].filled([self.expression(o) for o in operands])

    def _compared(self, parts: Sequence[ast.expr], ops: Sequence[ast.cmpop]) -> Written:
        """A chain 0 < x < 1 is two comparisons joined by and."""
        pairs = zip(parts, parts[1:], ops, strict=False)
        return self._joined(ast.And, [self._filled(type(o), [a, b]) for a, b, o in pairs])

    def _joined(self, operator: type[ast.AST], parts: Sequence[Written]) -> Written:
        whole = parts[0]
        for part in parts[1:]:
            whole = self.operators[operator].filled([whole, part])
        return whole

    @lru_cache(maxsize=1024)  # noqa: B019 - dialects are a handful of constants
    def _template(self, spelling: str, arity: int) -> str:
        placeholders = [f"_{k}_" for k in range(arity)]
        tree = ast.parse(spelling.format(*placeholders), mode="eval").body
        text = self.expression(tree).text.replace("{", "{{").replace("}", "}}")
        for k, placeholder in enumerate(placeholders):
            text = text.replace(placeholder, f"{{{k}}}")
        return text

    def spell(self, op: Op, args: Sequence[str]) -> str:
        """An operation on arguments that are names or constants."""
        return self._template(op.spelling, op.arity).format(*args)


def calls_in(tree: ast.AST) -> list[str]:
    """The functions that are called, as they are named there, each once."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return list(dict.fromkeys(ast.unparse(function) for function in calls))
