"""The table of matrix operations: every row differentiates, transposes, and means what it computes.

Graphs are drawn at random; forward and reverse mode agree, and both agree with differences. A row
that is added to the table is drawn, too.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symcalc.checking.matrices import Evaluation, check_matrix, samples
from symcalc.matrix import algebra
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.differential import differential
from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import ONE, Term, made, number, ordered, symbol, symbols
from symcalc.matrix.tidy import tidy
from symcalc.matrix.written import meaning, written
from symcalc.primitives.table import TABLE as PRIMITIVES
from symcalc.writing.text import text

m, n = sp.symbols("m n")
X, A, S = (symbol(name, n, n) for name in "XAS")
P, Q = symbol("P", m, n), symbol("Q", m, n)
x, a, y = symbol("x", n, 1), symbol("a", n, 1), symbol("y", m, 1)
t = symbol("t")
LEAVES = (X, A, P, Q, x, a, y, t)

# One use of each row; what is differentiated is the sum of the entries, each times another number.
EXAMPLES: dict[str, Callable[[], Term]] = {
    "symbol": lambda: X,
    "number": lambda: algebra.times(number(sp.Rational(2, 3) / n), X),
    "range": lambda: algebra.hadamard(x, made("range", (), (n, ONE))),
    "identity": lambda: algebra.plus(algebra.identity(n), X),
    "sum": lambda: algebra.plus(X, A, algebra.transpose(X)),
    "scale": lambda: algebra.times(t, algebra.trace(X), P),
    "matmul": lambda: algebra.matmul(algebra.transpose(x), X, A, X, x),
    "transpose": lambda: algebra.transpose(algebra.mapped("sin", P)),
    "hadamard": lambda: algebra.hadamard(X, A, algebra.mapped("cos", X)),
    "total": lambda: algebra.total(algebra.mapped("exp", P)),
    "sum-along": lambda: algebra.along(algebra.mapped("exp", P), 1),
    "broadcast": lambda: algebra.hadamard(P, algebra.spread(y, P.shape)),
    "item": lambda: algebra.item(algebra.matmul(algebra.transpose(x), X, a)),
    "trace": lambda: algebra.trace(algebra.matmul(X, A, X)),
    "diagonal-matrix": lambda: algebra.matmul(algebra.diagonal_matrix(x), X),
    "diagonal": lambda: algebra.diagonal(algebra.matmul(X, A)),
    "reshape": lambda: algebra.vec(algebra.mapped("sin", P)),
    "concat": lambda: algebra.concat([P, algebra.mapped("exp", X)], 0),
    "slice": lambda: algebra.part(algebra.mapped("exp", P), 1, 1, n),
    "map": lambda: algebra.mapped("atan2", X, A),
    "inverse": lambda: algebra.inverse(X),
    "det": lambda: algebra.det(X),
    "logdet": lambda: algebra.logdet(X),
    "adjugate": lambda: made("adjugate", (X,), X.shape),
    "matrix-power": lambda: algebra.matrix_power(X, 3),
    "norm": lambda: algebra.plus(algebra.norm(x), algebra.norm(x, "1"), algebra.norm(P, "F")),
    "softmax": lambda: algebra.softmax(P, 1),
    "logsumexp": lambda: algebra.logsumexp(P, 0),
    "log-softmax": lambda: algebra.log_softmax(P, 1),
}


LEAVES_OF_THE_TABLE = ("symbol", "number", "identity", "range")


def weighed(term: Term) -> Term:
    """A number that every entry of a term has its own part in."""
    if term.is_scalar:
        return algebra.times(term, term)
    return algebra.total(algebra.hadamard(term, algebra.mapped("tanh", symbol("G", *term.shape))))


def numbers(*terms: Term) -> tuple[dict[str, np.ndarray], dict[sp.Symbol, int]]:
    """Values of the symbols at one point, and the sizes."""
    sample = next(iter(samples([meaning(term) for term in terms], {})))
    values = {term.value: np.asarray(sample.values[meaning(term)][0]) for term in symbols(*terms)}
    return values, dict(sample.sizes)


def test_every_row_has_an_example() -> None:
    assert set(EXAMPLES) == set(TABLE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_rows_differentiate(name: str) -> None:
    loss = weighed(EXAMPLES[name]())

    for wrt in [leaf for leaf in symbols(loss) if leaf.value != "G"]:
        found = adjoints(loss, [wrt])[wrt]
        for one in (found, tidy(found)):
            report = check_matrix(meaning(loss), meaning(wrt), meaning(one))
            assert report.status == "agrees", f"{wrt.value}: {report.text()}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_rows_mean_what_they_compute(name: str) -> None:
    term = EXAMPLES[name]()
    values, sizes = numbers(term)
    known = {meaning(s): values[s.value] for s in symbols(term)}

    found = Evaluation(sizes, known).value(meaning(term))

    np.testing.assert_allclose(found, evaluate(term, values, sizes), rtol=1e-11, atol=1e-13)
    assert pickle.loads(pickle.dumps(meaning(term))) == meaning(term)
    assert pickle.loads(pickle.dumps(term)) is term
    assert text(written(term))


@pytest.mark.parametrize("row", TABLE.values(), ids=lambda row: row.name)
def test_rows_have_words(row: object) -> None:
    assert row.title
    assert row.says or not EXAMPLES[row.name]().args or row.name in LEAVES_OF_THE_TABLE


ENTRYWISE = [
    row.name
    for row in PRIMITIVES.values()
    if row.arity == 1 and row.kind is None and not row.definition and row.name not in ("not",)
]
SPECIAL = {"factorial", "logarithmic-integral", "elliptic-first", "elliptic-second"}
BEYOND_ONE = {"acosh", "acoth", "asec", "acsc"}  # their domain is far from the points
NARROW = {"asin", "acos", "atanh", "asech"}


@pytest.mark.parametrize("name", sorted(set(ENTRYWISE) - SPECIAL))
def test_functions_of_each_entry_differentiate(name: str) -> None:
    inside = x
    if name in BEYOND_ONE:
        inside = algebra.plus(algebra.filled(2, x.shape), algebra.hadamard(x, x))
    if name in NARROW:
        inside = algebra.times(number(sp.Rational(1, 9)), algebra.mapped("sigmoid", x))
    loss = algebra.inner(a, algebra.mapped(name, inside))

    report = check_matrix(meaning(loss), meaning(x), meaning(tidy(adjoints(loss, [x])[x])))

    assert report.status == "agrees", report.text()


UNARY: list[Callable[[Term], Term]] = [
    algebra.transpose,
    algebra.negative,
    lambda u: algebra.mapped("tanh", u),
    lambda u: algebra.mapped("sigmoid", u),
    lambda u: algebra.times(number(sp.Rational(1, 2)), u),
    lambda u: algebra.softmax(u, 0) if u.shape else u,
    lambda u: algebra.log_softmax(u, 1) if u.shape else u,
    lambda u: algebra.spread(algebra.logsumexp(u, 0), u.shape) if u.shape else u,
    lambda u: algebra.spread(algebra.along(u, 1), u.shape) if u.shape else u,
    lambda u: algebra.trace(u) if square(u) else u,
    lambda u: algebra.diagonal_matrix(algebra.diagonal(u)) if square(u) else u,
    lambda u: algebra.matrix_power(u, 2) if square(u) else u,
    lambda u: algebra.vec(u) if u.shape else u,
    lambda u: algebra.part(u, 0, 1, u.shape[0]) if u.shape and u.shape[0] != ONE else u,
    lambda u: algebra.concat([u, u], 0) if u.shape else u,
    lambda u: algebra.times(algebra.norm(u, "F"), u) if u.shape else u,
    algebra.total,
]
BINARY: list[Callable[[Term, Term], Term]] = [
    lambda u, v: algebra.plus(u, v) if u.shape == v.shape else u,
    lambda u, v: algebra.hadamard(u, v) if u.shape == v.shape else v,
    lambda u, v: algebra.matmul(u, v) if u.shape and u.shape[1:] == v.shape[:1] else u,
    lambda u, v: algebra.times(u, v) if not u.shape else v,
    lambda u, v: algebra.mapped("atan2", u, v) if u.shape == v.shape else v,
    lambda u, v: algebra.inner(u, v) if u.shape == v.shape else v,
]


def square(u: Term) -> bool:
    return len(u.shape) == 2 and u.shape[0] == u.shape[1]


@st.composite
def graphs(draw: st.DrawFn) -> Term:
    """A scalar of up to eight operations, which share their parts."""
    found: list[Term] = list(LEAVES)
    for _ in range(draw(st.integers(1, 8))):
        pick = st.sampled_from(found[-6:] + list(LEAVES[:2]))
        if draw(st.booleans()):
            found.append(draw(st.sampled_from(UNARY))(draw(pick)))
        else:
            found.append(draw(st.sampled_from(BINARY))(draw(pick), draw(pick)))
    return weighed(found[-1])


@settings(max_examples=120, deadline=None)
@given(graphs())
def test_forward_and_reverse_mode_agree(loss: Term) -> None:
    """⟨∇L, dX⟩ is dL, tidied or not, and so are central differences."""
    leaves = [s for s in symbols(loss) if s.value != "G"]
    changes = {s: symbol(f"d{s.value}", *s.shape) for s in leaves}
    found = adjoints(loss, leaves)
    forward = differential(loss, changes)
    reverse = [algebra.inner(found[s], changes[s]) for s in leaves]
    tidied = [algebra.inner(tidy(found[s]), changes[s]) for s in leaves]
    values, sizes = numbers(loss, *changes.values())

    told = [
        sum(float(evaluate(term, values, sizes)) for term in terms)
        for terms in ([forward], reverse, tidied)
    ]

    scale = max(1.0, abs(told[0]))
    assert told[1] == pytest.approx(told[0], abs=1e-9 * scale)
    assert told[2] == pytest.approx(told[0], abs=1e-9 * scale)
    for wrt in leaves[:1]:
        report = check_matrix(meaning(loss), meaning(wrt), meaning(tidy(found[wrt])))
        assert report.status != "disagrees", report.text()


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_tidying_twice_is_tidying_once(loss: Term) -> None:
    once = tidy(loss)

    assert tidy(once) is once
    assert len(ordered(once)) <= 2 * len(ordered(loss))
