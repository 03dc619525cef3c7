"""Integrands of several formulas: |u|, max, sign, floor and cases, split where these change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import sympy as sp

from symcalc import notation
from symcalc.checking.breaks import whole_numbers
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.zeros import rough, zeros_between
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange, replace_nodes
from symcalc.tutor.definite.ask import Definite, Finder, Found, listed
from symcalc.tutor.definite.values import closed
from symcalc.tutor.kinks import crossings, holds
from symcalc.writing.text import text

MOST = 12  # parts that are worked out
STEPPED = ("floor", "ceil", "sign", "heaviside")
DIGITS = 30


def over_kinks(ask: Definite, finder: Finder) -> Found | None:
    """The interval is split where the integrand changes its formula, each part by itself."""
    if not (ask.numeric and ask.ordered) or not changing(ask):
        return None
    low, high = ask.ends
    places = [p for p in _places(ask) if low < p < high]
    if len(places) >= MOST or any(rough(p) for p in places):
        return None
    ends = [low, *places, high]
    pairs = list(pairwise(ends))
    branches = [branch(ask, a, b) for a, b in pairs]
    if None in branches:
        return None
    parts = [
        Definite(body, ask.x, arrange(a), arrange(b))
        for body, (a, b) in zip(branches, pairs, strict=True)
        if body is not None
    ]
    return _only(ask, parts[0], finder) if len(parts) == 1 else _sum(ask, parts, places, finder)


def changing(ask: Definite) -> bool:
    """Whether the integrand has a part that changes its formula."""
    return any(True for _ in crossings(ask.body, ask.x)) or any(
        n.head in STEPPED and ask.x in n.symbols for n in ask.body.walk()
    )


def _places(ask: Definite) -> list[sp.Expr]:
    """Where it changes, from left to right."""
    found: dict[sp.Expr, None] = {}
    for edge in dict.fromkeys(c.zero for c in crossings(ask.body, ask.x)):
        found |= dict.fromkeys(zeros_between(edge, ask.x, *ask.ends))
    for node in ask.body.walk():
        if node.head in STEPPED and ask.x in node.symbols:
            found |= dict.fromkeys(_of_step(node, ask))
    return sorted(found, key=lambda p: sp.N(p, DIGITS))


def _of_step(node: Notation, ask: Definite) -> Iterator[sp.Expr]:
    u = node.parts[0].expr
    if node.head in ("floor", "ceil"):
        yield from whole_numbers(u, ask.x, *ask.ends)
    else:
        yield from zeros_between(u, ask.x, *ask.ends)


def branch(ask: Definite, a: sp.Expr, b: sp.Expr) -> Notation | None:
    """The one formula that the integrand is between two neighbouring places."""
    low = a if a.is_finite else (b - 2 if b.is_finite else -sp.S.One)
    high = b if b.is_finite else low + 2
    middle = sp.Rational(sp.N((low + high) / 2, DIGITS)) if low.is_finite else sp.S.Zero

    def change(node: Notation) -> Notation | None:
        if ask.x not in node.symbols:
            return node
        if node.head == "cases":
            there = {ask.x: middle}
            return next((p.parts[0] for p in node.parts if holds(p.parts[1].expr, there)), None)
        if node.head in STEPPED:
            return _height(node, ask, middle)
        if node.head not in TABLE:
            return None
        row = TABLE[node.head]
        exprs = [p.expr for p in node.parts]
        pairs = list(zip(row.kinks(*exprs), row.branches(*exprs), strict=False))
        if not any(zero.has(ask.x) for zero, _ in pairs):
            return None
        (zero, (below, above)), *_ = pairs
        chosen = above if holds(zero > 0, {ask.x: middle}) else below
        return arrange(chosen, like=node)

    before: Notation | None = None
    after = ask.body
    while after != before:  # a branch may change its formula too: max(0, x, x²)
        before, after = after, replace_nodes(after, change)
    return ask.written(after.expr) if after != ask.body else after


def _height(node: Notation, ask: Definite, at: sp.Rational) -> Notation | None:
    try:
        value = Precise(DIGITS).at(node.expr, {ask.x: at})
    except Undefined:
        return None
    return arrange(sp.Rational(str(value)) if value != int(value) else sp.Integer(int(value)))


def _only(ask: Definite, part: Definite, finder: Finder) -> Found | None:
    """One formula from limit to limit."""
    if part.body == ask.body:
        return None
    found = finder.find(part)
    if found is None:
        return None
    return found.after(ask.step("one-formula", part.whole, branch=text(part.body)))


def _sum(
    ask: Definite, parts: list[Definite], places: list[sp.Expr], finder: Finder
) -> Found | None:
    """Each part by itself, and their sum."""
    found: list[Found] = []
    for part in parts:
        one = finder.find(part)
        if one is None:
            return None
        found.append(one)
        if not one.converges:
            break
    where = listed(f"{ask.x.name} = {text(arrange(p))}" for p in places)
    lines = notation.add(*(part.whole for part in parts))
    first = ask.step("split-at-kinks", lines, where=where, why=_why(ask, parts))
    below = tuple(
        part.step("piece", part.written(f.value), substeps=f.steps)
        for part, f in zip(parts, found, strict=False)
    )
    if not found[-1].converges:
        if found[-1].value is sp.nan:  # no value to put the part equal to
            below = (*below[:-1], *found[-1].steps)
        return Found((first, *below), sp.nan, found[-1].ending, found[-1].remarks)
    filled = notation.add(*(ask.written(f.value) for f in found))
    together = ask.step("together", filled, lines)
    ends = closed(filled, ask)
    value = (*ends, together)[0].after.expr
    return Found((first, *below, together, *ends), value)


def _why(ask: Definite, parts: list[Definite]) -> str:
    told = [f"{text(p.body)} for {text(p.low)} < {ask.x.name} < {text(p.high)}" for p in parts[:4]]
    more = " …" if len(parts) > 4 else ""
    return f"{text(ask.body)} is {', '.join(told)}{more}"
