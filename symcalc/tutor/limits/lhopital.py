"""L'Hôpital's rule, its conditions checked, and never in a circle."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.errors import SymcalcError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.differentiate import differentiate
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import fields_of, limit_step, rewritten, top_and_bottom
from symcalc.tutor.limits.rewriting import in_sines
from symcalc.writing.text import text

LARGE = 60  # operations of a quotient that is differentiated
MOST = 8  # how often, for one question
# Functions whose derivative at a point is itself found by a limit such as sin x/x.
BASIC = (sp.sin, sp.cos, sp.tan, sp.exp, sp.log, sp.asin, sp.atan, sp.sinh, sp.cosh, sp.tanh)


def as_quotient(ask: Ask, finder: Finder) -> Found | None:
    """0·∞ as 0/0 or ∞/∞: the logarithm stays above, the reciprocal of the rest goes below."""
    if form(ask) != "0·∞" or ask.body.head != "product":
        return None
    factors = ask.body.parts
    above = [f for f in factors if f.expr.has(sp.log)] or [f for f in factors if ask.grows(f.expr)]
    if len(above) == len(factors):
        above = [above[0]]
    rest = [f for f in factors if f not in above]
    below = sp.Mul(*(f.expr for f in rest))
    under = arrange(1 / below, like=ask.body)
    line = notation.divide(notation.multiply(*above), under)
    return rewritten(ask, finder, "quotient-form", line)


def lhopital(ask: Ask, finder: Finder) -> Found | None:
    """The quotient of the derivatives, where it has a limit."""
    pair = _indeterminate(ask)
    if pair is None or sp.count_ops(ask.expr) > LARGE or finder.differentiated >= MOST:
        return None
    if circular(*pair, ask) and not finder.lhopital_first:
        return None
    try:
        parts = [differentiate(p, ask.x) for p in pair]
    except SymcalcError:  # a part without a derivative rule
        return None
    slopes = [steps[-1].after for steps in parts]
    if not _bottom_is_not_zero(slopes[1], ask):
        return None
    line = notation.divide(*slopes)
    finder.differentiated += 1
    then = ask.of(line)
    found = _tidied(then, finder)
    if found is None or not found.exists:
        return None
    words = fields_of(ask, kind=form(ask.of(notation.divide(*pair))))
    below = [s for steps in parts for s in steps if not _routine(steps)]
    step = limit_step("lhopital", ask.whole, then.whole, words, below)
    hint = f"You need the derivatives of {text(pair[0])} and {text(pair[1])}."
    step = replace(step, hints=(*step.hints, hint), bindings={"f": pair[0], "g": pair[1]})
    return Found((step, *found.steps), found.value)


def _routine(steps: tuple[object, ...]) -> bool:
    """Whether a derivative is seen at a glance."""
    return len(steps) == 1 and not steps[0].substeps  # type: ignore[attr-defined]


def _indeterminate(ask: Ask) -> tuple[Notation, Notation] | None:
    """Top and bottom of a form 0/0 or ∞/∞."""
    pair = top_and_bottom(ask.body)
    if pair is None or not all(ask.moves(p) for p in pair):
        return None
    return pair if form(ask.of(notation.divide(*pair))) in ("0/0", "∞/∞") else None


def circular(top: Notation, bottom: Notation, ask: Ask) -> bool:
    """Whether the quotient is the difference quotient by which the derivative is found.

    >>> x = sp.Symbol("x")
    >>> ask = Ask(arrange(sp.sin(x) / x), x, sp.S.Zero)
    >>> circular(arrange(sp.sin(x)), arrange(x), ask)
    True
    """
    if not bottom.expr.is_polynomial(ask.x) or sp.degree(bottom.expr, ask.x) != 1:
        return False
    moving = [t for t in sp.Add.make_args(sp.expand(top.expr)) if ask.moves(t)]
    if len(moving) != 1:
        return False
    factor = [f for f in sp.Mul.make_args(moving[0]) if ask.moves(f)]
    basic = len(factor) == 1 and (isinstance(factor[0], BASIC) or factor[0].is_Pow)
    inner = factor[0].args[-1] if basic else sp.S.One
    return bool(basic and inner.is_polynomial(ask.x) and sp.degree(inner, ask.x) == 1)


def _bottom_is_not_zero(slope: Notation, ask: Ask) -> bool:
    """Whether the derivative of the bottom has no zeros close to the point."""
    found = ask.tends(1 / slope.expr) if slope.expr != 0 else None
    if found is None:
        return False
    if found.kind == "varies":  # a sign on either side is no zero
        sides = [replace(ask, side=s).tends(1 / slope.expr).kind for s in "-+"]
        return "varies" not in sides
    return found.kind in ("finite", "infinite")


def _tidied(ask: Ask, finder: Finder) -> Found | None:
    """The limit of the new quotient, simplified first where that makes it shorter."""
    expr = ask.expr
    if sp.count_ops(expr) > LARGE:
        return None
    plain = simpler(expr)
    shorter = arrange(plain, like=ask.body)
    if len(list(shorter.walk())) < len(list(ask.body.walk())) and shorter != ask.body:
        return rewritten(ask, finder, "tidy", shorter)
    return finder.find(ask)


def simpler(expr: sp.Expr) -> sp.Expr:
    """A quotient with what cancels cancelled; tan u and the like as sin u and cos u."""
    if expr.is_rational_function():
        return sp.cancel(expr)
    return sp.powsimp(sp.cancel(sp.together(in_sines(expr))))
