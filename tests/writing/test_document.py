"""A derivation as text at three levels, as LaTeX that compiles, as Markdown and JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import sympy as sp

import symcalc as sc
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step, Table
from symcalc.writing.article import escaped

X = sp.Symbol("x")
PDFLATEX = shutil.which("pdflatex") or ""

QUESTIONS = ["x^2 sin(3x)", "|x|", r"\frac{\sin^2 x}{1+\sqrt{x}}", "relu(3x - 1)", "x^x", "7"]

BRIEF = [
    ("x^2 sin(3x)", "Product rule, with the chain rule for sin(3x).  2x sin(3x) + 3x² cos(3x)"),
    ("x^3", "Power rule.  3x²"),
    ("sin(x)/x", "Quotient rule.  (x cos(x) − sin(x))/x²   for x ≠ 0"),
    ("sin(2x) cos(x^2)", "Product rule, with the chain rule for sin(2x) and cos(x²)."),
    # too many parts to be named, and a title that is no rule
    (
        "exp(-x^2/2)*atan(3x) + x^x",
        "Sum rule, with the product rule, the chain rule and logarithmic differentiation.",
    ),
]

FULL = """\
d/dx x² sin(3x)

  1  Product rule   (u·v)′ = u′·v + u·v′
     Take u = x², v = sin(3x).
     = (d/dx x²)·sin(3x) + x²·(d/dx sin(3x))
  2  Power rule   d/dx x^n = n x^(n − 1)
     The exponent 2 comes to the front, and one is taken from it.
     d/dx x² = 2x
  3  Chain rule
     The outer function is sin, the inner one is 3x. Let w = 3x.
     d/dx sin(3x) = cos(3x)·(d/dx 3x)
  4  Derivative of the sine
     The derivative of the sine is the cosine.
     d/dw sin(w) = cos(w)
  5  Constant multiple
     The constant factor 3 stays in front; x is differentiated.
     d/dx 3x = 3·(d/dx x)
  6  Identity
     The derivative of x with respect to x is 1.
     d/dx x = 1
     so d/dx 3x = 3
     so d/dx sin(3x) = cos(3x)·3 = 3 cos(3x)
  7  Put together
     The derivatives of the parts are put in.
     = 2x sin(3x) + x²·3 cos(3x)
  8  Tidy up
     Numbers are multiplied and like terms collected.

    = 2x sin(3x) + 3x² cos(3x)
"""


def told(**more: object) -> Derivation:
    """A derivation with a table and a sentence for an answer, as a limit may have."""
    body = arrange(sp.Abs(X) / X)
    table = Table((arrange(X), "a | b"), ((arrange(sp.Rational(1, 10)), "−1 & 2 %"),))
    step = Step("values", "Values", body, arrange(sp.nan), "Look.", relation="implies", table=table)
    question = Question("limit", body, (X,), "limit of |x|/x")
    fields = {"ending": "The limit does not exist.", **more}
    made = Derivation(question, body, arrange(sp.nan), (step,), **fields)
    made.__dict__["check"] = sc.diff("x").check  # nothing is claimed
    return made


@pytest.mark.parametrize(("typed", "sentence"), BRIEF)
def test_brief_names_the_rules_in_a_sentence(typed: str, sentence: str) -> None:
    assert sentence in sc.diff(typed).text("brief").split("\n\n")[1]


def test_brief_gathers_partial_derivatives() -> None:
    told = sc.gradient("x^2 y + y^3").text("brief")
    assert "Partial derivatives, gradient.  [2x·y, x² + 3y²]" in told


def test_full_multiplies_every_product_out() -> None:
    assert sc.diff("x^2 sin(3x)").text("full").startswith(FULL)


def test_the_way_from_the_rule_to_the_answer_is_shown() -> None:
    shown = sc.diff("x^2/(x^2+1)").text().splitlines()
    at = shown.index(" 4  Put together")
    assert shown[at + 2] == (
        "    = (2x·(x² + 1) − x²·2x)/(x² + 1)² = (2x·(x² + 1) − 2x³)/(x² + 1)²"
    )
    assert shown[-3] == "    = 2x/(x² + 1)²"


def test_full_says_what_a_partial_derivative_comes_to_once() -> None:
    shown = sc.gradient("(1-x)^2 + y").text("full").splitlines()
    ends = [line.strip() for line in shown if line.strip().endswith("= 2x − 2")]
    assert len(ends) == len(set(ends))


def test_a_sentence_stands_for_the_answer() -> None:
    d = told()
    assert "    The limit does not exist." in d.text().splitlines()
    assert d.text("brief").splitlines()[2] == "Values.  The limit does not exist."
    assert "The limit does not exist." in d.latex()
    assert "The limit does not exist." in d.markdown()
    assert json.loads(d.json())["ending"] == "The limit does not exist."


def test_json_has_the_table_under_its_step() -> None:
    (step,) = json.loads(told().json())["steps"]
    assert step["table"] == {
        "head": [{"text": "x", "latex": "x"}, "a | b"],
        "rows": [[{"text": "1/10", "latex": r"\frac{1}{10}"}, "−1 & 2 %"]],
    }


def test_json_without_a_sentence_has_the_fields_of_the_contract() -> None:
    fields = ["kind", "question", "answer", "conditions", "remarks", "steps", "check"]
    assert list(json.loads(sc.diff("x^2").json())) == fields


def test_tables_in_markdown_and_latex() -> None:
    d = told()
    assert "| $x$ | a \\| b |" in d.markdown()
    latex = d.latex()
    assert r"\begin{tabular}{ll}" in latex
    assert r"2 \%" in latex
    assert r"\ensuremath{-}1 \& 2" in latex


@pytest.mark.parametrize("typed", QUESTIONS)
def test_latex_is_balanced(typed: str) -> None:
    written = sc.diff(typed, "x", at={"x": 2}).latex()
    assert written.startswith(r"\documentclass{article}")
    begun = re.findall(r"\\begin\{(\w+)\}", written)
    ended = re.findall(r"\\end\{(\w+)\}", written)
    assert sorted(begun) == sorted(ended)
    assert written.count(r"\[") == written.count(r"\]") > 0
    assert written.replace(r"\{", "").count("{") == written.replace(r"\}", "").count("}")


def test_latex_numbers_the_steps() -> None:
    written = sc.diff("x^2 sin(3x)").latex()
    items = re.findall(r"\\item \\textbf\{(.+?)\}", written)
    assert items == ["Product rule.", "Power rule.", "Chain rule."]


def test_a_long_chain_is_aligned() -> None:
    written = sc.diff("exp(-x^2/2)*atan(3x) + x^x").latex()
    assert re.search(
        r"\\begin\{aligned\} \\frac\{d\}\{dx\} \\exp.* &= .*\\end\{aligned\} \\\]", written
    )


def test_letters_with_an_index_are_set_as_formulas() -> None:
    assert escaped("w_1² and α_12, not snake_case") == (
        r"\ensuremath{w_{1}}\ensuremath{^{2}} and \ensuremath{\alpha_{12}}, not snake\_case"
    )


def test_a_lesson_is_headed_by_its_question() -> None:
    d = sc.svm([[1, 1], [3, 3]], [-1, 1])
    asked = "support vector machine on [[1, 1], [3, 3]] with labels [-1, 1]"
    assert d.markdown().startswith(f"### {asked}\n")
    assert rf"\textbf{{{asked}}}" in d.latex()
    assert f'<p class="question">{asked}</p>' in d.html()
    assert sc.diff("x^2").markdown().startswith("### $")


def test_words_in_latex_are_no_commands() -> None:
    assert escaped(r"50 % of a_b & {c} \x ~ ^ #1 $2") == (
        r"50 \% of \ensuremath{a_{b}} \& \{c\} \textbackslash{}x "
        r"\textasciitilde{} \textasciicircum{} \#1 \$2"
    )
    assert escaped("x ≈ 2, π ≤ √3") == (
        r"x \ensuremath{\approx} 2, \ensuremath{\pi} \ensuremath{\le} \ensuremath{\surd}3"
    )


def test_letters_that_latin_fonts_lack_are_declared() -> None:
    written = told(remarks=("имя 好",)).latex()
    assert r"\DeclareUnicodeCharacter{0438}{[U+0438]}" in written


@pytest.mark.skipif(not PDFLATEX, reason="needs pdflatex")
def test_pdflatex_takes_it(tmp_path: Path) -> None:
    derivations = [
        *(sc.diff(typed, "x", at={"x": 2}) for typed in QUESTIONS),
        sc.gradient('x^2 "größe" + theta_1 y_hat'),
        told(remarks=("имя 好 x ≤ 2 & 50 %",)),
    ]
    for k, d in enumerate(derivations):
        (tmp_path / f"d{k}.tex").write_text(d.latex(), encoding="utf-8")
        command = [PDFLATEX, "-halt-on-error", "-draftmode", "-interaction=nonstopmode", f"d{k}"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:]


def test_markdown_has_no_tags_of_its_own() -> None:
    tagged = told(remarks=("For x < 1 it is <b>bold</b>.",)).markdown()
    assert "For x < 1 it is &lt;b>bold&lt;/b>." in tagged


def test_a_notation_is_what_an_answer_in_json_is() -> None:
    answer = Notation("tuple", (arrange(X), arrange(X + 1)), expr=sp.Tuple(X, X + 1))
    d = sc.diff("x^2")
    pair = Derivation(d.question, d.asked, answer, d.steps, told=(X, X + 1), claims=d.claims)
    assert json.loads(pair.json())["answer"]["text"] == "(x, x + 1)"
    assert pair.answer == (X, X + 1)
