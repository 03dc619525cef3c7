"""Activations and the normal distribution: how they are read, what they mean, how they compile."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

import mpmath
import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.primitives.activations import NAMED
from symcalc.writing.latex import latex
from symcalc.writing.text import text

x, a = sp.symbols("x a")
LOGISTIC = 1 / (1 + sp.exp(-x))
PHI = (1 + sp.erf(x / sp.sqrt(2))) / 2
DENSITY = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)

READ = [
    # written                                  what it means
    ("silu(x)", x * LOGISTIC),
    ("swish x", x * LOGISTIC),
    (r"\operatorname{SiLU}(x)", x * LOGISTIC),
    ("gelu(x)", x * PHI),
    (r"\operatorname{GELU}(x)", x * PHI),
    (r"\mathrm{GELU}(x)", x * PHI),
    ("Phi(x)", PHI),
    ("Φ(x)", PHI),
    (r"\Phi(x)", PHI),
    ("normcdf(x)", PHI),
    ("phi(x)", DENSITY),
    (r"\phi(x)", DENSITY),
    (r"\varphi\left(x\right)", DENSITY),
    ("leaky_relu(x)", sp.Piecewise((x, x > 0), (x / 100, True))),
    ("leaky_relu(x, a)", sp.Piecewise((x, x > 0), (a * x, True))),
    (r"\operatorname{leaky\_relu}(x, a)", sp.Piecewise((x, x > 0), (a * x, True))),
    ("LeakyReLU(x, 0.2)", sp.Piecewise((x, x > 0), (x / 5, True))),
    ("elu(x)", sp.Piecewise((x, x > 0), (sp.exp(x) - 1, True))),
    ("ELU(x, a)", sp.Piecewise((x, x > 0), (a * (sp.exp(x) - 1), True))),
    ("mish(x)", x * sp.tanh(sp.log(1 + sp.exp(x)))),
    ("hardtanh(x)", sp.Piecewise((-1, x <= -1), (1, x >= 1), (x, True))),
    ("hard_sigmoid(x)", sp.Piecewise((0, x <= -3), (1, x >= 3), ((x + 3) / 6, True))),
    ("hardswish(x)", sp.Piecewise((0, x <= -3), (x, x >= 3), (x * (x + 3) / 6, True))),
    ("softsign(x)", x / (1 + sp.Abs(x))),
    ("logit(x)", sp.log(x / (1 - x))),
    ("relu6(x)", sp.Piecewise((0, x <= 0), (6, x >= 6), (x, True))),
]


@pytest.mark.parametrize(("written", "meaning"), READ)
def test_read(written: str, meaning: sp.Expr) -> None:
    assert sc.parse(written) == meaning


@pytest.mark.parametrize("written", [row[0] for row in READ])
def test_what_is_printed_reads_back(written: str) -> None:
    node = sc.read(written)

    assert sc.read(text(node)) == node
    assert sc.parse(latex(node)) == node.expr


@pytest.mark.parametrize("letter", ["Phi", "phi", r"\Phi", r"\varphi"])
def test_a_letter_is_a_function_only_where_it_is_called(letter: str) -> None:
    assert sc.parse(f"{letter} + x").free_symbols >= {x}
    assert len(sc.parse(f"{letter} + x").free_symbols) == 2
    (remark,) = sc.read(f"{letter}(x)").remarks
    assert "standard normal" in remark


def test_a_declared_letter_is_no_function() -> None:
    assert sc.read("phi(x + 1)", names=["phi"]).expr == sp.Symbol("phi") * (x + 1)
    assert sc.read(r"\phi(x + 1)", names=["phi"]).expr == sp.Symbol("phi") * (x + 1)


SLOPES = [
    ("gelu(x)", "Φ(x) + x φ(x)"),
    ("gelu(2x)", "2 Φ(2x) + 4x φ(2x)"),
    ("Phi(x)", "φ(x)"),
    ("phi(x)", "−x φ(x)"),
    ("silu(x)", "sigmoid(x)·(1 + x·(1 − sigmoid(x)))"),
    ("leaky_relu(x, a)", "{1 if x > 0; a if x < 0}"),
    ("elu(x)", "{1 if x > 0; e^x if x < 0}"),
    ("hardsigmoid(x)", "{1/6 if x > −3 and x < 3; 0 if x < −3 or x > 3}"),
    ("logit(x)", "1/(x·(1 − x))"),
    ("hardtanh(x)", "{1 if x > −1 and x < 1; 0 if x < −1 or x > 1}"),
]


@pytest.mark.parametrize(("written", "slope"), SLOPES)
def test_derivatives_as_they_are_shown(written: str, slope: str) -> None:
    told = sc.diff(written, "x")

    assert text(told.result) == slope
    assert told.verify(kernel=True).status == "agrees"
    assert all(type(f).__module__.startswith("sympy") for f in told.answer.atoms(sp.Function))


def test_the_slope_of_a_leak_is_differentiated_too() -> None:
    answer = sc.diff("leaky_relu(x, a)", "a").answer

    assert answer.subs(x, -3) == -3
    assert answer.subs(x, 3) == 0


def test_one_sided_derivatives_are_told() -> None:
    remarks = "\n".join(sc.diff("leaky_relu(x, 0.2)").remarks)

    assert "At x = 0 the derivative does not exist: from the left 1/5, from the right 1." in remarks
    assert "Compiled functions return 0.2 at x = 0" in remarks
    assert "so is the derivative" in "\n".join(sc.diff("elu(x)").remarks)


mp = mpmath.MPContext()
mp.dps = 700


def logistic(u):
    return 1 / (1 + mp.exp(-u))


def tanh_gelu(u):
    return u * logistic(2 * mp.sqrt(2 / mp.pi) * (u + mp.mpf(44715) / 10**6 * u**3))


EXACT = {
    "sigmoid(x)": logistic,
    "silu(x)": lambda u: u * logistic(u),
    "softplus(x)": lambda u: mp.log1p(mp.exp(u)),
    "mish(x)": lambda u: u * mp.tanh(mp.log1p(mp.exp(u))),
    "elu(x)": lambda u: u if u > 0 else mp.expm1(u),
    "gelu(x)": lambda u: u * mp.erfc(-u / mp.sqrt(2)) / 2,
    "Phi(x)": lambda u: mp.erfc(-u / mp.sqrt(2)) / 2,
    "x(1 + erf(x/sqrt 2))/2": lambda u: u * mp.erfc(-u / mp.sqrt(2)) / 2,
    "x erfc(-x/sqrt 2)/2": lambda u: u * mp.erfc(-u / mp.sqrt(2)) / 2,
    "gelu_tanh(x)": tanh_gelu,
    "x(1 + tanh(sqrt(2/pi)(x + 0.044715x^3)))/2": tanh_gelu,
    "1 softplus(-x) + 0 softplus(x)": lambda u: mp.log1p(mp.exp(-u)),  # bce of the logit x, y = 1
}


PLACES = (-800.0, -700.0, -20.0, -2.5, 0.5, 20.0, 800.0)


@cache
def exactly(formula: str) -> list[tuple[float, float]]:
    """Value and slope at each place."""
    f, h = EXACT[formula], mp.mpf(10) ** -100
    points = map(mp.mpf, PLACES)
    return [(float(f(u)), float(mp.diff(f, u, h=h))) for u in points]


@pytest.mark.parametrize("backend", ["python", "cpu"])
@pytest.mark.parametrize("formula", EXACT)
def test_kernels_are_stable(formula: str, backend: str) -> None:
    """Values and slopes within a few units in the last place, where the argument allows it."""
    kernel = sc.compile(formula, ["x"], backend=backend)

    for place, (want, slope) in zip(PLACES, exactly(formula), strict=True):
        room = 4 + (0.5 * place**4 if place < 0 else 0) * ("tanh" in formula)
        room += (place**2 if place < 0 else 0) * falls_fast(formula)
        assert abs(float(kernel(place)) - want) <= room * np.spacing(abs(want)), place
        got = float(kernel.gradient(place)[0])
        assert abs(got - slope) <= 4 * room * np.spacing(abs(slope)), place


def falls_fast(formula: str) -> bool:
    """Whether its tail falls like e^(-x²/2)."""
    return any(word in formula for word in ("erf", "gelu(", "Phi("))


BAD = [
    ("leaky_relu()", "something is missing"),
    ("leaky_relu(x, 1, 2)", "1 or 2 arguments should stand here, not 3"),
    ("gelu(x, 2)", "1 argument should stand here, not 2"),
    ("gelo(x)", "did you mean gelu?"),
    ("gelu", "gelu needs an argument"),
    (r"\operatorname{elu}()", "something is missing"),
]


@pytest.mark.parametrize(("written", "said"), BAD)
def test_bad_input(written: str, said: str) -> None:
    with pytest.raises(sc.SymcalcError) as error:
        sc.diff(written, "x")

    assert said in str(error.value)


@pytest.mark.parametrize(
    "written",
    ["gelu(1/0)", "leaky_relu(i)", "elu([1, 2])", "gelu(gelu(gelu(gelu(x))))", "elu(x, x)",
     "hardtanh(e^(e^(e^x)))", "Phi(10^400)", "silu(x = 3)", "relu6(-oo)", "phi(phi)"],
)  # fmt: skip
def test_odd_input_is_answered_or_refused(written: str) -> None:
    with suppress(sc.SymcalcError):
        assert sc.diff(written, "x").text()


def test_a_definition_of_ones_own_comes_first() -> None:
    sc.define("swish", ["x", "b"], "x sigmoid(b x)")

    assert float(sc.parse("swish(2, 0)")) == 1


def test_names_stay_what_they_were() -> None:
    assert "gelu" in NAMED
    assert sc.parse("relu(x)") == sp.Max(0, x)
