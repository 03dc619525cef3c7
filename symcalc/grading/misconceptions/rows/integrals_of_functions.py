"""Wrong rules for antiderivatives of functions, and for what is inside them."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Integrand

SIGNED = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
SIGNS = "Differentiate to check the sign: (sin x)′ = cos x, and (cos x)′ = −sin x."
LINEAR = "What is inside is a·x + b: ∫ f(a·x + b) dx = F(a·x + b)/a."
LINEARLY = r"\int f(ax + b)\,dx = \frac{1}{a} F(ax + b) + C"
INNER = "Only a constant inner derivative can be divided out; differentiate to see what is left."
PLACE = sp.Dummy("w")


def outer(site: Integrand) -> tuple[sp.Expr, sp.Expr] | None:
    """F and g of an integrand f(g), F an antiderivative of f at g; g is not x itself."""
    base, n = site.f.as_base_exp()
    if not site.plain or (n.has(site.x) and base.has(site.x)):
        return None
    if n.has(site.x):
        g, f = n, base**PLACE
    elif n != 1:
        g, f = base, PLACE**n
    elif isinstance(base, sp.Function) and len(base.args) == 1:
        g, f = base.args[0], base.func(PLACE)
    else:
        return None
    found = None if g == site.x else primitive_of(f, PLACE)
    return None if found is None else (found.subs(PLACE, g), g)


@misconception(
    "linear-inner-factor-lost",
    at=Integrand,
    says="In {f} the division by the inner derivative is missing.",
    helps=LINEAR,
    statement=LINEARLY,
    example=("int (2x + 1)^3 dx", "(2x + 1)^4/4 + C"),
    weight=2.0,
)
def linear_inner_lost(site: Integrand) -> sp.Expr | None:
    """∫ f(ax + b) dx taken as F(ax + b)."""
    found = outer(site)
    if found is None or derived(found[1], site.x).has(site.x):
        return None
    return found[0]


@misconception(
    "linear-inner-factor-multiplied",
    at=Integrand,
    says="In {f} the inner derivative became a factor; it divides.",
    helps=LINEAR,
    statement=LINEARLY,
    example=("int sin(3x) dx", "-3cos(3x) + C"),
    weight=1.5,
)
def linear_inner_multiplied(site: Integrand) -> sp.Expr | None:
    """∫ f(ax + b) dx taken as a·F(ax + b)."""
    found = outer(site)
    steep = None if found is None else derived(found[1], site.x)
    return None if found is None or steep is None or steep.has(site.x) else found[0] * steep


@misconception(
    "inner-function-integrated",
    at=Integrand,
    says="In {f} what is inside was integrated too.",
    helps=LINEAR,
    statement=LINEARLY,
    example=("int cos(2x) dx", "sin(x^2) + C"),
    weight=0.7,
)
def inner_integrated(site: Integrand) -> Iterator[sp.Expr]:
    """∫ f(g) dx taken as F(G), or as F(g)·G."""
    found = outer(site)
    inner = None if found is None else primitive_of(found[1], site.x)
    if found is not None and inner is not None:
        yield found[0].subs(found[1], inner)
        yield found[0] * inner


@misconception(
    "integral-inner-replaced",
    at=Integrand,
    says="In {f} the antiderivative was taken at {x} instead of what is inside.",
    helps=LINEAR,
    statement=LINEARLY,
    example=("int cos(2x) dx", "sin(x)/2 + C"),
    weight=0.7,
)
def inner_replaced(site: Integrand) -> Iterator[sp.Expr]:
    """∫ f(ax + b) dx taken as F(x)/a, or as a·F(x)."""
    found = outer(site)
    if found is None:
        return
    steep = derived(found[1], site.x)
    if steep.has(site.x):
        return
    plain = found[0].subs(found[1], site.x)
    yield plain / steep
    yield plain * steep


@misconception(
    "divided-by-inner-derivative",
    at=Integrand,
    says="In {f} the result was divided by the inner derivative, which depends on {x}.",
    helps=INNER,
    statement=LINEARLY,
    example=("int e^(x^2) dx", "e^(x^2)/(2x) + C"),
    weight=1.5,
)
def divided_by_inner(site: Integrand) -> sp.Expr | None:
    """∫ f(g) dx taken as F(g)/g′, where g′ is not constant."""
    found = outer(site)
    steep = None if found is None else derived(found[1], site.x)
    if found is None or steep is None or not steep.has(site.x):
        return None
    return found[0] / steep


@misconception(
    "integral-inner-ignored",
    at=Integrand,
    says="{f} was integrated as if only {x} stood inside.",
    helps=INNER,
    statement=LINEARLY,
    example=("int cos(x^2) dx", "sin(x^2) + C"),
)
def inner_ignored(site: Integrand) -> Iterator[sp.Expr]:
    """∫ f(g) dx taken as F(g), or as F(g)·g′."""
    found = outer(site)
    if found is None:
        return
    steep = derived(found[1], site.x)
    exponential = site.f.as_base_exp()[1].has(site.x)
    if steep.has(site.x) and (exponential or isinstance(site.f, sp.Function)):
        yield found[0]
        yield found[0] * steep


@misconception(
    "trig-integral-sign",
    at=Integrand,
    says="The antiderivative of {f} has the wrong sign.",
    helps=SIGNS,
    statement=r"\int \sin x\,dx = -\cos x + C, \quad \int \cos x\,dx = \sin x + C",
    example=("int sin x dx", "cos x + C"),
    weight=2.0,
)
def trig_sign(site: Integrand) -> sp.Expr | None:
    """∫ sin x dx taken as cos x, ∫ cos x dx as −sin x, and the like."""
    functions = site.split[1].atoms(sp.Function)
    return -site.right if site.plain and functions and all(map(_signed, functions)) else None


def _signed(function: sp.Expr) -> bool:
    return isinstance(function, SIGNED)


@misconception(
    "trig-integral-sign-and-factor",
    at=Integrand,
    says="The antiderivative of {f} has the wrong sign and lacks the inner factor.",
    helps=f"{SIGNS} {LINEAR}",
    statement=LINEARLY,
    example=("int sin(3x) dx", "3cos(3x) + C"),
    weight=0.8,
)
def trig_sign_and_factor(site: Integrand) -> Iterator[sp.Expr]:
    """∫ sin(ax) dx taken as cos(ax), or as a·cos(ax)."""
    functions = site.split[1].atoms(sp.Function)
    found = outer(site) if functions and all(map(_signed, functions)) else None
    steep = None if found is None else derived(found[1], site.x)
    if found is not None and steep is not None and not steep.has(site.x):
        yield -found[0]
        yield -found[0] * steep


@misconception(
    "hyperbolic-as-trig",
    at=Integrand,
    says="{f} was integrated with the sign of its namesake without h.",
    helps="(sinh x)′ = cosh x and (cosh x)′ = sinh x, with no minus sign.",
    statement=r"\int \sinh x\,dx = \cosh x + C",
    example=("int sinh x dx", "-cosh x + C"),
)
def hyperbolic_as_trig(site: Integrand) -> sp.Expr | None:
    """∫ sinh x dx taken as −cosh x."""
    hyperbolic = isinstance(site.split[1], sp.sinh | sp.cosh | sp.tanh | sp.coth)
    return -site.right if site.plain and hyperbolic else None


@misconception(
    "integral-exponential-base",
    at=Integrand,
    says="In {f} the division by the logarithm of the base is missing.",
    helps="The base counts: ∫ aˣ dx = aˣ/ln a; only for e is ln a = 1.",
    statement=r"\int a^x\,dx = \frac{a^x}{\ln a} + C",
    example=("int 2^x dx", "2^x + C"),
    weight=1.5,
)
def base_lost(site: Integrand) -> Iterator[sp.Expr]:
    """∫ aˣ dx taken as aˣ, or as aˣ·ln a."""
    base, n = site.f.as_base_exp()
    if site.plain and n.has(site.x) and not base.has(site.x) and base != sp.E:
        yield site.right * sp.log(base)
        yield site.right * sp.log(base) ** 2


@misconception(
    "power-rule-for-exponential-integral",
    at=Integrand,
    says="The power rule was used for {f}, where {x} is in the exponent.",
    helps="∫ eˣ dx = eˣ: the power rule is for a variable that is raised, not for an exponent.",
    statement=r"\int e^x\,dx = e^x + C",
    example=("int e^x dx", "e^(x+1)/(x+1) + C"),
)
def power_rule_for_exponential(site: Integrand) -> Iterator[sp.Expr]:
    """∫ aˣ dx taken as aˣ⁺¹/(x + 1), or as aˣ⁺¹."""
    base, n = site.f.as_base_exp()
    if site.plain and n.has(site.x) and not base.has(site.x):
        yield base ** (n + 1) / (n + 1)
        yield base ** (n + 1)


@misconception(
    "logarithm-differentiated",
    at=Integrand,
    says="{f} was differentiated: 1/{x} is the derivative of the logarithm.",
    helps="The antiderivative of ln x is x·ln x − x, by parts with u = ln x.",
    statement=r"\int \ln x\,dx = x\ln x - x + C",
    example=("int ln x dx", "1/x + C"),
)
def logarithm_differentiated(site: Integrand) -> sp.Expr | None:
    """∫ ln x dx taken as 1/x."""
    logarithm = site.plain and isinstance(site.f, sp.log)
    return derived(site.f, site.x) if logarithm else None


@misconception(
    "arctangent-factor",
    at=Integrand,
    says="In {f} the number beside {x}² was not taken into account.",
    helps="∫ 1/(x² + a²) dx = (1/a)·arctan(x/a), and ∫ 1/√(a² − x²) dx = arcsin(x/a).",
    statement=r"\int \frac{dx}{x^2 + a^2} = \frac{1}{a}\arctan\frac{x}{a} + C",
    example=("int 1/(x^2 + 4) dx", "arctan(x/2) + C"),
    weight=1.5,
)
def arctangent_factor(site: Integrand) -> Iterator[sp.Expr]:
    """∫ 1/(x² + a²) dx taken as arctan(x/a), arctan(x)/a, or arctan(x)."""
    factor, function = site.right.as_independent(site.x, as_Add=False)
    if not isinstance(function, sp.atan | sp.asin | sp.acos) or not site.plain:
        return
    yield function
    bare = function.func(site.x)
    yield from (bare, factor * bare, factor**2 * bare, function * factor**2, function / factor)


@misconception(
    "logarithm-of-a-denominator",
    at=Integrand,
    says="{f} was integrated as a logarithm of its denominator.",
    helps="∫ g′/g dx = ln|g| needs the derivative of the denominator in the numerator.",
    statement=r"\int \frac{g'}{g}\,dx = \ln|g| + C",
    example=("int 1/(x^2 + 1) dx", "ln(x^2 + 1) + C"),
    weight=1.5,
)
def logarithm_of_denominator(site: Integrand) -> Iterator[sp.Expr]:
    """∫ p/g dx taken as ln|g|, with p as a factor where it depends on x."""
    numerator, denominator = sp.fraction(site.split[1])
    if not site.plain or not denominator.has(site.x):
        return
    steep = derived(denominator, site.x)
    if not steep.has(site.x):
        return
    logarithm = sp.log(sp.Abs(denominator))
    if sp.cancel(numerator / steep).has(site.x):  # otherwise it is one, but for a factor
        yield logarithm
    if numerator.has(site.x):
        yield logarithm * numerator
    yield logarithm / steep
    yield logarithm * steep
