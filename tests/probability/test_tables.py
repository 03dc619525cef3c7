"""Bayes' rule and joint tables against NumPy and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from scipy import stats

import symcalc as sc

BAYES = [
    ((0.01, 0.99), (0.99, 0.05), 1),
    ((0.01, 0.99), (0.99, 0.05), 3),
    ((0.5, 0.3, 0.2), (0.9, 0.5, 0.1), 1),
    ((0.25, 0.25, 0.5), (0, 0.5, 1), 2),
]


@pytest.mark.parametrize(("prior", "likelihoods", "times"), BAYES)
def test_posteriors(prior: tuple[float, ...], likelihoods: tuple[float, ...], times: int) -> None:
    told = sc.bayes(prior, likelihoods, times=times)
    joint = np.array(prior) * np.array(likelihoods) ** times
    expected = joint / joint.sum()
    found = [told.answer] if len(prior) == 2 else list(told.answer)
    assert [float(v) for v in found] == pytest.approx(list(expected[: len(found)]))
    assert told.check.status == "agrees"


SAID = [
    "Bayes: prior 0.01, sensitivity 0.99, false positive rate 0.05",
    "Bayes: prior 1%, sensitivity 99%, specificity 95%",
    "Bayes' theorem with prevalence 0.01, sensitivity 0.99 and specificity 0.95",
    "Bayes with P(A) = 0.01, P(B|A) = 0.99, P(B|not A) = 0.05",
    "posterior probability with prior 0.01, sensitivity 0.99 and false positive rate 0.05",
]


@pytest.mark.parametrize("sentence", SAID)
def test_bayes_is_asked_for(sentence: str) -> None:
    assert sc.explain(sentence).answer == sp.Rational(1, 6)


def test_letters_stay_in_bayes() -> None:
    p, s, f = sp.symbols("p s f")
    told = sc.explain("Bayes: prior p, sensitivity s, false positive rate f")
    assert sp.simplify(told.answer - p * s / (p * s + (1 - p) * f)) == 0


TABLE = [[0.4, 0.1], [0.2, 0.3]]
WIDE = [[0.1, 0.2, 0.05], [0.25, 0.3, 0.1]]


def entropy(p: np.ndarray) -> float:
    return float(stats.entropy(np.ravel(p)))


def oracle(what: str, table: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    px, py = table.sum(axis=1), table.sum(axis=0)
    mean_x, mean_y = x @ px, y @ py
    covariance = (x - mean_x) @ table @ (y - mean_y)
    var_x, var_y = (x - mean_x) ** 2 @ px, (y - mean_y) ** 2 @ py
    return {
        "mean of X": mean_x,
        "variance of Y": var_y,
        "covariance": covariance,
        "correlation": covariance / np.sqrt(var_x * var_y),
        "entropy of X": entropy(px),
        "joint entropy": entropy(table),
        "conditional entropy of Y given X": entropy(table) - entropy(px),
        "conditional entropy of X given Y": entropy(table) - entropy(py),
        "mutual information": entropy(px) + entropy(py) - entropy(table),
    }[what]


ASKED = [
    *("mean of X", "variance of Y", "covariance", "correlation", "entropy of X", "joint entropy"),
    *("conditional entropy of Y given X", "conditional entropy of X given Y"),
    "mutual information",
]


@pytest.mark.parametrize("what", ASKED)
@pytest.mark.parametrize("table", [TABLE, WIDE])
def test_joint_tables(what: str, table: list[list[float]]) -> None:
    x, y = [1, 3], [-1, 0, 2][: len(table[0])]
    told = sc.joint(table, what, x=x, y=y)
    expected = oracle(what, np.array(table), np.array(x), np.array(y))
    assert float(told.answer) == pytest.approx(expected, rel=1e-12)
    assert told.check.status == "agrees"


def test_marginals_and_conditional_tables() -> None:
    found = np.array(TABLE)
    px = sc.joint(TABLE, "marginal of X").answer
    given_x = sc.joint(TABLE, "conditional table of Y given X").answer
    given_y = sc.joint(TABLE, "conditional table of X given Y").answer
    assert np.allclose(np.array(px, dtype=float).ravel(), found.sum(axis=1))
    assert np.allclose(np.array(given_x, dtype=float), found / found.sum(axis=1, keepdims=True))
    assert np.allclose(np.array(given_y, dtype=float), found / found.sum(axis=0))


def test_counts_are_divided_by_their_sum() -> None:
    told = sc.explain("information gain from the contingency table [[4, 1], [2, 3]] in bits")
    shares = np.array(TABLE)
    expected = oracle("mutual information", shares, np.arange(2), np.arange(2)) / np.log(2)
    assert float(told.answer) == pytest.approx(expected)
    assert "counts" in told.remarks[0]


def test_independence() -> None:
    assert sc.independence([[0.12, 0.28], [0.18, 0.42]]).answer == "independent"
    assert sc.independence(TABLE).answer == "not independent"
    assert sc.joint([[0.12, 0.28], [0.18, 0.42]], "mutual information").answer == 0


REFUSED = [
    ("Bayes: prior 1.2, sensitivity 0.99, false positive rate 0.05", "above 1"),
    ("Bayes: prior 0.5, sensitivity 0, false positive rate 0", "impossible"),
    ("Bayes: prior (0.5, 0.5), likelihoods (0.1, 0.2, 0.3)", "2 priors and 3 likelihoods"),
    ("covariance of the joint table [[0.4, 0.1], [0.2, 0.4]]", "sum to 1.1"),
    ("correlation of the joint table [[0.5, 0.5], [0, 0]]", "no correlation"),
    ("conditional table of Y given X of the joint table [[0.5, 0.5], [0, 0]]", "probability 0"),
    ("covariance of the joint table [[-0.4, 0.7], [0.4, 0.3]]", "not negative"),
]


@pytest.mark.parametrize(("sentence", "what"), REFUSED)
def test_refusals(sentence: str, what: str) -> None:
    with pytest.raises(sc.SymcalcError, match=what):
        sc.explain(sentence)


JOINT = "the joint table [[0.4,0.1],[0.2,0.3]]"
THREE = "Bayes: prior (0.5, 0.3, 0.2), likelihoods (0.9, 0.5, 0.1)"
GRADED = [
    (SAID[0], "1/6", "correct"),
    (SAID[0], "0.167", "correct"),
    (SAID[0], "16.7%", "correct"),
    (SAID[0], "0.99", "incorrect"),
    (THREE, "(45/62, 15/62, 1/31)", "correct"),
    (THREE, "(0.726, 0.242, 0.0323)", "correct"),
    (THREE, "(0.5, 0.3, 0.2)", "incorrect"),
    (f"mutual information of {JOINT}", "0.0863", "correct"),
    (f"mutual information of {JOINT}", "0.1245", "incorrect"),
    (f"conditional distribution of Y given X of {JOINT}", "[[0.8,0.2],[0.4,0.6]]", "correct"),
    (f"are X and Y independent in {JOINT}?", "no", "correct"),
    (f"are X and Y independent in {JOINT}?", "independent", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=10).status == status
