"""The form in which an answer is left, and the steps that lead there."""

from __future__ import annotations

from itertools import pairwise

import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import TIDYING, walk
from symcalc.tutor.forms import WAYS, improved
from symcalc.tutor.words import WORDS

# What a teacher would leave, by hand.
LEFT = [
    ("ln(sec(x) + tan(x))", "sec(x)"),
    ("sin(x)/(1 + cos(x))", "1/(1 + cos(x))"),
    ("sin(x)^2 + cos(x)^2", "0"),
    ("x^2/(x^2 + 1)", "2x/(x^2 + 1)^2"),
    ("x^3/e^x", "x^2 e^(-x) (3 - x)"),
    ("sqrt(x)/(x + 1)", "(1 - x)/(2 (x + 1)^2 sqrt(x))"),
    ("ln(x)/x^2", "(1 - 2 ln(x))/x^3"),
    ("sin(x) cos(x)", "cos(x)^2 - sin(x)^2"),
    ("tan(x) - x", "tan(x)^2"),
    ("x sqrt(1 - x^2) + asin(x)", "2 sqrt(1 - x^2)"),
    ("sinh(x)/cosh(x)", "1/cosh(x)^2"),
    ("sqrt(x^2 + 1)/x", "-1/(x^2 sqrt(x^2 + 1))"),
    ("ln(x + sqrt(x^2 + 1))", "1/sqrt(x^2 + 1)"),
    ("(x + 1)^3 (x - 2)^4", "(x - 2)^3 (x + 1)^2 (7x - 2)"),
    ("x^2 sin(3x)", "2x sin(3x) + 3x^2 cos(3x)"),
    ("x e^(-x^2)", "e^(-x^2) (1 - 2x^2)"),
    ("tanh(x)^3", "3 tanh(x)^2 (1 - tanh(x)^2)"),
    ("1/(1 + e^(-x))", "e^(-x)/(1 + e^(-x))^2"),
]


@pytest.mark.parametrize(("formula", "left"), LEFT)
def test_what_a_teacher_leaves(formula: str, left: str) -> None:
    answer, wanted = sc.diff(formula).answer, sc.parse(left)
    assert sp.simplify(answer - wanted) == 0
    assert sp.count_ops(answer) <= sp.count_ops(wanted) + 1


@pytest.mark.parametrize(("formula", "left"), LEFT)
def test_each_way_is_a_step_with_a_name(formula: str, left: str) -> None:
    for step in walk(sc.diff(formula).steps):
        if step.rule in TIDYING:
            assert step.title == WORDS[step.rule].title
            assert step.before != step.after


def test_every_way_has_words() -> None:
    assert {*WAYS, "simplify"} == set(TIDYING)
    assert set(TIDYING) <= set(WORDS)


@pytest.mark.parametrize(("formula", "left"), LEFT)
def test_it_can_be_turned_off(formula: str, left: str) -> None:
    told = sc.diff(formula, simplify=False)
    assert not [step for step in walk(told.steps) if step.rule in TIDYING]
    assert sp.simplify(told.answer - sc.parse(left)) == 0
    assert told.check.status == "agrees"


def test_every_step_leaves_less() -> None:
    x = sp.Symbol("x")
    line = (sp.cos(x) * (1 + sp.cos(x)) + sp.sin(x) ** 2) / (1 + sp.cos(x)) ** 2
    forms = [form for _, form in improved(line)]
    assert len(forms) > 1
    assert all(sp.count_ops(a) > sp.count_ops(b) for a, b in pairwise(forms))


def test_large_powers_are_not_multiplied_out() -> None:
    told = sc.diff("(x + 2y + 3z)^40/(x - y + z)^30", "x")
    assert told.answer.has(sp.Pow)
