"""What goes wrong with a derivative as a whole: its sign, its order, its point."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Whole
from symcalc.writing.text import text

AGAIN = "A second derivative is the derivative of the first one: f″ = (f′)′."
# Kinds whose answer is a value where a point is given.
POINTED = (
    *("derivative", "gradient", "jacobian", "hessian", "jacobian-determinant", "divergence"),
    *("curl", "laplacian", "directional-derivative", "total-derivative", "implicit", "parametric"),
)
POINT = "Differentiate first, then put the point in."


def slope(site: Whole, count: int | None = None) -> sp.Expr:
    """The derivative of the formula, or the one after fewer variables."""
    return derived(site.node.expr, *site.asked.wrt[:count])


def order(site: Whole) -> int:
    """How often it is differentiated."""
    return len(site.asked.wrt)


@misconception(
    "sign-of-the-answer",
    at=Whole,
    on=("derivative", "gradient", "implicit", "parametric", "total-derivative", "curl"),
    says="The whole answer has the wrong sign.",
    helps="Follow the sign through every step.",
    example=("d/dw (w x - y)^2", "2x (y - w x)"),
    weight=0.9,
)
def sign_of_the_answer(site: Whole) -> sp.Expr:
    """F′ taken as −f′."""
    return -site.right


@misconception(
    "second-derivative-as-square",
    at=Whole,
    on=("derivative",),
    says="The first derivative was raised to a power.",
    helps=AGAIN,
    statement=r"f'' = (f')'",
    example=("d^2/dx^2 x^3", "9x^4"),
    weight=1.4,
)
def second_derivative_as_square(site: Whole) -> sp.Expr | None:
    """F″ taken as (f′)²."""
    return site.there(slope(site, 1) ** order(site)) if order(site) > 1 else None


@misconception(
    "order-one-short",
    at=Whole,
    on=("derivative",),
    says="This is a derivative of a lower order.",
    helps=AGAIN,
    statement=r"f'' = (f')'",
    example=("d^2/dx^2 x^3", "3x^2"),
    weight=3.5,
)
def order_one_short(site: Whole) -> Iterator[sp.Expr]:
    """F′ given for f″."""
    yield from (site.there(slope(site, k)) for k in range(1, order(site)))
    if order(site) == 2:
        yield site.there(derived(site.node.expr, site.asked.wrt[1]))


@misconception(
    "order-one-more",
    at=Whole,
    on=("derivative",),
    says="This was differentiated once too often.",
    helps="Count the derivatives that the question asks for.",
    statement=r"f'' = (f')'",
    example=("d/dx x^3", "6x"),
    weight=0.9,
)
def order_one_more(site: Whole) -> sp.Expr:
    """F″ given for f′."""
    return site.there(derived(slope(site), site.asked.wrt[-1]))


@misconception(
    "second-derivative-of-a-product",
    at=Whole,
    on=("derivative",),
    says="In {f} the product rule was not used for the second derivative.",
    helps="Twice the product rule: (u·v)″ = u″·v + 2u′·v′ + u·v″.",
    statement=r"(u\,v)'' = u''\,v + 2u'\,v' + u\,v''",
    example=("d^2/dx^2 x^2 sin x", "2 sin x - x^2 sin x"),
)
def second_derivative_of_a_product(site: Whole) -> Iterator[sp.Expr]:
    """(u·v)″ taken as u″·v + u·v″, as u″·v″, or with u′·v′ once."""
    if order(site) != 2 or site.node.head != "product" or len(site.node.parts) != 2:
        return
    u, v = (part.expr for part in site.node.parts)
    first, second = ([derived(f, *site.asked.wrt[:k]) for f in (u, v)] for k in (1, 2))
    ends = second[0] * v + u * second[1]
    yield from map(site.there, (ends, sp.Mul(*second), ends + sp.Mul(*first)))


@misconception(
    "mixed-partial-as-product",
    at=Whole,
    on=("derivative",),
    says="The two partial derivatives were put together, not taken one after the other.",
    helps="Differentiate by one variable, then the result by the other.",
    statement=r"f_{xy} = (f_x)_y",
    example=("∂^2/∂x∂y x^2 y^3", "6x^3 y^5"),
    weight=1.2,
)
def mixed_partial_as_product(site: Whole) -> Iterator[sp.Expr]:
    """f_xy taken as f_x·f_y, or as f_x + f_y."""
    if order(site) == 2 and site.asked.wrt[0] != site.asked.wrt[1]:
        first = [derived(site.node.expr, x) for x in site.asked.wrt]
        yield site.there(sp.Mul(*first))
        yield site.there(sp.Add(*first))


@misconception(
    "mixed-partial-by-one-variable",
    at=Whole,
    on=("derivative",),
    says="It was differentiated twice by the same variable.",
    helps="Differentiate by one variable, then the result by the other.",
    statement=r"f_{xy} = (f_x)_y",
    example=("∂^2/∂x∂y x^2 y^3", "2y^3"),
)
def mixed_partial_by_one_variable(site: Whole) -> Iterator[sp.Expr]:
    """f_xx given for f_xy."""
    if order(site) == 2 and site.asked.wrt[0] != site.asked.wrt[1]:
        yield from (site.there(derived(site.node.expr, x, x)) for x in site.asked.wrt)


@misconception(
    "by-the-other-variable",
    at=Whole,
    on=("derivative",),
    says="It was differentiated by another letter; {x} is the variable here.",
    helps="Only {x} moves; every other letter counts as a constant.",
    statement=r"\frac{\partial}{\partial x} g(y) = 0",
    example=("∂/∂x x^2 y^3", "3x^2 y^2"),
    weight=1.1,
)
def by_the_other_variable(site: Whole) -> Iterator[sp.Expr]:
    """∂f/∂y given for ∂f/∂x."""
    if order(site) == 1:
        others = sorted(site.node.symbols - set(site.asked.wrt), key=str)
        yield from (site.there(derived(site.node.expr, y)) for y in others)


@misconception(
    "all-variables-differentiated",
    at=Whole,
    on=("derivative",),
    says="The partial derivatives by all the letters were added.",
    helps="Only {x} moves; every other letter counts as a constant.",
    statement=r"\frac{\partial}{\partial x} g(y) = 0",
    example=("∂/∂x x^2 y", "2x y + x^2"),
)
def all_variables_differentiated(site: Whole) -> sp.Expr | None:
    """∂f/∂x taken as ∂f/∂x + ∂f/∂y."""
    letters = sorted(site.node.symbols, key=str)
    if order(site) > 1 or not 1 < len(letters) < 4:
        return None
    return site.there(sp.Add(*(derived(site.node.expr, y) for y in letters)))


@misconception(
    "evaluated-before-differentiating",
    at=Whole,
    on=("derivative",),
    says="The point was put in before differentiating: what is left is a number.",
    helps=POINT,
    statement=r"f'(a) = f'(x)\big|_{x=a}",
    example=("d/dx x^2 at x = 3", "0"),
    weight=1.2,
)
def evaluated_before_differentiating(site: Whole) -> sp.Expr | None:
    """f′(a) taken as (f(a))′ = 0."""
    return sp.S.Zero if site.asked.question.at else None


@misconception(
    "value-instead-of-slope",
    at=Whole,
    on=("derivative",),
    says="This is the value of {f} at the point, not its derivative there.",
    helps=POINT,
    statement=r"f'(a) = f'(x)\big|_{x=a}",
    example=("d/dx x^2 at x = 3", "9"),
    weight=1.2,
)
def value_instead_of_slope(site: Whole) -> sp.Basic | None:
    """F(a) given for f′(a)."""
    return site.there(site.node.expr) if site.asked.question.at else None


@misconception(
    "evaluated-at-another-point",
    at=Whole,
    on=("derivative", "gradient", "directional-derivative"),
    says="The derivative was taken at another point.",
    helps="Put the point of the question in, each number for its own letter.",
    statement=r"f'(a) = f'(x)\big|_{x=a}",
    example=("d/dx (x^2 + x) at x = 3", "-5"),
    weight=0.6,
)
def evaluated_at_another_point(site: Whole) -> Iterator[sp.Basic]:
    """f′(0) or f′(−a) given for f′(a), or with the coordinates exchanged."""
    point = dict(site.asked.question.at)
    derivation = site.asked.derivation
    if not point or derivation is None:
        return
    formula = derivation.result.expr
    moved = [dict.fromkeys(point, sp.S.Zero), {x: -a for x, a in point.items()}]
    if len(point) > 1:
        moved.append(dict(zip(point, reversed(list(point.values())), strict=True)))
    yield from (formula.xreplace(other) for other in moved)


@misconception(
    "point-not-put-in",
    at=Whole,
    on=POINTED,
    says="The point is still to be put in.",
    helps="",
    statement=r"f'(a) = f'(x)\big|_{x=a}",
    example=("d/dx x^2 at x = 3", "2x"),
    weight=4.0,
)
def point_not_put_in(site: Whole) -> Said | None:
    """The derivative as a formula, where its value is asked for."""
    derivation = site.asked.derivation
    if not site.asked.question.at or derivation is None or not derivation.result.expr.free_symbols:
        return None
    found = derivation.result
    says = f"{text(found)} is the {site.asked.noun}; the point is still to be put in."
    return found.expr, says


@misconception(
    "definition-increment-moved-out",
    at=Whole,
    on=("derivative",),
    says="f(x + h) was taken as f(x) + h, so the quotient is always 1.",
    helps="Put x + h in for every x of f, then subtract f(x).",
    statement=r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}",
    example=("derivative of x^2 from first principles", "1"),
    weight=1.2,
)
def definition_increment_moved_out(site: Whole) -> sp.Expr | None:
    """F(x + h) taken as f(x) + h."""
    return sp.S.One if site.asked.question.method == "definition" else None


@misconception(
    "definition-not-divided",
    at=Whole,
    on=("derivative",),
    says="The difference f(x + h) − f(x) goes to 0; it was not divided by h.",
    helps="Divide the difference by h before h goes to 0.",
    statement=r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}",
    example=("derivative of x^2 from first principles", "0"),
    weight=1.1,
)
def definition_not_divided(site: Whole) -> sp.Expr | None:
    """Lim f(x + h) − f(x) taken."""
    return sp.S.Zero if site.asked.question.method == "definition" else None
