"""What goes wrong with limits and Taylor polynomials as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Whole

# What a form that says nothing is taken for: 0/0, 1^∞, 0·∞, ∞ − ∞.
VAGUE = {"quotient": (0, 1), "power": (1, 0), "product": (0, 1), "difference": (0,), "sum": (0,)}
HOSPITAL = "Where both go to 0, differentiate above and below, each on its own: f′/g′."
TAYLOR = "The coefficient of (x − a)^k is the k-th derivative at a, over k!."
SERIES = r"\sum_k \frac{f^{(k)}(a)}{k!} (x - a)^k"


def _fraction(site: Whole) -> tuple[sp.Expr, sp.Expr, sp.Symbol, sp.Expr] | None:
    """Above, below, the variable and where it goes."""
    body, x, to = site.node.parts[:3]
    if body.head != "quotient" or not to.expr.is_finite or not isinstance(x.expr, sp.Symbol):
        return None
    return body.parts[0].expr, body.parts[1].expr, x.expr, to.expr


@misconception(
    "indeterminate-form-as-number",
    at=Whole,
    on=("limit",),
    says="A form such as 0/0, ∞/∞, 1^∞ or ∞ − ∞ was taken for a number.",
    helps="Such a form says nothing yet: rewrite the formula, or use l'Hôpital's rule.",
    statement=r"\frac{0}{0}",
    example=("limit of (x^2 - 1)/(x - 1) as x -> 1", "0"),
    weight=1.2,
)
def indeterminate_form_as_number(site: Whole) -> Iterator[sp.Expr]:
    """0/0 taken as 0 or 1, 1^∞ as 1."""
    found = _fraction(site)
    body, x, to = site.node.parts[:3]
    if found is None:
        vague = body.expr.subs(x.expr, to.expr) is sp.nan
    else:
        vague = all(part.subs(found[2], found[3]) == 0 for part in found[:2])
    if vague or (found is None and body.head == "quotient"):
        yield from map(sp.Integer, VAGUE.get(body.head, ()))


@misconception(
    "hospital-by-quotient-rule",
    at=Whole,
    on=("limit",),
    says="The quotient rule was used instead of differentiating above and below.",
    helps=HOSPITAL,
    statement=r"\lim \frac{f}{g} = \lim \frac{f'}{g'}",
    example=("limit of (x^2 - x)/(x + 1) as x -> 1", "1/2"),
)
def hospital_by_quotient_rule(site: Whole) -> Iterator[sp.Basic]:
    """Lim (f/g)′ given for lim f/g."""
    found = _fraction(site)
    if found is not None:
        above, below, x, to = found
        yield from _values(derived(above / below, x), x, to)


@misconception(
    "hospital-where-it-does-not-apply",
    at=Whole,
    on=("limit",),
    says="L'Hôpital's rule was used where above and below do not both go to 0.",
    helps="The rule is for 0/0 and ∞/∞ only; elsewhere put the value in.",
    statement=r"\lim \frac{f}{g} = \lim \frac{f'}{g'}",
    example=("limit of (x^2 + 1)/(x + 2) as x -> 1", "2"),
)
def hospital_where_it_does_not_apply(site: Whole) -> Iterator[sp.Basic]:
    """Lim f′/g′ given, or taken once too often."""
    found = _fraction(site)
    if found is None:
        return
    above, below, x, to = found
    for _ in range(3):
        above, below = derived(above, x), derived(below, x)
        if below == 0:
            return
        yield from _values(above / below, x, to)


def _values(formula: sp.Expr, x: sp.Symbol, to: sp.Expr) -> Iterator[sp.Basic]:
    value = formula.subs(x, to)
    if value.is_finite:
        yield value


@misconception(
    "standard-limit-confused",
    at=Whole,
    on=("limit",),
    says="A limit that holds elsewhere was used: sin(x)/x goes to 1 only where x goes to 0.",
    helps="Look where the variable goes: at infinity, a bounded function over x goes to 0.",
    statement=r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
    example=("limit of sin(x)/x as x -> oo", "1"),
    weight=1.1,
)
def standard_limit_confused(site: Whole) -> Iterator[sp.Expr]:
    """Sin(x)/x at infinity, or sin(3x)/x at 0, taken as 1."""
    if any(n.head in ("sin", "tan") for n in site.node.parts[0].walk()):
        yield sp.S.One


@misconception(
    "limit-sign",
    at=Whole,
    on=("limit",),
    says="The sign, or the fraction, is the wrong way round.",
    helps="Follow the signs of what stands above and below.",
    example=("limit of (1 - cos x)/x^2 as x -> 0", "-1/2"),
    weight=0.6,
)
def limit_sign(site: Whole) -> Iterator[sp.Basic]:
    """−L or 1/L given for L."""
    if isinstance(site.right, sp.Expr) and site.right.is_finite and site.right != 0:
        yield -site.right
        yield 1 / site.right


def _expansion(site: Whole) -> tuple[sp.Symbol, sp.Expr, list[sp.Expr]] | None:
    """The variable, the point, and the derivatives there."""
    question = site.asked.question
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
    says="The factorials are missing, or k stands in place of k!.",
    helps=TAYLOR,
    statement=SERIES,
    example=("Taylor polynomial of e^x of degree 3 at x = 0", "1 + x + x^2 + x^3"),
    weight=1.5,
)
def taylor_factorial_missing(site: Whole) -> Iterator[sp.Expr]:
    """The sum of f⁽ᵏ⁾(a)·(x − a)^k, or divided by k."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        yield sp.Add(*(s * (x - a) ** k for k, s in enumerate(slopes)))
        yield sp.Add(*(s * (x - a) ** k / max(k, 1) for k, s in enumerate(slopes)))
        yield sp.Add(*(s * (x - a) ** k / sp.factorial(k + 1) for k, s in enumerate(slopes)))


@misconception(
    "taylor-shift-missing",
    at=Whole,
    on=("taylor",),
    says="The powers are those of x, not of the distance to the point, or its sign is wrong.",
    helps=TAYLOR,
    statement=SERIES,
    example=("Taylor polynomial of ln x of degree 2 at x = 1", "x - x^2/2"),
    weight=1.4,
)
def taylor_shift_missing(site: Whole) -> Iterator[sp.Expr]:
    """The sum of f⁽ᵏ⁾(a)·x^k/k!, or of (x + a)^k."""
    found = _expansion(site)
    if found:
        x, a, slopes = found
        for base in (x, x + a):
            yield sp.Add(*(s * base**k / sp.factorial(k) for k, s in enumerate(slopes)))


@misconception(
    "taylor-degree-wrong",
    at=Whole,
    on=("taylor",),
    says="The polynomial has a term too few or too many.",
    helps="A polynomial of degree n goes up to (x − a)^n, that term included.",
    statement=SERIES,
    example=("Taylor polynomial of e^x of degree 3 at x = 0", "1 + x + x^2/2"),
    weight=1.3,
)
def taylor_degree_wrong(site: Whole) -> Iterator[sp.Expr]:
    """One degree short, one too many, without its first term."""
    found = _expansion(site)
    if found is None:
        return
    x, a, slopes = found
    terms = [s * (x - a) ** k / sp.factorial(k) for k, s in enumerate(slopes)]
    for k in range(len(terms) - 1, 0, -1):
        yield sp.Add(*terms[:k])
    yield sp.Add(*terms[1:])
    n = len(terms)
    more = derived(site.node.expr, x, n).xreplace({x: a}) * (x - a) ** n / sp.factorial(n)
    yield sp.Add(*terms, more)


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
