"""Lists of numbers as they are given, and the sums of deviations that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading.arrays import outside
from symcalc.tutor.linear.given import exact
from symcalc.tutor.probability.event_lines import decimal_of, ending_of, terminates, written
from symcalc.tutor.words.statistics import FAILS
from symcalc.writing.text import text

MOST = 100  # numbers that are worked out exactly
Numbers = tuple[sp.Expr, ...]


@dataclass(frozen=True)
class Data:
    """Numbers, and whether they are a sample of more (then n − 1 divides)."""

    xs: Numbers
    ys: Numbers
    sample: bool

    @property
    def divisor(self) -> int:
        """What a sum of squares is divided by."""
        return len(self.xs) - 1 if self.sample else len(self.xs)

    def mean(self, values: Numbers) -> sp.Expr:
        """The mean of these."""
        return sp.Add(*values) / len(values)

    def off(self, values: Numbers) -> Numbers:
        """Deviations from the mean."""
        mean = self.mean(values)
        return tuple(v - mean for v in values)

    @cached_property
    def squares(self) -> sp.Expr:
        """The sum of the squared deviations of the first list."""
        return sp.Add(*(d**2 for d in self.off(self.xs)))

    @cached_property
    def products(self) -> sp.Expr:
        """The sum of the products of the deviations."""
        return sp.Add(*(a * b for a, b in zip(self.off(self.xs), self.off(self.ys), strict=True)))


def numbers_of(given: str) -> Numbers:
    """Real numbers, in brackets or not."""
    said = given.strip()
    inner = said[1:-1] if said[:1] in "([{" and said[-1:] in ")]}" else said
    spaced = inner.replace(" and ", ", ").replace(";", ",")
    parts = outside(spaced) if "," in spaced else spaced.split()
    parts = [piece for part in parts for piece in _pieces(part)]
    if not parts:
        raise UnsupportedError(FAILS["none"])
    if len(parts) > MOST:
        raise TooLargeError(FAILS["large"].format(count=len(parts), most=MOST))
    found = tuple(exact(f"[{', '.join(parts)}]"))
    for value in found:
        if not (value.is_number and value.is_extended_real):
            raise UnsupportedError(FAILS["letters"].format(what="a list of data"))
    return found


def _pieces(part: str) -> list[str]:
    """3 4 between commas is two numbers; 1 + 2 is one."""
    plain = all(p.replace(".", "").replace("-", "").isdigit() for p in part.split())
    return part.split() if plain else [part.strip()]


def valued(label: str, after: Notation) -> str:
    """variance = 19/12 ≈ 1.58333."""
    value = after.expr
    if value.is_Rational:
        return ending_of(label, value, after)
    return f"{label} = {text(after)} ≈ {text(decimal_of(value))}"


def listed(values: Numbers) -> str:
    """As it is given again."""
    return f"({', '.join(text(written(v) if _short(v) else arrange(v)) for v in values)})"


def _short(value: sp.Expr) -> bool:
    return bool(value.is_Rational and terminates(value))
