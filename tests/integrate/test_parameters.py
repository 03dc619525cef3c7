"""Parameters: the generic answer, its conditions, and what holds in the exceptions."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading import read
from symcalc.tutor.integrate.letters import nonzero, root, sign

X, A, B, N = sp.symbols("x a b n")

# The integrand, conditions that are told, and beginnings of what is said of the exceptions.
CASES = [
    ("x^n", ["n ≠ −1"], ["For n = −1: ln(|x|) + C."]),
    (
        "(a x + b)^n",
        ["n ≠ −1", "a ≠ 0"],
        ["For n = −1 and a ≠ 0: ln(|a·x + b|)/a + C", "For a = 0: b^n x + C"],
    ),
    ("x^2", [], []),
    ("e^(a x)", ["a ≠ 0"], ["For a = 0: x + C."]),
    ("1/(a^2 + x^2)", ["a ≠ 0"], ["For a = 0: −1/x + C."]),
    ("1/(a^2 - x^2)", ["a ≠ 0"], ["For a = 0: 1/x + C."]),
    ("1/((x - a)(x - b))", ["a ≠ b"], ["For a = b: −1/(x − b) + C."]),
    (
        "1/(a + b x^2)",
        ["a·b > 0"],
        ["For a·b < 0: ln(", "For a = 0 and b ≠ 0: −1", "For b = 0 and a ≠ 0: x/a"],
    ),
    ("1/(x^2 + k)", ["k > 0"], ["For k < 0: ln(", "For k = 0: −1/x + C."]),
    ("x^2/(a + b x)", ["b ≠ 0"], ["For b = 0 and a ≠ 0: x³/(3a) + C."]),
    (
        "1/(x (a + b x))",
        ["a ≠ 0"],
        [
            "For a = 0 and b ≠ 0: −1/(b·x) + C.",
            "Some steps divide by b. The answer holds for b = 0",
        ],
    ),
    ("x e^(-a x^2)", ["a ≠ 0"], ["For a = 0: x²/2 + C."]),
    ("1/(a x + b)", ["a ≠ 0"], ["For a = 0 and b ≠ 0: x/b + C."]),
    ("x/(a x + b)", ["a ≠ 0"], ["For a = 0 and b ≠ 0: x²/(2b) + C."]),
    ("1/(a + b e^x)", ["a ≠ 0"], ["For a = 0 and b ≠ 0: −e^(−x)/b + C."]),
    (
        "e^(a x) sin(b x)",
        ["a² + b² ≠ 0"],
        ["Some steps divide by a. The answer holds for a = 0, too."],
    ),
    (
        "sin(a x) cos(b x)",
        ["a + b ≠ 0", "a ≠ b"],
        ["For a = b and b ≠ 0: sin²(b·x)/(2b)", "For a + b = 0 and a ≠ 0: sin²(a·x)/(2a)"],
    ),
    (
        "1/(a x^2 + b x + c)",
        ["a ≠ 0", "4a·c − b² > 0"],
        [
            "For a = 0 and b ≠ 0: ln(|b·x + c|)/b",
            "For 4a·c − b² < 0 and a ≠ 0: ln(",
            "For 4a·c − b² = 0 and a ≠ 0: −2/(2a·x + b)",
        ],
    ),
    ("x/(x^2 + a)", [], []),
    ("1/(x^2 - a)", ["a < 0"], ["For a > 0: ln(", "For a = 0: −1/x + C."]),
]


@pytest.mark.parametrize(("formula", "conditions", "remarks"), CASES)
def test_exceptions(formula: str, conditions: list[str], remarks: list[str]) -> None:
    told = sc.integrate(formula, "x")
    shown = told.text()
    letters = [c for c in told.conditions if X not in c.free_symbols]

    assert len(letters) == len(conditions)
    assert all(condition in shown for condition in conditions)
    assert len(told.remarks) == len(remarks)
    assert all(said.startswith(begin) for said, begin in zip(told.remarks, remarks, strict=True))


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("x/((x - a)(x - b)(x - c))", {"a": -1, "b": -2, "c": -4}),
        ("1/(a x^2 + b x + c)", {"a": 1, "b": 2, "c": 5}),
        ("(p x + q)/(a + 2 b x + c x^2)", {"p": 2, "q": 3, "a": 4, "b": 1, "c": 3}),
        ("1/(a^3 + x^3)", {"a": 2}),
        ("1/(x^4 + a^4)", {"a": -3}),
        ("1/(a^5 + x^5)", {"a": 2}),
        ("1/(x^2 (a + b x)^2)", {"a": 2, "b": 3}),
        ("1/((a^2 + x^2)(b^2 + x^2))", {"a": 2, "b": 3}),
        ("1/((a + b x)(c + d x))", {"a": 2, "b": 3, "c": 1, "d": 5}),
        ("1/(x (a + b x^n))", {"a": 2, "b": 3, "n": 3}),
        ("1/(x^2 + a^2)^3", {"a": 2}),
        ("1/(a x^3 + b)", {"a": 2, "b": 5}),
    ],
)
def test_generic_answer(formula: str, values: dict[str, int]) -> None:
    """SciPy's place is taken by SymPy's derivative at numbers put in for the letters."""
    numbers = {sp.Symbol(name): value for name, value in values.items()}
    told = sc.integrate(formula, "x").answer.subs(numbers)
    slope = sp.diff(told.replace(sp.Abs, lambda u: u), X)

    for point in (sp.Rational(3, 7), sp.Rational(9, 4)):
        expected = read(formula).expr.subs(numbers).subs(X, point)
        assert abs((slope.subs(X, point) - expected).evalf(30)) < 1e-20


def test_nonzero() -> None:
    told = [c.expr for c in nonzero(A**2 * (A - B), N + 1, 7, A**2 + 1, 4 * A * B - N**2)]

    assert told == [sp.Ne(A, 0), sp.Ne(A, B), sp.Ne(N, -1), sp.Ne(4 * A * B - N**2, 0)]


@pytest.mark.parametrize(
    ("expr", "expected"),
    [(A**2, 1), (-(A**2) * B**4, -1), (A * B, None), (sp.sqrt(5) - 3, -1), (sp.S.Zero, None)],
)
def test_sign(expr: sp.Expr, expected: int | None) -> None:
    assert sign(expr) == expected


@pytest.mark.parametrize(
    "expr", [sp.Integer(8), 2 + sp.sqrt(3), 5 + sp.sqrt(5), A**2 * B, 4 * A**6]
)
def test_root(expr: sp.Expr) -> None:
    numbers = {A: sp.Rational(3, 2), B: sp.Rational(7, 3)}

    assert abs((root(expr) ** 2 - expr).subs(numbers).evalf(30)) < 1e-25
