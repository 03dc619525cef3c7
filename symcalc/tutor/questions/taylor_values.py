"""The value of a Taylor polynomial: the polynomial, then its value, beside that of the formula."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.checking.precise import Precise
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.primitives import arrange
from symcalc.reading import bare_formula, right_side
from symcalc.reading.arrays import flat
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.linear.places import placed
from symcalc.tutor.taylor.polynomial import taylor
from symcalc.tutor.words.taylor_values import BESIDE, CHECK, FAILS, HINTS
from symcalc.writing.text import text

DIGITS = 30
SHOWN = 10
HIGHEST = 40


@lesson(
    "taylor-value",
    "Taylor approximation of {f} at {point} of degree {degree} about {centre}",
)
def approximation(f: str, point: str, degree: str, centre: str = "0") -> Derivation:
    """The value of a Taylor polynomial.

    Parameters
    ----------
    f, point, degree, centre : str
        The formula, where the value is wanted, up to which power, and where it is expanded.

    Raises
    ------
    UnsupportedError
        If a point is none, or the polynomial does not exist.
    """
    body = right_side(bare_formula(f))
    letters = natural_order(body.symbols)
    if len(letters) != 1:
        raise UnsupportedError(FAILS["letters"], where=f, hint=HINTS["letters"])
    if not (degree.isdigit() and int(degree) <= HIGHEST):
        raise UnsupportedError(FAILS["degree"].format(degree=degree), hint=HINTS["degree"])
    x = letters[0]
    start, there = _number(text(body), centre, x), _number(text(body), point, x)
    told = taylor(body, {x: start}, int(degree))
    worked = evaluate(told.result, {x.name: there})
    value = worked.value
    steps = (*told.steps, *worked.steps, *_beside(body.expr, x, there, value))
    place = f"{x.name} = {text(arrange(there))}"
    parts = {"f": text(body), "point": place, "degree": degree, "centre": text(arrange(start))}
    exact = _by_series(body.expr, x, start, there, int(degree))
    return Derivation(
        asked("taylor-value", body=body, **parts),
        told.result,
        worked.result,
        steps,
        conditions=told.conditions,
        remarks=told.remarks,
        claims=(*told.claims, Same(((value, exact),), "numeric differentiation", CHECK, 1e-12)),
        value=value,
    )


def _number(f: str, said: str, x: sp.Symbol) -> sp.Expr:
    """The number that is said: "x = 0.5", or "0.5"."""
    try:
        (point,) = placed(f, said)
        (value,) = flat(list(point.values()))
    except ValueError:
        raise UnsupportedError(FAILS["point"].format(said=said), hint=HINTS["point"]) from None
    if set(point) != {x.name} or not (value.is_number and value.is_extended_real):
        raise UnsupportedError(FAILS["point"].format(said=said), hint=HINTS["point"])
    return value


def _beside(expr: sp.Expr, x: sp.Symbol, there: sp.Expr, value: sp.Expr) -> tuple[Step, ...]:
    """What the formula itself is there, and by how much the two differ."""
    number = Precise(DIGITS).at(expr, {x: there})
    if number is None:
        return ()
    exact = sp.Float(number, DIGITS)
    error = sp.N(abs(exact - sp.N(value, DIGITS)), 2)
    shown = notation.number(exact, f"{abs(exact.n(SHOWN))}")
    shown = notation.negative(shown) if exact < 0 else shown
    return (step("taylor-beside", shown, told=BESIDE.format(error=error)),)


def _by_series(expr: sp.Expr, x: sp.Symbol, start: sp.Expr, there: sp.Expr, degree: int) -> sp.Expr:
    """The same from derivatives that are found numerically, at 30 digits."""
    precise, total = Precise(DIGITS), sp.S.Zero
    for order in range(degree + 1):
        slope = precise.slope(expr, (x,) * order, {x: start}) if order else None
        at = precise.at(expr, {x: start}) if slope is None else slope
        total += sp.Float(at, DIGITS) * (there - start) ** order / sp.factorial(order)
    return total
