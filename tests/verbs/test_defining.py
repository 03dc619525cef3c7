"""`define`: a function of the user's own behaves as its formula written out."""

from __future__ import annotations

import pickle
import subprocess
import sys

import mpmath
import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.formula import natural_order
from symcalc.primitives.defined import WORDS
from symcalc.writing.text import text

x, y, t, s = sp.symbols("x y t s")


SAME = [
    # name      inputs    formula                                call                 written out
    ("swish", "x", "x sigmoid(x)", "swish(2t + 1)", "(2t+1) sigmoid(2t+1)"),
    ("gelu", "x", "x(1 + erf(x/sqrt 2))/2", "gelu(t^2)", "t^2(1 + erf(t^2/sqrt 2))/2"),
    ("leaky", "x,a", "max(x, a x)", "leaky(t, 0.1)", "max(t, 0.1t)"),
    ("hinge", "x,y", "max(0, 1 - x y)", "s hinge(t, s)", "s max(0, 1 - t s)"),
    (
        "huber",
        "r,c",
        "{r^2/2 if |r| <= c; c(|r| - c/2) otherwise}",
        "huber(t - s, 2)",
        "{(t-s)^2/2 if |t-s| <= 2; 2(|t-s| - 1) otherwise}",
    ),
    ("f", "x", "x^3 - x", "f(f(t))", "(t^3-t)^3 - (t^3-t)"),
    ("ratio", "x,y", r"\frac{x}{y}", "ratio(s^2, t)", "s^2/t"),
    ("phi", "x", "e^(-x^2/2)/sqrt(2pi)", "φ(t - s)", "e^(-(t-s)^2/2)/sqrt(2pi)"),
    ("mid", "x,y", "(x + y)/2", "mid(mid(s, t), sin t)", "((s+t)/2 + sin t)/2"),
    ("size", "x", "|x|", "size(e^t - 2) t", "|e^t - 2| t"),
    ("lift", "x,p", "x^p", "lift(t, 3) + lift(2, s)", "t^3 + 2^s"),
    ("three", "x", "3", "three(t) t", "3t"),
]
POINTS = np.array([0.3, 1.7, -0.8, 2.9]), np.array([1.2, 0.4, 2.2, -1.9])


@pytest.mark.parametrize(("name", "inputs", "formula", "call", "inline"), SAME)
def test_it_compiles_as_its_formula(name, inputs, formula, call, inline) -> None:
    sc.define(name, inputs, formula)
    symbols = natural_order(sc.parse(inline).free_symbols)
    columns = POINTS[: len(symbols)]
    mine, plain = (sc.compile(f, symbols, backend="python") for f in (call, inline))

    for ask in ("__call__", "gradient", "hessian"):
        got, want = getattr(mine, ask)(*columns), getattr(plain, ask)(*columns)
        np.testing.assert_allclose(got, want, rtol=1e-13, atol=1e-13)
    assert sc.check(mine).status == "agrees"


@pytest.mark.parametrize(("name", "inputs", "formula", "call", "inline"), SAME)
def test_it_is_derived_as_its_formula(name, inputs, formula, call, inline) -> None:
    """The derivative has the same value, holds under the same conditions, knows the same kinks."""
    sc.define(name, inputs, formula)
    mine, plain = sc.diff(call, "t"), sc.diff(inline, "t")

    symbols = natural_order(sc.parse(inline).free_symbols)
    values = [sc.compile(d.answer, symbols, backend="python") for d in (mine, plain)]
    got, want = (k(*POINTS[: len(symbols)]) for k in values)
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-12)
    assert set(mine.conditions) == set(plain.conditions)
    assert mine.verify().status == "agrees"
    assert all(step.explanation and step.title for step in mine.steps)
    kinks = [[r for r in d.remarks if r.startswith("At ")] for d in (mine, plain)]
    assert kinks[0] == kinks[1]


@pytest.mark.parametrize(("name", "inputs", "formula", "call", "inline"), SAME)
def test_it_is_graded_as_its_formula(name, inputs, formula, call, inline) -> None:
    sc.define(name, inputs, formula)
    right = text(sc.diff(inline, "t").result)
    for answer in (right, f"{right} + t/7", inline):
        verdicts = [sc.grade(f"d/dt {f}", answer, timeout=60) for f in (call, inline)]
        assert verdicts[0].status == verdicts[1].status
        assert verdicts[0].note == verdicts[1].note
    assert sc.grade(f"d/dt {call}", right, timeout=60).status == "correct"


@pytest.mark.parametrize(("name", "inputs", "formula", "call", "inline"), SAME[:6])
def test_it_compiles_on_the_fast_backend(name, inputs, formula, call, inline) -> None:
    sc.define(name, inputs, formula)
    symbols = natural_order(sc.parse(inline).free_symbols)
    columns = POINTS[: len(symbols)]
    value, slope = sc.compile(call, symbols).value_and_gradient(*columns)

    plain = sc.compile(inline, symbols, backend="python")
    np.testing.assert_allclose(value, plain(*columns), rtol=1e-13, atol=1e-14)
    np.testing.assert_allclose(slope, plain.gradient(*columns), rtol=1e-13, atol=1e-14)


def test_the_words_of_a_derivation() -> None:
    sc.define("swish", "x", "x sigmoid(x)")
    lines = sc.diff("swish(x)").text().splitlines()

    assert lines[2] == " 1  Derivative of swish"
    assert lines[3].strip() == (
        "By definition swish(x) = x sigmoid(x). The derivative follows from that."
    )
    assert lines[5].strip() == "= x sigmoid(x)·(1 − sigmoid(x)) + sigmoid(x)"
    chain, inner = sc.diff("swish(x^2)").steps[0], sc.diff("swish(x)").steps[0]
    assert chain.rule == "chain"
    assert chain.explanation == (
        "The outer function is swish(u) = u sigmoid(u), the inner one is x²."
    )
    assert inner.rule == "defined-function"
    assert inner.hints == ("What is the derivative of swish?",)
    assert r"\frac{d}{du} \operatorname{swish}(u) = " in inner.statement


def test_the_sentence_may_be_your_own() -> None:
    sc.define("gap", "x,y", "(x - y)^2", says="The {squared} error.")

    assert sc.diff("gap(x, 3)").steps[0].explanation == "The {squared} error."


def test_partials_are_checked_and_then_compiled() -> None:
    """The formula has no digit left at x = 19.5; the partial that was given has all."""
    formula, given = "(e^x - e^(-x))/(e^x + e^(-x))", "1/cosh(x)^2"
    sc.define("squash", "x", formula, [given])
    k = sc.compile("squash(x)", backend="python")

    with mpmath.workdps(40):
        slope = 1 / mpmath.cosh(mpmath.mpf("19.5")) ** 2
        bend = -2 * mpmath.tanh(mpmath.mpf("1.5")) / mpmath.cosh(mpmath.mpf("1.5")) ** 2
    assert float(k.gradient(19.5)[0]) == pytest.approx(float(slope), rel=1e-14)
    assert float(k.hessian(1.5)[0, 0]) == pytest.approx(float(bend), rel=1e-13)
    assert k(0.7) == pytest.approx(float(mpmath.tanh(0.7)), rel=1e-15)
    assert sc.check(k).status == "agrees"
    step = sc.diff("squash(x)").steps[0]
    assert text(step.after) == "1/cosh²(x)"
    assert step.explanation.endswith("The derivative was given with it, and checked.")


def test_partials_may_mention_the_function() -> None:
    sc.define("bell", "x", "e^(-x^2)", ["-2x bell(x)"])

    assert text(sc.diff("bell(x)").result) == "−2x bell(x)"
    assert sc.diff("bell(x)", order=2).check.status == "agrees"
    k = sc.compile("bell(x)", backend="python")
    assert float(k.hessian(0.5)[0, 0]) == pytest.approx((4 * 0.25 - 2) * np.exp(-0.25))


def test_what_was_made_before_keeps_its_meaning() -> None:
    first = sc.define("w", "x", "x^2", ["x + x"])
    kernel, derivation = sc.compile("w(x)", backend="python"), sc.diff("w(x) x")
    sc.define("v", "x", "w(x) + 1")
    second = sc.define("w", "x", "x^3")

    assert kernel(2.0) == 4.0
    assert kernel.gradient(2.0).tolist() == [4.0]
    assert sc.compile("w(x)", backend="python")(2.0) == 8.0
    assert sc.compile(first(x) + second(x), backend="python").gradient(2.0).tolist() == [16.0]
    assert sc.compile("v(x)", backend="python")(2.0) == 5.0
    assert derivation.verify().status == "agrees"
    assert sc.diff(derivation).verify().status == "agrees"
    assert sc.grade("d/dx v(x)", "2x", timeout=60).status == "correct"
    assert sc.grade("d/dx w(x)", "3x^2", timeout=60).status == "correct"


def test_a_cell_may_be_run_again() -> None:
    assert sc.define("w", "x", "x^2") is sc.define("w", ["x"], "x²")


def test_the_answer_has_no_other_functions_than_your_own() -> None:
    swish = sc.define("swish", "x", "x sigmoid(x)")
    answer = sc.diff("x swish(x)").answer

    assert answer.atoms(sp.Function) == {swish(x), sp.exp(-x)}
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert sp.simplify(answer.expand(func=True) - (x * x / (1 + sp.exp(-x))).diff(x)) == 0


def test_sympy_objects_may_be_given() -> None:
    cube = sc.define("cube", [x], x**3, [3 * x**2])
    quad = sc.define("quad", (x, y), cube(x) * y, [3 * x**2 * y, cube(x)])

    assert quad(s, t).diff(s) == 3 * s**2 * t
    assert sc.diff(quad(t, 2), t).answer == 6 * t**2


RUN = """
import pickle, sys
kernel = pickle.load(sys.stdin.buffer)
print(kernel(2.0), kernel.gradient(2.0).tolist(), "sympy" in sys.modules)
"""


@pytest.mark.parametrize("partials", [None, ["2x"]])
def test_kernels_pickle_without_the_definition(partials) -> None:
    sc.define("w", "x", "x^2", partials)
    kept = pickle.dumps(sc.compile("3w(x)", backend="python"))
    done = subprocess.run([sys.executable, "-c", RUN], input=kept, capture_output=True, check=True)

    assert done.stdout.decode().strip() == "12.0 [12.0] False"


def test_derivations_pickle_into_another_process() -> None:
    sc.define("w", "x", "x^2")
    kept = pickle.dumps(sc.diff("w(x) x"))
    code = "import pickle, sys; d = pickle.load(sys.stdin.buffer); print(d.verify().status)"
    done = subprocess.run([sys.executable, "-c", code], input=kept, capture_output=True, check=True)

    assert done.stdout.decode().strip() == "agrees"


def test_the_worker_forgets_what_is_forgotten() -> None:
    sc.define("w", "x", "x^2")
    assert sc.grade("d/dx w(2x)", "8x", timeout=60).status == "correct"
    WORDS.pop("w")
    assert sc.grade("2w", "2*w", timeout=60).status == "correct"
    assert sc.grade("d/dx x w(3)", "w*3", timeout=60).status == "correct"  # a product again


def test_the_worker_knows_functions_whatever_their_order() -> None:
    """What was defined anew, and back again, comes after what is made of it."""
    sc.define("w", "x", "x^2")
    sc.define("v", "x", "w(x) + 1")
    sc.define("w", "x", "v(x) x")
    assert sc.grade("d/dx w(x)", "3x^2 + 1", timeout=60).status == "correct"
    sc.define("w", "x", "x^2")
    assert sc.grade("d/dx v(x) + w(x)", "4x", timeout=60).status == "correct"


def test_feedback_has_the_witness() -> None:
    sc.define("sq", "x", "x^2")
    verdict = sc.grade("d/dx sq(3x)", "6x", timeout=60)

    assert verdict.status == "incorrect"
    assert verdict.misconceptions[0] == "chain-inner-forgotten"
    assert verdict.feedback.endswith("At x = 1 yours is 6, the derivative is 18.")


REFUSED = [
    # what is given                                          what is said
    (("swish", "x", "x sigmiod(x)"), "did you mean sigmoid?"),
    (("swish", "x", "x sigmoid(x"), "a parenthesis is not closed"),
    (("sin", "x", "x"), "sin has a meaning already"),
    (("Sin", "x", "x"), "Sin has a meaning already, the function sin"),
    (("pi", "x", "x"), "pi has a meaning already"),
    (("and", "x", "x"), "and has a meaning already"),
    (("sum", "x", "x"), "sum has a meaning already"),
    (("slope", "x", "x"), "slope(x) is read in another way"),
    (("dx", "x", "x"), "dx(x) is read in another way"),
    (("my fun", "x", "x"), "'my fun' cannot be the name"),
    (("2f", "x", "x"), "'2f' cannot be the name"),
    ((3, "x", "x"), "3 cannot be the name"),
    (("foo", "", "3"), "foo has no inputs"),
    (("foo", "x,x", "x"), "x is twice among the inputs of foo"),
    (("foo", "w_0,w0", "w0"), "w0 is twice among the inputs of foo"),
    (("f", "f", "f^2"), "f is the function and one of its inputs"),
    (("foo", "sin", "3"), "sin is a function, not a variable"),
    (("foo", "x", "a x"), 'define("foo", ["x", "a"], "…")'),
    (("foo", "x", "foo(x) + 1"), "foo is defined by itself"),
    (("f", "x", "f(x) + 1"), "f is defined by itself"),
    (("foo", "x", "g(x)"), "g is a function without a formula"),
    (("foo", "x", "[x, x]"), "not one formula with one value"),
    (("foo", "x", "x = 3"), "a statement, not a value"),
    (("foo", "x", "∫_0^x t² dt"), "an integral in the formula is not worked out yet"),
    (("foo", "x", "(-2)^x"), "real only for some values"),
    (("foo", "x", "__import__('os')"), "_"),
    (("sq", "x", "x^2", ["3x"]), "the partial derivative by x is wrong: at x = "),
    (("sq", "x", "x^2", ["3x"]), "the formula gives 2x"),
    (("sq", "x", "x^2", ["2x", "0"]), "2 partial derivatives for 1 input of sq"),
    (("foo", "x,y", "x y", ["y", "y"]), "the partial derivative by y is wrong"),
    (("foo", "x", "x^2", ["2x + c"]), "c is not among the inputs"),
    (("foo", "x", "ln(-1 - x^2)", ["1"]), "the partial derivative by x cannot be checked"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_cannot_be_defined_is_refused_in_words(given, said) -> None:
    before = dict(WORDS)
    with pytest.raises(sc.SymcalcError) as caught:
        sc.define(*given)

    assert said in str(caught.value)
    assert before == WORDS


def test_a_definition_that_fails_leaves_the_one_before() -> None:
    sc.define("sq", "x", "x^2")
    with pytest.raises(sc.UnsupportedError):
        sc.define("sq", "x", "x^3", ["2x"])
    with pytest.raises(sc.UnsupportedError, match="sq is defined by itself"):
        sc.define("sq", "x", "sq(x) + 1")

    assert sc.compile("sq(x)", backend="python")(3.0) == 9.0


@pytest.mark.parametrize("formula", ["sq(x) = x^2", "y = x^2", "x^2"])
def test_the_left_side_may_be_written_too(formula: str) -> None:
    assert text(sc.define("sq", "x", formula).definition.formula) == "x²"
