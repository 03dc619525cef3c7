"""The covariance matrix of samples: centred, multiplied, divided by n − 1."""

from __future__ import annotations

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import remarks, workable
from symcalc.tutor.linear.given import Given, numeric, written
from symcalc.tutor.linear.normal import full
from symcalc.tutor.linear.numbers import is_zero, root_of, tidy
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.least_squares import CHECKS, FAILS, HINTS, REMARKS
from symcalc.writing.text import text

SPREAD = 1e-6  # of the columns, relative to their size, below which doubles say little


@lesson(
    "covariance-matrix",
    "covariance matrix of {data}",
    "covariance matrix of[ the][ data][ samples] {data:list}",
    "covariance of[ the][ data][ samples] {data:list}",
    "cov[ariance]({data:list})",
    "variance-covariance matrix of {data:list}",
)
def covariance_matrix(data: Given) -> Derivation:
    """The covariance of the columns of samples, one a row.

    Raises
    ------
    UnsupportedError
        If there is one sample only.
    """
    x = workable(data)
    n, p = x.shape
    if n < 2:
        raise UnsupportedError(FAILS["samples"], hint=HINTS["samples"])
    mean = Matrix([tidy(sp.Add(*x.col(j)) / n) for j in range(p)])
    centred = Matrix(n, p, lambda i, j: tidy(x[i, j] - mean[j]))
    products = Matrix((centred.T * centred).applyfunc(tidy))
    c = Matrix((products / (n - 1)).applyfunc(tidy))
    name = letter("C")
    over = notation.divide(notation.number(1), notation.number(n - 1))
    put = Notation("product", (over, full(products)), expr=c if p > 1 else c[0, 0])
    factors = (Notation("transpose", (letter("X_c"),)), letter("X_c"))
    multiplied = Notation("product", (full(Matrix(centred.T)), full(centred)))
    return Derivation(
        asked("covariance-matrix", name, data=written(data)),
        name,
        full(c),
        (
            step("mean-of", line(letter("mu"), full(mean)), n=n),
            step("centred-data", line(letter("X_c"), full(centred))),
            step(
                "cross-products",
                equalities(Notation("product", factors), multiplied, full(products)),
            ),
            step("covariances", line(name, put, full(c)), less=n - 1),
            *_correlations(c),
        ),
        remarks=(*_told(products, c, n), *remarks(mean, products, c)),
        claims=(_claim(x, c),),
        told=sp.Matrix(c),
    )


def _correlations(c: Matrix) -> list[Step]:
    """The correlation matrix, where no variance is 0."""
    p = c.rows
    if p < 2 or not numeric(c) or any(is_zero(c[i, i]) for i in range(p)):
        return []
    rho = Matrix(p, p, lambda i, j: tidy(c[i, j] / root_of(tidy(c[i, i] * c[j, j]))))
    return [step("correlations", line(letter("R"), full(rho)))]


def _told(products: Matrix, c: Matrix, n: int) -> tuple[str, ...]:
    """What division by n would give, and which variables do not vary."""
    other = Matrix((products / n).applyfunc(tidy))
    biased = REMARKS["biased"].format(n=n, matrix=text(full(other)))
    still = [str(i + 1) for i in range(c.rows) if is_zero(c[i, i])]
    constant = [REMARKS["constant"].format(names=" and ".join(still))] if still else []
    return (biased, *constant) if c.rows > 1 else (biased,)


def _claim(x: Matrix, c: Matrix) -> Same:
    """By sums of products that are not centred; in numbers by NumPy."""
    n, p = x.shape
    sums = [sp.Add(*x.col(j)) for j in range(p)]
    other = Matrix(p, p, lambda i, j: (x.col(i).dot(x.col(j)) - sums[i] * sums[j] / n) / (n - 1))
    own = (c, other)
    if not numeric(x):
        return Same((own,), "sums", CHECKS["sums"])
    values = np.array(x.tolist(), dtype=float)
    size = np.abs(values).max() or 1.0
    if (values.std(axis=0) < SPREAD * size).any():
        return Same((own,), "sums", CHECKS["sums"])
    near = np.atleast_2d(np.cov(values / size, rowvar=False))
    scaled = Matrix((c / sp.Float(size) ** 2).applyfunc(sp.N))
    told = Matrix(p, p, [sp.Float(v) for v in near.ravel().tolist()])
    return Same((own, (scaled, told)), "NumPy", CHECKS["cov"], 1e-9)
