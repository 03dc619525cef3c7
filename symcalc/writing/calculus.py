"""Derivatives, integrals, sums, limits, and values at points."""

from __future__ import annotations

from itertools import groupby

from symcalc.notation import Notation, number
from symcalc.writing.calls import applied
from symcalc.writing.writer import (
    ATOM,
    POSTFIX,
    POWER,
    PREFIX,
    PRODUCT,
    T,
    Writer,
    shape,
)


def of_derivative(node: Notation) -> int:
    """f′(x) holds together, d/dx f(x) does not."""
    return ATOM if node.text == "'" else PREFIX


@shape("derivative", level=of_derivative)
def derivative(w: Writer[T], node: Notation) -> T:
    """d/dx u, ∂²/∂x∂y u, f′(x)."""
    body, *variables = node.parts
    if node.text == "'":
        primed = Notation("apply", body.parts, body.text + "'" * len(variables))
        return applied(w, primed)
    sign = w.sign(node.text or "d")
    top = w.raised(sign, number(len(variables))) if len(variables) > 1 else sign
    below: list[T] = []
    for variable, several in groupby(variables):
        piece = w.row(sign, w.write(variable))
        count = len(list(several))
        below.append(w.raised(piece, number(count)) if count > 1 else piece)
    return w.spaced(w.fraction(top, w.row(*below)), differentiated(w, body))


def differentiated(w: Writer[T], body: Notation) -> T:
    """What stands after d/dx, in brackets where only the first bracket of it might be meant."""
    written = w.inside(body, PRODUCT)
    first = body.parts[0] if body.head == "product" else body
    if body.head == "product" and w.opens(written):
        return w.fence("[", written, "]")
    doubtful = first.head == "evaluated" and not w.opens(written)
    return w.fence("(", written, ")") if doubtful else written


@shape("differential", level=POSTFIX)
def differential(w: Writer[T], node: Notation) -> T:
    """dx."""
    return w.row(w.sign("d"), w.write(node.parts[0]))


@shape("integral", level=PREFIX)
def integral(w: Writer[T], node: Notation) -> T:
    """∫ u dx, with bounds or without."""
    body, x, *bounds = node.parts
    ending = w.row(w.sign("d"), w.write(x))
    written = w.spaced(w.inside(body, PREFIX), w.sign("\N{THIN SPACE}"), ending)
    return w.integral([w.write(bound) for bound in bounds], written)


OVER = {"summation": "∑", "product-over": "∏"}


@shape(*OVER, level=PREFIX)
def summation(w: Writer[T], node: Notation) -> T:
    """∑ u from k = a to b."""
    body, k, first, last = node.parts
    below = w.row(w.write(k), w.sign("="), w.write(first))
    return w.over(OVER[node.head], below, w.write(last), w.inside(body, PREFIX))


@shape("limit", level=PREFIX)
def limit(w: Writer[T], node: Notation) -> T:
    """The limit of u as x approaches a, from one side or from both."""
    body, x, point = node.parts
    place = w.row(w.inside(point, ATOM), w.sign(SIDES[node.text])) if node.text else w.write(point)
    below = w.row(w.write(x), w.sign("→"), place)
    return w.over("lim", below, None, w.inside(body, PREFIX))


SIDES = {"+": "⁺", "-": "⁻"}


@shape("indexed")
def indexed(w: Writer[T], node: Notation) -> T:
    """x_i where i runs."""
    return w.indexed(node.parts[0], node.parts[1:])


@shape("evaluated", level=POSTFIX)
def evaluated(w: Writer[T], node: Notation) -> T:
    """[u] at x = a, or from a to b; x goes without saying where it is the only name."""
    body, x, *points = node.parts
    places = [w.write(point) for point in points]
    told = body.symbols == {x.expr} <= body.expr.free_symbols
    if len(points) == 1 or not told:
        places = [w.row(w.write(x), w.sign("="), place) for place in places]
    return w.scripted(w.fence("[", w.write(body), "]"), *places)


NABLA = {"gradient": "∇", "divergence": "∇·", "curl": "∇×", "laplacian": "∇²"}


@shape(*NABLA, level=POWER)
def nabla(w: Writer[T], node: Notation) -> T:
    """∇f, ∇·F, ∇×F, ∇²f."""
    return w.row(w.sign(NABLA[node.head]), w.inside(node.parts[0], POWER))
