"""Wrong antiderivatives that have a name of their own: differentiated instead, the question …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.constants import CONSTANT, extras
from symcalc.grading.intervals import compared, moving, rate_of
from symcalc.grading.named import in_degrees, natural, same, strange
from symcalc.notation import Notation

FACTOR = "The derivative of yours still contains {letter}: a constant of integration is only added."
ECHOED = "This is the integrand itself; the question asks for an antiderivative of it."
DIFFERENTIATED = (
    "This is the derivative of the integrand; the question asks for an antiderivative: what has "
    "the integrand as its derivative?"
)
BASE = (
    "Yours has the logarithm to base 10. The rules of calculus are for the natural logarithm ln, "
    "and with it yours would be right."
)
DEGREES = "Angles are in radians: no factor of 180/π is needed."


@dataclass(frozen=True)
class Slip:
    """A wrong antiderivative: the integrand, the answer as written, and what moves in it."""

    asked: Asked
    integrand: sp.Expr
    node: Notation
    x: sp.Symbol

    @property
    def told(self) -> sp.Expr:
        """The answer without the constants that are added."""
        return moving(self.node.expr, self.x)

    @property
    def letters(self) -> tuple[sp.Symbol, ...]:
        """Those that the question does not have."""
        return extras(self.asked, self.node.expr)

    def is_same(self, formula: sp.Expr) -> bool:
        """Whether the answer is a formula and a constant at most."""
        bare = self.node.expr.xreplace(dict.fromkeys(self.letters, sp.S.Zero))
        return same(formula, self.told) or (self.told == 0 and same(formula, bare))


def slip_of(slip: Slip) -> tuple[str, str]:
    """The note of a wrong antiderivative, and its cause in words; "different" where it has none."""
    others = [s for s in slip.letters if not CONSTANT.fullmatch(s.name)]
    if others:
        return "unknown-variable", strange(others, slip.asked.letters)
    for note, cause, applies in SLIPS:
        if applies(slip):
            return note, cause
    left = [s for s in slip.letters if s in rate_of(slip.told, slip.x).free_symbols]
    return "different", FACTOR.format(letter=left[0].name) if left else ""


def _echoed(slip: Slip) -> bool:
    """Who adds a constant has tried to integrate."""
    return not slip.letters and slip.is_same(slip.integrand)


def _differentiated(slip: Slip) -> bool:
    try:
        return slip.is_same(rate_of(slip.integrand, slip.x))
    except UnsupportedError:
        return False


def _base(slip: Slip) -> bool:
    plain = natural(slip.node)
    return plain is not None and _is_right(slip.integrand, plain.expr, slip.x)


def _degrees(slip: Slip) -> bool:
    integrand, told = in_degrees(slip.integrand), in_degrees(slip.told)
    if slip.told == told or not slip.told.has(sp.pi):
        return False
    return _is_right(integrand, told, slip.x)


def _is_right(integrand: sp.Expr, told: sp.Expr, x: sp.Symbol) -> bool:
    try:
        return compared(integrand, told, x).status in ("equal", "narrower")
    except UnsupportedError:
        return False


SLIPS: tuple[tuple[str, str, Callable[[Slip], bool]], ...] = (
    ("question-echoed", ECHOED, _echoed),
    ("differentiated-instead", DIFFERENTIATED, _differentiated),
    ("log-base-10", BASE, _base),
    ("degrees", DEGREES, _degrees),
)
