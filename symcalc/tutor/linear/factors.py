"""The singular value decomposition of a small matrix, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.tutor.linear.numbers import sign, tidy
from symcalc.tutor.linear.source import Array

MOST = 4  # columns, or rows, whichever are fewer
LONGEST = 8  # of the two sides, the longer
DIGITS = 9  # of a numerator or a denominator that is worked with on paper
TOLERANCE = 1e-12
LAMBDA = sp.Symbol("lambda")


@dataclass(frozen=True)
class Direction:
    """An eigenvector of AᵀA: in whole numbers where it can be, and its squared length.

    Attributes
    ----------
    value : sympy.Expr
        The eigenvalue.
    vector : Matrix
        The eigenvector, not yet of length 1.
    square : sympy.Expr
        The square of its length.
    """

    value: sp.Expr
    vector: Matrix
    square: sp.Expr

    @property
    def unit(self) -> Matrix:
        """The eigenvector of length 1."""
        return scaled(self.vector, self.square)


@dataclass(frozen=True)
class Factors:
    """U, Σ and V of a matrix that is worked out exactly.

    `gram` is AᵀA, or AAᵀ where that is smaller; `directions` are its eigenvectors, largest
    eigenvalue first. `rational` tells whether all eigenvalues are fractions; where they are not,
    the vectors are better shown in decimals.
    """

    a: Matrix
    gram: Matrix
    polynomial: sp.Expr
    directions: tuple[Direction, ...]

    @property
    def is_wide(self) -> bool:
        """Whether AAᵀ is taken."""
        return bool(self.a.cols > self.a.rows)

    @cached_property
    def tall(self) -> Matrix:
        """A, or Aᵀ where A is wide."""
        return self.a.T if self.is_wide else self.a

    @cached_property
    def rational(self) -> bool:
        """Whether all eigenvalues are fractions."""
        return all(d.value.is_Rational for d in self.directions)

    @cached_property
    def values(self) -> tuple[sp.Expr, ...]:
        """The singular values, largest first."""
        return tuple(root(d.value) for d in self.directions)

    @cached_property
    def rank(self) -> int:
        """How many singular values are not zero."""
        return sum(1 for d in self.directions if d.value != 0)

    @cached_property
    def near(self) -> Matrix:
        """The singular vectors that are eigenvectors of the Gram matrix, as columns."""
        return Matrix.hstack(*(d.unit for d in self.directions))

    @cached_property
    def far(self) -> Matrix:
        """The others: A v/σ, and what completes them to a basis."""
        found = [self.image(d) for d in self.directions[: self.rank]]
        return Matrix.hstack(*found, *self.completion)

    def image(self, d: Direction) -> Matrix:
        """A v/σ, or Aᵀu/σ, of an eigenvector."""
        return scaled(self.tall * d.vector, d.square * d.value)

    @cached_property
    def completion(self) -> tuple[Matrix, ...]:
        """An orthonormal basis of what A v/σ does not reach."""
        return tuple(d.unit for d in orthogonal(self.tall.T, sp.S.Zero))

    @property
    def u(self) -> Matrix:
        """The left singular vectors, (m, m)."""
        return self.near if self.is_wide else self.far

    @property
    def v(self) -> Matrix:
        """The right singular vectors, (n, n)."""
        return self.far if self.is_wide else self.near

    @property
    def sigma(self) -> Matrix:
        """The singular values on the diagonal, (m, n)."""
        m, n = self.a.shape
        entries = {(i, i): s for i, s in enumerate(self.values)}
        return Matrix(m, n, lambda i, j: entries.get((i, j), sp.S.Zero))

    @property
    def thin(self) -> tuple[Matrix, Matrix, Matrix]:
        """U, Σ and V with the columns that belong to singular values only."""
        count = len(self.values)
        sigma = Matrix(sp.diag(*self.values))
        return Matrix(self.u[:, :count]), sigma, Matrix(self.v[:, :count])


def scaled(vector: Matrix, square: sp.Expr) -> Matrix:
    """A vector divided by the root of a number."""
    return Matrix(vector.rows, vector.cols, [_divided(entry, square) for entry in vector])


def _divided(entry: sp.Expr, square: sp.Expr) -> sp.Expr:
    """entry/√square, with one root over a short number where both have roots."""
    if entry.is_Rational and square.is_Rational:
        return entry / sp.sqrt(square)
    return sign(entry) * root(tidy(entry**2 / square))


def root(square: sp.Expr) -> sp.Expr:
    """A root as short as it can be.

    >>> root((3 + sp.sqrt(5)) / 2)
    1/2 + sqrt(5)/2
    """
    return sp.expand(sp.sqrtdenest(sp.sqrt(square)))


def factored(a: Matrix) -> Factors | None:
    """The decomposition, None where its numbers are not for paper.

    They are where AᵀA has at most four rows and its characteristic polynomial splits into factors
    x - q, or is quadratic.

    Examples
    --------
    >>> factored(Matrix([[3, 0], [4, 5]])).values
    (3*sqrt(5), sqrt(5))
    """
    fewer, longer = sorted(a.shape)
    if fewer > MOST or longer > LONGEST or not all(e.is_Rational for e in a):
        return None
    gram = Matrix(a * a.T if a.cols > a.rows else a.T * a)
    if any(len(str(number)) > DIGITS for e in gram for number in (e.p, e.q)):
        return None
    directions = spectrum(gram)
    if directions is None:
        return None
    found = Factors(a, gram, gram.charpoly(LAMBDA).as_expr(), directions)
    _proved(found)
    return found


def spectrum(symmetric: Matrix) -> tuple[Direction, ...] | None:
    """Eigenvalues, largest first, with orthogonal eigenvectors; None where they are not short."""
    polynomial = symmetric.charpoly(LAMBDA)
    roots = sp.roots(polynomial.as_expr(), LAMBDA, cubics=False, quartics=False)
    if sum(roots.values()) != symmetric.rows:
        return None
    if symmetric.rows > 2 and not all(root.is_Rational for root in roots):
        return None
    ordered = sorted(roots, key=float, reverse=True)
    return tuple(d for root in ordered for d in _eigenvectors(symmetric, root))


def _eigenvectors(symmetric: Matrix, root: sp.Expr) -> list[Direction]:
    if root.is_Rational:
        return orthogonal(symmetric - root * sp.eye(symmetric.rows), root)
    vector = Matrix([symmetric[0, 1], root - symmetric[0, 0]])  # of two rows, off the diagonal
    return [Direction(root, vector, sp.radsimp(sp.expand(vector.dot(vector))))]


def orthogonal(matrix: Matrix, value: sp.Expr) -> list[Direction]:
    """Orthogonal vectors in whole numbers that span the null space of a matrix of fractions."""
    found: list[Direction] = []
    for given in matrix.nullspace():
        vector = given
        for earlier in found:
            share = vector.dot(earlier.vector) / earlier.square
            vector = vector - share * earlier.vector
        vector = whole(Matrix(vector))
        found.append(Direction(value, vector, vector.dot(vector)))
    return found


def whole(vector: Matrix) -> Matrix:
    """A vector of fractions times a number: whole numbers without common divisor, the first > 0."""
    scale = sp.ilcm(1, *(e.q for e in vector))
    entries = [e * scale for e in vector]
    common = sp.igcd(0, *entries)
    lead = next(e for e in entries if e != 0)
    return Matrix([e / common * sp.sign(lead) for e in entries])


def _proved(found: Factors) -> None:
    """Every line that is shown holds."""
    near, far, gram, a = map(in_doubles, (found.near, found.far, found.gram, found.a))
    u, v = (near, far) if found.is_wide else (far, near)
    pairs = [
        (gram @ near, near * [float(d.value) for d in found.directions]),
        (near.T @ near, np.eye(near.shape[1])),
        (far.T @ far, np.eye(far.shape[1])),
        (u @ in_doubles(found.sigma) @ v.T, a),
    ]
    for left, right in pairs:
        gap = np.abs(left - right).max()
        if gap > TOLERANCE * max(1, np.abs(right).max()):
            raise AssertionError(f"singular values of {found.a}: a line is off by {gap}")


def in_doubles(matrix: sp.MatrixBase) -> Array:
    """An exact matrix as an array of doubles."""
    return np.array([[float(sp.N(e, 17)) for e in row] for row in matrix.tolist()])
