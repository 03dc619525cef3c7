"""`check_gradient`: a user's own gradient beside a user's own function."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import rosen, rosen_der, rosen_hess

import symcalc as sc

POINT = np.array([1.2, -0.7, 0.3, 2.0, 5.0])


def changed(index: int, factor: float):
    def gradient(x):
        told = rosen_der(x)
        told[index] *= factor
        return told

    return gradient


def test_a_right_gradient_agrees() -> None:
    report = sc.check_gradient(rosen, rosen_der, POINT)
    assert report
    assert report.max_error < 1e-10
    assert sc.check_gradient(rosen, rosen_der(POINT), POINT)
    assert sc.check_gradient(rosen_der, rosen_hess, POINT)  # a Jacobian
    assert sc.check_gradient(math.sin, math.cos, 1.0)
    several = sc.check_gradient(rosen, rosen_der, [POINT, POINT + 1, POINT / 3])
    assert (several.status, several.points) == ("agrees", 3)


def test_a_kernel_fits() -> None:
    k = sc.compile("x^2 sin(y) + e^x", ["x", "y"], backend="python")
    assert sc.check_gradient(k.vector.fun, k.vector.grad, [1.0, 2.0], names=["x", "y"])


WRONG = [
    # gradient                               worst   note
    (lambda x: -rosen_der(x), None, "5 of 5 entries are wrong: the sign is the other one"),
    (lambda x: 2 * rosen_der(x), None, "twice what they should be"),
    (lambda x: rosen_der(x) / 2, None, "half of what they should be"),
    (lambda x: np.roll(rosen_der(x), 1), None, "shifted by one place"),
    (lambda x: np.roll(rosen_der(x), -1), None, "shifted by one place"),
    (changed(3, 1.0001), (3,), "1 of 5 entries are wrong"),
    (changed(1, -1.0), (1,), "1 of 5 entries are wrong"),
    (changed(2, math.nan), (2,), "1 of 5 entries are wrong"),
    (changed(2, math.inf), (2,), "1 of 5 entries are wrong"),
]


@pytest.mark.parametrize(("gradient", "index", "note"), WRONG)
def test_a_wrong_gradient_is_found_and_the_mistake_named(gradient, index, note) -> None:
    report = sc.check_gradient(rosen, gradient, POINT)
    assert report.status == "disagrees"
    assert index is None or report.worst.index == index
    assert note in report.note
    assert "The error is grad's" in report.text()
    (j,) = report.worst.index
    assert report.worst.expected == pytest.approx(rosen_der(POINT)[j], rel=1e-8)
    assert report.worst.got == pytest.approx(gradient(POINT)[j], nan_ok=True)
    assert report.worst.point == {f"x[{k}]": POINT[k] for k in range(5)}


def test_a_transposed_jacobian_is_found() -> None:
    matrix = np.array([[1.0, 2.0], [3.0, 4.0]])
    report = sc.check_gradient(lambda x: matrix @ x, matrix.T, [1.0, 2.0])
    assert (report.status, set(report.worst.index)) == ("disagrees", {0, 1})
    assert "the Jacobian is transposed" in report.note
    assert sc.check_gradient(lambda x: matrix @ x, matrix, [1.0, 2.0])


def test_small_gradients_are_not_lost_beside_one() -> None:
    assert sc.check_gradient(lambda x: 1e-9 * x * x, lambda x: 2e-9 * x, 1.0)
    assert not sc.check_gradient(lambda x: 1e-9 * x * x, lambda x: 4e-9 * x, 1.0)


def test_many_variables_take_few_calls() -> None:
    calls = []

    def counted(x):
        calls.append(x)
        return rosen(x)

    point = np.linspace(0.5, 1.5, 400)
    assert sc.check_gradient(counted, rosen_der, point)
    assert len(calls) < 200
    report = sc.check_gradient(rosen, changed(217, 1.01), point)
    assert (report.status, report.worst.index) == ("disagrees", (217,))
    assert report.worst.got == pytest.approx(1.01 * report.worst.expected, rel=1e-6)


COEFFICIENTS = np.polynomial.polynomial.polyfromroots([1.0] * 20)
NEVER_BLAMED = [
    # right, but a double has few digits of it       gradient                           point
    (
        lambda x: np.polynomial.polynomial.polyval(x, COEFFICIENTS),
        lambda x: 20 * (x - 1) ** 19,
        1.001,
    ),
    (
        lambda x: np.polynomial.polynomial.polyval(x, COEFFICIENTS),
        lambda x: 20 * (x - 1) ** 19,
        1.5,
    ),
    (
        lambda x: np.polynomial.polynomial.polyval(x, COEFFICIENTS),
        lambda x: 20 * (x - 1) ** 19,
        3.0,
    ),
    (lambda x: math.log(1 + 1e-17 * x), lambda x: 1e-17, 3.0),
    (lambda x: math.sin(1e8 * x), lambda x: 1e8 * math.cos(1e8 * x), 0.3),
    (lambda x: x * x + 1e-6 * math.sin(1e9 * x), lambda x: 2 * x, 1.0),  # noise, as of a solver
    (lambda x: np.float32(x) ** 2, lambda x: 2 * x, 1.1),
    (lambda x: math.sqrt(x), lambda x: 0.5 / math.sqrt(x), 1e-8),
    (lambda x: math.log(x - 1), lambda x: 1 / (x - 1), 1.01),  # fails beside the point
    (lambda x: abs(x) ** 1.5, lambda x: 0.0, 0.0),
]


@pytest.mark.parametrize(("fun", "grad", "x"), NEVER_BLAMED)
def test_right_but_delicate_gradients_are_never_blamed(fun, grad, x) -> None:
    assert sc.check_gradient(fun, grad, x).status != "disagrees"


def test_noise_hides_small_mistakes_only() -> None:
    def single(x):
        return np.sum(np.sin(np.float32(x)) * np.float32(x))

    def slope(x):
        return np.cos(x) * x + np.sin(x)

    assert sc.check_gradient(single, slope, POINT)
    assert sc.check_gradient(single, lambda x: 1.01 * slope(x), POINT).status == "disagrees"


UNDECIDED = [
    (abs, lambda x: 1.0, 0.0, "kink"),
    (lambda x: max(x, 1.0), lambda x: 1.0, 1.0, "kink"),
    (math.floor, lambda x: 0.0, 2.0, "not smooth"),
    (lambda x: math.nan, lambda x: 0.0, 2.0, "not finite"),
    (lambda x: math.inf, lambda x: 0.0, 2.0, "not finite"),
]


@pytest.mark.parametrize(("fun", "grad", "x", "reason"), UNDECIDED)
def test_what_cannot_be_decided_says_why(fun, grad, x, reason) -> None:
    report = sc.check_gradient(fun, grad, x)
    assert report.status == "undecided"
    assert reason in report.text()


def test_a_function_that_is_random_is_told() -> None:
    draw = np.random.default_rng(0)
    report = sc.check_gradient(lambda x: x * x + draw.normal(), lambda x: 2 * x, 1.0)
    assert "different values" in report.text()


def test_points_that_are_not_decided_are_told() -> None:
    report = sc.check_gradient(lambda x: abs(x[0]), np.sign, [[1.0], [0.0], [-2.0]])
    assert (report.status, report.points) == ("agrees", 2)
    assert "1 of 3 points were left out" in report.note


def complain(_x):
    raise KeyError("weights")


ERRORS = [
    # fun, grad, x                                        what is said
    (3, rosen_der, POINT, "fun is a int, not a function"),
    (rosen, lambda x: 1.0, POINT, r"grad has the shape \(\), and should have \(5,\)"),
    (rosen, lambda x: rosen_der(x)[:4], POINT, r"\(4,\), and should have \(5,\)"),
    (rosen, lambda x: rosen_der(x)[:, None], POINT, r"\(5, 1\), and should have \(5,\)"),
    (lambda x: np.zeros(3), lambda x: np.zeros((2, 3)), [1.0, 2.0], "a row for each output"),
    (lambda x: np.eye(2), rosen_der, POINT, r"fun returns the shape \(2, 2\)"),
    (lambda x: 1j * x[0], rosen_der, POINT, "complex numbers"),
    (rosen, lambda x: 1j * rosen_der(x), POINT, "complex numbers"),
    (rosen, None, POINT, "grad returns a NoneType"),
    (lambda x: None, rosen_der, POINT, "fun returns a NoneType"),
    (complain, rosen_der, POINT, r"(?s)fun failed: KeyError: 'weights'.*x = \[1.2, -0.7"),
    (rosen, complain, POINT, "grad failed: KeyError"),
    (rosen, rosen_der, "ab", "x is of type"),
    (rosen, rosen_der, [1.0, math.nan], "x is not finite"),
    (rosen, rosen_der, [[[1.0]]], "one point of shape"),
    (rosen, rosen_der, [], "one point of shape"),
    (rosen, rosen_der, [[1.0, 2.0], [1.0]], "different lengths"),
    (rosen, np.zeros((3, 5)), [POINT, POINT], "for 2 points"),
]


@pytest.mark.parametrize(("fun", "grad", "x", "said"), ERRORS)
def test_one_clear_error(fun, grad, x, said) -> None:
    with pytest.raises(sc.SymcalcError, match=said):
        sc.check_gradient(fun, grad, x)


def test_names_are_those_of_the_variables() -> None:
    report = sc.check_gradient(rosen, changed(3, 2.0), POINT, names=list("abcde"))
    assert report.worst.component == "∂/∂d"
    with pytest.raises(sc.ShapeError, match="2 names are given for 5 variables"):
        sc.check_gradient(rosen, rosen_der, POINT, names=["a", "b"])


def test_no_input_is_written_to() -> None:
    def careless(x):
        x *= 0
        return 0.0

    point = POINT.copy()
    sc.check_gradient(careless, lambda x: np.zeros(5), point)
    assert np.array_equal(point, POINT)


def test_a_shape_that_changes_is_told() -> None:
    with pytest.raises(sc.ShapeError, match="at one point"):
        sc.check_gradient(lambda x: np.zeros(1 + (x[0] > 1)), lambda x: np.zeros((1, 1)), [1.0])
