"""Every operation of the table, value and derivative, in every language that code is written in."""

from __future__ import annotations

import math
import pkgutil
import struct
import subprocess
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
from code_programs import (
    CALLERS,
    FIRST,
    FUNCTIONS,
    GRID,
    LABELS,
    RUNNERS,
    SYMBOLS,
    VALUES,
    ZEROS,
    arguments,
    compiler,
    run_c,
    run_numpy,
    scope_of,
)
from compiler_programs import X, Y, Z

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.code import languages, value_and_first, written
from symcalc.compiler.code.straight import Function
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.errors import UnsupportedError
from symcalc.primitives import PRIMITIVES, Primitive

TOLERANCES = {"float64": 1e-12, "float32": 2e-4}


def reference(dtype: str) -> np.ndarray:
    """In doubles, at the points as they are in `dtype`."""
    columns = [column.astype(dtype).astype(float) for column in GRID]
    with np.errstate(over="ignore"):
        values = np.vstack([evaluate(VALUES, columns), evaluate(FIRST, columns)])
        return values.astype(dtype).astype(float)


def test_every_language_is_run() -> None:
    names = {module.name for module in pkgutil.iter_modules(languages.__path__)}
    assert names == {*RUNNERS, "python"}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("language", RUNNERS)
def test_every_operation_in(language: str, dtype: str, tmp_path: Path) -> None:
    """Poles, edges of domains, infinities and nan included; nothing warns."""
    got = RUNNERS[language](GRID, dtype, tmp_path)

    assert got.dtype == dtype
    for label, row, expected in zip(LABELS, got, reference(dtype), strict=True):
        least = ZEROS.get(label, {}).get(dtype, 1e-300)
        np.testing.assert_allclose(row, expected, rtol=TOLERANCES[dtype], atol=least, err_msg=label)


def test_the_grid_shows_something_of_every_operation() -> None:
    """Were an operation nan or zero wherever it is compared, nothing would be compared."""
    finite = [
        label
        for label, row in zip(LABELS, reference("float64"), strict=True)
        if np.isfinite(row).sum() > 10
    ]
    assert finite == LABELS


@pytest.mark.parametrize("row", range(len(PRIMITIVES)), ids=lambda k: PRIMITIVES[k].name)
def test_every_operation_in_python(row: int) -> None:
    """It may raise where `math` does; where it returns, it returns the same."""
    value = Program(VALUES.nodes, VALUES.inputs, VALUES.outputs[row : row + 1], VALUES.ops)
    first = Program(FIRST.nodes, FIRST.inputs, FIRST.outputs[3 * row : 3 * row + 3], FIRST.ops)
    functions = value_and_first(value, first, scalar=True, wrt=(0, 1, 2))
    scope = scope_of(written("python", functions))
    compared = 0
    for function in functions:
        expected = np.array(evaluate(function.program, GRID)).T
        for row_of_values, point in zip(expected, zip(*GRID, strict=True), strict=True):
            try:
                got = np.atleast_1d(scope[function.name](*map(float, point)))
            except (ValueError, ZeroDivisionError, OverflowError):
                continue
            np.testing.assert_allclose(got, row_of_values, rtol=1e-12, atol=1e-300)
            compared += 1
    assert compared > 100


# The table's rows that are numbers, in their domains: what SymPy and mpmath say.
PLACES = [(0.375, 1.25, 2.5), (1.75, -0.625, 0.5), (-0.4375, 0.875, -1.5), (3.25, 2.125, 1.375)]
CONDITIONS = {"less", "less-equal", "greater", "greater-equal", "equal", "not-equal"}
CONDITIONS |= {"and", "or", "not"}
NUMBERS = [row for row in PRIMITIVES if row.name not in CONDITIONS]


def exact(row: Primitive, point: tuple[float, ...]) -> mpmath.mpf | None:
    """The value to 30 digits; None where the function is not defined."""
    known = dict(zip((X, Y, Z), map(sp.Rational, point), strict=True))
    args = [sp.sympify(SYMBOLS[a]).subs(known) for a in arguments(row)]
    if row.domain(*args) != sp.true:
        return None
    value = sp.N(row.formula(*args), 30)
    return mpmath.mpf(str(value)) if value.is_real else None


@pytest.fixture(scope="module")
def at_places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    columns = tuple(np.array(axis) for axis in zip(*PLACES, strict=True))
    directory = tmp_path_factory.mktemp("places")
    return {
        "numpy": run_numpy(columns, "float64", directory),
        "c": run_c(columns, "float64", directory),
    }


@pytest.mark.parametrize("language", ["numpy", "c"])
@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row.name)
def test_values_agree_with_sympy(
    row: Primitive, language: str, at_places: dict[str, np.ndarray]
) -> None:
    got = at_places[language][PRIMITIVES.index(row)]
    expected = [exact(row, point) for point in PLACES]
    compared = [(g, e) for g, e in zip(got, expected, strict=True) if e is not None]

    assert compared
    for g, e in compared:
        assert abs(g - e) <= 1e-14 * max(1, abs(e))


FORMULAS = [
    sp.Piecewise((X * sp.log(X), X > 0), (Y, sp.Eq(Y, 1) | (Y > 3)), (sp.sqrt(-X), True)),
    sp.Max(X, Y, X * Z) - sp.Min(X, 0, Y) + abs(X - Y),
    sp.Piecewise((1 / X, (X < -1) | (X > 1)), (sp.exp(X**2 * 100), X > 0.5), (X, True)),
    sp.Integer(7),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_numpy_code_broadcasts(formula: sp.Expr) -> None:
    """A gradient has the shape `batch + (n,)`, and the branches that do not count are silent."""
    program = lower([formula], [X, Y, Z])
    first = jacobian(program, (2, 0))
    scope = scope_of(written("numpy", value_and_first(program, first, scalar=True, wrt=(2, 0))))
    x, y, z = np.linspace(-2, 2, 5), np.array([[0.0], [1.0], [3.5]]), 0.25

    value, gradient = scope["value"](x, y, z), scope["gradient"](x, y, z)

    [expected] = evaluate(program, [x, y, z])
    assert value.shape == (3, 5)
    assert gradient.shape == (3, 5, 2)
    np.testing.assert_allclose(value, expected, rtol=1e-14)
    np.testing.assert_allclose(gradient, np.stack(evaluate(first, [x, y, z]), axis=-1), rtol=1e-14)
    np.testing.assert_allclose(scope["gradient"](1, 2, 3), evaluate(first, [1.0, 2.0, 3.0]))


def test_numpy_code_of_a_vector_gives_rows() -> None:
    program = lower([X * Y, sp.sin(Z)], [X, Y, Z])
    functions = value_and_first(program, jacobian(program, (0, 1, 2)), scalar=False, wrt=(0, 1, 2))
    scope = scope_of(written("numpy", functions))

    assert scope["value"]([1, 2], 3, 0).tolist() == [[3, 0], [6, 0]]
    assert scope["jacobian"]([1, 2], 3, 0).tolist()[1] == [[3, 2, 0], [0, 0, 1]]


# What a name may be mistaken for: a keyword, a function, a name that the code itself gives.
HOSTILE = [
    *("in", "out", "sin", "exp", "double", "class", "restrict", "v1", "sc_gamma", "step", "value"),
    *("α", "ŷ", "x₁", "x_1", "x1", "y_{pred}", "*/", '"""', "\\", "a\nb", "1st", "_", "__x", "NAN"),
    *("np", "arranged", "lambda", "math", "njit", "turn", "linux", "points", "日本"),
]


@pytest.mark.parametrize("language", CALLERS)
def test_names_of_inputs_become_safe(language: str, tmp_path: Path) -> None:
    symbols = [sp.Symbol(name) for name in HOSTILE]
    total = sum(k * s for k, s in enumerate(symbols, 1)) + sp.sin(symbols[0]) * sp.gamma(symbols[1])
    program = lower([total], symbols)
    functions = value_and_first(program, jacobian(program, (2, 3)), scalar=True, wrt=(2, 3))
    text = written(language, functions)
    point = [1.0 + k / 8 for k in range(len(HOSTILE))]
    expected = sum(k * p for k, p in enumerate(point, 1)) + math.sin(1.0) * math.gamma(1.125)

    assert CALLERS[language](text, point, tmp_path) == pytest.approx(expected, rel=1e-14)


CONSTANTS = [0.1, -1 / 3, 1e300, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan]


@pytest.mark.parametrize("language", CALLERS)
@pytest.mark.parametrize("constant", CONSTANTS)
def test_constants_keep_their_value(constant: float, language: str, tmp_path: Path) -> None:
    builder = Builder()
    x = builder.input("x")
    number = builder.constant(constant)
    program = Program(builder.nodes, (x,), (number,))
    text = written(language, [Function("value", "A constant", program)])

    got = CALLERS[language](text, [1.0], tmp_path)

    assert struct.pack("d", got) == struct.pack("d", constant)


def test_nvcc_takes_the_cuda_code(tmp_path: Path) -> None:
    file = tmp_path / "code.cu"
    for dtype in TOLERANCES:
        file.write_text(written("cuda", FUNCTIONS, dtype), encoding="utf-8")
        command = [compiler("nvcc"), "-Werror", "all-warnings", "-ptx", "-o", "-", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count(".visible .entry") == 2


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="cobol") as caught:
        written("cobol", FUNCTIONS)

    assert "c, cuda, numba, numpy, python" in str(caught.value)
