"""Two vectors beside each other: cosine similarity, distances, scalar projection, cross product."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.given import Given, numeric, shown, written
from symcalc.tutor.linear.norms import ORDERS
from symcalc.tutor.linear.numbers import arranged, decimals, tidy
from symcalc.tutor.linear.vector_lines import (
    dotted_names,
    length,
    letter,
    norm_line,
    product_line,
    times,
)
from symcalc.tutor.linear.vectors import approx_step, cosine_line, need_direction, pair
from symcalc.tutor.words.linear import NORMS
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS


def _told(
    kind: str,
    label: Notation,
    value: sp.Expr,
    steps: Sequence[Step],
    other: sp.Expr,
    **parts: str,
) -> Derivation:
    """A number, with its decimals, checked by another way to it."""
    claim = Same(((value, other),), "the entries", CHECKS["entries"], 1e-12)
    return Derivation(
        asked(kind, label, **parts),
        label,
        arranged(value),
        (*steps, *approx_step(decimals(value))),
        claims=(claim,),
    )


@lesson(
    "cosine-similarity",
    "cosine similarity of {x} and {y}",
    "cosine similarity between {x} and {y}",
    "cosine of the angle between {x} and {y}",
)
def cosine(x: Given, y: Given) -> Derivation:
    """The scalar product over both lengths."""
    one, other = pair(x, y)
    need_direction(one, "x")
    need_direction(other, "y")
    sizes = [length(v, "2") for v in (one, other)]
    top = tidy(one.dot(other))
    value = tidy(top / (sizes[0] * sizes[1]))
    steps = [
        step("dot", product_line(one, other, ("x", "y"))),
        step("norm", norm_line(one, "x"), name="x", how=NORMS["2"]),
        step("norm", norm_line(other, "y"), name="y", how=NORMS["2"]),
        step("cosine", cosine_line(top, sizes, value)),
    ]
    units = sp.Add(*(u / sizes[0] * v / sizes[1] for u, v in zip(one, other, strict=True)))
    label = build("cos", letter("theta"))
    return _told("cosine-similarity", label, value, steps, units, x=written(x), y=written(y))


@lesson("cosine-distance", "cosine distance {w:between|of|from} {x:list} {v:and|to} {y:list}")
def cosine_distance(x: Given, y: Given, **_: str) -> Derivation:
    """1 less the cosine similarity."""
    found = cosine(x, y)
    value = tidy(1 - found.answer)
    label = letter("d")
    put = notation.subtract(notation.number(1), arranged(found.answer))
    one, other = pair(x, y)
    sizes = [length(v, "2") for v in (one, other)]
    units = [Matrix([e / size for e in v]) for v, size in zip((one, other), sizes, strict=True)]
    apart = units[0] - units[1]
    steps = (*found.steps, step("cosine-distance", line(label, put, arranged(value))))
    claim = Same(((value, apart.dot(apart) / 2),), "the entries", CHECKS["entries"], 1e-12)
    return Derivation(
        asked("cosine-distance", label, x=written(x), y=written(y), w="between", v="and"),
        label,
        arranged(value),
        (*steps, *approx_step(decimals(value))),
        claims=(claim,),
    )


@lesson(
    "distance",
    "distance between {x:list} and {y:list}[ in the norm of order {order}]",
    "{order:euclidean|manhattan|taxicab|l1|l2|l_1|l_2} distance between {x:list} and {y:list}",
    "{order:euclidean|manhattan|taxicab|l1|l2|l_1|l_2} distance from {x:list} to {y:list}",
    "distance between the points {x:list} and {y:list}",
    "distance from {x:list} to {y:list}",
)
def distance(x: Given, y: Given, order: str = "") -> Derivation:
    """The norm of the difference of two vectors."""
    one, other = pair(x, y)
    kind = "1" if ORDERS.get(order.lower(), order) == "1" else "2"
    apart = sp.ImmutableMatrix([tidy(a - b) for a, b in zip(one, other, strict=True)])
    difference = Notation("difference", (shown(one), shown(other)), expr=apart)
    steps = [
        step("apart", equalities(letter("d"), difference, shown(apart))),
        step("norm", norm_line(apart, "d", kind), name="d", how=NORMS[kind]),
    ]
    value = length(apart, kind)
    squares = one.dot(one) - 2 * one.dot(other) + other.dot(other)
    check = sp.sqrt(squares) if kind == "2" else sp.Add(*map(abs, one - other))
    label = Notation("norm", (letter("d"),), "" if kind == "2" else kind)
    said = "" if kind == "2" else kind
    parts = {"x": written(x), "y": written(y), "order": said}
    return _told("distance", label, value, steps, check, **parts)


@lesson(
    "scalar-projection",
    "scalar projection of {x} onto {onto}",
    "scalar projection of {x} on {onto}",
    "component of {x:list} along {onto:list}",
)
def scalar_projection(x: Given, onto: Given) -> Derivation:
    """How long the part of x along another vector is, negative where it points the other way."""
    one, other = pair(x, onto)
    need_direction(other, "y")
    top, size = tidy(one.dot(other)), length(other, "2")
    value = tidy(top / size)
    law = Notation("quotient", (dotted_names("x", "y"), Notation("norm", (letter("y"),))))
    put = notation.divide(arrange(top), arrange(size))
    steps = [
        step("dot", product_line(one, other, ("x", "y"))),
        step("norm", norm_line(other, "y"), name="y", how=NORMS["2"]),
        step("scalar-projection", line(equalities(letter("c"), law), put, arranged(value))),
    ]
    part = sp.Add(*(u * (v / size) for u, v in zip(one, other, strict=True)))
    parts = {"x": written(x), "onto": written(onto)}
    return _told("scalar-projection", letter("c"), value, steps, part, **parts)


@lesson(
    "cross-product",
    "cross product of {x} and {y}",
    "vector product of {x} and {y}",
    "{x:list}[ ]×[ ]{y:list}",
    "{x:list} x {y:list}",
    r"{x:list}[ ]\\times[ ]{y:list}",
)
def cross(x: Given, y: Given) -> Derivation:
    """The vector orthogonal to two vectors of three entries."""
    one, other = pair(x, y)
    if one.rows != 3:
        raise ShapeError(FAILS["cross"].format(n=one.rows), hint=HINTS["cross"])
    rows = [(1, 2), (2, 0), (0, 1)]
    entries = [notation.subtract(times(one[j], other[k]), times(one[k], other[j])) for j, k in rows]
    value = sp.ImmutableMatrix([tidy(e) for e in one.cross(other)])
    put = build("vector", *entries)
    steps = [
        step("cross", line(letter("p"), put, shown(value))),
        step("cross-angle", product_line(value, other, ("p", "y"))),
    ]
    pairs: tuple[tuple[sp.Expr, sp.Expr], ...] = (
        (one.dot(value), sp.S.Zero),
        (other.dot(value), sp.S.Zero),
    )
    size = one.dot(one) * other.dot(other) - one.dot(other) ** 2  # Lagrange's identity
    if numeric(value):
        pairs = (*pairs, (value.dot(value), size))
    return Derivation(
        asked("cross-product", letter("p"), x=written(x), y=written(y)),
        letter("p"),
        shown(value),
        tuple(steps),
        claims=(Same(pairs, "its length and angles", CHECKS["cross"]),),
    )
