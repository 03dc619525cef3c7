"""Rows of the table: trigonometric functions and their inverses. Angles are in radians."""

from __future__ import annotations

import sympy as sp

from symcalc.primitives.row import Primitive


def inside(u: sp.Expr) -> sp.Basic:
    """-1 < u < 1."""
    return sp.And(sp.Gt(u, -1), sp.Lt(u, 1))


def outside(u: sp.Expr) -> sp.Basic:
    """u < -1 or u > 1."""
    return sp.Or(sp.Lt(u, -1), sp.Gt(u, 1))


def root_of_one_minus_square(u: sp.Expr) -> sp.Expr:
    """√(1 − u²) as a product, which keeps its digits near |u| = 1."""
    return sp.sqrt((1 - u) * (1 + u))


ROWS = (
    Primitive(
        name="sin",
        title="derivative of the sine",
        formula=sp.sin,
        partials=lambda u: [sp.cos(u)],
        says="The derivative of the sine is the cosine.",
        spelling="math.sin({0})",
        names=("sin",),
        latex="\\sin",
    ),
    Primitive(
        name="cos",
        title="derivative of the cosine",
        formula=sp.cos,
        partials=lambda u: [-sp.sin(u)],
        says="The derivative of the cosine is minus the sine.",
        spelling="math.cos({0})",
        names=("cos",),
        latex="\\cos",
    ),
    Primitive(
        name="tan",
        title="derivative of the tangent",
        formula=sp.tan,
        partials=lambda u: [1 + sp.tan(u) ** 2],
        says="The derivative of the tangent is one plus its square, which is 1/cos².",
        spelling="math.tan({0})",
        domain=lambda u: sp.Ne(sp.cos(u), 0),
        names=("tan", "tg"),
        latex="\\tan",
    ),
    Primitive(
        name="cot",
        title="derivative of the cotangent",
        formula=sp.cot,
        partials=lambda u: [-1 - sp.cot(u) ** 2],
        says="The derivative of the cotangent is minus one minus its square, which is −1/sin².",
        spelling="cot({0})",
        domain=lambda u: sp.Ne(sp.sin(u), 0),
        names=("cot", "ctg", "cotan"),
        latex="\\cot",
    ),
    Primitive(
        name="sec",
        title="derivative of the secant",
        formula=sp.sec,
        partials=lambda u: [sp.sec(u) * sp.tan(u)],
        says="The derivative of the secant is secant times tangent.",
        spelling="sec({0})",
        domain=lambda u: sp.Ne(sp.cos(u), 0),
        names=("sec",),
        latex="\\sec",
    ),
    Primitive(
        name="csc",
        title="derivative of the cosecant",
        formula=sp.csc,
        partials=lambda u: [-sp.csc(u) * sp.cot(u)],
        says="The derivative of the cosecant is minus cosecant times cotangent.",
        spelling="csc({0})",
        domain=lambda u: sp.Ne(sp.sin(u), 0),
        names=("csc", "cosec"),
        latex="\\csc",
    ),
    Primitive(
        name="asin",
        title="derivative of the arcsine",
        formula=sp.asin,
        partials=lambda u: [1 / sp.sqrt(1 - u**2)],
        stable=lambda u: [1 / root_of_one_minus_square(u)],
        says="The derivative of the arcsine is one over the root of 1 − {u}².",
        spelling="math.asin({0})",
        domain=lambda u: sp.And(sp.Ge(u, -1), sp.Le(u, 1)),
        smooth_on=inside,
        names=("arcsin", "asin"),
        latex="\\arcsin",
    ),
    Primitive(
        name="acos",
        title="derivative of the arccosine",
        formula=sp.acos,
        partials=lambda u: [-1 / sp.sqrt(1 - u**2)],
        stable=lambda u: [-1 / root_of_one_minus_square(u)],
        says="The derivative of the arccosine is that of the arcsine with a minus sign.",
        spelling="math.acos({0})",
        domain=lambda u: sp.And(sp.Ge(u, -1), sp.Le(u, 1)),
        smooth_on=inside,
        names=("arccos", "acos"),
        latex="\\arccos",
    ),
    Primitive(
        name="atan",
        title="derivative of the arctangent",
        formula=sp.atan,
        partials=lambda u: [1 / (1 + u**2)],
        says="The derivative of the arctangent is one over 1 + {u}².",
        spelling="math.atan({0})",
        names=("arctan", "atan", "arctg"),
        latex="\\arctan",
    ),
    Primitive(
        name="acot",
        title="derivative of the arccotangent",
        formula=sp.acot,
        partials=lambda u: [-1 / (1 + u**2)],
        says="The derivative of the arccotangent is minus one over 1 + {u}².",
        spelling="acot({0})",
        smooth_on=lambda u: sp.Ne(u, 0),  # the values jump from -π/2 to π/2 there
        names=("arccot", "acot"),
    ),
    Primitive(
        name="asec",
        title="derivative of the arcsecant",
        formula=sp.asec,
        partials=lambda u: [1 / (sp.Abs(u) * sp.sqrt(u**2 - 1))],
        stable=lambda u: [1 / (sp.Abs(u) * sp.sqrt((u - 1) * (u + 1)))],
        says="The derivative of the arcsecant is one over |{u}| times the root of {u}² − 1.",
        spelling="asec({0})",
        domain=lambda u: sp.Or(sp.Le(u, -1), sp.Ge(u, 1)),
        smooth_on=outside,
        names=("arcsec", "asec"),
    ),
    Primitive(
        name="acsc",
        title="derivative of the arccosecant",
        formula=sp.acsc,
        partials=lambda u: [-1 / (sp.Abs(u) * sp.sqrt(u**2 - 1))],
        stable=lambda u: [-1 / (sp.Abs(u) * sp.sqrt((u - 1) * (u + 1)))],
        says="The derivative of the arccosecant is that of the arcsecant with a minus sign.",
        spelling="acsc({0})",
        domain=lambda u: sp.Or(sp.Le(u, -1), sp.Ge(u, 1)),
        smooth_on=outside,
        names=("arccsc", "acsc"),
    ),
    Primitive(
        name="atan2",
        title="derivative of the angle of a point",
        formula=sp.atan2,
        partials=lambda v, u: [u / (u**2 + v**2), -v / (u**2 + v**2)],
        says="The angle changes with each coordinate by the other one over the squared distance.",
        spelling="math.atan2({0}, {1})",
        arity=2,
        domain=lambda v, u: sp.Or(sp.Ne(v, 0), sp.Ne(u, 0)),
        smooth_on=lambda v, u: sp.Or(sp.Ne(v, 0), sp.Gt(u, 0)),  # a jump of 2π on the left axis
        names=("atan2", "arctan2"),
    ),
)
