"""Wrong rules for what stands between two limits."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Bounds, ChangedBounds, Nested, Region

HELPS = "The value is F at the upper limit minus F at the lower one."
STATEMENT = r"\int_a^b f\,dx = F(b) - F(a)"
NEW = "New variable, new limits: where x runs from a to b, u runs from g(a) to g(b)."
LAYERS = "The inner integral is worked out first, with its own limits; then the outer one."


@misconception(
    "limits-exchanged",
    at=Bounds,
    says="The value at the upper limit was subtracted from the one at the lower limit.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_0^1 x^2 dx", "-1/3"),
    weight=2.0,
)
def limits_exchanged(site: Bounds) -> sp.Expr:
    """F(a) − F(b)."""
    return site.at(site.lower) - site.at(site.upper)


@misconception(
    "lower-limit-ignored",
    at=Bounds,
    says="Only the upper limit was put in; the value at the lower one is missing.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_1^2 x^2 dx", "8/3"),
    weight=2.0,
)
def lower_ignored(site: Bounds) -> sp.Expr:
    """F(b) alone."""
    return site.at(site.upper)


@misconception(
    "upper-limit-ignored",
    at=Bounds,
    says="Only the lower limit was put in; the value at the upper one is missing.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_1^2 x^3 dx", "1/4"),
    weight=0.8,
)
def upper_ignored(site: Bounds) -> Iterator[sp.Expr]:
    """F(a) alone, or −F(a)."""
    yield site.at(site.lower)
    yield -site.at(site.lower)


@misconception(
    "limits-added",
    at=Bounds,
    says="The values at both limits were added; the lower one is subtracted.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_1^2 x^3 dx", "17/4"),
    weight=1.5,
)
def limits_added(site: Bounds) -> sp.Expr | None:
    """F(b) + F(a)."""
    return site.at(site.upper) + site.at(site.lower) if site.proper else None


@misconception(
    "limits-put-into-integrand",
    at=Bounds,
    says="The limits were put into {f} itself; it was not integrated.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_1^3 x^2 dx", "8"),
    weight=1.5,
)
def limits_in_integrand(site: Bounds) -> sp.Expr | None:
    """f(b) − f(a)."""
    if not site.proper:
        return None
    return site.f.subs(site.x, site.upper) - site.f.subs(site.x, site.lower)


@misconception(
    "limits-put-into-derivative",
    at=Bounds,
    says="{f} was differentiated before the limits were put in.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_1^3 x^3 dx", "24"),
    weight=0.7,
)
def limits_in_derivative(site: Bounds) -> sp.Expr | None:
    """f′(b) − f′(a)."""
    if not site.proper:
        return None
    slope = derived(site.f, site.x)
    return slope.subs(site.x, site.upper) - slope.subs(site.x, site.lower)


@misconception(
    "limits-subtracted-first",
    at=Bounds,
    says="The limits were subtracted from each other before they were put in.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int_1^3 x^2 dx", "8/3"),
    weight=0.6,
)
def limits_subtracted_first(site: Bounds) -> sp.Expr:
    """F(b − a)."""
    return site.at(site.upper - site.lower)


@misconception(
    "improper-as-proper",
    at=Bounds,
    says="The limits were put into an antiderivative of {f}, across a place without value.",
    helps="Split the integral where its integrand has no value, and take a limit on each side.",
    statement=r"\int_a^b f\,dx = \lim_{c \to p^-} \int_a^c f\,dx + \lim_{c \to p^+} \int_c^b f\,dx",
    example=("int_(-1)^1 1/x^2 dx", "-2"),
    weight=3.0,
)
def improper_as_proper(site: Bounds) -> sp.Expr | None:
    """F(b) − F(a) where the integral diverges."""
    return None if site.right.is_finite else site.at(site.upper) - site.at(site.lower)


@misconception(
    "limits-not-changed",
    at=ChangedBounds,
    says="In {f} a new variable was taken, and the limits of the old one were kept.",
    helps=NEW,
    statement=r"\int_a^b f(g(x))\,g'(x)\,dx = \int_{g(a)}^{g(b)} f(u)\,du",
    example=("int_0^2 2x e^(x^2) dx", "e^2 - 1"),
    weight=2.0,
)
def limits_not_changed(site: ChangedBounds) -> sp.Expr:
    """F(u) between a and b."""
    return site.primitive.subs(site.u, site.upper) - site.primitive.subs(site.u, site.lower)


@misconception(
    "one-limit-not-changed",
    at=ChangedBounds,
    says="In {f} a new variable was taken, and only one of the limits was changed.",
    helps=NEW,
    statement=r"\int_a^b f(g(x))\,g'(x)\,dx = \int_{g(a)}^{g(b)} f(u)\,du",
    example=("int_1^2 2x e^(x^2 + 1) dx", "e^5 - e"),
    weight=0.7,
)
def one_limit_not_changed(site: ChangedBounds) -> Iterator[sp.Expr]:
    """F(u) between g(a) and b, or a and g(b)."""
    old = (site.lower, site.upper)
    new = tuple(site.value.subs(site.x, place) for place in old)
    for low, high in ((new[0], old[1]), (old[0], new[1])):
        yield site.primitive.subs(site.u, high) - site.primitive.subs(site.u, low)


@misconception(
    "changed-limits-in-old-variable",
    at=ChangedBounds,
    says="In {f} the new limits were put into the antiderivative in the old variable.",
    helps=NEW,
    statement=r"\int_a^b f(g(x))\,g'(x)\,dx = \int_{g(a)}^{g(b)} f(u)\,du",
    example=("int_0^2 2x e^(x^2) dx", "e^16 - 1"),
    weight=0.7,
)
def limits_changed_twice(site: ChangedBounds) -> sp.Expr:
    """F(g(x)) between g(a) and g(b)."""
    low, high = (site.value.subs(site.x, place) for place in (site.lower, site.upper))
    back = site.primitive.subs(site.u, site.value)
    return back.subs(site.x, high) - back.subs(site.x, low)


@misconception(
    "signed-area",
    at=Region,
    says="The parts below count as negative here: this is the integral, and not the area.",
    helps="For an area, integrate |f − g|: split where the curves cross, each part positive.",
    statement=r"A = \int_a^b |f(x) - g(x)|\,dx",
    example=("area between sin(x) and the x-axis from 0 to 2pi", "0"),
    weight=2.0,
)
def signed_area(site: Region) -> Iterator[sp.Expr]:
    """∫ (f − g) dx without bars, with either sign."""
    found = primitive_of(site.gap, site.x)
    if found is not None:
        value = found.subs(site.x, site.upper) - found.subs(site.x, site.lower)
        yield from (value, -value)


@misconception(
    "outer-integral-left-out",
    at=Nested,
    says="Only the inner integral was worked out.",
    helps=LAYERS,
    statement=r"\int_a^b \int_c^d f\,dy\,dx = \int_a^b \left( \int_c^d f\,dy \right) dx",
    example=("int_0^1 int_0^x y dy dx", "x^2/2"),
    weight=1.5,
)
def outer_left_out(site: Nested) -> sp.Expr | None:
    """The inner integral as the answer."""
    return between(site.f, *site.ranges[0])


@misconception(
    "limits-of-layers-exchanged",
    at=Nested,
    says="The limits of one variable were used for the other.",
    helps=LAYERS,
    statement=r"\int_a^b \int_c^d f\,dy\,dx = \int_a^b \left( \int_c^d f\,dy \right) dx",
    example=("int_0^2 int_0^1 x y^2 dy dx", "4/3"),
)
def layers_exchanged(site: Nested) -> sp.Expr | None:
    """Each variable within the limits of the other."""
    if len(site.ranges) != 2:
        return None
    (y, *inner), (x, *outer) = site.ranges
    first = between(site.f, y, *outer)
    return None if first is None else between(first, x, *inner)


@misconception(
    "radius-left-out",
    at=Nested,
    says="In polar coordinates the factor r of the area is missing.",
    helps="A piece of area in polar coordinates is r dr dθ.",
    statement=r"dA = r\,dr\,d\theta",
    example=("int_0^(2pi) int_0^1 r dr dtheta", "2pi"),
    weight=2.0,
)
def radius_left_out(site: Nested) -> sp.Expr | None:
    """f dr dθ for f r dr dθ."""
    r = site.ranges[0][0]
    value: sp.Expr | None = site.f / r
    if r.name not in ("r", "rho", "R") or site.f.subs(r, 0) != 0:
        return None
    for one in site.ranges:
        value = None if value is None else between(value, *one)
    return value


def between(f: sp.Expr, x: sp.Symbol, lower: sp.Expr, upper: sp.Expr) -> sp.Expr | None:
    """∫ f dx from lower to upper, if an antiderivative is quickly found."""
    found = primitive_of(f, x)
    return None if found is None else found.subs(x, upper) - found.subs(x, lower)
