"""What goes wrong with divergence, curl, Laplacian, directions and paths as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.rows.gradients import column, entries
from symcalc.grading.misconceptions.sites import Whole

DIVERGENCE = "The divergence is one formula: P_x + Q_y + R_z, the derivatives added."
DIV = r"\operatorname{div} F = P_x + Q_y + R_z"
CURL = "The curl is (R_y − Q_z, P_z − R_x, Q_x − P_y)."
ROT = r"\operatorname{curl} F = (R_y - Q_z,\ P_z - R_x,\ Q_x - P_y)"
UNIT = "A direction has length 1: divide by the length of the vector."
ALONG = r"D_v f = \nabla f \cdot \frac{v}{|v|}"
CHAIN = "Every path counts: dz/dt = z_x·x′ + z_y·y′."
PATHS = r"\frac{dz}{dt} = z_x\,x' + z_y\,y'"


def slopes(site: Whole) -> list[list[sp.Expr]]:
    """The Jacobian matrix of a field."""
    parts, wrt = [p.expr for p in site.node.parts], site.asked.wrt
    if len(parts) != len(wrt):
        return []
    return [[site.there(derived(part, x)) for x in wrt] for part in parts]


@misconception(
    "divergence-as-vector",
    at=Whole,
    on=("divergence",),
    says="The derivatives were left side by side.",
    helps=DIVERGENCE,
    statement=DIV,
    example=("divergence of [x^2, y]", "[2x, 1]"),
    weight=1.5,
)
def divergence_as_vector(site: Whole) -> sp.Basic | None:
    """(P_x, Q_y) given for P_x + Q_y."""
    d = slopes(site)
    return column(*(d[k][k] for k in range(len(d)))) if d else None


@misconception(
    "divergence-confused",
    at=Whole,
    on=("divergence",),
    says="The derivatives were taken by the wrong variables, or subtracted, or multiplied.",
    helps=DIVERGENCE,
    statement=DIV,
    example=("divergence of [x^2 y, x y]", "x^2 + y"),
)
def divergence_confused(site: Whole) -> Iterator[sp.Basic]:
    """Div F taken as P_y + Q_x, as P_x − Q_y, as P_x·Q_y, or as every derivative added."""
    d = slopes(site)
    if len(d) == 2:
        yield d[0][1] + d[1][0]
        yield d[0][0] - d[1][1]
        yield d[1][0] - d[0][1]
    if d:
        yield sp.Mul(*(d[k][k] for k in range(len(d))))
        yield sp.Add(*(e for row in d for e in row))


@misconception(
    "curl-sign",
    at=Whole,
    on=("curl",),
    says="A component of the curl has the wrong sign.",
    helps=CURL,
    statement=ROT,
    example=("curl of [y z, x^2, x y]", "[-x, 0, 2x - z]"),
    weight=1.3,
)
def curl_sign(site: Whole) -> Iterator[sp.Basic]:
    """The curl with one sign changed."""
    if isinstance(site.right, sp.MatrixBase):
        right = list(site.right)
        for k in range(len(right)):
            yield column(*(-e if i == k else e for i, e in enumerate(right)))


@misconception(
    "curl-added",
    at=Whole,
    on=("curl",),
    says="The derivatives were added, not subtracted.",
    helps=CURL,
    statement=ROT,
    example=("curl of [x y, x^2]", "3x"),
    weight=1.1,
)
def curl_added(site: Whole) -> Iterator[sp.Basic]:
    """Q_x + P_y given for Q_x − P_y, or the divergence."""
    d = slopes(site)
    if len(d) == 2:
        yield d[1][0] + d[0][1]
        yield d[1][1] - d[0][0]
    elif len(d) == 3:
        yield column(d[2][1] + d[1][2], d[0][2] + d[2][0], d[1][0] + d[0][1])
    if d:
        yield sp.Add(*(d[k][k] for k in range(len(d))))
        yield column(*(d[k][k] for k in range(len(d))))


@misconception(
    "laplacian-confused",
    at=Whole,
    on=("laplacian",),
    says="These are not the second derivatives by each variable, added.",
    helps="The Laplacian is f_xx + f_yy: second derivatives, added.",
    statement=r"\Delta f = f_{xx} + f_{yy}",
    example=("laplacian of x^2 y", "2x y + x^2"),
    weight=1.2,
)
def laplacian_confused(site: Whole) -> Iterator[sp.Basic]:
    """Δf taken as f_x + f_y, with f_xy, as f_x² + f_y², as a vector, or as a product."""
    f, wrt = site.node.expr, site.asked.wrt
    if not isinstance(f, sp.Expr):
        return
    first, second = entries(site), [site.there(derived(f, x, x)) for x in wrt]
    mixed = [site.there(derived(f, x, y)) for x in wrt for y in wrt if x != y]
    yield sp.Add(*first)
    yield sp.Add(*second, *mixed)
    yield sp.Add(*mixed) / 2
    yield sp.Add(*(e**2 for e in first))
    yield column(*second)
    yield sp.Mul(*second)
    yield column(*first)


@misconception(
    "direction-not-normalised",
    at=Whole,
    on=("directional-derivative",),
    says="The direction was not divided by its length.",
    helps=UNIT,
    statement=ALONG,
    example=("directional derivative of x y in direction [3, 4]", "3y + 4x"),
    weight=1.6,
)
def direction_not_normalised(site: Whole) -> Iterator[sp.Expr]:
    """∇f·v given for ∇f·v/|v|, or divided by |v|² or by the sum."""
    v, first = _direction(site)
    if v:
        along = sp.Add(*(a * b for a, b in zip(v, first, strict=True)))
        yield along
        yield along / sp.Add(*(a**2 for a in v))
        if sp.Add(*v) != 0:
            yield along / sp.Add(*v)


@misconception(
    "direction-left-out",
    at=Whole,
    on=("directional-derivative",),
    says="This is the gradient, or made of it without the direction.",
    helps="The directional derivative is the gradient times the unit vector of the direction.",
    statement=ALONG,
    example=("directional derivative of x y in direction [3, 4]", "[y, x]"),
)
def direction_left_out(site: Whole) -> Iterator[sp.Basic]:
    """∇f, |∇f|, f_x + f_y, or the products left side by side."""
    v, first = _direction(site)
    if v:
        length = sp.sqrt(sp.Add(*(a**2 for a in v)))
        yield column(*first)
        yield sp.sqrt(sp.Add(*(e**2 for e in first)))
        yield sp.Add(*first)
        yield column(*(a * b / length for a, b in zip(v, first, strict=True)))
        yield column(*(a * b for a, b in zip(v, first, strict=True)))


def _direction(site: Whole) -> tuple[list[sp.Expr], list[sp.Expr]]:
    given, f = site.asked.question.given, site.node.expr
    v = [node.expr for _, node in given]
    if not isinstance(f, sp.Expr) or not all(isinstance(a, sp.Expr) for a in v):
        return [], []
    return v, [site.there(derived(f, x)) for x, _ in given]


@misconception(
    "one-path-only",
    at=Whole,
    on=("total-derivative",),
    says="Only one of the paths was followed.",
    helps=CHAIN,
    statement=PATHS,
    example=("total derivative of x y where x = t^2, y = t^3", "2t^4"),
    weight=1.5,
)
def one_path_only(site: Whole) -> Iterator[sp.Expr]:
    """Dz/dt taken as z_x·x′."""
    yield from _paths(site)


@misconception(
    "path-factors-lost",
    at=Whole,
    on=("total-derivative",),
    says="The inner derivatives, or the outer ones, are missing.",
    helps=CHAIN,
    statement=PATHS,
    example=("total derivative of x y where x = t^2, y = t^3", "t^3 + t^2"),
)
def path_factors_lost(site: Whole) -> Iterator[sp.Expr]:
    """Dz/dt taken as z_x + z_y, as x′ + y′, as x′·y′, or with a minus."""
    given, (t,) = site.asked.question.given, site.asked.wrt[:1]
    inside = {x: node.expr for x, node in given}
    outer = [derived(site.node.expr, x).xreplace(inside) for x in inside]
    rates = [derived(value, t) for value in inside.values()]
    yield from map(site.there, (sp.Add(*outer), sp.Add(*rates), sp.Mul(*rates)))
    paths = _paths(site)
    yield sp.Mul(*paths)
    if len(paths) == 2:
        yield paths[0] - paths[1]
        yield site.there(outer[0] * rates[1] + outer[1] * rates[0])


def _paths(site: Whole) -> list[sp.Expr]:
    given, (t,) = site.asked.question.given, site.asked.wrt[:1]
    inside = {x: node.expr for x, node in given}
    slopes = [derived(site.node.expr, x).xreplace(inside) for x in inside]
    rates = [derived(value, t) for value in inside.values()]
    return [site.there(f * d) for f, d in zip(slopes, rates, strict=True)]
