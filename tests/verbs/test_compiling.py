"""What `compile` refuses before anything is compiled, each with one message."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import ShapeError, SymcalcError, TooLargeError, UnsupportedError

BAD: list[tuple[Any, dict[str, Any], type[SymcalcError], str]] = [
    # formula, options, error, words of the message
    ("x^100/171!", {}, TooLargeError, "larger than any float"),  # was 0 everywhere
    ("x/10^310", {}, TooLargeError, "larger than any float"),
    ([], {}, UnsupportedError, "no formula"),
    ("x", {"dtype": np.int32}, UnsupportedError, "no dtype 'int32'"),
    ("x", {"data": ["y"]}, UnsupportedError, "y is not among the inputs"),
    (r"\int \frac{\sin x}{x}\,dx", {}, SymcalcError, "integral"),
    ("besselj(0, x)", {}, SymcalcError, "besselj"),
    ("x + y", {"inputs": ["x"]}, UnsupportedError, "y is not among the inputs"),
]


@pytest.mark.parametrize(("formula", "options", "error", "words"), BAD, ids=[b[3] for b in BAD])
def test_refused(formula: Any, options: dict[str, Any], error: Any, words: str) -> None:
    with pytest.raises(error, match=words):
        sc.compile(formula, **options)


def test_numpy_names_a_dtype_too() -> None:
    assert sc.compile("x", dtype=np.float32).dtype == "float32"


def test_a_masked_array_is_refused() -> None:
    k = sc.compile("x^2", backend="python")

    with pytest.raises(UnsupportedError, match="'x' is a masked array"):
        k(np.ma.array([1.0, 2.0], mask=[False, True]))


def test_out_that_is_no_pair() -> None:
    with pytest.raises(ShapeError, match="takes 2 arrays"):
        sc.compile("x y").vector.fun_and_grad(np.ones(2), out=())


@pytest.mark.parametrize("path", ["", "x" * 300])
def test_a_name_that_no_file_can_have(path: str) -> None:
    with pytest.raises(UnsupportedError, match=r"no file|cannot be written"):
        sc.compile("x").save(path)
