"""Wrong rules for the antiderivatives of powers and constants."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Integrand

HELPS = "Raise the exponent by one and divide by the new exponent: ∫ xⁿ dx = xⁿ⁺¹/(n + 1)."
STATEMENT = r"\int x^n\,dx = \frac{x^{n+1}}{n+1} + C \quad (n \ne -1)"
CONSTANTS = "A constant factor stays in front: ∫ c·f dx = c·∫ f dx."
MULTIPLE = r"\int c\,f\,dx = c\int f\,dx"


def exponent(site: Integrand) -> sp.Expr | None:
    """The n of xⁿ, without a factor; not of 1/x."""
    if not site.plain:
        return None
    base, n = site.f.as_base_exp()
    return None if base != site.x or n.has(site.x) or n == -1 else n


@misconception(
    "power-integral-without-divisor",
    at=Integrand,
    says="In {f} the exponent was raised, and the division by the new exponent is missing.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int x^3 dx", "x^4 + C"),
    weight=2.0,
)
def power_without_divisor(site: Integrand) -> sp.Expr | None:
    """∫ xⁿ dx taken as xⁿ⁺¹."""
    n = exponent(site)
    return None if n is None or n == 0 else site.x ** (n + 1)


@misconception(
    "power-integral-old-exponent",
    at=Integrand,
    says="In {f} the division is by the old exponent.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int x^3 dx", "x^4/3 + C"),
    weight=1.5,
)
def power_by_old_exponent(site: Integrand) -> sp.Expr | None:
    """∫ xⁿ dx taken as xⁿ⁺¹/n."""
    n = exponent(site)
    return None if n is None or n == 0 else site.x ** (n + 1) / n


@misconception(
    "power-integral-multiplied",
    at=Integrand,
    says="In {f} the new exponent became a factor; it divides.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int x^3 dx", "4x^4 + C"),
    weight=1.5,
)
def power_multiplied(site: Integrand) -> sp.Expr | None:
    """∫ xⁿ dx taken as (n + 1)·xⁿ⁺¹."""
    n = exponent(site)
    return None if n is None else (n + 1) * site.x ** (n + 1)


@misconception(
    "power-integral-exponent-kept",
    at=Integrand,
    says="In {f} the exponent was not raised.",
    helps=HELPS,
    statement=STATEMENT,
    example=("int x^3 dx", "x^3/4 + C"),
)
def power_exponent_kept(site: Integrand) -> Iterator[sp.Expr]:
    """∫ xⁿ dx taken as xⁿ/(n + 1), or as xⁿ/n."""
    n = exponent(site)
    if n is not None and n not in (0, 1):
        yield site.f / (n + 1)
        yield site.f / n


@misconception(
    "power-integral-exponent-lowered",
    at=Integrand,
    says="In {f} the exponent went down by one; in an antiderivative it goes up.",
    helps="Adding one to a negative exponent brings it closer to zero: −2 + 1 = −1.",
    statement=STATEMENT,
    example=("int x^(-2) dx", "-x^(-3)/3 + C"),
)
def power_exponent_lowered(site: Integrand) -> Iterator[sp.Expr]:
    """∫ xⁿ dx with n − 1 for the new exponent."""
    n = exponent(site)
    if n is not None and n not in (0, 1):
        yield site.x ** (n - 1) / (n - 1)
        yield site.x ** (n - 1) / n


@misconception(
    "negative-power-sign-lost",
    at=Integrand,
    says="In {f} the new exponent is negative, and its minus sign is missing.",
    helps="The division is by the new exponent with its sign: ∫ x⁻² dx = x⁻¹/(−1) = −1/x.",
    statement=STATEMENT,
    example=("int 1/x^2 dx", "1/x + C"),
    weight=1.5,
)
def negative_sign_lost(site: Integrand) -> sp.Expr | None:
    """∫ xⁿ dx with |n + 1| for the divisor."""
    n = exponent(site)
    if n is None or not (n + 1).is_negative:
        return None
    return -site.right


@misconception(
    "term-differentiated",
    at=Integrand,
    says="{f} was differentiated; it has to be integrated.",
    helps="An antiderivative of f is a function whose derivative is f: differentiate to check.",
    statement=r"F' = f",
    example=("int x^3 + 1 dx", "3x^2 + x + C"),
    weight=1.5,
)
def term_differentiated(site: Integrand) -> sp.Expr | None:
    """∫ f dx taken as f′."""
    return derived(site.f, site.x) if site.plain else None


@misconception(
    "term-not-integrated",
    at=Integrand,
    says="{f} was left as it is; it has to be integrated too.",
    helps="Every term of a sum is integrated: ∫ (f + g) dx = ∫ f dx + ∫ g dx.",
    statement=r"\int (f + g)\,dx = \int f\,dx + \int g\,dx",
    example=("int x^2 + cos x dx", "x^3/3 + cos x + C"),
)
def term_not_integrated(site: Integrand) -> sp.Expr | None:
    """∫ f dx taken as f."""
    return site.f if site.plain else None


@misconception(
    "integral-power-rule-for-reciprocal",
    at=Integrand,
    says="The power rule was used for {f}; it would divide by zero there.",
    helps="The antiderivative of 1/x is ln|x|: the power rule leaves out n = −1.",
    statement=r"\int \frac{1}{x}\,dx = \ln|x| + C",
    example=("int 1/x dx", "x + C"),
    weight=1.5,
)
def power_rule_for_reciprocal(site: Integrand) -> Iterator[sp.Expr]:
    """∫ 1/x dx taken as x, or as x⁰ (a constant)."""
    base, n = site.f.as_base_exp()
    if site.plain and base == site.x and n == -1:
        yield site.x
        yield sp.S.Zero
        yield -(site.x**-2) / 2
        yield 1 / site.x


@misconception(
    "constant-not-integrated",
    at=Integrand,
    says="The constant {f} did not get its factor {x}.",
    helps="The antiderivative of a constant c is c·x.",
    statement=r"\int c\,dx = c\,x + C",
    example=("int x^2 + 5 dx", "x^3/3 + C"),
)
def constant_not_integrated(site: Integrand) -> sp.Expr | None:
    """∫ c dx taken as c, or as 0: up to a constant the same."""
    return None if site.split[1] != 1 else sp.S.Zero


@misconception(
    "constant-integrated-as-variable",
    at=Integrand,
    says="The constant {f} was integrated as if it were the variable.",
    helps="The antiderivative of a constant c is c·x.",
    statement=r"\int c\,dx = c\,x + C",
    example=("int pi^2 dx", "pi^3/3 + C"),
    weight=0.5,
)
def constant_as_variable(site: Integrand) -> Iterator[sp.Expr]:
    """∫ c² dx taken as c³/3."""
    if site.split[1] == 1 and not site.f.is_Rational:
        base, n = site.f.as_base_exp()
        if n != -1:
            yield base ** (n + 1) / (n + 1)
        yield site.f**2 / 2


@misconception(
    "integral-constant-lost",
    at=Integrand,
    says="The constant factor of {f} is missing.",
    helps=CONSTANTS,
    statement=MULTIPLE,
    example=("int 3x^2 dx", "x^3/3 + C"),
    weight=1.5,
)
def constant_factor_lost(site: Integrand) -> sp.Expr | None:
    """∫ c·f dx taken as ∫ f dx."""
    constant, core = site.split
    return None if constant in (1, -1) or core == 1 else site.right / constant


@misconception(
    "integral-constant-inverted",
    at=Integrand,
    says="The constant factor of {f} divides; it should multiply.",
    helps=CONSTANTS,
    statement=MULTIPLE,
    example=("int 3x^2 dx", "x^3/9 + C"),
)
def constant_factor_inverted(site: Integrand) -> sp.Expr | None:
    """∫ c·f dx taken as (1/c)·∫ f dx."""
    constant, core = site.split
    return None if constant**2 == 1 or core == 1 else site.right / constant**2


@misconception(
    "integral-constant-integrated",
    at=Integrand,
    says="The constant factor of {f} was integrated too.",
    helps=CONSTANTS,
    statement=MULTIPLE,
    example=("int 3x^2 dx", "x^4 + C"),
    weight=0.7,
)
def constant_factor_integrated(site: Integrand) -> sp.Expr | None:
    """∫ c·f dx taken as c·x·∫ f dx."""
    constant, core = site.split
    return None if constant in (1, -1) or core == 1 else site.x * site.right


@misconception(
    "minus-lost-before-integral",
    at=Integrand,
    says="The minus sign of {f} is missing.",
    helps="A sign is a constant factor: ∫ −f dx = −∫ f dx.",
    statement=r"\int -f\,dx = -\int f\,dx",
    example=("int -2x e^(x^2) dx", "e^(x^2) + C"),
    weight=0.8,
)
def minus_lost(site: Integrand) -> sp.Expr | None:
    """∫ −c·f dx taken as c·∫ f dx."""
    constant, core = site.split
    return -site.right if constant.is_negative and core != 1 else None


@misconception(
    "integral-power-rule-for-function",
    at=Integrand,
    says="In {f} the power rule for {x}ⁿ was used on another function.",
    helps="∫ xⁿ dx = xⁿ⁺¹/(n + 1) is about powers of x itself; what is raised here is a function.",
    statement=STATEMENT,
    example=("int sin(x)^2 dx", "sin(x)^3/3 + C"),
    weight=1.5,
)
def power_rule_for_function(site: Integrand) -> Iterator[sp.Expr]:
    """∫ gⁿ dx taken as gⁿ⁺¹/(n + 1), and with the inner derivative or its inverse as a factor."""
    g, n = site.f.as_base_exp()
    if not site.plain or g == site.x or not g.has(site.x) or n.has(site.x) or n in (1, -1):
        return
    steep = derived(g, site.x)
    if not steep.has(site.x):
        return
    yield g ** (n + 1) / (n + 1)
    yield g ** (n + 1)
    yield g ** (n + 1) * steep / (n + 1)


@misconception(
    "power-of-the-antiderivative",
    at=Integrand,
    says="In {f} what is raised was integrated, and the power taken of that.",
    helps="A power of a function has no rule of its own: multiply it out, or rewrite it.",
    statement=STATEMENT,
    example=("int (x^2 + 1)^2 dx", "(x^3/3 + x)^2 + C"),
    weight=0.7,
)
def power_of_the_antiderivative(site: Integrand) -> Iterator[sp.Expr]:
    """∫ gⁿ dx taken as Gⁿ, or as Gⁿ⁺¹/(n + 1)."""
    g, n = site.f.as_base_exp()
    if not site.plain or g == site.x or not g.has(site.x) or n.has(site.x) or n in (1, -1):
        return
    inner = primitive_of(g, site.x)
    if inner is not None:
        yield inner**n
        yield inner ** (n + 1) / (n + 1)
