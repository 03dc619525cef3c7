"""Improper integrals: infinite limits, and places where the integrand is not defined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import sympy as sp

from symcalc import notation
from symcalc.checking.definite import number, quadrature
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.tendency import tendency
from symcalc.checking.zeros import rough, spread, values_on
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Finder, Found, listed
from symcalc.tutor.definite.parts import between, lines_of, parts_of, summed
from symcalc.tutor.definite.theorem import antiderivative_step, of_letters
from symcalc.tutor.definite.values import exact, value_there
from symcalc.tutor.words.definite import DIVERGES, ENDINGS, KEEPS, REMARKS
from symcalc.writing.text import text

TRIED = (sp.Rational(1, 7), sp.Rational(1, 2), sp.Rational(7, 9))  # of a part, to look at
DIGITS = 30
MOST = 4  # singular places that are all looked at


def need_values(ask: Definite) -> None:
    """Refuse an integrand that has no real values on a part of the interval.

    Raises
    ------
    UnsupportedError
        Which names the part.
    """
    if not (ask.numeric and ask.ordered):
        return
    low, high = ask.ends
    places = [low, *(p for p in ask.breaks if low < p < high), high]
    bad = [
        (a, b) for a, b in pairwise(places) if all(_undefined(ask, a, b, share) for share in TRIED)
    ]
    if not bad:
        return
    a, b = bad[0]
    whole = (a, b) == (low, high)
    part = f"{place(a)} < {ask.x.name} < {place(b)}"
    where = part if a.is_finite and b.is_finite else part.replace("−∞ < ", "").replace(" < ∞", "")
    of = "the whole interval" if whole else "a part of the interval"
    raise UnsupportedError(
        f"{text(ask.body)} has no real values for {where}, {of}",
        where=text(ask.whole),
        hint="integrate only where the formula has values"
        + ("; an odd root is written cbrt(x) or root(x, 3)" if _odd_root(ask) else ""),
    )


def place(p: sp.Expr) -> str:
    """A place in a sentence, as a decimal where it has no short form."""
    return in_figures(p) if rough(p) else text(arrange(p))


def _odd_root(ask: Definite) -> bool:
    powers = ask.integrand.atoms(sp.Pow)
    return any(p.exp.is_Rational and p.exp.q % 2 and p.exp.q > 1 for p in powers)


def _undefined(ask: Definite, a: sp.Expr, b: sp.Expr, share: sp.Rational) -> bool:
    low = a if a.is_finite else (b - 3 if b.is_finite else -sp.Integer(2))
    high = b if b.is_finite else low + 5
    at = sp.Rational(str(sp.N(low + (high - low) * share, DIGITS)))
    try:
        Precise(DIGITS).at(ask.integrand, {ask.x: at})
    except Undefined:
        return True
    return False


def singularities(ask: Definite) -> tuple[sp.Expr, ...]:
    """The places from limit to limit where the integrand is not bounded."""
    if not all(end.is_number for end in ask.ends):
        return ()
    low, high = sorted(ask.ends)
    return tuple(p for p in ask.breaks if p.is_finite and _unbounded(ask, p, low, high))


def _unbounded(ask: Definite, p: sp.Expr, low: sp.Expr, high: sp.Expr) -> bool:
    sides = [s for s, there in (("-", p > low), ("+", p < high)) if there]
    place = {s: v for s, v in ask.sample.items() if s in ask.integrand.free_symbols}
    kinds = {tendency(ask.integrand, ask.x, p, s, place).kind for s in sides}
    return bool(kinds - {"finite", "undefined"}) and kinds != {"varies"}


def improper(ask: Definite, finder: Finder) -> Found | None:
    """Limits at infinite ends and at singular places, of what an antiderivative gives."""
    singular = singularities(ask)
    if any(rough(p) for p in singular):
        return None
    if not singular and not any(e.is_infinite for e in ask.ends):
        return None
    low, high = ask.ends
    if len(singular) > MOST:
        return _first(ask, singular[0], finder)
    parts = parts_of(low, high, singular)
    lines = lines_of(ask, parts)
    first = opening(ask, singular, notation.add(*lines), len(parts))
    solution = finder.antiderivative(ask.body, ask.x)
    if solution is None:
        return None
    primitive = solution.steps[-1].after
    told = antiderivative_step(ask, solution.steps, primitive)
    found = summed(ask, (first, told), primitive, parts, lines)
    if found is None:
        return None
    found = replace(found, conditions=(*of_letters(ask, solution), *found.conditions))
    if found.converges:
        return found
    return _divergent(ask, found, primitive.expr, singular)


def _first(ask: Definite, p: sp.Expr, finder: Finder) -> Found | None:
    """Of many singular places the first is enough, where the integral up to it diverges."""
    part = ask.between(ask.low, p)
    found = finder.find(part) if ask.ends[0] != p else None
    if found is None or found.converges:
        return None
    at = f"{ask.x.name} = {text(arrange(p))}"
    step = ask.step("many-singularities", part.whole, relation="implies", where=at)
    return Found((step, *found.steps), sp.nan, DIVERGES)


def opening(ask: Definite, singular: Sequence[sp.Expr], after: Notation, count: int) -> Step:
    """The step that says why the integral is improper, and what it means."""
    low, high = ask.ends
    x = ask.x.name
    where = listed([f"{x} = {text(arrange(p))}" for p in singular])
    inside = [p for p in singular if low < p < high]
    cuts = [*inside, *_cuts(ask, singular)]
    at = listed([text(arrange(c)) for c in sorted(cuts, key=float)])
    done = KEEPS["split"].format(where=at) if count > 1 else KEEPS["limit"]
    if not inside and count == 1 and not singular:
        return ask.step("unbounded-interval", after, done=done)
    if singular and any(e.is_infinite for e in ask.ends):
        return ask.step("improper-twice", after, where=where, done=done)
    if not singular:
        return ask.step("unbounded-interval", after, done=done)
    if inside:
        lies = "lies between the limits" if len(singular) == 1 else "lie between the limits"
        done = f"split it at {at}" if len(singular) == 1 else done
    else:
        lies = "is a limit of the integral" if len(singular) == 1 else "are its limits"
    return ask.step("singularity", after, where=where, lies=lies, done=done)


def _cuts(ask: Definite, singular: Sequence[sp.Expr]) -> list[sp.Expr]:
    """Where a part with two open ends is cut besides."""
    low, high = ask.ends
    places = [low, *(p for p in singular if low < p < high), high]
    return [
        between(a, b)
        for a, b in pairwise(places)
        if (a in singular or a.is_infinite) and (b in singular or b.is_infinite)
    ]


def _divergent(
    ask: Definite,
    found: Found,
    primitive: sp.Expr,
    singular: Sequence[sp.Expr],
) -> Found:
    """What is said of an integral without a value, and what a blind use of the theorem gives."""
    value = sp.nan
    if found.value in (sp.oo, -sp.oo):
        value = found.value
    elif ask.numeric:
        area = quadrature(ask.whole.expr, {})
        value = sp.oo * int(area.value) if area.kind == "infinite" else sp.nan
    remarks = (*_blind(ask, primitive, singular), *_principal(ask, primitive, singular, value))
    oscillates = value is sp.nan and len(singular) == 0 and found.steps[-1].rule == "two-sequences"
    ending = ENDINGS["oscillates"] if oscillates else DIVERGES
    return Found(found.steps, value, ending, remarks, found.conditions)


def _blind(ask: Definite, primitive: sp.Expr, singular: Sequence[sp.Expr]) -> tuple[str, ...]:
    low, high = ask.ends
    if not any(low < p < high for p in singular) or any(e.is_infinite for e in ask.ends):
        return ()
    left, right = (value_there(primitive, ask.x, end) for end in ask.ends)
    if left is None or right is None:
        return ()
    blind = exact(right - left)
    if not blind.is_number or not blind.is_real:
        return ()
    sign = _sign(ask)
    name = text(ask.written(primitive))
    if sign * float(blind) < 0:
        why = REMARKS["never-negative" if sign > 0 else "never-positive"]
    else:
        where = listed([f"{ask.x.name} = {text(arrange(p))}" for p in singular if low < p < high])
        why = REMARKS["not-continuous"].format(F=name, where=where)
    return (REMARKS["blind"].format(F=name, value=text(arrange(blind)), why=why),)


def _sign(ask: Definite) -> int:
    """1 where the integrand is never negative, −1 where it is never positive, else 0."""
    found = values_on(ask.integrand, ask.x, spread(*ask.ends))
    if found is None:
        return 0
    known = found[found == found]
    return 1 if (known >= 0).all() else -1 if (known <= 0).all() else 0


def _principal(
    ask: Definite,
    primitive: sp.Expr,
    singular: Sequence[sp.Expr],
    value: sp.Expr,
) -> tuple[str, ...]:
    """The principal value, where one place inside, or both infinite ends, cancel."""
    low, high = ask.ends
    inside = [p for p in singular if low < p < high]
    if value is not sp.nan or len(singular) > 1 or not ask.numeric:
        return ()
    h = sp.Dummy("h", positive=True)
    if len(inside) == 1 and low.is_finite and high.is_finite:
        (p,) = inside
        left, right = (value_there(primitive, ask.x, end) for end in ask.ends)
        if left is None or right is None:
            return ()
        cut = primitive.subs(ask.x, p - h) - primitive.subs(ask.x, p + h) + right - left
        near, at = tendency(cut, h, sp.S.Zero, "+", {}), sp.S.Zero
    elif not singular and low == -sp.oo and high == sp.oo:
        cut = primitive.subs(ask.x, h) - primitive.subs(ask.x, -h)
        near, at = tendency(cut, h, sp.oo, "", {}), sp.oo
    else:
        return ()
    if near.kind != "finite":
        return ()
    try:
        told = exact(sp.limit(sp.simplify(cut), h, at, "-" if at == sp.oo else "+"))
    except (NotImplementedError, ValueError, TypeError):
        return ()
    seen = number(told, {}) if told.is_number else None
    if seen is None or abs(seen - near.value) > 1e-6:
        return ()
    return (REMARKS["principal"].format(value=text(arrange(told))),)
