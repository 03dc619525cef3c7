"""Letters in the limits: for which of their values the interval holds no singular place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import sympy as sp

from symcalc.checking.breaks import breaks, edges
from symcalc.checking.definite import difference, number
from symcalc.checking.sampling import candidates
from symcalc.checking.tanh_sinh import CLOSE
from symcalc.checking.tendency import tendency
from symcalc.checking.zeros import rough
from symcalc.formula import natural_order, over_reals
from symcalc.primitives import arrange
from symcalc.tutor.conditions import simplified, solved
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.convergence import End, limit_comparison
from symcalc.tutor.integrate.forms import coefficients
from symcalc.tutor.worded import worded
from symcalc.tutor.words.convergence import WORDS
from symcalc.tutor.words.definite import DIVERGES
from symcalc.writing.text import text

MOST = 6  # singular places that conditions are written for
LOOKED, WANTED = 60, 3  # values of the letters, of which so many decide
SHARES = (sp.Rational(1, 3), sp.Rational(3, 7), sp.Rational(3, 4))


def conditions_of(
    ask: Definite, value: sp.Expr, given: Sequence[sp.Basic] = ()
) -> tuple[sp.Basic, ...]:
    """What keeps the letters away from the places where the integrand has no value.

    A place at which the formula for the value does not change asks for nothing.

    >>> from symcalc.primitives import arrange
    >>> x, t = sp.symbols("x t")
    >>> ask = Definite(arrange(1 / (1 - x)), x, arrange(sp.S.Zero), arrange(t))
    >>> conditions_of(ask, -sp.log(1 - t))
    (t < 1,)
    """
    if ask.numeric:
        return ()
    found = _moving(ask) if ask.body.symbols - {ask.x} else _still(ask)
    return simplified(c for c in found if not _needless(ask, value, c, given))


def _needless(
    ask: Definite, value: sp.Expr, condition: sp.Basic, given: Sequence[sp.Basic]
) -> bool:
    """Whether quadrature bears the value out where the condition is broken, too."""
    agreed = 0
    for place in islice(_beyond_it(ask, condition, given), WANTED):
        area, told = number(ask.whole.expr, place), number(value, place)
        if area is None or told is None or not difference(area, told) <= CLOSE:
            return False
        agreed += 1
    return agreed == WANTED


def _beyond_it(
    ask: Definite, condition: sp.Basic, given: Sequence[sp.Basic]
) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    """Values of the letters for which a condition does not hold, and the others do."""
    letters = natural_order(ask.letters)
    tried = [*_between(condition, letters), *islice(candidates(letters, [condition]), LOOKED)]
    for place in tried:
        if condition.subs(place) == sp.false and all(c.subs(place) == sp.true for c in given):
            yield place


def _between(
    condition: sp.Basic, letters: Sequence[sp.Symbol]
) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    """Values of a single letter between the numbers that a condition compares it with."""
    told = [c for c in sp.preorder_traversal(condition) if c.is_Relational]
    marks = sorted({c.rhs for c in told if c.rhs.is_Rational})
    for low, high in pairwise(marks if len(letters) == 1 else ()):
        for share in SHARES:
            yield {letters[0]: low + (high - low) * share}


def _has_values(ask: Definite, condition: sp.Basic) -> bool:
    """Whether the integral has a value somewhere where a condition holds."""
    places = list(islice(_beyond_it(ask, sp.Not(condition), ()), WANTED))
    return not places or any(number(ask.whole.expr, place) is not None for place in places)


def whatever_the_letters(ask: Definite, _finder: Finder) -> Found | None:
    """∫_(−a)^a 1/x dx diverges for every a ≠ 0: a singular place lies between the limits."""
    if ask.numeric or ask.body.symbols != {ask.x} or any(e.is_number for e in ask.ends):
        return None
    low, high = ask.ends
    for p in _singular(ask):
        gap = sp.expand((low - p) * (high - p))
        test = limit_comparison(ask, End(p, "+")) if over_reals(_never_positive, gap) else None
        if test is None or test.converges:
            continue
        asked = tuple(part for part in solved(sp.Ne(sp.factor(gap), 0)))
        signs = " and ".join(text(arrange(c)) for c in asked)
        where = f"{ask.x.name} = {text(arrange(p))}"
        first = ask.step("inside-for-all", ask.whole, None, "implies", where=where, signs=signs)
        fields = {**ask.fields, **test.fields}
        last = worded(WORDS, test.rule, ask.whole, ask.whole, fields, "implies")
        return Found((first, last), sp.nan, DIVERGES, conditions=asked)
    return None


def _never_positive(gap: sp.Expr) -> bool:
    return bool(gap.is_nonpositive)


def _singular(ask: Definite) -> list[sp.Expr]:
    """The places, of the whole line, at which an integrand without letters is not bounded."""
    f, x = ask.integrand, ask.x
    return [
        p
        for p in breaks(f, x, -sp.oo, sp.oo)
        if not rough(p)
        and any(tendency(f, x, p, s, {}).kind in ("infinite", "undefined") for s in "-+")
    ]


def _still(ask: Definite) -> list[sp.Basic]:
    """The singular places are numbers, the limits are not."""
    f, x, bad = ask.integrand, ask.x, _singular(ask)
    low, high = ask.ends
    fixed = [e for e in ask.ends if e.is_number]
    if len(bad) > MOST or not f.has(x):
        return []
    if not fixed:
        return [c for p in bad for c in solved(sp.Gt((low - p) * (high - p), 0))]
    (c,), (t,) = fixed, [e for e in ask.ends if not e.is_number]
    found: list[sp.Basic] = []
    left, right = [p for p in bad if p < c], [p for p in bad if p > c]
    if left:
        found.append(_beyond(f, x, left[-1], t, "+"))
    if right:
        found.append(_beyond(f, x, right[0], t, "-"))
    if c in bad:
        side = "+" if tendency(f, x, c, "+", {}).kind != "undefined" else "-"
        found.append(sp.Ge(t, c) if side == "+" else sp.Le(t, c))
    return [part for condition in found for part in solved(condition)]


def _beyond(f: sp.Expr, x: sp.Symbol, p: sp.Expr, t: sp.Expr, side: str) -> sp.Basic:
    """t stays on one side of a place; it may reach one where the integrand has a value."""
    reached = tendency(f, x, p, side, {}).kind == "finite"
    if side == "+":
        return sp.Ge(t, p) if reached else sp.Gt(t, p)
    return sp.Le(t, p) if reached else sp.Lt(t, p)


def _moving(ask: Definite) -> list[sp.Basic]:
    """The integrand has letters: the zeros of what is linear in x lie outside."""
    low, high = ask.ends
    found: list[sp.Basic] = []
    for edge in dict.fromkeys(edges(ask.integrand, ask.x)):
        parts = coefficients(edge, ask.x, 1)
        if parts is None:
            continue
        root = sp.simplify(-parts[1] / parts[0])
        if root in (low, high):
            continue
        if not root.free_symbols - low.free_symbols - high.free_symbols and ask.ordered:
            continue
        whole = root.is_polynomial(*root.free_symbols)
        if whole and ask.ordered and low.is_finite and high.is_finite:
            below, above = solved(sp.Gt(low - root, 0)), solved(sp.Gt(root - high, 0))
            sides = [sp.And(*part) for part in (below, above)]
            found.append(sp.Or(*(side for side in sides if _has_values(ask, side))))
        elif low.is_finite is not False and high.is_finite is not False:
            found.append(sp.Gt(sp.factor((low - root) * (high - root)), 0))
        elif high == sp.oo:
            found.append(sp.Gt(low - root, 0))
        elif low == -sp.oo:
            found.append(sp.Lt(high - root, 0))
    return [part for condition in found for part in solved(condition)]
