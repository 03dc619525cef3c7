"""Wrong rules for brackets: signs before them, factors before them, products of them."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.notation import Notation, signed_terms

SIGNS = "A minus sign before a bracket changes every sign in it: −(a + b) = −a − b."
SIGNED = r"-(a + b) = -a - b"
FACTORS = "A factor before a bracket multiplies every term in it: c·(a + b) = c·a + c·b."


@misconception(
    "sign-before-a-bracket",
    at=Rewriting,
    says="In {f} the minus sign reached only the first term of the bracket.",
    helps=SIGNS,
    statement=SIGNED,
    example=("-(x - 1)", "-x - 1"),
    weight=2.0,
    on=("negation", "difference", "sum"),
)
def sign_before_a_bracket(site: Rewriting) -> Iterator[sp.Expr]:
    """−(a + b) taken as −a + b; likewise in a numerator after a minus sign."""
    for term in signed_terms(site.node):
        inner = term.parts[0] if term.head == "negation" else None
        change = None if inner is None else _after_first(inner)
        if change is not None:
            yield site.right + 2 * change


def _after_first(node: Notation) -> sp.Expr | None:
    """What stands behind the first term of a bracket, over its denominator."""
    if node.head == "quotient":
        rest = _after_first(node.parts[0])
        return None if rest is None else rest / node.parts[1].expr
    if node.head == "product":
        rest = _after_first(node.parts[-1])
        return None if rest is None else sp.Mul(*(p.expr for p in node.parts[:-1])) * rest
    terms = signed_terms(node)
    return sp.Add(*(t.expr for t in terms[1:])) if len(terms) > 1 else None


@misconception(
    "factor-before-a-bracket",
    at=Rewriting,
    says="In {f} the factor reached only one term of the bracket.",
    helps=FACTORS,
    statement=r"c\,(a + b) = c\,a + c\,b",
    example=("2(x + 1)", "2x + 1"),
    weight=2.0,
    on=("product",),
)
def factor_before_a_bracket(site: Rewriting) -> Iterator[sp.Expr]:
    """c·(a + b) taken as c·a + b, or as a + c·b."""
    parts = site.node.parts
    for k, part in enumerate(parts):
        terms = [term.expr for term in signed_terms(part)]
        rest = sp.Mul(*(p.expr for p in (*parts[:k], *parts[k + 1 :])))
        if 1 < len(terms) <= 4 and not rest.is_Add:
            yield rest * terms[0] + sp.Add(*terms[1:])
            yield sp.Add(*terms[:-1]) + rest * terms[-1]


@misconception(
    "factor-into-a-power",
    at=Rewriting,
    says="In {f} the factor was put into the bracket before the power was taken.",
    helps="The power comes first: c·(a + b)² is not (c·a + c·b)².",
    statement=r"c\,(a + b)^2 = c\,(a^2 + 2ab + b^2)",
    example=("2(x + 3)^2", "(2x + 6)^2"),
    on=("product",),
)
def factor_into_a_power(site: Rewriting) -> sp.Expr | None:
    """c·uⁿ taken as (c·u)ⁿ."""
    *factors, last = site.node.parts
    if last.head != "power" or last.parts[1].expr == 1 or not factors:
        return None
    base, exponent = (part.expr for part in last.parts)
    return (sp.Mul(*(f.expr for f in factors)) * base) ** exponent


@misconception(
    "product-of-brackets",
    at=Rewriting,
    says="In {f} only the first terms and the last terms were multiplied.",
    helps="Every term is multiplied with every other: (a + b)·(c + d) = a·c + a·d + b·c + b·d.",
    statement=r"(a + b)(c + d) = ac + ad + bc + bd",
    example=("(x + 2)(x + 3)", "x^2 + 6"),
    weight=1.5,
    on=("product",),
)
def product_of_brackets(site: Rewriting) -> Iterator[sp.Expr]:
    """(a + b)·(c + d) taken as a·c + b·d."""
    sums = [[t.expr for t in signed_terms(part)] for part in site.node.parts]
    if len(sums) == 2 and all(len(terms) == 2 for terms in sums):
        (a, b), (c, d) = sums
        yield a * c + b * d
        yield a * c + a * d + b * d
        yield a * c + b * c + b * d


@misconception(
    "square-of-a-negative",
    at=Rewriting,
    says="In {f} the square was taken of the minus sign too.",
    helps="−a² is the negative of the square; (−a)² = a².",
    statement=r"-a^2 = -(a^2)",
    example=("-x^2", "x^2"),
    on=("negation",),
)
def square_of_a_negative(site: Rewriting) -> sp.Expr | None:
    """−aⁿ taken as (−a)ⁿ."""
    inner = site.node.parts[0]
    if inner.head != "power" or not inner.parts[1].expr.is_even:
        return None
    return -site.right


@misconception(
    "coefficients-multiplied",
    at=Rewriting,
    says="In {f} like terms were multiplied; they are added.",
    helps="Like terms are added by their coefficients: 2x + 3x = 5x.",
    statement=r"ax + bx = (a + b)x",
    example=("2x + 3x", "6x^2"),
    weight=0.7,
    on=("sum",),
)
def coefficients_multiplied(site: Rewriting) -> Iterator[sp.Expr]:
    """ax + bx taken as ab·x², ab·x or (a + b)·x²."""
    split = [p.expr.as_coeff_Mul() for p in site.node.parts]
    cores = {core for _, core in split}
    if len(cores) != 1 or cores == {sp.S.One} or len(split) > 3:
        return
    (core,) = cores
    product = sp.Mul(*(c for c, _ in split))
    yield product * core ** len(split)
    yield product * core
    yield sp.Add(*(c for c, _ in split)) * core ** len(split)
