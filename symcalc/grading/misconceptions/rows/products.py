"""Wrong rules for products, and for constants in front."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Slope

HELPS = "One factor is differentiated at a time while the other stays: (u·v)′ = u′·v + u·v′."
STATEMENT = r"(u\,v)' = u'\,v + u\,v'"
CONSTANT = "A constant factor stays: (c·u)′ = c·u′."
FACTOR = r"(c\,u)' = c\,u'"
ONE_TERM = "Every factor has its turn: (u·v)′ = u′·v + u·v′."


def still(site: Slope) -> sp.Expr:
    """The factors that do not move, multiplied."""
    return sp.Mul(*(p for k, p in enumerate(site.parts) if not site.moves(k)))


def terms(site: Slope) -> list[sp.Expr]:
    """The terms of the product rule, one for each factor that moves."""
    return [site.partials[k] * site.slopes[k] for k in site.moving]


@misconception(
    "product-of-derivatives",
    at=Slope,
    on=("product",),
    says="In {f} each factor was differentiated on its own, and the results multiplied.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x cos x"),
    weight=2.0,
)
def product_of_derivatives(site: Slope) -> sp.Expr | None:
    """(u·v)′ taken as u′·v′."""
    if len(site.moving) < 2:
        return None
    return still(site) * sp.Mul(*(site.slopes[k] for k in site.moving))


@misconception(
    "product-terms-multiplied",
    at=Slope,
    on=("product",),
    says="In {f} the two terms of the product rule were multiplied; they are added.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^2 sin(3x)", "2x sin(3x) * 3x^2 cos(3x)"),
)
def product_terms_multiplied(site: Slope) -> sp.Expr | None:
    """(u·v)′ taken as u′·v · u·v′."""
    return sp.Mul(*terms(site)) if len(site.moving) == 2 else None


@misconception(
    "product-rule-minus",
    at=Slope,
    on=("product",),
    says="In {f} the two terms of the product rule were subtracted.",
    helps="The terms of the product rule are added; the minus belongs to the quotient rule.",
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x sin x - x^2 cos x"),
)
def product_rule_minus(site: Slope) -> Iterator[sp.Expr]:
    """(u·v)′ taken as u′·v − u·v′."""
    if len(site.moving) == 2:
        first, second = terms(site)
        yield first - second
        yield second - first


@misconception(
    "product-term-forgotten",
    at=Slope,
    on=("product",),
    says="In {f} not every factor was differentiated: a term of the product rule is missing.",
    helps=ONE_TERM,
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x sin x"),
    weight=1.8,
)
def product_term_forgotten(site: Slope) -> Iterator[sp.Expr]:
    """(u·v)′ taken as u′·v, or as u·v′."""
    found = terms(site)
    if len(found) > 1:
        yield from (sp.Add(*found[:k], *found[k + 1 :]) for k in range(len(found)))
    if len(found) > 2:
        yield from found


@misconception(
    "product-sum-of-derivatives",
    at=Slope,
    on=("product",),
    says="In {f} the derivatives of the factors were added.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x + cos x"),
)
def product_sum_of_derivatives(site: Slope) -> Iterator[sp.Expr]:
    """(u·v)′ taken as u′ + v′."""
    if len(site.moving) > 1:
        first, *rest = (site.slopes[k] for k in site.moving)
        yield still(site) * sp.Add(first, *rest)
        yield still(site) * first + sp.Add(*rest)


@misconception(
    "product-both-and-none",
    at=Slope,
    on=("product",),
    says="In {f} one term has both derivatives and the other has none.",
    helps="Each term has exactly one derivative: (u·v)′ = u′·v + u·v′.",
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x cos x + x^2 sin x"),
)
def product_both_and_none(site: Slope) -> sp.Expr | None:
    """(u·v)′ taken as u′·v′ + u·v."""
    if len(site.moving) != 2:
        return None
    slopes = (site.slopes[k] for k in site.moving)
    return still(site) * sp.Mul(*slopes) + sp.Mul(*site.parts)


@misconception(
    "product-same-factor-twice",
    at=Slope,
    on=("product",),
    says="In {f} both terms of the product rule keep a factor with its own derivative.",
    helps="A derivative stands beside the other factor: (u·v)′ = u′·v + u·v′.",
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x*x^2 + sin x cos x"),
    weight=0.7,
)
def product_same_factor_twice(site: Slope) -> sp.Expr | None:
    """(u·v)′ taken as u·u′ + v·v′."""
    if len(site.moving) != 2:
        return None
    return still(site) * sp.Add(*(site.parts[k] * site.slopes[k] for k in site.moving))


@misconception(
    "product-undifferentiated-factor",
    at=Slope,
    on=("product",),
    says="In {f} a term of the product rule has no derivative in it.",
    helps="Each term has exactly one derivative: (u·v)′ = u′·v + u·v′.",
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x sin x + x^2 sin x"),
    weight=0.6,
)
def product_undifferentiated_factor(site: Slope) -> Iterator[sp.Expr]:
    """(u·v)′ taken as u′·v + u·v."""
    if len(site.moving) == 2:
        whole = sp.Mul(*site.parts)
        yield from (term + whole for term in terms(site))


@misconception(
    "product-factor-lost",
    at=Slope,
    on=("product",),
    says="In {f} the other factor is missing in a term of the product rule.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x sin x + cos x"),
    weight=0.8,
)
def product_factor_lost(site: Slope) -> Iterator[sp.Expr]:
    """(u·v)′ taken as u′·v + v′."""
    if len(site.moving) == 2:
        first, second = terms(site)
        j, k = site.moving
        yield first + still(site) * site.slopes[k]
        yield still(site) * site.slopes[j] + second


@misconception(
    "constant-factor-lost",
    at=Slope,
    on=("product", "quotient"),
    says="In {f} a constant factor was lost.",
    helps=CONSTANT,
    statement=FACTOR,
    example=("d/dx 3x^2", "2x"),
    weight=1.5,
)
def constant_factor_lost(site: Slope) -> Iterator[sp.Expr]:
    """(c·u)′ taken as u′."""
    fixed = [(k, p) for k, p in enumerate(site.parts) if not site.moves(k) and p != 0]
    if not site.moving:
        return
    for k, part in fixed:
        lost = part if site.rule == "product" or k == 0 else 1 / part
        yield site.right / lost
    if len(fixed) > 1:
        yield site.right / still(site)


@misconception(
    "constant-factor-kept-as-term",
    at=Slope,
    on=("product",),
    says="In {f} the constant factor was treated as a term of its own.",
    helps=CONSTANT,
    statement=FACTOR,
    example=("d/dx 3x^2", "3 + 2x"),
    weight=0.6,
)
def constant_factor_kept_as_term(site: Slope) -> sp.Expr | None:
    """(c·u)′ taken as c + u′."""
    c = still(site)
    return None if c == 1 or c.free_symbols or not site.moving else c + site.right / c


@misconception(
    "constant-differentiated-to-one",
    at=Slope,
    on=("product",),
    says="In {f} the derivative of the constant factor was taken as 1.",
    helps="The derivative of a constant is 0, so only the other factor is differentiated.",
    statement=FACTOR,
    example=("d/dx 5 sin x", "sin x + 5 cos x"),
    weight=0.7,
)
def constant_differentiated_to_one(site: Slope) -> Iterator[sp.Expr]:
    """(c·u)′ taken as u + c·u′."""
    c = still(site)
    if c != 1 and site.moving:
        rest = sp.Mul(*(site.parts[k] for k in site.moving))
        yield rest + site.right
        yield c * rest + site.right  # c′ taken as c


@misconception(
    "constant-factor-differentiated-to-zero",
    at=Slope,
    on=("product",),
    says="In {f} the constant factor made the whole term 0.",
    helps="A constant factor stays; only a constant that stands alone has the derivative 0.",
    statement=FACTOR,
    example=("d/dx (5 sin x + x)", "1"),
    weight=1.1,
)
def constant_factor_differentiated_to_zero(site: Slope) -> sp.Expr | None:
    """(c·u)′ taken as c′·u′ = 0."""
    return None if still(site).free_symbols or still(site) == 1 else sp.S.Zero


@misconception(
    "product-derivative-keeps-variable",
    at=Slope,
    on=("product",),
    says="The derivative of {f} by {x} was taken as {x}.",
    helps="In a product the variable goes and the factor beside it stays: (c·x)′ = c.",
    statement=r"\frac{\partial}{\partial w} (w\,x) = x",
    example=("d/dw (sigmoid(w x) - y)^2/2", "(sigmoid(w x) - y) sigmoid(w x) (1 - sigmoid(w x)) w"),
)
def product_derivative_keeps_variable(site: Slope) -> sp.Expr | None:
    """(w·x)′ by w taken as w."""
    if len(site.moving) != 1 or site.parts[site.moving[0]] != site.x:
        return None
    return site.x * site.slopes[site.moving[0]] if still(site).free_symbols else None
