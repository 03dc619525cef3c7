"""Means of powers under the laws of the table, and the change to a law without letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import put
from symcalc.reading import read
from symcalc.tutor.probability.law import Distribution, law_of

Parameters = tuple[sp.Expr, ...]
HIGHEST = 60  # power of a polynomial


@dataclass(frozen=True)
class Moments:
    """What is known of the means of powers under a law.

    Attributes
    ----------
    power : callable
        From k and the parameters to the mean of xᵏ, or of x(x − 1)…(x − k + 1) if `falling`.
    why : str
        How one sees it.
    falling : bool
        Whether falling powers have the plain means, as for laws on whole numbers.
    exponential : callable
        From t and the parameters to the mean of e^(t x); t lies `below` a bound, if there is one.
    exponential_why : str
        How one sees that.
    real : callable
        From any k > −a and the parameters, the first of them a, to the mean of xᵏ.
    logarithm : callable
        From what stands in a logarithm, x and the parameters to its mean, None if not known.
    """

    power: Callable[[int, Parameters], sp.Expr]
    why: str
    falling: bool = False
    exponential: Callable[[sp.Expr, Parameters], sp.Expr] | None = None
    below: Callable[[Parameters], sp.Expr] | None = None
    exponential_why: str = ""
    real: Callable[[sp.Expr, Parameters], sp.Expr] | None = None
    logarithm: Callable[[sp.Expr, sp.Symbol, Parameters], sp.Expr | None] | None = None


def _normal(k: int, _given: Parameters) -> sp.Expr:
    return sp.S.Zero if k % 2 else sp.factorial2(k - 1)


def _laplace(k: int, _given: Parameters) -> sp.Expr:
    return sp.S.Zero if k % 2 else sp.factorial(k)


def _beta_log(inner: sp.Expr, x: sp.Symbol, given: Parameters) -> sp.Expr | None:
    a, b = given
    shape = a if inner == x else b if inner == 1 - x else None
    return None if shape is None else sp.digamma(shape) - sp.digamma(a + b)


def _gamma_log(inner: sp.Expr, x: sp.Symbol, given: Parameters) -> sp.Expr | None:
    return sp.digamma(given[0]) - sp.log(given[1]) if inner == x else None


def _beta_power(k: sp.Expr, given: Parameters) -> sp.Expr:
    a, b = given
    return sp.gammasimp(sp.gamma(a + k) * sp.gamma(a + b) / (sp.gamma(a) * sp.gamma(a + b + k)))


def _gamma_power(k: sp.Expr, given: Parameters) -> sp.Expr:
    a, b = given
    return sp.gammasimp(sp.gamma(a + k) / sp.gamma(a)) / b**k


# A law with letters is that of `standard` after a change of variable: x in terms of ε.
STANDARD: dict[str, tuple[str, str]] = {
    "normal": ("mu + sigma epsilon", "normal(0, 1)"),
    "laplace": ("mu + b epsilon", "laplace(0, 1)"),
    "uniform": ("a + (b - a) epsilon", "uniform(0, 1)"),
    "exponential": ("epsilon/lambda", "exponential(1)"),
    "cauchy": ("mu + s epsilon", "cauchy(0, 1)"),
}

MOMENTS: dict[str, Moments] = {
    "normal": Moments(
        _normal,
        "Odd powers have mean 0 by symmetry, and by parts "
        "the mean of {x}ᵏ is k − 1 times that of {x}ᵏ⁻².",
        exponential=lambda t, _: sp.exp(t**2 / 2),
        exponential_why="Completing the square in the exponent, t{x} − {x}²/2 = "
        "−({x} − t)²/2 + t²/2, gives e^(t²/2) for the mean of e^(t{x}).",
    ),
    "laplace": Moments(
        _laplace, "Odd powers have mean 0 by symmetry, and by parts that of an even {x}ᵏ is k!."
    ),
    "uniform": Moments(lambda k, _: sp.Rational(1, k + 1), "The mean of {x}ᵏ is 1/(k + 1)."),
    "exponential": Moments(
        lambda k, _: sp.factorial(k),
        "By parts, the mean of {x}ᵏ is k times that of {x}ᵏ⁻¹: k!.",
        exponential=lambda t, _: 1 / (1 - t),
        below=lambda _: sp.S.One,
        exponential_why="The mean of e^(t{x}) is ∫ e^(−(1 − t){x}) d{x} from 0 to ∞: 1/(1 − t) "
        "for t < 1, and ∞ for t ≥ 1.",
    ),
    "beta": Moments(
        lambda k, given: sp.Mul(*((given[0] + j) / (given[0] + given[1] + j) for j in range(k))),
        "{x}ᵏ times the density is a beta density again, with a + k for a, up to its constant.",
        real=_beta_power,
        logarithm=_beta_log,
    ),
    "gamma": Moments(
        lambda k, given: sp.Mul(*((given[0] + j) / given[1] for j in range(k))),
        "{x}ᵏ times the density is a gamma density again, with a + k for a, up to its constant.",
        exponential=lambda t, given: (given[1] / (given[1] - t)) ** given[0],
        below=lambda given: given[1],
        real=_gamma_power,
        logarithm=_gamma_log,
        exponential_why="e^(t{x}) times the density is a gamma density again, with b − t for b, "
        "up to its constant: (b/(b − t))ᵃ for t < b.",
    ),
    "poisson": Moments(
        lambda k, given: given[0] ** k,
        "In the mean of {x}({x} − 1)…({x} − k + 1) the first factors of {x}! cancel; λᵏ comes out "
        "and the probabilities that are left sum to 1.",
        falling=True,
        exponential=lambda t, given: sp.exp(given[0] * (sp.exp(t) - 1)),
        exponential_why="∑ e^(t{x}) λ^{x}/{x}! is the series of e^(λ eᵗ), so the mean of e^(t{x}) "
        "is e^(λ (eᵗ − 1)).",
    ),
    "binomial": Moments(
        lambda k, given: sp.Mul(*((given[0] - j) * given[1] for j in range(k))),
        "In the mean of {x}({x} − 1)…({x} − k + 1) the first factors of {x}! cancel; "
        "n(n − 1)…(n − k + 1) pᵏ comes out and the probabilities that are left sum to 1.",
        falling=True,
        exponential=lambda t, given: (1 - given[1] + given[1] * sp.exp(t)) ** given[0],
        exponential_why="By the binomial theorem the mean of e^(t{x}) is (1 − p + p eᵗ)ⁿ.",
    ),
    "geometric": Moments(
        lambda k, given: (
            sp.S.One if not k else sp.factorial(k) * (1 - given[0]) ** (k - 1) / given[0] ** k
        ),
        "The mean of {x}({x} − 1)…({x} − k + 1) is the k-th derivative of the geometric series: "
        "k! (1 − p)ᵏ⁻¹/pᵏ.",
        falling=True,
        exponential=lambda t, given: given[0] * sp.exp(t) / (1 - (1 - given[0]) * sp.exp(t)),
        below=lambda given: -sp.log(1 - given[0]),
        exponential_why="The mean of e^(t{x}) is a geometric series: p eᵗ/(1 − (1 − p) eᵗ) "
        "for t < −log(1 − p), and ∞ otherwise.",
    ),
}


def standard(law: Distribution, letter: str = "epsilon") -> tuple[Notation, Distribution] | None:
    """x in terms of ε, and the law of ε; None where there is no such change.

    >>> from symcalc.writing.text import text
    >>> change, base = standard(law_of("normal(1, 2)"))
    >>> text(change), base.name
    ('1 + 2ε', 'normal(0, 1)')
    """
    if law.law is None or law.law.name not in STANDARD:
        return None
    change, base = STANDARD[law.law.name]
    values: dict[sp.Basic, Notation] = {
        read(p).expr: node for p, node in zip(law.law.parameters, law.parameters, strict=True)
    }
    plain = law_of(base, letter)
    return put(read(change), values), plain


def is_standard(law: Distribution) -> bool:
    """Whether the change would change nothing."""
    return law.law is not None and law.name in {base for _, base in STANDARD.values()}


def moment(law: Distribution, k: int) -> sp.Expr | None:
    """The mean of xᵏ, or of the falling power; None where no row tells it."""
    row = MOMENTS.get(law.law.name) if law.law is not None else None
    if row is None or law.law is None:
        return None
    if law.law.name in STANDARD and not is_standard(law):
        return None
    return row.power(k, tuple(p.expr for p in law.parameters))
