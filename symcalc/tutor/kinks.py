"""Where a formula has no derivative, or its derivative needs care: kinks, jumps and domains."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.figures import in_figures
from symcalc.formula import at_point, lettered, unevaluated
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange, replace_nodes
from symcalc.tutor.differentiate import differentiate
from symcalc.writing.text import text

NEARBY = sp.Rational(1, 10**9)
DIGITS = 40
BARS = 2  # of |u| in an edge, which are taken off both ways
HIGHEST = 4  # degree of a polynomial whose zeros are looked for


@dataclass(frozen=True)
class Kink:
    """A place where the rules do not apply.

    `left` and `right` are the one-sided derivatives, None where there is none; `jumps` tells that
    the function itself is not continuous there, `settled` that the rules tell both sides.
    """

    x: sp.Symbol
    at: sp.Expr
    left: sp.Expr | None
    right: sp.Expr | None
    jumps: bool
    settled: bool

    @property
    def exists(self) -> bool:
        """Whether the derivative exists all the same."""
        smooth = self.settled and not self.jumps
        return smooth and self.left is not None and self.left == self.right

    @property
    def known(self) -> bool:
        """Whether nothing that has no value yet decides what happens here."""
        sides = [side for side in (self.left, self.right) if side is not None]
        return not any(side.free_symbols or unevaluated(side) for side in sides)

    @property
    def place(self) -> str:
        """x = 2."""
        return f"{self.x.name} = {text(arrange(self.at))}"

    def sentence(self) -> str:
        """What a learner reads about it."""
        left, right = _shown(self.left), _shown(self.right)
        if not self.settled:
            return f"At {self.place} the rules do not apply: the difference quotient decides."
        if not self.known:
            sides = f"from the left {left}, from the right {right}"
            return f"At {self.place} the slopes may differ: {sides}."
        if self.jumps:
            return f"At {self.place} the function jumps, so the derivative does not exist there."
        if self.exists:
            return f"At {self.place} both one-sided derivatives are {left}; so is the derivative."
        sides = f"from the left {left}, from the right {right}"
        return f"At {self.place} the derivative does not exist: {sides}."


def _shown(side: sp.Expr | None) -> str:
    return "no finite value" if side is None else text(arrange(side))


class Crossing(NamedTuple):
    """An expression in x that is zero where one part of a formula may have a kink."""

    zero: sp.Expr
    part: Notation

    def sentence(self) -> str:
        """What a learner reads where the place is not worked out."""
        edge = f"{text(arrange(self.zero))} = 0"
        return f"Where {edge}, {text(self.part)} may have no derivative: look at the two sides."


def kinks(body: Notation, x: sp.Symbol) -> tuple[list[Kink], list[Crossing]]:
    """The kinks of a formula in x, and the crossings whose places are not worked out.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> print(kinks(arrange(sp.Abs(x - 2)), x)[0][0].sentence())
    At x = 2 the derivative does not exist: from the left −1, from the right 1.
    """
    found: list[sp.Expr] = []
    open_: list[Crossing] = []
    for crossing in crossings(body, x):
        places = zeros(crossing.zero, x)
        if places is None:
            open_.append(crossing)
        else:
            found += places
    inside = [p for p in dict.fromkeys(found) if value_at(body.expr, x, p) is not None]
    here = [kink_at(body, x, place) for place in inside]
    return sorted(here, key=lambda k: float(k.at)), list(dict.fromkeys(open_))


def crossings(body: Notation, x: sp.Symbol) -> Iterator[Crossing]:
    """Every expression in x whose zeros may be kinks."""
    if x not in body.symbols:
        return
    if body.head == "cases":
        edges = boundaries(body)
    elif body.head in TABLE:
        edges = TABLE[body.head].kinks(*_exprs(body))
    else:
        edges = ()
    yield from (Crossing(edge, body) for edge in edges if edge.has(x))
    for part in body.parts:
        yield from (c for c in crossings(part, x) if not c.zero.free_symbols & body.running)


def _exprs(node: Notation) -> list[sp.Basic]:
    return [part.expr for part in node.parts]


def boundaries(node: Notation) -> tuple[sp.Expr, ...]:
    """Where the conditions of a formula by cases change."""
    conditions = [piece.parts[1].expr for piece in node.parts]
    relations = [r for c in conditions for r in c.atoms(sp.core.relational.Relational)]
    return tuple(dict.fromkeys(r.lhs - r.rhs for r in relations))


def zeros(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    """The real zeros, or None where they are not worked out.

    >>> x = sp.Symbol("x")
    >>> zeros(sp.Abs(x) - 1, x), zeros(sp.cos(x), x)
    ([-1, 1], None)
    """
    bars = sorted(expr.atoms(sp.Abs), key=str)
    if 0 < len(bars) <= BARS:
        return _without_bars(expr, x, bars)
    if expr.free_symbols != {x} or unevaluated(expr) or not expr.is_polynomial(x):
        return None
    poly = sp.Poly(expr, x)
    if not poly.domain.is_QQ and not poly.domain.is_ZZ:
        return None
    return list(dict.fromkeys(poly.real_roots())) if 0 < poly.degree() <= HIGHEST else None


def _without_bars(expr: sp.Expr, x: sp.Symbol, bars: list[sp.Expr]) -> list[sp.Expr] | None:
    """The zeros with u or −u for every |u|, where they are zeros with the bars, too."""
    found: list[sp.Expr] = []
    for signs in product((1, -1), repeat=len(bars)):
        plain = expr.xreplace({b: s * b.args[0] for s, b in zip(signs, bars, strict=True)})
        places = zeros(plain, x)
        if places is None:
            return None
        found += [place for place in places if value_at(expr, x, place) == 0]
    return sorted(dict.fromkeys(found), key=float)


def kink_at(body: Notation, x: sp.Symbol, place: sp.Expr) -> Kink:
    """What the two sides of a place are like, where the formula itself has a value."""
    sides = [one_side(body, x, place, side) for side in (-1, 1)]
    values = [value_at(side.expr, x, place) for side in (*sides, body)]
    slopes = [slope_at(side, x, place) for side in sides]
    settled = None not in values and sp.nan not in slopes
    jumps = any(v != values[0] for v in values)
    finite = [None if slope in (None, sp.nan) else slope for slope in slopes]
    return Kink(x, place, finite[0], finite[1], jumps, settled)


def one_side(body: Notation, x: sp.Symbol, place: sp.Expr, side: int) -> Notation:
    """The formula as it is just beside a place: |u| is u or -u there."""
    beside = {x: sp.Rational(str(sp.N(place, DIGITS))) + side * NEARBY}

    def branch(node: Notation) -> Notation | None:
        if x not in node.symbols:
            return node
        if node.head == "cases":
            return _piece(node, beside)
        if node.head not in TABLE:
            return None
        row = TABLE[node.head]
        if is_step(node) and any(value_at(z, x, place) == 0 for z in row.kinks(*_exprs(node))):
            level = value_at(node.expr, x, beside[x])
            return arrange(level) if level is not None and level.is_number else None
        pairs = zip(row.kinks(*_exprs(node)), row.branches(*_exprs(node)), strict=False)
        for zero, (below, above) in pairs:
            if zero.has(x) and value_at(zero, x, place) == 0:
                chosen = above if holds(zero > 0, beside) else below
                return arrange(chosen, like=node)
        return None

    before, after = None, body
    while after != before:  # a branch may have kinks of its own: max(0, x, x²)
        before, after = after, replace_nodes(after, branch)
    return after


def is_step(node: Notation) -> bool:
    """Whether it is constant between its jumps, as floor(u) is, whatever their number."""
    row, entries = TABLE[node.head], _exprs(node)
    jumping = row.kinks(*entries) and not row.branches(*entries)
    return bool(jumping) and not any(row.partials(*entries))


def _piece(node: Notation, beside: dict[sp.Symbol, sp.Rational]) -> Notation | None:
    """The piece that holds at a point; None where another letter decides which one it is."""
    for piece in node.parts:
        condition = piece.parts[1].expr
        if holds(condition, beside):
            return piece.parts[0]
        if condition.xreplace(beside).free_symbols:
            return None
    return None


def holds(condition: sp.Basic, point: dict[sp.Symbol, sp.Rational]) -> bool:
    """Whether a condition is true at a point."""
    chosen = sp.Piecewise((1, condition), (0, True))
    try:
        return bool(Precise(DIGITS).at(chosen, point) == 1)
    except Undefined:
        return False


def slope_at(body: Notation, x: sp.Symbol, place: sp.Expr) -> sp.Expr | None:
    """The derivative there by the rules: None where it is infinite, nan where they do not tell."""
    slope = differentiate(body, x)[-1].after.expr
    value = value_at(slope, x, place)
    if value is not None:
        return value
    return None if at_point(slope, {x: place}).is_infinite else sp.nan


def value_at(expr: sp.Expr, x: sp.Symbol, place: sp.Expr) -> sp.Expr | None:
    """The exact value, None where it is not a finite real number.

    An integral, or whatever else is not worked out, is taken to have one.
    """
    (shown,), back = lettered(expr)
    try:
        value = shown.subs(x, place)
    except (TypeError, ValueError):  # SymPy's Max and relations refuse what is not real
        return None
    if value.is_number and not (value.is_finite and value.is_extended_real):
        return None
    return value.xreplace(back)


def explained(kink: Kink, body: Notation, given: Notation) -> list[str]:
    """The sentences about a kink; for |x| and the like the two sides are written out.

    `body` is what was `given`, written out.
    """
    lines = [kink.sentence()]
    row = TABLE.get(body.head)
    if kink.settled and row and row.kinks(*_exprs(body)) == (kink.x,):
        below, above = (text(arrange(b)) for b in row.branches(*_exprs(body))[0])
        x, whole = kink.x.name, text(body)
        right, left = _shown(kink.right), _shown(kink.left)
        lines.insert(
            0,
            f"For {x} > 0: {whole} = {above}, so the derivative is {right}. "
            f"For {x} < 0: {whole} = {below}, so it is {left}.",
        )
    value = compiled_at(given, kink)
    if kink.settled and not kink.exists and value is not None:
        shown = in_figures(value)
        told = f"Compiled functions return {shown} at {kink.place}"
        lines.append(told + ("." if kink.jumps else ", a convention that optimisers use."))
    return lines


def compiled_at(body: Notation, kink: Kink) -> float | None:
    """What compiled code returns at a kink; None where something without a value decides."""
    if body.symbols != {kink.x} or unevaluated(body.expr):
        return None
    program = jacobian(lower([body.expr], [kink.x]), [0])
    value = float(evaluate(program, [np.float64(kink.at)])[0]) + 0.0  # -0 reads as 0
    return value if math.isfinite(value) else None
