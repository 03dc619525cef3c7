"""Names of the user's lines, ties of a maximum, shapes that are singular, matrices of one entry."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.errors import ReadingError, ShapeError, UnsupportedError
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.layers import lines_of
from symcalc.writing.text import text

NAMED = [
    ("z = W a + b; ||z - y||^2", "W: (q, k), a: k, b: q, y: q"),
    ("z = W a + b; mse(z, y)", "W: (q, k), a: k, b: q, y: q"),
    ("z = 2 W a; ||-z + y||^2", "W: (q, k), a: k, y: q"),
    ("z = W a; ||B z||^2", "W: (q, k), a: k, B: (m, q)"),
    ("z = a ∘ b; sum((z ∘ a)^2)", "a: k, b: k"),
    ("z = 2 a; sum(3 z)", "a: k"),
    ("z = a ∘ b; sum(b / z)", "a: k, b: k"),
    ("z = 2 b; ||X W + z||^2", "X: (m, k), W: (k, q), b: q"),
    ("z = A^T; ||z^T x||^2", "A: (m, n), x: n"),
    ("z = W a; dot(z, z)", "W: (q, k), a: k"),
]


@pytest.mark.parametrize(("formula", "shapes"), NAMED)
def test_a_line_with_a_name_stays(formula: str, shapes: str) -> None:
    read = interpreted(formula, shapes)

    assert [line.name.value for line in lines_of(read)] == ["z", "L"]
    assert sc.gradient(formula, shapes=shapes).check.status == "agrees"


TIES = [
    ("sum(max(x, y))", [0.5, 1, 0]),
    ("sum(min(x, y))", [0.5, 0, 1]),
    ("sum(max(x, y, z))", [1 / 3, 0.5, 0]),
    ("sum(max(z, x, y))", [1 / 3, 0.5, 0]),
    ("sum(max(x, 3))", [0, 0, 0.5]),
    ("sum(max(x - 1, 0))", [0, 1, 1]),
    ("sum(relu(x - 1))", [0, 1, 1]),
]


@pytest.mark.parametrize(("formula", "slopes"), TIES)
def test_equal_arguments_share(formula: str, slopes: list[float]) -> None:
    values = {"x": [1, 2, 3], "y": [1, 1, 4], "z": [1, 2, 4]}
    used = {name: v for name, v in values.items() if name in formula.replace("max", "")}

    found = sc.gradient(formula, "x", at=used).value
    assert [float(entry) for entry in found] == pytest.approx(slopes)


@pytest.mark.parametrize("shapes", ["X: (m, n)", "X: (n, m)"])
@pytest.mark.parametrize(
    "formula", ["det(X^T X)", "det(X X^T)", "log det(X^T X)", "tr(inv(X X^T))"]
)
def test_sizes_are_those_of_a_regular_matrix(formula: str, shapes: str) -> None:
    assert sc.gradient(formula, "X", shapes=shapes).check.status == "agrees"


PRINTED = [
    ("(a^T x)^2 * sum(x)", "x", "a: n, x: n", "2 (aᵀ x) sum(x) a + (aᵀ x)² ones(n)"),
    ("a^T x * tr(X)", "X", "a: n, x: n, X: (n, n)", "(aᵀ x) I_n"),
    ("||foo Lr||^2", "foo", "foo: (m, n), Lr: n", "2 foo Lr Lrᵀ"),
    ("sum(x.^y)", "x", "x: n, y: n", "y ∘ x^∘(y − 1)"),
    (
        "||X w + ones(m) b^T||^2/2",
        "b",
        "X: (m, n), w: (n, k), b: k",
        "sum(X w + ones(m) bᵀ, axis=0)ᵀ",
    ),
    (
        "cross_entropy(Z, Y)",
        "Z",
        "Z: (m, k), Y: (m, k)",
        "(softmax(Z) − Y)/m",
    ),
]


@pytest.mark.parametrize(("formula", "wrt", "shapes", "printed"), PRINTED)
def test_printed(formula: str, wrt: str, shapes: str, printed: str) -> None:
    assert text(sc.gradient(formula, wrt, shapes=shapes).result) == printed


def test_a_change_stands_last() -> None:
    steps = sc.jacobian("softmax(x)", "x", shapes="x: n").steps

    assert text(steps[1].after).endswith("(softmax(x)ᵀ dx) ones(n))")


SINGLE = [
    ("||relu(v relu(W x + b))||^2", "W", "W: (1, n), x: n, b: 1, v: (1, 1)"),
    ("||relu(v relu(W x + b)) - y||^2", "v", "W: (1, 1), x: 1, b: 1, v: (1, 1), y: 1"),
    ("logsumexp(W relu(V x))", "V", "V: (1, n), x: n, W: (3, 1)"),
    ("||relu(X W + b) V - Y||^2", "b", "X: (1, n), W: (n, 1), b: 1, V: (1, k), Y: (1, k)"),
    ("sum(sigmoid(x) / y)", "y", "x: 1, y: 1"),
]


@pytest.mark.parametrize(("formula", "wrt", "shapes"), SINGLE)
def test_a_matrix_of_one_entry(formula: str, wrt: str, shapes: str) -> None:
    told = sc.gradient(formula, wrt, shapes=shapes)

    assert told.answer.shape == told.question.wrt[0].shape
    assert told.check.status == "agrees"


def test_facts_are_said_apart_from_shapes() -> None:
    with pytest.raises(ReadingError) as caught:
        sc.gradient("x^T A x", "x", shapes="A: (n, n) symmetric, x: n")
    assert 'assuming="A symmetric"' in str(caught.value)


VOLUMES = [
    ("x + u tanh(v^T x)", "x: n, u: n, v: n", "log(|1 + (1 − tanh²(vᵀ x)) vᵀ u|)"),
    ("exp(x) + x", "x: n", "sum(log(|e^x + 1|))"),
]


@pytest.mark.parametrize(("formula", "shapes", "printed"), VOLUMES)
def test_the_logarithm_of_a_volume(formula: str, shapes: str, printed: str) -> None:
    told = sc.jacobian(formula, "x", shapes=shapes, logdet=True)

    assert text(told.result) == printed
    assert told.check.status == "agrees"


def test_a_volume_needs_a_square() -> None:
    with pytest.raises(ShapeError, match="square"):
        sc.jacobian("A x", "x", shapes="A: (m, n), x: n", logdet=True)
    with pytest.raises(UnsupportedError, match="shapes"):
        sc.jacobian("[x, y]", "x, y", logdet=True)
    with pytest.raises(UnsupportedError, match="four indices"):
        sc.jacobian("A X", "X", shapes="A: (n, n), X: (n, n)")
