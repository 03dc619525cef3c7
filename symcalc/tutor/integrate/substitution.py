"""What substitutions ask of an expression: which part to try, and what is left in terms of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from math import gcd

import sympy as sp

from symcalc.notation import name
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.writing.text import text

MOST = 8  # candidates that are tried
DEGREE = 16  # of polynomials that are cancelled
# What SymPy differentiates to, and how a person writes it.
SQUARES: tuple[tuple[type, Callable[..., sp.Expr], Callable[..., sp.Expr]], ...] = (
    (sp.tan, lambda w: sp.tan(w) ** 2 + 1, lambda w: sp.cos(w) ** -2),
    (sp.tan, lambda w: sp.tan(w) ** 2 + 1, lambda w: sp.sec(w) ** 2),
    (sp.cot, lambda w: -(sp.cot(w) ** 2) - 1, lambda w: -(sp.sin(w) ** -2)),
    (sp.cot, lambda w: -(sp.cot(w) ** 2) - 1, lambda w: -(sp.csc(w) ** 2)),
    (sp.tanh, lambda w: 1 - sp.tanh(w) ** 2, lambda w: sp.cosh(w) ** -2),
    (sp.tanh, lambda w: 1 - sp.tanh(w) ** 2, lambda w: sp.sech(w) ** 2),
    (sp.coth, lambda w: 1 - sp.coth(w) ** 2, lambda w: -(sp.sinh(w) ** -2)),
    (sp.coth, lambda w: 1 - sp.coth(w) ** 2, lambda w: -(sp.csch(w) ** 2)),
)
FRACTIONS = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"}


def candidates(core: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """Parts of an expression that could be the new variable, in the order a teacher tries them.

    First what is inside a function, then bases of powers and denominators, then the functions
    themselves, last a power of the variable.

    >>> x = sp.Symbol("x")
    >>> candidates(x * sp.exp(-(x**2)), x)
    [-x**2, exp(-x**2), x**2]
    """
    nodes = [n for n in sp.preorder_traversal(core) if isinstance(n, sp.Expr) and n.has(x)]
    functions = [n for n in nodes if isinstance(n, sp.Function | sp.exp)]
    powers = [n for n in nodes if n.is_Pow and n.base != sp.E]
    insides = [a for n in functions for a in n.args] + [
        n.exp for n in powers if not n.base.has(x) and n.exp.has(x)
    ]
    bases = [n.base for n in powers if n.base.has(x) and not n.base.is_Pow]
    roots = [n for n in powers if n.exp.is_Rational and n.exp.q > 1 and not n.exp.has(x)]
    single = [sp.Pow(n.base, sp.Rational(1, n.exp.q)) for n in roots]
    pure = [n for n in functions if n != core or not isinstance(n, sp.exp)]
    found = dict.fromkeys([*insides, *bases, *pure, *single, *monomials(core, x)])
    usable = [c for c in found if c != x and c != core and c.has(x) and linear(c, x) is None]
    return [c for c in usable if not isinstance(c, sp.Abs)][:MOST]


def monomials(core: sp.Expr, x: sp.Symbol) -> Iterator[sp.Expr]:
    """xⁿ, where the integrand is xⁿ⁻¹ times something in which only powers of xⁿ stand."""
    outer, rest = sp.Integer(0), []
    for factor in sp.Mul.make_args(core):
        base, n = factor.as_base_exp()
        if base == x and n.is_Integer:
            outer = n
        elif factor.has(x):
            rest.append(factor)
    inside = [n.exp if n.is_Pow and n.base == x else sp.S.One for f in rest for n in _leaves(f, x)]
    if inside and all(n.is_Integer for n in inside):
        n = reduce(gcd, map(int, inside), int(outer) + 1)
        if n > 1:
            yield x**n


def _leaves(expr: sp.Expr, x: sp.Symbol) -> Iterator[sp.Expr]:
    """The powers of x in an expression, those inside others not counted."""
    if expr == x or (expr.is_Pow and expr.base == x and not expr.exp.has(x)):
        yield expr
        return
    for part in expr.args:
        yield from _leaves(part, x)


def rates(rate: sp.Expr, core: sp.Expr) -> list[sp.Expr]:
    """A derivative in the functions that an integrand is written with: sec² x for 1 + tan² x.

    >>> x = sp.Symbol("x")
    >>> rates(1 + sp.tan(x) ** 2, sp.tan(x) / sp.cos(x) ** 2)
    [cos(x)**(-2), tan(x)**2 + 1]
    """
    found = [rate] if rate != 0 else []
    for function, one, square in SQUARES:
        for node in rate.atoms(function):
            inside = node.args[0]
            written = square(inside)
            if core.has(*written.atoms(sp.Function)):
                found.insert(0, rate.subs(one(inside), written))
    return found


def expressed(quotient: sp.Expr, inner: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """A quotient in terms of u = inner, if x can be got out of it.

    >>> x, u = sp.symbols("x u")
    >>> expressed(x**4 * sp.sqrt(x**2 + 5), x**2 + 5, u, x)
    sqrt(u)*(u - 5)**2
    """
    factors = (f.as_base_exp() for f in sp.Mul.make_args(quotient))
    powers = [base for base, n in factors if n.free_symbols]
    if len(powers) > 1:
        quotient = sp.powsimp(quotient)
    found = _without(quotient, inner, u, x)
    if found is None:
        shorter = cancelled(quotient, x)
        found = _without(shorter, inner, u, x) if shorter != quotient else None
    return None if found is None else combined(found, u)


def _without(form: sp.Expr, inner: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    made = put(form, inner, u)
    if not made.has(x):
        return made
    for part, value in (told_by(inner, u, x), solved(inner, u, x)):
        if part is None or value is None:
            continue
        found = put(made, part, value)
        if not found.has(x):
            return positive(found, u) if _even(inner) else found
    return None


def put(expr: sp.Expr, part: sp.Expr, value: sp.Expr) -> sp.Expr:
    """An expression with a value for a part of it, and powers of the value for powers of the part.

    >>> x, u = sp.symbols("x u")
    >>> put(x**4 + sp.exp(x**2), x**2, u)
    u**2 + exp(u)
    """
    if expr == part:
        return value
    if not expr.args:
        return expr
    if expr.is_Pow or isinstance(expr, sp.exp):
        base, n = part.as_base_exp()
        ratio = expr.exp / n
        if expr.base == base and n != 1 and ratio.is_Integer:
            return value**ratio
    args = [put(arg, part, value) for arg in expr.args]
    same = all(new is old for new, old in zip(args, expr.args, strict=True))
    return expr if same else expr.func(*args)


def told_by(
    inner: sp.Expr, u: sp.Symbol, x: sp.Symbol
) -> tuple[sp.Expr, sp.Expr] | tuple[None, None]:
    """The part of a sum that depends on x, and what it is: x² is u - 5 where u = x² + 5."""
    rest, moving = inner.as_independent(x, as_Add=True)
    factor, part = moving.as_independent(x, as_Add=False)
    if part.is_Add or (rest == 0 and factor == 1):
        return None, None
    return part, (u - rest) / factor


def solved(
    inner: sp.Expr, u: sp.Symbol, x: sp.Symbol
) -> tuple[sp.Expr, sp.Expr] | tuple[None, None]:
    """The variable where u is a root or a reciprocal of something linear: x = (u² - b)/a."""
    rest, moving = inner.as_independent(x, as_Add=True)
    factor, part = moving.as_independent(x, as_Add=False)
    base, n = part.as_base_exp()
    slope = linear(base, x)
    if slope is None or not (n == -1 or (n.is_Rational and n.p == 1)):
        return None, None
    value = ((u - rest) / factor) ** (1 / n)
    return x, sp.expand((value - base.subs(x, 0)) / slope) if slope != 1 or base != x else value


def _even(inner: sp.Expr) -> bool:
    """Whether u is a square root, which is never negative."""
    return bool(inner.is_Pow and inner.exp.is_Rational and inner.exp.q % 2 == 0)


def positive(expr: sp.Expr, u: sp.Symbol) -> sp.Expr:
    """An expression in which u is not negative: √(u²) is u."""
    dummy = sp.Dummy(u.name, positive=True)
    return expr.xreplace({u: dummy}).xreplace({dummy: u})


def cancelled(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """A product whose rational part is cancelled, and whose sums have no factor in common."""
    flat = sp.Mul(*(_primitive(f, x) for f in sp.Mul.make_args(expr)))
    rational, rest = list[sp.Expr](), list[sp.Expr]()
    for factor in sp.Mul.make_args(flat):
        (rational if factor.is_rational_function(x) else rest).append(factor)
    above, below = (any(_sum_power(f, sign) for f in rational) for sign in (1, -1))
    if not (above and below) or any(_degree(f, x) > DEGREE for f in rational):
        return flat
    product = sp.cancel(sp.Mul(*rational))
    return sp.Mul(*(_primitive(f, x) for f in sp.Mul.make_args(product)), *rest)


def _sum_power(factor: sp.Expr, sign: int) -> bool:
    """Whether it is a sum, or a sum to a whole power, of this sign."""
    base, n = factor.as_base_exp()
    return bool(base.is_Add and n.is_Integer and n * sign > 0)


def _primitive(factor: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """A power of a sum without what all its terms have in common: 2(a - b) for 2a - 2b."""
    base, n = factor.as_base_exp()
    if not (base.is_Add and n.is_Integer):
        return factor
    if base.free_symbols == {x}:
        content, rest = base.primitive()
    else:
        content, rest = sp.factor_terms(base).as_independent(sp.Add, as_Add=False)
    if rest.could_extract_minus_sign():
        content, rest = -content, -rest
    return content**n * rest**n


def _degree(expr: sp.Expr, x: sp.Symbol) -> int:
    base, n = expr.as_base_exp()
    if not n.is_Integer or not base.is_polynomial(x):
        return DEGREE if expr.has(x) and not expr.is_rational_function(x) else 4
    return abs(int(n)) * (int(sp.degree(base, x)) if base.has(x) else 0)


def combined(expr: sp.Expr, u: sp.Symbol) -> sp.Expr:
    """A rational function as one fraction, where fractions stand in it."""
    inner = [n for n in sp.Mul.make_args(expr) if n.has(sp.Add)]
    nested = any(p.is_Pow and p.exp.is_negative for n in inner for p in _below(n) if p.has(u))
    if not nested or not expr.is_rational_function(u) or _degree(expr, u) > DEGREE:
        return expr
    return sp.factor_terms(sp.cancel(expr))


def _below(expr: sp.Expr) -> Iterator[sp.Basic]:
    base = expr.base if expr.is_Pow else expr
    yield from sp.preorder_traversal(base)


def short(question: Integral, value: sp.Expr) -> str:
    """A constant in a sentence: ½, -⅓, 3/7, 1/a."""
    shown = text(question.written(value))
    plain = shown.removeprefix("−")
    return shown.replace(plain, FRACTIONS.get(plain, plain))


def called(letter: sp.Symbol) -> str:
    """A letter in a sentence: θ for theta."""
    return text(name(letter))


def beside(question: Integral, expr: sp.Expr, sign: str) -> str:
    """A factor before d and a letter: "x dx", "(x + 1) dx", and "dx" alone for 1."""
    if expr == 1:
        return sign
    if expr == -1:
        return f"−{sign}"
    shown = short(question, expr)
    return f"({shown}) {sign}" if expr.is_Add else f"{shown} {sign}"


def divides(part: sp.Expr, core: sp.Expr) -> bool:
    """Whether every factor of a part is one of an expression, or a lower power of one."""
    if part in sp.Mul.make_args(core):
        return True
    if isinstance(part, sp.exp):
        powers = [f.exp / part.exp for f in sp.Mul.make_args(core) if isinstance(f, sp.exp)]
        return any(n.is_Integer and n > 0 for n in powers)
    have = core.as_powers_dict()
    for base, n in part.as_powers_dict().items():
        found = have.get(base, sp.S.Zero)
        if not (n.is_number and found.is_number):
            return False
        if n * found <= 0 or abs(n) > abs(found):
            return False
    return True
