"""Differences with roots: multiply by the conjugate."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.factoring import small
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import rewritten, top_and_bottom
from symcalc.writing.text import text

SQUARES, CUBES = "(a − b)(a + b) = a² − b²", "(a − b)(a² + ab + b²) = a³ − b³"


def conjugate(ask: Ask, finder: Finder) -> Found | None:
    """A root in a difference that tends to 0, or of the form ∞ − ∞."""
    if not small(ask.expr):
        return None
    pair = top_and_bottom(ask.body) or (ask.body, notation.number(1))
    alone = form(ask) == "∞ − ∞"
    for place in (0, 1):
        found = _difference(pair[place], ask, alone=alone)
        if found is not None:
            return _multiplied(ask, finder, pair, place, found)
    return None


def _difference(
    node: Notation, ask: Ask, *, alone: bool
) -> tuple[sp.Expr, sp.Expr, sp.Expr, int] | None:
    """a and b of a factor a − b, the other factors, and whether it has square or cube roots."""
    for factor in sp.Mul.make_args(node.expr):
        rooted = _roots(factor, ask)
        if rooted is not None and (node.expr == ask.expr if alone else ask.vanishes(factor)):
            a, b, index = rooted
            return a, b, node.expr / factor, index
    return None


def _roots(factor: sp.Expr, ask: Ask) -> tuple[sp.Expr, sp.Expr, int] | None:
    if not factor.is_Add:
        return None
    for index in (2, 3):
        rooted = [t for t in factor.args if _is_root(t, index, ask)]
        if not rooted or len(rooted) > 2:
            continue
        lead = next((t for t in rooted if not t.could_extract_minus_sign()), rooted[0])
        return lead, -(factor - lead), index
    return None


def _is_root(term: sp.Expr, index: int, ask: Ask) -> bool:
    return any(
        p.is_Pow and p.exp == sp.Rational(1, index) and ask.moves(p) for p in sp.Mul.make_args(term)
    )


def _multiplied(
    ask: Ask,
    finder: Finder,
    pair: tuple[Notation, Notation],
    place: int,
    found: tuple[sp.Expr, sp.Expr, sp.Expr, int],
) -> Found | None:
    """Top and bottom multiplied by what removes the root; then a common factor is cancelled."""
    a, b, others, index = found
    by = _conjugate(a, b, index, ask.body)
    plain = sp.expand(_without_root(a, index) - _without_root(b, index))
    rest = pair[1 - place].expr
    like = ask.body
    over = arrange(plain * others, like=like)
    beside = notation.multiply(arrange(rest, like=like), by)
    line = (over, beside) if place == 0 else (beside, over)
    then = ask.of(notation.divide(*line))
    shorter = _shortened(plain * others, rest, by, place, like)
    if shorter is not None and shorter != then.body:
        rest_ = rewritten(then, finder, "cancel-factor", shorter)
        if rest_ is not None:
            finder.known[then] = rest_
    fields = {"conjugate": text(by), "identity": SQUARES if index == 2 else CUBES}
    return rewritten(ask, finder, "conjugate", then.body, **fields)


def _without_root(term: sp.Expr, index: int) -> sp.Expr:
    """The square or the cube of a term; a real cube root is sign(u)·|u|^(1/3)."""
    signs = [f.args[0] for f in sp.Mul.make_args(term) if isinstance(f, sp.sign)]
    if index == 2 or len(signs) != 1:
        return term**index
    (u,) = signs
    others = term / (sp.sign(u) * sp.Abs(u) ** sp.Rational(1, 3))
    return term**index if others.has(sp.sign) else others**index * u


def _conjugate(a: sp.Expr, b: sp.Expr, index: int, like: Notation) -> Notation:
    """a + b, or a² + ab + b²."""
    if index == 2:
        return arrange(a + b, like=like)
    two = notation.number(2)
    first, second = arrange(a, like=like), arrange(b, like=like)
    return notation.add(
        notation.power(first, two), arrange(a * b, like=like), arrange(second.expr**2, like=like)
    )


def _shortened(
    plain: sp.Expr, rest: sp.Expr, by: Notation, place: int, like: Notation
) -> Notation | None:
    """The new quotient without common factors; None where there are none."""
    try:
        ratio = sp.factor(plain) / sp.factor(rest)
    except (sp.PolynomialError, NotImplementedError):
        return None
    if ratio.is_rational_function():
        ratio = sp.cancel(ratio)
    top, bottom = (sp.factor(part) for part in sp.fraction(ratio))
    if (top, bottom) == (sp.factor(plain), sp.factor(rest)):
        return None
    if place == 0:
        below = notation.multiply(arrange(bottom, like=like), by)
        return notation.divide(arrange(top, like=like), below)
    above = notation.multiply(arrange(bottom, like=like), by)
    return notation.divide(above, arrange(top, like=like))
