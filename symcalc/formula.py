"""Formula and Question: what was given, and what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc.notation import Notation

ORDERS = 100  # of a derivative, at most


@dataclass(frozen=True)
class Formula:
    """One formula, or several, with the order of their inputs: what is compiled.

    `vector` tells [f] from f: a sequence of one formula is still a vector.
    """

    inputs: tuple[sp.Symbol, ...]
    outputs: tuple[sp.Expr, ...]
    vector: bool = False


@dataclass(frozen=True)
class Question:
    """What is asked about a formula: `kind` of it, with respect to `wrt`, one symbol an order.

    `text` is how it was put, `sign` whether a derivative was written with d or ∂.
    """

    kind: str
    body: Notation
    wrt: tuple[sp.Symbol, ...] = ()
    text: str = ""
    sign: str = "d"


def measure(expr: sp.Basic) -> tuple[int, int]:
    """How many levels deep an expression is, and how many parts it has written out.

    A shared part counts as often as it is used, but is visited once.

    >>> x = sp.Symbol("x")
    >>> measure(x + x**2)
    (3, 5)
    """
    sizes: dict[sp.Basic, tuple[int, int]] = {}
    stack = [expr]
    while stack:
        node = stack[-1]
        waiting = [a for a in node.args if a not in sizes]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        below = [sizes[a] for a in node.args]
        depth = 1 + max((d for d, _ in below), default=0)
        sizes[node] = depth, 1 + sum(size for _, size in below)
    return sizes[expr]


def natural_order(symbols: Iterable[sp.Symbol]) -> tuple[sp.Symbol, ...]:
    """Sort by name as a person would: w2 before w10.

    >>> natural_order(sp.symbols("w10 w2 b"))
    (b, w2, w10)
    """

    def parts(symbol: sp.Symbol) -> list[tuple[int, int, str]]:
        words = re.split(r"(\d+)", symbol.name)
        return [(0, int(w), "") if w.isdigit() else (1, 0, w) for w in words]

    return tuple(sorted(symbols, key=parts))


def over_reals(compute: Callable[..., Any], *args: Any) -> Any:
    """Let SymPy compute with real symbols where it must know that all is real.

    On plain symbols sqrt(x**2) is not |x|. The symbols of `args` are swapped for real ones, and
    swapped back in what `compute` answers.

    >>> x = sp.Symbol("x")
    >>> over_reals(sp.simplify, sp.sqrt(x**2))
    Abs(x)
    """
    symbols = {s for a in args if isinstance(a, sp.Basic) for s in a.free_symbols}
    real = {s: sp.Dummy(s.name, real=True) for s in symbols if s.is_real is None}
    back = {dummy: symbol for symbol, dummy in real.items()}
    swapped = [a.xreplace(real) if isinstance(a, sp.Basic) else a for a in args]
    answer = compute(*swapped)
    return answer.xreplace(back) if isinstance(answer, sp.Basic) else answer
