"""What goes wrong with slopes of curves as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Slope, Whole

IMPLICIT = "y moves with x: every y that is differentiated gives a factor dy/dx."
QUOTIENT = "dy/dx = y′(t)/x′(t)."
SECOND = "Differentiate dy/dx by t once more, then divide by x′(t)."


@misconception(
    "implicit-factor-omitted",
    at=Whole,
    on=("implicit",),
    says="The factor dy/dx was left out where y was differentiated.",
    helps=IMPLICIT,
    statement=r"\frac{d}{dx} y^2 = 2y\,\frac{dy}{dx}",
    example=("dy/dx where x^2 + y^2 = 25", "2x + 2y"),
    weight=2.5,
)
def implicit_factor_omitted(site: Whole) -> Iterator[sp.Basic]:
    """F_x + F_y given for dy/dx."""
    found = _gap(site)
    if found is not None:
        gap, y, x = found
        yield site.there(derived(gap, x) + derived(gap, y))
        yield site.there(-derived(gap, x) - derived(gap, y))
        yield site.there(derived(gap, x))


@misconception(
    "implicit-not-divided",
    at=Whole,
    on=("implicit",),
    says="The factor that stands at dy/dx was not divided off.",
    helps="From F_x + F_y·dy/dx = 0 follows dy/dx = −F_x/F_y.",
    statement=r"\frac{dy}{dx} = -\frac{F_x}{F_y}",
    example=("dy/dx where x^2 + y^2 = 25", "-2x"),
    weight=1.6,
)
def implicit_not_divided(site: Whole) -> sp.Basic | None:
    """−F_x given for −F_x/F_y."""
    found = _gap(site)
    return site.there(-derived(found[0], found[2])) if found else None


@misconception(
    "implicit-rate-omitted",
    at=Slope,
    says="In {f} the factor dy/dx was left out.",
    helps=IMPLICIT,
    statement=r"\frac{d}{dx} y^2 = 2y\,\frac{dy}{dx}",
    example=("dy/dx where x^2 + y^2 + y = 25", "-2x - 2y"),
    weight=2.0,
)
def implicit_rate_omitted(site: Slope) -> sp.Expr | None:
    """(y²)′ taken as 2y."""
    moving = [site.node.parts[k] for k in site.moving]
    if len(moving) != 1 or moving[0].head != "name" or moving[0].expr == site.x:
        return None
    return site.partials[site.moving[0]]


@misconception(
    "implicit-product-rule-omitted",
    at=Slope,
    on=("product",),
    says="In {f} both letters move, and only one was differentiated, or both at once.",
    helps="A product of x and y needs the product rule: (x·y)′ = y + x·dy/dx.",
    statement=r"(x\,y)' = y + x\,y'",
    example=("dy/dx where x y + x^2 = 1", "-2x"),
    weight=0.9,
)
def implicit_product_rule_omitted(site: Slope) -> Iterator[sp.Expr]:
    """(x·y)′ taken as y′, or as y."""
    moving = [site.node.parts[k] for k in site.moving]
    letters = {part.expr for part in moving if part.head == "name"}
    if len(moving) != 2 or len(letters) != 2:
        return
    yield site.slopes[site.moving[0]] * site.slopes[site.moving[1]]
    yield from (site.partials[k] * site.slopes[k] for k in site.moving)


@misconception(
    "implicit-upside-down",
    at=Whole,
    on=("implicit",),
    says="The quotient is upside down.",
    helps="From F_x + F_y·dy/dx = 0 follows dy/dx = −F_x/F_y.",
    statement=r"\frac{dy}{dx} = -\frac{F_x}{F_y}",
    example=("dy/dx where x^2 + y^2 = 25", "-y/x"),
    weight=1.2,
)
def implicit_upside_down(site: Whole) -> Iterator[sp.Basic | Said]:
    """F_y/F_x given for −F_x/F_y."""
    found = _gap(site)
    if found is not None:
        gap, y, x = found
        first, second = (site.there(derived(gap, letter)) for letter in (x, y))
        if first != 0:
            yield -second / first
            yield second / first, "The quotient is upside down, and its minus is missing."


def _gap(site: Whole) -> tuple[sp.Expr, sp.Symbol, sp.Symbol] | None:
    if site.node.head != "relation" or len(site.asked.wrt) != 2:
        return None
    left, right = (part.expr for part in site.node.parts)
    y, x = site.asked.wrt
    return left - right, y, x


@misconception(
    "parametric-second-as-quotient",
    at=Whole,
    on=("parametric",),
    says="The second derivatives by the parameter were divided.",
    helps=SECOND,
    statement=r"\frac{d^2y}{dx^2} = \frac{(dy/dx)'(t)}{x'(t)}",
    example=("d^2y/dx^2 where x = t^2, y = t^3", "3t"),
    weight=1.5,
)
def parametric_second_as_quotient(site: Whole) -> sp.Basic | None:
    """D²y/dx² taken as y″/x″."""
    x, y, t = _path(site)
    above = derived(x, t, 2)
    return site.there(derived(y, t, 2) / above) if _twice(site) and above != 0 else None


@misconception(
    "parametric-not-divided",
    at=Whole,
    on=("parametric",),
    says="The last division by x′(t) is missing.",
    helps=SECOND,
    statement=r"\frac{d^2y}{dx^2} = \frac{(dy/dx)'(t)}{x'(t)}",
    example=("d^2y/dx^2 where x = t^2, y = t^3", "3/2"),
    weight=1.2,
)
def parametric_not_divided(site: Whole) -> Iterator[sp.Basic | Said]:
    """D²y/dx² taken as (dy/dx)′, as y″/x′², as (dy/dx)², or as dy/dx."""
    x, y, t = _path(site)
    if _twice(site):
        slope = derived(y, t) / derived(x, t)
        second = derived(y, t, 2) / derived(x, t) ** 2
        yield site.there(derived(slope, t))
        yield site.there(second), "y″ was divided by the square of x′: this is not how it goes."
        yield site.there(slope**2), "This is the square of the first derivative."
        yield site.there(slope), "This is the first derivative."


@misconception(
    "parametric-upside-down",
    at=Whole,
    on=("parametric",),
    says="The rates were put together the wrong way round.",
    helps=QUOTIENT,
    statement=r"\frac{dy}{dx} = \frac{y'(t)}{x'(t)}",
    example=("dy/dx where x = t^2, y = t^3", "2/(3t)"),
    weight=1.3,
)
def parametric_upside_down(site: Whole) -> Iterator[sp.Basic]:
    """X′/y′ given for y′/x′, or y′ alone, or y′·x′, or y/x."""
    x, y, t = _path(site)
    if not _twice(site):
        dx, dy = derived(x, t), derived(y, t)
        if dy != 0:
            yield site.there(dx / dy)
        yield from map(site.there, (dy, dx, dx * dy, y / x))


def _path(site: Whole) -> tuple[sp.Expr, sp.Expr, sp.Symbol]:
    x, y = (part.expr for part in site.node.parts)
    return x, y, site.asked.wrt[0]


def _twice(site: Whole) -> bool:
    return len(site.asked.wrt) == 2


@misconception(
    "inverse-derivative-confused",
    at=Whole,
    on=("inverse",),
    says="The derivative of the function itself was taken.",
    helps="The derivative of the inverse at b is 1/f′(a), where f(a) = b.",
    statement=r"(f^{-1})'(b) = \frac{1}{f'(a)},\ f(a) = b",
    example=("derivative of the inverse of x^3 + x at 2", "4"),
    weight=1.2,
)
def inverse_derivative_confused(site: Whole) -> Iterator[sp.Basic | Said]:
    """f′(a), 1/f′(b) or f′(b) given for 1/f′(a)."""
    slope = derived(site.node.expr, *site.asked.wrt)
    there = site.there(slope)
    if site.right != 0 and there != 0:
        yield 1 / site.right
        yield -site.right, "The sign is wrong."
        yield 1 / there, "The derivative was taken at b itself, not where the function is b."
        yield there
