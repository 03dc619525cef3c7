"""A group of operations entry by entry as one Program of scalars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import sympy as sp

from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.matrix import entries
from symcalc.matrix.compiled.stages import Group
from symcalc.matrix.term import Term, number
from symcalc.primitives.table import TABLE

RELATIONS = {
    "less": sp.Lt,
    "less-equal": sp.Le,
    "greater": sp.Gt,
    "greater-equal": sp.Ge,
    "equal": sp.Eq,
    "not-equal": sp.Ne,
}
TAIL = "normal-cdf"  # (1 + erf)/2, which has no digit left at -6 once a sum takes it apart


def fused(group: Group) -> tuple[Program, tuple[Term, ...]]:
    """The Program of the outputs, and the terms that are its inputs.

    An input is an array of the group's shape, or a scalar for all its entries.
    """
    writing = _Writing(group.members)
    outputs = [writing.expr(node) for node in group.outputs]
    return lower(outputs, _letters(len(writing.inputs))), tuple(writing.inputs)


@lru_cache(maxsize=64)
def _letters(count: int) -> tuple[sp.Symbol, ...]:
    """Inputs with the same names in every group, so that equal groups are one Program."""
    return tuple(sp.Symbol(f"u{k}") for k in range(count))


class _Writing:
    """The SymPy expressions of a group's members."""

    def __init__(self, members: frozenset[Term]) -> None:
        self._members = members
        self._exprs: dict[Term, sp.Expr] = {}
        self.inputs: dict[Term, sp.Symbol] = {}

    def expr(self, root: Term) -> sp.Expr:
        """One member, everything below it first, without recursion."""
        stack = [root]
        while stack:
            node = stack[-1]
            missing = [a for a in self._within(node) if a not in self._exprs]
            if node in self._exprs or not missing:
                self._exprs.setdefault(node, self._made(node))
                stack.pop()
            else:
                stack += missing
        return self._exprs[root]

    def _within(self, node: Term) -> Sequence[Term]:
        return [_source(a) for a in node.args if _source(a) in self._members]

    def _made(self, node: Term) -> sp.Expr:
        args = [self._argument(arg) for arg in node.args]
        if node.op == "sum":
            whole = any(_source(arg).value == TAIL for arg in node.args)
            return sp.Add(*args, evaluate=not whole)
        if node.op == "hadamard":
            return sp.Mul(*args)
        if node.op == "scale":
            return _multiple(self._number(node.value), sp.Mul(*args))
        if isinstance(node.value, tuple):
            return _slope(node.value[1], args[0])
        if node.value == "select":
            return self._chosen(node.args[0], args)
        return entries.formula(node.value, tuple(args))

    def _chosen(self, test: Term, args: Sequence[sp.Expr]) -> sp.Expr:
        """A choice between values, by the relation itself where it is told here."""
        holds = sp.Ne(args[0], 0)
        if test.value in RELATIONS and test in self._members:
            left, right = (self._argument(arg) for arg in test.args)
            holds = RELATIONS[test.value](left, right)
        return sp.Piecewise((args[1], holds), (args[2], True))

    def _argument(self, arg: Term) -> sp.Expr:
        source = _source(arg)
        if source.op == "number":
            return self._number(source.value)
        return self._exprs[source] if source in self._members else self._input(source)

    def _number(self, value: sp.Expr) -> sp.Expr:
        """A number; one with the letters of sizes comes from outside."""
        if not value.free_symbols:
            return value
        return self._input(number(value))

    def _input(self, term: Term) -> sp.Symbol:
        if term not in self.inputs:
            self.inputs[term] = _letters(len(self.inputs) + 1)[-1]
        return self.inputs[term]


def _multiple(value: sp.Expr, expr: sp.Expr) -> sp.Expr:
    """A number times an expression; SymPy would multiply each term of a sum by it."""
    whole = value.is_Number and expr.is_Add and value not in (-1, 0, 1)
    return sp.Mul(value, expr, evaluate=not whole)


def _slope(name: str, u: sp.Expr) -> sp.Expr:
    """The derivative of an elementwise function in its stable form."""
    stable = TABLE[name].stable
    assert stable is not None
    return stable(u)[0]


def _source(arg: Term) -> Term:
    """What an entry is taken from: of a scalar that is repeated, the scalar."""
    if arg.op == "broadcast" and arg.args[0].is_scalar:
        return arg.args[0]
    return arg
