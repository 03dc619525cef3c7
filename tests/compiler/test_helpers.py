"""The helpers against mpmath, in Python here and compiled in test_cpu_backend."""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Callable

import mpmath as mp
import numpy as np
import pytest

from symcalc.compiler import helpers

RANDOM = np.random.default_rng(7)
ANY = [*RANDOM.uniform(-30, 30, 300), *RANDOM.normal(size=200), 1e-9, -1e-9, 1e-300, -1e-300]
WIDE = [*ANY, *(10.0 ** RANDOM.uniform(-300, 300, 200)), *-(10.0 ** RANDOM.uniform(-300, 300, 200))]
OUTSIDE = [x for x in WIDE if abs(x) >= 1] + [1 + 1e-12, -1 - 1e-9, 1.5, -1.0625]
UNIT = [*RANDOM.uniform(0, 1, 300), 1e-300, 1 - 1e-12, 5e-324]
AWAY_FROM_ZEROS = [a for a in map(abs, WIDE) if a < 1e300 and not 0.7 < a < 2.3]
NOT_WHOLE = [x for x in ANY if x > 0 or abs(x - round(x)) > 1e-6] + [-3.0000001, -0.5, -17.25]

TO_500 = [10.0**e for e in RANDOM.uniform(-10, 2.7, 200)]
FAR_FROM_ZERO = [x for x in TO_500 if not 0.3 < x < 0.45 and not 0.5 < x < 0.7]  # of Ei and Ci
CI_POINTS = [x for x in FAR_FROM_ZERO if x < 3]

Oracle = Callable[[mp.mpf], mp.mpf]

CASES: list[tuple[str, Oracle, list[float], float]] = [
    # helper, oracle, points, error allowed relative to max(|value|, 1e-300)
    ("cbrt", lambda x: mp.sign(x) * mp.cbrt(abs(x)), [*WIDE, 5e-324, 1.7e308], 3e-16),
    ("sigmoid", lambda x: 1 / (1 + mp.exp(-x)), ANY, 5e-16),
    ("softplus", lambda x: mp.log(1 + mp.exp(x)), ANY, 5e-16),
    ("sec", mp.sec, ANY, 5e-16),
    ("csc", mp.csc, ANY, 5e-16),
    ("cot", mp.cot, ANY, 5e-16),
    ("sech", mp.sech, ANY, 5e-16),
    ("csch", mp.csch, ANY, 9e-16),
    ("coth", mp.coth, ANY, 5e-16),
    ("asec", mp.asec, OUTSIDE, 5e-16),
    ("acsc", mp.acsc, OUTSIDE, 7e-16),
    ("acot", lambda x: mp.atan(1 / x), WIDE, 5e-16),
    ("asech", mp.asech, UNIT, 9e-16),
    ("acsch", lambda x: mp.asinh(1 / x), WIDE, 9e-16),
    ("acoth", lambda x: mp.atanh(1 / x), [x for x in OUTSIDE if abs(x) < 1e150], 9e-16),
    ("gamma", mp.gamma, [x for x in NOT_WHOLE if x > -20], 3e-15),
    ("loggamma", mp.loggamma, AWAY_FROM_ZEROS, 3e-15),
    ("exponential_integral", mp.ei, [*FAR_FROM_ZERO, *(-x for x in TO_500)], 4e-14),
    (
        "logarithmic_integral",
        mp.li,
        [*RANDOM.uniform(0, 0.9, 99), *RANDOM.uniform(2, 1e3, 99)],
        4e-14,
    ),
    ("sine_integral", mp.si, [*TO_500, *(-x for x in TO_500), 1e9, 1e20], 3e-15),
    ("cosine_integral", mp.ci, CI_POINTS, 3e-14),
    (
        "dilogarithm",
        lambda x: mp.polylog(2, x),
        [*RANDOM.uniform(-1, 1, 99), *(-x for x in TO_500)],
        2e-15,
    ),
    ("imaginary_error", mp.erfi, [*RANDOM.uniform(-26, 26, 200), 1e-9], 2e-13),
    ("fresnel_sine", mp.fresnels, [*RANDOM.uniform(-9, 9, 200), 1e-9], 5e-15),
    ("fresnel_cosine", mp.fresnelc, [*RANDOM.uniform(-9, 9, 200), 1e-9], 5e-15),
]


@pytest.mark.parametrize("s", [0.5, 2.0, 3.7, 0.0, -1.0, -0.5, -3.2, 10.0, 1e-9])
def test_upper_gamma_agrees_with_mpmath(s: float) -> None:
    for x in (1e-5, 0.01, 0.3, 0.99, 1.0, 1.5, 3.0, 4.6, 4.8, 10.9, 11.1, 40.0, 500.0):
        expected = mp.gammainc(mp.mpf(s), mp.mpf(x))
        assert helpers.upper_gamma(s, x) == pytest.approx(float(expected), rel=1e-13), x


@pytest.mark.parametrize("m", [0.0, 0.25, 0.999, -3.0, -1e4])
def test_elliptic_integrals_agree_with_mpmath(m: float) -> None:
    for x in (1e-9, 0.3, 1.5, 1.6, -2.0, 4.7, 4.8, 30.0):
        for name, oracle in (("elliptic_first", mp.ellipf), ("elliptic_second", mp.ellipe)):
            expected = float(oracle(mp.mpf(x), mp.mpf(m)))
            assert getattr(helpers, name)(x, m) == pytest.approx(expected, rel=2e-14), (name, x)


@pytest.mark.parametrize("x", [3.0, 3.1, 7.5, 20.0, 123.4, 1e4])
def test_cosine_integral_beside_its_zeros(x: float) -> None:
    """Relative to its size, 1/x, for beyond 3 it crosses zero again and again."""
    assert abs(helpers.cosine_integral(x) - mp.ci(mp.mpf(x))) <= 1e-14 / x


@pytest.mark.parametrize(("name", "oracle", "points", "error"), CASES, ids=lambda c: str(c)[:12])
def test_a_helper_agrees_with_mpmath(
    name: str, oracle: Oracle, points: list[float], error: float
) -> None:
    function = getattr(helpers, name)
    with mp.workdps(700):  # 1 + exp(-x), 1 - 1/x: cancellation must not reach the oracle
        for x in points:
            expected = mp.re(oracle(mp.mpf(float(x))))
            scale = max(abs(expected), mp.mpf(10) ** -300)
            assert abs(function(float(x)) - expected) <= error * scale, x


POLYGAMMA_POINTS = [
    *(x for x in np.linspace(0.03, 40, 90) if abs(x - 1.4616) > 0.05),  # a zero of digamma
    *(1e-7, 1e-3, 1e3, 1e8, -0.25, -0.875, -1e-7, -2.9999, -7.3, -20.2, -100.75, -3.5, -199.5),
]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 7, 12])
def test_polygamma_agrees_with_mpmath(n: int) -> None:
    with mp.workdps(60):
        for x in POLYGAMMA_POINTS:
            expected = mp.polygamma(n, mp.mpf(float(x)))
            assert helpers.polygamma(float(n), float(x)) == pytest.approx(
                float(expected), rel=1e-13
            )


INF, NAN, PI = math.inf, math.nan, math.pi
EDGES = [
    ("sign", (-3.0,), -1.0),
    ("sign", (0.0,), 0.0),
    ("sign", (NAN,), NAN),
    ("heaviside", (0.0,), 0.5),  # SymPy's value
    ("heaviside", (-1.0,), 0.0),
    ("heaviside", (2.0,), 1.0),
    ("heaviside", (NAN,), NAN),
    ("relu", (-2.0,), 0.0),
    ("relu", (3.0,), 3.0),
    ("relu", (NAN,), NAN),
    ("maximum", (1.0, 2.0), 2.0),
    ("maximum", (NAN, 2.0), NAN),
    ("maximum", (2.0, NAN), NAN),
    ("minimum", (1.0, 2.0), 1.0),
    ("minimum", (NAN, 2.0), NAN),
    ("minimum", (2.0, NAN), NAN),
    ("floor", (-2.5,), -3.0),
    ("floor", (1e300,), 1e300),
    ("floor", (NAN,), NAN),
    ("ceil", (-2.5,), -2.0),
    ("ceil", (INF,), INF),
    ("power", (-2.0, 3.0), -8.0),
    ("power", (-8.0, 1 / 3), NAN),
    ("power", (0.0, 0.0), 1.0),
    ("power", (0.0, -2.0), INF),
    ("power", (-0.0, -3.0), -INF),
    ("power", (0.0, -0.5), INF),
    ("power", (2.0, -INF), 0.0),
    ("power", (NAN, 0.0), 1.0),
    ("power", (-0.5, INF), 0.0),
    ("power", (-INF, 3.0), -INF),
    ("root", (2.0, 0.0), NAN),
    ("root", (-27.0, 3.0), -3.0),
    ("root", (-16.0, 4.0), NAN),
    ("root", (16.0, 4.0), 2.0),
    ("cbrt", (-27.0,), -3.0),
    ("cbrt", (0.0,), 0.0),
    ("cbrt", (-INF,), -INF),
    ("cbrt", (NAN,), NAN),
    ("sigmoid", (1000.0,), 1.0),
    ("sigmoid", (-1000.0,), 0.0),
    ("softplus", (1000.0,), 1000.0),
    ("softplus", (-1000.0,), 0.0),
    ("csc", (0.0,), INF),
    ("cot", (-0.0,), -INF),
    ("sech", (1000.0,), 0.0),
    ("csch", (1000.0,), 0.0),
    ("csch", (0.0,), INF),
    ("coth", (0.0,), INF),
    ("asec", (0.5,), NAN),
    ("asec", (-1.0,), PI),
    ("acsc", (0.5,), NAN),
    ("acsc", (-1.0,), -PI / 2),
    ("acot", (0.0,), PI / 2),
    ("acot", (-1.0,), -PI / 4),  # SymPy's branch
    ("asech", (0.0,), INF),
    ("asech", (1.5,), NAN),
    ("acsch", (0.0,), INF),
    ("acoth", (1.0,), INF),
    ("acoth", (0.5,), NAN),
    ("acoth", (INF,), 0.0),
    ("gamma", (0.0,), NAN),
    ("gamma", (-4.0,), NAN),
    ("gamma", (-INF,), NAN),
    ("gamma", (200.0,), INF),
    ("gamma", (5.0,), 24.0),
    ("loggamma", (0.0,), NAN),
    ("loggamma", (-0.5,), NAN),
    ("loggamma", (1e306,), INF),
    ("loggamma", (1.0,), 0.0),
    ("polygamma", (0.0, -1.0), NAN),
    ("polygamma", (1.0, 0.0), NAN),
    ("polygamma", (2.0, -INF), NAN),
    ("polygamma", (1.0, INF), 0.0),
    ("polygamma", (2.0, NAN), NAN),
    ("polygamma", (0.0, NAN), NAN),
    ("polygamma", (0.0, INF), INF),
    ("polygamma", (1.5, 2.0), NAN),
    ("exponential_integral", (0.0,), -INF),
    ("exponential_integral", (INF,), INF),
    ("exponential_integral", (-INF,), 0.0),
    ("exponential_integral", (NAN,), NAN),
    ("exponential_integral", (1000.0,), INF),
    ("logarithmic_integral", (0.0,), 0.0),
    ("logarithmic_integral", (1.0,), -INF),
    ("logarithmic_integral", (-1.0,), NAN),
    ("sine_integral", (INF,), PI / 2),
    ("sine_integral", (-INF,), -PI / 2),
    ("sine_integral", (NAN,), NAN),
    ("cosine_integral", (0.0,), -INF),
    ("cosine_integral", (INF,), 0.0),
    ("cosine_integral", (-1.0,), NAN),
    ("dilogarithm", (1.0,), PI * PI / 6),
    ("dilogarithm", (1.5,), NAN),
    ("dilogarithm", (-INF,), -INF),
    ("dilogarithm", (-1.0,), -PI * PI / 12),
    ("polylogarithm", (3.0, 0.5), NAN),
    ("upper_gamma", (1.0, 0.0), NAN),
    ("fresnel_sine", (INF,), 0.5),
    ("fresnel_cosine", (-INF,), -0.5),
    ("fresnel_cosine", (NAN,), NAN),
    ("elliptic_first", (1.0, 2.0), NAN),  # 1 - 2 sin²t is negative on the way
    ("elliptic_first", (2.0, 1.0), NAN),
    ("elliptic_second", (INF, 0.5), NAN),
    ("elliptic_second", (0.0, 0.5), 0.0),
    ("upper_gamma", (1.0, INF), 0.0),
    ("upper_gamma", (NAN, 1.0), NAN),
    ("imaginary_error", (INF,), INF),
    ("imaginary_error", (NAN,), NAN),
]


@pytest.mark.parametrize(("name", "args", "expected"), EDGES, ids=str)
def test_a_helper_at_its_edges(name: str, args: tuple[float, ...], expected: float) -> None:
    assert getattr(helpers, name)(*args) == pytest.approx(expected, rel=1e-15, nan_ok=True)


def test_helpers_use_math_and_what_they_need_only() -> None:
    """So the source of a helper after those in NEEDS runs by itself."""
    functions = dict(inspect.getmembers(helpers, inspect.isfunction))

    for name, function in functions.items():
        tree = ast.parse(inspect.getsource(function))
        called = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & functions.keys()
        assert called == set(helpers.NEEDS.get(name, ())), name
