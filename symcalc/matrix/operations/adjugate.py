"""The adjugate of a matrix, which a singular matrix has too: where det(X) X⁻¹ is computed."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.operations.row import Array, Operation, operation
from symcalc.matrix.term import Term
from symcalc.notation import Notation

ADJUGATE = "adjugate"  # the transpose of the cofactors
SOURCE = '''def adjugate(a):
    """The transpose of the cofactors, which a singular matrix has too."""
    u, s, vt = np.linalg.svd(a)
    others = [np.prod(np.delete(s, k)) for k in range(len(s))]
    return round(np.linalg.det(u) * np.linalg.det(vt)) * (vt.T * others) @ u.T'''
ILL = 1e6  # condition number from which on the inverse loses too many digits


def adjugate(a: Array) -> Array:
    """The transpose of the cofactors: det(a) a⁻¹ where that has digits, else by singular values."""
    try:
        found = np.linalg.inv(a)
    except np.linalg.LinAlgError:
        return _by_singular_values(a)
    if not np.linalg.norm(a) * np.linalg.norm(found) < ILL:
        return _by_singular_values(a)
    return np.asarray(np.linalg.det(a) * found)


def _by_singular_values(a: Array) -> Array:
    """V cof(S) Uᵀ det(U) det(V) of a = U S Vᵀ: of S, each entry is the product of the others."""
    if not np.isfinite(a).all():
        return np.full_like(a, np.nan)
    u, s, vt = np.linalg.svd(a)
    others = [np.prod(np.delete(s, k)) for k in range(len(s))]
    sign = round(float(np.linalg.det(u) * np.linalg.det(vt)))
    return np.asarray(sign * (vt.T * others) @ u.T)


def _change(term: Term, _k: int, d: Term) -> Term:
    """Of det(X) X⁻¹, by the product rule."""
    inverse = algebra.inverse(term.args[0])
    grown = algebra.times(algebra.trace(algebra.matmul(inverse, d)), term)
    return algebra.minus(grown, algebra.matmul(term, d, inverse))


operation(
    Operation(
        name=ADJUGATE,
        title="Adjugate",
        says="It is det X times the inverse of X, where X has one: the product rule.",
        statement=r"\mathrm{adj}\,X = \det(X)\,X^{-1}",
        compute=lambda _t, _at, a: adjugate(a),
        meaning=lambda _t, a: sp.MatMul(sp.Determinant(a), sp.Inverse(a)),
        written=lambda _t, a: Notation("call", (a,), "adj"),
        differential=_change,
    )
)
