"""Where a derivative does not exist, and what is said about it."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.tutor.conditions import simplified, solved
from symcalc.tutor.kinks import kinks, zeros

x, y = sp.symbols("x y")

PLACES = [
    # formula                at    left  right  jumps   exists
    ("|x|", 0, -1, 1, False, False),
    ("|x - 2|", 2, -1, 1, False, False),
    ("|3x + 1|", sp.Rational(-1, 3), -3, 3, False, False),
    ("x |x|", 0, 0, 0, False, True),
    ("|x|^3", 0, 0, 0, False, True),
    ("sign(x)", 0, 0, 0, True, False),
    ("relu(2x - 4)", 2, 0, 2, False, False),
    ("max(x, 1)", 1, 0, 1, False, False),
    ("min(x, 3 - x)", sp.Rational(3, 2), 1, -1, False, False),
    ("Heaviside(x)", 0, 0, 0, True, False),
    ("x^2 sign(x)", 0, 0, 0, False, True),
    (r"\begin{cases} x & x < 1 \\ 2x & x \ge 1\end{cases}", 1, 1, 2, True, False),
    (r"\begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1\end{cases}", 1, 2, 2, False, True),
    (r"\begin{cases} x^2 & x < 1 \\ x & x \ge 1\end{cases}", 1, 2, 1, False, False),
]


@pytest.mark.parametrize(("formula", "at", "left", "right", "jumps", "exists"), PLACES)
def test_one_sided_derivatives(formula, at, left, right, jumps, exists) -> None:
    found, open_ = kinks(sc.read(formula), x)
    assert [(k.at, k.left, k.right, k.jumps, k.exists) for k in found] == [
        (at, left, right, jumps, exists)
    ]
    assert not open_


@pytest.mark.parametrize(("formula", "at", "left", "right", "jumps", "exists"), PLACES)
def test_kinks_agree_with_difference_quotients(formula, at, left, right, jumps, exists) -> None:
    """Independent of the table: (f(p ± h) - f(p))/±h for a small h."""
    f = sc.parse(formula)
    h = sp.Rational(1, 10**8)
    middle = f.subs(x, at)
    above, below = ((f.subs(x, at + s * h) - middle) / (s * h) for s in (1, -1))
    differ = abs(float(above - below)) > 1e-6 or abs(float(above)) > 1e6
    assert differ != exists


def test_several_kinks_at_one_place() -> None:
    found, _ = kinks(sc.read("max(0, x, x^2)"), x)
    assert [(k.at, k.left, k.right) for k in found] == [(0, 0, 1), (1, 1, 2)]


def test_where_the_formula_has_no_value_there_is_no_kink() -> None:
    for formula in ("ln|x|", "|x|/x", "1/|x|"):
        assert kinks(sc.read(formula), x) == ([], [])
        assert sc.diff(formula).conditions == (sp.Ne(x, 0),)


def test_what_the_rules_do_not_tell_is_not_claimed() -> None:
    assert sc.diff(SMOOTH).remarks == (
        "At x = 0 the rules do not apply: the difference quotient decides.",
    )


def test_a_kink_outside_the_domain_is_none() -> None:
    assert sc.diff("max(10x, ln x, 0.1x)").check.status == "agrees"
    assert sc.diff("max(x, 2x, atan2(x, x))").check.status == "agrees"


def test_other_letters_decide_too() -> None:
    d = sc.diff("a |x|", "x")
    assert d.remarks == ("At x = 0 the slopes may differ: from the left −a, from the right a.",)
    assert sc.gradient("|x| + y").verify().status == "agrees"
    assert any("may have no derivative" in r for r in sc.gradient("relu(w x) + b").remarks)


SMOOTH = r"\begin{cases} \frac{\sin x}{x} & x \ne 0 \\ 1 & x = 0 \end{cases}"
AT = [
    # formula       at    value    what is said
    ("x |x|", 0, 0, "Both one-sided derivatives are 0."),
    ("|x|", 0, sp.nan, "The derivative does not exist there."),
    ("|x|^3", 0, 0, "Both one-sided derivatives are 0."),
    ("floor(x)", 1, sp.nan, "The derivative does not exist there."),  # it jumps
    ("ceil(x)", 2, sp.nan, "The derivative does not exist there."),
    ("x floor(x)", 0, sp.nan, "The derivative does not exist there."),  # -1 and 0
    ("x^2 floor(x)", 0, 0, "Both one-sided derivatives are 0."),
    ("floor(x/2)", 3, 0, ""),
    ("ln x", -1, sp.nan, "ln(x) has no value there."),
    ("sqrt(x^4)", 0, 0, "Both one-sided derivatives are 0."),
    ("{x^2/2 if |x| <= 1; |x| - 1/2 otherwise}", 1, 1, "Both one-sided"),
    (SMOOTH, 0, sp.nan, "The answer holds only for x ≠ 0."),  # not: does not exist
]


@pytest.mark.parametrize(("formula", "at", "value", "said"), AT)
def test_values_where_the_rules_end(formula: str, at: int, value: sp.Expr, said: str) -> None:
    d = sc.diff(formula, at={"x": at})
    assert d.value is value or d.value == value
    assert f"At x = {at}: {said}".replace("-1", "−1") in d.text()


def test_the_absolute_value_as_voice_has_it() -> None:
    d = sc.diff("|x|")
    assert d.conditions == (sp.Ne(x, 0),)
    assert d.remarks == (
        "For x > 0: |x| = x, so the derivative is 1. For x < 0: |x| = −x, so it is −1.",
        "At x = 0 the derivative does not exist: from the left −1, from the right 1.",
        "Compiled functions return 0 at x = 0, a convention that optimisers use.",
    )
    assert "= x/|x|   for x ≠ 0" in d.text()


COMPILED = ["|x| + x", "relu(x) + 3x", "max(2x, x)", "|x| sign(x) + relu(-x)"]


@pytest.mark.parametrize("formula", COMPILED)
def test_what_is_said_of_compiled_functions_is_what_they_do(formula: str) -> None:
    value = float(sc.compile(formula, backend="python").gradient(0.0)[0])
    assert f"Compiled functions return {value:g} at x = 0" in " ".join(sc.diff(formula).remarks)


def test_kinks_that_cannot_be_placed_are_conditions() -> None:
    assert sc.diff("|sin x|").conditions == (sp.Ne(sp.sin(x), 0),)
    assert sp.Ne(x - y, 0) in sc.diff("max(x, y)", "x").conditions


def test_zeros_are_exact() -> None:
    assert zeros(x**2 - 2, x) == [-sp.sqrt(2), sp.sqrt(2)]
    assert zeros(x**2 + 1, x) == []
    assert zeros(sp.sin(x), x) is None
    assert zeros(x - y, x) is None


CONDITIONS = [
    ("ln x", (x > 0,)),
    ("sqrt(x)", (x > 0,)),
    ("1/x", (sp.Ne(x, 0),)),
    ("1/(x^2+1)", ()),
    ("x^x", (x > 0,)),
    ("arcsin x", (x > -1, x < 1)),
    (r"\frac{\sin^2 x}{1+\sqrt{x}}", (x > 0,)),
    ("e^x sin x", ()),
    ("x^(1/3)", (x > 0,)),
    ("cbrt(x)", (sp.Ne(x, 0),)),
    ("tan x", (sp.Ne(sp.cos(x), 0),)),
    ("ln(x) + sqrt(x)", (x > 0,)),
]


@pytest.mark.parametrize(("formula", "conditions"), CONDITIONS)
def test_conditions(formula: str, conditions: tuple[sp.Basic, ...]) -> None:
    assert set(sc.diff(formula).conditions) == set(conditions)


def test_simplified_drops_what_always_holds() -> None:
    assert simplified([sp.Ne(x**2 + 1, 0), sp.Gt(sp.exp(x), 0), sp.true]) == ()
    assert simplified([x >= 0, x > 0]) == (x > 0,)
    assert simplified([x**2 + x + 1 > 0, sp.Ne(x**2 - x + 1, 0)]) == ()
    assert simplified([x >= -1, x <= 1, sp.Ne(x, 1)]) == (x >= -1, x < 1)


SOLVED = [
    # a condition, what it says of x by hand
    (sp.Ne(x**2 - 2, 0), [sp.Ne(x, -sp.sqrt(2)), sp.Ne(x, sp.sqrt(2))]),
    (sp.Ge(1 - x**2, 0), [x >= -1, x <= 1]),
    (sp.Lt(x**2 - x - 1, 0), [x > (1 - sp.sqrt(5)) / 2, x < (1 + sp.sqrt(5)) / 2]),
    (sp.Gt(x**2 - 4, 0), [x**2 - 4 > 0]),  # outside of both zeros
    (sp.Gt(2 * x, 1), [x > sp.Rational(1, 2)]),
]


@pytest.mark.parametrize(("condition", "parts"), SOLVED, ids=str)
def test_solved(condition: sp.Basic, parts: list[sp.Basic]) -> None:
    assert [sp.simplify(c.lhs - c.rhs) for c in solved(condition)] == [
        sp.simplify(c.lhs - c.rhs) for c in parts
    ]
    assert [type(c) for c in solved(condition)] == [type(c) for c in parts]


SECOND = [("|x|^3", 0), ("x |x|", sp.nan), ("|x|", sp.nan)]  # at 0, by hand


@pytest.mark.parametrize(("formula", "value"), SECOND)
def test_a_second_derivative_at_a_kink(formula: str, value: object) -> None:
    assert sc.diff(formula, order=2, at={"x": 0}).value is sp.sympify(value)
