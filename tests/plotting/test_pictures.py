"""Pictures say what is true: curves stop where the function does, points lie on them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.plotting import sampled
from symcalc.plotting.critical import classified
from symcalc.plotting.curves import round_number
from symcalc.plotting.paper import can_set, label
from symcalc.plotting.ranges import interesting
from symcalc.plotting.shapes import truncated
from symcalc.primitives import arrange
from symcalc.reading import read

pytest.importorskip("matplotlib")
X, Y = sp.symbols("x y")
SIGNATURES = {".png": b"\x89PNG", ".pdf": b"%PDF", ".svg": b"<?xml"}

JUMPS = [
    # formula           where it is broken in (-3.9, 3.9)
    ("x^2", []),
    ("1/x", [0]),
    ("tan x", [-np.pi / 2, np.pi / 2]),
    ("floor(x)", [-3, -2, -1, 0, 1, 2, 3]),
    ("sign(x - 1/3)", [1 / 3]),
    ("sqrt(|x|)", []),  # steep, and continuous
    ("atan(1000 x)", []),
    ("e^x", []),
]


def made(kind: str, typed: str, wrt: tuple[sp.Symbol, ...], result: Any, **more: Any) -> Derivation:
    """What the tutor answers to questions of other kinds."""
    body = read(typed)
    at = more.pop("at", ())
    return Derivation(Question(kind, body, wrt, typed, at=at), body, arrange(result), (), **more)


@pytest.mark.parametrize(("typed", "places"), JUMPS)
def test_curves_are_broken_where_the_function_jumps(typed: str, places: list[float]) -> None:
    f = sampled.function(sc.parse(typed), [X])
    x, y = sampled.curve(f, -3.9, 3.9)
    broken = x[np.isnan(y)]
    assert np.allclose(broken, places, atol=1e-6)


def test_known_gaps_are_approached_from_both_sides() -> None:
    f = sampled.function(sc.parse("x/|x|"), [X])
    x, y = sampled.curve(f, -1.0, 1.0, [0.0])
    (at,) = np.flatnonzero(np.isnan(y))
    assert (y[at - 1], y[at + 1]) == (-1.0, 1.0)
    assert abs(x[at + 1] - x[at - 1]) < 1e-6


RANGES = [
    # formula            must be in the picture      points asked about
    ("x^2 - 9", [-3, 0, 3], []),
    ("x^3 - 3x", [-1, 1], []),
    ("ln x", [1], []),
    ("1/(x - 5)", [5], []),
    ("7", [0], []),
    ("x^2", [100], [100.0]),
    ("sin x", [0.5], [0.5]),
]


@pytest.mark.parametrize(("typed", "seen", "asked"), RANGES)
def test_the_range_shows_what_is_of_interest(typed: str, seen: list[float], asked: list[float]):
    f = sampled.function(sc.parse(typed), [X])
    low, high = interesting([f], asked)
    assert all(low < place < high for place in seen)
    assert high - low < 30 + 2 * max([abs(p) for p in asked], default=0)


def test_the_range_leaves_out_where_nothing_is() -> None:
    low, _ = interesting([sampled.function(sc.parse("sqrt(x - 2)"), [X])])
    assert 1 < low < 2


def test_poles_run_out_of_the_picture() -> None:
    f = sampled.function(sc.parse("tan x"), [X])
    low, high = sampled.window(sampled.curve(f, -6.0, 6.0)[1])
    assert -20 < low < -1
    assert 1 < high < 20


@pytest.mark.parametrize(
    "values", [[], [np.nan], [3.0], [0.0, 0.0], [1e300, -1e300], [1e-300, 2e-300]]
)
def test_any_values_have_a_window(values: list[float]) -> None:
    low, high = sampled.window(np.array(values))
    assert low < high


def labels(d: Derivation, panel: int = 0) -> list[str]:
    return d.plot().axes[panel].get_legend_handles_labels()[1]


def test_a_function_above_its_derivative() -> None:
    fig = sc.diff("x^2 sin(3x)").plot()
    above, below = fig.axes
    for axes, expected in (
        (above, X**2 * sp.sin(3 * X)),
        (below, sc.parse("2x sin(3x) + 3x^2 cos(3x)")),
    ):
        x, y = axes.lines[0].get_data()
        f = sp.lambdify(X, expected)
        assert np.allclose(y, f(x))
    assert below.get_xlabel() == "x"
    assert "3x" in above.get_legend_handles_labels()[1][0].replace(" ", "")


def test_secants_turn_into_the_tangent() -> None:
    fig = sc.diff("x^2", at={"x": 1}).plot()
    slopes = {}
    for drawn in fig.axes[0].lines:
        x, y = drawn.get_data()
        if len(x) == 2:
            slopes[drawn.get_label()] = (y[1] - y[0]) / (x[1] - x[0])
    # (f(1 + h) - f(1))/h = 2 + h
    for told, slope in slopes.items():
        h = float(told.split("h = ")[1]) if "h = " in told else 0.0
        assert slope == pytest.approx(2 + h)
    assert list(slopes)[-1] == "tangent, slope 2"
    assert len(slopes) == 4


def test_a_kink_is_a_gap_with_open_ends() -> None:
    below = sc.diff("|x - 1|").plot().axes[1]
    x, y = below.lines[0].get_data()
    assert np.isnan(y[x == 1.0]).all()
    ends = sorted(
        float(line.get_ydata()[0]) for line in below.lines if line.get_markerfacecolor() == "white"
    )
    assert ends == [-1.0, 1.0]


def test_other_letters_have_a_value_that_is_said() -> None:
    above = sc.diff("a x^2", "x").plot().axes[0]
    assert above.get_title() == "for a = 1"
    crowded = sc.diff("a x^2", "x", at={"a": 3, "x": 1}).plot().axes[0]
    assert crowded.get_legend().get_title().get_text() == "for a = 3"


def test_arrows_of_the_gradient_on_contours() -> None:
    d = sc.gradient("x^2 + 3y", at={"x": 1, "y": 0})
    axes = d.plot().axes[0]
    field, here = axes.collections[-2:]
    u, v = field.U, field.V
    x = field.X
    assert np.allclose(u * 3, v * 2 * x)  # parallel to (2x, 3)
    assert here.U[0] * 3 == pytest.approx(here.V[0] * 2)
    assert labels(d) == ["gradient", "gradient at the point"]


TAYLOR = [(1, X), (3, X - X**3 / 6), (5, X - X**3 / 6 + X**5 / 120)]


def test_taylor_polynomials_of_growing_degree() -> None:
    assert truncated(TAYLOR[-1][1], X, sp.S.Zero) == TAYLOR
    d = made("taylor", "sin x", (X,), TAYLOR[-1][1])
    assert labels(d)[1:] == ["degree 1", "degree 3", "degree 5"]
    around = truncated(1 + 2 * (X - 1) + (X - 1) ** 2, X, sp.S.One)
    assert [sp.expand(p) for _, p in around] == [2 * X - 1, X**2]
    assert truncated(sp.Integer(7), X, sp.S.Zero) == [(0, 7)]


def test_critical_points_stand_on_the_curve() -> None:
    told = (({X: sp.Integer(-1)}, sp.Integer(2), "local maximum"), ({X: 1}, -2, "local minimum"))
    d = made("extrema", "x^3 - 3x", (X,), X, told=told)
    assert labels(d)[1:] == ["local maximum (−1, 2)", "local minimum (1, −2)"]
    assert classified(d, (X,)) == [((-1.0,), 2.0, "local maximum"), ((1.0,), -2.0, "local minimum")]


def test_critical_points_stand_on_contours() -> None:
    told = (
        ({X: 1, Y: 0}, -2, "local minimum"),
        ({X: -1, Y: 0}, 2, "saddle point"),
        ({X: sp.Symbol("t"), Y: 0}, 2, "not a point"),  # a whole line of them
    )
    d = made("extrema", "x^3 - 3x + y^2", (X, Y), X, told=told)
    assert labels(d) == ["local minimum (1, 0)", "saddle point (−1, 0)"]


def test_constraints_are_drawn_as_curves() -> None:
    d = sc.extrema("x y", subject_to="x^2 + y^2 = 1")
    first, *classes = labels(d)
    assert first == "$x^{2} + y^{2} = 1$"
    assert sorted(word.split()[0] for word in classes) == ["maximum", "minimum"]


def test_a_hole_is_an_open_circle() -> None:
    d = sc.continuity("(x^2-1)/(x-1)")
    (hole,) = [line for line in d.plot().axes[0].lines if line.get_markerfacecolor() == "white"]
    assert np.allclose(hole.get_xydata(), [[1.0, 2.0]])
    assert labels(d)[1:] == ["hole at x = 1"]


LIMITS = [
    ("lim_(x→0) sin(x)/x", sp.S.One, "limit 1"),
    ("lim_(x→∞) (2x+1)/(x-3)", sp.Integer(2), "limit 2"),
    ("lim_(x→0) sin(1/x)", sp.nan, None),
    ("lim_(x→2+) 1/(x-2)", sp.oo, None),
]


@pytest.mark.parametrize(("typed", "value", "told"), LIMITS)
def test_a_limit_is_drawn_near_the_point(typed: str, value: sp.Expr, told: str | None) -> None:
    assert labels(made("limit", typed, (), value))[1:] == ([told] if told else [])


def test_what_matplotlib_cannot_set_is_text() -> None:
    assert label(read("x^2 sin(3x)")).startswith("$")
    assert label(read("{x if x > 0; −x otherwise}")) == "{x if x > 0; −x otherwise}"
    assert not can_set(r"$\begin{cases} x \end{cases}$")


@pytest.mark.parametrize("suffix", SIGNATURES)
def test_files(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"picture{suffix}"
    sc.diff("x^2").plot(file)
    assert file.read_bytes().startswith(SIGNATURES[suffix])


@pytest.mark.parametrize(
    ("name", "what"), [("x.docx", "written as '.docx'"), ("no/x.png", "cannot be written")]
)
def test_files_that_cannot_be(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=what):
        sc.diff("x^2").plot(tmp_path / name)


def test_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(group, ["diff", "x^2", "--at", "x=1", "--plot", "f.png"])
    assert done.exit_code == 0
    assert done.output == sc.diff("x^2", at={"x": 1}).text() + "\n"
    assert Path("f.png").stat().st_size > 10_000


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr("symcalc.plotting.paper.find_spec", lambda _: None)
    with pytest.raises(sc.BackendError, match=r"symcalc-tutor\[plot\]"):
        sc.diff("x^2").plot()


@pytest.mark.parametrize(
    "d",
    [
        sc.gradient("x y z"),
        made("jacobian", "[x, y]", (X, Y), X),
        made("inverse", "x^2", (X,), X),
    ],
    ids=lambda d: d.question.kind,
)
def test_what_has_no_picture_says_so(d: Derivation) -> None:
    with pytest.raises(sc.UnsupportedError, match="there is no picture"):
        d.plot()


@pytest.mark.parametrize(
    "d",
    [
        sc.diff("e^(e^x)", at={"x": 50}),  # overflows
        sc.diff("sqrt(-1-x^2)"),  # has no value anywhere
        sc.diff("7", "x"),
        sc.diff("x^100 + 10^9", at={"x": 0}),
        sc.gradient("e^(100 x y)", at={"x": 1, "y": 2}),
        sc.gradient("ln(-1 - x^2 - y^2)"),
        sc.gradient("7 + 0 x y", ["x", "y"]),
    ],
    ids=lambda d: d.question.text,
)
@pytest.mark.filterwarnings("error")
def test_what_is_hard_to_draw_is_drawn(d: Derivation) -> None:
    d.plot().canvas.draw()


def test_round_numbers() -> None:
    assert [round_number(v) for v in (0.012, 0.2, 0.999, 1.0, 7.0)] == [0.01, 0.2, 0.5, 1.0, 5.0]


def test_importing_symcalc_does_not_import_matplotlib() -> None:

    code = "import symcalc, sys; symcalc.diff('x^2').html(); print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
