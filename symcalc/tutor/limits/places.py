"""Where a formula may fail to be continuous."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.kinks import boundaries, zeros
from symcalc.writing.text import text

N = sp.Symbol("n")
MOST = 12  # places that are looked at


@dataclass(frozen=True)
class Place:
    """A point, or a family of points with a whole number n in it, which may not be 0."""

    expr: sp.Expr
    not_zero: bool = False

    @property
    def family(self) -> bool:
        """Whether it stands for many points."""
        return N in self.expr.free_symbols

    @property
    def example(self) -> sp.Expr:
        """The point, or the one of the family for n = 1."""
        return self.expr.subs(N, 1)

    def text(self, x: sp.Symbol) -> str:
        """x = 2, or x = πn for every whole n."""
        shown = f"{x.name} = {text(arrange(self.expr))}"
        every = "every whole n but 0" if self.not_zero else "every whole n"
        return f"{shown} for {every}" if self.family else shown

    def note(self, x: sp.Symbol) -> str:
        """Which of a family is looked at."""
        return f"Take {x.name} = {text(arrange(self.example))}, for n = 1." if self.family else ""


def candidates(body: Notation, x: sp.Symbol) -> tuple[list[Place], list[str]]:
    """The places to look at, from left to right, and the edges whose places are not worked out.

    >>> x = sp.Symbol("x")
    >>> [place.expr for place in candidates(arrange(1 / (x**2 - 4)), x)[0]]
    [-2, 2]
    """
    found: dict[sp.Expr, None] = {}
    open_: list[str] = []
    for edge, kind in edges(body, x):
        places = SOLVED[kind](edge, x)
        if places is None:
            open_.append(f"{text(arrange(edge))} {SHOWN[kind]}")
        else:
            found |= dict.fromkeys(places)
    known = sorted((Place(p) for p in found), key=lambda p: float(p.example))
    return known[:MOST], list(dict.fromkeys(open_))


def edges(body: Notation, x: sp.Symbol) -> Iterator[tuple[sp.Expr, str]]:
    """Expressions that are zero, or whole, or at a pole, where something may happen."""
    for node in body.walk():
        if x not in node.symbols:
            continue
        if node.head == "cases":
            yield from ((edge, "zero") for edge in boundaries(node) if edge.has(x))
        elif node.head == "power":
            base, exponent = (p.expr for p in node.parts)
            if base.has(x) and not exponent.is_nonnegative:
                yield base, "zero"
        elif node.head in ARGUMENTS:
            kind, offsets = ARGUMENTS[node.head]
            u = node.parts[-1 if node.head == "quotient" else 0].expr
            if u.has(x):
                yield from ((u - offset, kind) for offset in offsets)


Z: tuple[sp.Expr, ...] = (sp.S.Zero,)
ONES: tuple[sp.Expr, ...] = (sp.S.One, sp.S.NegativeOne)
# By the head of a node: what its argument does where something may happen.
ARGUMENTS: dict[str, tuple[str, tuple[sp.Expr, ...]]] = {
    **dict.fromkeys(
        ("quotient", "log", "log-base", "sqrt", "root", "sign", "heaviside"), ("zero", Z)
    ),
    **dict.fromkeys(("coth", "csch", "acot", "asech", "acsch"), ("zero", Z)),
    **dict.fromkeys(("asin", "acos", "atanh", "acoth", "asec", "acsc"), ("zero", ONES)),
    "acosh": ("zero", (sp.S.One,)),
    "log1p": ("zero", (sp.S.NegativeOne,)),
    "tan": ("half-turn", Z),
    "sec": ("half-turn", Z),
    "cot": ("turn", Z),
    "csc": ("turn", Z),
    "floor": ("whole", Z),
    "ceil": ("whole", Z),
}
SHOWN = {
    "zero": "= 0",
    "whole": "is a whole number",
    "turn": "is a multiple of π",
    "half-turn": "is an odd multiple of π/2",
}


def zero(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    """The real zeros; those of sin and cos as a family."""
    if not expr.has(x):
        return []
    plain = zeros(expr, x)
    if plain is not None:
        return plain
    if expr.is_Mul:
        parts = [zero(f, x) for f in expr.args]
        return None if None in parts else [p for part in parts if part for p in part]
    if expr.is_Pow and not expr.exp.has(x):
        return zero(expr.base, x)
    if expr.is_Pow or isinstance(expr, sp.exp):
        return []
    if isinstance(expr, sp.Abs):
        return zero(expr.args[0], x)
    if isinstance(expr, sp.sin):
        return level(expr.args[0], sp.pi * N, x)
    if isinstance(expr, sp.cos):
        return level(expr.args[0], sp.pi * N + sp.pi / 2, x)
    return _inverted(expr, x)


def _inverted(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    """f(u) + c = 0 for a function with an inverse."""
    constant, moving = expr.as_independent(x, as_Add=True)
    factor, function = moving.as_independent(x, as_Add=False)
    if constant.free_symbols or factor.free_symbols or function.is_Add or function.is_Mul:
        return None
    value = -constant / factor
    if isinstance(function, sp.exp):
        return zero(sp.expand(function.args[0] - sp.log(value)), x) if value.is_positive else []
    if isinstance(function, sp.log):
        return _linear(function.args[0] - sp.exp(value), x)
    if isinstance(function, sp.sin | sp.cos):
        return _wave(function, value, x)
    if isinstance(function, sp.Pow) and function.exp == sp.S.Half:
        return zero(sp.expand(function.base - value**2), x) if value.is_nonnegative else []
    if isinstance(function, sp.Abs):
        u = function.args[0]
        both = [zero(sp.expand(u - v), x) for v in (value, -value)] if value.is_nonnegative else []
        return None if None in both else [p for part in both if part for p in part]
    return _linear(expr, x)


def _wave(function: sp.Expr, value: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    """Where sin u or cos u is 1 or −1; beyond them nowhere."""
    if value.is_number and abs(value) > 1:
        return []
    if value not in (1, -1):
        return None
    start = sp.asin(value) if isinstance(function, sp.sin) else sp.acos(value)
    return level(function.args[0], 2 * sp.pi * N + start, x)


def _linear(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    """The zero of a x + b, where a and b are any numbers."""
    plain = zeros(expr, x)
    if plain is not None:
        return plain
    if expr.free_symbols != {x} or not expr.is_polynomial(x) or sp.degree(expr, x) != 1:
        return None
    slope, start = sp.Poly(expr, x).all_coeffs()
    return [sp.expand(-start / slope)]


def level(u: sp.Expr, value: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    """Where a linear u has the values of a family; those of 1/x are not worked out."""
    if u.free_symbols != {x} or not u.is_polynomial(x) or sp.degree(u, x) != 1:
        return None
    slope, start = sp.Poly(u, x).all_coeffs()
    return [sp.expand((value - start) / slope)]


SOLVED: dict[str, Callable[[sp.Expr, sp.Symbol], list[sp.Expr] | None]] = {
    "zero": lambda u, x: _linear(u, x) or zero(u, x),
    "whole": lambda u, x: level(u, N, x),
    "turn": lambda u, x: level(u, sp.pi * N, x),
    "half-turn": lambda u, x: level(u, sp.pi * N + sp.pi / 2, x),
}
