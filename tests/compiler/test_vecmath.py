"""The vector functions against mpmath, and at special values against the C library.

`SYMCALC_UPDATE=1 pytest tests/compiler/test_vecmath.py` writes the coefficients anew.
"""

from __future__ import annotations

import itertools
import math
import os
import re
import runpy
from pathlib import Path

import numpy as np
import pytest
from accuracy import SUBJECTS, errors, points
from scipy import special
from vectorised import apply, loop

from symcalc.compiler import helpers
from symcalc.compiler.vecmath import FUNCTIONS, coefficients

DOCS = Path(__file__).parents[2] / "docs"
DTYPES = ("float64", "float32")
NAMES = sorted(FUNCTIONS)
BOUNDS = {"float64": "ulp64", "float32": "ulp32"}


def test_every_function_is_measured() -> None:
    assert set(SUBJECTS) == set(FUNCTIONS)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NAMES)
def test_errors_are_within_the_bound(name: str, dtype: str) -> None:
    subject, row = SUBJECTS[name], FUNCTIONS[name]
    arguments = points(subject, dtype, 2000, seed=11)
    arguments = tuple(a[trusted(name, *arguments)] for a in arguments)
    results = apply(row.emit, *arguments, results=len(subject.exact))
    assert arguments[0].size > 1000
    for exact, result in zip(subject.exact, results, strict=True):
        assert errors(exact, arguments, result).max() <= getattr(row, BOUNDS[dtype])


@pytest.mark.parametrize("name", [n for n in NAMES if SUBJECTS[n].arity == 1])
def test_single_precision_everywhere(name: str) -> None:
    """Every 1021st of all floats, against doubles by NumPy and SciPy."""
    x = np.arange(5, 2**32, 1021, dtype=np.uint64).astype(np.uint32).view(np.float32)
    x = x[trusted(name, x)]
    wide = SUBJECTS[name].wide or (getattr(special, name),)
    results = apply(FUNCTIONS[name].emit, x, results=len(wide))
    for function, result in zip(wide, results, strict=True):
        with np.errstate(all="ignore"):
            exact = function(x.astype(float))
            nearest = exact.astype(np.float32)
            error = np.abs(result - exact) / np.spacing(np.abs(nearest)).astype(float)
        finite = np.isfinite(nearest) & np.isfinite(result)
        assert error[finite].max() <= FUNCTIONS[name].ulp32
        np.testing.assert_array_equal(np.isnan(result), np.isnan(nearest))
        edge = np.finfo(np.float32).max  # one ulp before infinity
        assert (np.abs(np.where(finite, edge, nearest)) >= edge)[~np.isnan(nearest)].all()


SPECIAL = [0.0, 1.0, 2.0, 3.0, 0.5, 5e-324, 1e-310, 1e-42, 1e-20, 2.5e-308, 100.0, 800.0, 2.0**53]
SPECIAL += [1e30, 1e300, 1.7976931348623157e308, 3.4028234e38, math.inf]
VALUES = [*SPECIAL, *(-x for x in SPECIAL), math.nan]
C_LIBRARY = {
    **{name: getattr(math, name) for name in ("erf", "erfc")},
    **{name: getattr(helpers, name) for name in ("sigmoid", "softplus")},
}


def by_c(name: str, component: int, arguments: tuple[np.ndarray, ...]) -> np.ndarray:
    """The C library's results."""
    if name in C_LIBRARY:
        return np.array([C_LIBRARY[name](x) for x in arguments[0].tolist()], arguments[0].dtype)
    with np.errstate(all="ignore"):
        return SUBJECTS[name].wide[component](*arguments)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NAMES)
def test_special_values(name: str, dtype: str) -> None:
    """nan, infinities and signed zeros come out where the C library has them."""
    subject = SUBJECTS[name]
    with np.errstate(over="ignore"):
        columns = np.array(list(itertools.product(VALUES, repeat=subject.arity))).T.astype(dtype)
    arguments = tuple(np.ascontiguousarray(column) for column in columns)
    arguments = tuple(a[trusted(name, *arguments)] for a in arguments)
    results = apply(FUNCTIONS[name].emit, *arguments, results=len(subject.exact))
    for component, result in enumerate(results):
        expected = by_c(name, component, arguments)
        with np.errstate(invalid="ignore", over="ignore"):
            close = np.abs(result - expected) <= 5 * np.spacing(np.abs(expected))
        same = (result == expected) & (np.signbit(result) == np.signbit(expected))
        same |= close & (result != 0.0) | (np.isnan(result) & np.isnan(expected))
        rows = list(zip(*(a.tolist() for a in arguments), strict=True))
        assert [row for row, good in zip(rows, same, strict=True) if not good] == []


@pytest.mark.parametrize("name", [n for n in NAMES if SUBJECTS[n].arity == 1])
def test_any_nan_stays_nan(name: str) -> None:
    """Whatever its lowest bits: R marks missing values by a nan with 1954 in them."""
    x = np.array([0x7FF00000000007A2, 0x7FF80000000007A2, 0xFFF8000000000001], np.uint64)
    results = apply(FUNCTIONS[name].emit, x.view(float), results=len(SUBJECTS[name].exact))
    assert np.isnan(results).all()


@pytest.mark.parametrize("dtype", DTYPES)
def test_exact_powers(dtype: str) -> None:
    """x^1 is x and x^0 is 1; x^2 is one rounding away from x*x at most."""
    (x,) = points(SUBJECTS["cbrt"], dtype, 4000, seed=3)
    emit = FUNCTIONS["power"].emit
    np.testing.assert_array_equal(apply(lambda m, u: emit(m, u, m.constant(1.0)), x)[0], x)
    np.testing.assert_array_equal(apply(lambda m, u: emit(m, u, m.constant(0.0)), x)[0], 1.0)
    with np.errstate(all="ignore"):
        square = x * x
    (got,) = apply(lambda m, u: emit(m, u, m.constant(2.0)), x)
    np.testing.assert_array_max_ulp(got, square, 1)


@pytest.mark.parametrize("dtype", DTYPES)
def test_sines_do_not_exceed_1(dtype: str) -> None:
    """So that sqrt(1 - sin^2) and asin(sin) of any angle are real."""
    k = np.arange(1, 40001)
    x = np.concatenate([k * np.pi / 2 + offset for offset in np.linspace(-1e-3, 1e-3, 41)])
    assert np.abs(apply(FUNCTIONS["sincos"].emit, x.astype(dtype), results=2)).max() <= 1.0


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["sin", "cos", "tan"])
def test_angles_next_to_zeros_and_poles(name: str, dtype: str) -> None:
    """Those in which most digits cancel, as far as angles are trusted."""
    row, longest = FUNCTIONS[name], {"float64": 2.0**39, "float32": 2.0**16}[dtype]
    k = np.random.default_rng(8).integers(1, int(longest), 3000)
    x = (k * (np.pi / 2)).astype(dtype)
    error = errors(SUBJECTS[name].exact[0], (x,), apply(row.emit, x)[0])
    assert error.max() <= getattr(row, BOUNDS[dtype])


@pytest.mark.parametrize("name", [n for n in NAMES if FUNCTIONS[n].trusted])
@pytest.mark.parametrize("dtype", DTYPES)
def test_angles_up_to_1e5_are_trusted(name: str, dtype: str) -> None:
    x = np.array([0.0, 1.0, -1e5, 1e5, math.nan, math.inf, -math.inf, 1e30], dtype)
    assert trusted(name, x).tolist() == [True] * 5 + [False] * 3


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NAMES)
def test_loops_become_vectors(name: str, dtype: str) -> None:
    compiled = loop(FUNCTIONS[name].emit, dtype, SUBJECTS[name].arity, len(SUBJECTS[name].exact))
    (code,) = compiled.inspect_llvm().values()
    assert re.search(r"call <\d+ x double> @llvm.fma|call <\d+ x float> @llvm.fma", code)


def trusted(name: str, *arguments: np.ndarray) -> np.ndarray:
    """Where the vector function's result is to be used."""
    condition = FUNCTIONS[name].trusted
    if condition is None:
        return np.ones(arguments[0].shape, bool)
    return apply(condition, *arguments)[0] == 1.0


def test_coefficients_are_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "make_coefficients.py"))["module"]()
    file = Path(coefficients.__file__)
    if os.environ.get("SYMCALC_UPDATE"):
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made


def test_the_page_has_every_function_within_its_bound() -> None:
    """The errors on docs/accuracy.md are measured by docs/make_accuracy.py, which takes long."""
    text = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `(\w+)` \| (\w+) \| ([\d.]+) \| ([\d.]+) \|", text, re.MULTILINE)
    shown = {(name, dtype): (float(bound), float(error)) for name, dtype, bound, error in lines}
    bounds = {(n, d): getattr(FUNCTIONS[n], BOUNDS[d]) for n in FUNCTIONS for d in DTYPES}
    assert {key: bound for key, (bound, _) in shown.items()} == bounds
    assert all(error <= bound for bound, error in shown.values())
