"""Definite, iterated and improper integrals, and areas, with a wrong rule at one place."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.integrals import insides, integrated, substitutions
from symcalc.grading.misconceptions.outcomes import Outcomes, Wrong, done_at, slipped
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.sites import Bounds, ChangedBounds, Nested, Region
from symcalc.grading.misconceptions.strategy import strategy
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import walk

BETWEEN = 4  # parts of an integral with limits
LAYERS = 3  # of an iterated integral
INNER = 20  # wrong values of an inner integral that the outer one goes on with

Range = tuple[sp.Symbol, sp.Expr, sp.Expr]


@strategy("integral")
def definite(asked: Asked) -> Iterator[Wrong]:
    """An integral between two limits."""
    body = asked.body
    if body.head != "integral" or len(body.parts) != BETWEEN:
        return
    if body.parts[0].head == "integral":
        yield from _iterated(asked)
    else:
        yield from likely(between(body, asked.right.expr))


@strategy("area")
def area(asked: Asked) -> Iterator[Wrong]:
    """An area between curves, or between a curve and the axis."""
    steps = walk(asked.derivation.steps) if asked.derivation else ()
    for step in steps:
        whole = step.before.expr
        if isinstance(whole, sp.Integral) and isinstance(whole.function, sp.Abs):
            ((x, lower, upper),) = whole.limits
            gap = whole.function.args[0]
            right = asked.right.expr
            yield from done_at(Region(step.before, x, gap, lower, upper, right)).wrong
            return


def between(whole: Notation, right: sp.Expr) -> Iterator[Wrong]:
    """An integral with limits, whose value is `right`."""
    node, variable, *places = whole.parts
    x = variable.expr
    lower, upper = (place.expr for place in places)
    found = integrated(node, x)
    if found is None:
        found = Outcomes(primitive_of(node.expr, x) or sp.nan)
    moving = (one for one in found.wrong if one.value.has(x))  # of a constant there is nothing
    found = Outcomes(found.right, tuple(moving))

    def site(primitive: sp.Expr) -> Bounds:
        return Bounds(node, x, node.expr, primitive, lower, upper, right)

    def value(primitive: sp.Expr) -> sp.Expr:
        if primitive == found.right:  # an antiderivative may jump in between
            return right
        return primitive.subs(x, upper) - primitive.subs(x, lower)

    yield from slipped(site, [found], value).wrong
    for u, inside, inner in (*substitutions(node.expr, x), *insides(node.expr, x)):
        primitive = primitive_of(inner, u)
        if primitive is not None:
            new = ChangedBounds(node, x, u, inside, primitive, lower, upper, right)
            yield from done_at(new).wrong


def likely(wrong: Iterator[Wrong]) -> Iterator[Wrong]:
    """Without two slips that lead to a simple number: there are too many ways to one."""
    return (one for one in wrong if len(one.slips) == 1 or not one.value.is_Rational)


def _iterated(asked: Asked) -> Iterator[Wrong]:
    layers = [asked.body]
    while layers[-1].parts[0].head == "integral":
        layers.append(layers[-1].parts[0])
    if len(layers) > LAYERS or any(len(layer.parts) != BETWEEN for layer in layers):
        return
    inner = layers[-1]
    ranges = [_range(layer) for layer in reversed(layers)]
    right, f = asked.right.expr, inner.parts[0].expr
    for g, across in ((f, tuple(ranges)), *_in_polar(asked)):
        yield from done_at(Nested(asked.body, g, across, right)).wrong
    yield from _inner_wrongly(inner, ranges)
    yield from _outer_wrongly(f, layers, right)


def _in_polar(asked: Asked) -> Iterator[tuple[sp.Expr, tuple[Range, ...]]]:
    """The integrand and the ranges in polar coordinates, where it is worked out in them."""
    for step in walk(asked.derivation.steps) if asked.derivation else ():
        whole = step.after.expr
        if step.rule == "polar" and isinstance(whole, sp.Integral):
            yield whole.function, tuple(whole.limits)


def _range(layer: Notation) -> Range:
    x, lower, upper = (part.expr for part in layer.parts[1:])
    return x, lower, upper


def _inner_wrongly(inner: Notation, ranges: list[Range]) -> Iterator[Wrong]:
    """A slip in the inner integral, with which all goes on rightly."""
    first = _value(inner.parts[0].expr, ranges[0])
    wrong = [] if first is None else [w for w in between(inner, first) if len(w.slips) == 1]
    for one in sorted(wrong, key=lambda one: -one.weight)[:INNER]:
        value: sp.Expr | None = one.value
        for layer in ranges[1:]:
            value = None if value is None else _value(value, layer)
        if value is not None:
            yield Wrong(value, one.slips)


def _outer_wrongly(f: sp.Expr, layers: list[Notation], right: sp.Expr) -> Iterator[Wrong]:
    """A slip in the outermost integral, after the inner ones are right."""
    value: sp.Expr | None = f
    for layer in reversed(layers[1:]):
        value = None if value is None else _value(value, _range(layer))
    if value is None:
        return
    outer = build("integral", arrange(value), *layers[0].parts[1:])
    yield from (one for one in between(outer, right) if len(one.slips) == 1)


def _value(f: sp.Expr, layer: Range) -> sp.Expr | None:
    x, lower, upper = layer
    found = primitive_of(f, x)
    return None if found is None else found.subs(x, upper) - found.subs(x, lower)
