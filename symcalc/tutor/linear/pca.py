"""Principal components: directions of largest variance."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError, shorten
from symcalc.plotting import spectra
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear import pca_steps as steps
from symcalc.tutor.linear.factors import MOST, Direction, in_doubles, spectrum
from symcalc.tutor.linear.given import Given
from symcalc.tutor.linear.lowrank import whole_numbers
from symcalc.tutor.linear.source import Array, Source, matrix_shown, source_of
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.pca import CHECKED, CONSTANT, FAILS, HINTS

TOLERANCE = 1e-9
FEATURES = 2000  # whose covariance is decomposed
ENOUGH = 0.95  # of the variance is kept, where nothing is said
DIGITS = 9  # of a numerator or a denominator that is worked with on paper
EPSILON = float(np.finfo(float).eps)


@dataclass(frozen=True, repr=False)
class Components(Derivation):
    """A derivation with what the components are, as NumPy arrays.

    Attributes
    ----------
    mean : ndarray, shape (p,)
        Of each feature.
    variances, shares : ndarray, shape (p,)
        The eigenvalues of the covariance, largest first, and their quotients by the sum.
    directions : ndarray, shape (p, p)
        A unit vector in each column.
    scores : ndarray, shape (n, k)
        The coordinates of the samples along the components that are kept.
    reconstruction : ndarray, shape (n, p)
        The samples, rebuilt of these.
    """

    mean: Array = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)
    variances: Array = field(default_factory=lambda: np.zeros(0), compare=False)
    directions: Array = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)
    scores: Array = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)
    reconstruction: Array = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)

    @property
    def shares(self) -> Array:
        """The share of each component in the variance."""
        total = self.variances.sum()
        return self.variances / total if total else self.variances


@dataclass(frozen=True)
class Explained:
    """The scores have these variances and no covariance; the singular values say the same."""

    centred: Array = field(repr=False)
    variances: Array
    directions: Array = field(repr=False)

    def check(self) -> CheckReport:
        """The covariance of the scores beside the eigenvalues."""
        n = len(self.centred)
        scores = self.centred @ self.directions
        scale = max(float(self.variances.max()), float(np.finfo(float).tiny))
        spread = scores.T @ scores / (n - 1) - np.diag(self.variances)
        own = np.zeros(len(self.variances))
        values = np.linalg.svd(self.centred, compute_uv=False) ** 2 / (n - 1)
        own[: len(values)] = values[: len(own)]
        errors = (
            float(np.abs(spread).max()) / scale,
            float(np.abs(own - self.variances).max()) / scale,
        )
        status = "agrees" if max(errors) <= TOLERANCE else "disagrees"
        told = CHECKED.format(error=short(max(errors)))
        return CheckReport(status, 1, max(errors), TOLERANCE, None, "NumPy", told=told)


@lesson(
    "pca",
    "principal components of {data}[ keeping {count}]",
    "PCA of {data}[ keeping {count}]",
    "principal component analysis of {data}",
    "PCA of the data {data:points}",
    "PCA of the data set {data:points}",
    "PCA {w:on|for|of}[ the][ data][ points][ samples] {data:points}",
    "principal component analysis {w:on|for|of}[ the][ data][ points][ samples] {data:points}",
    "principal components of the data {data:points}",
)
def pca(data: Given, count: Any = None, w: str = "") -> Components:
    """Find the directions along which samples, one a row, vary most.

    Raises
    ------
    UnsupportedError
        If there is one sample only, a letter among the numbers, or no such count of components.
    TooLargeError
        If there are thousands of features.
    """
    del w
    source = source_of(data)
    n, p = source.shape
    if n < 2:
        raise UnsupportedError(FAILS["samples"], hint=HINTS["samples"])
    if p > FEATURES:
        raise TooLargeError(FAILS["wide"].format(count=p, entries=p * p))
    keep = None if count is None else _count(count, p)
    said = asked("pca", data=source.text, count=str(keep or ""))
    found = _by_hand(source)
    if found is not None:
        variances = np.array([float(sp.N(d.value, 17)) for d in found])
        directions = in_doubles(Matrix.hstack(*(d.unit for d in found)))
    else:
        variances, directions = _computed(source.values)
    return _told(source, said, found, (variances, directions), keep)


def _count(given: Any, most: int) -> int:
    """How many components are kept."""
    found = whole_numbers(given, HINTS["components"])
    if len(found) != 1 or not 1 <= found[0] <= most:
        what = FAILS["components"].format(count=shorten(str(given)), most=most)
        raise UnsupportedError(what, hint=HINTS["components"])
    return found[0]


def _by_hand(source: Source) -> tuple[Direction, ...] | None:
    """The eigenvectors of the covariance, where its numbers are for paper."""
    if not source.is_rational or source.shape[1] > MOST:
        return None
    c = steps.covariance_of(source)
    if any(len(str(number)) > DIGITS for e in c for number in (e.p, e.q)):
        return None
    return spectrum(c)


def _computed(values: Array) -> tuple[Array, Array]:
    """Eigenvalues and eigenvectors of the covariance, in doubles; each points to its larger end."""
    centred = values - values.mean(axis=0)
    found, vectors = np.linalg.eigh(centred.T @ centred / (len(values) - 1))
    found, vectors = found[::-1], vectors[:, ::-1]
    largest = np.abs(vectors).argmax(axis=0)
    signs = np.sign(vectors[largest, np.arange(vectors.shape[1])])
    return np.maximum(found, 0.0), vectors * signs


def enough(variances: Array) -> int:
    """How many components keep 95 % of the variance."""
    total = variances.sum()
    if not total:
        return 1
    return int(np.searchsorted(np.cumsum(variances) / total, ENOUGH - EPSILON) + 1)


def _told(
    source: Source,
    said: Any,
    found: tuple[Direction, ...] | None,
    computed: tuple[Array, Array],
    keep: int | None,
) -> Components:
    variances, directions = computed
    k = keep or enough(variances)
    mean = source.values.mean(axis=0)
    centred = source.values - mean
    scores = centred @ directions[:, :k]
    claim = Explained(centred, variances, directions)
    if not (report := claim.check()):
        raise AssertionError(f"principal components: {report.text()}")
    exact = found is not None and not source.arrays
    values = Matrix([d.value for d in found]) if found else variances
    axes = Matrix.hstack(*(d.unit for d in found)) if found else directions
    return Components(
        said,
        letter("lambda"),
        matrix_shown(values, "lambda"),
        steps.lines(source, found, computed, (k, keep is not None)),
        remarks=steps.remarks(source.values, variances, directions),
        claims=(claim,),
        told=(sp.Matrix(values), sp.Matrix(axes)) if exact else (variances, directions),
        ending=steps.ending(variances, k) if variances.sum() else CONSTANT,
        picture=partial(spectra.components, source.values, mean, variances, directions),
        mean=mean,
        variances=variances,
        directions=directions,
        scores=scores,
        reconstruction=mean + scores @ directions[:, :k].T,
    )
