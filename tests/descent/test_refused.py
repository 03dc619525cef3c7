"""What cannot be run: each mistake gets one clear message."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import SymcalcError

AT = {"x": 1}
SETTINGS: list[tuple[dict[str, Any], str]] = [
    ({"rate": -1}, "rate is −1, and has to be a positive number"),
    ({"rate": "a"}, "rate is a, which is not a number"),
    ({"rate": float("nan")}, "rate is nan, which is not a number"),
    ({"rate": True}, "rate is True, which is not a number"),
    ({"method": "adamm"}, "did you mean 'adam'?"),
    ({"method": "downhill"}, "choose one of gradient, sgd"),
    ({"beta": 0.3}, "gradient descent has no setting 'beta'"),
    ({"method": "momentum", "beta": 1}, "beta is 1, and has to be at least 0 and less than 1"),
    ({"method": "momentum", "beta2": 0.5}, "it has beta"),
    ({"method": "adam", "eps": -1}, "eps is −1, and has to be a number that is not negative"),
    ({"steps": 1.5}, "steps is 1.5, and has to be a whole number from 0 to 1000000"),
    ({"steps": -1}, "whole number"),
    ({"steps": "many"}, "steps is many"),
    ({"steps": 10**9}, "whole number from 0 to 1000000"),
    ({"schedule": "cosin"}, "did you mean 'cosine'?"),
    ({"schedule": "zigzag"}, "choose one of constant"),
    ({"schedule": "q t"}, "the schedule has the letter q"),
    ({"schedule": "rate q"}, "the schedule has the letter q"),
    ({"schedule": "-rate"}, "the schedule gives step 1 the rate −0.1"),
    ({"schedule": "rate/(t - 2)"}, "the schedule gives step 1 the rate −0.1"),
    ({"schedule": "rate*("}, "not closed"),
    ({"schedule": "step", "every": 0}, "every is 0"),
    ({"tolerance": 0}, "tolerance is 0"),
    ({"clip": 0}, "clip is 0"),
    ({"state": {"v": 1}}, "gradient descent keeps no 'v'"),
    ({"method": "momentum", "state": {"v": [1, 2]}}, "v has 2 values, and there are 1"),
    ({"batch": 3}, "mini-batches are taken of data"),
    ({"shown": -1}, "shown is -1"),
    ({"method": "bfgs", "rate": 0.1}, "BFGS chooses its own steps, and takes no rate"),
    ({"gradients": [[1]]}, "there are a formula and gradients"),
    ({"seed": "a"}, "seed is a"),
    ({"samples": "diagonal"}, "has to be 'rows' or 'columns'"),
    ({"data": {"z": [1]}}, "z does not occur in the formula"),
    ({"data": {"x": [1]}}, "x is both in the start and in the data"),
    ({"data": "x"}, "'x' is not a coordinate"),
]


@pytest.mark.parametrize(("more", "message"), SETTINGS)
def test_settings(more: dict[str, Any], message: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.descend("x^2", AT, **more)
    assert message in str(error.value)


FORMULAS: list[tuple[Any, Any, str]] = [
    ("x^2", {}, "a run needs a point to start from"),
    ("x^2", None, "a run needs a point to start from"),
    ("x^2 + y", AT, "the start gives no value to y"),
    ("x^2", {"x": 1, "y": 2}, "y does not occur in the formula"),
    ("log x", {"x": -1}, "the formula has no value at the start, x = −1"),
    ("sqrt(x)", {"x": 0}, "the formula has no gradient at the start, x = 0"),
    ("x^2", {"x": "a"}, "x is a, which is not a number"),
    ("x^2", {"x": None}, "not a number"),
    ("x^2", {"x": float("inf")}, "finite"),
    ("x^2", "x=1, y", "'y' is not a coordinate of the start"),
    ("x^2", "x=1, x=2", "x is given twice"),
    ("x^2", [1, 2], "x0 has 2 values, and there are 1 coordinates"),
    ("x^2", 7, "'7' is not a coordinate"),
    ("", AT, "there is no formula"),
    ("x^2 +", AT, "the formula ends"),
    ("x^2 = 3", AT, "this is a statement, not a value"),
    ("[x, x^2]", AT, "not one formula"),
    ("7", AT, "x does not occur in the formula"),
    (None, AT, "there is neither a formula nor a list of gradients"),
    ("W x", {"W": [[1, 2], [3]]}, "rows"),
    ("W^2", {"W": [[1, 2], [3, 4]]}, "a gradient needs one number"),
    ("sum(W)", {"W": []}, "W has no values"),
    ("W x + exp(y)", {"W": [1, 2]}, ""),
    ("gamma(x, x, x)", AT, ""),
    ("x^2", np.array([[1.0, 2.0]]), "x0 has 2 values"),
]


@pytest.mark.parametrize(("f", "start", "message"), FORMULAS)
def test_formulas_and_starts(f: Any, start: Any, message: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.descend(f, start)
    assert message in str(error.value)


GIVEN: list[tuple[dict[str, Any], str]] = [
    ({"gradients": [[1, 2], [3]]}, "rows"),
    ({"gradients": []}, "no values"),
    ({"gradients": "[[1, q]]"}, "q is not a number"),
    ({"gradients": [[1, 2]], "x0": {"x": 1}}, "each gradient has 1 numbers"),
    ({"gradients": [[1, 2]], "x0": [1, 2, 3]}, "x0 has 3 values"),
    ({"gradients": [[1, 2]], "method": "newton"}, "needs a formula"),
    ({"gradients": [[1, 2]], "steps": 2}, "whole number from 0 to 1"),
]


@pytest.mark.parametrize(("more", "message"), GIVEN)
def test_gradients(more: dict[str, Any], message: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.descend(None, **more)
    assert message in str(error.value)


DATA: list[tuple[dict[str, Any], str]] = [
    ({"data": {"x": [1, 2], "y": [1, 2, 3]}}, "x has 2 values and y has 3"),
    ({"data": {"x": [1, 2], "y": [1, 2]}, "batch": 5}, "batch is 5"),
    ({"data": {"x": [1, 2], "y": [1, 2]}, "seed": -1}, "seed is -1"),
    ({"data": {"x": [1, 2], "y": [1, float("nan")]}}, "finite"),
    ({"data": {"x": [1, 2]}}, "no value to y"),
]


@pytest.mark.parametrize(("more", "message"), DATA)
def test_data(more: dict[str, Any], message: str) -> None:
    with pytest.raises(SymcalcError) as error:
        sc.descend("(w x - y)^2", {"w": 0}, **more)
    assert message in str(error.value)


SENTENCES = [
    "descent on x^2 from x = 1 with speed 3",
    "descent on x^2 from x = 1 by flying",
    "descent on x^2 from nowhere",
    "descent on x^2 from x = 1 for many steps",
    "descent on gradients from x = 1",
    "descent on x^2 from x = 1 over y",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences(sentence: str) -> None:
    with pytest.raises(SymcalcError):
        sc.explain(sentence)


def test_a_value_too_large_is_told_from_none() -> None:
    with pytest.raises(sc.SymcalcError, match="too large for a floating-point number"):
        sc.descend("x^2", {"x": 1e200}, rate=0.1, steps=2)
    with pytest.raises(sc.SymcalcError, match="no value at the start"):
        sc.descend("1/x", {"x": 0}, rate=0.1, steps=2)


MEANT = [("linnear", "did you mean 'linear'"), ("lion", "choose one of constant, step")]


@pytest.mark.parametrize(("name", "hint"), MEANT)
def test_schedules_that_are_meant(name: str, hint: str) -> None:
    with pytest.raises(sc.SymcalcError, match=hint):
        sc.descend("x^2", {"x": 1}, schedule=name)
