"""Whether a matrix formula is the derivative of another, by central differences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.matrices.evaluation import Evaluation, Values
from symcalc.checking.matrices.samples import POINTS, USED, Facts, Sample, samples
from symcalc.checking.report import CheckReport, Worst

TOLERANCE = 1e-6  # relative to the largest entry, or to 1
EXACT = 1e-9  # for two formulas that are both evaluated
STEP = 2e-3  # with Richardson's step to O(h⁴): 1e-11 of truncation, 1e-13 of rounding
DOUBTFUL = 1e-7  # an uncertainty beyond which a point is passed over: a kink is near
METHOD = "central differences"
NOTHING: Facts = {}


class Pair(NamedTuple):
    """What is expected and what was got at the points of a sample, and how far it is unsure."""

    sample: Sample
    expected: Values
    got: Values
    doubt: Values

    @property
    def fits(self) -> bool:
        """Whether the shapes are the same but for the points."""
        shape = self.expected.shape[1:]
        return self.got.ndim >= len(shape) and self.got.shape[self.got.ndim - len(shape) :] == shape

    def usable(self) -> Iterator[tuple[Values, Values]]:
        """What is expected and was got where both are finite and smooth."""
        full = np.broadcast_to(self.got, self.expected.shape)
        for wanted, found, unsure in zip(self.expected, full, self.doubt, strict=True):
            limit = DOUBTFUL * max(1.0, float(np.max(np.abs(wanted))))
            told = bool(np.all(np.isfinite(wanted)) and np.all(np.isfinite(found)))
            if told and float(np.max(unsure)) < limit:  # NaN is not
                yield wanted, found


def check_matrix(
    value: sp.Basic, wrt: sp.Basic, answer: sp.Basic, facts: Facts = NOTHING
) -> CheckReport:
    """Whether `answer` is the derivative of a scalar or a column by a symbol.

    Parameters
    ----------
    value : sympy.Basic
        A scalar, whose gradient has the shape of `wrt`; or a column, whose Jacobian by a column
        has a row for each entry.
    wrt : sympy.MatrixSymbol or sympy.Symbol
        What it is differentiated by, entry by entry.
    answer : sympy.Basic
        The derivative.
    facts : mapping from names to frozensets of str, optional
        What symbols are known to be, out of FACTS; the points are chosen so.

    Returns
    -------
    CheckReport
        "undecided" where no point is far enough from kinks, or the formula is not defined.

    Examples
    --------
    >>> n = sp.Symbol("n")
    >>> A, x = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("x", n, 1)
    >>> check_matrix(sp.Trace(x.T * A * x), x, (A + A.T) * x).status
    'agrees'
    """

    def pair(sample: Sample) -> Pair:
        expected, doubt = _differences(value, wrt, sample)
        return Pair(sample, expected, Evaluation(sample.sizes, sample.values).value(answer), doubt)

    return _judged(map(pair, samples([value, wrt, answer], facts)), TOLERANCE, METHOD)


def check_equal_matrices(before: sp.Basic, after: sp.Basic, facts: Facts = NOTHING) -> CheckReport:
    """Whether two formulas have the same value, at points of two choices of sizes."""

    def pair(sample: Sample) -> Pair:
        evaluation = Evaluation(sample.sizes, sample.values)
        got = evaluation.value(after)
        full = np.broadcast_to(evaluation.value(before), (POINTS, *_shape(before, sample)))
        return Pair(sample, full, got, 0 * full)

    return _judged(map(pair, samples([before, after], facts)), EXACT, "the formula before")


def _shape(expr: sp.Basic, sample: Sample) -> tuple[int, ...]:
    """The shape of a matrix at a sample; () of a scalar."""
    shape = getattr(expr, "shape", ())
    return tuple(int(sp.sympify(size, strict=True).xreplace(sample.sizes)) for size in shape)


def _differences(value: sp.Basic, wrt: sp.Basic, sample: Sample) -> tuple[Values, Values]:
    """The derivative at each point, with how far it is uncertain."""
    here = sample.values[wrt]
    points, entries = here.shape[0], int(np.prod(here.shape[1:]))
    units = np.eye(entries).reshape(entries, *here.shape[1:])
    shape = (entries, points, *_shape(value, sample))
    still = Evaluation(sample.sizes, sample.values)
    slopes = []
    for step in (STEP, STEP / 2, STEP / 4):
        sides = [here[None] + sign * step * units[:, None] for sign in (1, -1)]
        moved = {
            symbol: np.broadcast_to(array, (entries, *array.shape))
            for symbol, array in sample.values.items()
        }
        above, below = (
            np.broadcast_to(
                Evaluation(sample.sizes, {**moved, wrt: side}, still).value(value), shape
            )
            for side in sides
        )
        slopes.append(_arranged((above - below) / (2 * step), here))
    coarse, middle, fine = slopes
    best = fine + (fine - middle) / 3
    return best, np.abs(best - middle - (middle - coarse) / 3)


def _arranged(slopes: Values, here: Values) -> Values:
    """Differences (entries, points, …) as gradients, or as Jacobians."""
    if slopes.ndim == 2:  # of a scalar
        return slopes.T.reshape(here.shape)
    return np.swapaxes(slopes[..., 0], 0, 1).swapaxes(1, 2)


def _judged(pairs: Iterator[Pair], tolerance: float, method: str) -> CheckReport:
    """The verdict over all points that can be used, at the first sizes that have some."""
    count, choices, largest, worst = 0, 0, -1.0, None
    with np.errstate(all="ignore"):
        for pair in pairs:
            if choices == USED:
                break
            if not pair.fits:
                return _misfit(pair, tolerance, method)
            before = count
            for wanted, found in pair.usable():
                count += 1
                place, error = _furthest(wanted, found)
                if error > largest:
                    largest, worst = error, _worst(pair.sample, wanted, found, place)
            choices += count > before
    if not count:
        note = "At no point that was tried are both defined and smooth."
        return CheckReport("undecided", 0, 0.0, tolerance, None, method, note=note)
    status = "agrees" if largest <= tolerance else "disagrees"
    return CheckReport(status, count, largest, tolerance, worst, method)


def _furthest(wanted: Values, found: Values) -> tuple[tuple[int, ...], float]:
    """Where two arrays differ most, and by how much, relative to the largest entry or 1."""
    scale = max(1.0, float(np.max(np.abs(wanted))))
    error = np.abs(found - wanted) / scale
    place = tuple(map(int, np.unravel_index(int(np.argmax(error)), error.shape)))
    return place, float(error[place])


def _worst(sample: Sample, wanted: Values, found: Values, place: tuple[int, ...]) -> Worst:
    sizes = {str(letter): float(size) for letter, size in sample.sizes.items()}
    where = f"entry ({', '.join(str(k + 1) for k in place)})" if place else ""
    return Worst(sizes, float(wanted[place]), float(found[place]), place, where)


def _misfit(pair: Pair, tolerance: float, method: str) -> CheckReport:
    shapes = " and ".join(str(array.shape[1:]) for array in (pair.expected, pair.got))
    note = f"The shapes {shapes} do not fit."
    return CheckReport("disagrees", 0, float("inf"), tolerance, None, method, note=note)
