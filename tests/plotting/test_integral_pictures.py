"""Pictures of integrals: areas lie between the limits, panels under the rule, regions inside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from numpy.testing import assert_allclose

import symcalc as sc
from symcalc.checking.quadrature import RULES
from symcalc.errors import UnsupportedError
from symcalc.plotting.panels import parabola

pytest.importorskip("matplotlib")


def filled(axes) -> list[np.ndarray]:
    """The corners of what is filled."""
    kinds = [c for c in axes.collections if isinstance(c, PolyCollection)]
    return [path.vertices for c in kinds for path in c.get_paths()]


def size(vertices: np.ndarray) -> float:
    """The area of a polygon."""
    x, y = vertices.T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def legend(axes) -> list[str]:
    return axes.get_legend_handles_labels()[1]


AREAS = [
    # question, area above the axis, area below it
    ("int_0^pi sin x dx", 2.0, 0.0),
    ("int_0^(2pi) sin x dx", 2.0, 2.0),
    ("int_(-1)^2 x^3 - x dx", 2.5, 0.25),
    ("int_2^0 x dx", 2.0, 0.0),
    ("int_0^2 floor(x) dx", 1.0, 0.0),
    ("int_(-1)^1 |x| dx", 1.0, 0.0),
]


@pytest.mark.parametrize(("asked", "above", "below"), AREAS)
def test_the_shades_are_the_signed_areas(asked: str, above: float, below: float) -> None:
    (axes,) = sc.explain(asked).plot().axes
    found = filled(axes)
    assert_allclose(sum(size(v) for v in found if v[:, 1].max() > 1e-6), above, rtol=5e-3)
    assert_allclose(sum(size(v) for v in found if v[:, 1].min() < -1e-6), below, rtol=5e-3)
    assert ("counts −" in legend(axes)) == (below > 0)


def test_limits_stand_where_they_are() -> None:
    (axes,) = sc.explain("int_1^3 1/x dx").plot().axes
    x = np.concatenate([v[:, 0] for v in filled(axes)])
    assert (x.min(), x.max()) == (1.0, 3.0)
    assert axes.get_title() == "value 1.099"


def test_infinite_limits_are_cut_and_that_is_said() -> None:
    (axes,) = sc.explain("int_0^oo e^(-x) dx").plot().axes
    assert axes.get_title() == "value 1, cut at 8, it goes on"
    (axes,) = sc.explain("int_(-oo)^oo 1/(1+x^2) dx").plot().axes
    assert "cut at 8 and at −8" in axes.get_title()


def test_poles_run_out_of_the_picture() -> None:
    (axes,) = sc.explain("int_(-1)^1 1/x^2 dx").plot().axes
    assert "diverges" in axes.get_title()
    assert axes.get_ylim()[1] < 1000
    x, y = axes.lines[0].get_data()
    assert np.isnan(y[np.abs(x) < 1e-12]).all()


def test_letters_have_values_that_are_said() -> None:
    (axes,) = sc.explain("int_0^a x^2 dx").plot().axes
    assert axes.get_title() == "for a = 1"


def test_equal_limits_have_no_area() -> None:
    with pytest.raises(UnsupportedError, match="there is no area"):
        sc.explain("int_2^2 x^2 dx").plot()


def test_a_function_above_its_antiderivative() -> None:
    above, below = sc.integrate("x e^(-x^2)").plot().axes
    x, y = below.lines[0].get_data()
    assert_allclose(y, -np.exp(-(x**2)) / 2)
    x, y = above.lines[0].get_data()
    assert_allclose(y, x * np.exp(-(x**2)))
    assert legend(below)[0].endswith("C = 0")


@pytest.mark.parametrize("rule", RULES)
def test_panels_hold_what_the_rule_adds_up(rule: str) -> None:
    """The polygons together are the sum, less where a parabola is drawn by short lines."""
    d = sc.quadrature("2 + sin(3x)", "x", 0, 2, rule=rule, n=6)
    above, below = d.plot().axes
    assert_allclose(sum(map(size, filled(above))), float(d.answer), rtol=2e-3)
    names = legend(below)
    assert names == [r.title for r in RULES.values()]
    assert (below.get_xscale(), below.get_yscale()) == ("log", "log")


def test_the_lines_of_convergence_have_the_slopes_of_their_orders() -> None:
    _, below = sc.quadrature("e^x", "x", 0, 1, n=4).plot().axes
    for line, rule in zip(below.lines, RULES.values(), strict=True):
        n, errors = line.get_data()
        slope = np.polyfit(np.log(n[3:7]), np.log(errors[3:7]), 1)[0]
        assert abs(slope + rule.order) < 0.05


def test_signs_of_panels() -> None:
    above, _ = sc.quadrature("x", "x", -1, 1, rule="midpoint", n=4).plot().axes
    lows = [v[:, 1].min() for v in filled(above)]
    assert min(lows) == -0.75


def test_random_points_lie_on_the_curve() -> None:
    above, below = (
        sc.quadrature("sin x", "x", 0, "pi", rule="monte-carlo", n=50, seed=2).plot().axes
    )
    x, y = above.lines[0].get_data()
    assert_allclose(y, np.sin(x))
    assert_allclose(x, np.pi * np.random.default_rng(2).random(50))
    assert "Monte Carlo, standard error" in legend(below)


def test_many_panels_and_none() -> None:
    sc.quadrature("sqrt(x)", "x", 0, 1, n=2000).plot()
    assert len(sc.quadrature("x", "x", 1, 1).plot().axes) == 1


def test_a_parabola_goes_through_its_three_points() -> None:
    x, y = parabola(np.array([1.0, 2.0, 3.0]), np.array([4.0, 9.0, 16.0]))
    assert_allclose(y, (x + 1) ** 2)


REGIONS = [
    # question, the ends in x, the ends in y
    ("int_0^1 int_0^x x y dy dx", (0, 1), (0, 1)),
    ("int_0^1 int_y^1 e^(x^2) dx dy", (0, 1), (0, 1)),
    ("int_0^2 int_0^(x^2) x dy dx", (0, 2), (0, 4)),
    ("int_0^(2pi) int_0^3 r^2 dr dtheta", (-3, 3), (-3, 3)),
]


@pytest.mark.parametrize(("asked", "wide", "high"), REGIONS)
def test_regions(asked: str, wide: tuple[float, float], high: tuple[float, float]) -> None:
    axes, bar = sc.explain(asked).plot().axes
    drawn = np.concatenate([line.get_xydata() for line in axes.lines])
    assert_allclose((drawn[:, 0].min(), drawn[:, 0].max()), wide, atol=1e-2)
    assert_allclose((drawn[:, 1].min(), drawn[:, 1].max()), high, atol=1e-2)
    assert bar.get_ylabel()


def test_a_constant_over_a_region_and_infinite_regions() -> None:
    assert len(sc.explain("int_0^1 int_0^2 1 dy dx").plot().axes) == 1
    axes, _ = sc.explain("int_0^oo int_0^oo e^(-x-y) dx dy").plot().axes
    assert "cut, it goes on" in axes.get_title()


def test_three_variables_have_no_picture() -> None:
    with pytest.raises(UnsupportedError, match="3 variables"):
        sc.explain("int_0^1 int_0^1 int_0^1 x y z dx dy dz").plot()


def test_files(tmp_path: Path) -> None:
    sc.quadrature("x^2", "x", 0, 1, n=4).plot(tmp_path / "panels.png")
    assert (tmp_path / "panels.png").read_bytes()[:4] == b"\x89PNG"
