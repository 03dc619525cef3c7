"""The signs of the eigenvalues of a symmetric matrix, by numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport
from symcalc.tutor.words.linear_fails import CHECKS

ROUNDING = 1e-10  # of an eigenvalue of a large matrix, relative to the largest
DIGITS = 60  # of eigenvalues whose signs are told
TINY = mpmath.mpf(10) ** -45  # beside the largest eigenvalue: 0


@dataclass(frozen=True)
class Signs:
    """The eigenvalues of a symmetric matrix have the signs of this kind, at 60 digits."""

    matrix: Any
    kind: str

    def check(self) -> CheckReport:
        """Whether numbers agree with what was told."""
        values = (
            precise(self.matrix) if isinstance(self.matrix, sp.MatrixBase) else doubles(self.matrix)
        )
        status = "agrees" if kind_of(values.signs) == self.kind else "disagrees"
        count = len(values.signs)
        return CheckReport(
            status, count, 0.0, ROUNDING, None, "eigenvalues", told=CHECKS["definite"]
        )


@dataclass(frozen=True)
class Values:
    """Eigenvalues in ascending order, and their signs."""

    floats: tuple[float, ...]
    signs: tuple[int, ...]


def precise(form: sp.MatrixBase) -> Values:
    """The eigenvalues of a symmetric matrix of exact numbers, at 60 digits."""
    with mpmath.workdps(DIGITS):
        entries = [[mpmath.mpmathify(sp.N(e, DIGITS)) for e in row] for row in form.tolist()]
        values = list(mpmath.eigsy(mpmath.matrix(entries), eigvals_only=True))
        size = max(map(abs, values))
        signs = [0 if abs(v) <= size * TINY else int(mpmath.sign(v)) for v in values]
    pairs = sorted(zip(map(float, values), signs, strict=True))
    return Values(tuple(v for v, _ in pairs), tuple(s for _, s in pairs))


def doubles(form: np.ndarray[Any, Any]) -> Values:
    """The eigenvalues of a symmetric array, those within rounding of 0 taken to be 0."""
    values = np.linalg.eigvalsh(form)
    size = max(float(np.abs(values).max()), 1e-300)
    signs = [0 if abs(v) <= ROUNDING * size else int(np.sign(v)) for v in values]
    return Values(tuple(map(float, values)), tuple(signs))


def kind_of(signs: Sequence[int]) -> str:
    """By the signs of all eigenvalues."""
    found = set(signs)
    if {1, -1} <= found:
        return "indefinite"
    if found == {0}:
        return "zero"
    word = "positive" if 1 in found else "negative"
    return f"{word} semidefinite" if 0 in found else f"{word} definite"
