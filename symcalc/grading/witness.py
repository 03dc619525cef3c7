"""The point where a wrong answer differs, with both values, in numbers and in words."""

from __future__ import annotations

import math
from fractions import Fraction

import sympy as sp

from symcalc.checking.evaluate import Number
from symcalc.checking.sampling import Point
from symcalc.figures import in_figures
from symcalc.grading.verdict import Witness

SIMPLE = 1000  # denominators that a person works with
SMALLEST = 1e-300  # below it doubles lose digits
DIGITS = (4, 9, 15)  # as few as tell two values apart
ALIKE = 9  # digits of two values that look the same
DIFFER = " They differ by {gap}."


def witness(point: Point, wanted: Number, got: Number) -> Witness:
    """A point and both values as plain numbers."""
    places = {s.name: Fraction(int(v.p), int(v.q)) for s, v in point.items()}
    return Witness(places, float(wanted), float(got))


def seen(noun: str, point: Point, wanted: Number, got: Number) -> str:
    """At x = 1 yours is 1.081, the derivative is 2.223."""
    where = place(point)
    right, mine = told_apart(wanted, got)
    lead = f"At {where} yours is" if where else "Yours is"
    return f"{lead} {mine}, the {noun} is {right}.{differing(wanted, got)}"


def place(point: Point) -> str:
    """x = 1, y = 2."""
    return ", ".join(coordinate(s.name, v) for s, v in point.items())


def told_apart(wanted: Number, got: Number) -> tuple[str, str]:
    """Two values with as many digits as tell them apart, if these are not too many."""
    for digits in DIGITS:
        right, mine = (rounded(ball, digits) for ball in (wanted, got))
        if right != mine:
            return right, mine
    return rounded(wanted, ALIKE), rounded(got, ALIKE)


def differing(wanted: Number, got: Number) -> str:
    """They differ by 1e−30, for two values that look the same."""
    if len(set(told_apart(wanted, got))) > 1:
        return ""
    gap = abs(wanted - got)
    return "" if gap.contains(0) else DIFFER.format(gap=rounded(gap, 2))


def coordinate(name: str, value: sp.Rational) -> str:
    """x = −1/2, and x ≈ 12.29 for a fraction that nobody would check by hand."""
    simple = value.q < SIMPLE
    shown = f"= {value}" if simple else f"≈ {in_figures(value)}"
    return f"{name} {shown}".replace("-", "−")


def rounded(ball: Number, digits: int) -> str:
    """A value to a number of digits, also where a double has no such number."""
    if ball.contains(0):
        return "0"
    value = float(ball)
    plain = digits <= 17 and (value == ball or SMALLEST < abs(value) < math.inf)
    return (f"{value:.{digits}g}" if plain else ball.str(digits, radius=False)).replace("-", "−")
