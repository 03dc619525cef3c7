"""More integrals with standard methods: Wallis, Beta, Frullani, and the logarithm of the sine."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.tendency import tendency
from symcalc.primitives import arrange
from symcalc.tutor.conditions import solved
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.first import scaled
from symcalc.tutor.definite.known import equation, says, sign_of
from symcalc.tutor.definite.symmetry import halved
from symcalc.tutor.definite.values import exact
from symcalc.writing.text import text

AREA, U = sp.symbols("I u")
LEAST, MOST = 4, 400  # powers that the reduction formula is for
FOLDED, SHOWN = 8, 40  # from which symmetry is used first, and up to which factors are written
SUM = sp.Wild("p"), sp.Wild("q")


def wallis(ask: Definite, finder: Finder) -> Found | None:
    """∫ of sinⁿ or cosⁿ from 0 to π/2, by the reduction formula; to π and 2π by symmetry."""
    c, moving = ask.integrand.as_independent(ask.x, as_Add=False)
    wave, n = moving.as_base_exp()
    if wave not in (sp.sin(ask.x), sp.cos(ask.x)) or not (n.is_Integer and LEAST <= n <= MOST):
        return None
    if c != 1 and ask.ends[0] == 0 and ask.ends[1] in (sp.pi / 2, sp.pi, 2 * sp.pi):
        inner = ask.of(moving)
        found = wallis(inner, finder)
        front = ask.written(c)
        line = notation.multiply(front, inner.whole)
        step = ask.step("constant-multiple", line, c=text(front))
        return found and scaled(found, c, ask).after(step)
    waves = {sp.pi: n.is_even or wave.func == sp.sin, 2 * sp.pi: n.is_even}
    if ask.ends[0] == 0 and waves.get(ask.ends[1]) and n >= FOLDED:
        return halved(ask, finder)
    if ask.ends != (sp.S.Zero, sp.pi / 2):
        return None
    if n > SHOWN:
        return _many_factors(ask, wave, int(n))
    factors = [sp.Rational(k - 1, k) for k in range(int(n), 1, -2)]
    last = int(n) % 2
    end = sp.S.One if last else sp.pi / 2
    line = (
        notation.arithmetic("product", *(arrange(f) for f in factors), arrange(end))
        if not last
        else (
            notation.arithmetic("product", *(arrange(f) for f in factors))
            if factors[1:]
            else arrange(factors[0])
        )
    )
    value = sp.Mul(*factors) * end
    shown = text(arrange(wave))
    step = says(ask, "wallis", line, wave=shown, n=n, last=last, value=text(arrange(end)))
    return Found((step, ask.step("simplify", value, line)), value)


def _many_factors(ask: Definite, wave: sp.Expr, n: int) -> Found:
    """The product of many factors, by binomial coefficients: n = 2m or n = 2m + 1."""
    m, last = divmod(n, 2)
    shown: dict[str, Any] = {"wave": text(arrange(wave)), "n": n, "m": m, "last": last}
    pairs = sp.binomial(2 * m, m)
    value = sp.S(4) ** m / ((2 * m + 1) * pairs) if last else sp.pi / 2 * pairs / sp.S(4) ** m
    end = text(arrange(sp.S.One if last else sp.pi / 2))
    rule = "wallis-odd" if last else "wallis-even"
    return Found((says(ask, rule, value, **shown, value=end),), value)


def beta(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀¹ x^(p−1) (1−x)^(q−1) dx, where the powers are not whole numbers that can be expanded."""
    x = ask.x
    if ask.ends != (sp.S.Zero, sp.S.One):
        return None
    exponents = {x: sp.S.Zero, 1 - x: sp.S.Zero}
    for factor in sp.Mul.make_args(ask.integrand):
        base, n = factor.as_base_exp()
        if base not in exponents or n.has(x):
            return None
        exponents[base] += n
    p, q = (sp.expand(n + 1) for n in exponents.values())
    small = [e.is_Integer and e <= 6 for e in (p, q)]
    given = [sign_of(e) for e in (p, q)]
    if any(small) or None in given:
        return None
    value = sp.gamma(p) * sp.gamma(q) / sp.gamma(p + q)
    step = says(ask, "beta", value, p=text(arrange(p)), q=text(arrange(q)))
    conditions = tuple(part for g in given if g for c in g for part in solved(c))
    return Found((step,), exact(step.after.expr), conditions=conditions)


def frullani(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀^∞ (g(ax) − g(bx))/x dx = (g(0) − g(∞)) ln(b/a)."""
    x = ask.x
    if ask.ends != (sp.S.Zero, sp.oo):
        return None
    top = sp.expand(sp.cancel(ask.integrand * x))
    if not top.is_Add or len(top.args) != 2:
        return None
    plus, minus = (t for t in sorted(top.args, key=lambda t: bool(t.could_extract_minus_sign())))
    if not minus.could_extract_minus_sign():
        return None
    found = _scales(plus, -minus, x)
    if found is None:
        return None
    g, a, b = found
    far = tendency(g, U, sp.oo, "", {}) if g.free_symbols == {U} else None
    start = g.subs(U, 0)
    if far is None or far.kind != "finite" or not start.is_finite:
        return None
    end = sp.limit(g, U, sp.oo)
    given = [sign_of(e) for e in (a, b)]
    if None in given or not end.is_finite:
        return None
    value = exact((start - end) * sp.log(b / a))
    told = {"a": a, "b": b, "g": g, "start": start, "end": end, "ax": a * x, "bx": b * x}
    shown: dict[str, Any] = {k: text(arrange(v)) for k, v in told.items()}
    step = says(ask, "frullani", value, **shown)
    return Found((step,), value, conditions=tuple(c for part in given if part for c in part))


def _scales(one: sp.Expr, other: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """g, a and b, where one is g(ax) and the other g(bx)."""
    for inside in sorted(
        (f.args[0] for f in one.atoms(sp.Function, sp.exp) if f.args), key=sp.count_ops
    ):
        a = sp.cancel(inside / x)
        if a.has(x) or a == 0:
            continue
        a = -a if a.could_extract_minus_sign() else a
        g = one.subs(x, U / a)
        for theirs in (f.args[0] for f in other.atoms(sp.Function, sp.exp) if f.args):
            b = sp.cancel(theirs / x)
            b = -b if b.could_extract_minus_sign() else b
            if not b.has(x) and sp.simplify(g.subs(U, b * x) - other) == 0 and not g.has(x):
                return g, a, b
    return None


def logarithm_of_sine(ask: Definite, _finder: Finder) -> Found | None:
    """∫ of ln sin or ln cos from 0 to π/2, by reflection and by doubling the angle."""
    x = ask.x
    if ask.integrand not in (sp.log(sp.sin(x)), sp.log(sp.cos(x))) or ask.ends != (
        sp.S.Zero,
        sp.pi / 2,
    ):
        return None
    double = sp.Integral(sp.log(sp.sin(2 * x)), (x, 0, sp.pi / 2)) - sp.pi / 2 * sp.log(2)
    value = -sp.pi / 2 * sp.log(2)
    return Found(
        (
            says(ask, "ln-sine", equation(2 * AREA, double)),
            says(ask, "ln-sine-twice", equation(AREA, -sp.pi / 2 * sp.log(2))),
        ),
        value,
    )
