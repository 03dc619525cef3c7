"""Products of matrices, entry by entry and of rows with columns; transposes and sums of entries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import sympy as sp

from symcalc.matrix.algebra.sums import (
    collected,
    filled,
    is_filled,
    is_ones,
    key,
    plus,
    raised,
    spread,
    times,
)
from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made, misfit, number, same


def hadamard(*factors: Term) -> Term:
    """The product entry by entry; of scalars the usual product."""
    shape = factors[0].shape
    if any(not same(f.shape, shape) for f in factors):
        raise misfit("do not go entry by entry", *factors)
    if not shape:
        return times(*factors)
    parts = [part for one in factors for part in in_front(one)]
    scalars = [p for p in parts if p.is_scalar]
    flat = [p for p in parts if not p.is_scalar]
    flat = [p for one in flat for p in (one.args if one.op == "hadamard" else (one,))]
    scalars += [item(p.args[0]) for p in flat if is_repeated(p)]
    flat = [p for p in flat if not is_repeated(p)]
    kept = collected(flat)
    if not kept:
        return spread(times(*scalars), shape)
    product = kept[0] if len(kept) == 1 else made("hadamard", tuple(kept), shape)
    return times(*scalars, product) if scalars else product


def is_repeated(term: Term) -> bool:
    """Whether every entry is the same number."""
    return term.op == "broadcast" and term.args[0].shape in (SCALAR, (ONE, ONE))


def in_front(term: Term) -> tuple[Term, ...]:
    """A matrix as the scalars in front of it and what they multiply."""
    if term.op != "scale" or term.is_scalar:
        return (term,)
    return (number(term.value), *term.args)


def power(base: Term, exponent: sp.Expr) -> Term:
    """A scalar, or each entry, to a number; the square of a norm is a product."""
    if base.op == "norm" and base.value in ("", "2", "F") and exponent == 2:
        return squared(base.args[0])
    return raised(base, exponent)


def matmul(*factors: Term) -> Term:
    """The product of matrices; scalars come to the front."""
    parts = [part for one in factors for part in in_front(one)]
    scalars = [p for p in parts if p.is_scalar]
    flat = [p for one in parts for p in (one.args if one.op == "matmul" else (one,))]
    flat = [p for p in flat if not p.is_scalar]
    for left, right in pairwise(flat):
        if not same(left.shape[1:], right.shape[:1]):
            raise misfit("do not fit in a product", left, right)
    shape = (flat[0].shape[0], flat[-1].shape[1])
    kept = [p for p in flat if p.op != "identity"] or flat[:1]
    rest, numbers = _without_numbers(kept)
    scalars += [item(_chained(p)) for p in numbers]
    product = spread(_chained(rest), shape)
    return times(*scalars, product) if scalars else product


def _without_numbers(factors: list[Term]) -> tuple[list[Term], list[list[Term]]]:
    """A chain without the stretches in it that are 1 × 1, and these."""
    for start, first in enumerate(factors):
        if first.shape[0] != ONE:
            continue
        end = next((k for k in range(start, len(factors)) if factors[k].shape[1] == ONE), None)
        if end is None or end - start + 1 == len(factors):
            continue
        rest, numbers = _without_numbers(factors[:start] + factors[end + 1 :])
        return rest, [factors[start : end + 1], *numbers]
    return factors, []


def _chained(factors: Sequence[Term]) -> Term:
    """Matrices multiplied; vectors of ones sum over rows or columns."""
    shape = (factors[0].shape[0], factors[-1].shape[1])
    if any(is_filled(f, 0) for f in factors):
        return filled(0, shape)
    if len(factors) == 1:
        return factors[0]
    if is_ones(factors[-1]) and factors[-1].is_column:
        return along(matmul(*factors[:-1]), 1)
    if is_ones(factors[0]) and factors[0].shape[0] == ONE:
        return along(matmul(*factors[1:]), 0)
    return made("matmul", tuple(factors), shape)


@lru_cache(maxsize=10_000)
def transpose(term: Term) -> Term:
    """The transpose, on the letters of the term."""
    shape = term.shape[::-1]
    if term.is_scalar or term.op in SYMMETRIC or term.shape == (ONE, ONE):
        return term
    if term.op == "transpose":
        return term.args[0]
    if term.op == "matmul":
        return matmul(*(transpose(arg) for arg in reversed(term.args)))
    if term.op in ("sum", "hadamard"):
        return _turned(term)
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], transpose(term.args[-1]))
    if term.op == "broadcast":
        return spread(transpose(term.args[0]), shape)
    if term.op == "sum-along":
        return along(transpose(term.args[0]), 1 - term.value)
    if term.op == "matrix-power":
        return made(term.op, (transpose(term.args[0]),), shape, term.value)
    return made("transpose", (term,), shape)


def _turned(term: Term) -> Term:
    """The transpose of a sum or of a product entry by entry, inside only where that is shorter."""
    more = list(map(_more, term.args))
    outside = made("transpose", (term,), term.shape[::-1])
    if sum(more) > 0:
        return outside
    inside = (plus if term.op == "sum" else hadamard)(*map(transpose, term.args))
    kept = sum(more) == 0 and any(more) and term.op == "sum" and key(inside) != key(term)
    return outside if kept else inside


def _more(term: Term) -> int:
    """How many signs of a transpose are added, or taken away, when a term is transposed."""
    if term.is_scalar or term.op in SYMMETRIC or term.shape == (ONE, ONE):
        return 0
    if term.op in ("scale", "broadcast", "sum-along", "matrix-power"):
        return _more(term.args[-1])
    if term.op == "matmul":
        return sum(map(_more, term.args))
    return -1 if term.op == "transpose" else 1


SYMMETRIC = ("identity", "diagonal-matrix")


def along(term: Term, axis: int) -> Term:
    """The sum over an axis, which is left with the size 1."""
    shape = (ONE, term.shape[1]) if axis == 0 else (term.shape[0], ONE)
    if term.shape[axis] == ONE:
        return term
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], along(term.args[-1], axis))
    if term.op == "identity":
        return filled(1, shape)
    if term.op == "broadcast":
        return _of_repeated(term, axis, shape)
    return made("sum-along", (term,), shape, axis)


def _of_repeated(term: Term, axis: int, shape: Shape) -> Term:
    """The sum of copies, or the copies of a sum."""
    inside = term.args[0]
    if inside.is_scalar or inside.shape[axis] == ONE:
        return times(number(term.shape[axis]), spread(inside, shape))
    return spread(along(inside, axis), shape)


def total(term: Term) -> Term:
    """The sum of all entries."""
    if term.is_scalar:
        return term
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], total(term.args[-1]))
    if term.op == "broadcast":
        count = sp.Mul(*term.shape) / sp.Mul(*term.args[0].shape)
        return times(number(count), total(term.args[0]))
    if term.op in ("sum-along", "transpose"):
        return total(term.args[0])
    if term.op == "identity":
        return number(term.shape[0])
    if term.shape == (ONE, ONE):
        return item(term)
    return made("total", (term,), SCALAR)


def inner(left: Term, right: Term) -> Term:
    """⟨A, B⟩, the sum of the products of entries: xᵀy for columns."""
    if left.is_scalar:
        return times(left, right)
    if left.is_column and not is_ones(left) and not is_ones(right):
        return item(matmul(transpose(left), right))
    return total(hadamard(left, right))


def squared(term: Term) -> Term:
    """The sum of the squares of the entries: xᵀx, or that of X ∘ X."""
    return inner(term, term)


def dot(left: Term, right: Term) -> Term:
    """xᵀy."""
    if not (left.is_column and right.is_column):
        raise misfit("are not those of two columns", left, right)
    return inner(left, right)


def outer(left: Term, right: Term) -> Term:
    """x yᵀ."""
    if not (left.is_column and right.is_column):
        raise misfit("are not those of two columns", left, right)
    return matmul(left, transpose(right))


def item(term: Term) -> Term:
    """The only entry of a 1 × 1 matrix."""
    if term.is_scalar:
        return term
    if term.shape != (ONE, ONE):
        raise misfit("is not that of one number", term)
    if term.op == "broadcast":
        return item(term.args[0])
    if term.op == "sum":
        return plus(*map(item, term.args))
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], item(term.args[-1]))
    if term.op == "hadamard":
        return times(*map(item, term.args))
    if term.op == "sum-along":
        return total(term.args[0])
    if term.op == "identity":
        return number(1)
    return made("item", (term,), SCALAR)
