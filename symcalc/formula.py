"""Formula and Question: what was given, and what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.errors import shorten
from symcalc.notation import Notation

ORDERS = 100  # of a derivative, at most
INDEXED = re.compile(r"(?<=[^\W\d_])_(?=\d)")  # what stands between a letter and its number
READABLE = 200  # levels, and parts, of what is quoted in a message

# What SymPy leaves as it is written and symcalc does not work out. Where it is constant, it is as
# good as a letter.
UNEVALUATED = (
    *(sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Subs, sp.binomial, sp.Indexed),
    *(sp.Determinant, sp.Trace, AppliedUndef),
)


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

    The body of an integral or a limit is the whole of it, as written. `text` is how the question
    was put, `sign` whether a derivative was written with d or ∂, `at` the point it asks for, `more`
    the points after the first where there are several,
    `degree` the degree of a Taylor polynomial. `given` is what else is said of the variables: the
    components of a direction, or what x and y are in terms of t. `subject_to` are the constraints
    of an extremum; an interval is the constraint that the variable lies in it. `method` is how a
    derivative is to be worked out, or which kind of extremum is wanted; "" where nothing is said.
    """

    kind: str
    body: Notation
    wrt: tuple[sp.Symbol, ...] = ()
    text: str = ""
    sign: str = "d"
    at: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    degree: int | None = None
    given: tuple[tuple[sp.Symbol, Notation], ...] = ()
    subject_to: tuple[Notation, ...] = ()
    method: str = ""
    more: tuple[tuple[tuple[sp.Symbol, sp.Expr], ...], ...] = ()

    @property
    def points(self) -> list[dict[sp.Symbol, sp.Expr]]:
        """Where the answer is to be evaluated: at the point, if there is one, or at several."""
        return [dict(point) for point in (self.at, *self.more) if point]


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


def quoted(expr: sp.Basic) -> str:
    """An expression in a message; of a large one, what kind it is."""
    depth, size = measure(expr)
    kind = getattr(expr, "func", type(expr)).__name__
    return shorten(str(expr)) if max(depth, size) <= READABLE else f"{kind}(…)"


def unevaluated(expr: sp.Basic) -> list[sp.Basic]:
    """The integrals, sums, limits … that stand in an expression, each once, outermost only."""
    found: dict[sp.Basic, None] = {}
    seen: set[sp.Basic] = set()
    stack = [expr]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, UNEVALUATED):
            found[node] = None
        else:
            stack += reversed(node.args)
    return list(found)


def lettered(*exprs: sp.Basic) -> tuple[list[sp.Basic], dict[sp.Dummy, sp.Basic]]:
    """Expressions with a letter for whatever is not worked out, and what the letters stand for.

    What depends on a variable that the expressions are differentiated by is left alone.

    >>> x, c = sp.symbols("x c")
    >>> (shown,), back = lettered(x**2 * sp.Integral(x, (x, 0, 1)))
    >>> shown.subs(x, 3).xreplace(back)
    9*Integral(x, (x, 0, 1))
    """
    moving = {x for e in exprs for d in e.atoms(sp.Derivative) for x in d.variables}
    parts = dict.fromkeys(part for expr in exprs for part in unevaluated(expr))
    held = [part for part in parts if not part.free_symbols & moving]
    letters = {part: sp.Dummy(f"held_{k}") for k, part in enumerate(held)}  # no two names alike
    return [e.xreplace(letters) for e in exprs], {c: part for part, c in letters.items()}


def at_point(expr: sp.Basic, point: Mapping[sp.Symbol, sp.Basic]) -> sp.Basic:
    """The value at a point; what is not worked out keeps the variables that run in it.

    >>> x, y = sp.symbols("x y")
    >>> at_point(x * sp.Integral(x * y, (x, 0, 1)), {x: 3, y: 2})
    3*Integral(2*x, (x, 0, 1))
    """
    (shown,), back = lettered(expr)
    parts = {
        letter: part.subs({x: v for x, v in point.items() if x in part.free_symbols})
        for letter, part in back.items()
    }
    return shown.subs(point).xreplace(parts)


def natural_order(symbols: Iterable[sp.Symbol]) -> tuple[sp.Symbol, ...]:
    """Sort by name as a person would: w2 before w10, however the index is written.

    >>> natural_order(sp.symbols("w10 w2 w_3 b"))
    (b, w2, w_3, w10)
    """

    def parts(symbol: sp.Symbol) -> list[tuple[int, int, str]]:
        words = re.split(r"(\d+)", INDEXED.sub("", symbol.name))
        return [(0, int(w), "") if w.isdecimal() else (1, 0, w) for w in words]

    return tuple(sorted(symbols, key=lambda symbol: (parts(symbol), symbol.name)))


def written_order(body: Notation) -> tuple[sp.Symbol, ...]:
    """The letters of a formula in the order in which they are met.

    >>> from symcalc.reading import read
    >>> written_order(read("(w - 2)^2 + b"))
    (w, b)
    """
    met = [node.expr for node in body.walk() if node.head == "name"]
    return tuple(dict.fromkeys(s for s in met if s in body.symbols))


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
