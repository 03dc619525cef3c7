"""Sums, multiples and functions of each entry: what needs no product of matrices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import lru_cache

import sympy as sp

from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made, misfit, number, same
from symcalc.primitives.table import TABLE

ZERO = number(0)
UNIT = number(1)


def is_number(term: Term, value: int | None = None) -> bool:
    """Whether it is a number, or this one; sizes are numbers too."""
    return term.op == "number" and (value is None or term.value == value)


def is_filled(term: Term, value: int) -> bool:
    """Whether every entry is this number."""
    if term.op == "broadcast":
        return is_number(term.args[0], value)
    return is_number(term, value)


def is_ones(term: Term) -> bool:
    """Whether every entry is 1."""
    return is_filled(term, 1)


def filled(value: int, shape: Shape) -> Term:
    """A number in every entry: zeros, ones."""
    return spread(number(value), shape)


def identity(size: sp.Expr) -> Term:
    """The identity matrix."""
    return made("identity", (), (size, size))


def split(term: Term) -> tuple[sp.Expr, Term]:
    """The number in front, and the rest: −2 xᵀy is −2 and xᵀy."""
    if term.op == "number":
        return term.value, UNIT
    if term.op == "scale" and term.value != ONE:
        return term.value, _scaled(ONE, term.args)
    return ONE, term


@lru_cache(maxsize=10_000)
def key(term: Term) -> Hashable:
    """What is the same for terms that differ in the order of commuting factors alone."""
    if term.op in ("hadamard", "sum", "scale"):
        return term.op, term.value, term.shape, frozenset(Counter(map(key, term.args)).items())
    return term


def plus(*terms: Term) -> Term:
    """A sum, flat, with like terms collected."""
    shape = terms[0].shape
    if any(not same(term.shape, shape) for term in terms):
        raise misfit("cannot be added", *terms)
    found: dict[Hashable, tuple[sp.Expr, Term]] = {}
    for term in (t for one in terms for t in (one.args if one.op == "sum" else (one,))):
        if is_filled(term, 0):
            continue
        coefficient, rest = split(term)
        before = found.get(key(rest), (sp.S.Zero, rest))
        found[key(rest)] = before[0] + coefficient, before[1]
    kept = [times(number(c), rest) for c, rest in found.values() if c != 0]
    if not kept:
        return filled(0, shape)
    return kept[0] if len(kept) == 1 else made("sum", tuple(kept), shape)


def minus(left: Term, right: Term) -> Term:
    """left − right."""
    return plus(left, negative(right))


def negative(term: Term) -> Term:
    """−term."""
    return times(number(-1), term)


def times(*factors: Term) -> Term:
    """Scalars times at most one matrix: numbers in front, powers of a scalar collected."""
    flat = [f for one in factors for f in (one.args if one.op == "scale" else (one,))]
    inside = [one.value for one in factors if one.op == "scale"]
    coefficient = sp.Mul(*inside, *(f.value for f in flat if f.op == "number"))
    matrices = [f for f in flat if not f.is_scalar]
    if len(matrices) > 1:
        raise misfit("have no product with a number", *matrices)
    shape = matrices[0].shape if matrices else SCALAR
    if coefficient == 0 or any(is_filled(m, 0) for m in matrices):
        return filled(0, shape)
    scalars = collected([f for f in flat if f.is_scalar and f.op != "number"])
    return _scaled(coefficient, (*scalars, *matrices))


def collected(factors: Sequence[Term]) -> list[Term]:
    """Factors that commute, with the powers of one base made one power."""
    powers: dict[Hashable, tuple[Term, sp.Expr]] = {}
    for factor in factors:
        base, exponent = based(factor)
        before = powers.get(key(base), (base, sp.S.Zero))
        powers[key(base)] = before[0], before[1] + exponent
    return [raised(base, exponent) for base, exponent in powers.values() if exponent != 0]


def based(factor: Term) -> tuple[Term, sp.Expr]:
    """A scalar, or each entry, as a power."""
    if factor.op == "map" and factor.value == "power" and factor.args[1].op == "number":
        return factor.args[0], factor.args[1].value
    if factor.op == "map" and factor.value == "sqrt":
        return factor.args[0], sp.S.Half
    return factor, ONE


def _scaled(coefficient: sp.Expr, args: Sequence[Term]) -> Term:
    """The term of a number and of what it multiplies."""
    if not args:
        return number(coefficient)
    if coefficient == ONE and len(args) == 1:
        return args[0]
    last = args[-1]
    if last.op == "sum" and coefficient == -1 and len(args) == 1:
        return plus(*(negative(term) for term in last.args))
    return made("scale", tuple(args), last.shape, coefficient)


def raised(base: Term, exponent: sp.Expr) -> Term:
    """A scalar, or each entry, to a number."""
    if exponent == ONE:
        return base
    if base.op == "number":
        return number(base.value**exponent)
    if base.op == "broadcast" and base.args[0].is_scalar:
        return spread(raised(base.args[0], exponent), base.shape)
    if exponent == sp.S.Half:
        return mapped("sqrt", base)
    if base.op == "scale" and exponent.is_integer:
        return times(number(base.value**exponent), *(raised(arg, exponent) for arg in base.args))
    inner, before = based(base)
    whole = before.is_integer and exponent.is_integer
    if before != ONE and whole and inner.is_scalar:
        return raised(inner, before * exponent)
    if before == sp.S.Half and exponent.is_integer and inner.is_scalar:
        return raised(inner, before * exponent)
    return mapped("power", base, number(exponent))


def mapped(name: str, *args: Term) -> Term:
    """A row of the table of primitives applied to each entry; scalars go with any shape."""
    shape = next((arg.shape for arg in args if arg.shape), SCALAR)
    if any(arg.shape and not same(arg.shape, shape) for arg in args):
        raise misfit("do not go entry by entry", *(arg for arg in args if arg.shape))
    if all(arg.op == "number" for arg in args):
        value = TABLE[name].formula(*(arg.value for arg in args))
        if isinstance(value, sp.Expr):
            return number(value)
    if name == "power" and args[1].op != "number":
        name = "exponential" if args[0].op == "number" else "general-power"
    return made("map", args, shape, name)


def spread(term: Term, shape: Shape) -> Term:
    """Repeated to a shape: a scalar to any, a column to the right, a row downwards."""
    if term.shape == shape:
        return term
    if term.shape and (len(shape) != 2 or not _reaches(term.shape, shape)):
        raise misfit("cannot be repeated to fit", term, made("broadcast", (), shape))
    if term.op == "broadcast":
        return spread(term.args[0], shape)
    if term.op == "scale" and not term.is_scalar:
        return times(number(term.value), *term.args[:-1], spread(term.args[-1], shape))
    if term.op == "scale" and term.value != ONE:
        coefficient, rest = split(term)
        return times(number(coefficient), spread(rest, shape))
    return made("broadcast", (term,), shape)


def _reaches(shape: Shape, wanted: Shape) -> bool:
    """Whether each size is the wanted one, or 1."""
    pairs = zip(shape, wanted, strict=True)
    return all(size == ONE or same((size,), (goal,)) for size, goal in pairs)
