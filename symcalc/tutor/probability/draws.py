"""Draws of a law: read from what is given, and put into formulas with sums over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp

from symcalc.checking.likelihoods import countable
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import numbers, outside
from symcalc.reading.numbers import number
from symcalc.tutor.probability.law import Distribution
from symcalc.writing.text import text

EXACT = 50  # draws that are summed as exact numbers
SHOWN = 8  # draws that a sentence lists
DIGITS = 10
HUGE = 1e12
DECIMALS = 4  # of a fraction that is shown as a decimal
FLAT = "the data have several axes, and draws of one number have one"
HINT = "data are numbers: [1.2, 0.7, 3]"
Floats = np.ndarray[Any, np.dtype[np.float64]]
Values = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True, eq=False)
class Sample:
    """Numbers that were drawn: exact ones where they are few, else floats."""

    exact: tuple[sp.Expr, ...]
    floats: Floats

    def __len__(self) -> int:
        return len(self.floats)

    @cached_property
    def spelled(self) -> str:
        """As it is given again."""
        shown = [_typed(v) for v in self.exact]
        shown = shown or [repr(float(v)) for v in self.floats]
        return "[" + ", ".join(map(str, shown)) + "]"

    @property
    def told(self) -> str:
        """The first of the draws, for a sentence."""
        numbers = self.exact[:SHOWN] or self.floats[:SHOWN]
        more = ", …" if len(self) > SHOWN else ""
        return ", ".join(text(rounded(sp.sympify(v, strict=True))) for v in numbers) + more

    def put(self, expr: sp.Expr, n: sp.Symbol, values: Values) -> sp.Expr:
        """A formula with the draws in its sums, and values for its letters."""
        filled = {s: self._sum(s, values) for s in expr.atoms(sp.Sum)}
        whole = expr.xreplace(filled).xreplace({n: sp.Integer(len(self)), **values})
        return whole if self.exact or not whole.is_number else whole.evalf()

    def number(self, expr: sp.Expr, n: sp.Symbol, values: Values) -> float:
        """The same as a float; NaN where it has no value."""
        found = self.put(expr, n, values)
        return float(found) if found.is_number and found.is_real else float("nan")

    def _sum(self, total: sp.Sum, values: Values) -> sp.Expr:
        body = total.function.xreplace(dict(values))
        drawn = next(iter(body.atoms(sp.Indexed)), None)
        if drawn is None:
            return body * len(self)
        if self.exact:
            return sp.Add(*(body.xreplace({drawn: v}) for v in self.exact))
        x = sp.Dummy("x")
        values_of = evaluate(lower([countable(body.xreplace({drawn: x}))], [x]), [self.floats])[0]
        return sp.Float(float(np.sum(np.broadcast_to(values_of, self.floats.shape))))


def rounded(value: sp.Expr) -> Notation:
    """A number as it is shown: exact where it is rational, else with ten digits."""
    if value.is_Rational and value.q > 1 and 10**DECIMALS % value.q == 0:
        return arrange(value, like=read("0.5"))
    short = value.is_Rational and len(str(value)) <= DIGITS + 2
    exact = short or not value.is_number
    return arrange(value) if exact else decimal(sp.Float(float(value)), DIGITS)


def sample_of(given: Any) -> Sample:
    """Draws from text, a sequence or an array.

    Raises
    ------
    UnsupportedError
        If there are none, or one is no real number.

    Examples
    --------
    >>> sample_of("[1, 2.5]").exact
    (1, 5/2)
    """
    if isinstance(given, str):
        entries: Sequence[Any] = _spelled(given.strip())
    else:
        entries = _entries(given)
    if not entries:
        raise UnsupportedError("there are no data", hint=HINT)
    if any(abs(float(v)) > HUGE for v in entries if hasattr(v, "__float__")):
        raise TooLargeError("a number of the data is beyond 10^12", hint="take another unit")
    if len(entries) > EXACT:
        return Sample((), np.array([float(v) for v in entries]))
    plain = (int(v) if isinstance(v, bool | np.bool_) else v for v in entries)
    exact = tuple(number(v, hint=HINT) for v in plain)
    if any(isinstance(v, float | np.floating) for v in entries) and not _short(exact):
        return Sample((), np.array([float(v) for v in entries]))
    return Sample(exact, np.array([float(v) for v in exact]))


def _spelled(given: str) -> list[Any]:
    """Draws between commas, in brackets or not."""
    if not given:
        return []
    found = numbers(given) if len(outside(given)) == 1 else numbers(f"[{given}]")
    entries = found if isinstance(found, list) else [found]
    if any(isinstance(entry, list) for entry in entries):
        raise UnsupportedError(FLAT, hint=HINT)
    return entries


def _entries(given: Any) -> list[Any]:
    try:
        array = np.asarray(given)
    except ValueError:
        raise UnsupportedError("the data are no list of numbers", hint=HINT) from None
    if array.ndim != 1:
        raise UnsupportedError(FLAT, hint=HINT)
    if array.dtype.kind in "iuf" and not np.isfinite(array).all():
        raise UnsupportedError("a number of the data is not finite", hint="leave it out")
    if array.dtype.kind in "biuf" and len(array) > EXACT:
        return list(array.astype(float))
    return [number(v, hint=HINT) if isinstance(v, str) else v for v in given]


def _typed(value: sp.Expr) -> str:
    """As it may be typed: a decimal that is short, or the number itself."""
    short = value.is_Rational and value.q > 1 and 10**6 % value.q == 0
    return repr(float(value)) if short else str(value)


def _short(exact: Sequence[sp.Expr]) -> bool:
    """Whether these are decimals as a person types them."""
    return all(v.is_Rational and 10**6 % v.q == 0 for v in exact)


def within(sample: Sample, law: Distribution) -> None:
    """Refuse draws that the law cannot give.

    Raises
    ------
    UnsupportedError
        If a number lies outside the support, or is not whole where it has to be.
    """
    low, high = law.ends
    for value in sample.exact or sample.floats:
        below = low.is_number and low.is_finite and value < low
        above = high.is_number and high.is_finite and value > high
        whole = not law.discrete or float(value).is_integer()
        if below or above or not whole:
            shown = text(rounded(sp.sympify(value, strict=True)))
            kind = "whole numbers " if law.discrete else ""
            what = f"{law.name} cannot give {shown}: its values are {kind}from"
            what += f" {text(law.support[0])} to {text(law.support[1])}"
            raise UnsupportedError(what, hint="leave that number out, or take another law")
