"""What backpropagation refuses, and how it says so."""

from __future__ import annotations

import pytest

import symcalc as sc

BAD = [
    # call                                                        error      a part of the message
    ({"loss": "w x", "at": {"w": 1}}, sc.UnsupportedError, "no value to x"),
    ({"loss": "w x", "at": {"w": 1, "x": 2, "q": 3}}, sc.UnsupportedError, "q does not occur"),
    ({"loss": "w x", "wrt": "q"}, sc.UnsupportedError, "q does not occur"),
    ({"loss": "[x, y]"}, sc.ShapeError, "one number"),
    ({"loss": "W x", "shapes": "W: (k, n), x: n"}, sc.ShapeError, "(k, 1)"),
    ({"loss": "sum(W x)", "shapes": "W: (k, n), x: q"}, sc.ShapeError, "q"),
    (
        {
            "loss": "sum(W x)",
            "shapes": "W: (k, n), x: n",
            "at": {"W": [[1, 2], [3, 4]], "x": [1, 2, 3]},
        },
        sc.ShapeError,
        "n is 2 in W and 3 in x",
    ),
    (
        {"loss": "sum(x)", "shapes": "x: 3", "at": {"x": [1, 2]}},
        sc.ShapeError,
        "x has the size 2",
    ),
    ({"loss": "sum(x)", "shapes": "x: n", "at": {"x": [[1], [[2]]]}}, sc.UnsupportedError, "rows"),
    ({"loss": "sum(x)", "shapes": "x: n", "at": {"x": 3}}, sc.ShapeError, "x has the shape (n, 1)"),
    ({"loss": "7"}, sc.UnsupportedError, "no variable"),
    ({"loss": "log(x)", "at": {"x": -1}}, sc.UnsupportedError, "no real value"),
    ({"loss": "e^(1000 x)", "at": {"x": 1}}, sc.UnsupportedError, "a double"),
    ({"loss": "sqrt(x)", "at": {"x": 0}}, sc.UnsupportedError, "local derivative"),
    ({"loss": "w x", "at": [{"w": 1, "x": 1}, {"w": 2, "x": 1}]}, sc.UnsupportedError, "one point"),
    ({"loss": "w x", "at": {"w": 1, "x": float("nan")}}, sc.UnsupportedError, "number"),
    ({"loss": "sin("}, sc.ReadingError, "parenthesis"),
    ({"loss": "x^2", "samples": "foo"}, sc.UnsupportedError, "foo"),
    ({"loss": "x y z", "at": 3}, sc.UnsupportedError, "one point"),
]


@pytest.mark.parametrize(("call", "error", "told"), BAD)
def test_bad_input(call: dict, error: type, told: str) -> None:
    with pytest.raises(error) as caught:
        sc.backprop(**call)

    assert told in str(caught.value)


def test_a_graph_that_is_too_large_is_refused() -> None:
    long = " + ".join(f"sin({k} x) cos({k} x)" for k in range(1, 160))
    with pytest.raises(sc.TooLargeError) as caught:
        sc.backprop(long)

    assert "compile" in str(caught.value)


def test_a_long_table_is_shortened() -> None:
    long = " + ".join(f"sin({k} x)^2" for k in range(1, 30))
    assert "lines more …" in sc.backprop(long).text()


def test_unused_and_repeated_names() -> None:
    d = sc.backprop("0 u + x^2", at={"x": 1, "u": 1})
    assert d.value == (0, 2)
    assert "kink of relu" in sc.backprop("relu(x)", at={"x": 0}).text()
