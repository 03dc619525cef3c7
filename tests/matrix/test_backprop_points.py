"""Points of networks in every form, questions that are asked again, and full detail."""

from __future__ import annotations

import itertools
import subprocess
import sys

import numpy as np
import pytest

import symcalc as sc
from symcalc.matrix.interpret import interpreted

NETS = {
    # formula                                             shapes in the letters of SIZES
    "z = W x + b; p = sigmoid(z); ||p - y||^2": {"W": "kn", "x": "n", "b": "k", "y": "k"},
    "||V relu(W x + b) + c - y||^2": {"W": "hn", "x": "n", "b": "h", "V": "kh", "c": "k", "y": "k"},
    "P = softmax(X W + b); -sum(Y ∘ log(P))": {"X": "mn", "W": "nk", "b": "k", "Y": "mk"},
    "||X w - y||^2 + q ||w||^2": {"X": "mn", "w": "n", "y": "m", "q": ""},  # q at two lines' shapes
    "||relu(X W + b) V + c - Y||^2": {
        "X": "mn",
        "W": "nh",
        "b": "h",
        "V": "hk",
        "c": "k",
        "Y": "mk",
    },
}
SIZES = [
    {"k": 2, "n": 2, "m": 3, "h": 2},
    {"k": 1, "n": 1, "m": 1, "h": 1},
    {"k": 1, "n": 3, "m": 1, "h": 2},  # a batch of one
    {"k": 3, "n": 1, "m": 2, "h": 1},
]
FORMS = {
    "arrays": lambda a: a,
    "lists": lambda a: a.tolist(),
    "columns": lambda a: (a.reshape(-1, 1) if a.ndim == 1 else a).tolist(),
    "integers": lambda a: np.round(3 * a).astype(int).tolist(),
}


@pytest.mark.parametrize(("form", "sizes"), list(itertools.product(FORMS, SIZES)))
@pytest.mark.parametrize("net", NETS)
def test_points_in_every_form(net: str, form: str, sizes: dict[str, int]) -> None:
    """The value is the same by lists and by arrays, and finite differences bear it out."""
    rng = np.random.default_rng(0)
    shapes = {name: tuple(sizes[letter] for letter in s) for name, s in NETS[net].items()}
    arrays = {name: rng.uniform(0.2, 1.2, shape) for name, shape in shapes.items()}
    given = {name: FORMS[form](array) for name, array in arrays.items()}

    d = sc.backprop(net, shapes=shapes, at=given)

    plain = {name: np.reshape(value, shapes[name]) for name, value in given.items()}
    for one, other in zip(d.value, sc.backprop(net, shapes=shapes, at=plain).value, strict=True):
        assert np.array_equal(one, other)
    for detail in ("brief", "normal", "full"):
        assert d.text(detail)
    assert d.verify()


TOLD = [
    # formula          point                                         as it is told
    ("||W x||^2", {"W": [[1, 2], [3, 4]], "x": [1, -1]}, "W = [[1, 2], [3, 4]], x = [1, −1]"),
    ("||W x||^2", {"W": np.array([[0.1, 1 / 3]]), "x": [[1], [2]]}, "x = [1, 2]"),
    ("||W x||^2", {"W": [[2]], "x": [3]}, "W = [2], x = [3]"),
    ("q ||x||^2", {"q": 0.5, "x": [1e-9, 2e22]}, "q = 0.5, x = "),
]


@pytest.mark.parametrize(("formula", "point", "told"), TOLD)
def test_a_question_with_arrays_is_asked_again(formula: str, point: dict, told: str) -> None:
    d = sc.backprop(formula, at=point)
    again = sc.explain(d.question.text)

    assert told in d.question.text
    assert again.question.text == d.question.text
    for one, other in zip(d.value, again.value, strict=True):
        assert np.array_equal(one, other)


def test_large_arrays_are_left_out_of_the_question() -> None:
    d = sc.backprop("||W x||^2", at={"W": np.ones((5, 5)), "x": np.ones(5)})

    assert " at " not in d.question.text
    assert any("without the point" in remark for remark in d.remarks)
    assert sc.explain(d.question.text).value is None


def test_shapes_are_read_off_a_point_in_words() -> None:
    d = sc.explain("backpropagation for ||W x||^2 at W = [[1, 2], [3, 4]], x = [3, 1]")

    assert d.value[0].tolist() == [[30, 10], [78, 26]]


def test_a_huge_loss_is_not_held_against_its_derivatives() -> None:
    d = sc.backprop("(w + b)^2", "w", at={"w": 1e-9, "b": 1e22})

    assert float(d.value[0]) == 2e22


WRONG = [
    # point                          a part of the message
    ("W=[[1,2],[3]],x=[3,1]", "different lengths"),
    ("W=[[1,2],[3,a]],x=[3,1]", "a is not a number"),
    ("W=[[1,2],[3,4],x=[3,1]", "row by row"),
    ("W=[[1,2],[3,4]],x=[]", "the array is empty"),
    ("W=2,x=[3,1]", "number"),
]


@pytest.mark.parametrize(("point", "told"), WRONG)
def test_arrays_that_are_none(point: str, told: str) -> None:
    with pytest.raises(sc.SymcalcError) as caught:
        sc.explain(f"backpropagation for ||W x||^2 where W: (2, 2), x: 2 at {point}")

    assert told in str(caught.value) or "shape" in str(caught.value)


@pytest.mark.parametrize("point", ["W=[[2]],x=[3]", "W=2,x=3"])
def test_sizes_of_one_on_the_command_line(point: str) -> None:
    call = ["backprop", "||W x||^2", "--shapes", "W: (1, 1), x: 1", "--at", point]
    done = subprocess.run(
        [sys.executable, "-m", "symcalc", *call], capture_output=True, text=True, check=True
    )

    assert "∂L/∂W = [[36]]" in done.stdout


def test_a_batch_of_one_has_a_bias() -> None:
    """A row that is declared as one is a sample; a vector that was transposed is none."""
    shapes = {"X": "(1, 3)", "W": "(3, 2)", "b": "2", "x": "3"}
    told = ", ".join(f"{name}: {shape}" for name, shape in shapes.items())

    assert interpreted("X W + b", told).term.shape == (1, 2)
    with pytest.raises(sc.ShapeError):
        interpreted("x^T W + b", told)


NEURON = """\
 2  Back through L = (a − y)²
    ∂L/∂a = 2(a − y) = −1.
    operation  rule        receives  hands on
    (a − y)²   Power rule  1         to a − y: 2(a − y)
    a − y      Sum rule    2(a − y)  to a: 2(a − y)
 3  Back through a = sigmoid(z)
    ∂a/∂z = a·(1 − a) = 0.25.
    operation   rule                       receives  hands on
    sigmoid(z)  Derivative of the sigmoid  ∂L/∂a     to z: a·(1 − a)(∂L/∂a)
 4  Back through z = w·x + b
    ∂z/∂w = x = 2, ∂z/∂b = 1, ∂z/∂x = w = 0.5.
    operation  rule          receives  hands on
    w·x + b    Sum rule      ∂L/∂z     to w·x: ∂L/∂z
    w·x        Product rule  ∂L/∂z     to w: x·(∂L/∂z)
    w·x + b    Sum rule      ∂L/∂z     to b: ∂L/∂z
    w·x        Product rule  ∂L/∂z     to x: w·(∂L/∂z)
"""


def test_full_detail_goes_through_each_line() -> None:
    d = sc.backprop("(sigmoid(w x + b) - y)^2", at={"w": 0.5, "x": 2, "b": -1, "y": 1})

    assert NEURON in d.text(detail="full")
    assert "Back through" not in d.text() + d.text(detail="brief") + d.latex()
    assert "Back through" in d.html()


def test_full_detail_of_a_layer() -> None:
    told = sc.backprop("sum(tanh(W x))", shapes="W: (k, n), x: n").text(detail="full")

    assert "Product of matrices" in told
    assert "to W: δ xᵀ" in told
