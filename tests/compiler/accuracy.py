"""How exact an elementary function is: its true value by mpmath, hard arguments, errors in ulp.

The tests and docs/make_accuracy.py share it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath as mp
import numpy as np

BITS = 120
Exact = Callable[..., Any]
Arrays = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Subject:
    """A function to measure.

    Attributes
    ----------
    exact : tuple of callable
        Its values by mpmath, one for each result.
    wide : tuple of callable
        The same by NumPy, to find doubtful arguments in a wider type; empty where NumPy has none.
    ranges : tuple of pairs of float
        Where its arguments are drawn from, besides among all floats.
    hard : tuple of float
        Near these the code passes from one case to another, or the result is delicate.
    """

    exact: tuple[Exact, ...]
    wide: tuple[Callable[..., np.ndarray], ...]
    ranges: tuple[tuple[float, float], ...]
    hard: tuple[float, ...] = ()
    arity: int = 1


def capped(function: Exact, bound: float = 2000.0) -> Exact:
    """A function that beyond the bound is 0, infinite or constant in floats."""
    return lambda x: function(max(min(x, mp.mpf(bound)), mp.mpf(-bound)))


def power(x: mp.mpf, y: mp.mpf) -> Any:
    """x^y for finite x and y, x not 0."""
    if x < 0 and y != mp.floor(y):
        return mp.nan
    size = capped(mp.exp)(y * mp.log(abs(x)))
    return -size if x < 0 and mp.fmod(y, 2) != 0 else size


def wide_sigmoid(x: np.ndarray) -> np.ndarray:
    """1/(1 + exp(-x)) for floats of any width."""
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1) / (1 + e)


def wide_softplus(x: np.ndarray) -> np.ndarray:
    """log(1 + exp(x)) for floats of any width."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


EDGES = (709.7827, -708.396, -745.133, 710.4758, 88.72284, -87.3365, -103.972, 89.4160)
HALVES = (0.34657, -0.34657, 1.03972, -1.03972)  # odd multiples of log(2)/2
ROOTS = (0.70711, 1.41421)
MULTIPLES = tuple(k * math.pi / 4 for k in (1, 2, 3, 4, 5, 6, 101, 20001, 65000, 4000001))
NEAR, MIDDLE, ALL = (-1.0, 1.0), (-12.0, 12.0), (-760.0, 760.0)
SINGLE = (-105.0, 105.0)  # where float32 is finite
ANGLES = (NEAR, MIDDLE, (-1e5, 1e5))
PAIRS = ((-3.0, 3.0), (0.5, 2.0), (-2000.0, 2000.0))

SUBJECTS = {
    "exp": Subject((capped(mp.exp),), (np.exp,), (NEAR, MIDDLE, ALL, SINGLE), EDGES + HALVES),
    "expm1": Subject((capped(mp.expm1),), (np.expm1,), (NEAR, MIDDLE, ALL), EDGES + HALVES),
    "log": Subject((mp.log,), (np.log,), ((0.5, 2.0), (0.0, 40.0)), ROOTS),
    "log1p": Subject((mp.log1p,), (np.log1p,), (NEAR, (0.0, 40.0)), (0.41421, -0.29289, -1.0)),
    "power": Subject((power,), (np.power,), PAIRS, (), arity=2),
    "cbrt": Subject(
        (lambda x: mp.sign(x) * mp.cbrt(abs(x)),), (np.cbrt,), (NEAR, (1.0, 8.0)), ROOTS
    ),
    "sin": Subject((mp.sin,), (np.sin,), ANGLES, MULTIPLES),
    "cos": Subject((mp.cos,), (np.cos,), ANGLES, MULTIPLES),
    "sincos": Subject((mp.sin, mp.cos), (np.sin, np.cos), ANGLES, MULTIPLES),
    "tan": Subject((mp.tan,), (np.tan,), ANGLES, MULTIPLES),
    "asin": Subject((mp.asin,), (np.arcsin,), (NEAR, (0.45, 1.0)), (0.5, -0.5, 1.0)),
    "acos": Subject((mp.acos,), (np.arccos,), (NEAR, (0.45, 1.0)), (0.5, -0.5, 1.0)),
    "atan": Subject((mp.atan,), (np.arctan,), (NEAR, MIDDLE, (0.8, 1.2)), (1.0, -1.0)),
    "atan2": Subject((mp.atan2,), (np.arctan2,), PAIRS, (), arity=2),
    "sinh": Subject((capped(mp.sinh),), (np.sinh,), (NEAR, MIDDLE, ALL), EDGES + HALVES),
    "cosh": Subject((capped(mp.cosh),), (np.cosh,), (NEAR, MIDDLE, ALL), EDGES + HALVES),
    "tanh": Subject((capped(mp.tanh),), (np.tanh,), (NEAR, MIDDLE, (0.1, 0.6)), (0.17329, 22.0)),
    "asinh": Subject((mp.asinh,), (np.arcsinh,), (NEAR, MIDDLE), (0.5, 2.0**52, 2.0**23)),
    "acosh": Subject((mp.acosh,), (np.arccosh,), ((1.0, 2.0), (1.0, 40.0)), (1.0, 2.0**52)),
    "atanh": Subject((mp.atanh,), (np.arctanh,), (NEAR, (0.1, 0.5)), (1.0, -1.0, 0.17157)),
    "sigmoid": Subject(
        (capped(lambda x: 1 / (1 + mp.exp(-x))),), (wide_sigmoid,), (MIDDLE, ALL, SINGLE), EDGES
    ),
    "softplus": Subject(
        (lambda x: max(x, 0) + mp.log1p(capped(mp.exp)(-abs(x))),),
        (wide_softplus,),
        (NEAR, MIDDLE, ALL, SINGLE),
        (*EDGES, 0.88137, -0.88137),
    ),
    "erf": Subject((capped(mp.erf, 100.0),), (), (NEAR, (0.0, 6.0), (0.8, 1.3)), (1.0, 5.95, 3.95)),
    "erfc": Subject(
        (capped(mp.erfc, 100.0),), (), (MIDDLE, (0.4, 1.5), (0.0, 28.0)), (0.75, 26.54, 27.2, 10.05)
    ),
}


def points(subject: Subject, dtype: str, count: int, seed: int) -> Arrays:
    """About `count` arguments: floats of all exponents, the subject's ranges, near hard points."""
    random = np.random.default_rng(seed)
    unsigned, bits = (np.uint64, 64) if dtype == "float64" else (np.uint32, 32)
    share = count // (len(subject.ranges) + 2)

    def everywhere(size: int) -> np.ndarray:
        found = random.integers(0, 2**bits, size, dtype=unsigned).view(dtype)
        return found[np.isfinite(found) & (found != 0.0)]

    columns = []
    for _ in range(subject.arity):
        parts = [everywhere(share)]
        parts += [random.uniform(low, high, share).astype(dtype) for low, high in subject.ranges]
        if subject.hard:
            parts.append(near(subject.hard, dtype, share, random))
        columns.append(np.concatenate(parts))
    if subject.arity > 1:  # whatever of the one with whatever of the other
        columns = [random.permutation(c) for c in columns]
    size = min(c.size for c in columns)
    return tuple(np.ascontiguousarray(c[:size]) for c in columns)


def near(hard: Sequence[float], dtype: str, count: int, random: np.random.Generator) -> np.ndarray:
    """Floats a few or a few thousand steps from some numbers."""
    whole = np.int64 if dtype == "float64" else np.int32
    chosen = random.choice(np.array(hard, dtype), count)
    steps = np.round(random.normal(size=count) * 10.0 ** random.integers(0, 5, count)).astype(whole)
    return (chosen.view(whole) + steps).view(dtype)


def ulps(got: Any, exact: Any, dtype: str) -> float:
    """The error in units of the last place of the exact value; infinity is the next power of 2."""
    digits, least, most = (52, -1022, 1024) if dtype == "float64" else (23, -126, 128)
    if not isinstance(exact, mp.mpf) or mp.isnan(exact):
        return 0.0 if math.isnan(got) else math.inf
    if math.isnan(got):
        return math.inf
    largest = mp.ldexp(1, most)
    value, exact = (max(min(mp.mpf(v), largest), -largest) for v in (float(got), exact))
    if exact == 0:
        return 0.0 if value == 0 else math.inf
    place = max(mp.frexp(abs(exact))[1] - 1, least) - digits
    return float(mp.ldexp(abs(value - exact), -place))


def errors(exact: Exact, arguments: Arrays, results: np.ndarray) -> np.ndarray:
    """The error of each result in ulp, against mpmath at `BITS` bits."""
    with mp.workprec(BITS):
        rows = zip(*(a.tolist() for a in arguments), strict=True)
        values = [exact(*(mp.mpf(x) for x in row)) for row in rows]
        return np.array(
            [ulps(y, v, results.dtype.name) for y, v in zip(results.tolist(), values, strict=True)]
        )
