"""Wrong laws of logarithms."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.rows.exponent_laws import written_power
from symcalc.grading.misconceptions.rows.powers_of_sums import terms_of
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.notation import signed_terms

SUMS = "A logarithm of a sum cannot be split; ln(a·b) = ln a + ln b is about a product."
PRODUCT = r"\ln(ab) = \ln a + \ln b"
QUOTIENT = r"\ln\frac{a}{b} = \ln a - \ln b"


@misconception(
    "logarithm-of-a-sum",
    at=Rewriting,
    says="In {f} the logarithm was taken of each term on its own.",
    helps=SUMS,
    statement=PRODUCT,
    example=("ln(x + 1)", "ln x"),
    weight=2.0,
    on=("log",),
)
def logarithm_of_a_sum(site: Rewriting) -> Iterator[sp.Expr]:
    """ln(a + b) taken as ln a + ln b, or ln a · ln b; ln(a − b) as ln a − ln b, or ln a/ln b."""
    terms = terms_of(site.parts[0])
    if not terms:
        return
    signs = [-1 if term.could_extract_minus_sign() else 1 for term in terms]
    logs = [sp.log(s * t) for s, t in zip(signs, terms, strict=True)]
    yield sp.Add(*(s * u for s, u in zip(signs, logs, strict=True)))
    if all(u != 0 for u in logs):
        yield sp.Mul(*(u**s for s, u in zip(signs, logs, strict=True)))


@misconception(
    "logarithm-of-a-product",
    at=Rewriting,
    says="In {f} the logarithms were multiplied; they are added.",
    helps="A logarithm of a product is the sum of the logarithms: ln(a·b) = ln a + ln b.",
    statement=PRODUCT,
    example=("ln(x*y)", "ln(x)*ln(y)"),
    weight=1.5,
    on=("log",),
)
def logarithm_of_a_product(site: Rewriting) -> Iterator[sp.Expr]:
    """ln(a·b) taken as ln a · ln b, or with one factor taken out: a·ln b."""
    node = site.node.parts[0]
    if node.head == "product":
        factors = [part.expr for part in node.parts]
        yield sp.Mul(*map(sp.log, factors))
        if len(factors) == 2:
            yield factors[0] * sp.log(factors[1])


@misconception(
    "logarithm-of-a-quotient",
    at=Rewriting,
    says="In {f} the logarithms were divided; they are subtracted.",
    helps="A logarithm of a quotient is the difference of the logarithms: ln(a/b) = ln a − ln b.",
    statement=QUOTIENT,
    example=("ln(x/2)", "ln(x)/ln(2)"),
    weight=1.5,
    on=("log",),
)
def logarithm_of_a_quotient(site: Rewriting) -> sp.Expr | None:
    """ln(a/b) taken as ln a/ln b."""
    node = site.node.parts[0]
    if node.head != "quotient" or node.parts[1].expr == 1:
        return None
    above, below = (sp.log(part.expr) for part in node.parts)
    return above / below


@misconception(
    "quotient-of-logarithms",
    at=Rewriting,
    says="In {f} the quotient of two logarithms was taken for the logarithm of a quotient.",
    helps="ln(a/b) = ln a − ln b; the quotient ln a/ln b is the logarithm of a to base b.",
    statement=QUOTIENT,
    example=("ln(x)/ln(2)", "ln(x) - ln(2)"),
    weight=2.0,
    on=("quotient",),
)
def quotient_of_logarithms(site: Rewriting) -> Iterator[sp.Expr]:
    """ln a/ln b taken as ln a − ln b = ln(a/b), ln(a − b), or a/b."""
    if all(part.head == "log" for part in site.node.parts):
        a, b = (part.parts[0].expr for part in site.node.parts)
        yield sp.log(a) - sp.log(b)
        yield sp.log(a - b)
        yield a / b


@misconception(
    "product-of-logarithms",
    at=Rewriting,
    says="In {f} the product of two logarithms was taken for one logarithm.",
    helps="ln a + ln b = ln(a·b); a product of two logarithms has no such law.",
    statement=PRODUCT,
    example=("ln(x)*ln(y)", "ln(x + y)"),
    on=("product",),
)
def product_of_logarithms(site: Rewriting) -> Iterator[sp.Expr]:
    """ln a · ln b taken as ln(a + b), or ln(a·b)."""
    logs = [part for part in site.node.parts if part.head == "log"]
    rest = [part.expr for part in site.node.parts if part.head != "log"]
    if len(logs) == 2:
        a, b = (part.parts[0].expr for part in logs)
        yield sp.Mul(*rest, sp.log(a + b))
        yield sp.Mul(*rest, sp.log(a * b))


@misconception(
    "sum-of-logarithms",
    at=Rewriting,
    says="In {f} the sum of logarithms was taken for the logarithm of a sum.",
    helps="ln a + ln b = ln(a·b), and ln a − ln b = ln(a/b).",
    statement=PRODUCT,
    example=("ln(x) + ln(y)", "ln(x + y)"),
    weight=1.5,
    on=("sum", "difference"),
)
def sum_of_logarithms(site: Rewriting) -> Iterator[sp.Expr]:
    """ln a + ln b taken as ln(a + b), ln a · ln b; ln a − ln b as ln(a − b), ln a/ln b."""
    terms = signed_terms(site.node)
    signs = [-1 if term.head == "negation" else 1 for term in terms]
    bare = [term.parts[0] if term.head == "negation" else term for term in terms]
    if any(term.head != "log" for term in bare):
        return
    insides = [term.parts[0].expr for term in bare]
    yield sp.log(sp.Add(*(s * a for s, a in zip(signs, insides, strict=True))))
    yield sp.Mul(*(sp.log(a) ** s for s, a in zip(signs, insides, strict=True)))


@misconception(
    "power-outside-a-logarithm",
    at=Rewriting,
    says="In {f} the exponent belongs to the logarithm itself, and does not come in front.",
    helps="ln(aⁿ) = n·ln a; in (ln a)ⁿ the logarithm itself is raised.",
    statement=r"\ln(a^n) = n \ln a",
    example=("(ln x)^2", "2 ln x"),
    weight=1.5,
    on=("power",),
)
def power_outside(site: Rewriting) -> sp.Expr | None:
    """(ln a)ⁿ taken as n·ln a."""
    base, n = site.node.parts
    return n.expr * base.expr if base.head == "log" else None


@misconception(
    "power-inside-a-logarithm",
    at=Rewriting,
    says="In {f} the exponent belongs to what is inside: it comes in front as a factor.",
    helps="ln(aⁿ) = n·ln a; in (ln a)ⁿ the logarithm itself is raised.",
    statement=r"\ln(a^n) = n \ln a",
    example=("ln(x^2)", "(ln x)^2"),
    weight=1.5,
    on=("log",),
)
def power_inside(site: Rewriting) -> sp.Expr | None:
    """ln(aⁿ) taken as (ln a)ⁿ."""
    inside = site.node.parts[0]
    base, n = written_power(inside)
    return sp.log(base) ** n if inside.head == "power" else None
