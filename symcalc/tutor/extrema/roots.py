"""The real zeros of a formula in one variable, exactly where textbook means suffice.

Every way keeps all zeros, so that what is found is complete: a product is zero where a factor is, a
polynomial in one function is solved for it, sines and cosines of multiples of one angle become a
polynomial, and a square root is isolated and squared. What none of them settles is None.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from math import gcd

import sympy as sp

from symcalc.tutor.extrema.inverses import INVERSES, LETTER, one_function
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.extrema.zeros import Roots, factors, never_zero

DEGREE = 12  # of a polynomial
DEEPEST = 6  # functions within functions
MULTIPLES = 6  # of an angle


@lru_cache(maxsize=2048)
def exact_roots(expr: sp.Expr, x: sp.Symbol, depth: int = 0) -> Roots | None:
    """The real zeros in x of a formula without other symbols, None where they are not worked out.

    >>> x = sp.Symbol("x")
    >>> exact_roots(x * sp.exp(-x) - x**2 * sp.exp(-x), x).alone
    (0, 1)
    >>> exact_roots(sp.sin(2 * x), x).listed()
    [0, pi/2]
    """
    found = Roots()
    for factor in factors(expr) or (None,):
        if factor is None:
            return None
        if factor == 0:
            return Roots(everywhere=True)
        if not factor.has(x) or never_zero(factor):
            continue
        part = _of_factor(factor, x, depth)
        if part is None:
            return None
        found = found.joined(part)
    if found.families and found.period is None:
        return None  # periods without a common multiple: no list tells them
    return found


def _of_factor(factor: sp.Expr, x: sp.Symbol, depth: int) -> Roots | None:
    if factor.free_symbols != {x} or depth > DEEPEST:
        return None
    if factor.is_polynomial(x):
        return _of_polynomial(sp.Poly(factor, x), depth)
    for way in (_with_exponentials, _with_angles, _by_one_function, _with_root):
        found = way(factor, x, depth)
        if found is not None:
            return found
    return None


def _of_polynomial(poly: sp.Poly, depth: int) -> Roots | None:
    x = poly.gen
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return Roots((sp.expand(-b / a),))
    if poly.degree() == 2:
        return _quadratic(*poly.all_coeffs())
    if not (poly.domain.is_ZZ or poly.domain.is_QQ) or poly.degree() > DEGREE:
        return None
    step = reduce(gcd, [m for (m,) in poly.monoms()])
    if step > 1:
        inner = exact_roots(sp.Poly([*poly.all_coeffs()][::step], x).as_expr(), x, depth + 1)
        if inner is not None:
            return Roots(tuple(r for u in inner.alone for r in _power_roots(u, step)))
    return Roots(tuple(dict.fromkeys(poly.real_roots())))


def _quadratic(a: sp.Expr, b: sp.Expr, c: sp.Expr) -> Roots | None:
    inside = sp.expand(b**2 - 4 * a * c)
    sign = sign_of(inside)
    if sign is None:
        return None
    root = sp.sqrt(inside) if sign > 0 else sp.S.Zero
    both = () if sign < 0 else (-1, 1)
    return Roots(tuple(dict.fromkeys(sp.expand((-b + s * root) / (2 * a)) for s in both)))


def _power_roots(u: sp.Expr, n: int) -> list[sp.Expr]:
    """The real n-th roots."""
    sign = sign_of(u)
    if sign == 0:
        return [sp.S.Zero]
    root = sp.sqrtdenest(sp.root(abs(u) if u.is_number else u, n))
    if n % 2:
        return [root if sign == 1 else -root]
    return [-root, root] if sign == 1 else []


def _with_exponentials(expr: sp.Expr, x: sp.Symbol, depth: int) -> Roots | None:
    """A polynomial in e^u: of e^(2x) - 3e^x + 2, or of e^x - e^(-x)."""
    named = expr.replace(
        lambda e: e.is_Pow and e.base.is_number and e.exp.has(x),
        lambda e: sp.exp(sp.expand(e.exp * sp.log(e.base))),
    )
    named = named.rewrite([sp.sinh, sp.cosh, sp.tanh], sp.exp)
    powers = list(dict.fromkeys(e.exp for e in named.atoms(sp.exp)))
    if not powers:
        return None
    ratios = [sp.simplify(p / powers[0]) for p in powers]
    if not all(r.is_Rational for r in ratios):
        return None
    bottom = reduce(sp.ilcm, [int(r.q) for r in ratios])
    w = sp.Dummy("w", positive=True)
    table = {sp.exp(p): w ** int(r * bottom) for p, r in zip(powers, ratios, strict=True)}
    inner = named.xreplace(table)
    if inner.has(x):
        return None
    top = sp.Dummy("w")
    found = exact_roots(inner.subs(w, top), top, depth + 1)
    if found is None or found.families:
        return None
    return _inverted(
        [sp.log(c) for c in found.alone if sign_of(c) == 1], powers[0] / bottom, x, depth
    )


def _inverted(values: list[sp.Expr], inner: sp.Expr, x: sp.Symbol, depth: int) -> Roots | None:
    """Where the inner function takes one of these values."""
    found = Roots()
    for value in values:
        part = exact_roots(inner - value, x, depth + 1)
        if part is None:
            return None
        found = found.joined(part)
    return found


ANGLES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)


def _with_angles(expr: sp.Expr, x: sp.Symbol, depth: int) -> Roots | None:
    """Sines and cosines of multiples of an angle u: a polynomial in one, or in tan(u/2)."""
    inner = [f.args[0] for f in expr.atoms(*ANGLES) if f.has(x)]
    if not inner or not all(_is_linear(a, x) for a in inner):
        return None
    ratios = [sp.simplify(a / inner[0]) for a in inner]
    if not all(r.is_Rational for r in ratios):
        return None
    bottom = reduce(sp.ilcm, [int(r.q) for r in ratios])
    counts = [int(r * bottom) for r in ratios]
    common = reduce(gcd, counts)
    angle = sp.expand(inner[0] * common / bottom)
    if max(map(abs, counts)) > MULTIPLES * common:
        return None
    u, s, c = sp.symbols("u s c", cls=sp.Dummy)
    table = {a: n // common * u for a, n in zip(inner, counts, strict=True)}
    plain = expr.replace(lambda e: isinstance(e, ANGLES), lambda e: e.func(table[e.args[0]]))
    plain = sp.expand_trig(plain.rewrite([sp.tan, sp.cot, sp.sec, sp.csc], sp.cos).rewrite(sp.cos))
    plain = sp.expand_trig(_sines(plain)).xreplace({sp.sin(u): s, sp.cos(u): c})
    if plain.has(x, u):
        return None
    found = Roots()
    for factor in factors(plain) or ():
        part = _of_circle(factor, s, c, depth)
        if part is None:
            return None
        found = found.joined(part)
    scale, shift = sp.Poly(angle, x).all_coeffs()
    return Roots(families=tuple(((a - shift) / scale, abs(p / scale)) for a, p in found.families))


def _is_linear(inner: sp.Expr, x: sp.Symbol) -> bool:
    return bool(inner.is_polynomial(x) and sp.degree(inner, x) == 1)


def _sines(expr: sp.Expr) -> sp.Expr:
    """Tangents and the like as fractions of sine and cosine."""
    rules = {
        sp.tan: lambda a: sp.sin(a) / sp.cos(a),
        sp.cot: lambda a: sp.cos(a) / sp.sin(a),
        sp.sec: lambda a: 1 / sp.cos(a),
        sp.csc: lambda a: 1 / sp.sin(a),
    }
    for kind, rule in rules.items():
        expr = expr.replace(kind, rule)
    return expr


def _of_circle(factor: sp.Expr, s: sp.Symbol, c: sp.Symbol, depth: int) -> Roots | None:
    """The angles at which a polynomial in s = sin u and c = cos u is zero."""
    if not factor.has(s, c):
        return Roots()
    if not factor.is_polynomial(s, c):
        return None
    turn = 2 * sp.pi
    in_sine = sp.rem(factor, c**2 + s**2 - 1, c)
    if not in_sine.has(c):
        found = exact_roots(in_sine, s, depth + 1)
        pairs = [] if found is None else [p for v in found.alone for p in INVERSES[sp.sin](v)]
        return None if found is None else Roots(families=tuple(pairs))
    in_cosine = sp.rem(factor, c**2 + s**2 - 1, s)
    if not in_cosine.has(s):
        found = exact_roots(in_cosine, c, depth + 1)
        pairs = [] if found is None else [p for v in found.alone for p in INVERSES[sp.cos](v)]
        return None if found is None else Roots(families=tuple(pairs))
    poly = sp.Poly(factor, s, c)
    if set(poly.monoms()) == {(1, 0), (0, 1)}:
        slope = -poly.coeff_monomial(c) / poly.coeff_monomial(s)
        return Roots(families=((sp.atan(slope), sp.pi),))
    t = sp.Dummy("t")
    half = factor.subs({s: 2 * t / (1 + t**2), c: (1 - t**2) / (1 + t**2)}, simultaneous=True)
    found = exact_roots(half, t, depth + 1)
    if found is None:
        return None
    angles = [2 * sp.atan(v) for v in found.alone]
    opposite = factor.subs({s: 0, c: -1}, simultaneous=True)
    angles += [sp.pi] if sign_of(opposite) == 0 else []
    return Roots(families=tuple((a, turn) for a in angles))


def _by_one_function(expr: sp.Expr, x: sp.Symbol, depth: int) -> Roots | None:
    """Solve for ln x in (ln x)² - 1, then for x."""
    found = one_function(expr, {x})
    if found is None:
        return None
    call, rest = found
    values = exact_roots(rest, LETTER, depth + 1)
    if values is None or values.families or values.everywhere:
        return None
    pairs = [pair for c in values.alone for pair in INVERSES[call.func](c)]
    inner = call.args[0]
    if all(period is None for _, period in pairs):
        return _inverted([value for value, _ in pairs], inner, x, depth)
    if not _is_linear(inner, x):
        return None
    scale, shift = sp.Poly(inner, x).all_coeffs()
    return Roots(families=tuple(((a - shift) / scale, abs(p / scale)) for a, p in pairs if p))


def _with_root(expr: sp.Expr, x: sp.Symbol, depth: int) -> Roots | None:
    """A + B√u = 0 is squared to A² = B²u; what is no zero of the first is dropped."""
    roots = [p for p in expr.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q != 1 and p.has(x)]
    bases = {p.base for p in roots}
    if len(bases) != 1:
        return None
    (base,) = bases
    q = reduce(sp.ilcm, [int(p.exp.q) for p in roots])
    r = sp.Dummy("r")
    plain = expr.xreplace({p: r ** int(p.exp * q) for p in roots})
    if not sp.fraction(sp.together(plain))[0].is_polynomial(r, x):
        return None
    top = sp.fraction(sp.together(plain))[0]
    squared = sp.resultant(top, r**q - base, r)
    found = exact_roots(squared, x, depth + 1)
    if found is None or found.families:
        return None
    kept = tuple(v for v in found.alone if _residual(expr, x, v) == 0)
    return Roots(kept)


def _residual(expr: sp.Expr, x: sp.Symbol, value: sp.Expr) -> int | None:
    """The sign of what is left; where the value is no number, none."""
    near = expr.subs(x, value)
    return None if near.has(sp.nan, sp.zoo) else sign_of(near)
