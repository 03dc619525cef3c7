"""Pictures of areas, averages and lengths: what is shaded has the size that is told."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from numpy.testing import assert_allclose

import symcalc as sc
from symcalc.errors import UnsupportedError

pytest.importorskip("matplotlib")


def shaded(axes) -> float:
    """The area of all that is filled."""
    kinds = [c for c in axes.collections if isinstance(c, PolyCollection)]
    corners = [path.vertices for c in kinds for path in c.get_paths()]
    corners += [patch.get_xy() for patch in axes.patches]
    return sum(
        abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
        for x, y in (v.T for v in corners)
    )


def meeting(axes) -> np.ndarray:
    """The points that are marked."""
    dots = [line.get_xydata() for line in axes.lines if line.get_marker() == "o"]
    return np.concatenate(dots) if dots else np.empty((0, 2))


REGIONS = [
    # question, its area, the points where the curves meet
    ("area between y = x^2 and y = x + 2", 4.5, [(-1, 1), (2, 4)]),
    ("area between x = y^2 and x = y + 2", 4.5, [(1, -1), (4, 2)]),
    ("area between y = |x| and y = x^2 - 2", 20 / 3, [(-2, 2), (2, 2)]),
    ("area between y = a x and y = x^2", 1 / 6, [(0, 0), (1, 1)]),  # drawn for a = 1
    ("area between y = x and y = 0 from 1 to 3", 4, []),
    ("area enclosed by r = 1 + cos(theta)", 1.5 * np.pi, []),
    ("area enclosed by r^2 = cos(2theta)", 1, []),
]


@pytest.mark.parametrize(("asked", "size", "points"), REGIONS, ids=[row[0] for row in REGIONS])
def test_regions(asked: str, size: float, points: list[tuple[float, float]]) -> None:
    (axes,) = sc.explain(asked).plot().axes

    assert_allclose(shaded(axes), size, rtol=5e-3)
    assert_allclose(meeting(axes), np.reshape(points, (-1, 2)), atol=1e-9)


def test_a_region_that_is_none_is_not_shaded() -> None:
    (axes,) = sc.explain("area between y = e^x and y = x").plot().axes

    assert shaded(axes) == 0
    assert axes.get_title() == "The curves do not meet"


def test_an_average_is_a_level_line() -> None:
    (axes,) = sc.explain("average value of x^2 on [0, 3]").plot().axes
    level = next(line for line in axes.lines if line.get_label() == "average value")

    assert_allclose(level.get_xydata(), [(0, 3), (3, 3)])
    assert_allclose(meeting(axes), [(np.sqrt(3), 3)])


def test_an_average_that_is_jumped_over_has_no_point() -> None:
    (axes,) = sc.explain("average value of floor(x) on [0, 4]").plot().axes

    assert len(meeting(axes)) == 0


def test_the_arc_is_drawn_between_its_ends() -> None:
    (axes,) = sc.explain("arc length of x^2 from 0 to 2").plot().axes
    arc = next(line for line in axes.lines if line.get_label() == "$x^{2}$").get_xydata()

    assert_allclose((arc[0], arc[-1]), [(0, 0), (2, 4)])


def test_solids_have_no_picture() -> None:
    with pytest.raises(UnsupportedError, match="no picture"):
        sc.explain("volume of revolution of x^2 from 0 to 1").plot()
