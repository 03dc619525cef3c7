"""Wrong rules of algebra for powers, roots and amounts of sums."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Rewriting

HELPS = "A power of a sum is a product of sums: (a + b)² = a² + 2a·b + b²."
STATEMENT = r"(a + b)^2 = a^2 + 2ab + b^2"
TERMS = 6  # of a sum that is looked at


def terms_of(expr: sp.Expr) -> tuple[sp.Expr, ...]:
    """The terms of a sum of a few; none where it is no sum."""
    return expr.args if expr.is_Add and len(expr.args) <= TERMS else ()


@misconception(
    "power-of-a-sum-termwise",
    at=Rewriting,
    says="In {f} each term was raised to the power on its own.",
    helps=HELPS,
    statement=STATEMENT,
    example=("(x+1)^2", "x^2 + 1"),
    weight=2.0,
    on=("power",),
)
def power_of_a_sum_termwise(site: Rewriting) -> Iterator[sp.Expr]:
    """(a + b)ⁿ taken as aⁿ + bⁿ, and (a − b)ⁿ as aⁿ − bⁿ."""
    base, exponent = site.parts
    terms = terms_of(base)
    if not terms or exponent == 1:
        return
    yield sp.Add(*(term**exponent for term in terms))
    signs = [-1 if term.could_extract_minus_sign() else 1 for term in terms]
    if -1 in signs:
        yield sp.Add(*(s * (s * t) ** exponent for s, t in zip(signs, terms, strict=True)))


@misconception(
    "middle-term-of-a-square",
    at=Rewriting,
    says="In {f} the middle term is not right: it is twice the product, with its sign.",
    helps=HELPS,
    statement=STATEMENT,
    example=("(x+3)^2", "x^2 + 3x + 9"),
    weight=1.2,
    on=("power",),
)
def middle_term(site: Rewriting) -> Iterator[sp.Expr]:
    """(a + b)² taken as a² + ab + b², or with a wrong sign."""
    base, exponent = site.parts
    terms = terms_of(base)
    if exponent != 2 or len(terms) != 2:
        return
    a, b = terms
    yield a**2 + a * b + b**2
    yield a**2 - 2 * a * b + b**2
    for one, other in ((a, b), (b, a)):
        if other.could_extract_minus_sign():
            yield one**2 + 2 * a * b - other**2


@misconception(
    "root-of-a-sum-termwise",
    at=Rewriting,
    says="In {f} the root was taken of each term on its own.",
    helps="A root of a sum cannot be split: √(9 + 16) = 5, and √9 + √16 = 7.",
    statement=r"\sqrt{a + b} \ne \sqrt{a} + \sqrt{b}",
    example=("sqrt(x^2 + 1)", "x + 1"),
    weight=2.0,
    on=("sqrt", "cbrt", "root"),
)
def root_of_a_sum_termwise(site: Rewriting) -> Iterator[sp.Expr]:
    """√(a + b) taken as √a + √b, and √(a − b) as √a − √b."""
    terms = terms_of(site.parts[0])
    degree = _degree(site)
    if not terms or degree is None:
        return
    signs = [-1 if term.could_extract_minus_sign() else 1 for term in terms]
    yield sp.Add(*(s * rooted(s * t, degree) for s, t in zip(signs, terms, strict=True)))


@misconception(
    "root-of-a-square",
    at=Rewriting,
    says="In {f} the sign was left aside: for negative values the root is not what is squared.",
    helps="A square root is never negative: √(u²) = |u|.",
    statement=r"\sqrt{u^2} = |u|",
    example=("sqrt(x^2)", "x"),
    weight=1.5,
    on=("sqrt",),
)
def root_of_a_square(site: Rewriting) -> sp.Expr | None:
    """√(u²) taken as u."""
    inside = site.parts[0]
    found = rooted(inside, sp.Integer(2))
    return found if not found.has(sp.Pow) or found.count_ops() < site.right.count_ops() else None


@misconception(
    "root-of-a-product-one-factor",
    at=Rewriting,
    says="In {f} the root was taken of one factor only.",
    helps="A root of a product is the product of the roots: √(a·b) = √a·√b.",
    statement=r"\sqrt{ab} = \sqrt{a}\,\sqrt{b}",
    example=("sqrt(4x)", "2x"),
    on=("sqrt", "cbrt", "root"),
)
def root_of_one_factor(site: Rewriting) -> Iterator[sp.Expr]:
    """√(a·b) taken as √a·b."""
    degree, factors = _degree(site), sp.Mul.make_args(site.parts[0])
    if degree is None or len(factors) != 2:
        return
    for one, other in (factors, factors[::-1]):
        yield rooted(one, degree) * other


@misconception(
    "root-as-half",
    at=Rewriting,
    says="{f} was halved; a root is something else.",
    helps="√a is the number whose square is a: √16 = 4.",
    statement=r"\sqrt{a} = a^{1/2}",
    example=("sqrt(x)", "x/2"),
    weight=0.6,
    on=("sqrt",),
)
def root_as_half(site: Rewriting) -> sp.Expr:
    """√u taken as u/2."""
    return site.parts[0] / 2


@misconception(
    "amount-of-a-sum-termwise",
    at=Rewriting,
    says="In {f} the absolute value was taken of each term on its own.",
    helps="|a + b| is |a| + |b| only where a and b have the same sign.",
    statement=r"|a + b| \le |a| + |b|",
    example=("|x + 1|", "|x| + 1"),
    on=("abs",),
)
def amount_termwise(site: Rewriting) -> Iterator[sp.Expr]:
    """|a + b| taken as |a| + |b|, or each term without its sign."""
    terms = terms_of(site.parts[0])
    if terms:
        yield sp.Add(*(sp.Abs(term) for term in terms))
        yield sp.Add(*(-t if t.could_extract_minus_sign() else t for t in terms))


@misconception(
    "amount-left-out",
    at=Rewriting,
    says="The bars of {f} were left out.",
    helps="|u| is u where u ≥ 0, and −u where u < 0.",
    statement=r"|u| = \pm u",
    example=("|x - 2|", "x - 2"),
    on=("abs",),
)
def amount_left_out(site: Rewriting) -> sp.Expr:
    """|u| taken as u."""
    return site.parts[0]


def rooted(expr: sp.Expr, degree: sp.Expr) -> sp.Expr:
    """A root as a learner simplifies it, every letter taken to be positive."""
    return sp.powdenest(expr ** (1 / degree), force=True)


def _degree(site: Rewriting) -> sp.Expr | None:
    """2 of a square root; the degree of any other, if it is known."""
    if len(site.parts) == 1:
        return sp.Integer(3 if site.node.head == "cbrt" else 2)
    return site.parts[1] if site.parts[1].is_Integer else None
