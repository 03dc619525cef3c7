"""Vectors: scalar product, norm, angle, projection, unit vector."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting import linear as pictures
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import dotted, equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.angles import (
    UNITS,
    angle_ending,
    by_halves,
    directions,
    kind_of_angle,
    theta_step,
)
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.given import Given, column, numeric, shown, written
from symcalc.tutor.linear.numbers import decimals, tidy
from symcalc.tutor.linear.several_vectors import several, spanning
from symcalc.tutor.linear.subspaces import onto_span
from symcalc.tutor.linear.vector_lines import (
    dotted_names,
    length,
    letter,
    norm_line,
    product_line,
    products,
)
from symcalc.tutor.words.linear import NORMS, REMARKS
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS
from symcalc.writing.text import text


def pair(x: Given, y: Given) -> tuple[sp.ImmutableMatrix, sp.ImmutableMatrix]:
    """Two vectors of the same length."""
    one, other = column(x, "x"), column(y, "y")
    if one.rows != other.rows:
        what = FAILS["lengths"].format(x=one.rows, y=other.rows)
        raise ShapeError(what, hint=HINTS["lengths"])
    return one, other


def need_direction(x: sp.MatrixBase, name: str) -> None:
    """Refuse the zero vector."""
    if all(e.is_zero for e in x):
        raise UnsupportedError(FAILS["zero"].format(name=name), hint=HINTS["zero"])


def _given(*vectors: tuple[str, sp.MatrixBase]) -> str:
    return ", ".join(f"{name} = {text(shown(v))}" for name, v in vectors)


@lesson(
    "dot",
    "dot product of {x} and {y}",
    "scalar product of {x} and {y}",
    "inner product of {x} and {y}",
    "{x:vector}[ ]·[ ]{y:vector}",
    "{x:vector}[ ].[ ]{y:vector}",
    r"{x:vector}[ ]\\cdot[ ]{y:vector}",
    "⟨{x:list},[ ]{y:list}⟩",
    "<{x:list},[ ]{y:list}>",
    r"\\langle[ ]{x:list}[ ],[ ]{y:list}[ ]\\rangle",
    "are[ the][ vectors] {x:list} and {y:list} orthogonal",
    "are[ the][ vectors] {x:list} and {y:list} perpendicular",
)
def dot(x: Given, y: Given) -> Derivation:
    """The scalar product of two vectors, and what it says of the angle between them."""
    one, other = pair(x, y)
    value = tidy(one.dot(other))
    steps = [step("dot", product_line(one, other, ("x", "y")))]
    if numeric(one) and numeric(other) and not (one.is_zero_matrix or other.is_zero_matrix):
        steps.append(_geometric(one, other, value))
    asked_text = {"x": written(x), "y": written(y)}
    return Derivation(
        asked("dot", dotted_names("x", "y"), **asked_text),
        dotted_names("x", "y"),
        arrange(value),
        tuple(steps),
        claims=(_by_polarisation(one, other, value),),
        picture=arrows([("x", one), ("y", other)]),
    )


def _geometric(x: sp.MatrixBase, y: sp.MatrixBase, value: sp.Expr) -> Step:
    """|x||y| cos θ, and the kind of the angle."""
    which = kind_of_angle(tidy(value / (length(x, "2") * length(y, "2"))))
    sides = [arrange(length(x, "2")), arrange(length(y, "2"))]
    cosine = notation.arithmetic("product", *sides, build("cos", letter("theta")))
    names = [Notation("norm", (letter(v),)) for v in "xy"]
    law = dotted(*names, build("cos", letter("theta")))
    from_law = equalities(dotted_names("x", "y"), law, cosine, arrange(value))
    return step("geometric", from_law, value=text(arrange(value)), kind=REMARKS[which])


def _by_polarisation(x: sp.MatrixBase, y: sp.MatrixBase, value: sp.Expr) -> Same:
    """By the lengths of x + y and x − y, without a product of entries of both."""
    plus, minus = x + y, x - y
    other = (sp.Add(*(e**2 for e in plus)) - sp.Add(*(e**2 for e in minus))) / 4
    return Same(((value, other),), "the polarisation identity", CHECKS["dot"])


def approx_step(approx: Notation | None, unit: str = "") -> list[Step]:
    """The value in decimals, where it is not told by its digits already."""
    return [] if approx is None else [step("decimals", approx, unit=unit)]


@lesson(
    "unit-vector",
    "unit vector along {x}",
    "unit vector in the direction of {x}",
    "normali[s][z]e {x:list}",
)
def unit(x: Given) -> Derivation:
    """The vector of length 1 in the direction of x."""
    found = column(x, "x")
    need_direction(found, "x")
    size = length(found, "2")
    told = sp.ImmutableMatrix([tidy(e / size) for e in found])
    label = notation.arithmetic("quotient", letter("x"), letter("n"))
    label = Notation("quotient", (letter("x"), Notation("norm", (letter("x"),))), expr=label.expr)
    last = line(label, shown(told))
    steps = [
        step("norm", norm_line(found, "x"), name="x", how=NORMS["2"]),
        step("unit", last, size=text(arrange(size))),
        step("unit-length", norm_line(told, "u")),
    ]
    if any(decimals(e) is not None for e in told):
        steps.append(step("decimals", _decimals_of(told), unit=""))
    return Derivation(
        asked("unit-vector", last, x=written(x)),
        label,
        shown(told),
        tuple(steps),
        conditions=directions(found),
        claims=(
            Same(((sp.ImmutableMatrix([e * size for e in told]), found),), "x", CHECKS["unit"]),
        ),
        picture=arrows([("x", found), ("u", told)]),
    )


def _decimals_of(matrix: sp.MatrixBase) -> Notation:
    return build("vector", *(decimals(e) or arrange(e) for e in matrix))


@lesson(
    "angle",
    "angle between {x} and {y}[ in {unit}]",
    "angle in {unit:degrees|radians} between {x} and {y}",
)
def angle(x: Given, y: Given, unit: str = "radians") -> Derivation:
    """The angle between two vectors, from their scalar product."""
    one, other = pair(x, y)
    need_direction(one, "x")
    need_direction(other, "y")
    if unit not in UNITS:
        raise UnsupportedError(FAILS["unit"].format(unit=unit), hint=HINTS["unit"])
    sizes = [length(v, "2") for v in (one, other)]
    cosine = tidy(one.dot(other) / (sizes[0] * sizes[1]))
    theta = sp.acos(cosine)
    value = tidy(theta / UNITS[unit])
    known = numeric(one) and numeric(other)
    steps = [
        step("dot", product_line(one, other, ("x", "y"))),
        step("norm", norm_line(one, "x"), name="x", how=NORMS["2"]),
        step("norm", norm_line(other, "y"), name="y", how=NORMS["2"]),
        step("cosine", cosine_line(tidy(one.dot(other)), sizes, cosine)),
        theta_step(theta, known=known),
    ]
    parts = {"x": written(x), "y": written(y), "unit": "" if unit == "radians" else unit}
    return Derivation(
        asked("angle", letter("theta"), **parts),
        letter("theta"),
        arrange(value),
        tuple(steps),
        conditions=directions(one, other),
        claims=(by_halves(one, other, theta),),
        ending=angle_ending(value, unit) if known else "",
        picture=arrows([("x", one), ("y", other)]),
    )


def cosine_line(top: sp.Expr, sizes: Sequence[sp.Expr], cosine: sp.Expr) -> Notation:
    """cos θ = x · y/(‖x‖ ‖y‖), with its numbers."""
    names = [Notation("norm", (letter(v),)) for v in "xy"]
    below = notation.arithmetic("product", *names)
    law = notation.arithmetic("quotient", dotted_names("x", "y"), below)
    put = notation.divide(arrange(top), notation.arithmetic("product", *map(arrange, sizes)))
    return line(equalities(build("cos", letter("theta")), law), put, arrange(cosine))


@lesson(
    "projection",
    "projection of {x} onto {onto}",
    "projection of {x} on {onto}",
    "vector projection of {x} onto {onto}",
    "project {x} on {onto}",
    "project {x} onto {onto}",
    "orthogonal projection of {x} onto {onto}",
    "orthogonal projection of {x} on {onto}",
)
def project(x: Given, onto: Given) -> Derivation:
    """The part of x along another vector, or in the span of several, and the rest."""
    onto = spanning(onto)
    if several(onto).cols > 1:
        return onto_span(x, onto)
    one, other = pair(x, onto)
    need_direction(other, "y")
    top, bottom = tidy(one.dot(other)), tidy(other.dot(other))
    share = tidy(top / bottom)
    told = sp.ImmutableMatrix([tidy(share * e) for e in other])
    rest = sp.ImmutableMatrix([tidy(a - b) for a, b in zip(one, told, strict=True)])
    law = notation.arithmetic("quotient", dotted_names("x", "y"), dotted_names("y", "y"))
    put = notation.arithmetic("quotient", products(one, other), products(other, other))
    zero = product_line(rest, other, ("r", "y"))
    scaled = Notation("product", (arrange(share), shown(other)), expr=told)
    steps = [
        step("share", line(equalities(letter("c"), law), put, arrange(share))),
        step("projection", line(letter("p"), scaled, shown(told))),
        step("residual", line(letter("r"), _minus(one, told), shown(rest))),
        step("orthogonal", zero),
    ]
    claim = Same(((rest.dot(other), sp.S.Zero), (told + rest, one)), "", CHECKS["projection"])
    return Derivation(
        asked("projection", letter("p"), x=written(x), onto=written(onto)),
        letter("p"),
        shown(told),
        tuple(steps),
        conditions=directions(other),
        claims=(claim,),
        picture=arrows([("x", one), ("y", other), ("p", told)]),
    )


def _minus(x: sp.MatrixBase, y: sp.MatrixBase) -> Notation:
    return Notation("difference", (shown(x), shown(y)), expr=x - y)


def arrows(vectors: Sequence[tuple[str, sp.MatrixBase]]) -> partial[object] | None:
    """Arrows from the origin, in the plane."""
    if not all(v.rows == 2 and numeric(v) for _, v in vectors):
        return None
    data = tuple((name, float(v[0]), float(v[1])) for name, v in vectors)
    return partial(pictures.arrows, data)
