"""Random matrix formulas: their value is that of NumPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from interpret_values import SIZES

from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.interpret import interpreted
from symcalc.reading.matrices import size

RNG = np.random.default_rng(8)
NUMBERS = {size(name): value for name, value in SIZES.items()}
LEAVES = {
    "n": ["x", "u"],
    "k": ["y", "b"],
    "kn": ["W"],
    "mn": ["X", "Y"],
    "": ["s", "2", "(1/2)"],
}
VALUES = {
    **{name: RNG.uniform(0.5, 1.5, SIZES["n"]) for name in "xu"},
    **{name: RNG.uniform(0.5, 1.5, SIZES["k"]) for name in "yb"},
    "W": RNG.uniform(0.5, 1.5, (SIZES["k"], SIZES["n"])),
    **{name: RNG.uniform(0.5, 1.5, (SIZES["m"], SIZES["n"])) for name in "XY"},
    "s": np.asarray(1.25),
}
# Of which kind the parts are, how the text is made of theirs, and the value of theirs.
STEPS: dict[str, list[tuple[tuple[str, ...], str, Callable[..., Any]]]] = {
    kind: [
        ((kind, kind), "({} + {})", lambda a, b: a + b),
        ((kind, kind), "({} - {})", lambda a, b: a - b),
        (("", kind), "({}*{})", lambda a, b: a * b),
        ((kind,), "tanh({})", np.tanh),
        ((kind,), "(-{})", np.negative),
        ((kind,), "sin({})", np.sin),
        ((kind, ""), "({} + {})", lambda a, b: a + b),
        *own,
    ]
    for kind, own in {
        "n": [
            (("n", "n"), "({} ⊙ {})", lambda a, b: a * b),
            (("kn", "k"), "({}^T {})", lambda a, b: a.T @ b),
            (("n",), "softmax({})", lambda a: np.exp(a) / np.exp(a).sum()),
            (("n",), "cumsum({})", np.cumsum),
        ],
        "k": [
            (("kn", "n"), "({} {})", lambda a, b: a @ b),
            (("k",), "exp(sin({}))", lambda a: np.exp(np.sin(a))),
        ],
        "kn": [(("k", "n"), "({} {}^T)", np.outer), (("k", "n"), "outer({}, {})", np.outer)],
        "mn": [
            (("mn", "n"), "({} + {})", lambda a, b: a + b),
            (("mn", "n"), "({} ⊙ {})", lambda a, b: a * b),
            (("mn",), "softmax({}, axis=1)", lambda a: np.exp(a) / np.exp(a).sum(1, keepdims=True)),
        ],
        "": [
            (("n", "n"), "({}^T {})", np.dot),
            (("mn",), "mean({})", np.mean),
            (("k",), "sum({})", np.sum),
            (("n",), "var({})", np.var),
        ],
    }.items()
}


@st.composite
def composed(draw: st.DrawFn, kind: str, depth: int) -> tuple[str, Any]:
    """A formula of a kind of shape, and its value."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        text = draw(st.sampled_from(LEAVES[kind]))
        return text, VALUES[text] if text in VALUES else np.asarray(float(sp.sympify(text)))
    parts, pattern, by_hand = draw(st.sampled_from(STEPS[kind]))
    made = [draw(composed(part, depth - 1)) for part in parts]
    return pattern.format(*(text for text, _ in made)), by_hand(*(value for _, value in made))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(LEAVES)).flatmap(lambda kind: composed(kind, 4)))
def test_random_formulas_have_the_value_of_numpy(made: tuple[str, Any]) -> None:
    text, want = made
    formula = interpreted(text, "x: n, u: n, y: k, b: k, W: (k, n), X: (m, n), Y: (m, n)")
    columns = {name: v[:, None] if v.ndim == 1 else v for name, v in VALUES.items()}

    got = np.asarray(evaluate(formula.term, columns, NUMBERS))
    np.testing.assert_allclose(got.reshape(np.shape(want)), want, rtol=1e-9, atol=1e-9)
