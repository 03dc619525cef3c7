"""Writers: what is written reads back, and reads well."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symcalc as sc
from symcalc import notation
from symcalc.errors import TooLargeError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.writing.latex import latex
from symcalc.writing.text import text

x, y = sp.symbols("x y")

WRITTEN = [
    # typed                      text                         LaTeX
    ("2x sin(3x)", "2x sin(3x)", r"2 x \sin\left(3 x\right)"),
    ("x^2+3x-2", "x² + 3x − 2", r"x^{2} + 3 x - 2"),
    ("-x^2", "−x²", r"-x^{2}"),
    ("(x+1)(x-1)", "(x + 1)(x − 1)", r"\left(x + 1\right) \left(x - 1\right)"),
    ("(2x)^3", "(2x)³", r"\left(2 x\right)^{3}"),
    ("x^-1", "x^(−1)", r"x^{-1}"),
    ("e^(-x)", "e^(−x)", r"e^{-x}"),
    ("exp(-x)", "exp(−x)", r"\exp\left(-x\right)"),
    ("sin^2 x", "sin²(x)", r"\sin^{2}\left(x\right)"),
    ("sqrt(x+1)", "√(x + 1)", r"\sqrt{x + 1}"),
    ("sqrt x", "√x", r"\sqrt{x}"),
    ("sqrt(x)^2", "(√x)²", r"{\sqrt{x}}^{2}"),  # √x² would be the root of x²
    ("cbrt(x)^n", "(∛x)^n", r"{\sqrt[3]{x}}^{n}"),
    ("x!", "x!", r"\operatorname{factorial}\left(x\right)"),
    ("cbrt(x)", "∛x", r"\sqrt[3]{x}"),
    (r"\sqrt[5]{x}", "root(x, 5)", r"\sqrt[5]{x}"),
    ("|x-1|", "|x − 1|", r"\left|x - 1\right|"),
    (r"\frac{x+1}{x}", "(x + 1)/x", r"\frac{x + 1}{x}"),
    ("1/(2x)", "1/(2x)", r"\frac{1}{2 x}"),
    ("x/2*y", "x/2·y", r"\frac{x}{2} y"),
    ("log_2 x", "log_2(x)", r"\log_{2}\left(x\right)"),
    ("ln x^2", "ln(x²)", r"\ln\left(x^{2}\right)"),
    ("arctan x", "arctan(x)", r"\arctan\left(x\right)"),
    ("atan(x)", "atan(x)", r"\arctan\left(x\right)"),
    ("theta_1 + x_12", "θ_1 + x_12", r"\theta_{1} + x_{12}"),
    ("w0 + y_pred", "w0 + y_pred", r"w_{0} + y_{pred}"),
    ('"rate" * 3', '"rate"·3', r"\mathrm{rate} \cdot 3"),
    ("0.1x", "0.1x", r"0.1 x"),
    ("2*3", "2·3", r"2 \cdot 3"),
    ("pi/4", "π/4", r"\frac{\pi}{4}"),
    ("d/dx x^2", "d/dx x²", r"\frac{d}{dx} x^{2}"),
    ("d^2/dx^2 (x+1)", "d²/dx² (x + 1)", r"\frac{d^{2}}{dx^{2}} \left(x + 1\right)"),
    ("∂/∂x x y", "∂/∂x x·y", r"\frac{\partial}{\partial x} x y"),
    ("x <= 3", "x ≤ 3", r"x \le 3"),
    ("[x, y^2]", "[x, y²]", r"\begin{pmatrix} x \\ y^{2} \end{pmatrix}"),
    ("floor(x)", "floor(x)", r"\left\lfloor x\right\rfloor "),
    ("sigmoid(x)", "sigmoid(x)", r"\operatorname{sigmoid}\left(x\right)"),
    ("f(x)", "f(x)", r"f\left(x\right)"),
]


@pytest.mark.parametrize(("typed", "plain", "typeset"), WRITTEN)
def test_how_formulas_are_written(typed: str, plain: str, typeset: str) -> None:
    node = read(typed)
    assert text(node) == plain
    assert latex(node) == typeset


@pytest.mark.parametrize(("typed", "plain", "typeset"), WRITTEN)
def test_what_is_written_reads_back(typed: str, plain: str, typeset: str) -> None:
    node = read(typed)
    assert read(plain) == node
    assert read(typeset, symbols=node.expr.free_symbols).expr == node.expr


NAMES = st.sampled_from(
    [notation.name(sp.Symbol(n)) for n in ("x", "y", "a", "w0", "theta", "x_1")]
)
NUMBERS = st.integers(0, 30).map(notation.number)
ONE_PLACE = ("sin", "cos", "tan", "ln", "sqrt", "cbrt", "exp", "abs", "arctan", "tanh", "sigmoid")


def _function(args: tuple[str, Notation]) -> Notation:
    name, u = args
    heads = {"ln": "log", "arctan": "atan"}
    text_ = {"exp": "exp"}.get(name, "")
    return build(heads.get(name, name), u, text=text_)


def _deeper(inner: st.SearchStrategy[Notation]) -> st.SearchStrategy[Notation]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: notation.add(*p)),
        st.tuples(inner, inner, inner).map(lambda p: notation.add(*p)),
        pair.map(lambda p: notation.subtract(*p)),
        pair.map(lambda p: notation.multiply(*p)),
        st.tuples(inner, inner, inner).map(lambda p: notation.multiply(*p)),
        pair.map(lambda p: notation.arithmetic("quotient", *p)),
        st.tuples(inner, NUMBERS).map(lambda p: notation.arithmetic("power", *p)),
        pair.map(lambda p: notation.arithmetic("power", *p)),
        inner.map(notation.negative),
        st.tuples(st.sampled_from(ONE_PLACE), inner).map(_function),
        inner.map(lambda u: build("exp", u, text="e")),
        inner.map(lambda u: notation.derivative(u, notation.name(x))),
    )


FORMULAS = st.recursive(NAMES | NUMBERS, _deeper, max_leaves=10)


def readable(node: Notation) -> bool:
    """Whether the reader may be given it: it refuses what has no value."""
    return not any(n.expr.has(sp.zoo, sp.nan, sp.I) for n in node.walk())


@given(FORMULAS.filter(readable))
def test_text_reads_back_to_the_same_notation(node: Notation) -> None:
    with suppress(TooLargeError):  # numbers past the reader's bounds
        assert read(text(node)) == node, text(node)


@given(FORMULAS.filter(readable))
def test_latex_reads_back_to_the_same_meaning(node: Notation) -> None:
    """w0 and w_{0} are one symbol, so the formula's own are given."""
    symbols = {n.expr for n in node.walk() if n.head == "name"}
    with suppress(TooLargeError):
        assert read(latex(node), symbols=symbols).expr == node.expr, latex(node)


ARRANGED = [
    (x - 1, "x − 1"),
    (1 - x, "1 − x"),
    (-x / 2, "−x/2"),
    (sp.sin(x) / x, "sin(x)/x"),
    (2 * x * sp.exp(x), "2x e^x"),
    (sp.exp(x) * (x + 1) * sp.sin(x), "e^x·(x + 1) sin(x)"),
    (x ** sp.Rational(-2, 3), "1/x^(2/3)"),
    (sp.sqrt(x) / 2, "√x/2"),
    (sp.Rational(3, 4) * x, "3x/4"),
    (sp.log(x, 2), "ln(x)/ln(2)"),
    (sp.sign(x) * sp.Abs(x) ** sp.Rational(1, 3), "∛x"),
    (sp.Max(0, x), "max(0, x)"),
    (1 / (1 + sp.exp(-x)), "1/(1 + e^(−x))"),
    (sp.oo, "∞"),
    (sp.nan, "undefined"),
    (sp.Float("0.25"), "0.25"),
    (sp.Ne(x, 0), "x ≠ 0"),
    (sp.And(x > 0, y > 0), "x > 0 and y > 0"),
    (sp.Matrix([x, y]), "[x, y]"),
    (sp.Matrix([[x, y], [1, 2]]), "[[x, y], [1, 2]]"),
    (sp.Piecewise((x, x > 0), (0, True)), "{x if x > 0; 0 otherwise}"),
    (sp.Derivative(x**2, x), "d/dx x²"),
    (sp.Function("f")(x), "f(x)"),
]


@pytest.mark.parametrize(("expr", "written"), ARRANGED)
def test_arrange(expr: sp.Basic, written: str) -> None:
    assert text(arrange(expr)) == written
    assert arrange(expr).expr == (
        sp.ImmutableMatrix(expr) if isinstance(expr, sp.MatrixBase) else expr
    )


def test_arrange_keeps_the_learners_habits() -> None:
    like = read("atan(x) + sigmoid(x) + x^2")
    assert text(arrange(sp.atan(y), like=like)) == "atan(y)"
    assert text(arrange(1 / (1 + sp.exp(-y)), like=like)) == "sigmoid(y)"
    assert text(arrange(like.expr, like=like)) == text(like)


def test_json_is_as_the_contract_has_it() -> None:
    d = sc.diff("x^2 sin(3x)", at={"x": 3})
    data = json.loads(d.json())
    assert list(data) == ["kind", "question", "answer", "conditions", "remarks", "steps", "check"]
    assert data["kind"] == "derivative"
    assert set(data["steps"][0]) == {
        *("rule", "title", "statement", "before", "after", "explanation", "relation"),
        *("bindings", "conditions", "status", "substeps"),
    }
    assert data["steps"][0]["bindings"]["u"]["text"] == "x²"
    assert data["check"]["status"] == "agrees"
    assert sc.explain(data["question"]["text"]).answer == d.answer
    for step in data["steps"]:
        assert read(step["before"]["text"]).expr is not None
        assert read(step["after"]["latex"]).expr is not None


QUESTIONS = ["x^2 sin(3x)", "|x|", "exp(-x^2/2)*atan(3x) + x^x", r"\frac{\sin^2 x}{1+\sqrt{x}}"]


@pytest.mark.parametrize("formula", QUESTIONS)
def test_every_formula_in_the_json_reads_back(formula: str) -> None:
    d = sc.diff(formula)

    def check(step: dict) -> None:
        for side in ("before", "after"):
            first, second = (read(step[side][kind]).expr for kind in ("text", "latex"))
            assert first == second
        for below in step["substeps"]:
            check(below)

    for step in json.loads(d.json())["steps"]:
        check(step)


def test_a_gradients_question_reads_back() -> None:
    d = sc.gradient("x^2 y + z", ["x", "y"])
    assert sc.explain(json.loads(d.json())["question"]["text"]).answer == d.answer


@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
def test_text_ends_with_how_it_was_checked(detail: str) -> None:
    lines = sc.diff("x sin x").text(detail).splitlines()
    assert lines[0] == "d/dx x sin(x)"
    assert lines[-1].startswith("Checked at 32 points against numeric differentiation")


def test_there_are_three_levels_of_detail() -> None:
    with pytest.raises(sc.UnsupportedError, match="brief, normal or full"):
        sc.diff("x").text("loud")


def test_a_notebook_shows_typeset_formulas() -> None:
    bundle = sc.diff("x sin x")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown"}
    assert r"\frac{d}{dx}" in bundle["text/markdown"]


def test_html_escapes_what_a_user_typed() -> None:
    assert "<script" not in sc.diff("x sin x").html()
    assert "x < 1" not in sc.diff(r"\begin{cases} x & x<1 \\ 2x & x \ge 1\end{cases}").html()


def test_latex_names_steps() -> None:
    written = sc.diff("x^2 sin(3x)").latex()
    assert r"\textbf{Product rule.}" in written
    assert written.count(r"\[") == written.count(r"\]") > 3
