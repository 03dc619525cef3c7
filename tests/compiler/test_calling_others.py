"""A kernel where other libraries call it: optimisers, Numba, Dask, pools of processes."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit
from scipy.optimize import least_squares, minimize

import symcalc as sc
from symcalc.errors import ShapeError, UnsupportedError

ROSENBROCK = sc.compile("(1 - x)^2 + 100 (y - x^2)^2", ["x", "y"])
RNG = np.random.default_rng(3)


@pytest.mark.parametrize("method", ["BFGS", "Newton-CG", "trust-exact"])
def test_scipy_minimises_with_it_unchanged(method: str) -> None:
    vector = ROSENBROCK.vector
    second = {} if method == "BFGS" else {"hess": vector.hess}

    found = minimize(vector.fun_and_grad, [-1.2, 1.0], jac=True, method=method, **second)

    assert found.x == pytest.approx([1, 1], abs=1e-3)  # Newton-CG stops at 4e-5


def test_the_other_inputs_are_passed_as_args() -> None:
    k = sc.compile("a exp(-b t) - y", ["t", "y", "a", "b"], wrt=["a", "b"])
    t = np.linspace(0, 3, 50)
    y = 2.5 * np.exp(-1.3 * t)

    residual = least_squares(lambda p: k(t, y, *p), [1.0, 1.0], jac=lambda p: k.gradient(t, y, *p))
    loss = sc.compile("(a exp(-b t) - y)^2", ["t", "y", "a", "b"], data=["t", "y"], reduce="mean")
    found = minimize(
        loss.vector.fun_and_grad,
        [1.0, 1.0],
        args=(t, y),
        jac=True,
        hessp=loss.vector.hessp,
        method="trust-ncg",
        tol=1e-10,
    )

    assert residual.x == pytest.approx([2.5, 1.3])
    assert found.x == pytest.approx([2.5, 1.3], rel=1e-4)


def test_many_points_at_once() -> None:
    x = RNG.normal(size=(7, 2))
    value, gradient = ROSENBROCK.vector.fun_and_grad(x)

    np.testing.assert_allclose(value, ROSENBROCK(*x.T))
    np.testing.assert_allclose(gradient, ROSENBROCK.gradient(*x.T))
    assert ROSENBROCK.vector.hess(x).shape == (7, 2, 2)
    assert ROSENBROCK.vector.hessp(x, x).shape == (7, 2)
    assert ROSENBROCK.vector.jac(x[0]).shape == (1, 2)


@pytest.mark.parametrize("count", [2, 40])
def test_the_gradient_is_written_where_it_is_wanted(count: int) -> None:
    names = [f"x{i}" for i in range(count)]
    k = sc.compile(" + ".join(f"{i} {n}^2" for i, n in enumerate(names)), names)
    x = RNG.normal(size=count)
    out = np.empty(count)

    value, gradient = k.vector.fun_and_grad(x, out=out)

    assert gradient is out
    np.testing.assert_allclose(out, 2 * np.arange(count) * x)
    assert value == pytest.approx(np.sum(np.arange(count) * x * x))
    for other in (list(x), x.astype("f4").astype(float)[::1], np.array([x, x])[0]):
        np.testing.assert_allclose(k.vector.fun_and_grad(other)[1], out, rtol=1e-6)


def test_bound_arrays_are_read_again_at_every_call() -> None:
    x, slope = np.array([-1.2, 1.0]), np.empty(2)
    step = ROSENBROCK.vector.bound(x, slope)

    for place in ([-1.2, 1.0], [0.5, 0.25], [1.0, 1.0]):
        x[:] = place
        assert step() == ROSENBROCK(*place)
        assert slope.tolist() == ROSENBROCK.gradient(*place).tolist()


UNBOUND = [
    (np.empty(3), np.empty(2)),
    (np.empty(4)[::2], np.empty(2)),
    (np.empty(2, "f4"), np.empty(2)),
    (np.empty(2), np.broadcast_to(1.0, (2,))),
    ([1.0, 2.0], np.empty(2)),
]


@pytest.mark.parametrize(("x", "out"), UNBOUND, ids=range(len(UNBOUND)))
def test_arrays_that_cannot_be_bound(x: object, out: np.ndarray) -> None:
    with pytest.raises(UnsupportedError, match="cannot be bound"):
        ROSENBROCK.vector.bound(x, out)  # type: ignore[arg-type]


def test_what_does_not_fit() -> None:
    with pytest.raises(ShapeError, match=r"x has the shape \(3,\)"):
        ROSENBROCK.vector.fun([1.0, 2.0, 3.0])
    with pytest.raises(UnsupportedError, match="1 more arguments were given, 0 are needed"):
        ROSENBROCK.vector.fun([1.0, 2.0], 3.0)


def test_numba_code_calls_it() -> None:
    scalar = ROSENBROCK.jit
    pair = sc.compile(["x y", "sin(x)"], ["x", "y"]).jit

    @njit
    def total(points: np.ndarray) -> float:
        result = 0.0
        for k in range(len(points)):
            first, second = pair(points[k, 0], k)
            result += scalar(points[k, 0], points[k, 1]) + first * second
        return result

    points = RNG.normal(size=(5, 2))
    want = sum(
        (1 - x) ** 2 + 100 * (y - x * x) ** 2 + x * k * np.sin(x) for k, (x, y) in enumerate(points)
    )

    assert total(points) == pytest.approx(want)
