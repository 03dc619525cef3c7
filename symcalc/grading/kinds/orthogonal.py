"""Answers about orthonormal vectors: those of Gram–Schmidt up to their signs, and A = QR."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, wrong
from symcalc.grading.kinds.eliminated import unclear, vectors_of
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.numbers import INEXACT_VALUES
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.tutor.linear.orthogonal import Orthonormal

DIGITS = 30
ROUNDED = sp.Rational(1, 100)  # what rounded entries may be off by
COUNT = "The span has dimension {count}; yours are {mine} vectors."
SLANTED = "The vectors are not orthogonal to each other."
LONG = "They are orthogonal. Divide each by its length."
OTHER = "They are orthonormal, and do not span the same."
ORDER = "That is an orthonormal basis of the same span; Gram–Schmidt begins with the first vector."
PRODUCT = "Q R is not A."
COLUMNS = "The columns of Q are not orthonormal."
TRIANGLE = "R has an entry below its diagonal that is not 0."
SHAPES = "Q R cannot be formed."


@answer_kind("gram-schmidt", rank=1)
def orthonormal(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The vectors of Gram–Schmidt, each up to its sign."""
    del policy
    found = asked.derivation if asked.kind == "gram-schmidt" else None
    if not isinstance(found, Orthonormal):
        return None
    mine = vectors_of(told)
    if mine is None or mine.free_symbols:
        return unclear(asked, told)
    q = found.Q
    if mine.shape != q.shape:
        return wrong(COUNT.format(count=q.cols, mine=mine.cols), proof="exact")
    off = ROUNDED if "." in told.typed else sp.S.Zero
    gram = mine.T * mine
    if not _same(gram, sp.diag(*gram.diagonal()), off):
        return wrong(SLANTED, proof="exact")
    if not _same(q * (q.T * mine), mine, off * 4):
        return wrong(OTHER, proof="exact")
    if not _same(gram, sp.eye(q.cols), off * 4):
        return partly("wrong-form", LONG, proof="exact")
    signs = q.T * mine
    if not all(_none(abs(signs[k, k]) - 1, off * 4) for k in range(q.cols)):
        basis = "basis" in asked.question.text.lower()
        return right(proof="exact") if basis else partly("wrong-form", ORDER, proof="exact")
    exactly = _same(gram, sp.eye(q.cols), sp.S.Zero)
    return right(proof="exact") if exactly else partly("rounded", INEXACT_VALUES, proof="sampled")


@answer_kind("qr", rank=1)
def factors(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Any orthonormal Q and triangular R with Q R = A."""
    del policy
    found = asked.derivation if asked.kind == "qr" else None
    if not isinstance(found, Orthonormal):
        return None
    parts = told.whole.parts if told.whole.head in ("tuple", "and", "lines", "system") else ()
    sides = [part.parts[-1] if part.head == "relation" else part for part in parts]
    if len(sides) != 2 or not all(side.head == "matrix" for side in sides):
        return unclear(asked, told)
    q, r = (sp.Matrix(side.expr) for side in sides)
    a = found.Q * found.R
    if q.cols != r.rows or (q.rows, r.cols) != a.shape:
        return wrong(SHAPES, proof="exact")
    off = ROUNDED if "." in told.typed else sp.S.Zero
    if not _same(q.T * q, sp.eye(q.cols), off * 4):
        return wrong(COLUMNS, proof="exact")
    if not all(_none(r[i, j], off) for i in range(r.rows) for j in range(min(i, r.cols))):
        return wrong(TRIANGLE, proof="exact")
    if not _same(q * r, a, off * 4 * max(1, *(abs(e) for e in a))):
        return wrong(PRODUCT, proof="exact")
    exactly = _same(q * r, a, sp.S.Zero)
    return right(proof="exact") if exactly else partly("rounded", INEXACT_VALUES, proof="sampled")


def _same(left: sp.Matrix, other: sp.Matrix, off: sp.Expr) -> bool:
    return all(_none(entry, off) for entry in left - other)


def _none(entry: sp.Expr, off: sp.Expr) -> bool:
    """Zero to 25 digits, or near it where entries are rounded."""
    return bool(abs(sp.N(entry, DIGITS)) <= max(sp.N(off), sp.Float(10) ** -25))
