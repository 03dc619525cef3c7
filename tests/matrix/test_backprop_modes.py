"""Forward and reverse mode against SymPy's Jacobian, and the cost counted by hand."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

FUNCTIONS = [
    ("a*b + b", {"a": 2, "b": 3}),
    ("[x y, sin x]", {"x": 0, "y": 2}),
    ("[x^2 y, x + y, exp(x y), 3]", {"x": sp.Rational(1, 2), "y": 2}),
    ("x y z + sin(x y z)", {"x": 1, "y": 2, "z": sp.Rational(1, 3)}),
    ("u v w x y", {"u": 1, "v": 2, "w": 3, "x": 4, "y": 5}),
    ("x^2", {"x": 3}),
    ("[x, x]", {"x": 3}),
]


@pytest.mark.parametrize(("text", "point"), FUNCTIONS)
def test_the_jacobian(text: str, point: dict) -> None:
    d = sc.modes(text, at=point)
    whole = sp.Matrix([sc.parse(text)] if not text.startswith("[") else sc.parse(text))
    wrt = list(d.question.wrt)
    expected = whole.jacobian(wrt)
    here = {sp.Symbol(k): v for k, v in point.items()}

    assert sp.simplify(d.answer - expected) == sp.zeros(*expected.shape)
    assert max(abs(c) for c in sp.N(d.value - expected.subs(here))) < 1e-12
    assert d.verify()


@pytest.mark.parametrize(("text", "point"), FUNCTIONS)
def test_products(text: str, point: dict) -> None:
    """⟨u, J v⟩ = ⟨Jᵀu, v⟩, each with the Jacobian."""
    jacobian = sc.modes(text, at=point).value
    v = sp.Matrix([k + 1 for k in range(jacobian.cols)])
    u = sp.Matrix([2 - k for k in range(jacobian.rows)])

    assert max(map(abs, sc.modes(text, at=point, direction=list(v)).value - jacobian * v)) < 1e-12
    backward = sc.modes(text, at=point, cotangent=list(u)).value
    assert max(map(abs, backward - jacobian.T * u)) < 1e-12


def test_dual_numbers_line_by_line() -> None:
    text = sc.modes("a*b + b", at={"a": 2, "b": 3}).text()

    assert "c = a·b    c′ = b · a′ + a · b′  (6, 3)       (6, 2)" in text
    assert "d = c + b  d′ = c′ + b′          (9, 3)       (9, 3)" in text


COSTS = [
    # by hand: the value of a b + b takes a product and a sum; a forward pass takes two products
    # and a sum for c′, and a sum for d′; a reverse pass two products and a sum for ∂d/∂b.
    ("a*b + b", {"a": 2, "b": 3}, "value alone  1       2", "forward      2       2 · 6 = 12"),
    ("a*b + b", {"a": 2, "b": 3}, "reverse      1       5", "numbers kept"),
    ("[x, x]", {"x": 1}, "forward      1", "reverse      2"),
]


@pytest.mark.parametrize(("text", "point", "one", "other"), COSTS)
def test_costs(text: str, point: dict, one: str, other: str) -> None:
    told = sc.modes(text, at=point).text()

    assert one in told
    assert other in told


def test_reverse_mode_does_not_grow_with_the_inputs() -> None:
    """Operations over those of the value: at most four, for 2 inputs and for 40."""
    ratios = []
    for n in (2, 10, 40):
        text = " + ".join(f"sin(x_{k}) x_{k + 1}" for k in range(n))
        told = sc.modes(text).text()
        ratios.append(float(told.split("reverse mode costs ")[1].split()[0]))

    assert max(ratios) <= 4


@pytest.mark.parametrize("mode", ["both", "forward", "reverse"])
def test_modes_and_formats(mode: str) -> None:
    d = sc.modes("[x y, sin x]", at={"x": 0, "y": 2}, mode=mode)

    rules = [step.rule for step in d.steps]
    assert ("forward-mode" in rules) == (mode != "reverse")
    assert ("reverse-mode" in rules) == (mode != "forward")
    assert all(getattr(d, name)() for name in ("latex", "markdown", "html", "json", "text"))
    assert d.hint(1)


BAD = [
    ({"f": "x y", "mode": "foo"}, "no mode 'foo'"),
    ({"f": "x y", "at": {"x": 1}}, "no value to y"),
    ({"f": "x y", "at": {"x": 1, "y": 1, "z": 1}}, "z does not occur"),
    ({"f": "x y", "direction": [1]}, "1 components, and there are 2 inputs"),
    ({"f": "x y", "cotangent": [1, 2]}, "2 components, and there are 1 outputs"),
    ({"f": "1"}, "no input"),
    ({"f": "x y", "wrt": "z"}, "z does not occur"),
    ({"f": "log(x)", "at": {"x": -1}}, "no real value"),
    ({"f": "x y", "direction": ["x", 1]}, "not a number"),
]


@pytest.mark.parametrize(("call", "told"), BAD)
def test_bad_input(call: dict, told: str) -> None:
    with pytest.raises(sc.SymcalcError) as caught:
        sc.modes(**call)

    assert told in str(caught.value)
