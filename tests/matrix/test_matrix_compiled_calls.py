"""Compiled matrix formulas as they are called: networks, shapes, out=, threads, what is refused."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import ShapeError, SymcalcError, UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.term import symbol


def close(got: Any, wanted: Any, tolerance: float) -> bool:
    return bool(np.max(np.abs(got - wanted)) <= tolerance * max(1, np.max(np.abs(wanted))))


MLP = "h = relu(X W1 + b1); mean(cross_entropy(h W2 + b2, Y))"
SHAPES = "X: (m, n), W1: (n, k), b1: k, W2: (k, c), b2: c, Y: (m, c)"
WEIGHTS = ["W1", "b1", "W2", "b2"]


def network(samples: int, dtype: str = "float64") -> dict[str, Any]:
    draw = np.random.default_rng(samples)
    shapes = {"X": (samples, 6), "W1": (6, 5), "b1": (5,), "W2": (5, 3), "b2": (3,)}
    given = {name: draw.normal(size=shape).astype(dtype) for name, shape in shapes.items()}
    return given | {"Y": np.eye(3, dtype=dtype)[draw.integers(0, 3, samples)]}


def by_hand(X: Any, W1: Any, b1: Any, W2: Any, b2: Any, Y: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: N803
    z = X @ W1 + b1
    h = np.maximum(z, 0)
    logits = h @ W2 + b2
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    delta = (shares - Y) / len(X)
    inner = (delta @ W2.T) * (z > 0)
    return -np.mean(np.log((shares * Y).sum(axis=1))), (
        *(X.T @ inner, inner.sum(axis=0)),
        *(h.T @ delta, delta.sum(axis=0)),
    )


@pytest.mark.parametrize("backend", ["cpu", "python"])
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-13), ("float32", 1e-5)])
def test_network(backend: str, dtype: str, tolerance: float) -> None:
    f = sc.compile(MLP, wrt=WEIGHTS, shapes=SHAPES, backend=backend, dtype=dtype)

    for samples in (1, 2, 9):  # a new size needs no new kernel
        given = network(samples, dtype)
        value, gradients = f.value_and_gradient(**given)
        wanted, by = by_hand(**given)
        assert close(value, wanted, tolerance)
        assert [g.shape for g in gradients] == [given[name].shape for name in WEIGHTS]
        assert all(close(g, w, tolerance) for g, w in zip(gradients, by, strict=True))


def test_products_are_shared_and_small_ones_come_first() -> None:
    f = sc.compile(MLP, wrt=WEIGHTS, shapes=SHAPES)
    f.value_and_gradient(**network(4))
    source = f.source.split("def value_and_gradient")[1]

    assert source.count(" @ ") == 5  # two forwards, W₂ᵀδ, and two gradients

    chain = sc.compile("x^T A B y", shapes="A: (n, n), B: (n, n), x: n, y: n", wrt=["x"])
    both = chain.source.split("def value_and_gradient")[1]
    assert both.count(" @ ") == 3  # B y, A (B y), and xᵀ times that


@pytest.mark.parametrize("backend", ["cpu", "python"])
def test_large_logits(backend: str) -> None:
    f = sc.compile(
        "mean(cross_entropy(Z, Y))", shapes="Z: (m, c), Y: (m, c)", wrt=["Z"], backend=backend
    )

    value, gradient = f.value_and_gradient(
        Z=[[800, -800, 0], [800, 800, -800]], Y=[[0, 1, 0], [1, 0, 0]]
    )

    assert value == pytest.approx((1600 + np.log(2)) / 2)
    assert gradient.tolist() == [[0.5, -0.5, 0.0], [-0.25, 0.25, 0.0]]


LINEAR = "||W x - y||^2"
LINEAR_SHAPES = "W: (m, n), x: n, y: m"


def test_a_vector_comes_back_as_it_was_given() -> None:
    f = sc.compile(LINEAR, ["W", "x", "y"], shapes=LINEAR_SHAPES)
    flat = f.gradient(np.ones((2, 3)), np.ones(3), np.ones(2))
    column = f.gradient(np.ones((2, 3)), np.ones((3, 1)), np.ones(2))

    assert [g.shape for g in flat] == [(2, 3), (3,), (2,)]
    assert [g.shape for g in column] == [(2, 3), (3, 1), (2,)]
    product = sc.compile("W x", ["W", "x"], shapes="W: (m, n), x: n")
    assert product([[1, 2]], [3, 4]).tolist() == [11.0]
    assert product([[1, 2]], [[3], [4]]).tolist() == [[11.0]]
    assert product.vjp(([[1, 2]], [3, 4]), [1])[1].tolist() == [1.0, 2.0]


def test_out_is_filled_and_inputs_are_not_written_to() -> None:
    f = sc.compile(LINEAR, ["W", "x", "y"], wrt=["W", "x"], shapes=LINEAR_SHAPES)
    draw = np.random.default_rng(0)
    given = draw.normal(size=(2, 3)), draw.normal(size=3), draw.normal(size=2)
    before = [a.copy() for a in given]
    wanted = f.gradient(*given)

    room = np.empty((2, 3)), np.empty(3)
    assert f.gradient(*given, out=room)[0] is room[0]
    assert all(np.array_equal(a, w) for a, w in zip(room, wanted, strict=True))
    value, parts = f.value_and_gradient(*given, out=(0.0, room))
    assert parts[1] is room[1]
    assert value == f(*given)
    assert all(np.array_equal(a, p) for a, p in zip(given, before, strict=True))

    overlapping = given[0], given[1]  # the user's own wish
    f.gradient(*given, out=overlapping)
    assert all(np.array_equal(a, w) for a, w in zip(overlapping, wanted, strict=True))


def test_arrays_of_any_layout() -> None:
    f = sc.compile("sum(exp(A) .* B)", ["A", "B"], shapes="A: (m, n), B: (m, n)")
    draw = np.random.default_rng(0)
    a, b_ = draw.normal(size=(8, 6)), draw.normal(size=(8, 6))
    unaligned = np.zeros(a.nbytes + 1, np.uint8)[1:].view(float).reshape(a.shape)
    unaligned[:] = a
    wanted = f.gradient(a, b_)

    for other in (np.asfortranarray(a), np.repeat(a, 2, axis=0)[::2], unaligned, a.tolist()):
        assert all(np.array_equal(p, q) for p, q in zip(f.gradient(other, b_), wanted, strict=True))


def test_threads_have_rooms_of_their_own() -> None:
    f = sc.compile(MLP, wrt=WEIGHTS, shapes=SHAPES)
    cases = [network(samples) for samples in (3, 3, 3, 5, 5)] * 8
    wanted = [f.value_and_gradient(**case) for case in cases]

    with ThreadPoolExecutor(4) as workers:
        got = list(workers.map(lambda case: f.value_and_gradient(**case), cases))

    for (value, gradients), (v_, g_) in zip(got, wanted, strict=True):
        assert value == v_
        assert all(np.array_equal(p, q) for p, q in zip(gradients, g_, strict=True))


def test_pickles_into_another_process() -> None:
    f = sc.compile(LINEAR, ["W", "x", "y"], wrt=["x"], shapes=LINEAR_SHAPES, backend="python")
    code = (
        "import pickle, sys; f = pickle.loads(sys.stdin.buffer.read());"
        "print(f.gradient([[1, 2]], [3, 4], [1]).tolist())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(f), capture_output=True, check=True
    )

    assert done.stdout.split() == [b"[20.0,", b"40.0]"]


W23, X3, Y2 = np.ones((2, 3)), np.ones(3), np.ones(2)
BAD_CALLS = [
    ((W23, X3), {}, "no value is given for y"),
    ((W23, X3, Y2, Y2), {}, "4 arguments were given"),
    ((W23, X3), {"q": Y2}, "no input 'q'"),
    ((W23, X3), {"x": Y2}, "given twice"),
    ((W23, np.ones(4), Y2), {}, "W is (2, 3), x is (4,): n is 3 in W and 4 in x"),
    ((W23, np.ones((1, 3)), Y2), {}, "W is (2, 3), x is (1, 3): n is 3 in W and 1 in x"),
    ((W23, np.ones((3, 2)), Y2), {}, "x has the shape (3, 2), and it is of shape (n,)"),
    ((W23, 1.0, Y2), {}, "x has no axes"),
    ((np.ones((2, 3, 1)), X3, Y2), {}, "W has the shape (2, 3, 1)"),
    ((np.ones((0, 3)), X3, np.ones(0)), {}, "there is nothing in it"),
    ((W23 + 1j, X3, Y2), {}, "complex"),
    (([[1, 2], [3]], X3, Y2), {}, "different lengths"),
    (("a", X3, Y2), {}, "of type"),
    ((W23, X3, Y2), {"out": np.ones(3)}, "out= takes 2 arrays"),
    ((W23, X3, Y2), {"out": (np.ones((2, 3)), np.ones(4))}, "out= has the shape (4,)"),
    ((W23, X3, Y2), {"out": (np.ones((2, 3), int), np.ones(3))}, "cannot be filled"),
]


@pytest.mark.parametrize(("args", "named", "message"), BAD_CALLS)
def test_bad_calls(args: Any, named: Any, message: str) -> None:
    f = sc.compile(LINEAR, ["W", "x", "y"], wrt=["W", "x"], shapes=LINEAR_SHAPES, backend="python")

    with pytest.raises(SymcalcError) as caught:
        f.gradient(*args, **named)
    assert message in str(caught.value)


BAD_KERNELS: list[tuple[dict[str, Any], str]] = [
    ({"inputs": ["W", "x"]}, "y is in the formula"),
    ({"inputs": ["W", "x", "y", "q"]}, "q"),
    ({"wrt": ["q"]}, "q"),
    ({"wrt": ["x", "x"]}, "x is named twice"),
    ({"backend": "gpu"}, "no backend 'gpu'"),
    ({"dtype": "int8"}, "no dtype 'int8'"),
    ({"samples": "diagonal"}, "diagonal"),
    ({"shapes": "W: (m, n), x: m, y: m"}, "(m, n)"),
    ({"reduce": "sum"}, "reduce="),
]


@pytest.mark.parametrize(("changed", "message"), BAD_KERNELS)
def test_bad_kernels(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(SymcalcError) as caught:
        sc.compile(LINEAR, **({"shapes": LINEAR_SHAPES} | changed))
    assert message in str(caught.value)


def test_a_matrix_has_no_gradient() -> None:
    f = sc.compile("W x", shapes="W: (m, n), x: n")

    with pytest.raises(ShapeError, match="a gradient needs one number"):
        f.gradient(W23, X3)


def test_a_singular_matrix_is_told() -> None:
    n = sp.Symbol("n")
    term = algebra.trace(algebra.inverse(symbol("X", n, n)))
    f = MatrixKernel(term, ("X",), ("X",), "python")

    with pytest.raises(UnsupportedError, match="singular"):
        f(np.zeros((2, 2)))
