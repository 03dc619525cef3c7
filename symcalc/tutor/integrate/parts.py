"""What integration by parts asks: which factor is u, and an antiderivative v of the other."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.growing import oscillating
from symcalc.tutor.integrate.recognising import recognised, shape_of
from symcalc.tutor.integrate.repeated import gathered, polynomial_parts, rows_of
from symcalc.tutor.integrate.substitution import cancelled, candidates, expressed, rates

INVERSE = (
    *(sp.asin, sp.acos, sp.atan, sp.acot, sp.asec, sp.acsc),
    *(sp.asinh, sp.acosh, sp.atanh, sp.acoth, sp.asech, sp.acsch),
)
TRIGONOMETRIC = (
    *(sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc),
    *(sp.sinh, sp.cosh, sp.tanh, sp.coth, sp.sech, sp.csch),
)
# Functions with their antiderivatives, for a linear inside w: what v is found by.
KNOWN = {
    sp.sin: lambda w: -sp.cos(w),
    sp.cos: sp.sin,
    sp.sinh: sp.cosh,
    sp.cosh: sp.sinh,
    sp.exp: sp.exp,
}
SQUARES = {
    (sp.sec, 2): sp.tan,
    (sp.cos, -2): sp.tan,
    (sp.csc, 2): lambda w: -sp.cot(w),
    (sp.sin, -2): lambda w: -sp.cot(w),
    (sp.sech, 2): sp.tanh,
    (sp.cosh, -2): sp.tanh,
    (sp.csch, 2): lambda w: -sp.coth(w),
    (sp.sinh, -2): lambda w: -sp.coth(w),
    (sp.sin, 2): lambda w: w / 2 - sp.sin(2 * w) / 4,
    (sp.cos, 2): lambda w: w / 2 + sp.sin(2 * w) / 4,
    (sp.tan, 2): lambda w: sp.tan(w) - w,
    (sp.cot, 2): lambda w: -sp.cot(w) - w,
    (sp.tanh, 2): lambda w: w - sp.tanh(w),
    (sp.coth, 2): lambda w: w - sp.coth(w),
    (sp.sinh, 2): lambda w: sp.sinh(2 * w) / 4 - w / 2,
    (sp.cosh, 2): lambda w: sp.sinh(2 * w) / 4 + w / 2,
}
PAIRS = {
    frozenset((sp.sec, sp.tan)): sp.sec,
    frozenset((sp.csc, sp.cot)): lambda w: -sp.csc(w),
    frozenset((sp.sech, sp.tanh)): lambda w: -sp.sech(w),
    frozenset((sp.csch, sp.coth)): lambda w: -sp.csch(w),
}
TERMS = 8  # of a sum that is integrated term by term
SIMPLIFIED = 40  # operations of a derivative that is simplified


def short_antiderivative(f: sp.Expr, x: sp.Symbol, deep: int = 1) -> sp.Expr | None:
    """An antiderivative that is known by heart, or by one substitution.

    >>> x = sp.Symbol("x")
    >>> short_antiderivative(x / sp.sqrt(1 - x**2), x)
    -sqrt(1 - x**2)
    """
    factor, core = f.as_independent(x, as_Add=False)
    if not core.has(x):
        return f * x
    terms = sp.Add.make_args(sp.expand(core)) if _is_sum(core, x) else ()
    if 1 < len(terms) <= TERMS:
        found = [short_antiderivative(t, x, deep) for t in terms]
        if None not in found:
            return factor * sp.Add(*found)
    told = _known(core, x)
    beside = polynomial_parts(core, x, least=1) if told is None else None
    if beside is not None:
        told = gathered(rows_of(*beside, x), x)
    if told is None and deep:
        told = _by_substitution(core, x, deep - 1)
    return None if told is None else factor * told


def told_antiderivative(f: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """An antiderivative known by heart, by one substitution, or by the quotient rule backwards.

    >>> x = sp.Symbol("x")
    >>> told_antiderivative(1 / (x**2 * sp.sqrt(x**2 + 1)), x)
    -sqrt(x**2 + 1)/x
    """
    found = short_antiderivative(f, x)
    if found is not None or f.is_rational_function(x):
        return found
    shape = shape_of(f, x)
    return recognised(shape, x) if shape is not None and shape.powers else None


def _is_sum(core: sp.Expr, x: sp.Symbol) -> bool:
    """Whether it is a sum, or has polynomial factors and no other power of a sum."""
    sums = [
        g for g in sp.Mul.make_args(core) if g.has(x) and (g.is_Add or g.as_base_exp()[0].is_Add)
    ]
    return core.is_Add or (
        bool(sums) and all(g.is_polynomial(x) and sp.degree(g, x) <= TERMS for g in sums)
    )


def _known(core: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    base, n = core.as_base_exp()
    a = linear(base, x)
    if a is not None and not n.has(x):
        return sp.log(sp.Abs(base)) / a if n == -1 else base ** (n + 1) / (a * (n + 1))
    if not base.has(x):
        a = linear(n, x)
        return None if a is None else core / (a * sp.log(base))
    function, (w, *_) = (base.func, base.args) if base.args else (None, (None,))
    a = linear(w, x) if isinstance(base, sp.Function) else None
    if a is not None:
        told = KNOWN.get(function) if n == 1 else SQUARES.get((function, n))
        return None if told is None else told(w) / a
    if core == 1 / (1 + x**2):
        return sp.atan(x)
    return _pair(core, x)


def _pair(core: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """Products of two: sec tan, e^(ax) cos(bx)."""
    factors: tuple[sp.Expr, ...] = core.args if core.is_Mul else ()
    if len(factors) != 2:
        return None
    if all(isinstance(f, sp.Function) for f in factors) and factors[0].args == factors[1].args:
        told = PAIRS.get(frozenset(f.func for f in factors))
        a = linear(factors[0].args[0], x)
        if told is not None and a is not None:
            return told(factors[0].args[0]) / a
    return oscillating(core, x)


def _by_substitution(core: sp.Expr, x: sp.Symbol, deep: int) -> sp.Expr | None:
    """One substitution, if that is enough."""
    u = sp.Dummy("u")
    for inner in candidates(core, x)[:4]:
        for rate in rates(slope(inner, x), core):
            rest = expressed(core / rate, inner, u, x)
            if rest is None:
                continue
            found = short_antiderivative(rest, u, deep)
            if found is not None and not found.has(sp.log):
                return found.subs(u, inner)
    return None


def kind(factor: sp.Expr, x: sp.Symbol) -> str:
    """The letter of LIATE: logarithm, inverse function, algebraic, trigonometric, exponential."""
    base, n = factor.as_base_exp()
    whole = n.is_Integer and n.is_positive
    if isinstance(base, sp.log) and whole:
        return "L"
    if isinstance(base, INVERSE) and whole:
        return "I"
    if not base.has(x) or isinstance(factor, sp.exp):
        return "E"
    if isinstance(base, TRIGONOMETRIC):
        return "T"
    if factor.is_polynomial(x):
        return "A"
    return "R"


def choices(core: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Pairs u, dv/dx of a product, the usual choice by LIATE first.

    >>> x = sp.Symbol("x")
    >>> next(choices(x * sp.log(x), x))
    (log(x), x)
    """
    factors = [f for f in sp.Mul.make_args(core) if f.has(x)]
    kinds = {f: kind(f, x) for f in factors}
    for letters in ("L", "I", "LI", "A"):
        u = sp.Mul(*(f for f in factors if kinds[f] in letters))
        if u == 1 or (len(letters) > 1 and not {"L", "I"} <= set(kinds.values())):
            continue
        if letters == "A" and not any(k in "TER" for k in kinds.values()):
            continue
        yield u, core / u
    yield from _shared(core, factors, kinds, x)


def _shared(
    core: sp.Expr, factors: list[sp.Expr], kinds: dict[sp.Expr, str], x: sp.Symbol
) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """A power of x shared between u and dv: x²/(x² + 1)² = x · x/(x² + 1)²."""
    power = next((f for f in factors if f.as_base_exp()[0] == x and kinds[f] == "A"), None)
    others = [f for f in factors if kinds[f] in "RE" and f != power]
    for other in others:
        inner = other.exp if kinds[other] == "E" else other.base if other.is_Pow else None
        if inner is None or not inner.is_polynomial(x) or power is None:
            continue
        degree = int(sp.degree(inner, x))
        n = power.as_base_exp()[1]
        if (
            degree >= 2
            and n >= degree
            and slope(inner, x).as_independent(x)[1] == x ** (degree - 1)
        ):
            dv = x ** (degree - 1) * other
            yield core / dv, dv


def against(core: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Pairs u, dv/dx where dv is a whole power in the denominator: x eˣ against 1/(x + 1)²."""
    factors = [f for f in sp.Mul.make_args(core) if f.has(x)]
    for other in factors:
        n = other.as_base_exp()[1]
        if n.is_Integer and n <= -2 and len(factors) > 1 and not (core / other).is_Add:
            yield core / other, other


def tidied(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """v du, as it stands under the integral."""
    found = sp.powsimp(cancelled(expr, x))
    if found.is_rational_function(x) and found.has(sp.Add):
        found = sp.factor_terms(sp.cancel(found))
    return found


def slope_of(u: sp.Expr, x: sp.Symbol, dv: sp.Expr = sp.S.One) -> sp.Expr:
    """The derivative of u, in the form that a person knows it by and that goes well with dv."""
    rate = slope(u, x)
    for node in u.atoms(sp.asec, sp.acsc):
        w, size = node.args[0], sp.Abs(node.args[0])
        if not dv.has(w**2 - 1):
            rate = rate.subs(sp.sqrt(w**2 - 1), size * sp.sqrt(1 - w**-2)).subs(size**-2, w**-2)
    if rate.is_rational_function(x) and rate.has(sp.Add):
        return sp.factor_terms(sp.cancel(rate))
    insides = [n.args[0] for n in u.atoms(sp.log, *INVERSE)]
    powers = (n for w in insides for n in w.atoms(sp.Pow) if n.has(x))
    if any(n.exp.is_Rational for n in powers) and sp.count_ops(rate) < SIMPLIFIED:
        return min((rate, sp.simplify(rate), sp.radsimp(rate)), key=sp.count_ops)
    return rate
