"""Monte Carlo: the mean height at random points, and how much it scatters."""

from __future__ import annotations

import math
from typing import NamedTuple

import mpmath
import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.numeric import Array
from symcalc.checking.quadrature import random_points
from symcalc.errors import UnsupportedError
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.numeric.figures import size
from symcalc.tutor.quadrature.lesson import Lesson
from symcalc.tutor.quadrature.reference import Reference
from symcalc.tutor.quadrature.steps import DOUBLINGS, relation, small, titled, with_table
from symcalc.tutor.words.quadrature import CONVERGENCE, COVERS, ERROR, FAILS, POINTS

SHOWN = 5  # points in the table
LEVEL = 0.975  # so that 95 % lie between
DIGITS = 10
BRIEF = 4
ALL = 16  # digits of a double


class Sample(NamedTuple):
    """What n random points say: the estimate, their scatter, and the standard error."""

    n: int
    value: float
    scatter: float
    error: float


def drawn(lesson: Lesson, n: int) -> Sample:
    """The first n points of the stream that belongs to the seed."""
    a, b = lesson.ends
    heights = lesson.f(points(lesson, n))
    if np.isnan(heights).any():
        raise UnsupportedError(FAILS["random"].format(**lesson.fields))
    scatter = float(np.std(heights, ddof=1))
    mean = math.fsum(heights) / n
    return Sample(n, (b - a) * mean, scatter, abs(b - a) * scatter / math.sqrt(n))


def points(lesson: Lesson, n: int) -> Array:
    """Uniform on the interval."""
    return random_points(lesson.seed, n, *lesson.ends)


def quantile(degrees: int) -> float:
    """How many standard errors to each side hold 95 %, by Student's t.

    >>> round(quantile(9), 3), round(quantile(10**5), 2)
    (2.262, 1.96)
    """
    nu = mpmath.mpf(degrees)

    def below(t: mpmath.mpf) -> mpmath.mpf:
        tail = mpmath.betainc(nu / 2, 0.5, 0, nu / (nu + t * t), regularized=True)
        return 1 - tail / 2 - LEVEL

    return float(mpmath.findroot(below, (1.9, 13), solver="anderson"))


def estimate(lesson: Lesson, sample: Sample) -> list[Step]:
    """The points, their mean, the standard error and the interval."""
    a, b = lesson.ends
    fields = {**lesson.fields, "seed": lesson.seed, "shown": POINTS}
    x = lesson.x.name
    places = points(lesson, min(SHOWN, lesson.n))
    heights = lesson.f(places)
    pairs = enumerate(zip(places, heights, strict=True), 1)
    cells = [(str(k), *(in_figures(v, DIGITS) for v in pair)) for k, pair in pairs]
    first = titled("points", fields, lesson.body, lesson.body)
    mean = decimal(sample.value / (b - a), DIGITS)
    width = decimal(b - a, DIGITS)
    line = notation.arithmetic("product", width, mean)
    letter = called(lesson)
    said = {"s": in_figures(sample.scatter, 4), **lesson.fields}
    return [
        with_table(first, ("k", f"{x}_k", f"f({x}_k)"), cells),
        titled("monte-carlo", fields, lesson.whole, relation(letter, line)),
        titled("sum", fields, line, relation(letter, decimal(sample.value, ALL))),
        titled("standard-error", said, lesson.whole, standard(lesson, sample)),
    ]


def called(lesson: Lesson) -> Notation:
    """Q_1000."""
    return notation.name(sp.Symbol(f"Q_{lesson.n}"))


def standard(lesson: Lesson, sample: Sample) -> Notation:
    """|b - a|·s/√n, with the numbers put in."""
    a, b = lesson.ends
    root = build("sqrt", notation.number(lesson.n))
    top = notation.arithmetic("product", decimal(abs(b - a), BRIEF), decimal(sample.scatter, BRIEF))
    return relation(notation.divide(top, root), decimal(sample.error, BRIEF))


def interval(lesson: Lesson, sample: Sample, found: Reference) -> Step:
    """Where the integral is believed to be, and whether it is there."""
    t = quantile(lesson.n - 1)
    half = t * sample.error
    best = found.best
    covers = ""
    if best is not None:
        covers = COVERS["yes" if abs(best.value - sample.value) <= half else "no"]
    degrees = "1 degree of freedom" if lesson.n == 2 else f"{lesson.n - 1} degrees of freedom"
    fields = {**lesson.fields, "t": f"{t:.3g}", "degrees": degrees, "covers": covers}
    low, high = (decimal(sample.value + side * half, 6) for side in (-1, 1))
    within = build("relation", low, notation.name(sp.Symbol("I")), text="<=")
    line = build("and", within, build("relation", within.parts[1], high, text="<="))
    return titled("interval", fields, lesson.whole, line)


def observed(lesson: Lesson, sample: Sample, error: float) -> Step:
    """How far the estimate is from the integral, in standard errors."""
    times = error / sample.error if sample.error else 0.0
    told = ERROR["covered"].format(times=f"{times:.2g}") if sample.error else ""
    gap = notation.subtract(called(lesson), notation.name(sp.Symbol("I")))
    line = relation(build("abs", gap), small(error))
    return titled("observed-error", {"told": told}, lesson.whole, line)


def convergence(lesson: Lesson, found: Reference) -> Step:
    """The table of n, 2n, 4n, 8n points."""
    samples = [drawn(lesson, lesson.n * 2**k) for k in range(DOUBLINGS)]
    cells = [
        (str(s.n), in_figures(s.value, DIGITS), size(s.error), size(found.error(s.value)))
        for s in samples
    ]
    told = {"told": CONVERGENCE["monte-carlo"]}
    step = titled("convergence", told, lesson.body, lesson.body)
    return with_table(step, ("n", "Q_n", "standard error", "error"), cells)
