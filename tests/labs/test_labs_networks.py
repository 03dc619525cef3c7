"""The labs on networks at small size: what they print is true."""

from __future__ import annotations

import re

import pytest
from lab_helpers import Printed, numbers

# tests/data/course.json, 001-32-xor-loss0: the loss of seed 42 before training. Its script has
# a guard of 1e-8 in the logarithms, and so has the second column of the lab.
XOR_START = 0.6963619094190052


def test_xor(printed: Printed) -> None:
    told = printed("xor", "--seeds", "4", "--epochs", "400")
    seeds = re.findall(r"^seed +\d+: .*?  (.*)$", told, re.M)
    assert seeds == [
        "all four points right",
        "stalled: every ReLU is off for two points of different labels: (0, 0) and (0, 1)",
        "all four points right",
        "stalled: every ReLU is off for three points: (0, 0), (0, 1) and (1, 0)",
    ]
    assert "2 of 4 seeds classify all four points." in told
    start = numbers(r"(?m)^ +0 +\S+ +(\S+)$", told)
    assert start == [pytest.approx(XOR_START, abs=1e-12)]
    assert "dL/dW1, from each point alone: (0, 0) 0, (0, 1) 0," in told


def test_xor_says_when_it_has_not_trained_enough(printed: Printed) -> None:
    told = printed("xor", "--seeds", "2", "--epochs", "3")
    assert told.count("not yet right") >= 2
    assert "stalled" not in told


def test_mlp_by_hand(printed: Printed) -> None:
    told = printed("mlp_by_hand", "--samples", "5")
    gaps = numbers(r"largest gap (\S+)", told)
    assert len(gaps) >= 2  # the compiled one and finite differences; JAX and PyTorch if there
    assert max(gaps) < 1e-6
    for name, weight in (("W1", "X"), ("W2", "a1"), ("W3", "a2")):
        assert f"∂L/∂{name} = δ{name[1]} {weight}ᵀ" in told


def test_gradient_checking(printed: Printed) -> None:
    told = printed("gradient_checking", "--samples", "16", "--steps", "20")
    for line in (
        r"  by hand: +relative error \S+: right",
        r"  with the bug: +relative error \S+: wrong",
        r"  compiled: +relative error \S+: right",
        r"check_gradient says of the bug: disagrees",
        r"  the bug, where every ReLU is on: +relative error \S+: right",
        r"  by hand, the loss in single precision: +relative error \S+: wrong",
        # course.json, 003-gradcheck-int and -2d: what the careless helper returns
        r"comes out as 249999\n  with care: +6.0\n",
        r"gives \[\[6.0, 6.0\], \[14.0, 14.0\]\]\n  with care: +\[\[2.0, 4.0\], \[6.0, 8.0\]\]",
    ):
        assert re.search(line, told), line
    assert max(numbers(r"largest error (\S+)", told)) < 1e-6  # 003-gradcheck
    assert max(numbers(r"absolute gap: +(\S+), below", told)) < 1e-6


def test_accumulation(printed: Printed) -> None:
    told = printed("accumulation", "--samples", "10", "--steps", "20")
    assert max(numbers(r"weighted by size / 10: +gap (\S+)", told)) < 1e-15
    assert min(numbers(r"without weights: +gap (\S+)", told)) > 0.01
    assert "2 times the gradient" in told  # course.json, 002-05-accumulate
    assert re.search(
        r"x x +value 9, derivative 6\n +x stop_gradient\(x\) +value 9, derivative 3", told
    )
    whole, frozen = re.findall(r"the loss: (\S+) and (\S+)", told)[0]
    assert whole == frozen
    assert re.search(r"\|dL/dW1\|: [1-9]\S*, frozen 0\n", told)
    same = re.findall(r"\|dL/dW2\|: (\S+), frozen (\S+)\n", told)[0]
    assert same[0] == same[1]
    # by hand: 2 (1 − 2.9) is −3.8, and the moving target brings in the factor 1 − 0.9
    assert re.findall(r"by q: (\S+)", told) == ["-19/50", "-19/5"]
