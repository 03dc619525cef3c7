"""Eigenvectors without their eigenvalues, and principal directions: any length, either sign."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.listed import is_number, numbers_in, vectors_in
from symcalc.grading.points.numbers import EXACT, OTHER, agreement
from symcalc.grading.policy import Policy
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.linear.numbers import is_zero
from symcalc.tutor.linear.pca import Components
from symcalc.tutor.linear.told import Eigen
from symcalc.writing.text import text

NEAR = 1e-9  # relative: what doubles may be off by
COARSE = 0.02  # relative: what entries of two or three figures may be off by
UNCLEAR = "I cannot tell which vectors the answer lists."
NO_VECTOR = "{vector} is no eigenvector: A v is no multiple of v."
FEWER = "What there is is right; {count} independent eigenvectors are asked for."
NOT_MAIN = "{vector} is no principal direction."
LATER = "{vector} belongs to a smaller variance than the first one."
SOME = "What there is is right; {count} directions are asked for."
SHARE = "That is the share of the first component."
NO_SHARE = "The first component has {share} % of the variance."
KEPT_SHARE = "That is the share of the first {count} components."


def vectors_alone(found: Eigen, matrix: sp.Matrix | None, typed: str) -> Finding:
    """(1, 1), (1, −1): each is an eigenvector, and together they are as many as there are."""
    mine = vectors_in(typed)
    if matrix is None or not mine:
        return undecided(UNCLEAR, "unsupported")
    columns = _columns(mine, matrix.rows)
    if columns is None:
        return undecided(UNCLEAR, "unsupported")
    decimal = "." in typed
    for vector in columns:
        if not any(vector) or not any(
            is_own(matrix, vector, sp.sympify(v, strict=True), decimals=decimal)
            for v in found.values
        ):
            said = text(arrange(sp.ImmutableMatrix(vector)))
            return wrong(NO_VECTOR.format(vector=said), proof="exact")
    rank = sp.Matrix.hstack(*columns).rank(iszerofunc=_is_none if decimal else is_zero)
    if rank < len(found.vectors):
        said = FEWER.format(count=len(found.vectors))
        return partly("incomplete", said, proof="exact")
    return right(proof="exact")


def _columns(mine: Sequence[Sequence[Notation]], size: int) -> list[sp.Matrix] | None:
    """Columns of as many entries as are wanted."""
    if any(len(entries) != size for entries in mine):
        return None
    return [sp.Matrix([node.expr for node in entries]) for entries in mine]


def _is_none(value: sp.Expr) -> bool:
    return bool(abs(sp.N(value)) < COARSE)


def is_own(matrix: sp.Matrix, vector: sp.Matrix, value: sp.Expr, *, decimals: bool) -> bool:
    """Whether A v = λ v, as far as written decimals tell."""
    off = matrix * vector - value * vector
    if not decimals and not value.has(sp.Float):
        return all(map(is_zero, off))
    size = max(abs(complex(e)) for e in vector) * max(1.0, *(abs(complex(e)) for e in matrix))
    return all(abs(complex(e)) <= (COARSE if decimals else NEAR) * size for e in off)


@as_typed("pca")
def principal(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Directions up to their sign, or the share of the variance, where no variances are told."""
    del policy
    found = asked.derivation
    if not isinstance(found, Components) or not found.variances.sum():
        return None
    variances, axes = found.told
    values = [sp.sympify(v, strict=True) for v in variances]
    alone = numbers_in(typed.replace("\\%", "%"))
    if alone is not None and len(alone) == 1:
        return _share(values, alone[0])
    mine = vectors_in(typed)
    if not mine or not all(map(is_number, values)):
        return None
    if alone is not None and len(alone) == len(values):
        agreed = [agreement(v, node) for v, node in zip(values, alone, strict=True)]
        if OTHER not in agreed:
            return None  # these are the variances
    elif alone is not None:
        return None
    kept = found.scores.shape[1]
    return _directions(values, sp.Matrix(axes), mine, kept, decimal="." in typed)


def _share(values: Sequence[sp.Expr], mine: Notation) -> Finding | None:
    """λ₁ over the sum of all, or of the first few."""
    total = sum(values)
    for count in range(1, len(values)):
        share = sum(values[:count]) / total
        if _is_share(mine, share):
            said = SHARE if count == 1 else KEPT_SHARE.format(count=count)
            return right(said, proof="exact")
    if mine.head != "percent":
        return None
    return wrong(NO_SHARE.format(share=f"{float(100 * values[0] / total):.4g}"), proof="exact")


def _is_share(node: Notation, share: sp.Expr) -> bool:
    """Equal, or rounded: 90.2 % and 0.902 have three figures."""
    if agreement(share, node) == EXACT:
        return True
    if node.head == "percent":
        return agreement(100 * share, node.parts[0]) != OTHER or _is_whole(node.parts[0], share)
    return agreement(share, node) != OTHER


def _is_whole(node: Notation, share: sp.Expr) -> bool:
    """90 for 90.2 % of what is written without decimals."""
    whole = node.head == "number" and "." not in node.text
    return whole and bool(2 * abs(sp.N(100 * share - node.expr)) <= 1)


def _directions(
    values: Sequence[sp.Expr],
    axes: sp.Matrix,
    mine: Sequence[Sequence[Notation]],
    kept: int,
    *,
    decimal: bool,
) -> Finding | None:
    columns = _columns(mine, axes.rows)
    if columns is None or not all(any(c) for c in columns):
        return None
    spread = sp.zeros(axes.rows, axes.rows)
    for k, value in enumerate(values):
        spread += value * axes[:, k] * axes[:, k].T
    exact = not (decimal or spread.has(sp.Float))
    places = [_place(spread, values, c, decimal=decimal, exact=exact) for c in columns]
    for vector, place in zip(columns, places, strict=True):
        if place is None:
            said = text(arrange(sp.ImmutableMatrix(vector)))
            return wrong(NOT_MAIN.format(vector=said), proof="exact")
    if places[0] != 0:
        said = text(arrange(sp.ImmutableMatrix(columns[0])))
        return partly("incomplete", LATER.format(vector=said), proof="exact")
    rank = sp.Matrix.hstack(*columns).rank(iszerofunc=is_zero if exact else _is_none)
    if rank < len(columns):
        return None
    if rank < kept:
        return partly("incomplete", SOME.format(count=kept), proof="exact")
    return right(proof="exact")


def _place(
    spread: sp.Matrix,
    values: Sequence[sp.Expr],
    vector: sp.Matrix,
    *,
    decimal: bool,
    exact: bool,
) -> int | None:
    """To which variance a direction belongs, the largest first."""
    found = (
        k
        for k, value in enumerate(values)
        if is_own(spread, vector, value, decimals=decimal if not exact else False)
    )
    return next(found, None)
