"""Differentiating a formula with a wrong rule at one place, or at two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.outcomes import Outcomes, slipped
from symcalc.grading.misconceptions.sites import Partial, Slope
from symcalc.notation import Notation
from symcalc.primitives import TABLE

# What is differentiated part by part: its own slopes by the parts are not gone wrong about.
TERMWISE = ("sum", "difference", "negation", "product", "quotient")
LARGEST = 120  # nodes of a formula in which wrong rules are looked for


def sloped(
    node: Notation, x: sp.Symbol, along: Mapping[sp.Symbol, sp.Expr] | None = None
) -> Outcomes:
    """What the derivative of a formula by x may come out as.

    Parameters
    ----------
    node : Notation
        The formula as written.
    x : sympy.Symbol
        The variable.
    along : mapping, optional
        What else moves with x, and its slope: y and dy/dx.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> found = sloped(read("x^2 sin x"), sp.Symbol("x"))
    >>> found.right
    x**2*cos(x) + 2*x*sin(x)
    >>> sp.Symbol("x") * 2 * sp.cos("x") in [one.value for one in found.wrong]
    True
    """
    own = {**(along or {}), x: sp.S.One}
    if sum(1 for _ in islice(node.walk(), LARGEST + 1)) > LARGEST:
        return Outcomes(slope(node.expr, own))
    return _sloped(node, x, own)


def slope(expr: sp.Expr, own: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """The derivative, every letter with the slope of its own."""
    return sp.Add(*(derived(expr, letter) * s for letter, s in own.items()))


def rule_of(node: Notation, own: Collection[sp.Symbol]) -> str:
    """By which rule of the table it is differentiated, "constant" where nothing moves."""
    if node.symbols.isdisjoint(own):
        return "constant"
    if node.head != "power" or node.parts[1].symbols.isdisjoint(own):
        return node.head
    return "exponential" if node.parts[0].symbols.isdisjoint(own) else "general-power"


def _sloped(node: Notation, x: sp.Symbol, own: Mapping[sp.Symbol, sp.Expr]) -> Outcomes:
    rule = rule_of(node, own)
    parts = tuple(part.expr for part in node.parts)
    if rule == "constant" or node.head == "name" or rule not in TABLE:
        value = sp.S.Zero if rule == "constant" else slope(node.expr, own)
        return slipped(lambda: Slope(node, x, (), value, rule, (), parts), (), lambda: value)
    moving = tuple(k for k, p in enumerate(node.parts) if not p.symbols.isdisjoint(own))
    inner = {k: _sloped(node.parts[k], x, own) for k in _worked(rule, parts, moving)}
    inner = {k: found for k, found in inner.items() if k in moving or found.wrong}
    partials = TABLE[rule].partials(*parts)
    outer = [
        _partial(Partial(node, rule, k, parts, sp.sympify(partials[k], strict=True), x))
        for k in inner
    ]
    half = len(inner)

    def right(*values: sp.Expr) -> sp.Expr:
        pairs = zip(values[:half], values[half:], strict=True)
        return sp.Add(*(p * s for p, s in pairs if s != 0))

    def site(*values: sp.Expr) -> Slope:
        local, slopes = (_filled(len(parts), inner, v) for v in (values[:half], values[half:]))
        return Slope(node, x, slopes, right(*values), rule, local, parts, moving)

    return slipped(site, [*outer, *inner.values()], right)


def _worked(rule: str, parts: Sequence[sp.Expr], moving: Sequence[int]) -> Sequence[int]:
    """Which parts are differentiated, some of them in vain: π³ is a constant."""
    if rule not in TERMWISE:
        return moving
    return [k for k, part in enumerate(parts) if k in moving or part.args or part.is_Symbol]


def _filled(size: int, places: Iterable[int], values: Iterable[sp.Expr]) -> tuple[sp.Expr, ...]:
    found = dict(zip(places, values, strict=True))
    return tuple(found.get(k, sp.S.Zero) for k in range(size))


def _partial(site: Partial) -> Outcomes:
    if site.rule in TERMWISE:
        return Outcomes(site.right)
    return slipped(lambda: site, (), lambda: site.right)
