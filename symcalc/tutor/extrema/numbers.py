"""Numbers as they come out of solving: their sign, their size, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import sympy as sp

from symcalc.checking.balls import Balls
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.figures import decimal, in_figures
from symcalc.formula import over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

DIGITS = 60
ZERO = sp.Float("1e-25", DIGITS)  # what is smaller, at 60 digits, is zero
LONG = 14  # operations of an exact number; a longer one is shown in decimals
LARGE = 10_000  # in a logarithm
PLAIN, SIMPLE = 5, 30  # operations: fewer need no simplifying, more get none

Point = Mapping[sp.Symbol, sp.Expr]


@lru_cache(maxsize=4096)
def decimals(value: sp.Expr, digits: int = DIGITS) -> sp.Rational | None:
    """A rational number close to a real one; None where there is no finite real value."""
    if value.is_Rational:
        return value
    roots = {r: sp.Rational(str(r.n(digits))) for r in value.atoms(sp.CRootOf)}
    plain = value.xreplace(roots)
    plain = plain.xreplace({f: sp.Rational(str(f)) for f in plain.atoms(sp.Float)})
    try:
        found = Precise(digits).at(plain, {})
    except Undefined:
        return None
    return sp.Rational(str(Precise(digits).context.nstr(found, digits)))


@lru_cache(maxsize=4096)
def sign_of(value: sp.Expr) -> int | None:
    """-1, 0 or 1; None where there is no real value."""
    near = decimals(value)
    if near is not None and 0 != abs(near) < ZERO and not value.has(sp.Float, sp.CRootOf):
        return _certain(value)
    if near is None:
        return None
    return 0 if abs(near) < ZERO else 1 if near > 0 else -1


def _certain(value: sp.Expr) -> int:
    """The sign of an exact number that is very small: 10⁻³⁰⁰⁰ is not 0."""
    try:
        ball = Balls(DIGITS).at(value, {})
    except Undefined:
        return 0
    return 0 if ball.contains(0) else 1 if ball > 0 else -1


def near_at(expr: sp.Expr, point: Point) -> sp.Rational | None:
    """A rational number close to the value at a point, None where it is not a real number."""
    value = _put(expr, tuple(point.items()))
    return None if value is None else decimals(value)


def sign_at(expr: sp.Expr, point: Point) -> int | None:
    """The sign of the value at a point, None where there is no real value."""
    value = _put(expr, tuple(point.items()))
    return None if value is None else sign_of(value)


def value_at(expr: sp.Expr, point: Point) -> sp.Expr | None:
    """The value at a point, tidied; None where it is not a finite real number."""
    value = _put(expr, tuple(point.items()))
    if value is None or value.free_symbols:
        return None if value is None else tidied(value)
    near = decimals(value)
    if near is None:
        return None
    if sign_of(value) == 0:
        return sp.Integer(0)
    return sp.Float(near, 40) if value.has(sp.Float, sp.CRootOf) else tidied(value)


@lru_cache(maxsize=2048)
def _put(expr: sp.Expr, point: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> sp.Expr | None:
    """A formula with values for its letters, None where it is undefined or infinite."""
    try:
        value = expr.subs(list(point), simultaneous=True)
    except (TypeError, ValueError):  # SymPy's Max and relations refuse what is not real
        return None
    return None if value.is_finite is False or value.has(sp.nan, sp.zoo) else value


@lru_cache(maxsize=2048)
def tidied(value: sp.Expr) -> sp.Expr:
    """The shortest of a few forms of an exact number."""
    if value.is_Rational or sp.count_ops(value) > SIMPLE:
        return value
    forms = [value, sp.radsimp(sp.expand(value))]
    if sp.count_ops(min(forms, key=sp.count_ops)) > PLAIN:
        forms.append(over_reals(sp.simplify, value))
    short = [f for f in forms if not any(_is_long(c.args[0]) for c in f.atoms(sp.log))]
    return min(short or forms, key=sp.count_ops)


def _is_long(inner: sp.Expr) -> bool:
    """Whether a number is too long to stand in a logarithm: 3 ln 0.3 + 7 ln 0.7 is shorter."""
    return any(abs(n.p) >= LARGE or n.q >= LARGE for n in inner.atoms(sp.Rational))


def is_exact(value: sp.Expr) -> bool:
    """Whether a number is known exactly, and short enough to be written so."""
    return not value.has(sp.Float, sp.CRootOf) and sp.count_ops(value) <= LONG


def final(value: sp.Expr) -> sp.Expr:
    """A number as it stands in an answer: exact, or a float of fifteen digits."""
    if not value.has(sp.Float, sp.CRootOf):
        return value
    near = decimals(value)
    return value if near is None else sp.Float(near, 15)


def shown(value: sp.Expr, like: Notation | None = None) -> Notation:
    """A number as written: exact where that is short, else its decimals."""
    if is_exact(value) or value.free_symbols:
        return arrange(value, like=like)
    near = decimals(value)
    return arrange(value) if near is None else decimal(sp.Float(near))


def said(value: sp.Expr, like: Notation | None = None) -> str:
    """The same in a sentence; decimals of a number that is not rational stand beside it."""
    written = text(shown(value, like))
    if value.free_symbols:
        return written
    if not is_exact(value):
        return f"≈ {written}"
    if value.is_Rational:
        return written
    near = decimals(value)
    return written if near is None else f"{written} ≈ {in_figures(near)}"


def equation(left: Notation, value: sp.Expr, like: Notation | None = None) -> str:
    """x = √2, or x ≈ 1.41421."""
    written = text(shown(value, like))
    exact = value.free_symbols or is_exact(value)
    return f"{text(left)} {'=' if exact else '≈'} {written}"
