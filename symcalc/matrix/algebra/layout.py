"""Entries in another arrangement: columns below one another, matrices side by side, a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import sympy as sp

from symcalc.errors import ShapeError
from symcalc.matrix.algebra.sums import filled, is_filled, mapped
from symcalc.matrix.term import ONE, Shape, Term, made, misfit, same, shown

Edge: TypeAlias = sp.Expr | int


def reshape(term: Term, shape: Shape, order: str = "rows") -> Term:
    """The same entries in another shape, taken row by row, or column by column."""
    if not same((sp.Mul(*term.shape),), (sp.Mul(*shape),)):
        raise ShapeError(f"{shown(term.shape)} and {shown(shape)} have not as many entries")
    if same(term.shape, shape):
        return term
    if term.op == "reshape" and term.value == order:
        return reshape(term.args[0], shape, order)
    if term.op == "broadcast" and term.args[0].is_scalar:
        return made("broadcast", term.args, shape)
    return made("reshape", (term,), shape, order)


def vec(term: Term) -> Term:
    """The columns of a matrix below one another."""
    return reshape(term, (sp.Mul(*term.shape), ONE), "columns")


def concat(terms: Sequence[Term], axis: int) -> Term:
    """Matrices below one another (axis 0) or side by side (axis 1)."""
    flat = [
        part
        for term in terms
        for part in (term.args if term.op == "concat" and term.value == axis else (term,))
    ]
    across = flat[0].shape[1 - axis]
    if any(not same((term.shape[1 - axis],), (across,)) for term in flat):
        raise misfit("cannot be put together", *flat)
    if len(flat) == 1:
        return flat[0]
    length = sp.Add(*(term.shape[axis] for term in flat))
    shape = (length, across) if axis == 0 else (across, length)
    if all(is_filled(term, 0) for term in flat):
        return filled(0, shape)
    return made("concat", tuple(flat), shape, axis)


def part(term: Term, axis: int, start: Edge, stop: Edge) -> Term:
    """The rows (axis 0) or columns (axis 1) from `start`, and up to `stop` without it."""
    first, last = sp.sympify(start, strict=True), sp.sympify(stop, strict=True)
    size = term.shape[axis]
    if first == 0 and same((last,), (size,)):
        return term
    if any(edge.is_negative for edge in (first, last - first, size - last)):
        raise ShapeError(f"{shown(term.shape)} has no part from {first} to {last}")
    length = sp.expand(last - first)
    shape = (length, term.shape[1]) if axis == 0 else (term.shape[0], length)
    if term.op == "broadcast" and term.args[0].is_scalar:
        return made("broadcast", term.args, shape)
    return made("slice", (term,), shape, (axis, first, last))


def padded(term: Term, axis: int, before: Edge, after: Edge) -> Term:
    """A matrix with rows or columns of zeros before and after it."""
    pieces = [_zeros(term, axis, before), term, _zeros(term, axis, after)]
    return concat([piece for piece in pieces if piece is not None], axis)


def _zeros(term: Term, axis: int, count: Edge) -> Term | None:
    if count == 0:
        return None
    size = sp.sympify(count, strict=True)
    return filled(0, (size, term.shape[1]) if axis == 0 else (term.shape[0], size))


def held(term: Term) -> Term:
    """The value of a term, which counts as a constant in derivatives."""
    return mapped("stop-gradient", term)
