from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sympy as sp
from code_programs import FIRST, GRID, LABELS, NAMES, VALUES
from compiler_programs import X, Y

from symcalc.compiler import helpers
from symcalc.compiler.backends import Task, cache, cpu
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Builder, Op, Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.optimise import optimise
from symcalc.errors import BackendError

INF, NAN = math.inf, math.nan
AXIS = np.array(
    [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.5, 7.25, -20.75, 40.0, 800.0, INF, -INF, NAN]
)
GRIDS = GRID_X, GRID_Y = tuple(a.ravel() for a in np.meshgrid(AXIS, AXIS))


@pytest.fixture
def cache_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own: nothing in it, and nothing registered by other tests is used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("symcalc_kernel_")]:
        monkeypatch.delitem(sys.modules, name)
    return tmp_path / "symcalc"


def run(program: Program, *columns: np.ndarray, dtype: str = "float64") -> np.ndarray:
    """Both functions of the backend; they must agree with each other to the last bit or two."""
    count = len(program.outputs)
    executable = cpu.build(Task(program, dtype, (count,)))
    out = np.empty((count, columns[0].size), dtype)
    executable.batch(columns, [out], np.empty(0), columns[0].size)
    one = np.empty(count, dtype)
    for i in range(0, columns[0].size, 7):
        executable.point(*[c[i] for c in columns], one)
        np.testing.assert_allclose(one, out[:, i], rtol=16 * np.finfo(dtype).eps)
    return out


def test_every_helper_compiles_and_agrees_with_python() -> None:
    """All in one Program, which is compiled once."""
    unary = [n for n in helpers_of_arity(1) if n not in helpers.NEEDS["digamma"]]
    binary = ["maximum", "minimum", "power", "root"]
    ops = [Op(n, 1, f"{n}({{0}})", n) for n in unary] + [
        Op(n, 2, f"{n}({{0}}, {{1}})", n) for n in binary
    ]
    ops += [Op(f"polygamma{k}", 1, f"polygamma({k}.0, {{0}})", "polygamma") for k in range(5)]
    builder = Builder()
    x, y = builder.input("x"), builder.input("y")
    outputs = tuple(builder.add(op.name, *(x, y)[: op.arity]) for op in ops)
    program = Program(builder.nodes, (x, y), outputs, tuple(ops))

    got = run(program, GRID_X, GRID_Y)

    expected = np.array(evaluate(program, [GRID_X, GRID_Y]))
    np.testing.assert_allclose(got, expected, rtol=1e-13)


def helpers_of_arity(count: int) -> list[str]:
    return [
        name
        for name, function in vars(helpers).items()
        if callable(function) and function.__code__.co_argcount == count
    ]


FORMULAS = [
    X * sp.sin(Y) * sp.exp(-X / 3) + sp.log(1 + X**2),
    sp.Piecewise((X * sp.log(X), X > 0), (Y, sp.Eq(Y, 1) | (Y > 3)), (sp.sqrt(-X), True)),
    sp.Piecewise((X, X > Y)),
    sp.Max(X, Y, 3) / sp.Min(X, Y),
    sp.atan2(X, Y) + sp.asinh(X) - sp.acosh(Y) * sp.atanh(X) + sp.acos(Y) / sp.asin(X),
    X**Y + X ** sp.Rational(1, 3) + X ** (-3) + 2**Y + sp.Abs(X) ** sp.Rational(5, 2),
    sp.erf(X) + sp.erfc(Y) + sp.tanh(X) * sp.cosh(Y) / sp.sinh(X) + sp.tan(X) * sp.cos(Y),
    sp.floor(X) + sp.ceiling(Y) + sp.sign(X) * sp.Heaviside(Y) + sp.Abs(Y),
    sp.Integer(3) / 7,
]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_backends_agree_everywhere(dtype: str) -> None:
    """Zeros, poles, infinities and nan included."""
    program = optimise(lower(FORMULAS, [X, Y]))
    # 800 is 80 in float32, where 2**800 would overflow on the way
    columns = [np.where((c == 800) & (dtype == "float32"), 80, c).astype(dtype) for c in GRIDS]

    got = run(program, *columns, dtype=dtype)

    with np.errstate(all="ignore"):
        wide = [c.astype("float64") for c in columns]
        expected = np.array(evaluate(program, wide)).astype(dtype)
    tolerance = 1e-14 if dtype == "float64" else 1e-5
    np.testing.assert_allclose(got, expected, rtol=tolerance, atol=tolerance)


def test_inputs_may_be_called_anything() -> None:
    names = [sp.Symbol(s) for s in ("out", "columns", "inputs", "at", "point", "lambda", "math")]
    program = lower([sum(k * n for k, n in enumerate(names, 1)) + sp.sin(names[0])], names)

    assert run(program, *(np.ones(1) for _ in names)) == pytest.approx(28 + math.sin(1))


SECOND_PROCESS = """
import sys, numpy as np
from symcalc.compiler.backends import Task, cpu
from symcalc.compiler.ir import Builder, Op, Program
builder = Builder()
x = builder.input("x")
y = builder.add("tan", builder.add("sigmoid", x))
ops = Op("tan", 1, "math.tan({0})"), Op("sigmoid", 1, "sigmoid({0})", "sigmoid")
executable = cpu.build(Task(Program(builder.nodes, (x,), (y,), ops), "float64", (1,), number=True))
value = executable.point(0.3)
[module] = [m for name, m in sys.modules.items() if name.startswith("symcalc_kernel_")]
print(repr(value), sum(module.run.stats.cache_hits.values()))
"""
EXPECTED = math.tan(helpers.sigmoid(0.3))


def in_a_process(cache_home: Path) -> tuple[float, int]:
    """The value, and how much of the code came from the cache."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache_home)}
    done = subprocess.run(
        [sys.executable, "-c", SECOND_PROCESS],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    value, hits = done.stdout.split()
    return float(value), int(hits)


def files(directory: Path, pattern: str) -> list[Path]:
    found = sorted((directory / "symcalc").rglob(pattern))
    assert found
    return found


def test_the_second_process_loads_what_the_first_compiled(tmp_path: Path) -> None:
    assert in_a_process(tmp_path) == (pytest.approx(EXPECTED), 0)
    assert in_a_process(tmp_path) == (pytest.approx(EXPECTED), 1)

    directory = tmp_path / "symcalc"
    assert directory.stat().st_mode & 0o777 == 0o700
    assert not list(directory.rglob("*.tmp"))


DAMAGES = [
    # which files, how many functions come from the cache after it
    ("*.py", 1),  # the machine code is sealed, and of the module's own name
    ("*.json", 0),
    ("*.nbi", 0),
    ("*.nbc", 0),
]


@pytest.mark.parametrize(("pattern", "hits"), DAMAGES)
def test_a_damaged_file_is_rebuilt_never_trusted(tmp_path: Path, pattern: str, hits: int) -> None:
    in_a_process(tmp_path)
    for file in files(tmp_path, pattern):
        file.write_bytes(b"raise SystemExit('this was run')")

    assert in_a_process(tmp_path) == (pytest.approx(EXPECTED), hits)
    assert in_a_process(tmp_path) == (pytest.approx(EXPECTED), 1)


def test_without_a_place_to_write_it_compiles_in_memory(tmp_path: Path) -> None:
    """A file stands where the directory should be; chmod would not stop root."""
    (tmp_path / "symcalc").write_text("in the way")

    assert in_a_process(tmp_path) == (pytest.approx(EXPECTED), 0)


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("function", ["_write", "_digests"])
def test_a_full_disk_does_not_matter(
    cache_directory: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    """Nothing could be written, or the module could and its machine code could not."""
    monkeypatch.setattr(cache, function, full)
    program = lower([sp.cos(X) - sp.cos(Y)], [X, Y])

    assert run(program, np.zeros(1), np.zeros(1)).tolist() == [[0.0]]


def test_a_write_that_fails_leaves_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OSError, match="No space"):
        cache._write(tmp_path / "module.py", "x = 1")

    assert list(tmp_path.iterdir()) == []


def test_a_directory_open_to_others_is_closed(cache_directory: Path) -> None:
    cache_directory.mkdir(mode=0o755)
    cache_directory.chmod(0o755)

    assert cache.directory().stat().st_mode & 0o777 == 0o700


def test_without_numba_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)

    with pytest.raises(BackendError, match="needs Numba") as caught:
        cpu.build(Task(lower([X], [X]), "float64", (1,)))

    assert "pip install numba" in str(caught.value)


def test_numba_is_not_imported_before_something_is_compiled() -> None:
    code = (
        "import sys\n"
        "import symcalc.compiler.kernel\n"
        "from symcalc.compiler.backends import find\n"
        "find('cpu')\n"
        "print('numba' in sys.modules, 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("limit", [4000, 0])
def test_every_row_of_the_table(dtype: str, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values and partial derivatives, many points and one, compiled and interpreted."""
    monkeypatch.setattr(cpu, "LONGEST_LOOP", limit)
    monkeypatch.setattr(cpu, "LONGEST_POINT", limit)
    columns = [c[:: 5 if limit else 1].astype(dtype) for c in GRID]
    tolerance = 1e-12 if dtype == "float64" else 2e-4
    for program in (VALUES, FIRST):
        with np.errstate(all="ignore"):
            wide = evaluate(program, [c.astype(float) for c in columns])
            narrow = evaluate(program, columns)
            wanted = np.array(wide).astype(dtype)
        # What overflows on the way in float32 alone has no value to compare with.
        same = np.isfinite(narrow) == np.isfinite(wide)

        got = run(program, *columns, dtype=dtype)

        close = np.isclose(got, wanted, rtol=tolerance, atol=tolerance, equal_nan=True)
        wrong = np.argwhere(same & ~close)
        assert len(wrong) == 0, [
            (LABELS[i + (len(NAMES) if program is FIRST else 0)], [float(c[j]) for c in columns])
            for i, j in wrong[:5]
        ]
