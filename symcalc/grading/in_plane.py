"""Formulas with the imaginary unit: compared at points of the complex plane.

Two analytic formulas that agree at enough points there are taken for equal; a difference is
believed where twice as many digits bear it out.
"""

from __future__ import annotations

from random import Random

import sympy as sp

from symcalc.checking.complex import Plane
from symcalc.checking.evaluate import Number, Undefined
from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict
from symcalc.notation import Notation
from symcalc.reading import read_whole

POINTS, LEAST = 16, 8
DIGITS = (40, 80)
CLOSE = 1e-25  # relative; the digits of numbers that agree
LARGE = 200  # operations of a difference that algebra is tried on
UNIT = sp.Dummy("i")  # stands for the unit where numbers are put in
SEEN = "At {place} yours is {mine}, the formula is {wanted}."
ALONE = "Yours is {mine}, the formula is {wanted}."
FEW = "both sides have a value at only {count} of the points I tried."
HINT = "without complex=True everything is over the reals, and every kind of question is graded"


def graded_in_plane(question: str, answer: str, policy: Policy) -> Verdict:
    """Whether an answer is equal to a formula, or to its derivative, where i² = −1.

    Raises
    ------
    UnsupportedError
        If something else is asked, or a form is asked for.

    Examples
    --------
    >>> graded_in_plane("(1 + i)^2", "2i", Policy()).status
    'correct'
    """
    if policy.form:
        raise UnsupportedError("the form of an answer is not judged with complex=True", hint=HINT)
    wanted = _meant(read_whole(question, names=policy.names, complex=True), question)
    try:
        told = read_whole(answer, names=policy.names, complex=True)
        mine = _meant(told, answer)
    except TooLargeError as error:
        return Finding("undecided", "too-large", (error.what,)).verdict(policy)
    except (ReadingError, UnsupportedError) as error:
        return Finding("unreadable", "unreadable", (str(error),)).verdict(policy)
    return _compared(wanted, mine).verdict(policy)


def _meant(node: Notation, typed: str) -> sp.Expr:
    """A formula with its derivatives worked out."""
    expr = node.expr
    held = not isinstance(expr, sp.Expr) or expr.has(sp.Integral, sp.Sum, sp.Limit, sp.MatrixBase)
    if held or expr.is_Matrix:
        raise UnsupportedError(
            "only formulas and derivatives are graded with complex=True", where=typed, hint=HINT
        )
    return expr.doit()


def _compared(wanted: sp.Expr, mine: sp.Expr) -> Finding:
    """At seeded points, the first of them easy to check by hand."""
    free = natural_order(wanted.free_symbols | mine.free_symbols)
    draw, agreed = Random(7), 0
    for k in range(POINTS if free else 1):
        place = {x: _point(draw, k) for x in free}
        gaps = [_gap(wanted, mine, place, digits) for digits in DIGITS]
        if None in gaps:
            continue
        if all(gap is not None and gap > CLOSE for gap in gaps):
            return wrong(seen=_seen(wanted, mine, place), proof="sampled")
        agreed += all(gap is not None and gap <= CLOSE for gap in gaps)
    if agreed < (LEAST if free else 1):
        return undecided(FEW.format(count=agreed))
    return right(proof="exact" if _is_zero(wanted - mine) else "sampled")


def _point(draw: Random, k: int) -> complex:
    if k == 0:
        return complex(1, 2)
    return complex(draw.randrange(-400, 400) / 128, draw.randrange(-400, 400) / 128)


def _gap(
    wanted: sp.Expr, mine: sp.Expr, place: dict[sp.Symbol, complex], digits: int
) -> float | None:
    """The relative difference; None where one of the two has no value."""
    try:
        left, right_ = (_value(side, place, digits) for side in (wanted, mine))
    except (Undefined, ZeroDivisionError, ValueError, OverflowError):
        return None
    return float(abs(left - right_) / max(1, abs(left)))


def _value(expr: sp.Expr, place: dict[sp.Symbol, complex], digits: int) -> Number:
    plane = Plane(digits)
    numbers = {x: plane.context.mpc(number) for x, number in place.items()}
    plain = expr.xreplace({sp.I: UNIT})
    return plane.checked(plane.value(plain, {**numbers, UNIT: plane.context.mpc(0, 1)}))


def _seen(wanted: sp.Expr, mine: sp.Expr, place: dict[sp.Symbol, complex]) -> str:
    told = {
        name: _said(complex(_value(side, place, DIGITS[0])))
        for name, side in (("wanted", wanted), ("mine", mine))
    }
    where = ", ".join(f"{x.name} = {_said(number)}" for x, number in place.items())
    return (SEEN if where else ALONE).format(place=where, **told)


def _said(number: complex) -> str:
    """1 + 2i, with four figures."""
    sign = "−" if number.imag < 0 else "+"
    real = f"{number.real:.4g}".replace("-", "−")
    if number.imag == 0:
        return real
    own = f"{abs(number.imag):.4g}i"
    return f"{sign}{own}".lstrip("+") if number.real == 0 else f"{real} {sign} {own}"


def _is_zero(gap: sp.Expr) -> bool:
    return bool(sp.count_ops(gap) < LARGE and sp.expand(gap) == 0)
