"""Entropy, cross-entropy and divergence against SciPy, and what is said of odd probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy as sp
from scipy import stats

import symcalc as sc
from symcalc.tutor.probability.claims import LogarithmicMean, MeanIs, SumIs, Unbounded

P, Q = (0.7, 0.2, 0.1), (0.5, 0.3, 0.2)
LISTS = [
    (P, Q),
    ((0.4, 0.3, 0.3), (0.33, 0.33, 0.34)),
    ((0, 1, 0), Q),
    ((0.5, 0.5, 0), (0.25, 0.25, 0.5)),
    (Q, Q),
    ((1,), (1,)),
]


@pytest.mark.parametrize(("p", "q"), LISTS)
@pytest.mark.parametrize("base", [2, 10, math.e])
def test_lists_agree_with_scipy(p: tuple[float, ...], q: tuple[float, ...], base: float) -> None:
    said = "e" if base == math.e else base
    entropy, kl = stats.entropy(p, base=base), stats.entropy(p, q, base=base)
    found = sc.entropy(p, base=said), sc.kl(p, q, base=said), sc.cross_entropy(p, q, base=said)

    for derivation, expected in zip(found, (entropy, kl, entropy + kl), strict=True):
        assert float(derivation.answer) == pytest.approx(expected, abs=1e-14)
        assert derivation.check.status == "agrees"


@pytest.mark.parametrize("size", [13, 100])
def test_long_lists(size: int) -> None:
    p, q = np.random.default_rng(size).dirichlet(np.ones(size), 2)
    assert float(sc.kl(p, q).answer) == pytest.approx(stats.entropy(p, q), rel=1e-12)


# law              its entropy by SciPy
ENTROPIES = [
    ("normal(1, 2)", stats.norm(1, 2)),
    ("uniform(0, 3)", stats.uniform(0, 3)),
    ("exponential(2)", stats.expon(scale=1 / 2)),
    ("beta(2, 5)", stats.beta(2, 5)),
    ("laplace(1, 3)", stats.laplace(1, 3)),
    ("bernoulli(0.3)", stats.bernoulli(0.3)),
    ("geometric(1/4)", stats.geom(0.25)),
    ("die", stats.randint(1, 7)),
    ("gamma(3, 2)", stats.gamma(3, scale=0.5)),
    ("beta(1/2, 1/2)", stats.beta(0.5, 0.5)),
    ("geometric(1)", stats.randint(1, 2)),  # SciPy has nan for its own geom(1)
]


@pytest.mark.parametrize(("law", "oracle"), ENTROPIES, ids=lambda v: v if type(v) is str else "")
def test_entropies_of_laws(law: str, oracle: Any) -> None:
    told = sc.entropy(law)
    assert float(told.answer) == pytest.approx(float(oracle.entropy()), rel=1e-7)
    assert told.check.status == "agrees"


mu, sigma, m, s, p, lam = sp.symbols("mu sigma m s p lambda")
# what is asked, and the book's form of it
FORMS: list[tuple[Callable[[], sc.Derivation], sp.Expr]] = [
    (
        lambda: sc.kl("normal(mu, sigma)", "normal(0, 1)"),
        (mu**2 + sigma**2 - 1) / 2 - sp.log(sigma),
    ),
    (
        lambda: sc.kl("normal(mu, sigma)", "normal(m, s)"),
        sp.log(s / sigma) + (sigma**2 + (mu - m) ** 2) / (2 * s**2) - sp.Rational(1, 2),
    ),
    (lambda: sc.entropy("normal(mu, sigma)"), sp.log(2 * sp.pi * sp.E * sigma**2) / 2),
    (lambda: sc.entropy("exponential(lambda)"), 1 - sp.log(lam)),
    (lambda: sc.kl("exponential(lambda)", "exponential(mu)"), sp.log(lam / mu) + mu / lam - 1),
    (lambda: sc.kl("poisson(lambda)", "poisson(mu)"), lam * sp.log(lam / mu) - lam + mu),
    (lambda: sc.entropy("(p, 1 - p)"), -p * sp.log(p) - (1 - p) * sp.log(1 - p)),
]


@pytest.mark.parametrize(("ask", "form"), FORMS)
def test_closed_forms(ask: Callable[[], sc.Derivation], form: sp.Expr) -> None:
    point = dict.fromkeys((mu, m), sp.Rational(2, 5)) | {sigma: 2, s: 3, lam: 4, p: 0.3}
    told = ask()
    assert float((told.answer - form).subs(point)) == pytest.approx(0, abs=1e-12)
    assert told.check.status == "agrees"
    assert sc.grade(told, form).status == "correct"


def test_conditions() -> None:
    q = sp.Symbol("q")
    assert set(sc.entropy("geometric(p)").conditions) == {p > 0, p < 1}
    found = sc.kl("binomial(5, p)", "binomial(5, q)").conditions
    assert set(found) == {p > 0, p < 1, q > 0, q < 1}


def test_what_is_said_of_terms() -> None:
    assert "The mean of a constant is the constant." in sc.entropy("uniform(0, 1/2)").text()
    assert len(sc.kl("beta(2, 2)", "beta(1, 1)").steps) == 3
    assert "log" in sc.entropy("laplace(0, b)", base=2).text()
    assert "ln" not in sc.entropy("laplace(0, b)", base=2).text()


def test_small_probabilities() -> None:
    told = sc.entropy([1e-300, 1 - 1e-300])
    assert "10⁻³⁰⁰" in told.text()
    assert max(map(len, told.text().splitlines())) < 200
    assert sc.explain(told.question.text).answer == told.answer


def test_units_that_come_out_even() -> None:
    assert sc.entropy((0.5, 0.25, 0.25), base=2).answer == sp.Rational(3, 2)
    assert sc.entropy((0.5, 0.5), base="bits").ending == "H(p) = 1 bit"
    assert sc.entropy("uniform(0, 8)", base=2).answer == 3


INFINITE = [
    ((0.5, 0.5), (1, 0)),
    ("(p, 1 - p)", (0, 1)),
    ("normal(0, 1)", "exponential(1)"),
    ("uniform(0, 2)", "uniform(0, 1)"),
]


@pytest.mark.parametrize(("p", "q"), INFINITE)
def test_impossible_outcomes(p: Any, q: Any) -> None:
    for told in (sc.kl(p, q), sc.cross_entropy(p, q)):
        assert told.answer == sp.oo
        assert "∞" in told.ending
        assert told.check.status == "agrees"


def test_the_two_directions_differ() -> None:
    assert "KL(q‖p) = 0.0105251, where KL(p‖q) = 0.0108068." in sc.kl(*LISTS[1]).text()
    assert "The two are the same here" in sc.kl((0.3, 0.7), (0.7, 0.3)).text()
    assert "KL(q‖p) = 0.443147" in sc.kl("normal(1, 2)", "normal(0, 1)").text()


# what is given, and what of it is said
REFUSED = [
    ("(0.5, 0.6)", "sum to 1.1, not to 1"),
    ("(0.3, -0.1, 0.8)", "not negative, and −0.1 is"),
    ("(a, b)", r"sum to a \+ b"),
    ("()", "missing"),
    ("(0.5, x=1)", "is not a number"),
    ([0.5, float("nan")], "nan is not a number"),
    ([float("inf"), 0], "inf is not a number"),
    ([[0.5, 0.5]], "is not a number"),
    ({1: 0.5, "1": 0.5}, "twice"),
    ("{1, 2}", "each outcome a probability"),
    ([0.0005] * 2000, "2000 probabilities"),
    ("uniform on 6..1", "from the smaller to the larger"),
    ("hello", "not known"),
    ("poisson(2)", "no closed form of"),
    ("normal(0, 1", "a parenthesis is not closed"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_is_no_law(given: Any, said: str) -> None:
    with pytest.raises(sc.SymcalcError, match=said):
        sc.entropy(given)


def test_what_does_not_fit() -> None:
    with pytest.raises(sc.UnsupportedError, match="p has 2 probabilities and q has 3"):
        sc.kl((0.5, 0.5), P)
    with pytest.raises(sc.UnsupportedError, match="different outcomes"):
        sc.kl({1: 0.5, 2: 0.5}, {1: 0.5, 3: 0.5})
    with pytest.raises(sc.UnsupportedError, match="a law on numbers and the other a list"):
        sc.kl("normal(0, 1)", (0.5, 0.5))
    with pytest.raises(sc.UnsupportedError, match="7 is not a base"):
        sc.entropy(P, base=7)
    with pytest.raises(sc.NotFoundError, match="depends on letters"):
        sc.kl("uniform(0, 1)", "uniform(0, a)")


def test_tables_are_matched_by_outcome() -> None:
    assert sc.kl({1: 0.2, 2: 0.8}, {2: 0.8, 1: 0.2}).answer == 0


def test_rounded_probabilities_are_taken() -> None:
    told = sc.entropy("(0.3333333, 0.3333333, 0.3333333)")
    assert told.remarks == ("The probabilities sum to 0.9999999, which is taken as 1.",)


def test_claims_refute_what_is_wrong() -> None:
    half, x = sp.Rational(1, 2), sp.Symbol("x")
    pairs = ((half, half), (half, half))
    density = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)
    line = (-sp.oo, sp.oo)
    assert LogarithmicMean(pairs, sp.log(3)).check().status == "disagrees"
    assert MeanIs(x**2 * density, x, line, sp.S(2)).check().status == "disagrees"
    assert SumIs(half**x, x, (sp.S.One, sp.oo), sp.S(2)).check().status == "disagrees"
    assert Unbounded(sp.S.Zero).check().status == "disagrees"


ENTROPY = """entropy of (0.7, 0.2, 0.1)

 1  Entropy   −∑_(i=1)^n p_i log(p_i)
    Each outcome tells −log of its probability, and the entropy is the mean of that. \
The logarithm is the natural one, so the unit is nats.
    −(0.7 log(0.7) + 0.2 log(0.2) + 0.1 log(0.1))
    i  pᵢ   log pᵢ     −pᵢ log pᵢ
    1  0.7  −0.356675  0.249672
    2  0.2  −1.60944   0.321888
    3  0.1  −2.30259   0.230259
 2  Sum
    The last column is added up.
    0.249672 + 0.321888 + 0.230259 ≈ 0.801819
 3  How large it can be
    With 3 outcomes the entropy lies between 0, for an outcome that is certain, and \
log 3 ≈ 1.09861, for equal probabilities. Here it is 73 % of that.
    log(3) ≈ 1.09861

    H(p) ≈ 0.801819 nats

Checked: −d/ds ∑ p·pˢ at s = 0, differentiated numerically, is 0.8018185525; the difference is 0."""


def test_a_whole_derivation() -> None:
    assert sc.entropy(P).text() == ENTROPY


PICTURES = [
    (lambda: sc.kl(P, Q), 6),
    (lambda: sc.entropy(P), 3),
    (lambda: sc.entropy("(p, 1 - p)"), 0),
    (lambda: sc.prediction_entropy([P, Q], target=0), 0),
    (lambda: sc.expectation("x", "die", method="monte-carlo", samples=50), 0),
]


@pytest.mark.parametrize(("ask", "bars"), PICTURES)
def test_pictures(ask: Callable[[], sc.Derivation], bars: int) -> None:
    (axes,) = ask().plot().axes
    assert len(axes.patches) == bars
    assert len(axes.lines) + bars > 0


def test_no_picture_with_several_letters() -> None:
    with pytest.raises(sc.UnsupportedError, match="needs numbers"):
        sc.entropy("(a, b, 1 - a - b)").plot()
