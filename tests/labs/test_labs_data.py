"""The labs on data at small size: what they print is true.

The numbers are those of tests/data/labs.json and course.json, or worked out here.
"""

from __future__ import annotations

import re

import numpy as np
import pytest
from lab_helpers import Printed, Run, numbers

NUMBER = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)"


def test_low_rank(printed: Printed) -> None:
    told = printed("low_rank", "--size", "64", "--image", "128")
    w = np.random.RandomState(0).randn(64, 64)
    squares = np.linalg.svd(w, compute_uv=False) ** 2
    ranks = [1, 4, 16, 64]
    rows = re.findall(rf"(?m)^ +(\d+) +{NUMBER} +{NUMBER} +{NUMBER} +{NUMBER}%$", told)
    assert [int(row[0]) for row in rows] == ranks
    for rank, error, left, relative, kept in rows:
        lost = squares[int(rank) :].sum()
        assert float(error) == pytest.approx(lost**0.5, abs=1e-4)
        assert float(left) == pytest.approx(lost**0.5, abs=1e-4)
        assert float(relative) == pytest.approx((lost / squares.sum()) ** 0.5, abs=1e-6)
        assert float(kept) == pytest.approx(100 * (1 - lost / squares.sum()), abs=0.01)
    assert "Eckart and Young's formula and the difference agree." in told
    counted = re.findall(rf"(?m)^ +(\d+) +(\d+) +{NUMBER}%$", told)
    assert [(int(r), int(n)) for r, n, _ in counted] == [(r, 128 * r) for r in ranks]
    assert [float(saved) for _, _, saved in counted] == [96.88, 87.5, 50.0, -100.0]
    assert "Dense weights have 4096; from rank 32 on nothing is saved." in told
    assert "the change has the relative error 0 to rounding." in told
    assert "W + B A" in told
    image = re.findall(rf"(?m)^ +(\d+) +{NUMBER} +{NUMBER}% +{NUMBER}%$", told)
    assert [int(row[0]) for row in image] == [5, 20, 50, 100, 128]
    for rank, relative, kept, saved in image:
        assert float(saved) == pytest.approx(100 * (1 - int(rank) * 2 / 128), abs=0.01)
        assert float(kept) == pytest.approx(100 * (1 - float(relative) ** 2), abs=0.01)
    errors = [float(row[1]) for row in image]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] == 0


def test_low_rank_of_small_matrices(printed: Printed) -> None:
    """One rank only, and none of the image's ranks below its size."""
    told = printed("low_rank", "--size", "2", "--image", "3")
    assert "At full rank the factors take 2 times the numbers of the image." in told


def test_distributions(printed: Printed) -> None:
    told = printed("distributions", "--draws", "100", "--pairs", "3")
    laws_and_losses(told)
    information_and_likelihood(told)


def laws_and_losses(told: str) -> None:
    values = {
        "normal(0, 1)": 0.3989422804014327,
        "normal(0, 2)": 0.19947114020071635,
        "normal(2, 0.5)": 0.7978845608028654,
        "uniform(0, 2)": 0.5,
        "exponential(0.5)": 0.5,
        "exponential(2)": 2,
        "categorical(0.1, 0.3, 0.4, 0.2)": 0.4,
    }
    for law, value in values.items():
        assert numbers(rf"(?m)^{re.escape(law)} +\S+ +\S+ +(\S+) at", told) == [
            pytest.approx(value, abs=1e-6)
        ]
    for p, variance in ((0.2, 0.16), (0.5, 0.25), (0.8, 0.16)):
        assert numbers(rf"bernoulli\({p}\) +\S+ +(\S+)", told) == [variance]
    for pair, mean in (("0.5, 0.5", 0.5), ("2, 2", 0.5), ("2, 5", 2 / 7), ("5, 2", 5 / 7)):
        assert numbers(rf"(?m)^beta\({pair}\) +(\S+)", told) == [pytest.approx(mean, abs=1e-4)]
    assert "log(s) + log(2*pi)/2 + (-m + y)**2/(2*s**2)" in told
    assert "-y*log(p) - (1 - y)*log(1 - p)" in told
    assert "-y_1*log(p_1) - y_2*log(p_2) - y_3*log(p_3)" in told
    assert "derivative of the normal one by m:  (m - y)/s**2" in told
    assert "The posterior is beta(5, 3)." in told
    assert told.count("gap 0 to rounding") == 4


def information_and_likelihood(told: str) -> None:
    found = re.findall(rf"H\(p\) = {NUMBER}, H\(p, q\) = {NUMBER}, KL\(p‖q\) = {NUMBER} nats", told)
    expected = [0.8018185525433373, 0.886941378500559, 0.08512282595722165]
    assert [float(x) for x in found[0]] == pytest.approx(expected, abs=1e-10)
    assert numbers(rf"= {NUMBER} bits", told) == [0.1228]
    assert "with letters: 0\n" in told
    assert "none is negative" in told
    losses = [0.1053605156578263, 0.5108256237659907, 1.203972804325936, 2.302585092994046]
    assert numbers(rf"p = 0.\d: +{NUMBER}", told) == pytest.approx(losses, abs=1e-10)
    assert numbers(rf"mean {NUMBER}, deviation", told) == [pytest.approx(4.792306965, abs=1e-9)]
    assert numbers(rf"deviation {NUMBER} \(div", told) == [pytest.approx(1.807232353, abs=1e-9)]
    data = np.random.RandomState(42).normal(5, 2, 100)
    variance = data.var()
    most = -50 * (np.log(2 * np.pi * variance) + 1)
    assert numbers(rf"log-likelihood there {NUMBER}", told) == [pytest.approx(most, abs=1e-6)]
    assert "which is less" in told


def test_constrained(printed: Printed) -> None:
    told = printed("constrained", "--steps", "4")
    multipliers_and_margins(told)
    balls(told)


def multipliers_and_margins(told: str) -> None:
    # by hand: the minimum of x + 2y on a circle of radius r is −√5 r, and λ is −√5/(2r)
    assert "Absolute minimum at (−1, −2): f = −5. Absolute maximum at (1, 2): f = 5." in told
    moved = numbers(rf"{NUMBER}, and the multiplier times 0.1 is -0.05000", told)
    assert moved == [pytest.approx(5 - 25.5**0.5, abs=1e-5)]
    # x = y = c/2 gives c²/2
    assert numbers(rf"{NUMBER}, and μ_1 times 0.01 is 0.01000", told) == [0.01005]
    assert "Absolute minimum at (1/2, 1/2): f = 1/2, with μ_1 = 1, μ_2 = 0." in told
    assert "4 active sets were tried" in told
    # points 5 and 6 lie on one margin, point 4 on the other: w is across (2, 3) − (3, 1)
    assert "w = (4/3, 2/3), b = −11/3. Support vectors: points 4, 5 and 6." in told
    margins = re.findall(r"(?m)^  \[\d, \d\] +-?1 +(\S+) +(\S+)$", told)
    expected = ["11/3", "7/3", "3", "1", "1", "1", "7/3", "3"]
    assert [margin for _, margin in margins] == expected
    assert [margin for alpha, margin in margins if alpha != "0"] == ["1", "1", "1"]
    assert "‖w‖²/2 is 10/9, and the dual reaches 10/9: no line does better." in told
    assert "as in XOR: not separable" in told


def balls(told: str) -> None:
    """L1 takes λ/2 from each weight down to 0; L2 divides by 1 + λ."""
    rows = re.findall(rf"(?m)^  {NUMBER} +{NUMBER}, {NUMBER} +{NUMBER}, {NUMBER}$", told)
    assert len(rows) == 4
    for row in rows:
        weight, *found = map(float, row)
        soft = [max(a - weight / 2, 0) for a in (3, 0.5)]
        ridge = [a / (1 + weight) for a in (3, 0.5)]
        assert found == pytest.approx([*soft, *ridge], abs=1e-4)
    assert "w2 is 0 in 3 of 4 under L1, in 0 under L2." in told
    assert "w1 = 1, w2 = 1/6, with the multiplier 2." in told


def test_random_matrices(printed: Printed) -> None:
    told = printed("random_matrices", "--sizes", "40", "80", "--draws", "2")
    rows = re.findall(rf"(?m)^(\w+) +(\d+) +{NUMBER} +{NUMBER} +(\d+) +(\d+) of \d+$", told)
    factors = {"xavier": 1, "he": 2}
    assert [(row[0], int(row[1])) for row in rows] == [(s, n) for s in factors for n in (40, 80)]
    for start, size, radius, largest, condition, complex_ones in rows:
        n = int(size)
        w = np.random.RandomState(0).randn(n, n) * (factors[start] / n) ** 0.5
        values = np.linalg.eigvals(w)
        assert float(radius) == pytest.approx(np.abs(values).max(), abs=1e-4)
        assert float(largest) == pytest.approx(np.linalg.norm(w, 2), abs=1e-4)
        assert float(condition) == pytest.approx(np.linalg.cond(w), abs=1)
        assert int(complex_ones) == np.iscomplex(values).sum()
    limits = numbers(rf"as n grows: .* radius {NUMBER},", told)
    assert limits == pytest.approx([1, 2**0.5], abs=1e-4)
    assert "condition number: the same to rounding" in told
    xavier, he = re.findall(r"(?m)^  (?:xavier|he) +([\d ]+)$", told)
    assert xavier == he


def test_vectors_and_matrices(printed: Printed) -> None:
    told = printed("vectors_and_matrices", "--batch", "2")
    for line in (
        r"x \+ y +\(5, 7, 9\)",
        r"2 x +\(2, 4, 6\)",
        r"x · y +32",
        r"unit vector +\(0.2672612, 0.5345225, 0.8017837\), of length 1",
        r"A B, .*\[\[58, 64\], \[139, 154\]\]",
        r"by hand: 1·7 \+ 2·9 \+ 3·11 = 58",
        r"Aᵀ: +\[\[1, 4\], \[2, 5\], \[3, 6\]\]",
        r"entry by entry: +\[\[5, 12\], \[21, 32\]\]",
        r"\(2, 784\) by \(784, 256\), plus \(256,\): \(2, 256\)",
        r"they cannot be multiplied",
    ):
        assert re.search(line, told), line
    assert numbers(r"length of x .* = (\S+)", told) == [pytest.approx(14**0.5)]
    assert numbers(r"(?m)^  angle +(\S+) degrees", told) == [pytest.approx(12.933154491899119)]
    assert numbers(rf"scalar product +{NUMBER},", told) == [1, 0, -1]
    assert re.findall(r"degrees: (\w+)", told) == ["acute", "right", "obtuse"]
    values = numbers(r"= (\S+) with v", told)
    assert values == pytest.approx([1.4384471871911697, 5.56155281280883])
    seconds = numbers(rf"with v = \(1, {NUMBER}\)", told)
    assert seconds == pytest.approx([-1.280776406404415, 0.7807764064044154], abs=1e-7)
    assert told.count("A v - λ v: 0 to rounding") == 2


BAD = [
    ("low_rank", ["--size", "0"], "'0' is not a whole number from 1 on"),
    ("random_matrices", ["--sizes", "1.5"], "'1.5' is not a whole number from 1 on"),
    ("distributions", ["--draws", "1"], "a deviation needs two draws"),
]


@pytest.mark.parametrize(("name", "options", "said"), BAD)
def test_bad_options(name: str, options: list[str], said: str, run: Run) -> None:
    done = run(name, *options)
    assert done.code == 2
    assert said in done.err
