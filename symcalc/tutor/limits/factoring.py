"""Factoring and cancelling, and bringing terms over one denominator."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.primitives import arrange
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import rewritten, top_and_bottom

LARGE = 60  # operations; longer formulas are not factored
DEGREE = 12


def small(expr: sp.Expr) -> bool:
    """Whether SymPy may be asked to factor it."""
    degrees = [abs(int(p.exp)) for p in expr.atoms(sp.Pow) if p.exp.is_Integer]
    return sp.count_ops(expr) <= LARGE and max(degrees, default=1) <= DEGREE


def factoring(ask: Ask, finder: Finder) -> Found | None:
    """A common factor of top and bottom that tends to 0 is cancelled."""
    if not ask.moves(ask.expr):  # SymPy has cancelled already: x/(−x) is −1
        return rewritten(ask, finder, "cancel-factor", ask.expr)
    pair = top_and_bottom(ask.body)
    if pair is None or ask.to.is_infinite or not small(ask.expr):
        return None
    top, bottom = pair
    if not (ask.vanishes(top.expr) and ask.vanishes(bottom.expr)):
        return None
    cancelled = _cancelled(top.expr, bottom.expr, ask)
    if cancelled is None:
        return None
    plainly = arrange(cancelled, like=ask.body)
    if ask.expr == cancelled:  # SymPy has done it already: x²/x is x
        return rewritten(ask, finder, "cancel-factor", plainly)
    factored = notation.divide(*(arrange(_factored(p.expr, ask), like=ask.body) for p in pair))
    then = ask.of(factored)
    if factored in (ask.body, plainly):
        return rewritten(ask, finder, "cancel-factor", plainly)
    rest = rewritten(then, finder, "cancel-factor", plainly)
    if rest is None:
        return None
    finder.known[then] = rest
    return rewritten(ask, finder, "factor", factored)


def _factored(expr: sp.Expr, ask: Ask) -> sp.Expr:
    extension = {"extension": [ask.to]} if _surd(ask.to) else {}
    return sp.factor(expr, **extension)


def _surd(value: sp.Expr) -> bool:
    """Whether a number is a square root, by which polynomials may be factored."""
    return bool(value.is_number and value.is_algebraic and not value.is_rational)


def _cancelled(top: sp.Expr, bottom: sp.Expr, ask: Ask) -> sp.Expr | None:
    """The quotient without the factors that top and bottom share; None where they share none."""
    if _surd(ask.to) and not (top / bottom).is_rational_function(ask.x):
        return None
    try:
        above, below = sp.fraction(sp.cancel(_factored(top, ask) / _factored(bottom, ask)))
    except (sp.PolynomialError, NotImplementedError):
        return None
    kept = sp.factor(above) / sp.factor(below) if below != 1 else above
    ratio = sp.cancel(below / bottom) if ask.moves(bottom) else sp.S.One
    return kept if ask.moves(ratio) else None


def common_denominator(ask: Ask, finder: Finder) -> Found | None:
    """Terms with denominators that tend to 0, over one denominator."""
    if ask.body.head not in ("sum", "difference", "quotient") or not small(ask.expr):
        return None
    inner = ask.body.parts[0] if ask.body.head == "quotient" else ask.body
    terms = notation.signed_terms(inner)
    if not any(_divided(t, ask) for t in terms) or len(terms) < 2:
        return None
    if ask.body.head != "quotient" and form(ask) != "∞ − ∞":
        return None
    together = sp.together(ask.expr)
    top, bottom = sp.fraction(together)
    if bottom == 1:
        return None
    line = notation.divide(arrange(sp.expand(top), like=ask.body), arrange(bottom, like=ask.body))
    return rewritten(ask, finder, "common-denominator", line)


def _divided(term: notation.Notation, ask: Ask) -> bool:
    bottom = sp.fraction(term.expr)[1]
    return ask.moves(bottom) and not ask.to.is_infinite
