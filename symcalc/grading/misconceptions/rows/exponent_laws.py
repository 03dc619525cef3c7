"""Wrong laws of exponents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.rows.powers_of_sums import terms_of
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.notation import Notation

PRODUCTS = "Powers of one base are multiplied by adding the exponents: aᵐ·aⁿ = aᵐ⁺ⁿ."
QUOTIENTS = "Powers of one base are divided by subtracting the exponents: aᵐ/aⁿ = aᵐ⁻ⁿ."


def written_power(node: Notation) -> tuple[sp.Expr, sp.Expr]:
    """Base and exponent as written; the exponent of what is no power is 1."""
    if node.head == "power":
        return node.parts[0].expr, node.parts[1].expr
    if node.head == "exp":
        return sp.E, node.parts[0].expr
    return node.expr, sp.S.One


@misconception(
    "exponents-multiplied",
    at=Rewriting,
    says="In {f} the exponents were multiplied.",
    helps=PRODUCTS,
    statement=r"a^m a^n = a^{m+n}",
    example=("x^2*x^3", "x^6"),
    weight=2.0,
    on=("product",),
)
def exponents_multiplied(site: Rewriting) -> sp.Expr | None:
    """aᵐ·aⁿ taken as aᵐⁿ."""
    found: dict[sp.Expr, list[sp.Expr]] = defaultdict(list)
    for part in site.node.parts:
        base, exponent = written_power(part)
        found[base].append(exponent)
    if all(len(exponents) < 2 or base.is_Number for base, exponents in found.items()):
        return None
    return sp.Mul(*(base ** sp.Mul(*exponents) for base, exponents in found.items()))


@misconception(
    "powers-of-different-bases-joined",
    at=Rewriting,
    says="In {f} powers of different bases were put together.",
    helps=PRODUCTS,
    statement=r"a^m a^n = a^{m+n}",
    example=("x^2*y^3", "(x*y)^5"),
    weight=0.6,
    on=("product",),
)
def different_bases(site: Rewriting) -> sp.Expr | None:
    """aᵐ·bⁿ taken as (a·b)ᵐ⁺ⁿ."""
    pairs = [written_power(part) for part in site.node.parts]
    bases = {base for base, _ in pairs}
    if len(pairs) != 2 or len(bases) != 2 or all(n == 1 for _, n in pairs):
        return None
    return sp.Mul(*bases) ** sp.Add(*(n for _, n in pairs))


@misconception(
    "exponents-divided",
    at=Rewriting,
    says="In {f} the exponents were not subtracted in the right way.",
    helps=QUOTIENTS,
    statement=r"\frac{a^m}{a^n} = a^{m-n}",
    example=("x^6/x^2", "x^3"),
    weight=1.5,
    on=("quotient",),
)
def exponents_divided(site: Rewriting) -> Iterator[sp.Expr]:
    """aᵐ/aⁿ taken as aᵐᐟⁿ, aⁿ⁻ᵐ or aᵐ⁺ⁿ."""
    (base, m), (below, n) = (written_power(part) for part in site.node.parts)
    if base == below and (m != 1 or n != 1):
        yield base ** (m / n)
        yield base ** (n - m)
        yield base ** (m + n)


@misconception(
    "power-of-a-power",
    at=Rewriting,
    says="In {f} the exponents were not multiplied.",
    helps="A power of a power multiplies the exponents: (aᵐ)ⁿ = aᵐⁿ.",
    statement=r"(a^m)^n = a^{mn}",
    example=("(x^2)^3", "x^5"),
    weight=1.5,
    on=("power",),
)
def power_of_a_power(site: Rewriting) -> Iterator[sp.Expr]:
    """(aᵐ)ⁿ taken as aᵐ⁺ⁿ, or as a to the power of mⁿ."""
    inner, outer = site.node.parts
    base, m = written_power(inner)
    if inner.head in ("power", "exp"):
        yield base ** (m + outer.expr)
        if outer.expr.is_Integer and 0 < outer.expr < 9:
            yield base ** (m**outer.expr)


@misconception(
    "power-of-a-product-one-factor",
    at=Rewriting,
    says="In {f} only one factor was raised to the power.",
    helps="Every factor is raised: (a·b)ⁿ = aⁿ·bⁿ.",
    statement=r"(ab)^n = a^n b^n",
    example=("(2x)^3", "2x^3"),
    weight=1.8,
    on=("power",),
)
def power_of_one_factor(site: Rewriting) -> Iterator[sp.Expr]:
    """(a·b)ⁿ taken as a·bⁿ, or as aⁿ·b; of a quotient likewise."""
    base, exponent = site.node.parts
    if base.head == "product":
        for k in range(len(base.parts)):
            factors = [p.expr for p in base.parts]
            yield sp.Mul(*(f**exponent.expr if i == k else f for i, f in enumerate(factors)))
    if base.head == "quotient":
        above, below = (part.expr for part in base.parts)
        yield above**exponent.expr / below
        yield above / below**exponent.expr
    if base.head == "negation":
        yield -(base.parts[0].expr ** exponent.expr)


@misconception(
    "negative-exponent-as-sign",
    at=Rewriting,
    says="In {f} the minus sign of the exponent became a minus sign in front.",
    helps="A negative exponent means one over the power: a⁻ⁿ = 1/aⁿ.",
    statement=r"a^{-n} = \frac{1}{a^n}",
    example=("x^(-2)", "-x^2"),
    weight=2.0,
    on=("power", "exp"),
)
def negative_exponent(site: Rewriting) -> Iterator[sp.Expr]:
    """a⁻ⁿ taken as −aⁿ, as a root, or as −1/aⁿ."""
    base, n = _power(site)
    if n.could_extract_minus_sign() and not n.is_Add:
        yield -(base ** (-n))
        yield -(base**n)
        yield base ** (-n)
        if n.is_Integer:
            yield base ** (-1 / n)


@misconception(
    "zero-exponent",
    at=Rewriting,
    says="{f} was taken for something else than 1.",
    helps="Any a ≠ 0 to the power of 0 is 1: aⁿ/aⁿ = a⁰.",
    statement=r"a^0 = 1",
    example=("x^0", "0"),
    on=("power",),
    weight=1.1,
)
def zero_exponent(site: Rewriting) -> Iterator[sp.Expr]:
    """a⁰ taken as 0, or as a."""
    if site.parts[1] == 0:
        yield sp.S.Zero
        yield site.parts[0]


@misconception(
    "fractional-exponent",
    at=Rewriting,
    says="In {f} the exponent is a fraction, and was used as a factor or turned over.",
    helps="A fraction in the exponent is a root: a^(1/n) is the n-th root of a.",
    statement=r"a^{m/n} = \sqrt[n]{a^m}",
    example=("x^(1/2)", "x/2"),
    on=("power",),
)
def fractional_exponent(site: Rewriting) -> Iterator[sp.Expr]:
    """a^(m/n) taken as (m/n)·a, 1/aⁿ, or a^(n/m)."""
    base, n = site.parts
    if n.is_Rational and not n.is_Integer:
        yield n * base
        yield base ** (-1 / n)
        yield base ** (1 / n)


@misconception(
    "exponent-as-factor",
    at=Rewriting,
    says="In {f} the exponent was used as a factor.",
    helps="aⁿ is a multiplied by itself: a³ = a·a·a, and 3a = a + a + a.",
    statement=r"a^n = a \cdot a \cdots a",
    example=("x^3", "3x"),
    weight=0.6,
    on=("power",),
)
def exponent_as_factor(site: Rewriting) -> sp.Expr | None:
    """aⁿ taken as n·a."""
    base, n = site.parts
    return n * base if n.is_Integer and n > 1 and not base.is_Add else None


@misconception(
    "exponential-of-a-sum",
    at=Rewriting,
    says="In {f} the power was taken of each term of the exponent on its own.",
    helps="A sum in the exponent is a product of powers: aᵘ⁺ᵛ = aᵘ·aᵛ.",
    statement=r"a^{u+v} = a^u a^v",
    example=("e^(x + y)", "e^x + e^y"),
    weight=1.5,
    on=("power", "exp"),
)
def exponential_of_a_sum(site: Rewriting) -> Iterator[sp.Expr]:
    """aᵘ⁺ᵛ taken as aᵘ + aᵛ."""
    base, n = _power(site)
    terms = terms_of(n)
    if terms:
        yield sp.Add(*(base**term for term in terms))
        signs = [-1 if term.could_extract_minus_sign() else 1 for term in terms]
        if -1 in signs:
            yield sp.Add(*(s * base ** (s * t) for s, t in zip(signs, terms, strict=True)))


@misconception(
    "exponential-of-a-logarithm",
    at=Rewriting,
    says="In {f} the exponential and the logarithm were cancelled across the factor.",
    helps="The factor goes into the logarithm first: e^(n·ln u) = uⁿ.",
    statement=r"e^{n \ln u} = u^n",
    example=("e^(2 ln x)", "2x"),
    weight=1.5,
    on=("exp",),
)
def exponential_of_a_logarithm(site: Rewriting) -> sp.Expr | None:
    """e^(n·ln u) taken as n·u."""
    node = site.node.parts[0]
    factors = node.parts if node.head == "product" else (node,)
    logs = [f for f in factors if f.head == "log"]
    if len(logs) != 1 or len(factors) < 2:
        return None
    return sp.Mul(*(f.parts[0].expr if f in logs else f.expr for f in factors))


@misconception(
    "unlike-powers-added",
    at=Rewriting,
    says="In {f} different powers were put together as if they were multiplied.",
    helps="Only like terms are added: x² + x² = 2x²; x² + x³ stays a sum.",
    statement=r"a x^n + b x^n = (a + b) x^n",
    example=("x^2 + x^3", "x^5"),
    on=("sum",),
)
def unlike_powers_added(site: Rewriting) -> Iterator[sp.Expr]:
    """aᵐ + aⁿ taken as aᵐ⁺ⁿ, or as 2aᵐ⁺ⁿ."""
    pairs = [written_power(part) for part in site.node.parts]
    bases = {base for base, _ in pairs}
    if len(bases) == 1 and not next(iter(bases)).is_Number:
        (base,) = bases
        total = base ** sp.Add(*(n for _, n in pairs))
        yield total
        yield len(pairs) * total


def _power(site: Rewriting) -> tuple[sp.Expr, sp.Expr]:
    return (sp.E, site.parts[0]) if site.node.head == "exp" else (site.parts[0], site.parts[1])
