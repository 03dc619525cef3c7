"""What the ways to the probability of an event have in common."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.areas.parts import equal, near
from symcalc.tutor.worded import worded
from symcalc.tutor.words.events import WORDS
from symcalc.writing.text import text

DIGITS = 20
FIGURES = 6
LONG = 40  # characters of one that is an answer
SHORT = 12  # characters of a fraction that is shown


@dataclass(frozen=True)
class Found:
    """A probability with the steps that lead to it.

    `value` is None where it is the formula of `after`.
    """

    steps: tuple[Step, ...]
    after: Notation
    told: sp.Expr | None = None
    claims: tuple[Claim, ...] = ()
    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()
    x: sp.Symbol | None = None  # of the integrals in the steps

    @property
    def value(self) -> sp.Expr:
        """The probability."""
        return self.after.expr if self.told is None else self.told


def step(rule: str, after: Notation, **fields: object) -> Step:
    """A step whose line stands by itself."""
    return worded(WORDS, rule, after, after, fields, "implies")


def decimal_of(value: sp.Expr) -> Notation:
    """A number with six figures, also where a double would be 0."""
    near = sp.N(value, DIGITS)
    return decimal(float(near) or near, FIGURES)


def is_short(value: sp.Expr) -> bool:
    """Whether a fraction is as easily read as its decimals."""
    return bool(value.is_Rational) and len(str(value)) <= SHORT


def ending_of(label: str, value: sp.Expr, after: Notation) -> str:
    """P(X > 130) ≈ 0.0227501, P(X ≥ 3) = 11/64 ≈ 0.171875; "" for a formula with letters."""
    if value.free_symbols:
        return f"{label} = {text(after)}"
    near = text(decimal_of(value))
    if value.is_Integer:
        return f"{label} = {near}"
    if not is_short(value):
        return f"{label} ≈ {near}"
    sign = "=" if terminates(value) else "≈"
    return f"{label} = {text(arrange(value))} {sign} {near}"


def terminates(value: sp.Expr) -> bool:
    """Whether six figures are all there are."""
    return bool(value.is_Rational and sp.Rational(f"{float(value):.{FIGURES}g}") == value)


def answer_of(value: sp.Expr) -> Notation:
    """The value as it is shown: decimals instead of a fraction that fills lines."""
    return decimal_of(value) if value.is_Rational and len(str(value)) > LONG else arrange(value)


def written(value: sp.Expr) -> Notation:
    """Decimals that end after six figures, else a fraction that is short, else rounded."""
    if value.free_symbols or value.is_Integer:
        return arrange(value)
    if terminates(value):
        return decimal_of(value)
    return arrange(value) if is_short(value) else decimal_of(value)


def line(left: Notation, value: sp.Expr) -> Notation:
    """left = value, or ≈ where one of them is rounded."""
    right = written(value)
    exact = bool(value.free_symbols) or (left.expr == value and right.expr == value)
    return equal(left, right) if exact else near(left, right)
