"""Eigenvalues in numbers: of large matrices, and where no exact form is short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.report import short
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.given import Given, square_floats, written
from symcalc.tutor.linear.told import Eigen
from symcalc.tutor.words.linear import ENDINGS, REMARKS
from symcalc.tutor.words.linear_fails import CHECKS

LARGEST = 5  # rows of a matrix whose eigenvalues are looked for exactly
DIGITS = 10**6  # of a denominator in a matrix that is worked out exactly
DEPENDENT = 1e8  # condition number of the eigenvectors from which they are nearly dependent
ROWS = 12  # of a table of eigenvalues
NOISE = 1e-14  # of an eigenvalue, relative to the largest, for each row
ACCURACY = 1e-9  # of A v = λv, relative to the norm of A

Array = np.ndarray[Any, Any]


def has_long_numbers(matrix: sp.MatrixBase) -> bool:
    """Whether an entry is a fraction that nobody works with by hand."""
    return any(e.is_Rational and max(abs(e.p), e.q) > DIGITS for e in matrix)


def eigen_in_numbers(matrix: Given, why: str, before: Sequence[Step] = ()) -> Eigen:
    """Eigenvalues and eigenvectors as doubles, by NumPy, and why not exactly."""
    a = square_floats(matrix)
    size = float(np.abs(a).max()) or 1.0  # by which no square is too large for a double
    scaled, vectors = _sorted(a / size)
    residuals = np.linalg.norm(a / size @ vectors - vectors * scaled, axis=0)
    values = scaled * size
    name = notation.name(sp.Symbol("A"))
    reason = REMARKS[why].format(n=len(a))
    opening = step("in-numbers", name, table=_table(values, residuals * size, vectors), why=reason)
    told = tuple(v.item() for v in values)
    return Eigen(
        asked("eigenvalues", name, matrix=written(matrix)),
        name,
        Notation("tuple", tuple(map(_figure, told[:ROWS])), expr=sp.Tuple(*map(_number, told))),
        (*before, opening),
        remarks=_remarks(vectors, scaled, is_symmetric=np.array_equal(a, a.T)),
        claims=(_claim(a / size, scaled, residuals),),
        told=told,
        ending=_ending(values, size),
        values=told,
        vectors=tuple(vectors.T),
    )


def _remarks(vectors: Array, scaled: Array, *, is_symmetric: bool) -> tuple[str, ...]:
    """Which eigenvalues are small, and whether the eigenvectors are nearly dependent."""
    near = int(np.count_nonzero(np.abs(scaled) <= _noise(scaled)))
    tiny = (REMARKS["tiny"].format(count=near),) if near else ()
    if is_symmetric:
        return (REMARKS["symmetric"], *tiny)
    return (*tiny, *((REMARKS["dependent"],) if np.linalg.cond(vectors) > DEPENDENT else ()))


def _noise(values: Array) -> float:
    """How far rounding moves eigenvalues that are well conditioned."""
    return NOISE * len(values) * float(np.abs(values).max())


def _claim(a: Array, values: Array, residuals: Array) -> Same:
    pairs = (
        (sp.Float(a.trace()), _number(complex(values.sum()))),
        (sp.S.Zero, sp.Float(residuals.max())),
    )
    return Same(pairs, "the trace", CHECKS["eigen-numbers"], ACCURACY * len(a))


def _sorted(a: Array) -> tuple[Array, Array]:
    """Real ones first to last, complex ones by their real parts; eigenvectors of length 1."""
    if np.array_equal(a, a.T):
        values, vectors = np.linalg.eigh(a)
        return values, vectors
    values, vectors = np.linalg.eig(a)
    if not np.iscomplexobj(values) or np.all(values.imag == 0):
        values, vectors = values.real, vectors.real
    order = np.lexsort((values.imag, values.real))
    return values[order], vectors[:, order]


def _number(value: complex) -> sp.Expr:
    """A double for SymPy; a complex number with its two parts."""
    if isinstance(value, float | int) or value.imag == 0:
        return sp.Float(value.real)
    return sp.Float(value.real) + sp.I * sp.Float(value.imag)


def _figure(value: complex) -> Notation:
    """A number with six digits."""
    return Notation("name", text=_short(value), expr=_number(value))


def _short(value: complex) -> str:
    if isinstance(value, complex) and value.imag:
        sign = "+" if value.imag > 0 else "−"
        return f"{in_figures(value.real)} {sign} {in_figures(abs(value.imag))}i"
    return in_figures(value.real)


def _table(values: Array, residuals: Array, vectors: Array) -> Table:
    """The eigenvalues, of many the first and the last, of few with their eigenvectors."""
    few = len(values) <= LARGEST
    rows = [
        (str(k), _short(v.item()), *([_vector(w)] if few else []), short(float(r)))
        for k, (v, r, w) in enumerate(zip(values, residuals, vectors.T, strict=True), 1)
    ]
    half = ROWS // 2
    if len(rows) > ROWS:
        rows = [*rows[:half], ("…", "…", "…"), *rows[-half:]]
    return Table(("k", "λ", *(["v"] if few else []), "‖A v − λv‖"), tuple(rows))


def _vector(entries: Array) -> str:
    return f"[{', '.join(_short(e.item()) for e in entries)}]"


def _ending(values: Array, size: float) -> str:
    unreal = np.iscomplexobj(values) and np.abs(values.imag) > _noise(values / size) * size
    count = int(np.count_nonzero(unreal))
    if count:
        high = _short(float(np.abs(values).max()))
        return ENDINGS["complex"].format(n=len(values), count=count, high=high)
    low, high = _short(float(values[0].real)), _short(float(values[-1].real))
    return ENDINGS["largest"].format(n=len(values), low=low, high=high)
