"""The singular value decomposition as a lesson: by hand where numbers are short, else by NumPy."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.plotting import spectra
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear import svd_steps as steps
from symcalc.tutor.linear.factors import Factors, factored, in_doubles
from symcalc.tutor.linear.given import Given
from symcalc.tutor.linear.numbers import arranged
from symcalc.tutor.linear.source import Array, Source, listed, matrix_shown, source_of
from symcalc.tutor.words.svd import CHECKED, CHECKED_NUMERIC, ENDINGS, FAILS, HINTS, REMARKS
from symcalc.writing.text import text

LARGEST = 4_000_000  # entries of a full U and V
TOLERANCE = 1e-9
FEW = 6  # singular values that a sentence names
EPSILON = float(np.finfo(float).eps)


@dataclass(frozen=True)
class Decomposed:
    """A = U Σ Vᵀ with orthonormal columns, borne out by numbers.

    The singular values of what was worked out exactly are compared with NumPy's; those of NumPy
    with the squares of the entries.
    """

    a: Array = field(repr=False)
    u: Array = field(repr=False)
    values: Array
    v: Array = field(repr=False)
    exact: bool = False

    def check(self) -> CheckReport:
        """The largest difference, relative to what it is measured by."""
        count = len(self.values)
        scale = max(float(np.linalg.norm(self.a)), np.finfo(float).tiny)
        thin = (self.u[:, :count] * self.values) @ self.v[:, :count].T
        errors = [
            float(np.linalg.norm(thin - self.a)) / scale,
            *(float(np.abs(q.T @ q - np.eye(q.shape[1])).max()) for q in (self.u, self.v)),
        ]
        if self.exact:
            own = np.linalg.svd(self.a, compute_uv=False)
            errors.append(float(np.abs(own - self.values).max()) / scale)
        else:
            errors.append(
                abs(float(np.linalg.norm(self.values)) - scale) / scale if self.a.any() else 0.0
            )
        status = "agrees" if max(errors) <= TOLERANCE else "disagrees"
        words = CHECKED if self.exact else CHECKED_NUMERIC
        told = words.format(error=short(max(errors)))
        return CheckReport(status, 1, max(errors), TOLERANCE, None, "NumPy", told=told)


@lesson(
    "svd",
    "singular value decomposition of {matrix}[ in {form} form]",
    "SVD of {matrix}[ in {form} form]",
    "singular values of {matrix}",
)
def svd(matrix: Given, form: str = "full") -> Derivation:
    """Decompose a matrix of numbers; `form` is "full" or "thin".

    Raises
    ------
    UnsupportedError
        If the matrix has letters, or there is no such form.
    TooLargeError
        If the full U and V would have millions of entries.
    """
    if form not in ("full", "thin"):
        raise UnsupportedError(FAILS["form"].format(form=form), hint=HINTS["form"])
    source = source_of(matrix)
    found = factored(source.small) if source.is_rational else None
    said = asked("svd", matrix=source.text, form="" if form == "full" else form)
    if found is not None:
        return _exactly(source, found, said, thin=form == "thin")
    return _computed(source, said, thin=form == "thin")


def parts(source: Source, *, thin: bool) -> tuple[Array, Array, Array]:
    """U, the singular values and V in doubles, by NumPy."""
    rows, columns = source.shape
    count = rows * rows + columns * columns
    if not thin and count > LARGEST:
        what = FAILS["full"].format(rows=rows, columns=columns, count=count)
        raise TooLargeError(what, hint=HINTS["full"])
    u, values, vt = np.linalg.svd(source.values, full_matrices=not thin)
    return u, values, vt.T


def rank_of(values: Array, shape: tuple[int, int]) -> int:
    """How many singular values are more than rounding."""
    least = max(shape) * EPSILON * float(values.max(initial=0.0))
    return int((values > least).sum())


def _exactly(source: Source, found: Factors, said: Any, *, thin: bool) -> Derivation:
    rows, columns = source.shape
    u, sigma, v = found.thin if thin else (found.u, found.sigma, found.v)
    told = (sp.Matrix(u), sp.Matrix(sigma), sp.Matrix(v))
    left, middle, right = map(in_doubles, told)
    claim = Decomposed(source.values, left, np.diag(middle), right, exact=True)
    names = [text(arranged(value)) for value in found.values]
    ending = ENDINGS["one" if len(names) == 1 else "some"]
    return Derivation(
        said,
        steps.product((rows, rows), (columns, columns)),
        matrix_shown(sp.ImmutableMatrix(found.values)),
        steps.by_hand(found, thin=thin),
        remarks=tuple(REMARKS[r] for r in _remarks(found)),
        claims=(_agreed(claim),),
        told=(left, middle, right) if source.arrays else told,
        ending=ending.format(values=listed(names), rank=found.rank),
        picture=_picture(source.values, left, np.diag(middle), right),
    )


def _remarks(found: Factors) -> list[str]:
    if found.rank == 0:
        return ["zero"]
    repeated = len(set(found.values)) < len(found.values)
    return ["sign", *(["repeated"] if repeated else []), *([] if found.rational else ["decimals"])]


def _computed(source: Source, said: Any, *, thin: bool) -> Derivation:
    u, values, v = parts(source, thin=thin)
    rows, columns = source.shape
    rank = rank_of(values, source.shape)
    shown = np.where(np.arange(len(values)) < rank, values, 0.0)
    sigma = np.zeros((u.shape[1], v.shape[1]))
    np.fill_diagonal(sigma, values)
    names = [in_figures(float(value)) for value in shown[:FEW]]
    word = "one" if len(values) == 1 else "some" if len(values) <= FEW else "more"
    fields = {"values": listed(names), "first": names[0], "last": in_figures(float(shown[-1]))}
    return Derivation(
        said,
        steps.product((rows, rows), (columns, columns)),
        matrix_shown(shown, "sigma"),
        steps.by_numpy(source, (u, sigma, v), rank),
        remarks=(REMARKS["zero" if rank == 0 else "sign"],),
        claims=(_agreed(Decomposed(source.values, u, values, v)),),
        told=(u, sigma, v),
        ending=ENDINGS[word].format(rank=rank, count=len(values), **fields),
        picture=_picture(source.values, u, values, v),
    )


def _agreed(claim: Decomposed) -> Decomposed:
    if not (report := claim.check()):
        raise AssertionError(f"singular value decomposition: {report.text()}")
    return claim


def _picture(values: Array, u: Array, sigma: Array, v: Array) -> Any:
    if values.shape == (2, 2):
        return partial(spectra.stages, u, sigma, v)
    return partial(spectra.falling, sigma)
