"""What goes wrong with Taylor polynomials as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Whole

TAYLOR = "The coefficient of (x − a)^k is the k-th derivative at a, over k!."
SERIES = r"\sum_k \frac{f^{(k)}(a)}{k!} (x - a)^k"


def _expansion(site: Whole) -> tuple[sp.Symbol, sp.Expr, list[sp.Expr]] | None:
    """The variable, the point, and the derivatives there."""
    derivation = site.asked.derivation
    question = derivation.question if derivation else site.asked.question
    if len(question.at) != 1 or question.degree is None or question.degree > 12:
        return None
    ((x, a),) = question.at
    found, slope = [], site.node.expr
    for _ in range(question.degree + 1):
        found.append(slope.xreplace({x: a}))
        slope = derived(slope, x)
    return x, a, found


@misconception(
    "taylor-factorial-missing",
    at=Whole,
    on=("taylor",),
    says="The factorials are missing.",
    helps=TAYLOR,
    statement=SERIES,
    example=("Taylor polynomial of e^x of degree 3 at x = 0", "1 + x + x^2 + x^3"),
    weight=1.5,
)
def taylor_factorial_missing(site: Whole) -> Iterator[sp.Expr | Said]:
    """The sum of f⁽ᵏ⁾(a)·(x − a)^k, or divided by k."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        yield sp.Add(*(s * (x - a) ** k for k, s in enumerate(slopes)))
        single = sp.Add(*(s * (x - a) ** k / max(k, 1) for k, s in enumerate(slopes)))
        yield single, "The coefficients were divided by k in place of k!."
        more = sp.Add(*(s * (x - a) ** k / sp.factorial(k + 1) for k, s in enumerate(slopes)))
        yield more, "The coefficients were divided by (k + 1)! in place of k!."


@misconception(
    "taylor-derivatives-as-one",
    at=Whole,
    on=("taylor",),
    says="Every derivative at the point was taken as 1 or −1: only the factorials are left.",
    helps=TAYLOR,
    statement=SERIES,
    example=("Taylor polynomial of ln(1 + x) of degree 3 at x = 0", "x - x^2/2 + x^3/6"),
    weight=1.4,
)
def taylor_derivatives_as_one(site: Whole) -> Iterator[sp.Expr]:
    """The sum of ±(x − a)^k/k!, the signs those of f⁽ᵏ⁾(a), to any degree above the first."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        terms = [sp.sign(s) * (x - a) ** k / sp.factorial(k) for k, s in enumerate(slopes)]
        yield from (sp.Add(*terms[:k]) for k in range(len(terms), 2, -1))


@misconception(
    "taylor-shift-missing",
    at=Whole,
    on=("taylor",),
    says="The powers are those of x, not of the distance to the point.",
    helps=TAYLOR,
    statement=SERIES,
    example=("Taylor polynomial of ln x of degree 2 at x = 1", "x - x^2/2"),
    weight=1.4,
)
def taylor_shift_missing(site: Whole) -> Iterator[sp.Expr | Said]:
    """The sum of f⁽ᵏ⁾(a)·x^k/k!, or of (x + a)^k."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        plain, other = (
            sp.Add(*(s * base**k / sp.factorial(k) for k, s in enumerate(slopes)))
            for base in (x, x + a)
        )
        yield plain
        yield other, "The powers are those of x + a, not of x − a: the sign of the point is wrong."


@misconception(
    "taylor-degree-wrong",
    at=Whole,
    on=("taylor",),
    says="The polynomial has a term too few.",
    helps="A polynomial of degree n goes up to (x − a)^n, that term included.",
    statement=SERIES,
    example=("Taylor polynomial of e^x of degree 3 at x = 0", "1 + x + x^2/2"),
    weight=1.3,
)
def taylor_degree_wrong(site: Whole) -> Iterator[sp.Expr | Said]:
    """One degree short, one too many, without its first term."""
    found = _expansion(site)
    if found is None:
        return
    x, a, slopes = found
    terms = [s * (x - a) ** k / sp.factorial(k) for k, s in enumerate(slopes)]
    for k in range(len(terms) - 1, 0, -1):
        yield sp.Add(*terms[:k])
    yield sp.Add(*terms[1:]), "The first term, the value at the point, is missing."
    n = len(terms)
    more = derived(site.node.expr, x, n).xreplace({x: a}) * (x - a) ** n / sp.factorial(n)
    yield sp.Add(*terms, more), "The polynomial goes a degree too far."


@misconception(
    "taylor-sign",
    at=Whole,
    on=("taylor",),
    says="The signs of the terms do not fit.",
    helps=TAYLOR,
    statement=SERIES,
    example=("Taylor polynomial of cos x of degree 2 at x = 0", "1 + x^2/2"),
)
def taylor_sign(site: Whole) -> Iterator[sp.Expr]:
    """All signs positive, or alternating."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        terms = [s * (x - a) ** k / sp.factorial(k) for k, s in enumerate(slopes)]
        yield sp.Add(*(sp.Abs(s) * (x - a) ** k / sp.factorial(k) for k, s in enumerate(slopes)))
        yield sp.Add(*((-1) ** k * term for k, term in enumerate(terms)))
        for k, term in enumerate(terms):
            yield sp.Add(*terms[:k], -term, *terms[k + 1 :])


@misconception(
    "taylor-derivative-not-evaluated",
    at=Whole,
    on=("taylor",),
    says="The derivatives were left as functions of x, not taken at the point.",
    helps="Every derivative is taken at the point: the coefficients are numbers.",
    statement=SERIES,
    example=("Taylor polynomial of e^x of degree 2 at x = 0", "e^x + e^x x + e^x x^2/2"),
    weight=1.2,
)
def taylor_derivative_not_evaluated(site: Whole) -> Iterator[sp.Expr]:
    """The sum of f⁽ᵏ⁾(x)·(x − a)^k/k!."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        rest = [
            derived(site.node.expr, x, k) * (x - a) ** k / sp.factorial(k)
            for k in range(1, len(slopes))
        ]
        yield sp.Add(site.node.expr, *rest)
        yield sp.Add(slopes[0], *rest)
