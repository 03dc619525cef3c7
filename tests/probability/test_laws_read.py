"""Densities with a free constant, and how parameters are read; SciPy is the oracle."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from scipy import integrate, stats

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.tutor.probability.law import law_of

CONSTANTS = [
    # density                     of x, free of its constant     from, to
    ("c x on [0, 1]", lambda x: x, 0, 1),
    ("c e^(-x) on [0, oo)", lambda x: np.exp(-x), 0, np.inf),
    ("c e^(-2|x|) on (-oo, oo)", lambda x: np.exp(-2 * abs(x)), -np.inf, np.inf),
    ("c e^(-|x - 1|) on [0, oo)", lambda x: np.exp(-abs(x - 1)), 0, np.inf),
    ("k (4 - x^2) on [0, 2]", lambda x: 4 - x**2, 0, 2),
    ("c on [0, 5]", lambda x: 1.0, 0, 5),
    ("k on [2, 6]", lambda x: 1.0, 2, 6),
]


@pytest.mark.parametrize(("given", "shape", "low", "high"), CONSTANTS)
def test_a_free_constant_makes_the_mass_one(given: str, shape, low, high) -> None:
    mass = integrate.quad(shape, low, high)[0]
    first = integrate.quad(lambda x: x * shape(x), low, high)[0] / mass
    second = integrate.quad(lambda x: x**2 * shape(x), low, high)[0] / mass
    mean, spread = sc.expectation("x", given), sc.variance("x", given)
    mended = sc.distribution(given)

    assert np.isclose(float(mean.answer), first, atol=1e-9)
    assert np.isclose(float(spread.answer), second - first**2)
    assert any("total mass" in remark for remark in mean.remarks)
    x = law_of(given).x
    assert np.isclose(float(mended.answer.subs(x, 2.5)), shape(2.5) / mass)
    assert "density for" in mended.ending


def test_entropy_and_divergence_settle_the_constant() -> None:
    assert sp.simplify(sc.entropy("c x on [0, 1]").answer - (sp.Rational(1, 2) - sp.log(2))) == 0
    told = sc.kl("c x on [0, 1]", "uniform(0, 1)").answer
    assert np.isclose(float(told), np.log(2) - 0.5)


def test_a_letter_of_the_interval_is_a_parameter() -> None:
    a = sp.Symbol("a")
    assert sc.expectation("x", "1/a on [0, a]").answer == a / 2
    assert sc.distribution("1/a on [0, a]").mean == a / 2
    assert sc.expectation("p", "2p on [0, 1]").answer == sp.Rational(
        2, 3
    )  # drawn, as its mass is 1


def test_one_constant_is_asked_for_at_once() -> None:
    with pytest.raises(SymcalcError, match="not 1 for one value of one letter"):
        sc.expectation("x", "c k x on [0, 1]")


VARIANCES = [
    ("N(0, 2 sigma^2)", "2*sigma**2"),
    ("N(0, sigma^2/n)", "sigma**2/n"),
    ("N(0, s^2 + t^2)", "s**2 + t**2"),
    ("normal(mean=1, sd=2)", "4"),
    ("normal(mu, variance=v)", "v"),
    ("N(0, precision=4)", "1/4"),
    (r"\mathcal{N}(x \mid 0, 1)", "1"),
    ("gamma(k, scale=theta)", "k*theta**2"),
    ("Exp(2)", str(sp.Rational(stats.expon(scale=0.5).var()))),
    ("Bin(10, .3)", "21/10"),
    ("Poi(2)", "2"),
    ("Unif(0, 1)", "1/12"),
    ("uniform(low=0, high=3)", "3/4"),
]


@pytest.mark.parametrize(("given", "value"), VARIANCES)
def test_parameters_are_read_as_books_write_them(given: str, value: str) -> None:
    found = sc.variance("x", given).answer
    assert sp.simplify(sp.sympify(value, {s.name: s for s in found.free_symbols}) - found) == 0


@pytest.mark.parametrize(
    "given", ["N(0, 4)", "N(0, 1/tau)", "gamma(k, theta)", "exponential(beta)"]
)
def test_what_may_be_another_parameter_is_told(given: str) -> None:
    assert any("is read as" in remark for remark in sc.variance("x", given).remarks)


def test_a_question_reads_all_normal_laws_in_one_way() -> None:
    told = sc.kl("N(mu, sigma^2)", "N(0, 4)").answer
    at = told.subs({s: {"mu": 1, "sigma": 3}[s.name] for s in told.free_symbols})
    assert np.isclose(float(at), np.log(2 / 3) + (9 + 1) / 8 - 0.5)


INFINITE = [("1/x^2 on [1, oo)", sp.nan), ("2/x^3 on [1, oo)", sp.oo), ("cauchy(0, 1)", sp.nan)]


@pytest.mark.parametrize(("given", "value"), INFINITE)
def test_a_variance_needs_a_mean(given: str, value: sp.Expr) -> None:
    assert sc.variance("x", given).answer == value


def test_how_rare_an_estimate_is_comes_from_the_normal_law() -> None:
    told = sc.expectation("x", "normal(0, 1)", method="monte-carlo", samples=50, seed=5).text()
    away = float(told.split("outside the interval, ")[1].split()[0])
    share = float(told.split("normal law, ")[1].split(" %")[0])
    assert np.isclose(200 * stats.norm.sf(away), share, rtol=0.2)


def test_digits_that_are_not_sure_are_not_shown() -> None:
    assert "tends to 0.159155." in sc.kl("cauchy(0, 1)", "normal(0, 1)").text()


def test_a_listed_probability_is_told() -> None:
    told = sc.distribution("categorical(0.1, 0.3, 0.6)", at={"x": 2})
    assert told.value == sp.Rational(3, 10)
    assert "The probabilities of 1, 2, 3 are 0.1, 0.3, 0.6." in told.text()
    assert "At x = 2: The probability of 2 is given: 0.3." in told.text()


@pytest.mark.parametrize(
    ("given", "oracle"), [("chi2(5)", stats.chi2(5)), ("erlang(3, 2)", stats.gamma(3, scale=0.5))]
)
def test_laws_by_another_name(given: str, oracle) -> None:
    told = sc.distribution(given)
    assert np.isclose(float(told.mean), oracle.mean())
    assert np.isclose(float(told.variance), oracle.var())
    assert np.isclose(float(told.answer.subs(law_of(given).x, 1.5)), oracle.pdf(1.5))
    assert "is gamma(" in told.remarks[0]
