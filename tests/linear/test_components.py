"""Principal components, and the spectra of random weights."""

from __future__ import annotations

import json

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError, TooLargeError
from symcalc.tutor.linear.spectra import random_spectrum

DATA = [
    # samples                                  variances              why the row exists
    ("[[2, 0], [0, 2], [4, 4], [2, 2]]", [4, sp.Rational(4, 3)]),
    ("[[1, 2], [3, 4], [5, 6]]", [8, 0]),  # on a line
    ("[[-2, -2], [0, 0], [2, 2]]", [8, 0]),  # the mean is 0
    ("[[1, 0], [2, 1], [4, 5]]", None),  # no fractions
    ("[[1, 2, 3], [4, 5, 7], [0, 0, 1], [2, 2, 2]]", None),  # by NumPy
    ("[[1], [2], [3]]", [1]),
    ("[[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]]", None),  # equal variances
    ("[[0, 0, 1], [1, 0, 0]]", None),  # more features than samples
]


@pytest.mark.parametrize(("samples", "variances"), DATA)
def test_components(samples: str, variances: list[sp.Expr] | None) -> None:
    """The variances are NumPy's; C v = λ v; the scores have these variances."""
    x = np.array(json.loads(samples), float)
    d = sc.pca(samples, components=1)
    c = np.cov(x, rowvar=False).reshape(x.shape[1], -1)

    assert np.allclose(d.variances, np.linalg.eigvalsh(c)[::-1], atol=1e-12)
    assert np.allclose(c @ d.directions, d.directions * d.variances, atol=1e-12)
    assert np.allclose(d.directions.T @ d.directions, np.eye(len(c)))
    assert d.scores[:, 0].var(ddof=1) == pytest.approx(d.variances[0])
    assert ((x - d.reconstruction) ** 2).sum() == pytest.approx(
        d.variances[1:].sum() * (len(x) - 1), abs=1e-12
    )
    assert d.shares.sum() == pytest.approx(1)
    assert sc.explain(d.question.text).text() == d.text()
    assert json.loads(d.json())["check"]["status"] == "agrees"
    if variances is not None:
        assert list(d.answer[0]) == variances


def test_enough_for_most_of_the_variance() -> None:
    x = np.random.RandomState(0).randn(400, 5) * [10, 10, 1, 0.1, 0.1] + 7
    d = sc.pca(x)
    assert d.scores.shape == (400, 2)
    assert isinstance(d.answer[0], np.ndarray)
    assert "Without the centring" in d.text()


def test_energy_is_variance_where_the_mean_is_zero() -> None:
    assert "energy and variance are the same here" in sc.pca("[[-2, 1], [2, -1]]").text()


SLANTS = [
    ("[[2, 0], [0, 2], [4, 4], [2, 2]]", "Its direction is that of component 1 all the same."),
    ("[[0, 0], [3, 4]]", "Its direction is that of component 1 all the same."),
    # XᵀX is diagonal, so its direction is (0, 1); C is, too, and its first one (1, 0)
    ("[[-1, 5], [1, 5]]", "Its direction is 90° from component 1, and 0° from the mean."),
]


@pytest.mark.parametrize(("samples", "said"), SLANTS)
def test_what_the_centring_does(samples: str, said: str) -> None:
    assert said in sc.pca(samples).text()


def test_why_so_many_are_kept() -> None:
    assert "at least 95 % of the variance, so no other" in sc.pca("[[1, 2], [3, 4], [5, 7]]").text()
    assert "as many as were asked for" in sc.pca("[[1, 2], [3, 4], [5, 7]]", components=2).text()
    assert "All are needed" in sc.pca("[[2, 0], [0, 2], [4, 4], [2, 2]]").text()


def test_a_sum_over_one_denominator() -> None:
    assert "λ = (31 + √949)/6" in sc.pca("[[1, 2], [3, 4], [5, 7]]").text()


def test_no_variance() -> None:
    assert "nothing to explain" in sc.pca("[[1, 2], [1, 2]]").text()


def test_grade() -> None:
    d = sc.pca("[[2, 0], [0, 2], [4, 4], [2, 2]]")
    assert sc.grade(d, "[4, 4/3]").status == "correct"
    assert sc.grade(d, "[3, 1]").status == "incorrect"  # divided by n


BAD = ["[[1, 2]]", "[[1, a], [2, 3]]", "", "[[1, 2], [3]]", np.ones((4, 3000))]


@pytest.mark.parametrize("samples", BAD, ids=range(len(BAD)))
def test_refused(samples: object) -> None:
    with pytest.raises(SymcalcError):
        sc.pca(samples)


@pytest.mark.parametrize("count", [0, 3, "x", 1.5, [1, 2]])
def test_refused_counts(count: object) -> None:
    with pytest.raises(SymcalcError):
        sc.pca("[[1, 2], [3, 5]]", components=count)


# random weights

STARTS = [("xavier", 1), ("he", 2), ("3/2", sp.Rational(3, 2)), (0.5, sp.Rational(1, 2)), (4, 4)]


@pytest.mark.parametrize(("start", "c"), STARTS)
def test_limits(start: object, c: sp.Expr) -> None:
    d = sc.random_spectrum(start)
    assert list(d.answer) == [c / sp.Symbol("n"), sp.sqrt(c), 2 * sp.sqrt(c)]
    assert sc.explain(d.question.text).text() == d.text()


GRADED = [
    ("(2/n, sqrt(2), 2 sqrt(2))", "correct"),
    ("sqrt(2), 2 sqrt(2)", "correct"),
    ("(1.414, 2.828)", "partial"),
    ("sqrt(2), sqrt(2)", "incorrect"),
    ("(1/n, sqrt(2), 2 sqrt(2))", "incorrect"),
]


@pytest.mark.parametrize(("answer", "status"), GRADED)
def test_grade_of_limits(answer: str, status: str) -> None:
    assert sc.grade(sc.random_spectrum("he"), answer).status == status


def test_progress_is_told() -> None:
    """Before each of three parts of each size."""
    told: list[tuple[int, int]] = []
    random_spectrum("1", [3, 4], progress=lambda done, all_: told.append((done, all_)))
    assert told == [(done, 6) for done in range(6)]


def test_measured() -> None:
    d = sc.random_spectrum("he", n=[30, 120], seed=4)
    for draw in d.draws:
        w = np.random.RandomState(4).randn(draw.n, draw.n) * np.sqrt(2 / draw.n)
        assert np.allclose(draw.weights, w)
        assert draw.radius == pytest.approx(max(abs(np.linalg.eigvals(w))))
        assert draw.largest == pytest.approx(np.linalg.norm(w, 2))
        assert draw.condition == pytest.approx(np.linalg.cond(w))
    assert d.draws[1].radius == pytest.approx(2**0.5, rel=0.2)
    assert d.draws[1].largest == pytest.approx(2 * 2**0.5, rel=0.1)


def test_scale_cancels() -> None:
    he, xavier = (sc.random_spectrum(start, n=60).draws[0] for start in ("he", "xavier"))
    assert he.condition == pytest.approx(xavier.condition)
    assert he.radius == pytest.approx(2**0.5 * xavier.radius)


def test_condition_grows() -> None:
    """The median of many draws is about 2.6 n (Edelman's law for real matrices has this scale)."""
    medians = [
        np.median([sc.random_spectrum(1, n=n, seed=s).draws[0].condition for s in range(15)])
        for n in (10, 80)
    ]
    assert 3 < medians[1] / medians[0] < 30


SPECTRA = [
    ({"start": "bob"}, SymcalcError),
    ({"start": "-1"}, SymcalcError),
    ({"start": ""}, SymcalcError),
    ({"start": None}, SymcalcError),
    ({"start": float("nan")}, SymcalcError),
    ({"start": "he", "n": 1}, SymcalcError),
    ({"start": "he", "n": "m"}, SymcalcError),
    ({"start": "he", "n": 10**6}, TooLargeError),
    ({"start": "he", "n": 10, "seed": -1}, SymcalcError),
    ({"start": "he", "n": list(range(2, 20))}, TooLargeError),
]


@pytest.mark.parametrize(("asked", "error"), SPECTRA, ids=range(len(SPECTRA)))
def test_refused_spectra(asked: dict[str, object], error: type[SymcalcError]) -> None:
    with pytest.raises(error):
        sc.random_spectrum(**asked)


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    assert sc.pca("[[1, 2], [3, 4], [5, 7]]").plot().axes
    assert sc.pca(np.random.RandomState(0).randn(30, 4)).plot().axes
    assert sc.pca("[[1], [2], [3]]").plot().axes
    assert sc.random_spectrum("he", n=40).plot().axes
