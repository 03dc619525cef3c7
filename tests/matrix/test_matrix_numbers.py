"""Numbers at the edge: large logits, negative and singular determinants, what is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

import symcalc as sc
from symcalc.matrix.operations.adjugate import SOURCE, adjugate

BACKENDS = ("cpu", "python")
SQUARE = "A: (n, n)"
SINGULAR = np.array([[1.0, 2.0], [2.0, 4.0]])


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("formula", ["log(det(A))", "logdet(A)", "log(|det(A)|)", "slogdet(A)"])
def test_the_logarithm_of_a_negative_determinant(formula: str, backend: str) -> None:
    kernel = sc.compile(formula, ["A"], shapes=SQUARE, backend=backend)
    module: dict[str, Any] = {}
    exec(kernel.source, module)

    for call in (kernel, module["value"]):
        for diagonal, size in (([-1, 2, 3], 6), ([-1, -2, 3], 6), ([1, 2, 4], 8)):
            of_size = "|" in formula or formula.startswith("s")
            wanted = np.log(size) if of_size or np.prod(diagonal) > 0 else np.nan
            found = call(np.diag(np.array(diagonal, dtype=float)))
            np.testing.assert_allclose(found, wanted, rtol=1e-14)


def test_a_logarithm_without_value_is_told() -> None:
    with pytest.raises(sc.SymcalcError, match="no real value"):
        sc.backprop("log(det(A))", ["A"], at={"A": [[-1, 0], [0, 2]]})
    assert sc.backprop("slogdet(A)", ["A"], at={"A": [[-1, 0], [0, 2]]}).value[0][0, 0] == -1
    told = sc.gradient("log(det(A))", "A", shapes=SQUARE).remarks
    assert "The determinant of A must be positive." in told
    assert sc.gradient("slogdet(A)", "A", shapes=SQUARE).remarks == ("A must be invertible.",)


def log_sigmoid(u: float) -> mpmath.mpf:
    with mpmath.workdps(60):
        return -mpmath.log1p(mpmath.exp(-mpmath.mpf(u)))


LOGITS = (-1000.0, -745.5, -40.0, -1.5, 0.0, 0.25, 37.0, 800.0, 1000.0)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("formula", "sign"),
    [("log(sigmoid(x))", 1), ("log(1 - sigmoid(x))", -1), ("-log(1 + exp(-x))", 1)],
)
def test_logarithms_of_sigmoids(formula: str, sign: int, backend: str) -> None:
    plain = sc.compile(formula, backend=backend)
    matrix = sc.compile(f"sum({formula})", ["x"], shapes="x: 1", backend=backend)

    for logit in LOGITS:
        wanted = float(log_sigmoid(sign * logit))
        slope = sign * float(mpmath.exp(log_sigmoid(-sign * logit)))
        for value, gradient in (
            plain.value_and_gradient(logit),
            matrix.value_and_gradient([logit]),
        ):
            assert value == pytest.approx(wanted, rel=1e-14, abs=1e-320)
            assert gradient[0] == pytest.approx(slope, rel=1e-13, abs=1e-300)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("defined", [False, True])
@pytest.mark.parametrize("logits", [[800, 0, 0], [-1000, 1000, 3], [0.1, -0.2, 0.3], [-1e3] * 3])
def test_logarithms_of_a_softmax(logits: list[float], backend: str, *, defined: bool) -> None:
    loss = "p = softmax(z); -y^T log(p)" if defined else "-y^T log(softmax(z))"
    kernel = sc.compile(loss, ["z", "y"], shapes="z: 3, y: 3", wrt=["z"], backend=backend)
    with mpmath.workdps(1000):
        powers = [mpmath.exp(mpmath.mpf(z)) for z in logits]
        shares = [power / sum(powers) for power in powers]
        wanted = float(-mpmath.log(shares[1]))

    value, gradient = kernel.value_and_gradient(logits, [0, 1, 0])

    assert value == pytest.approx(wanted, rel=1e-14)
    np.testing.assert_allclose(gradient, np.array(shares, dtype=float) - [0, 1, 0], atol=1e-15)


def test_backprop_shows_the_same_numbers() -> None:
    told = sc.backprop("-y^T log(softmax(z))", ["z"], at={"z": [800, 0, 0], "y": [0, 1, 0]})

    assert "800" in told.text()
    np.testing.assert_allclose(told.value[0].ravel(), [1, -1, 0])


def cofactors(a: np.ndarray) -> np.ndarray:
    """By minors."""
    n = len(a)
    minor = [[np.delete(np.delete(a, i, 0), j, 1) for j in range(n)] for i in range(n)]
    return np.array(
        [[(-1) ** (i + j) * np.linalg.det(minor[i][j]) for j in range(n)] for i in range(n)]
    )


MATRICES = {
    "one": np.array([[3.0]]),
    "regular": np.array([[2.0, 1, 0], [0, 3, 1], [1, 0, -1]]),
    "rank 2": np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]),
    "rank 1": np.outer([1.0, -2, 3], [2, 1, 1]),
    "zero": np.zeros((3, 3)),
    "nearly": np.array([[1 + 1e-13, 2], [2, 4]]),
    "swapped": np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 0]]),
}


@pytest.mark.parametrize("name", MATRICES)
def test_the_gradient_of_a_determinant_is_the_cofactors(name: str) -> None:
    a = MATRICES[name]
    wanted = cofactors(a) if len(a) > 1 else np.ones((1, 1))
    module: dict[str, Any] = {}
    exec(f"import numpy as np\n{SOURCE}", module)

    np.testing.assert_allclose(adjugate(a).T, wanted, atol=1e-12)
    np.testing.assert_allclose(module["adjugate"](a).T, wanted, atol=1e-12)
    for backend in BACKENDS:
        kernel = sc.compile("det(A)", ["A"], shapes=SQUARE, backend=backend)
        np.testing.assert_allclose(kernel.gradient(a), wanted, atol=1e-12)
    np.testing.assert_allclose(
        sc.backprop("det(A)", ["A"], at={"A": a}).value[0], wanted, atol=1e-12
    )


def test_determinants_inside_of_formulas_at_singular_matrices() -> None:
    kernel = sc.compile("det(A)^2 + 3 det(A) sum(A)", ["A"], shapes=SQUARE)
    module: dict[str, Any] = {}
    exec(kernel.source, module)
    wanted = 27 * np.array([[4, -2], [-2, 1]])  # 3·9 times the cofactors

    np.testing.assert_allclose(kernel.gradient(SINGULAR), wanted, atol=1e-12)
    np.testing.assert_allclose(module["value_and_gradient"](SINGULAR)[1], wanted, atol=1e-12)
    product = sc.compile("prod(x)", ["x"], shapes="x: n")
    assert product.gradient([2, 0, 3.0]).tolist() == [0, 6, 0]


@pytest.mark.parametrize("formula", ["tr(inv(A))", "log(det(A))", "sum(A^(-2))"])
def test_inverses_of_singular_matrices_are_refused(formula: str) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.backprop(formula, ["A"], at={"A": SINGULAR})
    with pytest.raises(sc.SymcalcError):
        sc.compile(formula, ["A"], shapes=SQUARE).gradient(SINGULAR)


HELD: dict[str, tuple[Callable[[], Any], Any]] = {
    "number": (lambda: sc.backprop("x*stop_gradient(x)", at={"x": 3}).value, [3]),
    "target": (
        lambda: sc.backprop("(q - stop_gradient(r + 0.9 q))^2", "q", at={"q": 1, "r": 2}).value,
        [-3.8],
    ),
    "arrays": (
        lambda: sc.backprop("sum(x .* stop_gradient(x))", ["x"], at={"x": [1, 2]}).value[0],
        [[1], [2]],
    ),
    "nested": (
        lambda: sc.backprop(
            "sum(x .* stop_gradient(exp(x) .* stop_gradient(x)))", ["x"], at={"x": [1, 2]}
        ).value[0],
        [[np.e], [2 * np.e**2]],
    ),
    "modes": (lambda: list(sc.modes("x*stop_gradient(x)", at={"x": 3}).value), [3]),
}


@pytest.mark.parametrize("name", HELD)
def test_stop_gradient(name: str) -> None:
    asked, wanted = HELD[name]

    np.testing.assert_allclose(np.array(asked(), dtype=float), wanted, rtol=1e-15)


@pytest.mark.parametrize("at", [{"W": [[1, 2], [3, 4]], "x": [1, 2]}, {"W": 1, "x": np.ones(2)}])
def test_modes_of_arrays_say_what_to_ask(at: dict[str, Any]) -> None:
    with pytest.raises(sc.UnsupportedError, match="and this has arrays") as error:
        sc.modes("W x", at=at)
    assert "`backprop` takes arrays" in str(error.value)
