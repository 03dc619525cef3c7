"""The matrix that a lesson is about: its numbers, exactly where it is small, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import FIGURES, decimal, in_figures
from symcalc.notation import Notation
from symcalc.structures import structure
from symcalc.tutor.linear.given import LARGEST, Given, exact, floats, numeric, shape, written
from symcalc.tutor.linear.given import as_notation as entries_of
from symcalc.tutor.linear.given import shown as exactly_shown
from symcalc.tutor.words.svd import FAILS, HINTS

SHOWN = 64  # entries of a matrix that is written out
MOST = 4_000_000  # entries that singular values are computed of
TINY, HUGE = 1e-120, 1e120  # of the largest entry
NOISE = 1e-13  # of the largest entry: what rounding leaves of a zero
RANDOM = re.compile(
    r"randn\(\s*(\d{1,6})\s*(?:,\s*(\d{1,6})\s*)?(?:,?\s*seed\s*=?\s*(\d{1,9})\s*)?\)"
)
UNWRITTEN = re.compile(r"an array of \d+ × \d+")

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Source:
    """A matrix of numbers.

    Attributes
    ----------
    text : str
        As a question says it.
    values : ndarray, shape (m, n)
        In doubles.
    small : ImmutableMatrix or None
        Exactly, where it has few entries.
    arrays : bool
        Whether answers are NumPy arrays, as what was given is.
    """

    text: str
    values: Array = field(repr=False)
    small: sp.ImmutableMatrix | None
    arrays: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.values.shape
        return rows, columns

    @cached_property
    def is_rational(self) -> bool:
        """Whether it is small, and its entries are fractions."""
        return self.small is not None and all(entry.is_Rational for entry in self.small)

    @cached_property
    def norm(self) -> float:
        """The Frobenius norm."""
        return float(np.linalg.norm(self.values))


def source_of(given: Given) -> Source:
    """A matrix from text, lists, NumPy or SymPy; "randn(m, n, seed=s)" draws it.

    Raises
    ------
    ShapeError, ReadingError
        If it is no matrix.
    UnsupportedError
        If an entry is no real number.
    TooLargeError
        If it has more entries than its singular values can be computed of in seconds.
    """
    if isinstance(given, str) and UNWRITTEN.fullmatch(given.strip()):
        raise UnsupportedError(FAILS["unwritten"], where=given, hint=HINTS["unwritten"])
    drawn = RANDOM.fullmatch(given.strip().lower()) if isinstance(given, str) else None
    if drawn:
        return _drawn(*(int(part) if part else None for part in drawn.groups()))
    rows, columns = shape(given)
    _bounded(rows, columns)
    arrays = hasattr(given, "__array__") and not isinstance(given, sp.MatrixBase)
    if rows * columns > LARGEST:
        told = given if isinstance(given, str) else FAILS["array"]
        said = told.format(rows=rows, columns=columns)
        return Source(said, _moderate(floats(given)), None, arrays=arrays)
    small = exact(given)
    if not numeric(small):
        letters = ", ".join(sorted(str(x) for x in small.free_symbols))
        raise UnsupportedError(FAILS["letters"].format(letters=letters), hint=HINTS["letters"])
    return Source(written(given), _moderate(floats(given)), small, arrays=arrays)


def _drawn(rows: int | None, columns: int | None, seed: int | None) -> Source:
    """Independent standard normal entries, as NumPy's RandomState draws them.

    Courses print what follows np.random.seed(s), and that is this generator, not default_rng.
    """
    m, n = rows or 0, columns or rows or 0
    if not m or not n:
        raise UnsupportedError(FAILS["no-size"], hint=HINTS["randn"])
    _bounded(m, n)
    values = np.random.RandomState(seed or 0).randn(m, n)
    return Source(f"randn({m}, {n}, seed={seed or 0})", values, None, arrays=True)


def _bounded(rows: int, columns: int) -> None:
    if rows * columns > MOST:
        what = FAILS["large"].format(rows=rows, columns=columns, most=f"{MOST:,}")
        raise TooLargeError(what.replace(",", " "), hint=HINTS["large"])


def _moderate(values: Array) -> Array:
    """Refuse entries whose squares no double holds."""
    largest = float(np.abs(values).max())
    if largest and not TINY <= largest <= HUGE:
        raise UnsupportedError(
            FAILS["scale"].format(entry=in_figures(largest, 1)), hint=HINTS["scale"]
        )
    return values


def decimals(values: Array, digits: int = FIGURES) -> Notation:
    """An array of doubles as a matrix or a vector, what is rounding shown as 0."""
    full = values if values.ndim == 2 else values.reshape(-1, 1)
    least = NOISE * float(np.abs(full).max(initial=0.0))
    rows = [[decimal(0.0 if abs(v) <= least else float(v), digits) for v in row] for row in full]
    return entries_of(rows)


def matrix_shown(values: Any, name: str = "A", *, in_decimals: bool = False) -> Notation:
    """A matrix written out, exactly or in decimals; a large one by its name."""
    if isinstance(values, sp.MatrixBase) and not in_decimals:
        return exactly_shown(values)
    full = (
        np.array(values.evalf(20).tolist(), float) if isinstance(values, sp.MatrixBase) else values
    )
    if full.size > SHOWN:
        return matrix(name, full.shape[0], full.shape[-1] if full.ndim > 1 else 1)
    return decimals(full)


def matrix(name: str, rows: int, columns: int) -> Notation:
    """The name of a matrix."""
    return Notation("name", text=name, expr=sp.MatrixSymbol(name, rows, columns), declared=True)


def transposed(node: Notation) -> Notation:
    """Aᵀ."""
    return Notation("transpose", (node,), expr=sp.Transpose(node.expr))


def equals(left: Notation, right: Notation) -> Notation:
    """left = right."""
    return structure("relation", left, right, text="=")


def norm(node: Notation, index: str) -> Notation:
    """‖A‖_F or ‖A‖_2; it means a number that is not worked out of the entries."""
    return Notation("norm", (node,), index, sp.Symbol(f"norm_{index}"))


def listed(parts: Sequence[str]) -> str:
    """Words with commas and an "and".

    >>> listed(["1", "2", "3"])
    '1, 2 and 3'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
