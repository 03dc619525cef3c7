"""Answers to questions for a series: its first terms and dots, or a sum to infinity."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import over_reals
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, wrong
from symcalc.grading.told import answered
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.tutor.taylor.polynomial import USUAL
from symcalc.writing.text import text

NAMED = re.compile(r"\b(?:series|expansion)\b", re.IGNORECASE)
DOTS = re.compile(r"\s*[-+−]\s*(?:\\[lc]?dots|…|⋯|\.{3,})\s*\.?\s*\Z")
FEWEST = 3  # terms that show how a series goes on
MOST = 20  # degree that is compared
TERMS = 12  # of a sum that are looked at
GOES_ON = "The terms are right. A series goes on: end it with + ⋯, or write it as a sum."
TOO_FEW = "The terms are right; write at least three, so that one sees how it goes on."
COEFFICIENT = "The coefficient of {power} is {wanted}, not {told}."


def as_series(asked: Asked, answer: str) -> Finding | None:
    """1 + x + x²/2! + ⋯ and ∑ xⁿ/n!, where a series is asked for without a degree.

    None where the answer is to be compared with the polynomial.
    """
    question = asked.question
    plain = asked.kind == "taylor" and question.degree is None and not question.subject_to
    if not plain or len(asked.wrt) != 1:
        return None
    (x,) = asked.wrt
    centre = dict(question.at).get(x, sp.S.Zero)
    shorter = DOTS.sub("", answer)
    try:
        read = read_strictly(shorter, symbols=sorted(asked.letters, key=str))
    except SymcalcError:
        return None
    named = read.head == "relation" and read.text == "=" and read.parts[0].expr == asked.body.expr
    expr = answered(read.parts[1] if named else read).expr
    if isinstance(expr, sp.Sum):
        return _of_sum(asked.body.expr, expr, x, centre)
    whole = shorter != answer or not NAMED.search(question.text)
    return _of_terms(asked.body.expr, expr, x, centre, whole=whole)


def coefficients(f: sp.Expr, x: sp.Symbol, centre: sp.Expr, degree: int) -> list[sp.Expr]:
    """Those of the Taylor polynomial.

    >>> coefficients(sp.exp(sp.Symbol("x")), sp.Symbol("x"), sp.S.Zero, 3)
    [1, 1, 1/2, 1/6]
    """
    found = []
    for k in range(degree + 1):
        found.append(f.subs(x, centre) / sp.factorial(k))
        f = f.diff(x)
    return found


def _of_terms(
    f: sp.Expr, told: sp.Basic, x: sp.Symbol, centre: sp.Expr, *, whole: bool
) -> Finding | None:
    if not isinstance(told, sp.Expr) or not told.is_polynomial(x):
        return None
    mine = _powers(told, x, centre)
    degree = len(mine) - 1
    if degree > MOST or degree == USUAL:
        return None
    wanted = coefficients(f, x, centre, degree)
    if any(_apart(a, b) for a, b in zip(wanted, mine, strict=True)):
        return None
    terms = sum(c != 0 for c in mine)
    if whole and terms < FEWEST:
        return partly("wrong-form", TOO_FEW, proof="exact")
    return right(proof="exact") if whole else partly("wrong-form", GOES_ON, proof="exact")


def _of_sum(f: sp.Expr, told: sp.Sum, x: sp.Symbol, centre: sp.Expr) -> Finding | None:
    """The first coefficients of a sum of powers, beside those of the formula."""
    if len(told.limits) != 1 or told.limits[0][2] is not sp.oo or not told.limits[0][1].is_Integer:
        return None
    n, start, _ = told.limits[0]
    terms = [told.function.subs(n, start + k).doit() for k in range(TERMS + 1)]
    if not all(isinstance(term, sp.Expr) and term.is_polynomial(x) for term in terms):
        return None
    mine = _powers(sp.Add(*terms[:-1]), x, centre)
    following = _powers(terms[-1], x, centre)
    known = next((k for k, c in enumerate(following) if c != 0), 0)  # below, no term comes any more
    known = min(known, len(mine), MOST)
    if sum(c != 0 for c in mine[:known]) < FEWEST:
        return None
    for k, wanted in enumerate(coefficients(f, x, centre, known - 1)):
        if _apart(wanted, mine[k]):
            power = text(arrange((x - centre) ** k)) if k else "the power 0"
            shown = {"wanted": text(arrange(wanted)), "told": text(arrange(mine[k]))}
            return wrong(COEFFICIENT.format(power=power, **shown))
    return right(proof="sampled")


def _powers(told: sp.Expr, x: sp.Symbol, centre: sp.Expr) -> list[sp.Expr]:
    """The coefficients of the powers of x − centre, the lowest in front."""
    return list(reversed(sp.Poly(sp.expand(told.subs(x, x + centre)), x).all_coeffs()))


def _apart(wanted: sp.Expr, told: sp.Expr) -> bool:
    return bool(over_reals(sp.simplify, wanted - told) != 0)
