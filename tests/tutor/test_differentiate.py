"""Derivations: right by SymPy, every step true, the last line the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

import symcalc as sc
from symcalc import primitives
from symcalc.checking.sampling import compare
from symcalc.formula import over_reals
from symcalc.primitives import PRIMITIVES, TABLE
from symcalc.steps import Step, walk
from symcalc.tutor import rules
from symcalc.writing.text import text

x, y, a, n = sp.symbols("x y a n")

FORMULAS = [
    # formula                      the rule of the first step
    ("7", "constant"),
    ("x", "identity"),
    ("x^5", "power"),
    ("x^n", "power"),
    ("x^(2/3)", "power"),
    ("x^-2", "power"),
    ("pi^3 + x", "sum"),  # a power of a constant is a constant
    ("3x^2", "constant-multiple"),
    ("-x^2/3", "constant-multiple"),
    ("a x^2/4", "constant-multiple"),
    ("-x", "negation"),
    ("x^2 + x", "sum"),
    ("5x^3 - 2x^2 + 7x - 3", "sum"),
    ("x^2 - x", "difference"),
    ("x^2 sin(3x)", "product"),
    ("x e^x ln x", "product"),
    ("(x+1)(x-1)", "product"),
    ("sin(x)/x", "quotient"),
    ("x/(x^2+1)", "quotient"),
    ("1/x", "reciprocal"),
    ("1/(x^2+1)", "reciprocal"),
    ("sin(3x)", "chain"),
    ("(x^2+1)^3", "chain"),
    ("2(x+1)", "constant-multiple"),  # as written, not multiplied out first
    ("sin(cos(tan(x)))", "chain"),
    ("e^(-x^2/2)", "chain"),
    ("2^x", "exponential"),
    ("a^(3x)", "chain"),
    ("x^x", "general-power"),
    ("(1+x)^(1/x)", "general-power"),
    ("x^x^x", "general-power"),
    ("log_2(x)", "log-base"),
    ("log(x, 10)", "log-base"),
    ("log_x(2)", "log-base"),
    ("sqrt(x)", "sqrt"),
    ("cbrt(x^2 + 1)", "chain"),
    (r"\sqrt[5]{x}", "root"),
    ("sec(x) tan(x)", "product"),
    ("arcsin(x/2)", "chain"),
    ("atan2(x, x^2)", "chain"),
    ("sigmoid(3x + 2)", "chain"),
    ("softplus(x)", "softplus"),
    ("relu(2x - 1)", "chain"),
    ("max(x, x^2)", "max"),
    ("|x|", "abs"),
    ("|x^2 - 1|", "chain"),
    ("erf(x^2)", "chain"),
    ("gamma(x)", "gamma"),
    ("polygamma(1, x)", "polygamma"),
    ("x!", "factorial"),
    (r"\begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1\end{cases}", "piecewise"),
    (r"\frac{\sin^2 x}{1+\sqrt{x}}", "quotient"),
    ("exp(-x^2/2)*atan(3x) + x^x", "sum"),
    ("ln|cos x|", "chain"),
    ("tanh(x)^2", "chain"),
]


def oracle(f: sp.Expr, v: sp.Symbol) -> sp.Expr:
    """SymPy's derivative over the reals, away from jumps, where its DiracDelta is 0."""
    return over_reals(lambda g, t: g.diff(t).replace(sp.DiracDelta, lambda *_: sp.S.Zero), f, v)


@pytest.mark.parametrize(("formula", "rule"), FORMULAS)
def test_derivations(formula: str, rule: str) -> None:
    """SymPy's own derivative is the oracle; every step is checked again."""
    d = sc.diff(formula, "x")
    node = sc.read(formula)
    expected = oracle(node.expr, x)

    assert d.steps[0].rule == rule
    assert d.steps[0].before.expr == sp.Derivative(node.expr, x)
    assert d.steps[-1].after == d.result
    assert compare(d.answer, expected).status == "equal"
    assert d.verify().status == "agrees"
    assert all(step.explanation and step.title for step in walk(d.steps))


@pytest.mark.parametrize(
    "row", [r for r in PRIMITIVES if r.names and r.arity == 1], ids=lambda r: r.name
)
def test_every_function_is_derived_as_typed(row: primitives.Primitive) -> None:
    """By its own name, of x and of an inner function."""
    for inside, rule in (("x", row.name), ("2x + 1", row.name if row.held else "chain")):
        typed = f"{row.names[-1]}({inside})"
        d = sc.diff(typed)
        assert d.steps[0].rule == rule
        expected = oracle(sc.parse(typed), x)
        assert compare(d.answer, expected).status != "different"


FORMS = [
    # formula                  the answer as a teacher would leave it
    ("(x^2-1)/(x-1)", "1"),
    ("sin(3x)/x^2", "(3x cos(3x) − 2 sin(3x))/x³"),
    ("e^x/x^3", "e^x·(x − 3)/x⁴"),
    ("x/(x^2+1)", "(1 − x²)/(x² + 1)²"),
    ("(x^2+1)^3", "6x·(x² + 1)²"),
    ("3.14 x^2 + 0.1x", "6.28x + 0.1"),  # decimals stay decimals
    ("1.5 sin(0.2 x)", "0.3 cos(0.2x)"),
    ("sigmoid(x)", "sigmoid(x)·(1 − sigmoid(x))"),
    ("max(x, x^2)", "{1 if x > x²; 2x if x < x²}"),
    ("max(0, x, x^2)", "{1 if x > 0 and x > x²; 2x if x < x² and x² > 0}"),
    ("sqrt(x)^2", "1"),
    ("ln|e^x|", "1"),
]


@pytest.mark.parametrize(("formula", "answer"), FORMS)
def test_the_form_of_the_answer(formula: str, answer: str) -> None:
    assert text(sc.diff(formula).result) == answer


@pytest.mark.parametrize(
    ("formula", "order"),
    [("e^x", 4), ("x^10", 4), ("sqrt(x)", 5), ("sin(x)", 10), ("1/(1+x^2)", 4), ("x^2", 5)],
)
def test_higher_orders_are_checked_as_well(formula: str, order: int) -> None:
    assert sc.diff(formula, order=order).check.status == "agrees"


def test_orders_are_bounded() -> None:
    for order in (0, -1, 101, 10**9, 1.5):
        with pytest.raises(sc.UnsupportedError, match="no derivative of order"):
            sc.diff("x^2", order=order)
    with pytest.raises(sc.UnsupportedError, match="is not an order"):
        sc.diff("x^2", "x", 10**9)


REFUSED = [
    # formula        what is said
    ("(-2)^x", "real only for some values"),
    ("0^x", "real only for some values"),
    ("[x^2, x]", "not one formula with one value"),
    ("x^2 + y^2 = 1", "a statement, not a value"),
]


@pytest.mark.parametrize(("formula", "said"), REFUSED)
def test_what_has_no_derivative_is_refused_in_words(formula: str, said: str) -> None:
    with pytest.raises(sc.SymcalcError, match=said):
        sc.diff(formula, "x")


def test_a_huge_formula_is_refused_at_once_and_in_few_words() -> None:
    f = x
    for _ in range(14):
        f = sp.sin(f * y) + f * y
    for attempt in (lambda: sc.diff(f, x), lambda: sc.compile(sp.Function("g")(f))):
        with pytest.raises(sc.SymcalcError) as caught:
            attempt()
        assert len(str(caught.value)) < 300


def test_questions_ask_about_the_whole_formula() -> None:
    d = sc.explain("d/dx x^2 + x")
    assert d.answer == 2 * x + 1
    assert "the derivative is taken of the whole formula" in d.remarks
    assert sc.parse("d/dx x^2 + x") == sp.Derivative(x**2, x) + x  # as a formula it binds tighter
    assert sc.explain("d/dx f(x) = x^2").answer == 2 * x
    with pytest.raises(sc.UnsupportedError, match="not said what y is"):
        sc.explain(r"\frac{dy}{dx}")


def test_the_line_that_voice_shows() -> None:
    d = sc.diff("x^2 sin(3x)")
    assert [s.rule for s in d.steps] == ["product", "substitute", "simplify"]
    assert text(d.steps[0].after) == "(d/dx x²)·sin(3x) + x²·(d/dx sin(3x))"
    assert {k: text(v) for k, v in d.steps[0].bindings.items()} == {"u": "x²", "v": "sin(3x)"}
    power, chain = (s for s in d.steps[0].substeps if s.rule in ("power", "chain"))
    assert text(power.after) == "2x"
    assert chain.explanation == "The outer function is sin, the inner one is 3x."
    assert text(d.result) == "2x sin(3x) + 3x² cos(3x)"


def test_letters_of_a_rule_are_not_those_of_the_formula() -> None:
    d = sc.diff("u v(u+1)", "u")
    assert "u" not in d.steps[0].bindings


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("sin", lambda u: [-sp.cos(u)]),
        ("exp", lambda u: [u * sp.exp(u)]),
        ("log", lambda u: [1 / (u + sp.Rational(1, 10**6))]),
        ("tanh", lambda u: [1 + sp.tanh(u) ** 2]),
    ],
)
def test_a_wrong_row_is_never_shown(name: str, wrong, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the check of the step catches it."""
    monkeypatch.setitem(TABLE, name, replace(TABLE[name], partials=wrong))
    with pytest.raises(AssertionError, match="is wrong at"):
        sc.diff(f"{name}(x)")


def test_a_wrong_line_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of policy rather than of the table: a product without its second term."""
    row = TABLE["product"]
    broken = replace(row, line=lambda d, u, v: rules.notation.multiply(d(u), v))
    monkeypatch.setitem(TABLE, "product", broken)
    with pytest.raises(AssertionError, match="the step product is wrong"):
        sc.diff("x sin x")


def test_other_letters_are_constants() -> None:
    d = sc.diff("a x^2 + a^2", "x")
    assert d.answer == 2 * a * x


def test_higher_orders_have_a_frame_each() -> None:
    d = sc.diff("x^4", order=3)
    assert d.answer == 24 * x
    assert [s.title for s in d.steps] == [
        "First derivative",
        "Second derivative",
        "Third derivative",
    ]
    assert d.check.status == "agrees"


def test_several_names_differentiate_from_left_to_right() -> None:
    d = sc.diff("x^2 y^3", "x", "y")
    assert d.answer == 6 * x * y**2
    assert sc.diff("x^2 y^3", "y", 2).answer == 6 * x**2 * y


def test_a_variable_that_does_not_occur() -> None:
    d = sc.diff("x^2", "t")
    assert d.answer == 0
    assert "The formula does not depend on t, so the derivative is 0." in d.remarks


def test_symbols_come_back_unchanged() -> None:
    p = sp.Symbol("p", positive=True)
    d = sc.diff(p**3)
    assert d.answer == 3 * p**2
    assert d.answer.free_symbols == {p}
    assert sc.diff(p**3, "p").answer == 3 * p**2


def test_a_derivation_stands_for_its_answer() -> None:
    d = sc.diff("x^2")
    assert d + 1 == 2 * x + 1
    assert 1 + d == 2 * x + 1
    assert d * d == 4 * x**2
    assert 1 / d == 1 / (2 * x)
    assert 2 - d == 2 - 2 * x
    assert d**2 == 4 * x**2
    assert sp.sympify(d) == 2 * x
    assert sp.solve(d - 4, x) == [2]


def test_evaluation_is_a_step_of_its_own() -> None:
    d = sc.diff("x^2 sin(3x)", at={"x": 3})
    last = d.steps[-1]
    assert last.rule == "evaluate"
    assert text(last.before) == "2·3 sin(3·3) + 3·3² cos(3·3)"
    assert d.value == 6 * sp.sin(9) + 27 * sp.cos(9)
    assert "≈ −22.12780616" in d.text()


def test_a_list_of_points_is_a_table() -> None:
    d = sc.diff("x^2", at=[{"x": -2}, {"x": 0}, {"x": "1/2"}])
    assert d.value == (-4, 0, 1)


def test_a_point_without_a_derivative() -> None:
    d = sc.diff("|x|", at={"x": 0})
    assert d.value is sp.nan
    assert "At x = 0: The derivative does not exist there." in d.text()


def test_gradient_is_a_column() -> None:
    d = sc.gradient("w0^2 + 3 w1^2", at={"w0": 2, "w1": 1})
    assert d.answer.shape == (2, 1)
    assert list(d.answer) == [2 * sp.Symbol("w0"), 6 * sp.Symbol("w1")]
    assert list(d.value) == [4, 6]
    assert [s.rule for s in d.steps] == ["partial", "partial", "gradient", "evaluate"]
    assert "w1 is held constant." in d.steps[0].explanation


def test_gradient_keeps_the_order_given() -> None:
    d = sc.gradient("x^2 y", ["y", "x"])
    assert list(d.answer) == [x**2, 2 * x * y]
    assert d.verify().status == "agrees"


def steps_of(d: sc.Derivation) -> list[Step]:
    return list(walk(d.steps))


def test_full_detail_shows_every_step() -> None:
    d = sc.diff("sin(3x)")
    full = d.text("full")
    assert "d/du sin(u) = cos(u)" in full
    assert "d/du sin(u) = cos(u)" not in d.text()
    assert all(step.title in full for step in steps_of(d))


def test_hints_lead_on_without_giving_away() -> None:
    d = sc.diff("x^2 sin(3x)")
    assert d.hint(1) == "Two functions of x are multiplied. Which rule is for that?"
    assert d.hint(2) == "Take u = x² and v = sin(3x). You need the derivative of each."
    with pytest.raises(IndexError):
        d.hint(99)
    with pytest.raises(IndexError):
        d.hint(0)
    answer = text(d.result)
    hints = [d.hint(k) for k in range(1, 5)]
    assert all(answer not in hint and "cos" not in hint for hint in hints)
