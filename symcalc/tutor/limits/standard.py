"""Standard limits: sin u/u, (e^u − 1)/u and the like, with u an inner function that tends to 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.factoring import small
from symcalc.tutor.limits.lines import becomes, composed, fields_of, limit_step
from symcalc.writing.text import text


class Small(NamedTuple):
    """A factor that tends to 0: factor/uᵖ → value, as the law says in words."""

    factor: sp.Expr
    u: sp.Expr
    power: int
    value: sp.Expr
    law: str


def _function(kind: Any, law: str) -> Callable[[sp.Expr], Small | None]:
    def match(factor: sp.Expr) -> Small | None:
        return Small(factor, factor.args[0], 1, sp.S.One, law) if isinstance(factor, kind) else None

    return match


def _cosine(factor: sp.Expr) -> Small | None:
    """1 − cos u, and cosh u − 1."""
    for kind, sign, law in (
        (sp.cos, -1, "(1 − cos u)/u² → 1/2"),
        (sp.cosh, 1, "(cosh u − 1)/u² → 1/2"),
    ):
        moving = [t for t in sp.Add.make_args(factor) if t.has(kind)]
        if len(moving) == 1 and isinstance(sign * moving[0], kind) and factor == moving[0] - sign:
            return Small(factor, (sign * moving[0]).args[0], 2, sp.S.Half, law)
        if len(moving) == 1 and isinstance(-sign * moving[0], kind) and factor == moving[0] + sign:
            return Small(factor, (-sign * moving[0]).args[0], 2, -sp.S.Half, f"{law}")
    return None


def _exponential(factor: sp.Expr) -> Small | None:
    """e^u − 1 and aᵘ − 1, with either sign."""
    for sign in (1, -1):
        moving = sign * factor + 1
        if isinstance(moving, sp.exp):
            return Small(factor, moving.args[0], 1, sp.Integer(sign), "(e^u − 1)/u → 1")
        if moving.is_Pow and moving.exp.free_symbols and moving.base != sp.E:
            law = f"(a^u − 1)/u → ln a with a = {text(arrange(moving.base))}"
            return Small(factor, moving.exp, 1, sign * sp.log(moving.base), law)
    return None


def _logarithm(factor: sp.Expr) -> Small | None:
    """ln(1 + u)."""
    if not isinstance(factor, sp.log):
        return None
    return Small(factor, sp.expand(factor.args[0] - 1), 1, sp.S.One, "ln(1 + u)/u → 1")


FORMS: tuple[Callable[[sp.Expr], Small | None], ...] = (
    *(
        _function(
            kind, f"{kind.__name__.replace('asin', 'arcsin').replace('atan', 'arctan')} u/u → 1"
        )
        for kind in (sp.sin, sp.tan, sp.asin, sp.atan, sp.sinh, sp.tanh)
    ),
    _cosine,
    _exponential,
    _logarithm,
)


def standard(ask: Ask, finder: Finder) -> Found | None:
    """Each small factor is divided by what it is like, and the rest multiplied by that."""
    if not small(ask.expr):
        return None
    found = [(s, n) for base, n in _powers(ask.expr) if (s := _small(base, ask)) is not None]
    if not found:
        return None
    likes = sp.Mul(*(s.u ** (s.power * n) for s, n in found))
    rest = ask.expr / sp.Mul(*(s.factor**n for s, n in found)) * likes
    rest = sp.cancel(rest) if rest.is_rational_function() else sp.powsimp(rest)
    alone = len(found) == 1 and found[0][1] == 1 and rest == 1
    laws = dict.fromkeys(f"{s.law} as u → 0, here with u = {text(arrange(s.u))}" for s, _ in found)
    fields = {"laws": "; ".join(laws)}
    if alone:
        value = found[0][0].value
        step = limit_step("standard", ask.whole, arrange(value), fields_of(ask, **fields))
        return Found((step,), value)
    return _with_rest(ask, finder, found, rest, fields)


def _with_rest(
    ask: Ask,
    finder: Finder,
    found: list[tuple[Small, int]],
    rest: sp.Expr,
    fields: dict[str, str],
) -> Found | None:
    """The standard quotients, and the limit of what is left."""
    inner: dict[Notation, Found] = {}
    factors: list[Notation] = []
    for s, n in found:
        limit = ask.limit(_quotient(s, n, ask))
        inner[limit] = Found((), s.value if n > 0 else 1 / s.value)
        factors.append(limit if abs(n) == 1 else notation.power(limit, notation.number(abs(n))))
    left = arrange(rest, like=ask.body)
    if not ask.moves(rest):
        line = notation.multiply(left, *factors)
        return composed(ask, "standard", line, inner, **fields)
    then = finder.find(ask.of(left))
    if then is None or not then.exists:
        return None
    if then.value.is_infinite:
        return _grown(ask, left, then, fields)
    inner[ask.limit(left)] = then
    line = notation.multiply(*factors, ask.limit(left))
    return composed(ask, "standard", line, inner, **fields)


def _grown(ask: Ask, left: Notation, then: Found, fields: dict[str, str]) -> Found | None:
    """The standard quotients have limits that are not 0, and the rest grows."""
    if not ask.grows(ask.expr):
        return None
    value = sp.Integer(ask.near.value) * sp.oo
    fields = {
        **fields,
        "laws": f"{fields['laws']}. What is left, {text(left)}, {becomes(then.value)}",
    }
    step = limit_step("standard", ask.whole, arrange(value), fields_of(ask, **fields), then.steps)
    return Found((step,), value)


def _quotient(s: Small, n: int, ask: Ask) -> Notation:
    """factor/uᵖ, or upside down."""
    top = arrange(s.factor, like=ask.body)
    like = arrange(s.u, like=ask.body)
    bottom = notation.power(like, notation.number(s.power)) if s.power > 1 else like
    return notation.divide(top, bottom) if n > 0 else notation.divide(bottom, top)


def _powers(expr: sp.Expr) -> list[tuple[sp.Expr, int]]:
    """The factors with their whole exponents."""
    pairs = []
    for factor in sp.Mul.make_args(expr):
        base, n = (
            (factor.base, factor.exp) if factor.is_Pow and factor.exp.is_Integer else (factor, 1)
        )
        pairs.append((base, int(n)))
    return pairs


def _small(base: sp.Expr, ask: Ask) -> Small | None:
    """How a factor that tends to 0 is like a power of something simpler."""
    if not ask.moves(base) or not ask.vanishes(base):
        return None
    for match in FORMS:
        found = match(base)
        if found is not None and ask.vanishes(found.u):
            return found
    return None
