"""What is fitted, and to what, as it is said: y = a + b x, x = (1, 2), y = (3, 4)."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ShapeError, UnsupportedError, shorten
from symcalc.reading import read
from symcalc.tutor.words.least_squares import FAILS, HINTS

VALUE = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:/\d+)?")
MODEL = re.compile(
    r"(?:fit\s+of\s+)?(?:the\s+|a\s+)?(?:(?:line|model|curve|function|polynomial|parabola)\s+)?"
    r"(?:of\s+the\s+form\s+)?(?:y|f\s*\(\s*x\s*\)|ŷ|\\hat\{y\})\s*=\s*(?P<f>.+)",
    re.IGNORECASE,
)


def degree_of_model(word: str) -> int | None:
    """The degree of "y = a + b x", every coefficient a letter of its own; None of other words.

    >>> degree_of_model("y = a + b x"), degree_of_model("a line")
    (1, None)
    """
    formula = MODEL.fullmatch(word.strip())
    if formula is None:
        return None
    made = read(formula["f"]).expr.as_poly(sp.Symbol("x"))
    known = made is not None and len(made.monoms()) == made.degree() + 1
    if made is None or not known or not all(c.is_Symbol for c in made.coeffs()):
        raise UnsupportedError(FAILS["shape"].format(given=shorten(word)), hint=HINTS["shape"])
    return int(made.degree())


def paired(xs: str, ys: str) -> list[list[sp.Expr]]:
    """Points of two lists: x = (1, 2), y = (3, 4).

    Raises
    ------
    ShapeError
        If they are not as long as each other.
    """
    both = [VALUE.findall(values.replace("−", "-")) for values in (xs, ys)]
    if len(both[0]) != len(both[1]):
        raise ShapeError(
            FAILS["lists"].format(x=len(both[0]), y=len(both[1])), hint=HINTS["points"]
        )
    return [[sp.Rational(x), sp.Rational(y)] for x, y in zip(*both, strict=True)]
