"""Means, variances, bounds and gradients of means, against SciPy and NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp
from scipy import stats

import symcalc as sc

# formula, law, its oracle, the formula for the oracle
MEANS = [
    ("x", "normal(1, 2)", stats.norm(1, 2), lambda x: x),
    ("x^4 - x", "normal(1, 2)", stats.norm(1, 2), lambda x: x**4 - x),
    ("sin(x)^2", "normal(1, 2)", stats.norm(1, 2), lambda x: np.sin(x) ** 2),
    ("|x - 1|", "normal(1, 2)", stats.norm(1, 2), lambda x: abs(x - 1)),
    ("x^3", "exponential(2)", stats.expon(scale=0.5), lambda x: x**3),
    ("x^2 + 1", "uniform(-1, 2)", stats.uniform(-1, 3), lambda x: x**2 + 1),
    ("x^2", "beta(2, 5)", stats.beta(2, 5), lambda x: x**2),
    ("log(x)", "beta(2, 5)", stats.beta(2, 5), np.log),
    ("x^2", "gamma(3, 2)", stats.gamma(3, scale=0.5), lambda x: x**2),
    ("x^4", "laplace(0, 2)", stats.laplace(0, 2), lambda x: x**4),
    ("x^3", "poisson(2)", stats.poisson(2), lambda x: x**3),
    ("x^2", "binomial(10, 0.3)", stats.binom(10, 0.3), lambda x: x**2),
    ("x^2", "geometric(1/3)", stats.geom(1 / 3), lambda x: x**2),
    ("sqrt(x)", "die", stats.randint(1, 7), np.sqrt),
    ("x", "binomial(2000, 1/3)", stats.binom(2000, 1 / 3), lambda x: x),
    ("2^x", "poisson(2)", stats.poisson(2), lambda x: 2.0**x),
    ("e^(x/4)", "geometric(1/2)", stats.geom(0.5), lambda x: np.exp(x / 4)),
    ("1/x", "gamma(3, 2)", stats.gamma(3, scale=0.5), lambda x: 1 / x),
    ("log(1 - x)", "beta(2, 5)", stats.beta(2, 5), lambda x: np.log(1 - x)),
    ("x", "geometric(1)", stats.geom(1), lambda x: x),
]


@pytest.mark.parametrize(("f", "law", "oracle", "values"), MEANS)
def test_means_agree_with_scipy(f: str, law: str, oracle: Any, values: Any) -> None:
    told = sc.expectation(f, law)
    assert float(told.answer) == pytest.approx(oracle.expect(values), rel=1e-7)
    assert told.check.status == "agrees"


@pytest.mark.parametrize(("f", "law", "oracle", "values"), MEANS[:2] + MEANS[4:7] + MEANS[10:])
def test_variances_agree_with_scipy(f: str, law: str, oracle: Any, values: Any) -> None:
    told = sc.variance(f, law)
    mean = oracle.expect(values)
    expected = oracle.expect(lambda x: (values(x) - mean) ** 2)
    assert float(told.answer) == pytest.approx(expected, rel=1e-6)
    assert told.check.status == "agrees"


mu, sigma, lam, a, b, p, n, t = sp.symbols("mu sigma lambda a b p n t")
# verb, formula, law, the book's form
LETTERS = [
    (sc.expectation, "x^2", "normal(mu, sigma)", mu**2 + sigma**2),
    (sc.expectation, "e^(t x)", "normal(mu, sigma)", sp.exp(mu * t + sigma**2 * t**2 / 2)),
    (sc.expectation, "e^(t x)", "exponential(lambda)", lam / (lam - t)),
    (sc.expectation, "e^(t x)", "gamma(a, b)", (b / (b - t)) ** a),
    (sc.expectation, "e^(t x)", "poisson(lambda)", sp.exp(lam * (sp.exp(t) - 1))),
    (sc.expectation, "e^(t x)", "binomial(n, p)", (1 - p + p * sp.exp(t)) ** n),
    (sc.expectation, "1/x", "gamma(a, b)", b / (a - 1)),
    (sc.variance, "2x + 3", "normal(mu, sigma)", 4 * sigma**2),
    (sc.variance, "x", "exponential(lambda)", lam**-2),
    (sc.variance, "x", "uniform(a, b)", (b - a) ** 2 / 12),
    (sc.variance, "x", "bernoulli(p)", p * (1 - p)),
    (sc.variance, "x", "binomial(n, p)", n * p * (1 - p)),
    (sc.variance, "x", "poisson(lambda)", lam),
    (sc.variance, "x", "geometric(p)", (1 - p) / p**2),
    (sc.variance, "x", "beta(a, b)", a * b / ((a + b) ** 2 * (a + b + 1))),
    (sc.variance, "x", "gamma(a, b)", a / b**2),
]


@pytest.mark.parametrize(("verb", "f", "law", "form"), LETTERS)
def test_laws_with_letters(verb: Any, f: str, law: str, form: sp.Expr) -> None:
    told = verb(f, law)
    assert sp.simplify(told.answer - form) == 0
    assert told.check.status == "agrees"


def test_means_that_need_a_condition() -> None:
    assert sp.Lt(t, lam) in sc.expectation("e^(t x)", "exponential(lambda)").conditions
    assert sc.expectation("e^x", "exponential(1)").answer == sp.oo
    told = sc.expectation("2^x", "geometric(1/2)")
    assert (told.answer, told.check.status) == (sp.oo, "agrees")


def test_the_check_says_of_what() -> None:
    assert "Checked: E[x²] by quadrature is 0.5;" in sc.expectation("x^2", "gamma(1, 2)").text()
    told = sc.diagonal_kl((1, 0), (0.5, 2))
    assert "the sum of the integrals of p log(p/q) by quadrature is 1.625;" in told.text()


def test_final_forms() -> None:
    assert "= (b − a)²/12   for a < b" in sc.variance("x", "uniform(a, b)").text()
    assert "= p·(1 − p)" in sc.variance("x", "bernoulli(p)").text()


def test_the_die() -> None:
    assert sc.expectation("x", "die").answer == sp.Rational(7, 2)
    assert sc.variance("x", "uniform on 1..6").answer == sp.Rational(35, 12)
    assert "The standard deviation is √105/6 ≈ 1.70783." in sc.variance("x", "die").remarks


DIE = """variance of x under die

 1  Expectation
    Each value of x counts with its probability, and the products are added up.
    1/6 + 2·(1/6) + 3·(1/6) + 4·(1/6) + 5·(1/6) + 6·(1/6)
    x  P    product
    1  1/6  1/6
    2  1/6  1/3
    3  1/6  1/2
    4  1/6  2/3
    5  1/6  5/6
    6  1/6  1
 2  Sum
    The products are added up.
    = 7/2
 3  Expectation
    Each value of x² counts with its probability, and the products are added up.
    1/6 + 4·(1/6) + 9·(1/6) + 16·(1/6) + 25·(1/6) + 36·(1/6)
    x  P    x²  product
    1  1/6  1   1/6
    2  1/6  4   2/3
    3  1/6  9   3/2
    4  1/6  16  8/3
    5  1/6  25  25/6
    6  1/6  36  6
 4  Sum
    The products are added up.
    = 91/6
 5  Variance
    Var[x] = E[x²] − E[x]²: the mean of the square, less the square of the mean.
    91/6 − (7/2)² = 35/12

    = 35/12

The standard deviation is √105/6 ≈ 1.70783.

Checked: the mean of (f − E[f])², by numeric differentiation of ∑ p·e^(s·(f − E[f])²) at s = 0, \
is 2.916666667; the difference is 0."""


def test_a_whole_derivation() -> None:
    assert sc.variance("x", "die").text() == DIE


def test_what_does_not_converge() -> None:
    assert sc.expectation("x", "cauchy(0, 1)").answer is sp.nan
    assert sc.expectation("x^2", "1/(pi (1 + x^2))").answer == sp.oo
    assert "its variance does not exist" in sc.variance("x", "cauchy(0, 1)").ending
    told = sc.expectation("x", "cauchy(0, 1)", method="monte-carlo", samples=100)
    assert any("jumps about" in remark for remark in told.remarks)
    assert [step.rule for step in told.steps] == ["sample-alone"]
    assert "standard error" not in told.text()
    assert told.ending.endswith("and it estimates nothing.")
    told = sc.expectation("e^x", "exponential(1.5)", method="monte-carlo", samples=100)
    assert "E[e^x] = 3." in told.text()
    assert "so there is no standard error" in told.text()
    assert "±" not in told.text()


def test_monte_carlo() -> None:
    told = sc.expectation("x^2", "normal(1, 2)", method="monte-carlo", samples=1000, seed=3)
    drawn = (1 + 2 * np.random.default_rng(3).standard_normal(1000)) ** 2
    error = drawn.std(ddof=1) / np.sqrt(1000)

    assert float(told.answer) == pytest.approx(drawn.mean(), rel=1e-12)
    assert told.ending == f"E[x²] ≈ {drawn.mean():.5g} ± {error:.5g}"
    assert "E[x²] = 5." in told.text()
    assert sc.explain(told.question.text).answer == told.answer


LAWS = [law for _, law, *_ in MEANS if law not in ("normal(1, 2)",)]


@pytest.mark.parametrize("law", [*LAWS, "{0: 0.2, 5: 0.8}", "cauchy(1, 2)"])
def test_each_law_is_drawn_from(law: str) -> None:
    told = sc.expectation("atan(x)", law, method="monte-carlo", samples=2000, seed=1)
    assert told.check.status in ("agrees", "undecided")


# what is asked, and what of it is said
REFUSED = [
    (("x", "x on [0, 1]"), "integrates to 1/2, not to 1"),
    (("x", "1/x on [1, oo]"), "no constant makes it a density"),
    (("x", "(0.2, 0.8)"), "which values the outcomes have"),
    (("y z", "die"), "several variables: y, z"),
    (("[x, x]", "die"), "the mean of a vector"),
    (("log x", "{0: 0.5, 1: 0.5}"), "no value at x = 0"),
    (("x", "normal(0, -1)"), "needs σ > 0"),
    (("sin(x^2)", "poisson(2)"), "no way to this mean"),
    (("x^61", "normal(0, 1)"), "a degree above 60"),
    (("(x^2 + 1)^600", "normal(mu, sigma)"), "a degree above 60"),
    (("x", "normal(0, 1"), "a parenthesis is not closed"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_refused(given: tuple[str, str], said: str) -> None:
    with pytest.raises(sc.SymcalcError, match=said):
        sc.expectation(*given)


# what is drawn, and what of it is said
NOT_DRAWN: list[tuple[str, str, dict[str, Any], str]] = [
    ("x", "die", {"samples": 1}, "too few"),
    ("x", "die", {"samples": 10**9}, "too many"),
    ("x", "die", {"seed": -1}, "not a seed"),
    ("log x", "normal(0, 1)", {}, "no value at x = "),
    ("x", "normal(mu, 1)", {}, "its letters need values"),
    ("x", "2x on [0, 1]", {}, "no way to draw"),
]


@pytest.mark.parametrize(("f", "law", "more", "said"), NOT_DRAWN)
def test_not_drawn(f: str, law: str, more: dict[str, Any], said: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=said):
        sc.expectation(f, law, method="monte-carlo", **more)
    with pytest.raises(sc.UnsupportedError, match="not a way"):
        sc.expectation(f, law, method="guess")


# formula, law, by what, the derivative, how many estimators
GRADIENTS = [
    ("x^2", "normal(mu, sigma)", "mu", 2 * mu, 2),
    ("x^2", "normal(mu, sigma)", "sigma", 2 * sigma, 2),
    ("x^2", "exponential(lambda)", "", -4 / lam**3, 2),
    ("(x - 1)^2", "bernoulli(p)", "p", sp.S(-1), 1),
    ("x", "uniform(0, b)", "b", sp.Rational(1, 2), 1),
    ("x^2", "poisson(lambda)", "", 2 * lam + 1, 1),
    ("x", "{1: p, 2: 1 - p}", "", sp.S(-1), 1),
]


@pytest.mark.parametrize(("f", "law", "wrt", "slope", "count"), GRADIENTS)
def test_gradients(f: str, law: str, wrt: str, slope: sp.Expr, count: int) -> None:
    told = sc.expectation_gradient(f, law, wrt)
    assert sp.simplify(told.answer - slope) == 0
    assert told.check.status == "agrees"
    assert len(told.steps[-1].table.rows) == count
    assert sc.explain(told.question.text).answer == told.answer


def test_which_estimator_varies_less() -> None:
    told = sc.expectation_gradient("x^2", "normal(mu, sigma)", "mu", at={"mu": 2, "sigma": 0.5})
    _, score, path = (float(row[2]) for row in (("", "", "0"), *told.steps[-1].table.rows))
    # Var = E[x⁴(x − μ)²]/σ⁴ − 4μ² and 4σ²
    x = stats.norm(2, 0.5)
    exact = x.expect(lambda v: v**4 * (v - 2) ** 2) / 0.5**4 - 16
    assert score == pytest.approx(np.sqrt(exact), rel=0.05)
    assert path == pytest.approx(1, rel=0.05)


def test_a_letter_of_the_formula() -> None:
    told = sc.expectation_gradient("(x - b)^2", "normal(mu, 1)")
    assert sp.expand(told.answer - 2 * (mu - b)) == 0
    with pytest.raises(sc.UnsupportedError, match="holds μ itself"):
        sc.expectation_gradient("mu*x", "normal(mu, 1)")
    with pytest.raises(sc.UnsupportedError, match="a cannot move alone"):
        sc.expectation_gradient("x", "categorical(a, b, c)", "a")
    assert sc.expectation_gradient("x", "categorical(a, b, 1 - a - b)", "a").answer == -2


def test_which_parameter() -> None:
    with pytest.raises(sc.UnsupportedError, match="several parameters: μ, σ"):
        sc.expectation_gradient("x", "normal(mu, sigma)")
    with pytest.raises(sc.UnsupportedError, match="no parameter that is a letter"):
        sc.expectation_gradient("x", "normal(0, 1)")
    with pytest.raises(sc.UnsupportedError, match="tau is no parameter"):
        sc.expectation_gradient("x", "normal(mu, sigma)", "tau")
    with pytest.raises(sc.UnsupportedError, match="needs σ > 0"):
        sc.expectation_gradient("x", "normal(mu, sigma)", "mu", at={"sigma": -1})


def test_evidence_lower_bound() -> None:
    prior, likelihood, q = np.array([0.5, 0.5]), np.array([0.9, 0.2]), np.array([0.8, 0.2])
    bound = q @ np.log(likelihood) - stats.entropy(q, prior)
    told = sc.elbo(prior, likelihood, q)
    assert float(told.answer) == pytest.approx(bound, rel=1e-12)
    assert told.check.status == "agrees"
    sure = sc.elbo((0.5, 0.5), (0, 0.2), (0, 1))
    assert float(sure.answer) == pytest.approx(np.log(0.1), rel=1e-12)
    exact = sc.elbo((0.5, 0.5), (0.9, 0.3), (0.75, 0.25))
    assert "It is equal, because q is the posterior." in exact.text()
    assert sc.explain(told.question.text).answer == told.answer


BOUNDS = [
    (((0.5, 0.5), (0.9,), (0.5, 0.5)), "about 2, 1 and 2 values"),
    (((0.5, 0.5), (0.9, -1), (0.5, 0.5)), "not negative, and −1 is not"),
    (((1, 0), (0.9, 0.2), (0.5, 0.5)), "the bound is −∞"),
    (((0.5, 0.5), (0, 0.2), (0.8, 0.2)), "cannot make the observation, so the bound is −∞"),
    (((0.5, 0.5), (0, 0), (0.8, 0.2)), "its probability is 0"),
    (("(p, 1 - p)", (0.9, 0.2), (0.5, 0.5)), "with numbers"),
]


@pytest.mark.parametrize(("given", "said"), BOUNDS)
def test_no_bound(given: Any, said: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=said):
        sc.elbo(*given)


def test_predictions() -> None:
    rows = [(0.3, 0.2, 0.5), (0.8, 0.1, 0.1), (1, 0, 0)]
    entropies, losses = sc.prediction_entropy(rows, target=0, base=2).answer
    assert np.allclose(np.array(entropies, float), [stats.entropy(r, base=2) for r in rows])
    assert np.allclose(np.array(losses, float), -np.log2([0.3, 0.8, 1]))
    with pytest.raises(sc.UnsupportedError, match="there are no predictions"):
        sc.prediction_entropy([])
    with pytest.raises(sc.UnsupportedError, match="there is no class 3"):
        sc.prediction_entropy(rows, target=3)
    with pytest.raises(sc.UnsupportedError, match="different lengths"):
        sc.prediction_entropy([(0.5, 0.5), (1,)])


def test_diagonal_normal_laws() -> None:
    means, deviations, other, spread = (1.0, 0.0), (0.5, 2.0), (1.0, 1.0), (2.0, 2.0)
    told = sc.diagonal_kl(means, deviations, from_means=other, from_deviations=spread)
    pairs = zip(means, deviations, other, spread, strict=True)
    laws = [(stats.norm(a, c), stats.norm(e, g)) for a, c, e, g in pairs]
    parts = [x.expect(lambda v, x=x, y=y: x.logpdf(v) - y.logpdf(v)) for x, y in laws]
    assert float(told.answer) == pytest.approx(sum(parts), rel=1e-8)
    with pytest.raises(sc.UnsupportedError, match="2 means, 1 deviation"):
        sc.diagonal_kl((1, 0), (1,))
    with pytest.raises(sc.UnsupportedError, match="has means and deviations"):
        sc.diagonal_kl((1, 0), (1, 1), from_means=(0, 0))
