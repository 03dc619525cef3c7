"""Does a compiled matrix kernel agree with finite differences of its values?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf, nan
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.checking.report import RANK, CheckReport, Worst
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.evaluate import concrete, evaluate
from symcalc.matrix.layers import replaced
from symcalc.matrix.term import Term, ordered, sizes, symbol, symbols
from symcalc.primitives.table import TABLE

Values = NDArray[Any]
Arrays = dict[str, Values]
METHOD = "finite differences of the values"
REFERENCE = "NumPy in double precision"
SIZES = ((3, 2, 4, 5), (2, 5, 3, 4))  # that differ, so that a transpose does not fit
RANGES = ((-1.0, 1.0), (0.2, 1.6))  # from which entries are drawn
DRAWS = 4  # of arrays from each range, at each choice of sizes
STEPS = (4e-3, 2e-3, 1e-3)
TOLERANCE = {"float64": 1e-7, "float32": 1e-2}
DOUBT = 1e-8  # of differences; beyond it a kink or a pole is near, and nothing is decided
NOWHERE = "No arrays were found where the formula has a finite value and no kink."


@dataclass(frozen=True)
class Place:
    """Arrays, the sizes that they have, and directions in which values change and are weighed."""

    sizes: dict[sp.Symbol, int]
    arrays: Arrays
    ways: Arrays
    weights: Values

    def worst(self, expected: float, got: float, what: str) -> Worst:
        """The report of a difference here, which is told by the sizes."""
        return Worst({str(k): float(n) for k, n in self.sizes.items()}, expected, got, (), what)


def check_matrix_kernel(kernel: MatrixKernel) -> CheckReport:
    """Compare values and derivatives with NumPy in double precision, at random sizes and arrays.

    Derivatives are compared along random directions, by each variable: the gradient of a number,
    `jvp` and `vjp` of a matrix. What `stop_gradient` holds stays as it is.

    Returns
    -------
    CheckReport
        With a part for the value and for each derivative; "undecided" where no arrays are far
        enough from kinks and poles.

    Examples
    --------
    >>> from symcalc.matrix.compiled.reading import matrix_kernel
    >>> check_matrix_kernel(matrix_kernel("||A x||^2", "A: (m, n), x: n")).status
    'agrees'
    """
    places = [place for place in _places(kernel) if np.isfinite(_value(kernel, place)).all()]
    parts = [_judged(kernel, [_of_value(kernel, place) for place in places], "value", REFERENCE)]
    for name in kernel.wrt:
        for what in ("gradient",) if kernel.term.is_scalar else ("jvp", "vjp"):
            found = [_of_slope(kernel, place, name, what) for place in places]
            parts.append(_judged(kernel, found, f"{what} by {name}", METHOD))
    first = max(parts, key=lambda part: (RANK[part.status], part.max_error))
    what = first.what if RANK[first.status] else ""
    return replace(first, what=what, method=parts[-1].method, parts=tuple(parts))


def _places(kernel: MatrixKernel) -> Iterator[Place]:
    letters, rng = sizes(kernel.term), np.random.default_rng(0)
    known = {s.value: s for s in symbols(kernel.term)}
    for choice in SIZES:
        told = {letter: choice[k % len(choice)] for k, letter in enumerate(letters)}
        shapes = {name: concrete(known[name].shape, told) for name in kernel.inputs}
        for low, high in [pair for pair in RANGES for _ in range(DRAWS)]:
            arrays = {name: _drawn(rng, low, high, shape) for name, shape in shapes.items()}
            ways = {name: rng.uniform(-1, 1, shape) for name, shape in shapes.items()}
            shape = concrete(kernel.term.shape, told)
            weights = rng.uniform(0.5, 1.5, shape) if shape else np.ones(())
            yield Place(told, arrays, ways, weights)


def _drawn(rng: np.random.Generator, low: float, high: float, shape: tuple[int, ...]) -> Values:
    """Random entries; of a square matrix that is far from singular."""
    square = len(shape) == 2 and shape[0] == shape[1] > 1
    return rng.uniform(low, high, shape) + (2 * np.eye(shape[0]) if square else 0)


def _value(kernel: MatrixKernel, place: Place, term: Term | None = None, **more: Values) -> Values:
    """The value of the formula, or of another one, in double precision."""
    root = kernel.term if term is None else term
    with np.errstate(all="ignore"):
        return np.asarray(evaluate(root, {**place.arrays, **more}, place.sizes), dtype=float)


Pair = tuple[Worst, float] | None  # the two sides, and the error; None where nothing is decided


def _of_value(kernel: MatrixKernel, place: Place) -> Pair:
    expected = _value(kernel, place)
    got = np.asarray(kernel(**place.arrays), dtype=float).reshape(expected.shape)
    wanted, found = (float((side * place.weights).sum()) for side in (expected, got))
    return place.worst(wanted, found, "the value"), _error(wanted, found)


def _error(expected: float, got: float) -> float:
    return abs(got - expected) / max(1.0, abs(expected)) if np.isfinite(got) else inf


def _of_slope(kernel: MatrixKernel, place: Place, name: str, what: str) -> Pair:
    """A derivative along the direction of one variable, and the slope of the values there."""
    way = place.ways[name]
    term, held = _held(kernel, place)

    def ahead(h: float) -> float:
        moved = {**held, name: place.arrays[name] + h * way}
        return float((_value(kernel, place, term, **moved) * place.weights).sum())

    coarse, middle, fine = (
        (8 * (ahead(h) - ahead(-h)) - (ahead(2 * h) - ahead(-2 * h))) / (12 * h) for h in STEPS
    )
    doubt = max(abs(fine - middle), abs(middle - coarse))
    if not doubt <= DOUBT * max(1.0, abs(fine)):
        return None
    got = _along(kernel, place, name, what)
    return place.worst(fine, got, f"the {what} by {name}, along a direction,"), _error(fine, got)


def _along(kernel: MatrixKernel, place: Place, name: str, what: str) -> float:
    """The derivative that the kernel computes, along the direction."""
    k, way = kernel.wrt.index(name), place.ways[name]
    if what == "jvp":
        ways = [place.ways[n] if n == name else 0 * place.ways[n] for n in kernel.wrt]
        moved = np.asarray(kernel.jvp(place.arrays, ways if len(ways) > 1 else ways[0]))
        return float((moved.reshape(place.weights.shape) * place.weights).sum())
    if what == "vjp":
        found = kernel.vjp(place.arrays, place.weights)
    else:
        found = kernel.gradient(**place.arrays)
    mine = np.asarray(found[k] if len(kernel.wrt) > 1 else found, dtype=float)
    return float((mine.reshape(way.shape) * way).sum())


def _held(kernel: MatrixKernel, place: Place) -> tuple[Term, Arrays]:
    """The formula with names for what counts as a constant, and the values of these."""
    nodes = [n for n in ordered(kernel.term) if n.op == "map" and n.value in HELD]
    names = {node: symbol(f"held {k}", *node.shape) for k, node in enumerate(nodes)}
    values = {name.value: _value(kernel, place, node) for node, name in names.items()}
    return replaced(kernel.term, names), values


HELD = tuple(row.name for row in TABLE.values() if row.held)


def _judged(kernel: MatrixKernel, found: list[Pair], what: str, method: str) -> CheckReport:
    """The verdict on one thing that was compared."""
    tolerance = TOLERANCE[kernel.dtype]
    decided = [pair for pair in found if pair is not None]
    if not decided:
        return CheckReport("undecided", 0, nan, tolerance, None, method, what, note=NOWHERE)
    worst, error = max(decided, key=lambda pair: pair[1])
    wrong = error > tolerance
    status = "disagrees" if wrong else "agrees"
    return CheckReport(
        status, len(decided), error, tolerance, worst if wrong else None, method, what
    )
