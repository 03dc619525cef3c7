"""A user's own function and its gradient as plain callables: called with care, told in arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from symcalc.errors import ShapeError, UnsupportedError

Array = NDArray[Any]

SHOWN = 6  # coordinates of a point in a message


def points_of(x: ArrayLike) -> tuple[Array, tuple[int, ...]]:
    """Points as rows, and the shape of each: () for a number, else (n,).

    Raises
    ------
    ShapeError, UnsupportedError
        If these are no points of finite real numbers.
    """
    try:
        given = np.asarray(x)
    except ValueError:
        raise ShapeError("the points in x have different lengths") from None
    if given.dtype.kind not in "biuf":
        raise UnsupportedError(
            f"x is of type {given.dtype}", hint="pass real numbers: ints, floats or arrays of them"
        )
    if given.ndim > 2 or not given.size:
        raise ShapeError(
            f"x has the shape {given.shape}",
            hint="pass one point of shape (n,), or several as rows of shape (N, n)",
        )
    if not np.all(np.isfinite(given)):
        raise UnsupportedError("x is not finite", hint="choose points where fun has a value")
    rows = np.atleast_2d(given.astype(float))
    return rows, given.shape[-1:]


@dataclass(frozen=True)
class Called:
    """A user's function of a point.

    `shape` is that of a point: a number is passed as a float, an array as a fresh copy, so that a
    function may write to it.
    """

    name: str
    function: Callable[[Any], Any]
    shape: tuple[int, ...]

    def at(self, x: Array) -> Array:
        """What it returns, as an array.

        Raises
        ------
        UnsupportedError
            If it fails, or returns no real numbers.
        """
        try:
            result = self.function(self._argument(x))
        except Exception as error:
            raise UnsupportedError(
                f"{self.name} failed: {type(error).__name__}: {error}", where=where(x)
            ) from error
        return self._real(result, x)

    def beside(self, x: Array, like: Array) -> Array:
        """The same at a point that was not asked for: NaN where it has no value there."""
        try:
            result = self._real(self.function(self._argument(x)), x)
        except (ArithmeticError, ValueError):
            return np.full(like.shape, np.nan)
        if result.shape != like.shape:
            raise ShapeError(
                f"{self.name} returns the shape {like.shape} at one point and {result.shape} "
                "at another",
                where=where(x),
            )
        return result

    def _argument(self, x: Array) -> Any:
        return x.copy() if self.shape else float(x[0])

    def _real(self, result: Any, x: Array) -> Array:
        array = np.asarray(result)
        if array.dtype.kind in "biuf":
            return array.astype(np.result_type(array.dtype, np.float32))
        kind = "complex numbers" if array.dtype.kind == "c" else f"a {type(result).__name__}"
        raise UnsupportedError(
            f"{self.name} returns {kind}, not real numbers",
            where=where(x),
            hint="take the real part" if array.dtype.kind == "c" else "return a number or an array",
        )


def where(x: Array) -> str:
    """A point in a message."""
    more = ", …" if len(x) > SHOWN else ""
    return "x = [" + ", ".join(f"{value:.6g}" for value in x[:SHOWN]) + more + "]"


def function_of(name: str, given: Any, shape: tuple[int, ...]) -> Called:
    """A callable, or one clear error."""
    if not callable(given):
        raise UnsupportedError(
            f"{name} is a {type(given).__name__}, not a function",
            hint="pass a function of an array of shape (n,)",
        )
    return Called(name, given, shape)


def value_at(called: Called, x: Array) -> Array:
    """A function's value: a number, or m numbers."""
    value = called.at(x)
    if value.ndim > 1:
        raise ShapeError(
            f"fun returns the shape {value.shape}", hint="return a number, or m numbers in an array"
        )
    return value


def told_gradients(
    grad: Any, points: Array, shape: tuple[int, ...], values: Sequence[Array]
) -> list[Array]:
    """What is claimed at each point, as arrays of shape (m, n).

    Raises
    ------
    ShapeError
        If a gradient has not a number for each variable, or a Jacobian not a row for each output.
    """
    if callable(grad):
        called = Called("grad", grad, shape)
        found = [called.at(x) for x in points]
    else:
        array = Called("grad", lambda _: grad, shape).at(points[0])
        found = list(array) if len(points) > 1 and len(array) == len(points) else [array]
    if len(found) != len(points):
        raise ShapeError(
            f"grad has the shape {np.shape(grad)} for {len(points)} points",
            hint="pass a function, or a gradient for each point",
        )
    wanted = [value.shape + shape for value in values]
    return [_fitted(g, w, points.shape[1]) for g, w in zip(found, wanted, strict=True)]


def _fitted(told: Array, wanted: tuple[int, ...], n: int) -> Array:
    """A gradient as rows; a single row may be left out or put in, as SciPy has it."""
    single = told.size == n and int(np.prod(wanted, dtype=int)) == n
    rows_only = tuple(k for k in told.shape if k != 1) == tuple(k for k in wanted if k != 1)
    column = told.ndim == 2 and told.shape[1] == 1 and n > 1
    if told.shape == wanted or (single and rows_only and not column):
        return told.reshape(-1, n).astype(float)
    turned = told.shape[::-1] == wanted
    raise ShapeError(
        f"grad has the shape {told.shape}, and should have {wanted}",
        hint="transpose it: a row for each output" if turned else "an entry for each variable",
    )
