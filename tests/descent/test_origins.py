"""Origins of the updates: answers by hand, the wrong ones graded, and every row checked."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.tutor.descent.methods import METHODS
from symcalc.tutor.descent.origins import ROWS
from symcalc.tutor.descent.schedules import SCHEDULES

x, g, h, v, s, t, T, n, c = sp.symbols("x g h v s t T n c")
rate, beta, eps, decay, low, k = sp.symbols("rate beta eps decay low k")
m_hat, v_hat, mu, sigma = sp.symbols("m_hat v_hat mu sigma")

ANSWERS = [
    ("gradient descent", x - rate * g),
    ("SGD", x - rate * g),
    ("newton", x - g / h),
    ("heavy ball", x - rate * v),
    ("adagrad", x - rate * g / (sp.sqrt(s) + eps)),
    ("rmsprop", x - rate * g / (sp.sqrt(s) + eps)),
    ("Adam", x - rate * m_hat / (sp.sqrt(v_hat) + eps)),
    ("adamw", x - rate * (m_hat / (sp.sqrt(v_hat) + eps) + decay * x)),
    ("weight decay", (1 - rate * decay) * x - rate * g),
    ("clipping", g * sp.Min(1, c / n)),
    ("exponential", rate * sp.exp(-k * t)),
    ("cosine annealing", low + (rate - low) * (1 + sp.cos(sp.pi * t / T)) / 2),
]


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_the_update(name: str, answer: sp.Expr) -> None:
    assert sp.expand(sc.optimiser(name).answer - answer) == 0


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_bears_itself_out(row: object) -> None:
    name = row.name  # type: ignore[attr-defined]
    d = sc.optimiser(name)
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer
    assert all(step.explanation or step.rule == "values" for step in d.steps)
    assert d.hint(1)


def test_every_method_and_schedule_has_an_origin() -> None:
    named = {row.method for row in ROWS} | {row.name for row in ROWS}
    assert {m.name for m in METHODS if m.kind != "scipy"} | {s.name for s in SCHEDULES} <= named


def test_natural_gradient() -> None:
    """By the inverse of diag(1/σ², 2/σ²)."""
    fisher = sp.diag(1 / sigma**2, 2 / sigma**2)
    step = rate * fisher.inv() * sp.Matrix(sp.symbols("g_1 g_2"))
    assert sp.Matrix([mu, sigma]) - step == sc.optimiser("natural").answer


def test_adam_is_a_first_order_method() -> None:
    told = sc.optimiser("adam").text()
    assert "the square of the gradient is 400, while the second derivative is 2" in told
    assert sc.grade(sc.optimiser("adam"), 'x - "rate"*m_hat/(sqrt(v_hat)+"eps")')
    assert not sc.grade(sc.optimiser("adam"), 'x - "rate"*m_hat/(v_hat+"eps")')


def test_values() -> None:
    warm = sc.optimiser("warm-up", at={"rate": 0.1, "warmup": 4, "t": [0, 1, 2, 4, 9]}).value
    assert warm == tuple(sp.Rational(n, 40) for n in (0, 1, 2, 4, 4))
    assert sc.optimiser("clipping", at={"g": 3, "c": 1, "n": 5}).value == sp.Rational(3, 5)


WHOLE = """origin of weight-decay

 1  L2 penalty
    To the loss f comes decay·x²/2, a price for large weights. Its derivative adds decay·x to the \
gradient g.
    d/dx (decay x²/2) = decay·x
 2  Weight decay
    Gradient descent on the loss with its penalty multiplies x by 1 − rate·decay, and then goes \
the usual step.
    x − rate·(g + decay·x) = (1 − rate·decay) x − rate·g
 3  In Adam it is another thing
    Adam divides whatever gradient it gets by its own size. With the penalty inside, the first \
step is rate·(g + decay·x)/|g + decay·x|, of length rate: the decay is not told from the gradient. \
AdamW leaves g alone and subtracts rate·decay·x beside Adam's step.
    rate·(g + decay·x)/√((g + decay·x)²) = rate sign(g + decay·x)
 4  Update
    With the penalty inside the gradient.
    x − rate·(g + decay·x)

    = x − rate·(g + decay·x)
"""


def test_the_whole_text() -> None:
    assert sc.optimiser("weight-decay").text().rpartition("\nChecked")[0] == WHOLE


BAD = [
    ("adma", None, "did you mean adam"),
    ("the best one", None, "there are gradient, newton"),
    ("bfgs", None, "SciPy"),
    ("cosine", {"t": 3}, "has the letters"),
    ("cosine", {"rate": 1, "T": 3, "t": 1, "q": 2}, "has the letters"),
    ("exponential", {"rate": [1, 2], "k": 0.1, "t": [1, 2]}, "a list"),
    ("exponential", {"rate": "x", "t": 1}, ""),
]


@pytest.mark.parametrize(("name", "at", "told"), BAD)
def test_bad_questions(name: str, at: dict[str, object] | None, told: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.optimiser(name, at=at)
    assert told in str(error.value)


STEPS = [
    # what is kept is what it was before the step; the value by hand or by the method's definition
    ("nesterov", {"v": 0.5, "g": 2, "beta": 0.9}, 1 - 0.1 * (2 + 0.9 * (0.9 * 0.5 + 2))),
    ("momentum", {"v": 0.5, "g": 2, "beta": 0.9}, 1 - 0.1 * (0.9 * 0.5 + 2)),
    ("adagrad", {"s": 5, "g": 2, "eps": 0}, 1 - 0.1 * 2 / 3),
    ("rmsprop", {"s": 0.5, "g": 2, "rho": 0.9, "eps": 0}, 1 - 0.1 * 2 / (0.45 + 0.4) ** 0.5),
    (
        "adam",
        {"m": 0.2, "v": 0.04, "g": 0.5, "t": 5, "eps": 0},
        1 - 0.1 * 0.23 / (1 - 0.9**5) / (0.04021 / (1 - 0.999**5)) ** 0.5,
    ),
    ("adam", {"m_hat": 0.2, "v_hat": 0.04, "eps": 0}, 0.9),
    ("gradient", {"g": 2}, 0.8),
]


@pytest.mark.parametrize(("name", "at", "value"), STEPS)
def test_a_step_from_what_is_kept(name: str, at: dict[str, float], value: float) -> None:
    d = sc.optimiser(name, at={"x": 1, "rate": 0.1, **at})

    assert float(d.value) == pytest.approx(value, rel=1e-12)
    assert f"{value:.8g}"[:6] in d.text()


def test_linear_decay_is_no_warm_up() -> None:
    at = {"rate": 0.1, "low": 0, "T": 4, "t": [0, 1, 2, 4]}

    assert sc.optimiser("linear", at=at).value == tuple(sp.Rational(n, 40) for n in (4, 3, 2, 0))
