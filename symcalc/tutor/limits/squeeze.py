"""Between two bounds that have the same limit."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, replace_nodes
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.bounds import bounds
from symcalc.tutor.limits.lines import ends
from symcalc.tutor.limits.sides import both_sides
from symcalc.writing.text import text


def squeeze(ask: Ask, _finder: Finder) -> Found | None:
    """A bounded factor that oscillates, times one that tends to 0."""
    if not ask.vanishes(ask.expr):
        return None
    factors = sp.Mul.make_args(ask.expr)
    loose = [f for f in factors if ask.moves(f) and ask.tends(f).kind == "varies"]
    wild = [f for f in loose if bounds(f) is not None]
    if not wild or len(wild) < len(loose):
        return None
    bounded, rest = sp.Mul(*wild), ask.expr / sp.Mul(*wild)
    low, high = bounds(bounded) or (sp.S.Zero, sp.S.Zero)
    most = sp.Max(abs(low), abs(high))
    if not ask.vanishes(rest):
        return None
    size = arrange(most * rest, like=ask.body)
    size = size if _positive(rest, ask) else build("abs", size)
    between = chain(notation.negative(size), ask.body, size)
    if low >= 0:
        between = chain(notation.number(0), ask.body, size) if _positive(rest, ask) else between
    said = arrange(bounded, like=ask.body)
    fields = {
        "bounds": text(chain(arrange(low), said, arrange(high))),
        "between": text(between),
        "bounded": text(said),
    }
    return ends(ask, "squeeze", sp.S.Zero, fields)


def _positive(expr: sp.Expr, ask: Ask) -> bool:
    """Whether an expression is positive near the point."""
    found = ask.tends(1 / expr)
    return found.kind == "infinite" and found.value > 0


def chain(low: Notation, middle: Notation, high: Notation) -> Notation:
    """low ≤ middle ≤ high."""
    return build(
        "and",
        build("relation", low, middle, text="<="),
        build("relation", middle, high, text="<="),
    )


def floors(ask: Ask, finder: Finder) -> Found | None:
    """⌊u⌋ of what grows lies between u − 1 and u."""
    steps = [n for n in ask.body.walk() if n.head in ("floor", "ceil") and ask.moves(n)]
    steps = [n for n in steps if ask.vanishes(1 / n.parts[0].expr)]
    if len(set(steps)) != 1 or ask.near.kind not in ("finite", "infinite"):
        return None
    if not (ask.side or ask.to.is_infinite):
        return both_sides(ask, finder)
    u, head = steps[0].parts[0], steps[0].head
    other = (
        notation.subtract(u, notation.number(1))
        if head == "floor"
        else notation.add(u, notation.number(1))
    )
    low, high = (put_in(ask.body, steps[0], by) for by in (other, u))
    values = [finder.value(ask.of(side)) for side in (low, high)]
    if None in values or values[0] != values[1] or values[0] == sp.nan:
        return None
    said = {"low": text(low), "high": text(high), "same": text(arrange(values[0]))}
    return ends(ask, f"squeeze-{head}", values[0], {"u": text(u), **said})


def put_in(body: Notation, part: Notation, by: Notation) -> Notation:
    """The formula with a part of it replaced."""
    return replace_nodes(body, lambda node: by if node == part else None)
