"""Short questions beside a run: values by hand."""

from __future__ import annotations

import math

import pytest
import sympy as sp

import symcalc as sc

ASKED = [
    ("gradient (6, 8) clipped to norm at most 5", [3, 4]),
    ("clip the gradient (3, 4) to norm 10", [3, 4]),
    ("clip (6, -8) by value 5", [5, -5]),
    ("soft thresholding of 3 with lambda 1", [2]),
    ("soft threshold of (3, -0.5, -2) with threshold 1", [2, 0, -1]),
    ("Lipschitz constant of the gradient of x^2 + 10y^2", [20]),
    ("Lipschitz constant of the gradient of x^2 - 3y^2", [6]),
    ("best fixed step size for x^2 + 10y^2", [1 / 11]),
    ("optimal learning rate for gradient descent on 3x^2", [1 / 6]),
    ("largest stable learning rate for 3x^2", [1 / 3]),
    ("maximum step size for gradient descent on x^2 + 10y^2", [0.1]),
    ("is gradient descent on 3x^2 with learning rate 0.4 stable?", [-1.4]),
    ("exact line search for x^2 + 3y^2 from (4, 2)", [4 - 8 * 208 / 992, 2 - 12 * 208 / 992]),
    ("cosine annealing from 0.01 to 0.0001 over 50 steps at step 25", [0.00505]),
    ("step decay from 0.1 with factor 0.5 every 10 steps at step 25", [0.025]),
    ("step decay of 0.1 halved every 10 epochs at epoch 30", [0.0125]),
    ("linear warm-up from 0 to 0.1 over 10 steps at step 5", [0.05]),
    ("warm-up to 0.1 over 10 steps at step 5", [0.05]),
    ("exponential decay from 0.1 with k = 0.01 at step 25", [0.1 * math.exp(-0.25)]),
    ("exponential decay from 0.1 with factor 0.5 after 3 steps", [0.0125]),
    ("linear decay from 0.1 to 0 over 100 steps at step 25", [0.075]),
]


@pytest.mark.parametrize(("words", "told"), ASKED)
def test_asked_in_words(words: str, told: list[float]) -> None:
    d = sc.explain(words)

    found = list(d.answer) if isinstance(d.answer, sp.MatrixBase) else [d.answer]
    assert [float(v) for v in found] == pytest.approx(told, rel=1e-12)
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer
    assert sc.grade(words, str(found[0] if len(found) == 1 else found))


REFUSED = [
    ("Lipschitz constant of the gradient of sin(x) + x^4", "not the same everywhere"),
    ("exact line search for -x^2 from x = 1", "does not bend up"),
    ("clip the gradient (3, 4) to norm 0", "has to be positive"),
    ("cosine annealing from 0.01 to 0.0001 at step 25", "needs T"),
    ("cosine annealing from 0.01 quickly at step 25", "'quickly at step 25' is not understood"),
    ("linear warm-up from 0.05 to 0.1 over 10 steps at step 5", "begins at 0"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_refused(words: str, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.explain(words)
