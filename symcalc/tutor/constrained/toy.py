"""The points and labels of a toy set, from text, lists or arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.reading import arrays
from symcalc.reading.numbers import exact
from symcalc.tutor.constrained.margins import Sample
from symcalc.tutor.words.machines import FAILS, HINTS

POINTS = 20
COORDINATES = 3


def sample_of(points: Any, labels: Any) -> tuple[Sample, bool]:
    """A sample, and whether a label 0 was read as −1.

    Raises
    ------
    ShapeError
        If points and labels do not fit together.
    UnsupportedError
        If a label is not 1 or −1, or all are the same, or a coordinate is no rational number.
    TooLargeError
        If there are too many points, or they have too many coordinates.

    Examples
    --------
    >>> sample_of("[[1, 1], [3, 3]]", [0, 1])
    (Sample(points=((1, 1), (3, 3)), labels=(-1, 1)), True)
    """
    rows = [_row(p) for p in _listed(points)]
    if len({len(r) for r in rows}) != 1 or not rows[0]:
        raise ShapeError(FAILS["points"], hint=HINTS["points"])
    if len(rows) > POINTS:
        what = FAILS["many"].format(count=len(rows), most=POINTS)
        raise TooLargeError(what, hint=HINTS["many"].format(most=POINTS))
    if len(rows[0]) > COORDINATES:
        what = FAILS["wide"].format(size=len(rows[0]), most=COORDINATES)
        raise TooLargeError(what, hint=HINTS["wide"].format(most=COORDINATES))
    given = [c for y in _listed(labels) for c in _row(y)]
    if len(given) != len(rows):
        what = FAILS["counts"].format(points=len(rows), labels=len(given))
        raise ShapeError(what, hint=HINTS["points"])
    return Sample(tuple(rows), _signs(given)), 0 in given


def _signs(given: Sequence[sp.Rational]) -> tuple[int, ...]:
    """1 and −1, from 1 and 0 too."""
    negative = 0 if 0 in given else -1
    strange = next((y for y in given if y not in (1, negative)), None)
    if strange is not None:
        raise UnsupportedError(FAILS["labels"].format(label=strange), hint=HINTS["points"])
    if len(set(given)) == 1:
        raise UnsupportedError(FAILS["one-label"].format(label=given[0]), hint=HINTS["points"])
    return tuple(1 if y == 1 else -1 for y in given)


def _listed(given: Any) -> list[Any]:
    found = arrays.numbers(given) if isinstance(given, str) else given
    if isinstance(found, np.ndarray | sp.MatrixBase):
        found = found.tolist()
    if not isinstance(found, list | tuple) or not found:
        raise ShapeError(FAILS["points"], hint=HINTS["points"])
    return list(found)


def _row(given: Any) -> tuple[sp.Rational, ...]:
    """The coordinates of a point; a number is a point on a line."""
    row = _listed(given) if isinstance(given, str) or hasattr(given, "__len__") else [given]
    return tuple(_rational(c) for c in row)


def _rational(given: Any) -> sp.Rational:
    plain = int(given) if isinstance(given, bool | np.bool_) else given
    number = exact(plain, FAILS["number"], HINTS["points"])
    if not isinstance(number, sp.Rational):
        raise UnsupportedError(FAILS["number"].format(value=given), hint=HINTS["points"])
    return number
