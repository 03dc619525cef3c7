"""Two tables of figures side by side: where they differ, whose error is it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.checking.programs import Figure
from symcalc.checking.report import CheckReport, Worst, short
from symcalc.checking.sampling import LEAST

Array = NDArray[Any]
Index = tuple[int, ...]

TOLERANCE = {"float64": 1e-9, "float32": 1e-5}  # beyond it high precision and rounding decide
DOUBT = 1e-6  # what the method may say of its own error before high precision is asked
SETTLED = 48  # how many doubtful figures are settled so


@dataclass(frozen=True)
class Entry:
    """One entry of an array at a point, and its two sides."""

    index: Index
    name: str
    expected: float
    got: float


@dataclass(frozen=True)
class Comparison:
    """What a kernel computes at k of its points beside the same found in another way.

    Attributes
    ----------
    what, method : str
        What is checked, and how the other side is computed.
    expected, got : ndarray, shape (k, c)
        The two sides; NaN where there is nothing to compare.
    doubts : ndarray, shape (k, c)
        Estimates of the error of `expected`.
    exact : callable
        From a point and a component to the figure in high precision; None if there is none.
    rounding : callable
        From a point and a component to a bound on the rounding of `got`.
    labels : sequence of c pairs
        The index of each component in the array at one point, and its name.
    rows : sequence of k int
        Which points these are.
    least : int
        How many of them decide, where there are as many.
    sizes : ndarray, shape (k, c), optional
        What differences are relative to, where that is not |expected| or 1.
    narrow : callable, optional
        From a point and a component that is a sum to the entry that makes it wrong.
    """

    what: str
    method: str
    expected: Array
    got: Array
    doubts: Array
    exact: Callable[[int, int], Figure | None]
    rounding: Callable[[int, int], float]
    labels: Sequence[tuple[Index, str]]
    rows: Sequence[int]
    least: int = LEAST
    sizes: Array | None = None
    narrow: Callable[[int, int], Entry] | None = None


@dataclass(frozen=True)
class Difference:
    """One figure, decided; all but the two sides relative to its size."""

    at: Index
    expected: float
    got: float
    error: float
    tolerance: float
    rounding: float = 0.0
    uncertainty: float = 0.0

    @property
    def share(self) -> float:
        """The difference beside what is allowed."""
        return self.error / self.tolerance


def judged(
    table: Comparison,
    places: Sequence[Mapping[str, float]],
    dtype: str,
    settled: int = SETTLED,
) -> CheckReport:
    """Compare figure by figure.

    Where doubles agree within the tolerance and the method trusts itself, that is that. Elsewhere
    the figure is found again in high precision, and the kernel may differ from it by the tolerance,
    by what rounding can do to the code and by what error the method still has: a larger difference
    is the code's.
    """
    sizes = np.maximum(1.0, np.abs(table.expected) if table.sizes is None else table.sizes)
    with np.errstate(all="ignore"):
        errors = np.abs(table.expected - table.got) / sizes
    errors = np.where(np.isfinite(table.got), errors, np.inf)
    usable = np.isfinite(table.expected)
    sure = usable & (errors <= TOLERANCE[dtype]) & (table.doubts <= DOUBT * sizes)
    found = _surest(table, np.where(sure, errors, -1.0), TOLERANCE[dtype])
    doubtful = np.argwhere(usable & ~sure)
    doubtful = doubtful[np.argsort(-errors[tuple(doubtful.T)], kind="stable")]
    for i, c in doubtful[:settled]:
        difference = _settle(table, int(i), int(c), float(sizes[i, c]), dtype)
        if difference is None:
            continue
        sure[i, c] = True
        found.append(difference)
        if difference.share > 1:
            break  # the first is the largest
    return _report(table, places, found, sure)


def _surest(table: Comparison, errors: Array, tolerance: float) -> list[Difference]:
    """The largest of the differences that are within the tolerance, if there is any."""
    if not errors.size or np.max(errors) < 0:
        return []
    i, c = np.unravel_index(int(np.argmax(errors)), errors.shape)
    sides = float(table.expected[i, c]), float(table.got[i, c])
    return [Difference((int(i), int(c)), *sides, float(errors[i, c]), tolerance)]


def _settle(table: Comparison, i: int, c: int, size: float, dtype: str) -> Difference | None:
    """A figure again in high precision; None where that, or the rounding, cannot be told."""
    exact = table.exact(table.rows[i], c)
    bound = table.rounding(table.rows[i], c) if exact is not None else np.inf
    if exact is None or not np.isfinite(bound):
        return None
    got = float(table.got[i, c])
    error = abs(exact.value - got) / size if np.isfinite(got) else np.inf
    rounding, uncertainty = bound / size, exact.error / size
    allowed = TOLERANCE[dtype] + rounding + uncertainty
    return Difference((i, c), exact.value, got, error, allowed, rounding, uncertainty)


def _report(
    table: Comparison,
    places: Sequence[Mapping[str, float]],
    found: Sequence[Difference],
    decided: NDArray[np.bool_],
) -> CheckReport:
    count = int(decided.sum(axis=0).min(initial=len(decided)))
    worst = max(found, key=lambda d: d.share, default=None)
    if worst is None:
        return CheckReport(
            "undecided", 0, np.nan, np.nan, None, table.method, table.what, note=NOTHING
        )
    i, c = worst.at
    entry = Entry(*table.labels[c], worst.expected, worst.got)
    if worst.share > 1 and table.narrow is not None:
        entry = table.narrow(table.rows[i], c)
    place = places[table.rows[i]]
    enough = count >= min(table.least, len(decided))
    status = "disagrees" if worst.share > 1 else "agrees" if enough else "undecided"
    few = f"Only {count} of {len(decided)} points could be used: {METHOD}."
    notes = {"disagrees": _blame(worst), "undecided": few, "agrees": ""}
    return CheckReport(
        status=status,
        points=max(count, 1) if status == "disagrees" else count,
        max_error=worst.error,
        tolerance=worst.tolerance,
        worst=Worst(place, entry.expected, entry.got, entry.index, entry.name),
        method=table.method,
        what=table.what,
        rounding=worst.rounding,
        uncertainty=worst.uncertainty,
        note=notes[status],
    )


NOTHING = "There is no point with a finite value."
METHOD = "elsewhere there is no derivative, or no figure that can be trusted"


def _blame(worst: Difference) -> str:
    return (
        f"The error is the code's: of the difference of {short(worst.error)}, rounding explains "
        f"{short(worst.rounding)} and the error of the method {short(worst.uncertainty)}."
    )
