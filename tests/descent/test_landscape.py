"""Runs side by side, and losses over two directions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.tutor.descent.planes import principal_directions

RNG = np.random.default_rng(3)
X = RNG.standard_normal((12, 2))
Y = (X[:, :1] > 0).astype(float)
START = {"W1": RNG.standard_normal((2, 3)), "b": np.zeros(3), "W2": RNG.standard_normal((3, 1))}
NETWORK = "mean((tanh(X W1 + b) W2 - Y)^2)"


@pytest.fixture(scope="module")
def trained() -> sc.Trace:
    data = {"X": X, "Y": Y}
    return sc.descend(NETWORK, START, "adam", rate=0.05, steps=60, data=data, shown=0)


def test_compare() -> None:
    methods = ["gradient(rate 0.08)", "newton", "gradient(rate 0.11)"]
    d = sc.compare("x^2 + 10y^2", {"x": 4, "y": 2}, methods)
    assert list(d.traces) == methods
    alone = sc.descend("x^2 + 10y^2", {"x": 4, "y": 2}, rate=0.08)
    assert np.array_equal(d.traces[methods[0]].points, alone.points)
    assert d.traces[methods[2]].status == "diverged"
    assert (
        "newton needs the fewest steps to converge, 1; gradient(rate 0.11) is diverging" in d.ending
    )
    assert sc.explain(d.question.text).answer == d.answer
    assert d.check.status == "agrees"


def test_compare_from_a_mapping_for_some_steps() -> None:
    options = {"gradient": {"rate": 0.05}, "momentum": {"rate": 0.01, "beta": 0.8}, "adam": {}}
    d = sc.compare("x^2 + y^2", {"x": 1, "y": 1}, options, steps=5)
    assert [(name, steps) for name, steps, _ in d.answer] == [
        ("gradient(rate 0.05)", 5),
        ("momentum(rate 0.01; beta 0.8)", 5),
        ("adam", 5),
    ]
    assert "After at most 5 steps gradient(rate 0.05) is lowest" in d.ending


def test_compare_takes_a_text_and_tells_who_left_the_domain() -> None:
    d = sc.compare("x - log x", {"x": 4}, "gradient(rate 10), adam", steps=10)
    assert d.question.text.endswith("for 10 steps")
    assert "steps steps" not in d.text()
    assert [row[-1] for row in d.steps[0].table.rows] == [
        "left its domain",
        "stopped by the number of steps",
    ]
    assert "gradient(rate 10) has left its domain" in d.ending
    assert sc.explain(d.question.text).ending == d.ending


CRITICAL = [
    ("x^4 + y^4", {"x": 0, "y": 0}, 1, ["flat"]),
    ("x^4 + y^2", {"x": 0.3, "y": 0.2}, 1, ["flat"]),
    ("(x^2 - 1)^2 + y^2", {"x": 0, "y": 0}, 2, ["minimum", "minimum", "saddle"]),
    ("x^2 - y^2", {"x": 0.3, "y": 0.2}, 1, ["saddle"]),
    ("-x^2 - y^2", {"x": 0.3, "y": 0.2}, 1, ["maximum"]),
    ("x + y", {"x": 0, "y": 0}, 1, []),
    ("cos x + cos y", {"x": 0.1, "y": 0.2}, 4, ["maximum", *["minimum"] * 4, *["saddle"] * 4]),
]


@pytest.mark.parametrize(("f", "at", "span", "kinds"), CRITICAL)
def test_critical_points(f: str, at: dict[str, float], span: float, kinds: list[str]) -> None:
    d = sc.landscape(f, at, span=span)
    assert sorted(kind for _, _, kind in d.answer) == sorted(kinds)
    middle = len(d.a) // 2
    assert np.isclose(d.values[middle, middle], float(sc.parse(f).subs(at)))
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).ending == d.ending


def test_exact_derivatives() -> None:
    """By hand: f″ = 12x² − 4 is 8 at ±1 and −4 at 0."""
    d = sc.landscape("(x^2 - 1)^2 + y^2", {"x": 0, "y": 0}, span=2)
    places = {place: (value, kind) for place, value, kind in d.answer}
    assert {(round(a, 12), round(b, 12)) for a, b in places} == {(1, 0), (-1, 0), (0, 0)}
    assert sorted(places.values()) == [(0, "minimum"), (0, "minimum"), (1, "saddle")]
    assert "8 and 2" in d.text()
    assert "0 and 0" in sc.landscape("x^4 + y^4", {"x": 0.3, "y": 0.2}).text()


def test_a_curve_of_minima() -> None:
    """(x y − 1)² is 0 on the hyperbola, where x y = 1."""
    d = sc.landscape("(x y - 1)^2", {"x": 1, "y": 1}, span=2)
    valley = [place for place, _, kind in d.answer if kind == "valley"]
    assert len(valley) > 3
    assert all(np.isclose((1 + a) * (1 + b), 1) for a, b in valley)
    assert "points on a curve of minima, one saddle point" in d.ending


FLAT = [
    ("7 + 0x + 0y", {"x": 1, "y": 0}, 1.0, "the loss is constant"),
    ("max(0, x) + 0y", {"x": -0.5, "y": 0}, 0.7, "the slope is 0"),
    ("max(7, x) + 0y", {"x": 6.5, "y": 0}, 0.7, "the slope is 0"),
    ("x + y", {"x": 0, "y": 0}, 0.0, "No critical point"),
]


@pytest.mark.parametrize(("f", "at", "share", "told"), FLAT)
def test_what_is_flat(f: str, at: dict[str, float], share: float, told: str) -> None:
    d = sc.landscape(f, at)
    assert np.isclose(d.flat.mean(), share, atol=0.05)
    assert told in d.ending


@pytest.mark.filterwarnings("error")
def test_a_part_without_values() -> None:
    d = sc.landscape("log(x) + y^2", {"x": 1, "y": 0}, span=2)
    share = 100 * float((d.a + 1 <= 0).mean())
    assert f"At {share:.3g} % of the places it has no value." in d.text()


def test_titles() -> None:
    d = sc.landscape("x^2 + y^4", {"x": 1, "y": 0})
    assert d.question.text == "landscape of x² + y⁴ at x = 1, y = 0"
    run = sc.descend("x^2 + y^4", {"x": 1, "y": 0}, rate=0.1, steps=4)
    title = sc.landscape(run).question.text
    assert title.startswith("landscape of descent on x² + y⁴ from x = 1, y = 0 with rate 0.1")
    over = sc.landscape("(w x - y)^2 + v^2", {"w": 1, "v": 1}, data={"x": [1, 2], "y": [2, 4]})
    assert sc.explain(over.question.text).answer == over.answer


def test_the_run_on_the_surface() -> None:
    """The picture of a run in two variables has a frame in space, with the run's heights."""
    run = sc.descend("x^2 + 10y^2", {"x": 4, "y": 2}, rate=0.09, steps=30)
    space = next(a for a in sc.landscape(run).plot().axes if hasattr(a, "get_zlim"))
    x, y, z = space.lines[0].get_data_3d()
    assert np.allclose(z, run.values)
    assert np.allclose(np.array([x, y]).T, run.points)


def test_gradients_alone_have_a_picture() -> None:
    run = sc.descend(None, [1, 2], gradients=[[1, 2], [3, 4]], rate=0.1)
    (axes,) = run.plot().axes
    assert [list(line.get_ydata()) for line in axes.lines] == run.points.T.tolist()


def test_flat_regions() -> None:
    d = sc.landscape("exp(-x^2 - y^2)", {"x": 0, "y": 0}, span=6)
    assert d.flat[0, 0]
    assert d.flat.mean() > 0.3


def test_random_directions_are_as_long_as_the_parameters(trained: sc.Trace) -> None:
    d = sc.landscape(trained, points=11)
    layout = {"W1": (2, 3), "b": (3,), "W2": (3, 1)}
    starts = np.cumsum([0, 6, 3])
    for u in d.directions:
        for (name, shape), low in zip(layout.items(), starts, strict=True):
            told = u[low : low + int(np.prod(shape))].reshape(shape)
            own = trained.answer[name]
            axis = 1 if len(shape) > 1 else None
            assert np.allclose(np.linalg.norm(told, axis=axis), np.linalg.norm(own, axis=axis))
    assert np.array_equal(d.directions, sc.landscape(trained, points=11).directions)
    assert not np.array_equal(d.directions, sc.landscape(trained, points=11, seed=1).directions)


def test_principal_directions_hold_a_plane_path() -> None:
    angles = np.linspace(0, 3, 40)
    basis = np.linalg.qr(np.random.default_rng(0).standard_normal((7, 2)))[0]
    path = np.outer(np.cos(angles), basis[:, 0]) + np.outer(2 * angles, basis[:, 1])
    u, v, share = principal_directions(path)
    assert np.isclose(share, 1)
    assert np.allclose(np.array([u, v]) @ np.array([u, v]).T, np.eye(2))


def test_the_path_in_the_principal_plane(trained: sc.Trace) -> None:
    d = sc.landscape(trained, directions="principal", points=11)
    assert np.allclose(d.path[-1], 0)
    assert d.path.shape == (61, 2)
    middle = len(d.a) // 2
    assert np.isclose(d.values[middle, middle], trained.values[-1])
    assert "two directions in which the run moved most" in d.text()


def test_pictures(tmp_path: Path, trained: sc.Trace) -> None:
    run = sc.descend("x^2 + 10y^2", {"x": 4, "y": 2}, rate=0.12, steps=20)
    run.plot(tmp_path / "run.png")
    sc.landscape(trained, points=11).plot(tmp_path / "plane.png")
    sc.compare("x^4", {"x": 1}, ["gradient", "adam"], steps=5).plot(tmp_path / "one.png")
    assert len(list(tmp_path.iterdir())) == 3


BAD = [
    (lambda: sc.compare("x^2", {"x": 1}, ["adam"]), "two runs"),
    (lambda: sc.compare("x^2", {"x": 1}, ["adam", "adam"]), "twice"),
    (lambda: sc.compare("x^2", {"x": 1}, ["adam", "magic"]), "magic"),
    (lambda: sc.compare("x^2", {"x": 1}, ["adam", "gradient(speed 3)"]), "speed"),
    (lambda: sc.landscape("x^2", {"x": 1}), "two numbers"),
    (lambda: sc.landscape("x^2 + y^2"), "at a point"),
    (lambda: sc.landscape("x^2 + y^2", {"x": 1, "y": 1}, "north"), "no directions"),
    (lambda: sc.landscape("x^2 + y^2", {"x": 1, "y": 1}, "principal"), "run"),
    (lambda: sc.landscape("x^2 + y^2", {"x": 1, "y": 1}, span=-1), "positive"),
    (lambda: sc.landscape("x^2 + y^2", {"x": 1, "y": 1}, points=3), "11 to 201"),
    (lambda: sc.landscape("log(x) + y", {"x": -1, "y": 1}), "value"),
    (lambda: sc.explain("landscape of d/dx x^2"), "landscape"),
]


@pytest.mark.parametrize(("ask", "told"), BAD)
def test_bad_questions(ask: object, told: str) -> None:
    with pytest.raises(SymcalcError) as error:
        ask()  # type: ignore[operator]
    assert told in str(error.value)


def kinds(f: str, **options: float) -> dict[str, int]:
    """How many there are of each kind."""
    found = [kind for _, _, kind in sc.landscape(f, at={"x": 0, "y": 0}, **options).answer]
    return {kind: found.count(kind) for kind in found}


def test_all_critical_points_are_counted() -> None:
    """sin(x) sin(y): saddles at the multiples of π, extrema half-way between."""
    assert kinds("sin(x) sin(y)", span=4) == {"minimum": 2, "saddle": 9, "maximum": 2}


def test_a_curve_of_minima_is_not_counted_by_points() -> None:
    assert "points on a curve" in sc.landscape("(x + y)^2", at={"x": 0, "y": 0}).ending
    assert "12" not in sc.landscape("(x + y)^2", at={"x": 0, "y": 0}).ending


@pytest.mark.parametrize(("f", "kind"), [("|x| + |y|", "minimum"), ("|x| - y^2", "saddle")])
def test_a_kink_has_no_eigenvalues(f: str, kind: str) -> None:
    d = sc.landscape(f, at={"x": 0, "y": 0})

    assert kinds(f) == {kind: 1}
    assert "a kink" in d.text()
    assert not d.flat.any()


def test_the_window_and_the_axes_are_told_as_they_are() -> None:
    start = {"x": 1, "y": 2, "z": 3}

    assert "outside" in sc.landscape("(x^2 - 1)^2 + y^2", at={"x": 0, "y": 0}, span=0.5).text()
    told = sc.landscape("x^2 + y^2 + z^2", at=start, directions="axes").text()
    assert "first two of the 3" in told
    assert "two numbers only" not in told


def test_only_runs_that_end_at_a_minimum_are_ranked() -> None:
    """x⁴ − 2x² has a maximum at 0, where Newton's method goes from 0.1."""
    d = sc.compare("x^4 - 2x^2", {"x": 0.1}, ["gradient(rate 0.05)", "newton"])

    assert d.ending.startswith("gradient(rate 0.05) needs the fewest")
    assert any(remark.startswith("newton: ") for remark in d.remarks)
    assert "no minimum" in sc.compare("x^2 - y^2", {"x": 1, "y": 0}, "gradient, momentum").ending
