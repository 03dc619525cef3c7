"""Notation from its parts: what every head means."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy as sp

from symcalc import notation
from symcalc.notation import ARITHMETIC, Notation
from symcalc.primitives.table import TABLE

RELATIONS: dict[str, type] = {
    "=": sp.Eq,
    "!=": sp.Ne,
    "<": sp.Lt,
    "<=": sp.Le,
    ">": sp.Gt,
    ">=": sp.Ge,
}


def cases(*pieces: sp.Tuple) -> sp.Expr:
    """Piecewise, from pairs of value and condition."""
    return sp.Piecewise(*((value, decided(condition)) for value, condition in pieces))


def decided(condition: sp.Basic) -> sp.Basic:
    """A comparison of numbers is true or false; SymPy does not look at unevaluated ones."""
    if condition.is_Relational and not condition.free_symbols:
        return condition.func(*condition.args)
    return condition


def column(*entries: sp.Expr) -> sp.ImmutableMatrix:
    """A column vector."""
    return sp.ImmutableMatrix(len(entries), 1, list(entries))


def rows(*vectors: sp.ImmutableMatrix) -> sp.ImmutableMatrix:
    """A matrix from its rows."""
    return sp.ImmutableMatrix([list(vector) for vector in vectors])


STRUCTURES: dict[str, Callable[..., sp.Basic]] = {
    "derivative": sp.Derivative,
    "and": sp.And,
    "or": sp.Or,
    "not": sp.Not,
    "cases": cases,
    "piece": sp.Tuple,
    "otherwise": lambda: sp.true,
    "vector": column,
    "matrix": rows,
}


def build(head: str, *parts: Notation, text: str = "") -> Notation:
    """Make a node of any head that has parts; its meaning follows from theirs.

    >>> x = notation.name(sp.Symbol("x"))
    >>> build("sin", notation.multiply(notation.number(2), x)).expr
    sin(2*x)
    """
    exprs = [part.expr for part in parts]
    if head == "relation":
        meaning = RELATIONS[text](*exprs, evaluate=False)
    elif head == "apply":
        meaning = sp.Function(text)(*exprs)
    else:
        meaning = meaning_of(head)(*exprs)
    return Notation(head, parts, text, meaning)


def meaning_of(head: str) -> Callable[..., sp.Basic]:
    """From the parts' SymPy objects to the whole's."""
    for table in (ARITHMETIC, STRUCTURES):
        if head in table:
            return table[head]
    return TABLE[head].formula


# Arithmetic that is rewritten drops the zeros and ones that a change leaves behind.
TIDY: dict[str, Callable[..., Notation]] = {
    "sum": notation.add,
    "difference": notation.subtract,
    "negation": notation.negative,
    "product": notation.multiply,
    "quotient": notation.divide,
    "power": notation.power,
}


def replace_nodes(node: Notation, change: Callable[[Notation], Notation | None]) -> Notation:
    """The tree with every node that `change` answers for replaced, outermost first."""
    changed = change(node)
    if changed is not None:
        return changed
    parts = tuple(replace_nodes(part, change) for part in node.parts)
    if all(new is old for new, old in zip(parts, node.parts, strict=True)):
        return node
    tidy = TIDY.get(node.head)
    return tidy(*parts) if tidy else build(node.head, *parts, text=node.text)


def put(node: Notation, values: Mapping[sp.Basic, Notation]) -> Notation:
    """The formula with its variables replaced by other formulas, as written."""
    return replace_nodes(node, lambda n: values.get(n.expr) if n.head == "name" else None)
