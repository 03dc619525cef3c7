"""The Hessian at a point: eigenvalues, definiteness, condition number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp

from symcalc.tutor.extrema.numbers import decimals, is_exact, sign_of, tidied

LARGEST = 3  # rows of a matrix whose eigenvalues are looked for exactly


@dataclass(frozen=True)
class Form:
    """A symmetric matrix of numbers."""

    matrix: sp.Matrix

    @cached_property
    def eigenvalues(self) -> list[sp.Expr]:
        """In descending order: exact where that is short, else decimals."""
        n = self.matrix.rows
        exact = all(not e.has(sp.Float, sp.CRootOf) for e in self.matrix)
        if n == 1:
            return [self.matrix[0, 0]]
        if n == 2 and exact:
            a, b, d = self.matrix[0, 0], self.matrix[0, 1], self.matrix[1, 1]
            root = sp.sqrt(sp.expand((a - d) ** 2 + 4 * b**2))
            values = [tidied(sp.expand((a + d + s * root) / 2)) for s in (1, -1)]
        elif exact and n <= LARGEST and all(e.is_Rational for e in self.matrix):
            t = sp.Symbol("t")
            values = list(self.matrix.charpoly(t).as_expr().as_poly(t).real_roots())
        else:
            values = self._numeric()
        return sorted(values, key=lambda v: -float(decimals(v) or 0))

    def _numeric(self) -> list[sp.Expr]:
        entries = [[float(decimals(e) or 0) for e in row] for row in self.matrix.tolist()]
        return [sp.Float(v, 15) for v in np.linalg.eigvalsh(np.array(entries))]

    @cached_property
    def minors(self) -> list[int]:
        """The signs of the leading principal minors."""
        n = self.matrix.rows
        return [sign_of(sp.expand(self.matrix[:k, :k].det())) or 0 for k in range(1, n + 1)]

    @cached_property
    def determinant(self) -> sp.Expr:
        """Of the whole matrix."""
        return tidied(sp.expand(self.matrix.det()))

    @cached_property
    def kind(self) -> str:
        """Positive, negative, indefinite, or degenerate where the determinant is 0."""
        if all(s == 1 for s in self.minors):
            return "positive"
        if all(s == (-1) ** (k + 1) for k, s in enumerate(self.minors)):
            return "negative"
        signs = {sign_of(v) for v in self.eigenvalues}
        if self.minors[-1] == 0:
            values = [float(v) for v in self.eigenvalues]
            both = min(values) < -1e-12 and max(values) > 1e-12
            return "indefinite" if both else "degenerate"
        return "indefinite" if {1, -1} <= signs else "degenerate"

    @property
    def condition(self) -> sp.Expr | None:
        """The largest eigenvalue over the smallest, of a positive definite matrix."""
        if self.kind != "positive":
            return None
        return tidied(sp.radsimp(self.eigenvalues[0] / self.eigenvalues[-1]))


def restricted(matrix: sp.Matrix, normals: sp.Matrix) -> Form | None:
    """A form on an orthonormal basis of the directions that are orthogonal to some vectors.

    None where there is no such direction.

    >>> restricted(sp.Matrix([[0, 1], [1, 0]]), sp.Matrix([[1, 1]])).eigenvalues
    [-1]
    """
    free = (
        normals.nullspace()
        if normals.rows
        else [sp.eye(matrix.rows)[:, k] for k in range(matrix.rows)]
    )
    if not free:
        return None
    if all(is_exact(v) for column in free for v in column):
        basis = sp.Matrix.hstack(*sp.GramSchmidt(free, orthonormal=True))
    else:
        numbers = [
            [float(decimals(v) or 0) for v in row] for row in sp.Matrix.hstack(*free).tolist()
        ]
        basis = sp.Matrix(np.linalg.qr(np.array(numbers))[0].tolist())
    return Form((basis.T * matrix * basis).applyfunc(lambda e: tidied(sp.expand(e))))
