"""Sums of waves that die away slowly, found from the first ones by extrapolation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WAVES = 1024  # that are looked at, where they die away slowly
EARLY, LATE, TERMS = 10, 30, 24  # where an alternating series is accelerated, with so many terms
FIRST = 3  # the sums of 2³, 2⁴ … waves are extrapolated

Series = NDArray[np.float64]


def alternating(waves: Series) -> tuple[float, float]:
    """The sum of an alternating series, accelerated from two places on."""
    return _accelerated(waves, EARLY), _accelerated(waves, LATE)


def _accelerated(waves: Series, skip: int) -> float:
    """After H. Cohen, F. Rodriguez Villegas, D. Zagier, Experiment. Math. 9 (2000), algorithm 1."""
    d = (3 + 8**0.5) ** TERMS
    d = (d + 1 / d) / 2
    b, c, total = -1.0, -d, 0.0
    for k in range(TERMS):
        c = b - c
        total += c * float(waves[skip + k]) * (-1) ** k
        b = (k + TERMS) * (k - TERMS) * b / ((k + 0.5) * (k + 1))
    return float(waves[:skip].sum()) + total / d


def settling(waves: Series) -> tuple[float, float]:
    """The limit of sums that settle like powers of 1/n, from two extrapolations."""
    sums = np.cumsum(waves)
    rows = [[float(sums[2**k - 1]) for k in range(FIRST, WAVES.bit_length())]]
    for k in range(1, len(rows[0])):
        rows.append([(2**k * q - p) / (2**k - 1) for p, q in pairwise(rows[-1])])
    return rows[-2][-1], rows[-1][0]
