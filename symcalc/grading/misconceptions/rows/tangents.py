"""What goes wrong with tangents as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Whole

TANGENT = "The tangent at a is y = f(a) + f′(a)·(x − a)."
LINE = r"y = f(a) + f'(a)\,(x - a)"


def _line(site: Whole) -> tuple[sp.Symbol, sp.Expr, sp.Expr, sp.Expr] | None:
    """The variable, the place, the height and the slope there."""
    point = dict(site.asked.question.at)
    if len(point) != 1 or set(point) != site.node.symbols:
        return None
    ((x, a),) = point.items()
    return x, a, site.there(site.node.expr), site.there(derived(site.node.expr, x))


@misconception(
    "tangent-slope-and-value-exchanged",
    at=Whole,
    on=("tangent",),
    says="The slope and the value at the point are exchanged.",
    helps=TANGENT,
    statement=LINE,
    example=("tangent to y = x^2 at x = 3", "y = 6 + 9(x - 3)"),
)
def tangent_slope_and_value_exchanged(site: Whole) -> Iterator[sp.Expr]:
    """F′(a) + f(a)·(x − a)."""
    found = _line(site)
    if found:
        x, a, height, slope = found
        yield sp.expand(slope + height * (x - a))
        yield height * x + slope


@misconception(
    "tangent-value-as-slope",
    at=Whole,
    on=("tangent",),
    says="The value at the point was taken for the slope.",
    helps=TANGENT,
    statement=LINE,
    example=("tangent to y = x^2 at x = 3", "y = 9x - 18"),
    weight=2.5,
)
def tangent_value_as_slope(site: Whole) -> sp.Expr | None:
    """F(a) + f(a)·(x − a)."""
    found = _line(site)
    return sp.expand(found[2] + found[2] * (found[0] - found[1])) if found else None


@misconception(
    "tangent-without-its-height",
    at=Whole,
    on=("tangent",),
    says="The line has the right slope, but does not go through the point.",
    helps=TANGENT,
    statement=LINE,
    example=("tangent to y = x^2 at x = 3", "y = 6x"),
    weight=1.4,
)
def tangent_without_its_height(site: Whole) -> Iterator[sp.Expr]:
    """F′(a)·x, f′(a)·(x − a), f′(a)·x + f(a), f(a) + f′(a)·(x + a), or f′(a) alone."""
    found = _line(site)
    if found:
        x, a, height, slope = found
        lines = (slope * x, slope * (x - a), slope * x + height, height + slope * (x + a))
        yield from map(sp.expand, lines)
        yield slope * x + a
        yield sp.expand(slope * (x - a) - height)
        yield slope


@misconception(
    "tangent-slope-not-evaluated",
    at=Whole,
    on=("tangent",),
    says="The slope was left as a function of {x}.",
    helps="The slope is a number: the derivative at the point.",
    statement=LINE,
    example=("tangent to y = x^2 at x = 3", "y = 2x(x - 3) + 9"),
    weight=1.3,
)
def tangent_slope_not_evaluated(site: Whole) -> Iterator[sp.Expr | Said]:
    """F′(x)·(x − a) + f(a)."""
    found = _line(site)
    if found:
        x, a, height, _ = found
        slope = derived(site.node.expr, x)
        yield slope * (x - a) + height
        yield slope
        for place in (0, 1):
            line = slope.xreplace({x: sp.Integer(place)}) * (x - a) + height
            yield line, f"The slope was taken at {x.name} = {place}, not at the point."


@misconception(
    "tangent-with-normal-slope",
    at=Whole,
    on=("tangent",),
    says="This is the normal, which is at right angles to the tangent.",
    helps=TANGENT,
    statement=LINE,
    example=("tangent to y = x^2 at x = 3", "y = -(x - 3)/6 + 9"),
)
def tangent_with_normal_slope(site: Whole) -> Iterator[sp.Expr | Said]:
    """−1/f′(a), or −f′(a), for the slope."""
    found = _line(site)
    if found:
        x, a, height, slope = found
        yield sp.expand(height - slope * (x - a)), "The sign of the slope is wrong."
        if slope != 0:
            yield sp.expand(height - (x - a) / slope)
