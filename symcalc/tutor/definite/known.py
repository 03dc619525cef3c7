"""Integrals that have a value and no elementary antiderivative, each by its standard method."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.conditions import solved
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.first import scaled
from symcalc.tutor.definite.values import exact
from symcalc.tutor.integrate.forms import coefficients
from symcalc.tutor.worded import worded
from symcalc.tutor.words.known_integrals import (
    DAMPED_BACK,
    DAMPED_SLOPE,
    DIRICHLET_BACK,
    DIRICHLET_SLOPE,
    FEYNMAN_BACK,
    FEYNMAN_SLOPE,
    GAMMA_HALF,
    GAMMA_ONLY,
    GAMMA_WHOLE,
    REGION,
    WORDS,
)
from symcalc.writing.text import text

LARGEST = 12  # powers that by parts still does
R, THETA, AREA, S, U = sp.symbols("r θ I s u")
VALUE = build("apply", notation.name(S), text="F")
SLOPE = build("derivative", VALUE, notation.name(S), text="'")


def says(
    ask: Definite,
    rule: str,
    after: Notation | sp.Expr,
    before: Notation | None = None,
    **fields: object,
) -> Step:
    """A step of a method: an equation, or a line that the integral is equal to."""
    line = after if isinstance(after, Notation) else ask.written(after)
    relation = "implies" if line.head == "relation" else "equal"
    told = {**ask.fields, **fields}
    return worded(WORDS, rule, before or ask.whole, line, told, relation)


def equation(left: sp.Expr | Notation, right: sp.Expr | Notation) -> Notation:
    """left = right, as a line."""
    sides = (side if isinstance(side, Notation) else arrange(side) for side in (left, right))
    return build("relation", *sides, text="=")


def sign_of(a: sp.Expr) -> tuple[sp.Basic, ...] | None:
    """What makes a positive: nothing for a number, a condition for letters, None if it is not."""
    if a.is_number:
        return () if a.is_positive else None
    return (sp.Gt(a, 0),)


def gaussian(ask: Definite, _finder: Finder) -> Found | None:
    """∫ e^(−a x²) over the line or the half line, by polar coordinates."""
    if ask.ends not in ((-sp.oo, sp.oo), (sp.S.Zero, sp.oo)):
        return None
    c, wave = ask.integrand.as_independent(ask.x, as_Add=False)
    if not isinstance(wave, sp.exp):
        return None
    found = coefficients(wave.args[0], ask.x, 2)
    if found is None or found[1] != 0:
        return None
    a, given = -found[0], sign_of(-found[0])
    if given is None:
        return None
    plane = ask.ends[0] == -sp.oo
    inner = Definite(ask.written(sp.exp(-a * ask.x**2)), ask.x, ask.low, ask.high)
    value = sp.sqrt(sp.pi) / sp.sqrt(a) / (1 if plane else 2)
    told = _by_polar(inner, a, plane=plane, value=value)
    scale = sp.exp(found[2]) * c
    opening = () if scale == 1 else (_in_front(ask, inner, scale),)
    return scaled(Found(told, value, conditions=given), scale, ask).after(*opening)


def _in_front(ask: Definite, inner: Definite, factor: sp.Expr) -> Step:
    line = notation.multiply(ask.written(factor), inner.whole)
    return ask.step("constant-multiple", line, c=text(ask.written(factor)))


def _by_polar(ask: Definite, a: sp.Expr, *, plane: bool, value: sp.Expr) -> tuple[Step, ...]:
    """I² as a double integral, in polar coordinates."""
    x = ask.x
    y = sp.Symbol("y") if x.name != "y" else sp.Symbol("z")
    low = ask.ends[0]
    square = notation.power(arrange(AREA), notation.number(2))
    whole = sp.exp(-a * (x**2 + y**2))
    double = sp.Integral(whole, (x, low, sp.oo), (y, low, sp.oo))
    angle = 2 * sp.pi if plane else sp.pi / 2
    area = angle / (2 * a)
    radial = R * sp.exp(-a * R**2)
    fields: dict[str, Any] = {
        "y": y.name,
        "angle": text(arrange(angle)),
        "radial": text(arrange(radial)),
        "primitive": text(arrange(-sp.exp(-a * R**2) / (2 * a))),
        "half": text(arrange(1 / (2 * a))),
    }
    polar = sp.Integral(radial, (R, 0, sp.oo), (THETA, 0, angle))
    return (
        says(ask, "gaussian-square", equation(square, double), region=REGION[plane], **fields),
        says(ask, "gaussian-polar", equation(square, polar), **fields),
        says(ask, "gaussian-radius", equation(square, area), **fields),
        says(ask, "gaussian-root", value),
    )


def gamma(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀^∞ x^(s−1) e^(−a x^m) dx = Γ(s/m)/(m a^(s/m)), where by parts would not do."""
    x = ask.x
    if ask.ends != (sp.S.Zero, sp.oo):
        return None
    c, moving = ask.integrand.as_independent(x, as_Add=False)
    factors = sp.Mul.make_args(moving)
    waves = [f for f in factors if isinstance(f, sp.exp)]
    powers = [f for f in factors if f not in waves]
    if len(waves) != 1 or len(powers) > 1:
        return None
    base, n = powers[0].as_base_exp() if powers else (x, sp.S.Zero)
    lead = waves[0].args[0].as_independent(x, as_Add=False)
    low, m = lead[1].as_base_exp()
    a = -lead[0]
    given = sign_of(a)
    if base != x or low != x or n.has(x) or not m.is_Rational or m <= 0 or given is None:
        return None
    by_parts = m == 1 and n.is_Integer and n <= 2
    if by_parts or (m.is_Integer and n.is_Integer and (n + 1) % m == 0 and (n + 1) / m <= 2):
        return None
    s = sp.expand((n + 1) / m)
    more = sign_of(s)
    if more is None:
        return None
    rest = sp.Integral(U ** (s - 1) * sp.exp(-U), (U, 0, sp.oo))
    front = c / (m * a**s)
    inner = a * x**m
    line = notation.multiply(ask.written(front), arrange(rest)) if front != 1 else arrange(rest)
    fields: dict[str, Any] = {"inner": text(ask.written(inner)), "s": text(ask.written(s))}
    value = exact(front * sp.gamma(s))
    itself = front == 1 and inner == x
    if itself:
        steps = [says(ask, "gamma-itself", sp.gamma(s, evaluate=False), **fields)]
    else:
        steps = [says(ask, "gamma", line, **fields)]
    if not (itself and value.has(sp.gamma)):
        steps.append(says(ask, "gamma-value", value, steps[-1].after, why=_gamma_words(s)))
    return Found(tuple(steps), value, conditions=(*given, *_solved(more)))


def _solved(conditions: tuple[sp.Basic, ...]) -> tuple[sp.Basic, ...]:
    return tuple(part for c in conditions for part in solved(c))


def _gamma_words(s: sp.Expr) -> str:
    shown = text(arrange(s))
    if s.is_Integer:
        return GAMMA_WHOLE.format(s=shown, factorial=s - 1, value=sp.factorial(s - 1))
    if s.is_Rational and s.q == 2:
        return GAMMA_HALF.format(s=shown)
    return GAMMA_ONLY


def dirichlet(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀^∞ e^(−ax) sin(kx)/x dx, with and without the exponential, by Feynman's method."""
    x = ask.x
    if ask.ends not in ((sp.S.Zero, sp.oo), (-sp.oo, sp.oo)):
        return None
    c, moving = ask.integrand.as_independent(x, as_Add=False)
    rest = sp.expand_mul(moving * x)
    waves = [f for f in sp.Mul.make_args(rest) if isinstance(f, sp.sin)]
    falls = [f for f in sp.Mul.make_args(rest) if isinstance(f, sp.exp)]
    if len(waves) != 1 or len(falls) > 1 or sp.Mul(*waves, *falls) != rest or ask.ends[0] != 0:
        return None
    k = sp.cancel(waves[0].args[0] / x)
    a = sp.cancel(-falls[0].args[0] / x) if falls else sp.S.Zero
    given = sign_of(k)
    damped = sign_of(a) if falls else ()
    if k.has(x) or a.has(x) or given is None or damped is None:
        return None
    value = exact(sp.pi / 2 - sp.atan(a / k)) if falls else sp.pi / 2
    core = ask.of(moving)
    steps = _feynman(core, a, k, value)
    opening = () if c == 1 else (_in_front(ask, core, c),)
    return scaled(Found(steps, value, conditions=(*given, *damped)), c, ask).after(*opening)


def _feynman(ask: Definite, a: sp.Expr, k: sp.Expr, value: sp.Expr) -> tuple[Step, ...]:
    x = ask.x
    shown = "" if k == 1 else text(arrange(k)) + ("" if k.is_number else "·")
    over = {"x": x.name, "k": shown, "above": text(arrange(k)), "square": text(arrange(k**2))}
    slope = equation(SLOPE, -k / (S**2 + k**2))
    back = {**over, "arctan": text(arrange(sp.atan(S / k))), "a": text(arrange(a))}
    whole = sp.Integral(sp.exp(-S * x) * sp.sin(k * x) / x, (x, 0, sp.oo))
    first = says(ask, "dirichlet-parameter", equation(VALUE, whole))
    told, ended = (DIRICHLET_SLOPE, DIRICHLET_BACK) if a == 0 else (DAMPED_SLOPE, DAMPED_BACK)
    return (
        *((first,) if a == 0 else ()),
        says(ask, "under-the-sign", slope, s="s", why=told.format(**{**over, "a": back["a"]})),
        says(ask, "integrate-back", value, s="s", why=ended.format(**back)),
    )


def powers_over_logarithm(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀¹ (x^p − x^q)/ln x dx = ln((p + 1)/(q + 1)), by Feynman's method."""
    x = ask.x
    if ask.ends != (sp.S.Zero, sp.S.One):
        return None
    c, moving = ask.integrand.as_independent(x, as_Add=False)
    top = sp.expand(sp.cancel(moving * sp.log(x)))
    if top.has(sp.log) or not top.is_Add or len(top.args) != 2:
        return None
    found = [t.as_independent(x, as_Add=False) for t in top.args]
    exponents = [e for e in (_exponent(part, x) for _, part in found) if e is not None]
    if len(exponents) < 2 or sp.expand(found[0][0] + found[1][0]) != 0:
        return None
    pairs = sorted(
        zip(exponents, found, strict=True),
        key=lambda e: (not e[0].free_symbols, -float(e[0]) if e[0].is_number else 0),
    )
    (p, (front, _)), (q, _) = pairs
    asked = [sign_of(sp.expand(e + 1)) for e in (p, q)]
    if None in asked:
        return None
    core = ask.of((x**p - x**q) / sp.log(x))
    scale, value = c * front, sp.log((p + 1) / (q + 1))
    opening = () if scale == 1 else (_in_front(ask, core, scale),)
    given = tuple(c for part in asked if part for c in part)
    told = Found(_over_logarithm(core, p, q, value), value, conditions=_solved(given))
    return scaled(told, scale, ask).after(*opening)


def _over_logarithm(ask: Definite, p: sp.Expr, q: sp.Expr, value: sp.Expr) -> tuple[Step, ...]:
    fields = {"x": ask.x.name, "p": text(arrange(p)), "q": text(arrange(q))}
    fields["c"] = text(arrange(-sp.log(q + 1)))
    slope = equation(SLOPE, 1 / (S + 1))
    return (
        says(ask, "under-the-sign", slope, s="s", why=FEYNMAN_SLOPE.format(**fields)),
        says(ask, "integrate-back", value, s="s", why=FEYNMAN_BACK.format(**fields)),
    )


def _exponent(part: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    if part == 1:
        return sp.S.Zero
    base, n = part.as_base_exp()
    return n if base == x and not n.has(x) else None
