"""Answers to questions on singular values: U, Σ and V, and the spectrum of random weights."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind, as_typed
from symcalc.grading.listed import LABEL, fits, is_number, matched, numbers_in
from symcalc.grading.points.numbers import INEXACT_VALUES
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.numbers import is_zero
from symcalc.tutor.linear.source import source_of
from symcalc.writing.text import text

LISTS = ("tuple", "system", "lines", "and")
DIGITS = 30
NEAR = sp.Rational(1, 100)  # relative: what rounded entries may be off by
SHAPES = "U Σ Vᵀ cannot be formed: the shapes are {u}, {s} and {v}, and A is {a}."
PRODUCT = "U Σ Vᵀ is not A."
SLANTED = "The columns of {which} are not orthonormal."
DIAGONAL = "Σ has an entry off its diagonal that is not 0."
NEGATIVE = "A singular value is negative; its sign belongs in U or V."
UNSORTED = "The product is A; the singular values usually stand in order, the largest first."
UNCLEAR = "I cannot tell which numbers the matrices have."
RADIUS = "The spectral radius tends to {value}."
LARGEST = "The largest singular value tends to {value}."
VARIANCE = "The variance of a weight is {value}."
SHARED = "That is the variance of a weight."
NO_VALUE = "{value} is no singular value."
LEFT_OUT = "A singular value is left out."
ZEROS = "The other singular values are 0."


@answer_kind("svd", rank=1)
def decomposition(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Any U, Σ, V (or Vᵀ) that give A back; singular values alone are compared as a vector."""
    del policy
    mine = _matrices(told.whole)
    if asked.kind != "svd" or len(mine) != 3:
        return None
    try:
        source = source_of(parts_of("svd", asked.question.text)["matrix"])
    except (SymcalcError, KeyError):
        return undecided(UNCLEAR, "unsupported")
    if source.small is None or not all(_numeric(m) for m in mine):
        return undecided(UNCLEAR, "unsupported")
    rounded = any(n.head == "number" and "." in n.text for n in told.whole.walk())
    return _compared(sp.Matrix(source.small), mine, NEAR if rounded else sp.S.Zero)


def _matrices(node: Notation) -> list[sp.Matrix]:
    """Three matrices, with or without U =; nothing where one is none."""
    if node.head not in LISTS or len(node.parts) != 3:
        return []
    sides = [part.parts[-1] if part.head == "relation" else part for part in node.parts]
    if not all(side.head == "matrix" for side in sides):
        return []
    return [sp.Matrix(side.expr) for side in sides]


def _numeric(matrix: sp.Matrix) -> bool:
    return not (matrix.free_symbols or matrix.has(sp.nan, sp.oo, sp.zoo))


def _compared(a: sp.Matrix, mine: list[sp.Matrix], off: sp.Expr) -> Finding:
    """Shapes, Σ, lengths and angles of the columns, and the product."""
    u, s, v = mine
    fits = [w for w in (v, v.T) if u.shape[1] == s.rows and s.cols == w.cols]
    fits = [w for w in fits if (u.rows, w.rows) == a.shape]
    if not fits:
        said = {k: f"{m.rows} × {m.cols}" for k, m in zip("usva", (*mine, a), strict=True)}
        return wrong(SHAPES.format(**said), proof="exact")
    if not all(i == j or _none(s[i, j], off) for i in range(s.rows) for j in range(s.cols)):
        return wrong(DIAGONAL, proof="exact")
    for which, q in (("U", u), ("V", v)):
        square = q.rows <= q.cols and which == "V" and v.shape != fits[0].shape
        gram = q * q.T if square else q.T * q
        if not _same(gram, sp.eye(gram.rows), off):
            return wrong(SLANTED.format(which=which), proof="exact")
    if not any(_same(u * s * w.T, a, off) for w in fits):
        return wrong(PRODUCT, proof="exact")
    values = [sp.re(sp.N(s[i, i], DIGITS)) for i in range(min(s.shape))]
    if min(values) < 0:
        return wrong(NEGATIVE, proof="exact")
    if off:
        return partly("rounded", INEXACT_VALUES, proof="sampled")
    return right(*([] if values == sorted(values, reverse=True) else [UNSORTED]), proof="exact")


def _same(left: sp.Matrix, right_: sp.Matrix, off: sp.Expr) -> bool:
    size = max([1, *(abs(sp.N(entry, DIGITS)) for entry in right_)])
    return all(_none(entry, off * size) for entry in left - right_)


def _none(entry: sp.Expr, off: sp.Expr) -> bool:
    """Zero, or near it where entries are rounded."""
    return bool(abs(sp.N(entry, DIGITS)) <= off) if off else is_zero(entry)


@as_typed("svd")
def singular_values(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Singular values in any order, σ₁ = 3 as well; the zeros may be left out."""
    mine = numbers_in(typed)
    if not mine or policy.tolerance:
        return None
    wanted = [v for v in asked.right.expr if isinstance(v, sp.Expr)]
    if not all(is_number(v) for v in wanted):
        return None
    left, strange, rounded = matched(wanted, mine)
    if strange:
        return wrong(NO_VALUE.format(value=text(strange[0])), proof="exact")
    if any(not is_zero(v) for v in left):
        return wrong(LEFT_OUT, note="solutions-lost", proof="exact")
    return fits(ZEROS if left else "", rounded=rounded)


@as_typed("random-spectrum")
def variance(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """2/n, the variance by which the start is known."""
    del policy
    try:
        node = read_strictly(LABEL.sub("", typed))
    except SymcalcError:
        return None
    wanted = asked.right.expr
    if not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix or len(wanted) < 3:
        return None
    return right(SHARED, proof="exact") if is_zero(node.expr - wanted[0]) else None


@answer_kind("random-spectrum", rank=1)
def spectrum(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Spectral radius and largest singular value, with the variance before them or without."""
    del policy
    if asked.kind != "random-spectrum" or told.node.head not in (*LISTS, "vector"):
        return None
    values = [part.expr for part in told.node.parts]
    if len(values) not in (2, 3) or not all(isinstance(v, sp.Expr) for v in values):
        return None
    limits = list(asked.right.expr)[-len(values) :]
    causes = (VARIANCE, RADIUS, LARGEST)[-len(values) :]
    for value, limit, words in zip(values, limits, causes, strict=True):
        if _far(value, limit):
            return wrong(words.format(value=text(arrange(limit))), proof="exact")
    if all(is_zero(v - limit) for v, limit in zip(values, limits, strict=True)):
        return right(proof="exact")
    return partly("rounded", INEXACT_VALUES, proof="sampled")


def _far(value: sp.Expr, limit: sp.Expr) -> bool:
    """More than rounding apart."""
    gap = value - limit
    if is_zero(gap):
        return False
    size = sp.N(gap, DIGITS)
    return not (size.is_number and size.is_finite) or bool(abs(size) > NEAR * abs(limit))
