"""Writers: what is written reads back, and reads well."""

from __future__ import annotations

import json

import pytest
import sympy as sp
from writing_formulas import CANONICAL

import symcalc as sc
from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.characters import GREEK_WORDS
from symcalc.structures import CONSTANTS, STRUCTURES
from symcalc.writing.latex import latex
from symcalc.writing.text import text

x, y = sp.symbols("x y")

WRITTEN = [
    # typed                      text                         LaTeX
    ("2x sin(3x)", "2x sin(3x)", r"2 x \sin 3 x"),
    ("x^2+3x-2", "x² + 3x − 2", r"x^{2} + 3 x - 2"),
    ("-x^2", "−x²", r"-x^{2}"),
    ("(x+1)(x-1)", "(x + 1)(x − 1)", r"(x + 1)(x - 1)"),
    ("(2x)^3", "(2x)³", r"(2 x)^{3}"),
    ("x^-1", "x⁻¹", r"x^{-1}"),
    ("e^(-x)", "e^(−x)", r"e^{-x}"),
    ("e^2", "e²", r"e^{2}"),
    ("exp(-x)", "exp(−x)", r"\exp(-x)"),
    ("sin^2 x", "sin²(x)", r"\sin^{2} x"),
    ("sin(x)^n", "sin(x)^n", r"\sin(x)^{n}"),
    ("sin^-1 x", "sin⁻¹(x)", r"\sin^{-1} x"),
    ("gamma(x)^2", "gamma(x)²", r"\Gamma(x)^{2}"),  # Γ² would be a letter
    ("sin(x) cos(x)", "sin(x) cos(x)", r"\sin x \cos x"),
    ("sin(x) y", "sin(x) y", r"\sin(x) y"),  # sin x y would be the sine of xy
    ("cos(x/2) + cos(2 pi x)", "cos(x/2) + cos(2π x)", r"\cos \frac{x}{2} + \cos 2 \pi x"),
    ("cos(x y)", "cos(x·y)", r"\cos(x y)"),
    ("ln|x|", "ln(|x|)", r"\ln \left|x\right|"),
    ("tan(x/y + 1)", "tan(x/y + 1)", r"\tan\left(\frac{x}{y} + 1\right)"),
    ("sqrt(x+1)", "√(x + 1)", r"\sqrt{x + 1}"),
    ("sqrt x", "√x", r"\sqrt{x}"),
    ("sqrt(x)^2", "(√x)²", r"\left(\sqrt{x}\right)^{2}"),  # √x² would be the root of x²
    ("cbrt(x)^n", "(∛x)^n", r"\left(\sqrt[3]{x}\right)^{n}"),
    ("cbrt(x)", "∛x", r"\sqrt[3]{x}"),
    (r"\sqrt[5]{x}", "root(x, 5)", r"\sqrt[5]{x}"),
    ("x!", "x!", "x!"),
    ("(x^2)!", "(x²)!", "(x^{2})!"),
    ("|x-1|", "|x − 1|", r"\left|x - 1\right|"),
    (r"\frac{x+1}{x}", "(x + 1)/x", r"\frac{x + 1}{x}"),
    ("1/(2x)", "1/(2x)", r"\frac{1}{2 x}"),
    ("x/2*y", "x/2·y", r"\frac{x}{2} y"),
    ("2*(x/3)", "2·(x/3)", r"2 \cdot \frac{x}{3}"),
    ("x*2^3", "x·2³", r"x \cdot 2^{3}"),
    ("x(x+1)", "x·(x + 1)", r"x (x + 1)"),
    ("g*(x+1)", "g·(x + 1)", r"g \cdot (x + 1)"),  # g(x + 1) would be a call
    ("Δ*t", "Δ·t", r"\Delta \cdot t"),  # Δt would be one name
    ("log_2 x", "log_2(x)", r"\log_{2} x"),
    ("log(x, y + 1)", "log(x, y + 1)", r"\log_{y + 1} x"),
    ("lg x", "lg(x)", r"\lg x"),
    ("log(x)", "log(x)", r"\log x"),
    ("ln x^2", "ln(x²)", r"\ln(x^{2})"),
    ("arctan x", "arctan(x)", r"\arctan x"),
    ("atan(x)", "atan(x)", r"\arctan x"),
    ("arsinh(x)", "arsinh(x)", r"\operatorname{arsinh} x"),
    ("theta_1 + x_12", "θ_1 + x_12", r"\theta_{1} + x_{12}"),
    ("w0 + y_pred", "w0 + y_pred", r"w_{0} + y_{\mathrm{pred}}"),
    ("y_hat + h_{t-1}", "y_hat + h_{t-1}", r"\hat{y} + h_{t-1}"),
    ('"rate" * 3', '"rate"·3', r"\mathrm{rate} \cdot 3"),
    ("varepsilon + Alpha", "varepsilon + Α", r"\varepsilon + \mathrm{Α}"),
    ("0.1x", "0.1x", r"0.1 x"),
    ("2*3", "2·3", r"2 \cdot 3"),
    ("pi/4", "π/4", r"\frac{\pi}{4}"),
    ("floor(x)", "floor(x)", r"\lfloor x \rfloor"),
    ("floor(x/2)", "floor(x/2)", r"\left\lfloor \frac{x}{2}\right\rfloor"),
    ("sigmoid(x)", "sigmoid(x)", r"\operatorname{sigmoid}(x)"),
    ("f(x)", "f(x)", r"f(x)"),
    ("8·[x^2]_0^1", "8·[x²]_0^1", r"8 \left[x^{2}\right]_{0}^{1}"),
]


@pytest.mark.parametrize(("typed", "plain", "typeset"), WRITTEN)
def test_how_formulas_are_written(typed: str, plain: str, typeset: str) -> None:
    node = read(typed)
    assert text(node) == plain
    assert latex(node) == typeset


@pytest.mark.parametrize(("typed", "plain", "typeset"), WRITTEN)
def test_what_is_written_reads_back(typed: str, plain: str, typeset: str) -> None:
    """Of w0 and atan, LaTeX shows w₀ and arctan; that means the same."""
    node = read(typed)
    assert read(plain) == node
    assert read(typeset, symbols=node.symbols).expr == node.expr


@pytest.mark.parametrize(("plain", "typeset"), CANONICAL)
def test_the_written_form_of_every_head(plain: str, typeset: str) -> None:
    node = read(plain)
    assert text(node) == plain
    assert latex(node) == typeset
    assert read(typeset) == node


def test_no_head_is_left_out() -> None:
    shown = {node.head for plain, _ in CANONICAL for node in read(plain).walk()}
    assert set(STRUCTURES) - shown == set()


@pytest.mark.parametrize("word", sorted(GREEK_WORDS - {"pi"}))
def test_greek_letters_are_names(word: str) -> None:
    letter = notation.name(sp.Symbol(word))
    assert read(text(letter)) == letter
    assert read(latex(letter)) == letter


@pytest.mark.parametrize("word", CONSTANTS)
def test_constants_read_back(word: str) -> None:
    constant = Notation("constant", text=word)
    assert read(text(constant)) == constant
    assert read(latex(constant)) == constant


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
    assert {"text/plain", "text/html", "text/markdown", "text/latex"} == set(bundle)
    assert r"\frac{d}{dx}" in bundle["text/markdown"]


def test_html_escapes_what_a_user_typed() -> None:
    assert "<script" not in sc.diff("x sin x").html()
    assert "x < 1" not in sc.diff(r"\begin{cases} x & x<1 \\ 2x & x \ge 1\end{cases}").html()


def test_latex_names_steps() -> None:
    written = sc.diff("x^2 sin(3x)").latex()
    assert r"\textbf{Product rule.}" in written
    assert written.count(r"\[") == written.count(r"\]") > 3
