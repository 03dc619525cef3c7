"""What a run tells: whole texts, the sentence that asks for it again, and the verdicts on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import symcalc as sc

MOMENTUM = """\
descent on gradients [[0.2, 2.0]] from 0 by momentum with rate 0.1; state v = [1.0, -0.5]

 1  One step of gradient descent with momentum
    For every coordinate x, with its partial derivative g. Here rate = 0.1, β = 0.9. v \
starts as given.
    formula
    v = β·v + g
    x = x − rate·v
 2  Step 1
    From x_1 = 0, x_2 = 0.
         formula             with numbers
    x_1  g                   0.2
         v = β·v + g         0.9·1 + 0.2 = 1.1
         x_1 = x_1 − rate·v  0 − 0.1·1.1 = −0.11
    x_2  g                   2
         v = β·v + g         0.9(−0.5) + 2 = 1.55
         x_2 = x_2 − rate·v  0 − 0.1·1.55 = −0.155
 3  The run
    Every point.
    step  x_1    x_2     ‖g‖
    0     0      0       2.00998
    1     −0.11  −0.155

    After 1 step: x_1 = −0.11, x_2 = −0.155. All gradients that were given are used."""

NEWTON = """\
 1  Derivative
    It is the slope; the steps go against it.
    d/dx (x² − 6x) = 2x − 6
 2  One step of Newton's method
    For every coordinate x, with its partial derivative g, where d = −g/H with the second \
derivative H. Here rate = 1.
    formula
    x = x + rate·d
 3  Step 1
    From x = 1.
       formula         with numbers
       H = 2           2
    x  g = 2x − 6      2·1 − 6 = −4
       d = −g/H        4/2 = 2
       x = x + rate·d  1 + 1·2 = 3
 4  The run
    Every point.
    step  x  f   ‖∇f‖
    0     1  −5  4
    1     3  −9  0

    After 1 step: x = 3, f = −9. Converged: ‖∇f‖ = 0, which is not above 10⁻⁶."""


def test_momentum_in_full() -> None:
    trace = sc.descend(
        None, gradients=[[0.2, 2]], method="momentum", state={"v": [1, -0.5]}, rate=0.1
    )
    told = trace.text().partition("\n\nChecked")[0]
    assert told.startswith(MOMENTUM)
    assert told.removeprefix(MOMENTUM).startswith("\n\nv adds up gradients here")


def test_newton_in_full() -> None:
    trace = sc.descend("x^2 - 6x", {"x": 1}, "newton")
    told = trace.text().partition("\n\n")[2].partition("\n\nChecked")[0]
    assert told.startswith(NEWTON)
    assert told.removeprefix(NEWTON).startswith("\n\nThis is Newton's method for a minimum")


ADAM = [  # typed by hand: on x² at 4, and 0.1·8, 0.001·64, back to 8 and 64 by the corrections
    "g = 2x                               2·4 = 8",
    "m = β1·m + (1 − β1) g                0.9·0 + (1 − 0.9)·8 = 0.8",
    "v = β2·v + (1 − β2) g²               0.999·0 + (1 − 0.999)·8² = 0.064",
    "m_hat = m/(1 − β1^t)                 0.8/(1 − 0.9¹) = 8",
    "v_hat = v/(1 − β2^t)                 0.064/(1 − 0.999¹) = 64",
    "x = x − rate·m_hat/(√(v_hat) + eps)  4 − 0.001·8/(√64 + 10⁻⁸) ≈ 3.999",
]


def test_adam_with_every_number() -> None:
    text = sc.descend("x^2", {"x": 4}, "adam", steps=2).text()
    assert [line for line in ADAM if line not in text] == []
    assert "0.9·0.8 + (1 − 0.9)·7.998 ≈ 1.5198" in text


ASKED: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("x^2 + 3y^2", {"x": 4, "y": 2}), {"rate": 0.1, "steps": 5}),
    (("x^2", {"x": "1/3"}, "adam"), {"beta1": 0.5, "steps": 3}),
    (("x^2", {"x": 1}), {"schedule": "rate/(1 + t/10)", "clip": 1, "steps": 4, "shown": 1}),
    (("(w x - y)^2", {"w": 0}, "sgd"), {"data": {"x": [1, 2], "y": [2, 4.5]}, "steps": 4}),
    (("||A x - b||^2", {"x": [0, 0]}), {"data": {"A": [[1, 2], [3, 4]], "b": [1, 1]}, "steps": 2}),
    ((None, {"p": 1}, "adam"), {"gradients": [[0.1], [0.2]]}),
    ((None, [1, 2]), {"gradients": [[0.1, 1]], "rate": 2}),
    (("loss^2 + w_1", {"loss": 1, "w_1": 2}), {"steps": 1}),
    (("z = w^T x; (z - y)^2", {"w": [1, 2]}), {"data": {"x": [3, 4], "y": 1}, "steps": 1}),
    (("x^2", {"x": 1}, "newton"), {}),
    (("sin x + y^2", [1, 2]), {"steps": 3, "tolerance": 1e-3}),
]


@pytest.mark.parametrize(("args", "more"), ASKED)
def test_the_question_is_read_again(args: tuple[Any, ...], more: dict[str, Any]) -> None:
    trace = sc.descend(*args, **more)
    again = sc.explain(trace.question.text)
    assert np.array_equal(trace.points, again.points)
    assert again.question.text == trace.question.text
    assert again.text() == trace.text()


@pytest.mark.parametrize(("args", "more"), ASKED)
def test_every_form_can_be_written(args: tuple[Any, ...], more: dict[str, Any]) -> None:
    trace = sc.descend(*args, **more)
    assert json.loads(trace.json())["kind"] == "descent"
    assert trace.verify().status == "agrees"
    assert trace.html()
    assert trace.latex()
    assert trace.markdown()
    assert trace.text("full")
    assert trace.text("brief")
    assert trace.hint(1)


VERDICTS = [
    ("[3.2, 0.8]", "correct"),
    ("(3.2, 0.8)", "correct"),
    ("[16/5, 4/5]", "correct"),
    ("[4.8, 3.2]", "incorrect"),  # up the slope instead of down
    ("[3.2, 0.9]", "incorrect"),
]


@pytest.mark.parametrize(("answer", "status"), VERDICTS)
def test_one_step_is_graded(answer: str, status: str) -> None:
    trace = sc.descend("x^2 + 3y^2", {"x": 4, "y": 2}, rate=0.1, steps=1)
    assert sc.grade(trace, answer).status == status


def test_large_data_are_not_written_into_the_question() -> None:
    data = {"x": np.ones(5000)}
    trace = sc.descend("(w - x)^2", {"w": 0}, data=data, steps=1)
    assert len(trace.question.text) < 200
    with pytest.raises(sc.UnsupportedError, match="too large to stand in its question"):
        sc.explain(trace.question.text)


def test_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    sc.descend("x^2 + 3y^2", {"x": 4, "y": 2}, steps=10).plot(tmp_path / "run.png")
    assert (tmp_path / "run.png").stat().st_size > 5000


def test_a_kink_is_told() -> None:
    trace = sc.descend("|x|", {"x": 1.05}, rate=0.1, steps=100)
    assert trace.status == "oscillates"
    assert "x jumps back and forth" in trace.ending
    assert any("does not exist" in remark for remark in trace.remarks)


SPOKEN = [
    (
        "minimise x^2 + 3y^2 by gradient descent from x=4, y=2 with rate 0.1 for 2 steps",
        [[4, 2], [3.2, 0.8], [2.56, 0.32]],
    ),
    (
        "Minimize x^2 + y^2 by momentum from x=1 and y=2 with a learning rate of 0.1 and beta = 0.5"
        " for 1 step",
        [[1, 2], [0.8, 1.6]],
    ),
    ("minimise x^2 - 6x by Newton's method from x = 1 for 1 step", [[1], [3]]),
    ("one step of momentum from x = 2 on x^2 with rate 0.1 and beta 0.9", [[2], [1.6]]),
    (
        "Two steps of gradient descent on x^2 starting at x = 1 with learning rate 0.25",
        [[1], [0.5], [0.25]],
    ),
    ("perform 3 iterations of gradient descent for (x-1)^2 from x=0, lr=0.5", [[0], [1], [1], [1]]),
    ("minimize x^2 starting at x = 4 using adam with step size 1 for one step", [[4], [3]]),
    ("Newton's method on x^4 from x = 3 for 2 iterations", [[3], [2], [4 / 3]]),
    ("one gradient descent step on x^2 + 2x from x = 3 with learning rate 0.1", [[3], [2.2]]),
    ("one step of gradient descent from (4, 2) on w0^2 + 3w1^2, rate 0.1", [[4, 2], [3.2, 0.8]]),
    (
        "perform a gradient descent step on f(x) = x^2 - 4x at x = 0 with step size 0.1",
        [[0], [0.4]],
    ),
    ("minimize x^2 from x = 5 with gradient descent and learning rate 0.5 for 1 step", [[5], [0]]),
    ("apply one step of Adam to x^2 from x = 1 with learning rate 0.1", [[1], [0.9]]),
    ("Newton step for x^4 at x = 3", [[3], [2]]),
    (
        "gradient descent with learning rate 0.25 on x^2 starting at x = 1, two steps",
        [[1], [0.5], [0.25]],
    ),
    (
        "starting from x = 1, do one step of gradient descent on x^2 with learning rate 0.25",
        [[1], [0.5]],
    ),
    ("What is the next point of gradient descent on x^2 from x = 3 with rate 0.1?", [[3], [2.4]]),
    (
        "gradient descent with momentum 0.5 on x^2 from x = 1, rate 0.1, 2 steps",
        [[1], [0.8], [0.54]],
    ),
    (
        "one sgd step from w = (1, 2) with gradient (0.5, 1), learning rate 0.1",
        [[1, 2], [0.95, 1.9]],
    ),
    (
        "one momentum step from w = 1 with gradient 0.5, velocity 0.2, rate 0.1, beta = 0.9",
        [[1], [0.932]],
    ),
    ("one AdaGrad step from w = 1, gradient 2, s = 5, rate 0.3", [[1], [0.8]]),
    ("one Adam step from w = 1 with gradient 0.5, learning rate 0.001", [[1], [0.999]]),
    ("one weight decay step from w = 1 with gradient 0.5, rate 0.1, decay 0.5", [[1], [0.9]]),
    ("one averaged momentum step from w = 1 with gradient 2, rate 0.1, beta 0.9", [[1], [0.98]]),
    ("descent on x^2 from x = 1 with learning rate 0.25 for one step", [[1], [0.5]]),
    ("descent on x^2 from x = 1, rate 0.25, 1 step", [[1], [0.5]]),
    (
        "descent on mean((w*x - y)^2) from w = 0 over x = [1, 2], y = [2, 3]"
        " with rate 0.1 for 1 step",
        [[0], [0.8]],
    ),
]


@pytest.mark.parametrize(("words", "points"), SPOKEN)
def test_as_people_put_it(words: str, points: list[list[float]]) -> None:
    trace = sc.explain(words)

    assert np.allclose(trace.points, points)
    assert np.allclose(sc.explain(trace.question.text).points, points)


def test_what_is_no_option_is_refused() -> None:
    with pytest.raises(sc.SymcalcError, match="has no setting 'speed'"):
        sc.explain("minimise x^2 by gradient descent from x=1 with speed 3")
    with pytest.raises(sc.SymcalcError, match="'speed' is no formula"):
        sc.explain("minimise x^2 by gradient descent from x=1 with speed")


def test_steps_are_told_from_options() -> None:
    trace = sc.descend("x^2", {"x": 4}, schedule="step", every=2, steps=5)

    assert (
        trace.question.text == "descent on x² from x = 4 with schedule step; every 2, for 5 steps"
    )
    assert len(sc.explain(trace.question.text).rates) == 5
