"""Write symcalc/compiler/vecmath/coefficients.py: minimax polynomials, by Remez's exchange.

python docs/make_coefficients.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import mpmath as mp
import numpy as np

MODULE = Path(__file__).parent.parent / "symcalc" / "compiler" / "vecmath" / "coefficients.py"
HEAD = '''"""Minimax coefficients, lowest power first; written by docs/make_coefficients.py."""

from collections.abc import Mapping

Table = Mapping[str, tuple[float, ...]]

# fmt: off
'''
BITS = 400  # every function below cancels near 0
DENSITY = 24  # points of the grid for each coefficient

Function = Callable[[mp.mpf], mp.mpf]


@dataclass(frozen=True)
class Fit:
    """A polynomial P with the smallest largest |weight*(P - function)| on an interval.

    Attributes
    ----------
    name, function, weight, low, high
        `weight` makes the error that of the result in which the polynomial stands.
    counts : dict
        How many coefficients each type of float has.
    """

    name: str
    function: Function
    weight: Function
    low: float
    high: float
    counts: dict[str, int]


def both(double: int, single: int) -> dict[str, int]:
    """How many coefficients for each type."""
    return {"float64": double, "float32": single}


def root(function: Function) -> Function:
    """The function of z = r*r that a function of r is."""
    return lambda z: function(mp.sqrt(z))


def scaled_erfc(q: mp.mpf) -> mp.mpf:
    """(1 + 2x) exp(x^2) erfc(x), where q = (x - 4)/(x + 4)."""
    x = 4 * (1 + q) / (1 - q)
    return (1 + 2 * x) * mp.exp(x**2) * mp.erfc(x)


HALF_LOG_2 = 0.3466
FITS = (
    # e^r = 1 + r + r^2 P(r); the error is relative to e^r - 1, for expm1 and tanh
    Fit("EXP", lambda r: (mp.exp(r) - 1 - r) / r**2, abs, -HALF_LOG_2, HALF_LOG_2, both(10, 5)),
    # log((1 + s)/(1 - s)) = 2s + s z P(z), z = s^2, where (1 + s)/(1 - s) is up to sqrt(2)
    Fit(
        "LOG",
        root(lambda s: 2 * (mp.atanh(s) - s) / s**3),
        lambda z: z,
        0.0,
        0.02944,
        both(7, 3),
    ),
    # the same in doubles for results in float32, and e^r
    Fit(
        "LOG_SHORT",
        root(lambda s: 2 * (mp.atanh(s) - s) / s**3),
        lambda z: z,
        0.0,
        0.02944,
        {"float64": 5},
    ),
    Fit(
        "EXP_SHORT",
        lambda r: (mp.exp(r) - 1 - r) / r**2,
        lambda r: r**2,
        -HALF_LOG_2,
        HALF_LOG_2,
        {"float64": 6},
    ),
    # the same for more than 64 bits: log((1 + s)/(1 - s)) = 2s + 2/3 s z + s z^2 P(z)
    Fit(
        "LOG_TWOFOLD",
        root(lambda s: 2 * (mp.atanh(s) - s - s**3 / 3) / s**5),
        lambda z: z**2,
        0.0,
        0.02944,
        {"float64": 8},
    ),
    # sin r = r + r z P(z) and cos r = 1 + z P(z), z = r^2, up to pi/4 and a little more
    Fit(
        "SIN",
        root(lambda r: (mp.sin(r) - r) / r**3),
        root(lambda r: r**3 / mp.sin(r)),
        0.0,
        0.64,
        both(6, 3),
    ),
    Fit(
        "COS",
        root(lambda r: (mp.cos(r) - 1) / r**2),
        root(lambda r: r**2 / mp.cos(r)),
        0.0,
        0.64,
        both(7, 4),
    ),
    # tan r = r + r z P(z), up to pi/4 and a little more
    Fit(
        "TAN",
        root(lambda r: (mp.tan(r) - r) / r**3),
        root(lambda r: r**3 / mp.tan(r)),
        0.0,
        0.62,
        both(14, 7),
    ),
    # atan r = r + r z P(z), up to 1; asin r likewise, up to 1/2
    Fit(
        "ATAN",
        root(lambda r: (mp.atan(r) - r) / r**3),
        root(lambda r: r**3 / mp.atan(r)),
        0.0,
        1.0,
        both(20, 10),
    ),
    Fit(
        "ASIN",
        root(lambda r: (mp.asin(r) - r) / r**3),
        root(lambda r: r**3 / mp.asin(r)),
        0.0,
        0.25,
        both(12, 5),
    ),
    # erf x = x + x P(x^2) up to 1; from there to where it is 1, 1 - exp(P(x - 1))
    Fit(
        "ERF",
        root(lambda x: mp.erf(x) / x - 1),
        root(lambda x: x / mp.erf(x)),
        0.0,
        1.0,
        both(12, 7),
    ),
    Fit(
        "ERF_TAIL",
        lambda u: mp.log(mp.erfc(1 + u)),
        lambda u: mp.erfc(1 + u) / mp.erf(1 + u),
        0.0,
        4.95,
        {"float64": 18},
    ),
    Fit(
        "ERF_TAIL",
        lambda u: mp.log(mp.erfc(1 + u)),
        lambda u: mp.erfc(1 + u) / mp.erf(1 + u),
        0.0,
        2.95,
        {"float32": 8},
    ),
    # erfc x = exp(-x^2) P(q)/(1 + 2x), q = (x - 4)/(x + 4), from 3/4 until it is 0
    Fit("ERFC", scaled_erfc, lambda q: 1 / scaled_erfc(q), -0.685, 0.7445, {"float64": 21}),
    Fit("ERFC", scaled_erfc, lambda q: 1 / scaled_erfc(q), -0.685, 0.435, {"float32": 10}),
    # m^(-1/3) to begin with
    Fit("CBRT", lambda m: 1 / mp.cbrt(m), mp.cbrt, 0.707, 1.415, both(7, 4)),
)


# Constants in parts that add up to more digits than a float has: the binary digits of all parts but
# the last, which has as many as fit. All are rounded down but that one, so that none is negative:
# 0 times a part then keeps the sign of -0 beside it.
PARTS: tuple[tuple[str, Callable[[], mp.mpf], dict[str, tuple[int, ...]]], ...] = (
    ("LOG_2", lambda: mp.log(2), {"float64": (53,), "float32": (24,)}),
    ("LOG_2_SHORT", lambda: mp.log(2), {"float64": (41,)}),  # times an exponent it is exact
    ("HALF_PI", lambda: mp.pi / 2, {"float64": (53, 53), "float32": (24, 24)}),
    ("TWO_THIRDS", lambda: mp.mpf(2) / 3, {"float64": (53,)}),
)


def remez(fit: Fit, count: int) -> tuple[list[mp.mpf], mp.mpf]:
    """The coefficients, and the largest weighted error on the grid."""
    size = DENSITY * count
    middle, half = mp.mpf(fit.low + fit.high) / 2, mp.mpf(fit.high - fit.low) / 2
    angles = [(2 * i + 1) * mp.pi / (2 * size) for i in range(size)]  # never an end, where 0 is
    points = [middle - half * mp.cos(angle) for angle in angles]
    values = [fit.function(p) for p in points]
    weights = [fit.weight(p) for p in points]
    chosen = [round((i + 0.5) * (size - 1) / (count + 1)) for i in range(count + 1)]
    for _ in range(20):
        rows = [
            [*(points[i] ** k for k in range(count)), (-1) ** n / weights[i]]
            for n, i in enumerate(chosen)
        ]
        *coefficients, _ = mp.lu_solve(mp.matrix(rows), mp.matrix([values[i] for i in chosen]))
        errors = [
            w * (mp.polyval(coefficients[::-1], p) - v)
            for p, v, w in zip(points, values, weights, strict=True)
        ]
        before, chosen = chosen, exchanged(errors, count + 1)
        if chosen == before:
            break
    return coefficients, max(map(abs, errors))


def exchanged(errors: Sequence[mp.mpf], count: int) -> list[int]:
    """Where the error is largest in each stretch of one sign; `count` of them, in order."""
    runs: list[int] = []
    for i, error in enumerate(errors):
        if not runs or (error > 0) != (errors[runs[-1]] > 0):
            runs.append(i)
        elif abs(error) > abs(errors[runs[-1]]):
            runs[-1] = i
    while len(runs) > count:
        runs.pop(0 if abs(errors[runs[0]]) < abs(errors[runs[-1]]) else -1)
    return runs


def written(number: mp.mpf, dtype: str) -> str:
    """A coefficient as the nearest float, to the last digit."""
    return repr(float(np.dtype(dtype).type(mp.nstr(number, 40))))


def in_parts(value: mp.mpf, digits: Sequence[int]) -> list[mp.mpf]:
    """Numbers that add up to a number, the largest first."""
    parts = []
    for count in digits:
        scale = mp.ldexp(1, count - mp.frexp(value)[1])
        parts.append(mp.floor(value * scale) / scale)
        value -= parts[-1]
    return [*parts, value]


def rows(fit: Fit) -> Iterator[str]:
    """The lines of a polynomial in the module."""
    for dtype, count in fit.counts.items():
        coefficients, error = remez(fit, count)
        bits = int(mp.floor(mp.log(error, 2))) + 1
        yield f'    "{dtype}": (  # the error is below 2**{bits}'
        numbers = [written(c, dtype) for c in coefficients]
        yield from (f"        {', '.join(numbers[i : i + 3])}," for i in range(0, count, 3))
        yield "    ),"


@mp.workprec(BITS)
def module() -> str:
    """The whole file."""
    blocks = [HEAD]
    for name, fits in groupby(FITS, lambda fit: fit.name):
        lines = [line for fit in fits for line in rows(fit)]
        blocks.append("\n".join([f"{name}: Table = {{", *lines, "}\n"]))
    for name, value, kinds in PARTS:
        lines = [f"{name}: Table = {{"]
        for dtype, digits in kinds.items():
            parts = ", ".join(written(part, dtype) for part in in_parts(value(), digits))
            lines.append(f'    "{dtype}": ({parts}),')
        blocks.append("\n".join([*lines, "}\n"]))
    return "\n".join(blocks)


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
