"""Declared names of several letters, and the names of a normalisation."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.layers import lines_of
from symcalc.writing.text import text

NAMES = [
    ("||X w - y||^2 + lam ||w||^2", "w", "X: (m, n), w: n, y: m, lam: ()", "lam w"),
    ("||X w - e||^2", "w", "X: (m, n), w: n, e: m", "2Xᵀ (X w − e)"),
    ("y^T (Wf x + bf)", "Wf", "Wf: (m, n), x: n, bf: m, y: m", "y xᵀ"),
    ("exp(lam gam) w^T w", "w", "w: n, lam: (), gam: ()", "2 e^(lam gam) w"),
    ("e w^T w", "w", "w: n, e: ()", '2"e" w'),
]


def packed(line: str) -> str:
    """Without the signs that only set factors apart."""
    return line.replace(" ", "").replace("·", "")


@pytest.mark.parametrize(("formula", "wrt", "shapes", "part"), NAMES)
def test_declared_words_stand_bare(formula: str, wrt: str, shapes: str, part: str) -> None:
    told = sc.gradient(formula, wrt, shapes=shapes)
    printed = text(told.result)

    assert part in printed
    assert ('"' in told.text()) == ('"' in part)
    assert packed(text(interpreted(printed, shapes).written)) == packed(printed)


NORMAL = [
    ("g^T ((x - mean(x))/sqrt(var(x) + eps))", "x: n, g: n, eps: ()", ["x_hat", "L"]),
    ("g^T layernorm(x)", "x: n, g: n", ["x_hat", "L"]),
    ("g^T ((x - mean(x))/std(x))", "x: n, g: n", ["x_hat", "L"]),
    ("sum(G .* layernorm(X))", "X: (m, n), G: (m, n)", ["L"]),
    ("sum(G .* batchnorm(X))", "X: (m, n), G: (m, n)", ["L"]),
]


@pytest.mark.parametrize(("formula", "shapes", "last"), NORMAL)
def test_a_normalisation_is_named(formula: str, shapes: str, last: list[str]) -> None:
    names = [line.name.value for line in lines_of(interpreted(formula, shapes))]

    assert names == ["mu", "c", "sigma", *last]
    assert sc.gradient(formula, shapes=shapes).check.status == "agrees"


def test_names_that_are_taken_are_not_used_again() -> None:
    shapes = "x: n, c: n, sigma: n"
    read = interpreted("(c + sigma)^T layernorm(x)", shapes)

    assert [line.name.value for line in lines_of(read)] == ["mu", "d", "tau", "x_hat", "L"]


def test_the_gradient_of_a_normalisation_is_short() -> None:
    told = sc.gradient("g^T layernorm(x)", "x", shapes="x: n, g: n")

    inner = "g − (gᵀ c) c/(n σ²)"
    assert text(told.result) == f"({inner})/σ − (sum({inner})/σ) ones(n)/n"


def test_a_variance_alone_has_no_lines() -> None:
    assert len(lines_of(interpreted("var(x)", "x: n"))) == 1
