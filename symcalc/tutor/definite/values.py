"""The values at the limits: as they are put in, and in the form in which they are left."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.definite import number
from symcalc.checking.tendency import tendency
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order, over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.steps import Step
from symcalc.tutor.conditions import solved
from symcalc.tutor.definite.ask import Definite, Found, listed
from symcalc.tutor.definite.vanishing import vanishing
from symcalc.tutor.limits import limit
from symcalc.tutor.limits.lines import becomes
from symcalc.writing.text import text

LARGEST = 60  # operations that are simplified
SIMPLE = 14  # operations that are left alone unless a rewriting is shorter
SAME = 1e-12
HIGH = 40  # a power in a polynomial whose factors take long to find: e^(-200) is one of degree 200
LETTERS = 3  # positive values that a limit with letters is tried at


def exact(value: sp.Expr) -> sp.Expr:
    """The shortest of the usual forms of a value.

    >>> exact(sp.sqrt(3) / 2 - (-sp.sqrt(3) / 2))
    sqrt(3)
    """
    if value.is_Rational or sp.count_ops(value) > LARGEST:
        return value
    forms = [value, sp.expand(value), sp.radsimp(sp.expand(value)), sp.factor_terms(value)]
    if value.free_symbols:
        forms += [] if _is_high(value) else [over_reals(sp.simplify, value), sp.factor(value)]
    elif sp.count_ops(value) > 2:
        forms += [sp.nsimplify(value)] if not value.has(sp.Function) else []
        forms.append(over_reals(sp.simplify, value))
    forms += [
        form.replace(sp.log, lambda u: sp.log(sp.expand(sp.radsimp(sp.together(u)))))
        for form in forms
    ]
    own = {type(f) for f in value.atoms(sp.Function)}
    usual = [f for f in forms if {type(g) for g in f.atoms(sp.Function)} <= own]
    return min((f for f in usual if _equal(f, value)), key=weight)


def _is_high(value: sp.Expr) -> bool:
    """Whether some power in it has a large number in its exponent."""
    exponents = [power.as_base_exp()[1] for power in value.atoms(sp.Pow, sp.exp)]
    numbers = [n for exponent in exponents for n in exponent.atoms(sp.Rational)]
    return any(max(abs(n.p), n.q) > HIGH for n in numbers)


def weight(expr: sp.Expr) -> tuple[float, int]:
    """How much there is to read; a sum of few terms rather than nested brackets."""
    nested = sum(any(a.is_Add for a in m.args) for m in expr.atoms(sp.Mul))
    return sp.count_ops(expr) + nested, len(str(expr))


def _equal(one: sp.Expr, other: sp.Expr) -> bool:
    """Whether a form has the value that it should have."""
    if one == other:
        return True
    if one.free_symbols - other.free_symbols or one.has(sp.I, sp.zoo, sp.nan):
        return False
    letters = natural_order(other.free_symbols)
    place = {s: sp.Rational(7 * k + 9, 5 * k + 8) for k, s in enumerate(letters)}
    left, right = number(one, place), number(other, place)
    if left is None or right is None:
        return not letters and bool(abs(sp.N(one - other, 20)) < SAME)
    return bool(abs(left - right) <= SAME * max(1.0, abs(right)))


def value_there(primitive: sp.Expr, x: sp.Symbol, at: sp.Expr) -> sp.Expr | None:
    """The value of an antiderivative at a limit; None where it has none."""
    try:
        value = without_zero_powers(primitive.subs(x, at))[0]
    except (TypeError, ValueError):  # the maximum of an infinite value and another
        return None
    bad = value.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I, sp.AccumBounds)
    return None if bad else value


def without_zero_powers(value: sp.Expr) -> tuple[sp.Expr, tuple[sp.Basic, ...]]:
    """0ⁿ is 0 for n > 0: the value, and what is asked of the letters.

    >>> n = sp.Symbol("n")
    >>> without_zero_powers(1 - sp.S.Zero ** (n + 1))
    (1, (n > -1,))
    """
    powers = [p for p in value.atoms(sp.Pow) if p.base == 0 and p.exp.free_symbols]
    asked = [part for p in powers for part in solved(sp.Gt(p.exp, 0))]
    return value.xreplace(dict.fromkeys(powers, sp.S.Zero)), tuple(dict.fromkeys(asked))


def put_in(primitive: Notation, x: sp.Symbol, low: Notation, high: Notation) -> Notation:
    """F(high) − F(low), as written."""
    upper, lower = put(primitive, {x: high}), put(primitive, {x: low})
    if lower.expr == 0 and notation.is_number(lower, 0):
        return upper
    return Notation("difference", (upper, lower), expr=upper.expr - lower.expr)


def limit_of(
    ask: Definite, line: Notation, body: sp.Expr, b: sp.Symbol, to: sp.Expr, side: str
) -> Found | None:
    """The limit of what the fundamental theorem gives up to b: its steps and its value."""
    node = ask.written(body)
    if to.is_infinite and _stepping(body):
        return None
    if body.free_symbols - {b}:
        found = _with_letters(ask, line, node, b, to, side)
        return found or _by_values(ask, line, node, b, to, side)
    try:
        told = limit(node, b, to, "" if to.is_infinite else side)
    except UnsupportedError:
        return _by_values(ask, line, node, b, to, side)
    steps = tuple(s for s in told.steps if s.rule != "values" and not _empty(s))
    if not steps:
        return None
    return Found(steps, told.answer)


def _stepping(body: sp.Expr) -> bool:
    """Whether far out a formula changes again and again: ⌊b⌋ more than once, or sign(sin b)."""
    floors = sum(1 for e in sp.preorder_traversal(body) if isinstance(e, sp.floor | sp.ceiling))
    turning = any(e.has(sp.sin, sp.cos, sp.tan) for e in body.atoms(sp.Abs, sp.sign))
    return floors > 1 or turning


def _empty(step: Step) -> bool:
    """∞ = ∞, where that is all that is said."""
    return step.relation == "equal" and step.before == step.after


def _with_letters(
    ask: Definite, line: Notation, node: Notation, b: sp.Symbol, to: sp.Expr, side: str
) -> Found | None:
    """Powers and exponentials with letters in the exponent vanish where these have one sign."""
    rest, asked = vanishing(node.expr, b, to)
    if not asked:
        return None
    value: sp.Expr | None = rest
    if b in rest.free_symbols:
        try:
            value = limit(ask.written(rest), b, to, "" if to.is_infinite else side).answer
        except UnsupportedError:
            return None
    if value is None or value.has(sp.nan, sp.oo):
        return None
    value = exact(value)
    return _for_signs(ask, line, node, b, to, side, value, asked)


def _for_signs(
    ask: Definite,
    line: Notation,
    node: Notation,
    b: sp.Symbol,
    to: sp.Expr,
    side: str,
    value: sp.Expr,
    asked: tuple[sp.Basic, ...],
) -> Found:
    signs = listed(text(arrange(c)) for c in asked)
    told = build("relation", line, arrange(value, like=node), text="=")
    fields: dict[str, Any] = {
        "approach": _approach(b, to, side),
        "expr": text(node),
        "becomes": becomes(value),
    }
    step = ask.step("limit-for-signs", told, line, "implies", signs=signs, **fields)
    step = replace(step, conditions=tuple(map(arrange, asked)))
    return Found((step,), value, conditions=asked)


def _approach(b: sp.Symbol, to: sp.Expr, side: str) -> str:
    sign = {"+": "⁺", "-": "⁻"}.get(side, "") if to.is_finite else ""
    return f"{b.name} → {text(arrange(to))}{sign}"


def _by_values(
    ask: Definite, line: Notation, node: Notation, b: sp.Symbol, to: sp.Expr, side: str
) -> Found | None:
    """A limit that no method leads to, or that the sign of a letter decides: taken as positive."""
    letters = natural_order(node.expr.free_symbols - {b})
    real = {s: sp.Dummy(s.name, positive=True) for s in letters}
    back = {d: s for s, d in real.items()}
    if sp.count_ops(node.expr) > LARGEST:
        return None
    try:
        direction = "-" if to == sp.oo else "+" if to == -sp.oo else side
        value = sp.limit(node.expr.xreplace(real), b, to, direction).xreplace(back)
    except (NotImplementedError, ValueError, TypeError):
        return None
    if value.has(sp.Limit, sp.AccumBounds, sp.zoo, sp.I):
        return None
    for k in range(1 + LETTERS * bool(letters)):
        place = {s: sp.Rational(7 * k + 5 + 3 * i, 5 + k) for i, s in enumerate(letters)}
        seen = tendency(node.expr, b, to, "" if to.is_infinite else side, place)
        told = value.xreplace(place)
        if seen.kind not in ("finite", "infinite") or not told.is_extended_real:
            return None
        if not _near(seen.number, float(told)):
            return None
    needed = [s for s in letters if not _whatever_sign(node.expr, value, b, to, side, s)]
    if needed:
        positive = tuple(sp.Gt(s, 0) for s in needed)
        return _for_signs(ask, line, node, b, to, side, value, positive)
    fields: dict[str, Any] = {
        "approach": _approach(b, to, side),
        "expr": text(node),
        "becomes": becomes(value),
    }
    return Found((ask.step("limit", value, line, **fields),), value)


def _whatever_sign(
    expr: sp.Expr, value: sp.Expr, b: sp.Symbol, to: sp.Expr, side: str, letter: sp.Symbol
) -> bool:
    """Whether a limit is the same formula where a letter is negative."""
    letters = natural_order(expr.free_symbols - {b})
    place = {s: sp.Rational(9 + 4 * i, 7) for i, s in enumerate(letters)}
    place[letter] = -place[letter]
    seen = tendency(expr, b, to, "" if to.is_infinite else side, place)
    told = value.xreplace(place)
    known = seen.kind in ("finite", "infinite") and told.is_extended_real
    return bool(known and _near(seen.number, float(told)))


def _near(one: float, other: float) -> bool:
    """Whether two limits are the same; ∞ and −∞ are not."""
    known = math.isfinite(one) and math.isfinite(other)
    return one == other or (known and abs(one - other) <= 1e-6 * max(1.0, abs(other)))


def closed(before: Notation, ask: Definite) -> tuple[Step, ...]:
    """The step to the exact value, where it is not there already."""
    value = exact(before.expr)
    after = ask.written(value)
    return () if after == before else (ask.step("simplify", after, before),)
