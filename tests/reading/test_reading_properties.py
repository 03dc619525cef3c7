"""Laws of reading: any text is answered, and what SymPy prints is read back."""

from __future__ import annotations

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symcalc.errors import SymcalcError
from symcalc.notation import Notation
from symcalc.reading import limits, read, read_question

PIECES = r"""
( ) [ ] { } | \left( \right) \left| \right| ^ _ + - * / = < ! ' , ; & \\ sin cos ln e e^ sqrt if
\frac \sqrt[3] max( relu( floor( gamma( 0 1 2 10 999 0.5 x y xy pi oo d/dx dy/dx \partial ∂ and or
not \begin{cases} \end{cases} \begin{pmatrix} ² ⁻¹ ₁ σ( f( \hat \mathrm{ $ ŷ √ π ^T _{ x_1 x2 **
100 -1 1/2 cases( Piecewise(( True \frac{d}{dx} \operatorname{ \text{if} 1e5 h_{t-1}
"""

FORMULAS = st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=14).map("".join)


def answered(text: str) -> Notation | SymcalcError:
    """What comes of a text; anything but these two is a failure."""
    try:
        read_question(text)
        return read(text)
    except SymcalcError as error:
        return error


@given(st.text(max_size=40) | FORMULAS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    answer = answered(text)

    if isinstance(answer, SymcalcError):
        assert answer.where == text
        assert answer.position is not None
        assert 0 <= answer.position <= len(text)
        assert str(answer)
    else:
        assert isinstance(answer.expr, sp.Basic)


x, y, w = sp.symbols("x y w_0")
EXPRS = st.recursive(
    st.sampled_from([x, y, w, sp.Integer(2), sp.Rational(3, 4), sp.pi, sp.Abs(x), sp.Abs(x - y)]),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(lambda p: p[0] + p[1]),
        st.tuples(parts, parts).map(lambda p: p[0] * p[1]),
        st.tuples(parts, st.integers(1, 4)).map(lambda p: p[0] ** p[1]),
        parts.map(sp.sin),
        parts.map(sp.exp),
        parts.map(sp.tanh),
        parts.map(lambda u: sp.sqrt(1 + u**2)),
    ),
    max_leaves=8,
)


@given(EXPRS)
@settings(max_examples=150, deadline=None)
def test_what_sympy_prints_is_read_back(expr: sp.Expr) -> None:
    """SymPy's printers are the oracle, for text and for LaTeX."""
    assert read(str(expr)).expr == expr
    assert read(sp.latex(expr)).expr == expr


@given(st.integers(1, 40), st.sampled_from(["({})", "-{}", "sin {}", "{}/2", "1+({})", "|{}-1|"]))
@settings(max_examples=60, deadline=None)
def test_depth_is_bounded_before_python_is(depth: int, wrap: str) -> None:
    text = "x"
    for _ in range(depth * 5):
        text = wrap.format(text)
    answered(text)  # no RecursionError


def test_long_polynomials_are_read_or_refused() -> None:
    terms = [f"{k % 97 + 2}*x^{k % 40 + 1}" for k in range(4000)]
    assert read(" + ".join(terms)).expr.is_Add
    assert isinstance(answered("+".join(["x"] * (limits.LENGTH // 2))), SymcalcError)
