"""A derivative in a form that can be differentiated again without growing out of hand."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation, is_number
from symcalc.primitives import arrange

SMALL = 8  # parts of a formula that is left alone
LARGE = 600  # operations; longer formulas are left alone


def size(node: Notation) -> int:
    """How many parts a formula has.

    >>> size(arrange(sp.Symbol("x") + 1))
    3
    """
    return sum(1 for _ in node.walk())


def compact(node: Notation, like: Notation) -> Notation:
    """The shortest of a few equal forms, written in the manner of `like`.

    >>> x = sp.Symbol("x")
    >>> long = arrange(2 * (x + 1) ** 3 * sp.exp(x) + 4 * x * (x + 1) ** 3 * sp.exp(x))
    >>> compact(long, long).expr
    2*(x + 1)**3*(2*x + 1)*exp(x)
    """
    if size(node) <= SMALL or sp.count_ops(node.expr) > LARGE:
        return node
    return min((node, *(arrange(form, like=like) for form in forms(node.expr))), key=size)


def forms(expr: sp.Expr) -> Iterator[sp.Expr]:
    """Factored, with sin² + cos² = 1, and with all roots of one base in front."""
    factored = sp.factor(expr)
    yield factored
    circle = {u: sp.S.One for u in factored.atoms(sp.Add) if is_circle(u)}
    if circle:
        yield sp.factor(factored.xreplace(circle))
    rooted = roots_first(expr)
    if rooted is not None:
        yield rooted


def is_circle(expr: sp.Expr) -> bool:
    """Whether an expression is cos²(u) + sin²(u)."""
    sines = expr.atoms(sp.sin)
    return any(expr == sp.sin(s.args[0]) ** 2 + sp.cos(s.args[0]) ** 2 for s in sines)


def roots_first(expr: sp.Expr) -> sp.Expr | None:
    """Each base with a broken exponent as one power in front: 3(1 - x)/(8(1 - x²)^(7/2))."""
    lowest: dict[sp.Expr, sp.Rational] = {}
    for power in expr.atoms(sp.Pow):
        base, exponent = power.args
        broken = exponent.is_Rational and not exponent.is_Integer
        if broken and base.free_symbols:
            lowest[base] = min(exponent, lowest.get(base, exponent))
    if not lowest:
        return None
    front = sp.Mul(*(base**exponent for base, exponent in lowest.items()))
    top, bottom = sp.fraction(sp.factor(sp.powsimp(sp.expand(expr / front))))
    for base in lowest:
        top, above = divided_out(top, base)
        bottom, below = divided_out(bottom, base)
        lowest[base] += above - below
    powers = (base**exponent for base, exponent in lowest.items())
    return sp.Mul(sp.factor(top) / sp.factor(bottom), *powers)


def divided_out(expr: sp.Expr, base: sp.Expr) -> tuple[sp.Expr, int]:
    """What is left when `expr` is divided by `base` as often as possible, and how often that is."""
    symbols = sorted(base.free_symbols, key=str)
    times = 0
    while base.is_polynomial(*symbols) and expr.is_polynomial(*symbols) and expr.has(*symbols):
        quotient, rest = sp.div(expr, base, *symbols)
        if rest != 0:
            break
        expr, times = quotient, times + 1
    return expr, times


def together(*terms: Notation) -> Notation:
    """A sum in which each term keeps its brackets: 1 + (x - 1), not 1 + x - 1."""
    kept = [term for term in terms if not is_number(term, 0)]
    if len(kept) < 2:
        return kept[0] if kept else notation.number(0)
    if len(kept) == 2 and kept[1].head == "negation":
        return notation.arithmetic("difference", kept[0], kept[1].parts[0])
    return notation.arithmetic("sum", *kept)
