"""`check` of kernels and derivations of matrices."""

from __future__ import annotations

from typing import Any

import pytest

import symcalc as sc
from symcalc.matrix.compiled.kernel import MatrixKernel

FORMULAS = {
    "||W x - y||^2": "W: (k, n), x: n, y: k",
    "tanh(W x)": "W: (k, n), x: n",
    "det(A)": "A: (n, n)",
    "log(det(A))": "A: (n, n)",
    "sum(relu(X W))": "X: (m, n), W: (n, k)",
    "-sum(Y .* log(softmax(X W)))": "X: (m, n), W: (n, k), Y: (m, k)",
    "sum(x .* stop_gradient(x))": "x: n",
    "a*||x||": "x: n",
    "sum(log(x))": "x: 3",
}


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_right_kernels_agree(formula: str, dtype: str) -> None:
    report = sc.check(sc.compile(formula, shapes=FORMULAS[formula], backend="python", dtype=dtype))

    assert report.status == "agrees"
    assert report.points >= 4
    assert report.parts[0].what == "value"


class Wrong(MatrixKernel):
    """A kernel with a mistake in its gradient by W."""

    def gradient(self, /, *args: Any, out: Any = None, **named: Any) -> Any:
        first, *rest = super().gradient(*args, out=out, **named)
        return (2 * first, *rest)


def test_a_wrong_gradient_is_found_and_named() -> None:
    right = sc.compile("||W x||^2", ["W", "x"], shapes="W: (k, n), x: n")
    report = sc.check(Wrong(right.term, right.inputs, right.wrt))

    assert report.status == "disagrees"
    assert report.what == "gradient by W"
    assert [part.status for part in report.parts] == ["agrees", "disagrees", "agrees"]
    assert report.worst is not None
    assert report.worst.got == pytest.approx(2 * report.worst.expected)


def test_what_cannot_be_decided() -> None:
    report = sc.check(sc.compile("sum(log(-1 - x .* x))", shapes="x: 3"))

    assert report.status == "undecided"


def test_derivations_are_checked() -> None:
    assert sc.check(sc.gradient("||W x||^2", "W", shapes="W: (k, n), x: n")).status == "agrees"
    with pytest.raises(sc.UnsupportedError):
        sc.check(sc.compile("||x||^2", shapes="x: n"), derivative="2x")
