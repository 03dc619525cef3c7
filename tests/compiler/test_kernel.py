from __future__ import annotations

import math
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp
from compiler_programs import X, Y, Z
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import mutually_broadcastable_shapes

from symcalc.compiler.kernel import Kernel
from symcalc.compiler.lower import lower
from symcalc.compiler.options import Options
from symcalc.errors import BackendError, ShapeError, SymcalcError, UnsupportedError

AREA = X**2 * sp.sin(Y) + Z
PAIR = [X * Y, sp.exp(X) + Z, Y**3]


def make(formula: Any, wrt: tuple[int, ...] = (0, 1), **options: Any) -> Kernel:
    scalar = not isinstance(formula, list)
    program = lower([formula] if scalar else formula, [X, Y, Z])
    return Kernel(program, scalar, wrt, Options(**{"backend": "python", **options}))


SCALAR, VECTOR = make(AREA), make(PAIR)

# Shape at one point, with n = 2 variables and m = 3 formulas, for each way to call a kernel.
CALLS: list[tuple[str, Kernel, Callable[..., Any], Any]] = [
    ("value", SCALAR, lambda k, a, **o: k(*a, **o), ()),
    ("gradient", SCALAR, lambda k, a, **o: k.gradient(*a, **o), (2,)),
    ("jacobian", SCALAR, lambda k, a, **o: k.jacobian(*a, **o), (1, 2)),
    ("hessian", SCALAR, lambda k, a, **o: k.hessian(*a, **o), (2, 2)),
    ("jvp", SCALAR, lambda k, a, **o: k.jvp(a, [1.0, 2.0], **o), ()),
    ("vjp", SCALAR, lambda k, a, **o: k.vjp(a, 3.0, **o), (2,)),
    ("hvp", SCALAR, lambda k, a, **o: k.hvp(a, [1.0, 2.0], **o), (2,)),
    ("both", SCALAR, lambda k, a, **o: k.value_and_gradient(*a, **o), [(), (2,)]),
    ("both-j", SCALAR, lambda k, a, **o: k.value_and_jacobian(*a, **o), [(), (1, 2)]),
    ("vector-value", VECTOR, lambda k, a, **o: k(*a, **o), (3,)),
    ("vector-jacobian", VECTOR, lambda k, a, **o: k.jacobian(*a, **o), (3, 2)),
    ("vector-hessian", VECTOR, lambda k, a, **o: k.hessian(*a, **o), (3, 2, 2)),
    ("vector-jvp", VECTOR, lambda k, a, **o: k.jvp(a, [1.0, 2.0], **o), (3,)),
    ("vector-vjp", VECTOR, lambda k, a, **o: k.vjp(a, [3.0, 4.0, 5.0], **o), (2,)),
    ("vector-hvp", VECTOR, lambda k, a, **o: k.hvp(a, [1.0, 2.0], **o), (3, 2)),
    ("vector-both", VECTOR, lambda k, a, **o: k.value_and_jacobian(*a, **o), [(3,), (3, 2)]),
]
BATCHES = [
    # inputs' shapes, batch
    (((), (), ()), ()),
    (((4,), (4,), (4,)), (4,)),
    (((4,), (), ()), (4,)),
    (((3, 1), (4,), ()), (3, 4)),
    (((0,), (1,), ()), (0,)),
    (((2, 3, 4), (1, 4), (3, 1)), (2, 3, 4)),
]
every_call = pytest.mark.parametrize(
    ("name", "k", "call", "shape"), CALLS, ids=[c[0] for c in CALLS]
)


def arguments(shapes: tuple[tuple[int, ...], ...]) -> tuple[Any, ...]:
    random = np.random.default_rng(3)
    return tuple(random.uniform(0.5, 2.0, shape) if shape else 1.5 for shape in shapes)


def parts(result: Any) -> list[Any]:
    return list(result) if isinstance(result, tuple) else [result]


def shapes_of(shape: Any) -> list[tuple[int, ...]]:
    return shape if isinstance(shape, list) else [shape]


@every_call
@pytest.mark.parametrize(("shapes", "batch"), BATCHES, ids=str)
def test_shapes(name: str, k: Kernel, call: Any, shape: Any, shapes: Any, batch: Any) -> None:
    results = parts(call(k, arguments(shapes)))

    assert [np.shape(r) for r in results] == [batch + s for s in shapes_of(shape)]
    for result, s in zip(results, shapes_of(shape), strict=True):
        assert type(result) is (np.ndarray if batch + s else float)


@every_call
def test_a_batch_holds_the_points(name: str, k: Kernel, call: Any, shape: Any) -> None:
    args = arguments(((3, 1), (4,), ()))

    batch = parts(call(k, args))
    points = [
        parts(call(k, (float(args[0][i, 0]), float(args[1][j]), args[2])))
        for i in range(3)
        for j in range(4)
    ]

    for r, result in enumerate(batch):
        flat = result.reshape(12, *result.shape[2:])
        np.testing.assert_array_equal(flat, np.array([p[r] for p in points]))


@every_call
@pytest.mark.parametrize("shapes", [b[0] for b in BATCHES], ids=str)
def test_out_takes_what_the_call_returned(
    name: str, k: Kernel, call: Any, shape: Any, shapes: Any
) -> None:
    args = arguments(shapes)
    expected = call(k, args)
    first = call(k, tuple(np.multiply(a, 0.5) for a in args))

    again = call(k, args, out=first)

    for got, old, want in zip(parts(again), parts(first), parts(expected), strict=True):
        np.testing.assert_array_equal(got, want)
        assert got is old or isinstance(old, float)


LAYOUTS = {
    "rows": np.empty,
    "fortran": lambda s: np.empty(s, order="F"),
    "strided": lambda s: np.empty((*s, 2))[..., 0],
    "backwards": lambda s: np.empty(s)[::-1],
    "float32": lambda s: np.empty(s, "float32"),
    "swapped": lambda s: np.empty(s, ">f8"),
    "misaligned": lambda s: np.empty(8 * math.prod(s) + 1, "u1")[1:].view(float).reshape(s),
}


@every_call
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_out_takes_any_layout(name: str, k: Kernel, call: Any, shape: Any, layout: Any) -> None:
    args = arguments(((3, 1), (4,), ()))
    expected = parts(call(k, args))
    out = [layout(e.shape) for e in expected]

    call(k, args, out=tuple(out) if isinstance(shape, list) else out[0])

    for got, want in zip(out, expected, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-6 if got.itemsize == 4 else 0)


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_out_may_be_an_input(backend: str) -> None:
    k = make(X * Y + Z, backend=backend)
    x, y = np.arange(1.0, 5.0), np.arange(2.0, 6.0)
    expected = x * y[::-1] + x

    assert k(x, y[::-1], x, out=y) is y
    assert y.tolist() == expected.tolist()


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_out_may_overlap_an_input(backend: str) -> None:
    k = make(X * Y + Z, backend=backend)
    memory = np.arange(1.0, 7.0)
    x = memory[:5]
    expected = x * 2 + 1

    k(x, 2, 1, out=memory[1:])

    assert memory[1:].tolist() == expected.tolist()


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_no_input_is_written_to(backend: str) -> None:
    k = make(PAIR, backend=backend)
    x = np.linspace(1, 2, 5)
    x.flags.writeable = False
    y = np.linspace(1, 2, 5)
    before = y.copy()

    value = k(x, y, np.float64(2))
    value[...] = 0.0

    assert (y == before).all()
    assert y.flags.writeable


INPUTS = [
    (2, 3, 4),
    (2.0, True, 8),
    (np.int8(2), np.float32(3), np.array(4)),
    ([2, 2], 3, 4),
    (np.array([2, 2], "u8"), [[3]], 4),
    (np.array([2.0], ">f8"), 3, 4),
    (Fraction(2), 3, 4),
    (2, sp.Integer(3), 4),
    (np.ma.array([2.0, 2.0]), 3, 4),
    (np.array([2, 9, 2, 9])[::2], 3, 4),
]


@pytest.mark.parametrize("backend", ["python", "cpu"])
@pytest.mark.parametrize("inputs", INPUTS, ids=str)
def test_real_numbers_of_every_kind_are_cast(inputs: tuple[Any, ...], backend: str) -> None:
    got = np.asarray(make(X * Y + Z, backend=backend)(*inputs))

    assert got.dtype == np.float64
    assert (got == 10).all()


def test_large_whole_numbers_are_cast() -> None:
    assert make(X)(2**70, 0, 0) == 2.0**70


def test_inputs_come_by_position_or_name() -> None:
    assert SCALAR(1, 2, 3) == SCALAR(1, z=3, y=2) == SCALAR(z=3, y=2, x=1)
    assert SCALAR.gradient(1, z=3, y=2).tolist() == SCALAR.gradient(1, 2, 3).tolist()
    assert SCALAR.inputs == ("x", "y", "z")


def test_wrt_chooses_the_variables_and_their_order() -> None:
    k = make(AREA, wrt=(2, 0))

    assert k.wrt == ("z", "x")
    assert k.gradient(1.5, 0.5, 0).tolist() == [1.0, pytest.approx(3 * math.sin(0.5))]
    assert make(AREA, wrt=()).gradient(1, 2, 3).shape == (0,)


BAD: list[tuple[Callable[[], Any], type[SymcalcError], str]] = [
    (lambda: SCALAR(1, 2), UnsupportedError, "no value is given for z"),
    (lambda: SCALAR(), UnsupportedError, "no value is given for x, y, z"),
    (lambda: SCALAR(1, 2, 3, 4), UnsupportedError, "4 arguments were given"),
    (lambda: SCALAR(1, 2, 3, w=4), UnsupportedError, "no input 'w'"),
    (lambda: SCALAR(1, 2, 3, x=4), UnsupportedError, "'x' is given twice"),
    (lambda: SCALAR(1j, 2, 3), UnsupportedError, "'x' is complex"),
    (lambda: SCALAR("1", 2, 3), UnsupportedError, "of type <U1"),
    (lambda: SCALAR(None, 2, 3), UnsupportedError, "of type object"),
    (lambda: SCALAR([1.0, sp.Symbol("a")], 2, 3), UnsupportedError, "of type object"),
    (lambda: SCALAR(10**400, 2, 3), UnsupportedError, "too large for float64"),
    (lambda: SCALAR([[1, 2], [3]], 2, 3), ShapeError, "different lengths"),
    (lambda: SCALAR([1, 2], [1, 2, 3], 3), ShapeError, "do not broadcast"),
    (lambda: SCALAR.jvp((1, 2, 3), [1, 2, 3]), ShapeError, "tangent has the shape"),
    (lambda: SCALAR.jvp((1, 2, 3), 1), ShapeError, "tangent has the shape"),
    (lambda: SCALAR.jvp(1, [1, 2]), UnsupportedError, "one tuple"),
    (lambda: SCALAR.hvp((1, 2), [1, 2]), UnsupportedError, "no value is given for z"),
    (lambda: SCALAR.hvp((1, 2, 3), [[1]]), ShapeError, "vector has the shape"),
    (lambda: SCALAR.vjp((1, 2, 3), [[1, 2], [3]]), ShapeError, "different lengths"),
    (lambda: VECTOR.vjp((1, 2, 3), [1, 2]), ShapeError, "cotangent has the shape"),
    (lambda: VECTOR.vjp(([1, 2], 2, 3), np.ones((5, 3))), ShapeError, "do not broadcast"),
    (lambda: VECTOR.gradient(1, 2, 3), ShapeError, "has no gradient"),
    (lambda: VECTOR.value_and_gradient(1, 2, 3), ShapeError, "has no value_and_gradient"),
    (lambda: SCALAR([1, 2], 2, 3, out=np.empty(3)), ShapeError, "out= has the shape"),
    (lambda: SCALAR([1, 2], 2, 3, out=[0, 0]), UnsupportedError, "out= is a list"),
    (lambda: SCALAR([1, 2], 2, 3, out=np.empty(2, int)), UnsupportedError, "int64 cannot"),
    (lambda: SCALAR([1], 2, 3, out=np.broadcast_to(0.0, 1)), UnsupportedError, "cannot be filled"),
    (lambda: SCALAR.value_and_gradient(1, 2, 3, out=np.empty(2)), ShapeError, "takes 2 arrays"),
    (lambda: make(AREA, backend="gpu"), BackendError, "no backend 'gpu'"),
    (lambda: make(AREA, dtype="float16"), UnsupportedError, "no dtype 'float16'"),
]


@pytest.mark.parametrize(("call", "error", "message"), BAD, ids=[b[2] for b in BAD])
def test_misuse_is_told_plainly(
    call: Callable[[], Any], error: type[SymcalcError], message: str
) -> None:
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_a_constant_formula_has_the_shape_of_its_inputs(backend: str) -> None:
    k = make(sp.Integer(7), backend=backend)

    assert k(1, 2, 3) == 7.0
    assert k([1, 2], 2, 3).tolist() == [7.0, 7.0]
    assert k.gradient(np.ones((2, 1)), 2, 3).tolist() == [[[0, 0]], [[0, 0]]]


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_a_kernel_without_inputs(backend: str) -> None:
    k = Kernel(lower([sp.Integer(7)], []), True, (), Options(backend))

    assert k() == 7.0
    assert k.gradient().shape == (0,)


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_float32(backend: str) -> None:
    k = make(AREA, backend=backend, dtype="float32")
    x = np.linspace(1, 2, 4, dtype="float32")

    assert k(x, 0.5, 1).dtype == np.float32
    assert k.gradient(x, 0.5, 1).dtype == np.float32
    assert k(x, 0.5, 1) == pytest.approx(x**2 * math.sin(0.5) + 1, rel=1e-6)
    assert type(k(1, 2, 3)) is float


def test_the_products_are_those_of_the_whole_matrices() -> None:
    args = (np.array([1.5, 0.5]), 0.75, 2.0)
    tangent = np.array([[1.0, 2.0], [3.0, -1.0]])
    weights = np.array([1.0, -2.0, 0.5])
    jacobian, hessian = VECTOR.jacobian(*args), VECTOR.hessian(*args)

    products = [
        (VECTOR.jvp(args, tangent), np.einsum("bmn,bn->bm", jacobian, tangent)),
        (VECTOR.vjp(args, weights), np.einsum("bmn,m->bn", jacobian, weights)),
        (VECTOR.hvp(args, tangent), np.einsum("bmij,bj->bmi", hessian, tangent)),
        (SCALAR.vjp(args, [2.0, 3.0]), SCALAR.gradient(*args) * [[2.0], [3.0]]),
    ]

    for got, want in products:
        np.testing.assert_allclose(got, want, rtol=1e-14)


@pytest.mark.parametrize("name", [c[0] for c in CALLS])
def test_the_backends_agree(name: str) -> None:
    [(_, k, call, _)] = [c for c in CALLS if c[0] == name]
    compiled = replace(k, options=replace(k.options, backend="cpu"))
    args = arguments(((3, 1), (4,), ()))

    for got, want in zip(parts(call(compiled, args)), parts(call(k, args)), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-14)


@given(mutually_broadcastable_shapes(num_shapes=3, max_dims=3, max_side=3))
def test_any_shapes_that_numpy_broadcasts(shapes: Any) -> None:
    args = [np.ones(s) for s in shapes.input_shapes]

    assert np.shape(SCALAR(*args)) == shapes.result_shape
    assert SCALAR.hessian(*args).shape == (*shapes.result_shape, 2, 2)


@given(st.lists(st.floats(), min_size=3, max_size=3))
def test_no_float_makes_it_raise(args: list[float]) -> None:
    assert isinstance(SCALAR(*args), float)
    assert SCALAR.gradient(*args).shape == (2,)


def test_the_source_has_value_and_gradient() -> None:
    scope: dict[str, Any] = {}
    exec(make(AREA).source, scope)

    assert scope["value"](1.5, 0.5, 2.0) == SCALAR(1.5, 0.5, 2.0)
    assert list(scope["gradient"](1.5, 0.5, 2.0)) == SCALAR.gradient(1.5, 0.5, 2.0).tolist()
    exec(VECTOR.source, scope)
    assert list(scope["jacobian"](1.0, 2.0, 3.0)) == VECTOR.jacobian(1, 2, 3).ravel().tolist()


def test_a_kernel_pickles_after_it_was_called() -> None:
    k = make(AREA, backend="cpu", dtype="float32")
    k(1, 2, 3)

    again = pickle.loads(pickle.dumps(k))

    assert again == k
    assert again(1, 2, 3) == k(1, 2, 3)


@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_another_process_needs_no_sympy(tmp_path: Path, backend: str) -> None:
    k = make([sp.Piecewise((X**3, X < Y), (sp.tanh(Z), True)), sp.gamma(X)], backend=backend)
    file = tmp_path / "kernel.pickle"
    file.write_bytes(pickle.dumps(k))
    code = (
        "import pickle, sys, pathlib\n"
        f"k = pickle.loads(pathlib.Path({str(file)!r}).read_bytes())\n"
        "print(*k.hessian(1.5, 2.0, 3.0).ravel())\n"
        "assert 'sympy' not in sys.modules\n"
        f"assert ('numba' in sys.modules) == {backend == 'cpu'}\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    got = [float(word) for word in done.stdout.split()]
    assert got == pytest.approx(k.hessian(1.5, 2.0, 3.0).ravel().tolist(), rel=1e-13)


def test_a_kernel_is_frozen() -> None:
    with pytest.raises(AttributeError):
        SCALAR.dtype = "float32"  # type: ignore[misc]
