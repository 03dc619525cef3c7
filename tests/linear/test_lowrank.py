"""The best approximation of a rank, and the adaptation of a weight by two thin factors."""

from __future__ import annotations

import json

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError, UnsupportedError

EXACT = [
    # matrix                    rank  approximation                          squared error
    ("[[3, 0], [4, 5]]", 1, [["3/2", "3/2"], ["9/2", "9/2"]], 5),
    ("[[3, 2, 2], [2, 3, -2]]", 1, [["5/2", "5/2", 0], ["5/2", "5/2", 0]], 9),
    ("[[5, 0, 0], [0, 2, 0], [0, 0, 1]]", 2, [[5, 0, 0], [0, 2, 0], [0, 0, 0]], 1),
    ("[[5, 0, 0], [0, 2, 0], [0, 0, 1]]", 1, [[5, 0, 0], [0, 0, 0], [0, 0, 0]], 5),
    ("[[1, 2], [2, 4]]", 1, [[1, 2], [2, 4]], 0),  # its rank is 1
    ("[[0, 0], [0, 0]]", 1, [[0, 0], [0, 0]], 0),
]


@pytest.mark.parametrize(("matrix", "rank", "near", "square"), EXACT)
def test_exactly(matrix: str, rank: int, near: list[list[object]], square: int) -> None:
    d = sc.low_rank(matrix, rank)
    assert d.answer == sp.Matrix(near)
    assert d.cuts[0].error == pytest.approx(square**0.5)
    assert sc.explain(d.question.text).text() == d.text()
    assert json.loads(d.json())["check"]["status"] == "agrees"


def test_no_fractions() -> None:
    """The eigenvalues of AᵀA are 15 ± √221."""
    d = sc.low_rank("[[1, 2], [3, 4]]", 1)
    u, s, vt = np.linalg.svd([[1, 2], [3, 4]])
    assert np.allclose(np.array(d.answer.evalf(), float), s[0] * np.outer(u[:, 0], vt[0]))
    assert "‖A − A_1‖_F = √(15 − √221)" in d.text()


def test_figures_of_each_rank() -> None:
    a = np.random.RandomState(0).randn(20, 30)
    d = sc.low_rank(a, [20, 1, 4, 4])
    values = np.linalg.svd(a, compute_uv=False)

    assert [c.rank for c in d.cuts] == [1, 4, 20]
    for c, near in zip(d.cuts, d.answer, strict=True):
        assert np.linalg.matrix_rank(near) == c.rank
        assert c.error == pytest.approx(np.linalg.norm(a - near), abs=1e-10)
        assert c.relative == pytest.approx(c.error / np.linalg.norm(a))
        assert c.spectral == pytest.approx(np.append(values, 0)[c.rank])
        assert c.energy == pytest.approx((values[: c.rank] ** 2).sum() / (values**2).sum())
        assert (c.stored, c.apart) == (50 * c.rank, 51 * c.rank)
        assert c.saved == pytest.approx(1 - 50 * c.rank / 600)


def test_nothing_is_nearer() -> None:
    """Eckart and Young: random matrices of rank 2, fitted as well as can be, are not nearer."""
    rng = np.random.RandomState(5)
    a = rng.randn(8, 6)
    best = sc.low_rank(a, 2).cuts[0].error
    for _ in range(20):
        basis = np.linalg.qr(rng.randn(8, 2))[0]
        assert np.linalg.norm(a - basis @ basis.T @ a) >= best


def test_rounding_is_shown_as_zero() -> None:
    low = np.outer(np.arange(20.0), np.ones(30)) + np.outer(np.ones(20), np.arange(30.0))
    d = sc.low_rank(low, [1, 2, 3])
    assert d.cuts[1].error == 0
    assert "The rank of A is 2" in d.text()


def test_ties_are_told() -> None:
    assert "σ_1 = σ_2" in sc.low_rank("[[2, 0], [0, 2]]", 1).text()


TEXT = """\
low-rank approximation of [[3, 0], [4, 5]] with rank 1

 1  Singular values
    A = U Σ Vᵀ is a sum of matrices of rank 1, A = σ_1 u_1 v_1ᵀ + σ_2 u_2 v_2ᵀ + …, the largest \
first.
    σ = [3 √5, √5]
 2  Keep the first term
    σ_1 u_1 = A v_1, so the first term is A v_1 v_1ᵀ; the others are left out.
    A_1 = [[3/2, 3/2], [9/2, 9/2]]
 3  Frobenius error
    Eckart and Young: no matrix of rank 1 is nearer to A. The distance is the root of the sum of \
the squares that are left out, here σ_2.
    ‖A − A_1‖_F = √5
 4  Spectral error
    In the spectral norm the distance is the first singular value that is left out.
    ‖A − A_1‖_2 = √5
 5  Energy
    The squares that are kept, 45 of 50. The relative error is √(1 − 9/10), about 0.3162.
    E_1 = 9/10
 6  Storage
    u_1, v_1 and σ_1 are 5 numbers; with each σ multiplied into its u, 4. A itself has 4: as many.
    1(2 + 2) = 4

    A_1: relative error 0.3162, 90 % of the energy kept, as many numbers as A.
"""


def test_text() -> None:
    assert sc.low_rank("[[3, 0], [4, 5]]").text().startswith(TEXT)


def test_grade() -> None:
    d = sc.low_rank("[[3, 0], [4, 5]]")
    assert sc.grade(d, "[[3/2, 3/2], [9/2, 9/2]]").status == "correct"
    assert sc.grade(d, "[[3/2, 3/2], [9/2, 4]]").status == "incorrect"


@pytest.mark.parametrize("rank", [0, 3, -1, 1.5, "a", "", [], None, True, list(range(60))])
def test_refused_ranks(rank: object) -> None:
    with pytest.raises(SymcalcError):
        sc.low_rank("[[1, 2], [3, 4]]", rank)


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    assert sc.low_rank("randn(20)", [1, 2, 3, 4, 5, 6, 7, 8]).plot().axes
    assert sc.low_rank("[[0, 0], [0, 0]]").plot().axes
    assert sc.low_rank_adaptation(64, rank=[1, 8]).plot().axes


# adaptation by two factors


@pytest.mark.parametrize(("d", "k", "r"), [(768, 768, 8), (2, 3, 1), (768, 3072, 700), (1, 1, 1)])
def test_counts(d: int, k: int, r: int) -> None:
    b, a = np.zeros((d, r)), np.zeros((r, k))
    told = sc.low_rank_adaptation(d, k, rank=r)
    assert told.answer == b.size + a.size
    assert told.dense == (b @ a).size
    assert told.savings[0] == sp.Rational((b @ a).size - b.size - a.size, (b @ a).size)
    assert told.break_even == sp.Rational(d * k, d + k)
    assert sc.explain(told.question.text).text() == told.text()


def test_letters() -> None:
    d, k, r = sp.symbols("d k r")
    told = sc.low_rank_adaptation("d", "k", rank="r")
    assert sp.expand(told.answer - r * (d + k)) == 0
    assert sp.simplify(told.break_even - d * k / (d + k)) == 0
    assert sc.low_rank_adaptation(d, rank=4).answer == 8 * d
    assert told.verify().status == "agrees"


def test_what_sigma_brings() -> None:
    assert "Σ_r brings 8 more numbers" in sc.low_rank_adaptation(64, rank=8).text()
    assert "Σ_r brings r more numbers" in sc.low_rank_adaptation("d", "k", rank="r").text()
    assert "dk/(d + k), about 58.1622." in sc.low_rank_adaptation(4096, 59).text()


def test_a_negative_rank_is_none() -> None:
    with pytest.raises(UnsupportedError, match="-1 is no rank: it is 1 at least"):
        sc.low_rank_adaptation(8, rank=-1)


def test_several_ranks() -> None:
    told = sc.low_rank_adaptation(768, rank="1, 4, 16, 64, 256")
    assert list(told.answer) == [1536, 6144, 24576, 98304, 393216]
    assert "up to rank 383" in told.text()


def test_grade_counts() -> None:
    told = sc.low_rank_adaptation("d", "k", rank="r")
    assert sc.grade(told, "r(d + k)").status == "correct"
    assert sc.grade(told, "r d k").status == "incorrect"


@pytest.mark.parametrize("size", [0, -3, 2.5, "x y", None, True, ""])
def test_refused_sizes(size: object) -> None:
    with pytest.raises(SymcalcError):
        sc.low_rank_adaptation(size)


@pytest.mark.parametrize("rank", [0, 9, "r + 1", [], 1.5])
def test_refused_ranks_of_an_adaptation(rank: object) -> None:
    with pytest.raises(UnsupportedError):
        sc.low_rank_adaptation(8, rank=rank)
