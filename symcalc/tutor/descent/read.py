"""Numbers, arrays and settings as users give them: text, Python, NumPy or SymPy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Integral, Real
from typing import Any

import numpy as np
import sympy as sp

from symcalc.errors import ShapeError, SymcalcError, UnsupportedError, shorten
from symcalc.figures import in_figures
from symcalc.reading.arrays import numbers, pairs
from symcalc.reading.numbers import floating
from symcalc.tutor.words.descent import FAILS, HINTS

# What a setting has to be: its bounds, the lower one open or not, and how they are told.
OPEN = {"rate": "a positive number", "clip": "a positive number", "tolerance": "a positive number"}
OPEN |= {"every": "a positive number", "warmup": "a positive number"}
SHARES = ("beta", "beta1", "beta2", "rho")
SHARE = "at least 0 and less than 1"
NOT_NEGATIVE = "a number that is not negative"


def number_of(name: str, given: Any) -> float:
    """A finite real number.

    >>> number_of("x", "1/4"), number_of("x", sp.Rational(1, 2))
    (0.25, 0.5)

    Raises
    ------
    UnsupportedError
        If it is none.
    """
    return floating(given, FAILS["number"], name=name)


def setting(name: str, given: Any) -> float:
    """A number in the range that it has to be in.

    Raises
    ------
    UnsupportedError
        If it is outside.
    """
    value = number_of(name, given)
    if name in OPEN:
        fits, bounds = value > 0, OPEN[name]
    elif name in SHARES:
        fits, bounds = 0 <= value < 1, SHARE
    else:
        fits, bounds = value >= 0, NOT_NEGATIVE
    if not fits:
        told = FAILS["range"].format(name=name, value=in_figures(value), bounds=bounds)
        raise UnsupportedError(told, hint=HINTS["rate"] if name == "rate" else None)
    return value


def whole_of(name: str, given: Any, low: int, high: int) -> int:
    """A whole number from `low` to `high`.

    Raises
    ------
    UnsupportedError
        If it is none.
    """
    value = number_of(name, given) if isinstance(given, str | Real | sp.Basic) else math.nan
    if not (low <= value <= high and value == int(value)) or isinstance(given, bool):
        shown = shorten(str(given))
        told = FAILS["whole"].format(name=name, value=shown, low=low, high=high)
        raise UnsupportedError(told)
    return int(given) if isinstance(given, Integral) else int(value)


def pairs_of(given: Any) -> dict[str, Any]:
    """Names and what they are: a mapping, or text such as "x = 4, y = 2".

    >>> pairs_of("x = 4, W = [[1, 2]]")
    {'x': '4', 'W': '[[1, 2]]'}

    Raises
    ------
    ReadingError
        If a part of the text has no equals sign, or a name is given twice.
    """
    if isinstance(given, Mapping):
        return {str(name): value for name, value in given.items()}
    if not isinstance(given, str):
        if given is None or is_list(given):
            return {}
        told = FAILS["start-text"].format(part=shorten(str(given)))
        raise UnsupportedError(told, hint=HINTS["start"])
    found: dict[str, Any] = {}
    return found | pairs(given, HINTS["start"], FAILS["start-text"]) if given.strip() else found


def is_list(given: Any) -> bool:
    """Whether it is several numbers in a row, and neither text nor a mapping."""
    return isinstance(given, list | tuple | np.ndarray | sp.MatrixBase)


def list_of(name: str, given: Any) -> list[float]:
    """Several numbers."""
    return [float(v) for v in array_of(name, given).ravel()]


def array_of(name: str, given: Any) -> np.ndarray[Any, Any]:
    """An array of finite numbers; of one number, with no axis.

    Raises
    ------
    ShapeError
        If rows have different lengths, or there are none.
    UnsupportedError
        If an entry is no finite number.
    """
    if isinstance(given, str) and not given.strip().startswith(("[", "(", "\\")):
        return np.array(number_of(name, given))
    value = numbers(given) if isinstance(given, str) else given
    if value is None or isinstance(value, Mapping):
        raise UnsupportedError(FAILS["number"].format(name=name, value=shorten(str(value))))
    if isinstance(value, sp.MatrixBase):
        value = value.tolist()
    try:
        found = np.array(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        found = _of_entries(name, value)
    if not found.size:
        raise ShapeError(FAILS["empty"].format(name=name))
    if not np.isfinite(found).all():
        raise UnsupportedError(FAILS["finite"].format(name=name))
    return found


def _of_entries(name: str, value: Any) -> np.ndarray[Any, Any]:
    """The same of lists that hold text."""
    if isinstance(value, list | tuple) and _ragged(value):
        raise ShapeError(FAILS["rows-of"].format(name=name))
    try:
        return np.array(numbers(value), dtype=float)
    except (ValueError, OverflowError, SymcalcError):
        told = FAILS["number"].format(name=name, value=shorten(str(value)))
        raise UnsupportedError(told, hint=HINTS["start"]) from None


def _ragged(value: Sequence[Any]) -> bool:
    lengths = {len(row) if isinstance(row, list | tuple) else None for row in value}
    return len(lengths) > 1
