"""Runs side by side, and losses over two directions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.plotting.descent import on_surface
from symcalc.plotting.paper import save
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


CRITICAL = [
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
    curves = {"run": (run.points, run.values)}
    save(on_surface(run.asked, run.question.wrt, curves), tmp_path / "space.png")
    assert len(list(tmp_path.iterdir())) == 4


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
