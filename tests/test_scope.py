"""What cannot be computed with yet is refused in words by every verb, and never misjudged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.errors import UnsupportedError
from symcalc.grading.solutions.statements import is_statement
from symcalc.notation import Notation, add, derivative, divide, multiply, name, number, power
from symcalc.primitives import arrange, build
from symcalc.primitives.refusals import REFUSALS
from symcalc.scope import refused
from symcalc.structures import PLUS_OR_MINUS, STRUCTURES, both_signs
from symcalc.tutor.kinks import kinks

x, y, k, n, t, a = SYMBOLS = sp.symbols("x y k n t a")
X, Y, K, N, T, A = map(name, SYMBOLS)
ZERO, ONE, TWO = map(number, (0, 1, 2))
UNIT = build("interval", ZERO, ONE, text="[]")
AREA = build("integral", power(X, TWO), X, ZERO, ONE)  # x only runs in it
M = sp.ImmutableMatrix([[1, y], [2, 3]])


def f_of(u: Notation) -> Notation:
    return build("apply", u, text="f")


# Constants as far as x goes: the derivative of x² times each is 2x times it.
CONSTANTS = [
    AREA,
    build("integral", T, T),
    build("integral", T, T, ZERO, A),
    build("integral", multiply(TWO, add(T, ONE)), T, ZERO, A),
    build("summation", power(K, TWO), K, ONE, N),
    build("summation", power(X, TWO), X, ONE, N),
    build("product-over", K, K, ONE, number(3)),
    build("limit", build("sin", X), X, ZERO),
    build("limit", multiply(A, T), T, ZERO, text="+"),
    build("evaluated", power(X, TWO), X, ONE),
    build("evaluated", power(X, TWO), X, ZERO, ONE),
    build("derivative-at", TWO, text="f'"),
    build("determinant", arrange(M)),
    build("trace", arrange(M)),
    build("binomial", N, K),
    f_of(Y),
    arrange(sp.IndexedBase("w")[k]),
    arrange(sp.EulerGamma),
    arrange(sp.Catalan),
]


@pytest.mark.parametrize("constant", CONSTANTS, ids=lambda node: str(node.expr))
@pytest.mark.parametrize("given", ["notation", "object"])
def test_what_does_not_depend_on_x_is_a_constant(constant: Notation, given: str) -> None:
    formula = multiply(power(X, TWO), constant)
    d = sc.diff(formula if given == "notation" else formula.expr, "x", at={"x": 3})

    assert d.answer == 2 * x * constant.expr
    assert sp.expand(d.value - 6 * constant.expr) == 0
    assert d.verify().status == "agrees"
    assert d.conditions == ()
    d.json(), d.latex(), d.html(), d.text("full")


@pytest.mark.parametrize("constant", CONSTANTS[:-2], ids=lambda node: str(node.expr))
def test_a_kink_beside_a_constant_is_still_seen(constant: Notation) -> None:
    d = sc.diff(multiply(build("abs", X), constant), "x", at={"x": 0})

    assert d.conditions == (sp.Ne(x, 0),)
    assert d.value is sp.nan
    assert "the slopes may differ" in d.remarks[0]


def test_what_is_inside_an_integral_is_none_of_the_formula() -> None:
    """Neither the kink of |x| nor the pole of 1/x there."""
    inside = build("integral", divide(build("abs", X), X), X, ONE, A)
    d = sc.diff(multiply(X, build("log", add(X, A)), inside), "x")

    assert d.conditions == (sp.Gt(a + x, 0),)
    assert d.remarks == ()


def test_beside_a_kink_an_integral_stays_as_it_is() -> None:
    inside = build("integral", build("abs", X), X, ZERO, ONE)
    (kink,), _ = kinks(multiply(build("abs", X), inside), x)

    assert (kink.left, kink.right) == (-inside.expr, inside.expr)
    assert not kink.known


@pytest.mark.parametrize("constant", CONSTANTS, ids=lambda node: str(node.expr))
def test_tidying_leaves_constants_alone(constant: Notation) -> None:
    d = sc.diff(multiply(X, add(X, ONE), constant), "x")

    assert sp.expand(d.answer - constant.expr * (2 * x + 1)) == 0
    assert constant.expr.is_Add or d.answer.has(constant.expr)
    assert sc.diff(multiply(X, constant), "x").answer == constant.expr


FORMULAS = [
    lambda c: c * x**2 / (x + 1),
    lambda c: c * x**2 * (2 * x + 2) / (x**2 - 1),
    lambda c: x / (x + c),
    lambda c: (x + c) ** 2 * sp.Abs(x - c),
    lambda c: sp.Piecewise((c * x, x > c), (x**2, True)),
]


@pytest.mark.parametrize("constant", CONSTANTS, ids=lambda node: str(node.expr))
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_constant_is_as_good_as_a_letter(formula, constant: Notation) -> None:
    """The derivative is that of the same formula with a letter for the constant."""
    letter = sp.Symbol("c")
    told = sc.diff(formula(constant.expr), "x").answer
    expected = sc.diff(formula(letter), "x").answer.xreplace({letter: constant.expr})

    assert check_equal(told, expected).status == "agrees"


def test_the_variable_is_the_one_that_does_not_run() -> None:
    assert sc.diff(multiply(T, AREA)).question.wrt == (t,)
    assert sc.gradient(multiply(T, Y, AREA)).question.wrt == (t, y)
    assert sc.diff(AREA).answer == 0
    assert sc.diff("∫_0^1 t^2 dt").question.wrt == (x,)
    assert sc.diff("∫_0^a t^2 dt", "x").question.wrt == (x,)


def test_conditions_with_a_limit_in_them() -> None:
    limit = build("limit", T, T, ZERO)
    d = sc.diff(build("log", add(X, limit)), "x", at={"x": 2})

    assert d.conditions == (sp.Gt(x + limit.expr, 0),)
    assert d.value == 1 / (2 + limit.expr)


COORDINATES = [("5%", sp.Rational(1, 20)), ("30°", sp.pi / 6), ("binomial(4, 2)", 6)]


@pytest.mark.parametrize(("coordinate", "value"), COORDINATES)
def test_coordinates(coordinate: str, value: sp.Expr) -> None:
    assert sc.diff("x^2", at={"x": coordinate}).value == 2 * value


NO_COORDINATES = [
    ("±1", "two formulas"),
    ("∫_0^1 t dt", "not worked out yet"),
    ("(1, 2)", "a list of formulas"),
    ("ℝ", "a set"),
    ("A^T", "shapes are not known"),
]


@pytest.mark.parametrize(("coordinate", "what"), NO_COORDINATES)
def test_what_is_no_coordinate(coordinate: str, what: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=what):
        sc.diff("x^2", at={"x": coordinate})


def test_a_second_order_takes_the_constants_along() -> None:
    d = sc.diff(multiply(power(X, number(3)), AREA), "x", 2)

    assert d.answer == 6 * x * AREA.expr


# A formula, and what is said of it where its derivative by x, and where its value is asked for.
LATER = [
    (build("integral", X, X), "an integral"),
    (build("summation", power(X, K), K, ZERO, N), "a sum over an index"),
    (build("product-over", add(X, K), K, ZERO, TWO), "a product over an index"),
    (build("limit", multiply(X, T), T, ZERO), "a limit"),
    (build("evaluated", multiply(X, Y), Y, TWO), "a value at a point"),
    (build("evaluated", power(Y, TWO), Y, ZERO, X), "a value at a point"),
    (build("determinant", arrange(M.subs(y, x))), "a determinant"),
    (build("trace", arrange(M.T * x)), "a trace"),
    (build("binomial", X, TWO), "a binomial coefficient of letters"),
    (arrange(sp.IndexedBase("w")[x]), "a letter with an index that runs"),
]
NEVER = [
    (multiply(X, derivative(power(T, TWO), T)), "a derivative in the formula"),
    (multiply(X, build("integral", derivative(T, T), T, ZERO, ONE)), "in the formula"),
    (multiply(X, build("differential", X)), "the differential dx stands in the formula"),
    (build("gradient", f_of(X)), "a gradient"),
    (build("divergence", X), "a divergence"),
    (build("curl", X), "a curl"),
    (build("laplacian", X), "a Laplacian"),
    (multiply(build("transpose", A), X), "shapes are not known"),
    (multiply(X, build("determinant", A)), "shapes are not known"),
    (multiply(X, build("trace", A)), "shapes are not known"),
    (build("norm", X, text="2"), "shapes are not known"),
    (arrange(sp.MatMul(M, M)), "a formula of matrices"),
    (build("transpose", arrange(M)), "a formula of matrices"),
    (multiply(X, build("cases", build("piece", X, build("element", X, UNIT, text="in")))), "kind"),
]
COMPARISONS = [build("relation", X, u, text=">") for u in (ONE, Y)]
STATEMENTS = [
    (both_signs(build("plus-minus", X, ONE, text="±")), "± makes two formulas of one"),
    (build("sin", build("plus-minus", X, text="∓")), "± makes two formulas of one"),
    (build("relation", power(X, TWO), ONE, text="="), "a statement"),
    (build("and", *COMPARISONS), "a statement"),
    (build("or", *COMPARISONS), "a statement"),
    (build("not", build("and", *COMPARISONS)), "a statement"),
    (build("not", build("element", X, UNIT, text="in")), "a statement"),
    (build("element", X, UNIT, text="in"), "a statement"),
    (build("implies", *COMPARISONS), "a statement"),
    (build("equivalent", *COMPARISONS), "a statement"),
    (arrange(sp.true), "a statement"),
    (build("tuple", X, ONE), "a list of formulas"),
    (build("lines", X, ONE), "a list of lines"),
    (build("system", build("relation", X, ONE, text="=")), "a system of equations"),
    (build("set", X), "a set"),
    (build("set-builder", X, build("relation", X, ONE, text=">")), "a set"),
    (UNIT, "a set"),
    (build("union", UNIT, build("set", X)), "a set"),
    (build("intersection", UNIT, build("set", X)), "a set"),
    (build("set-difference", arrange(sp.S.Reals), build("set", X)), "a set"),
    (arrange(sp.S.Naturals), "a set"),
]
REFUSED = LATER + NEVER + STATEMENTS
VERBS: dict[str, Callable[[object], object]] = {
    "diff": lambda f: sc.diff(f, "x"),
    "gradient": lambda f: sc.gradient(f, ["x"]),
    "compile": lambda f: sc.compile(f, backend="python"),
    "check": lambda f: sc.check(f, derivative="2x", wrt="x"),
    "explain": sc.explain,
}


def ids(value: object) -> str | None:
    return str(value.expr)[:40] if isinstance(value, Notation) else None


# Their values are not worked out, their derivatives are.
WITHOUT_VALUE = r"in the formula|at a point|without a formula"
DIFFERENTIATED = [
    # formula                                    its derivative, by hand
    (build("integral", T, T, ZERO, X), "x"),
    (multiply(X, build("integral", multiply(X, T), T, ZERO, ONE)), "x"),
    (build("derivative-at", X, text="f''"), "f^{(3)}(x)"),
    (multiply(X, f_of(X)), "f(x) + x f'(x)"),
]


@pytest.mark.parametrize(("formula", "slope"), DIFFERENTIATED, ids=ids)
def test_what_has_a_derivative_and_no_value(formula: Notation, slope: str) -> None:
    d = sc.diff(formula, "x")
    assert sp.simplify(d.answer.doit() - sc.parse(slope).doit()) == 0
    for verb in ("compile", "check"):
        with pytest.raises(sc.UnsupportedError, match=WITHOUT_VALUE):
            VERBS[verb](formula)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("formula", "what"), REFUSED, ids=ids)
def test_every_verb_refuses_in_words(formula: Notation, what: str, verb: str) -> None:
    if verb == "explain" and formula.head in ("limit", "integral"):
        return  # that is a question, and is answered
    with pytest.raises(sc.UnsupportedError) as caught:
        VERBS[verb](formula)

    told = str(caught.value)
    assert what in told or verb == "explain"  # nothing is asked about most of them
    assert caught.value.where
    assert caught.value.hint


@pytest.mark.parametrize(("formula", "what"), REFUSED, ids=ids)
def test_so_it_does_of_objects(formula: Notation, what: str) -> None:
    """`compile` looks through objects of any size, and meets the same words there."""
    if any(part.head == "differential" for part in formula.walk()):
        return  # of SymPy's own making, dx is a name
    with pytest.raises(sc.UnsupportedError):
        sc.diff(formula.expr, "x")
    if isinstance(formula.expr, sp.MatrixExpr | sp.Tuple):
        return  # as matrices, and as lists, these are compiled
    with pytest.raises(sc.UnsupportedError):
        sc.compile(formula.expr, backend="python")


def test_products_of_matrices_are_compiled_as_objects() -> None:
    y = sp.Symbol("y")
    matrix = sp.ImmutableMatrix([[1, y], [2, 3]])

    kernel = sc.compile(sp.MatMul(matrix, matrix, evaluate=False), backend="python")
    assert kernel(y=2.0).tolist() == [[5, 8], [8, 13]]


@pytest.mark.parametrize(("formula", "what"), LATER, ids=ids)
def test_of_a_derivative_it_is_said_so(formula: Notation, what: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=f"the derivative of {what} cannot be worked out"):
        sc.diff(formula, "x")
    with pytest.raises(sc.UnsupportedError, match=f"{what} in the formula is not worked out yet"):
        sc.compile(formula)


@pytest.mark.parametrize(("formula", "what"), LATER + NEVER, ids=ids)
def test_grade_does_not_pretend(formula: Notation, what: str) -> None:
    """Not even where the answer is the question itself."""
    as_answer = sc.grade("d/dx x^2", formula, timeout=None)
    assert as_answer.status in ("undecided", "unreadable", "incorrect")
    if "differential" in what:
        return  # a mistake of the asker, who is told so
    as_question = sc.grade(formula, formula, timeout=None)
    notes = ("unsupported", "question-echoed" if what == "an integral" else "")
    assert as_question.status in ("undecided", "incorrect")
    assert as_question.note in notes


ANSWERS = [
    # answer                              status          note                what is said
    ("∫ 2 dx", "incorrect", "question-echoed", "integral"),
    ("lim_{t->0} (2x + t)", "undecided", "unsupported", "a limit"),
    ("2x det([[1, 2], [3, 4]])", "undecided", "unsupported", "a determinant"),
    ("[x^2]_0^x", "incorrect", "question-echoed", "limits"),
    ("A^T x", "undecided", "unsupported", "shapes are not known"),
    ("f(x)", "undecided", "unsupported", "without a formula"),
    ("2x dx", "unreadable", "unreadable", "write d*x for a product, or leave dx out"),
    ("d/dx x^2", "incorrect", "question-echoed", "work it out"),
    ("±2x", "incorrect", "different", "this is several formulas"),
    ("(2x, 1)", "incorrect", "different", "this is a vector of 2 components"),
    ("{2x,}", "incorrect", "different", "this is a set"),
    ("x ∈ [0, 1]", "incorrect", "different", "this is a statement"),
    ("x*200%", "correct", "correct", "Correct."),
    ("binomial(2, 1) x", "correct", "correct", "Correct."),
]


@pytest.mark.parametrize(("answer", "status", "note", "what"), ANSWERS)
def test_answers(answer: str, status: str, note: str, what: str) -> None:
    verdict = sc.grade("d/dx x^2", answer, timeout=None)

    assert (verdict.status, verdict.note) == (status, note)
    assert what in verdict.feedback


def test_a_list_in_parentheses_is_a_vector_but_two_signs_are_not() -> None:
    assert sc.grade("gradient of x^2 y", "(2x*y, x^2)", timeout=None).status == "correct"
    assert sc.grade("[x, -x]", "(x, -x)", timeout=None).status == "correct"
    assert sc.grade("[x, -x]", "±x", timeout=None).status == "incorrect"


def test_a_derivative_at_a_point_is_a_number() -> None:
    question = "derivative of x^2 at x = 3"
    assert sc.explain(question).value == 6
    assert sc.diff(question).value == 6
    assert sc.explain(question, at={"x": 5}).value == 10
    assert sc.grade(question, "6", timeout=None).status == "correct"
    assert sc.grade(question, "7", timeout=None).feedback.endswith(
        "Yours is 7, the derivative is 6."
    )
    gradient = sc.gradient("gradient of x^2 y at x = 1, y = 2")
    assert gradient.value == sp.Matrix([4, 1])


ASKABLE = [row for row in STATEMENTS if is_statement(row[0])]


@pytest.mark.parametrize(("formula", "what"), ASKABLE, ids=ids)
def test_a_letter_is_no_answer_to_a_statement(formula: Notation, what: str) -> None:
    assert sc.grade(formula, "x", timeout=None).status in ("undecided", "incorrect")


@pytest.mark.parametrize(("formula", "what"), [s for s in STATEMENTS if s not in ASKABLE], ids=ids)
def test_a_statement_is_no_question(formula: Notation, what: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=r"can be graded|two formulas"):
        sc.grade(formula, "x", timeout=None)


COMPUTED = [
    # formula                                                its value at x = 2, y = 3
    (multiply(build("percent", number(5)), X), 0.1),
    (build("percent", power(X, TWO)), 0.04),
    (build("sin", build("degrees", multiply(number(15), X))), 0.5),
    (multiply(build("binomial", number(5), TWO), X), 20.0),
    (build("binomial", X, ONE), 2.0),
    (build("norm", build("vector", X, ONE), text="1"), 3.0),
    (build("norm", build("vector", X, number(0), Y)), 13**0.5),
    (build("norm", build("vector", X, Y), text="oo"), 3.0),
    (build("cases", build("piece", X, arrange(sp.And(x > 1, x < 3)))), 2.0),
    (multiply(arrange(sp.GoldenRatio), X), 1 + 5**0.5),
]


@pytest.mark.parametrize(("formula", "value"), COMPUTED, ids=ids)
def test_what_is_a_number_is_computed_with(formula: Notation, value: float) -> None:
    """SymPy differentiates; the kernel and the derivation agree with it and with each other."""
    assert sc.compile(formula, ["x", "y"], backend="python")(2, 3) == pytest.approx(value)
    d = sc.diff(formula, "x", at={"x": 2, "y": 3} if y in formula.symbols else {"x": 2})
    real = {s: sp.Symbol(s.name, real=True) for s in (x, y)}
    slope = formula.expr.xreplace(real).diff(real[x]).subs({real[x]: 2, real[y]: 3})
    assert float(d.value) == pytest.approx(float(slope))
    assert d.verify().status == "agrees"


def test_every_structure_is_computed_with_or_refused() -> None:
    """A new structure has to be put on one of the two sides."""
    computed = {"percent", "degrees", "cases", "piece", "otherwise", "vector", "matrix"}
    computed |= {"transpose", "norm"}  # of matrices; of letters a row of its own refuses them
    assert STRUCTURES.keys() - REFUSALS.keys() == computed
    assert REFUSALS.keys() <= STRUCTURES.keys()


def test_every_row_is_met_by_a_formula_here() -> None:
    met = {found.node.head for formula, _ in REFUSED if (found := refused(formula))}
    met |= {found.node.head for formula, _ in DIFFERENTIATED if (found := refused(formula))}
    assert REFUSALS.keys() - met == {"continued"}  # only stands in lines


def test_an_integral_is_compared_by_nobody() -> None:
    """As a letter it would differ from every number; it may be equal to one."""
    with pytest.raises(sc.UnsupportedError):
        sc.check(multiply(X, AREA), derivative="1/3", wrt="x")


def test_the_sign_of_two_formulas_is_no_input() -> None:
    with pytest.raises(sc.UnsupportedError, match="two formulas"):
        sc.compile(x + PLUS_OR_MINUS)


QUESTIONS = [
    sp.Sum(k, (k, 1, n)),
    sp.Product(k, (k, 1, n)),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("timeout", [None, 30.0])
def test_what_others_work_out_is_undecided(question: sp.Expr, timeout: float | None) -> None:
    verdict = sc.grade(question, "1/3", timeout=timeout)

    assert (verdict.status, verdict.note) == ("undecided", "unsupported")
    assert "cannot be worked out yet" in verdict.feedback
    with pytest.raises(sc.UnsupportedError, match="cannot be worked out yet"):
        sc.explain(question)


MISTAKEN = [
    (sc.diff, "gradient of x^2 y", "asks for a gradient"),
    (sc.gradient, "d/dx x^2", "asks for a derivative"),
]


@pytest.mark.parametrize(("verb", "question", "what"), MISTAKEN)
def test_a_verb_does_not_answer_another_question(verb, question: str, what: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=what):
        verb(question)


@pytest.mark.parametrize("call", ["polygamma", "polylog", "uppergamma"])
def test_a_parameter_that_depends_on_the_variable(call: str) -> None:
    """There is a rule by the other argument only, and it would be wrong to leave the first out."""
    with pytest.raises(UnsupportedError, match=f"the parameter of {call} depends on the variable"):
        sc.diff(f"{call}(x, x/2)", "x")
