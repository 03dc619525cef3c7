"""The catalogue tests itself: a new entry is tested here without anyone writing a test."""

from __future__ import annotations

import json
import runpy
from functools import cache
from itertools import product
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.formula import natural_order
from symcalc.tutor.catalogue import ENTRIES, Entry, Kink
from symcalc.tutor.catalogue.claims import Bounded
from symcalc.tutor.catalogue.reading import formula

DOCS = Path(__file__).parents[2] / "docs"
SINGLE = [e for e in ENTRIES if len(e.by) == 1]
POINTS = (-2.3, -0.7, 0.4, 0.9, 1.6, 3.1)
INSIDE = (0.15, 0.4, 0.55, 0.8)  # probabilities
worked = cache(sc.catalogue)  # an entry is the same every time

mp = mpmath.MPContext()
mp.dps = 50


def named(entries):
    return pytest.mark.parametrize("entry", entries, ids=lambda e: e.name)


def letters_of(entry: Entry) -> list[sp.Symbol]:
    """All letters of the formula, those that it is differentiated by first."""
    free = formula(entry, entry.formula).symbols
    wrt = [formula(entry, x).expr for x in entry.by]
    return [*wrt, *natural_order(free - set(wrt))]


def function(entry: Entry, told: str):
    """A text of an entry as a function of mpmath numbers, by SymPy's printer."""
    expr = formula(entry, told).expr
    if isinstance(expr, sp.MatrixBase):
        return [sp.lambdify(letters_of(entry), e, modules=mp_names()) for e in expr]
    return [sp.lambdify(letters_of(entry), expr, modules=mp_names())]


def mp_names():
    return [{"sign": mp.sign, "Heaviside": None}, {n: getattr(mp, n) for n in FUNCTIONS}, "mpmath"]


FUNCTIONS = ("exp", "log", "tanh", "sqrt", "erf", "erfc", "pi", "mpf")


def places(entry: Entry):
    """Points with values for every letter; probabilities for the losses of those."""
    count = len(letters_of(entry))
    over = INSIDE if entry.name in ("bce", "cce", "kl") else POINTS
    if entry.name == "gaussian-nll":
        return [(mp.mpf(m), mp.mpf(s), mp.mpf(x)) for m, s, x in product((0.3, -1), (0.5, 2), (1,))]
    rest = [mp.mpf(v) for v in (0.7, 0.6, 0.35, 0.45, 0.2)]
    return [
        tuple(mp.mpf(v) + k * mp.mpf("0.07") for k in range(len(entry.by)))
        + tuple(rest[: count - len(entry.by)])
        for v in over
    ]


@named(ENTRIES)
def test_derivatives_agree_with_finite_differences(entry: Entry) -> None:
    (f,) = function(entry, entry.formula)
    for point in places(entry):
        for k, slope in enumerate(function(entry, entry.derivative)):
            step = mp.mpf(10) ** -15
            ahead, behind = list(point), list(point)
            ahead[k] += step
            behind[k] -= step
            expected = (f(*ahead) - f(*behind)) / (2 * step)
            assert abs(slope(*point) - expected) < 1e-20 * max(1, abs(expected)), point


@named(ENTRIES)
def test_the_answer_is_the_derivative_by_sympy(entry: Entry) -> None:
    told = worked(entry.name)
    reals = {s: sp.Symbol(s.name, real=True) for s in letters_of(entry)}
    body = told.question.body.expr.xreplace(reals)
    answers = told.answer if isinstance(told.answer, sp.MatrixBase) else [told.answer]
    for x, answer in zip(told.question.wrt, answers, strict=True):
        own = body.diff(reals[x])
        for point in places(entry):
            at = dict(zip(letters_of(entry), map(sp.Float, map(float, point)), strict=True))
            want = own.xreplace({reals[s]: v for s, v in at.items()}).doit().evalf()
            assert float(answer.xreplace(at).evalf()) == pytest.approx(float(want), rel=1e-9)


@named([e for e in ENTRIES if e.output])
def test_the_output_form_is_the_derivative(entry: Entry) -> None:
    letters = {formula(entry, a).expr: formula(entry, b).expr for a, b in entry.letters}
    form = formula(entry, entry.output).expr
    forms = list(form) if isinstance(form, sp.MatrixBase) else [form]
    slopes = function(entry, entry.derivative)
    for own, slope in zip(forms, slopes, strict=True):
        written = sp.lambdify(letters_of(entry), own.subs(letters), modules=mp_names())
        for point in places(entry):
            want = slope(*point)
            assert abs(written(*point) - want) < 1e-40 * max(1, abs(want))


STEEPEST = {
    # entry       largest slope         where          by mpmath, from the formula
    "sigmoid": ("0.25", "0"),
    "tanh": ("1", "0"),
    "gelu": ("1.128904145", "1.414213562"),
    "gelu-tanh": ("1.128993069", "1.418504009"),
    "silu": ("1.099839320", "2.399357281"),
    "mish": ("1.088498161", "1.490571179"),
}


@named([e for e in SINGLE if e.slope.searched])
def test_the_largest_slope_of_a_smooth_one(entry: Entry) -> None:
    (slope,) = function(entry, entry.derivative)
    value, place = map(mp.mpf, STEEPEST[entry.name])
    grid = [abs(slope(mp.mpf(k) / 200)) for k in range(-2400, 2401)]

    assert abs(max(grid) - value) < 1e-5
    assert max(grid) <= value + mp.mpf(10) ** -9
    assert abs(slope(place) - value) < 1e-9
    (line,) = [s for s in worked(entry.name).steps if s.title == "Largest slope"]
    told = line.explanation.split(" at ")[0].removeprefix("about ").replace("1/4", "0.25")
    assert float(told) == pytest.approx(float(value), rel=5e-5)  # five figures are told


@named([e for e in SINGLE if e.slope.bound])
def test_the_bound_of_a_slope(entry: Entry) -> None:
    """Nowhere above it, and reached or nearly so."""
    others = [mp.mpf(sp.Rational(entry.values[s.name]).p) / sp.Rational(entry.values[s.name]).q
              for s in letters_of(entry)[1:]]  # fmt: skip
    (slope,) = function(entry, entry.derivative)
    (bound,) = function(entry, entry.slope.bound)
    grid = [mp.mpf(k) / 37 + mp.mpf("0.001") for k in range(-1500, 1500)]
    found = max(abs(slope(x, *others)) for x in grid)

    assert found <= bound(grid[0], *others)
    assert found >= bound(grid[0], *others) * (1 if entry.slope.attained else 1 - 1e-12)


@named([e for e in SINGLE if not e.slope.bound and not e.slope.searched])
def test_a_slope_without_a_bound_grows(entry: Entry) -> None:
    (slope,) = function(entry, entry.derivative)
    ends = (0.1, 0.001, 0.00001) if entry.name == "bce" else (10, 1000, 100000)
    found = [abs(slope(mp.mpf(x), *[mp.mpf(1)] * (len(letters_of(entry)) - 1))) for x in ends]

    assert found[0] * 50 < found[1] < found[2] / 50


def test_a_wrong_bound_is_found_out() -> None:
    x = sp.Symbol("x")
    report = Bounded(1 - sp.tanh(x) ** 2, x, sp.Rational(999, 1000)).check()

    assert report.status == "disagrees"
    assert report.worst is not None
    assert abs(report.worst.point["x"]) < 0.1


# ---- stable forms

EXTREMES = (-800.0, -700.0, -30.0, -1.5, -1e-9, 0.0, 1e-9, 1.5, 30.0, 800.0)


@named([e for e in ENTRIES if e.stable])
def test_stable_forms_keep_their_digits(entry: Entry) -> None:
    """Compiled doubles against 400 digits of the formula as written."""
    symbols = letters_of(entry)
    kernel = sc.compile(formula(entry, entry.stable).expr, symbols, backend="python")
    exact = mpmath.MPContext()
    exact.dps = 400
    names = [{n: getattr(exact, n) for n in FUNCTIONS}, {"sign": exact.sign}, "mpmath"]
    f = sp.lambdify(symbols, formula(entry, entry.formula).expr, modules=names)
    for x in EXTREMES:
        for others in product((0.0, 1.0), repeat=len(symbols) - 1):
            want = float(f(*map(exact.mpf, (x, *others))))
            got = float(kernel(x, *others))
            size = max(abs(want), abs(x) if entry.name == "cce-logits" else 0.0, 5e-324)
            assert abs(got - want) <= conditioned(entry, x) * np.spacing(size), (x, others)


def conditioned(entry: Entry, x: float) -> float:
    """Units in the last place: those of the argument count where the tail falls like e^(-x²/2)."""
    return 4 + (x**2 if entry.name.startswith("gelu") and x < 0 else 0)


SAME = {"tanh": "tanh(x)", "elu": "elu(x, alpha)", "leaky-relu": "leaky_relu(x, a)"}
SAME |= {"gelu-tanh": "gelu_tanh(x)"}
FUNCTIONS_OF = ("sigmoid", "relu", "gelu", "silu", "mish", "softplus", "hardtanh", "relu6")
SAME |= {name: f"{name}(x)" for name in FUNCTIONS_OF}


@pytest.mark.parametrize("name", SAME)
def test_the_function_of_this_name_has_the_same_value_and_slope(name: str) -> None:
    entry = next(e for e in ENTRIES if e.name == name)
    called, slope = formula(entry, SAME[name]).expr, sc.diff(formula(entry, SAME[name]), "x")
    values = {formula(entry, k).expr: sp.Rational(v) for k, v in entry.values.items()}
    for x in map(sp.Float, POINTS):
        at = {sp.Symbol("x"): x, **values}
        want = formula(entry, entry.formula).expr.subs(at)
        assert float(called.subs(at)) == pytest.approx(float(want), rel=1e-12)
        want = formula(entry, entry.derivative).expr.subs(at)
        assert float(slope.answer.subs(at)) == pytest.approx(float(want), rel=1e-12)


# ---- kinks

KINKS = [pytest.param(e, k, id=f"{e.name} at {k.at}") for e in SINGLE for k in e.kinks]


@pytest.mark.parametrize(("entry", "kink"), KINKS)
def test_kinks(entry: Entry, kink: Kink) -> None:
    """One-sided difference quotients of the formula, and what is compiled at the place itself."""
    symbols = letters_of(entry)
    values = {"a": 0.25, "alpha": 0.75, "y": 1.0, "d": 0.5, "lambda": 2.0}
    others = [values[s.name] for s in symbols[1:]]
    here = {s: sp.Rational(str(v)) for s, v in zip(symbols[1:], others, strict=True)}
    at, left, right, compiled = (
        sp.Rational(formula(entry, told).expr.xreplace(here))
        for told in (kink.at, kink.left, kink.right, kink.compiled)
    )
    (f,) = function(entry, entry.formula)
    x, h = mp.mpf(at.p) / at.q, mp.mpf(10) ** -20
    rest = list(map(mp.mpf, others))
    for side, slope in ((-1, left), (1, right)):
        quotient = (f(x + side * h, *rest) - f(x, *rest)) / (side * h)
        assert abs(quotient - mp.mpf(slope.p) / slope.q) < 1e-15
    kernel = sc.compile(formula(entry, entry.formula).expr, symbols, backend="python")
    assert kernel.gradient(float(at), *others)[0] == pytest.approx(float(compiled))


# ---- what is read

SIGMOID = """\
Sigmoid: the derivative of 1/(1 + e^(−x)) by x

 1  Reciprocal rule
    Only the denominator v = 1 + e^(−x) contains x.
    = −(d/dx (1 + e^(−x)))/(1 + e^(−x))²
 2  Sum rule   (u + v)′ = u′ + v′
    A sum is differentiated term by term.
    d/dx (1 + e^(−x)) = d/dx 1 + d/dx e^(−x)
 3  Chain rule
    The outer function is e^u, the inner one is −x.
    d/dx e^(−x) = e^(−x)·(d/dx (−x)) = −e^(−x)
    so d/dx (1 + e^(−x)) = −e^(−x)

    = e^(−x)/(1 + e^(−x))²

    In terms of s: s·(1 − s) with s = 1/(1 + e^(−x)).
    Largest slope: 1/4 at x = 0, where the second derivative is 0.
    Range: 0 < s < 1.
    Stable form: {1/(1 + e^(−x)) if x ≥ 0; e^x/(1 + e^x) otherwise}. Below x = −709, e^(−x) is \
more than a double holds.
    Use: It turns a number into a probability: the last layer of a yes-or-no classifier, the \
gates of an LSTM.
"""
ABSOLUTE = """\
Absolute error: the derivative of |p − y| by p

 1  Chain rule
    The outer function is |u|, the inner one is p − y.
    = (p − y)/|p − y|·(d/dp (p − y)) = (p − y)/|p − y|
 2  As a book writes it
    The same derivative in the form that is usual.

    = sign(p − y)   for p − y ≠ 0

    Largest slope: 1 for every p ≠ y.
    Kink at p = y: the slope is −1 from the left and 1 from the right. Compiled functions return 0.
    In general: Over n samples the loss is their mean, so each derivative is divided by n.
    Use: Regression with outliers: every error pulls with the same force.
"""


@pytest.mark.parametrize(("name", "whole"), [("sigmoid", SIGMOID), ("MAE", ABSOLUTE)])
def test_a_whole_entry(name: str, whole: str) -> None:
    assert sc.catalogue(name).text().startswith(whole + "\nChecked at 32 points")


@named(ENTRIES)
def test_every_form_of_writing(entry: Entry) -> None:
    told = worked(entry.name)

    assert told.check.status == "agrees"
    assert told.verify().status == "agrees"
    assert json.loads(told.json())["question"]
    assert "<html" in told.html()
    assert all(entry.says in write() for write in (told.text, told.markdown))
    assert entry.says.endswith(".")
    assert "—" not in told.text()
    assert not {type(f).__module__ for f in sp.sympify(told.answer).atoms(sp.Function)} & {
        "symcalc.primitives.defined", "symcalc.primitives.meant"
    }  # fmt: skip


def test_the_list_has_them_all() -> None:
    told = sc.catalogue()
    done = CliRunner().invoke(group, ["catalogue"])

    assert told.answer == tuple(e.name for e in ENTRIES)
    assert told.check.status == "agrees"
    assert done.exit_code == 0
    assert all(f"\n    {e.name} " in done.output for e in ENTRIES)
    names = [n for e in ENTRIES for n in (e.name, *e.other)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Leaky ReLU", "Leaky ReLU"),
        ("swish", "SiLU, or swish"),
        ("BCE with logits", "Binary cross-entropy with logits"),
        ("cross_entropy", "Categorical cross-entropy"),
        ("KL divergence", "Kullback–Leibler divergence"),
        ("L 2", "L2 penalty"),
    ],
)
def test_names_as_people_write_them(name: str, found: str) -> None:
    assert sc.catalogue(name).question.text.startswith(f"{found}: ")


BAD = [
    ("gelo", "did you mean gelu?"),
    ("huberr", "did you mean huber?"),
    ("", "lists them all"),
    ("../../etc/passwd", "lists them all"),
    ("x" * 100_000, "lists them all"),
    ("1/(1+e^-x)", "lists them all"),
    (3, "lists them all"),
    (["gelu"], ""),
]


@pytest.mark.parametrize(("name", "hint"), BAD)
def test_unknown_names(name, hint: str) -> None:
    with pytest.raises(sc.UnsupportedError) as error:
        sc.catalogue(name)

    assert hint in str(error.value)
    assert len(str(error.value)) < 400


@named(ENTRIES)
def test_the_heading_asks_for_the_entry(entry: Entry) -> None:
    told = worked(entry.name)

    assert sc.explain(told.question.text).answer == told.answer
    assert sc.explain(f"catalogue {entry.name}").question.text == told.question.text


@named(SINGLE)
def test_pictures(entry: Entry) -> None:
    left, right = worked(entry.name).plot().axes

    assert (left.get_title(), right.get_title()) == ("value", "slope")
    assert left.get_xlim() == right.get_xlim() == entry.span


def test_several_variables_have_no_picture() -> None:
    with pytest.raises(sc.UnsupportedError, match="no picture"):
        sc.catalogue("softmax").plot()


def test_the_page_is_generated() -> None:
    maker = runpy.run_path(str(DOCS / "make_catalogue.py"))

    assert maker["PAGE"].read_text(encoding="utf-8") == maker["page"]()
