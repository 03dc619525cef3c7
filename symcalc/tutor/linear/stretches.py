"""The singular values of an array, and what doubles tell of the smallest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
from sympy import QQ
from sympy.polys.matrices import DomainMatrix

Array = np.ndarray[Any, Any]

ROUNDING = 1e-15  # of the smallest singular value over the largest, times the number of rows
EXACT = 40  # rows of an array whose rank is worked out in fractions
PRECISE = 12  # rows of an array whose singular values are worked out at 60 digits
DIGITS = 60


@dataclass(frozen=True)
class Stretches:
    """Singular values.

    Attributes
    ----------
    values : array
        The largest first.
    size : float
        By which they are divided in `scaled`, so that no square is too large for a double.
    kappa : float
        The largest over the smallest.
    kind : str
        "regular"; "singular"; "nearly" where the matrix is regular, but not to the precision of
        doubles; "unsettled" where no more is known than that.
    """

    values: Array
    size: float
    kappa: float
    kind: str

    @property
    def scaled(self) -> Array:
        """The singular values over the size."""
        return self.values / self.size


def stretches(a: Array) -> Stretches:
    """The singular values of an array of doubles, which stand for themselves."""
    size = float(np.abs(a).max()) or 1.0
    scaled = np.linalg.svd(a / size, compute_uv=False)
    if scaled[-1] > ROUNDING * max(a.shape) * scaled[0]:
        return Stretches(scaled * size, size, float(scaled[0] / scaled[-1]), "regular")
    if max(a.shape) > EXACT:
        kappa = float(scaled[0] / scaled[-1]) if scaled[-1] > 0 else np.inf
        return Stretches(scaled * size, size, kappa, "unsettled")
    if _rank(a) < min(a.shape):
        return Stretches(scaled * size, size, np.inf, "singular")
    if max(a.shape) > PRECISE:
        kappa = float(scaled[0] / scaled[-1]) if scaled[-1] > 0 else np.inf
        return Stretches(scaled * size, size, kappa, "unsettled")
    scaled = _precisely(a / size)
    if scaled[-1] == 0:  # the ratio is too large for a double
        return Stretches(scaled * size, size, np.inf, "unsettled")
    return Stretches(scaled * size, size, float(scaled[0] / scaled[-1]), "nearly")


def _rank(a: Array) -> int:
    """In fractions: a double is one."""
    rows = [[QQ(*float(v).as_integer_ratio()) for v in row] for row in a]
    return int(DomainMatrix(rows, a.shape, QQ).rank())


def _precisely(a: Array) -> Array:
    with mpmath.workdps(DIGITS):
        found = mpmath.svd_r(mpmath.matrix(a.tolist()), compute_uv=False)
        return np.array(sorted(map(float, found), reverse=True))
