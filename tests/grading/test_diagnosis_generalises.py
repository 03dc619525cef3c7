"""Single errors that an independent wrong differentiator makes, and whether their cause is found.

The wrong answers are made by the few lines here: they share no code with the package's rules, and
work on SymPy's trees, not on formulas as written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sympy as sp

import symcalc as sc

x = sp.Symbol("x")

# Formulas of exercise sheets, none of them in the data of the misconceptions.
FORMULAS = [
    "x^3 cos x",
    "e^x ln x",
    "sqrt(x) tan x",
    "(x^2 + 1) e^(2x)",
    "x arctan x",
    "sin x cosh x",
    "x^4 * 2^x",
    "x^2 e^x sin x",
    "cos(5x - 2)",
    "ln(x^3 + x)",
    "e^(-x^2)",
    "sqrt(x^2 + 4)",
    "(2x^2 - x)^5",
    "sin(cos x)",
    "tan(x^3)",
    "arcsin(3x)",
    "e^(sin x)",
    "ln(cos x)",
    "cos(x)^3",
    "3^(x^2)",
    "x/(x^2 + 1)",
    "e^x/x^2",
    "ln(x)/x",
    "(x + 1)/(x - 1)",
    "sin(x)/(1 + cos x)",
    "x^2/e^x",
    "(3x - 2)/(x^2 + 5)",
    "4x^3 - 7x^2 + 2x - 9",
    "5x^4 + 3 cos x",
    "x^2 + 1/x",
    "2 sqrt(x) - 6/x^2",
    "7 e^x - ln(x) + 4",
    "x sin(2x)",
    "x^2 ln(3x)",
    "e^(3x) cos(4x)",
    "x sqrt(1 - x^2)",
    "(x^2 + 3)^4 x",
    "x^5 + sin(x^2)",
    "tanh(2x) + x",
    "sinh(x)/x",
    "x^2 + x e^(-x)",
    "ln(x^2 + 2x) - 5x",
]

POINTS = (sp.Rational(3, 10), sp.Rational(2, 9))  # in the domain of every formula

Slope = Callable[[sp.Expr], sp.Expr]
Rule = Callable[[sp.Expr, Slope], "sp.Expr | None"]


def outer(e: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The derivative of a function by its argument, and the argument, where that is not x."""
    t = sp.Dummy("t", positive=True)
    if isinstance(e, sp.Pow) and not e.exp.has(x):
        inner, f = e.base, t**e.exp
    elif isinstance(e, sp.Pow) and not e.base.has(x):
        inner, f = e.exp, e.base**t
    elif isinstance(e, sp.Function) and len(e.args) == 1:
        inner, f = e.args[0], e.func(t)
    else:
        return None
    if inner == x or not inner.has(x) or (isinstance(e, sp.Pow) and e.exp == -1):
        return None
    return sp.diff(f, t).subs(t, inner), inner


def factors(e: sp.Expr) -> list[sp.Expr]:
    """The factors that move, of a product that is no quotient."""
    if not e.is_Mul or e.as_numer_denom()[1].has(x):
        return []
    return [f for f in e.args if f.has(x)]


def fraction(e: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    top, bottom = e.as_numer_denom()
    return (top, bottom) if e.is_Mul and bottom.has(x) and top.has(x) else None


def by_product(build: Callable[..., sp.Expr]) -> Rule:
    def rule(e: sp.Expr, d: Slope) -> sp.Expr | None:
        moving = factors(e)
        if len(moving) != 2:
            return None
        u, v = moving
        return e / (u * v) * build(u, v, d(u), d(v))

    return rule


def by_quotient(build: Callable[..., sp.Expr]) -> Rule:
    def rule(e: sp.Expr, d: Slope) -> sp.Expr | None:
        found = fraction(e)
        return None if found is None else build(*found, *map(d, found))

    return rule


def by_chain(build: Callable[..., sp.Expr]) -> Rule:
    def rule(e: sp.Expr, d: Slope) -> sp.Expr | None:
        found = outer(e)
        return None if found is None else build(e, *found, d(found[1]))

    return rule


def by_power(build: Callable[..., sp.Expr]) -> Rule:
    def rule(e: sp.Expr, d: Slope) -> sp.Expr | None:
        del d
        plain = isinstance(e, sp.Pow) and e.base == x and not e.exp.has(x)
        return build(e.exp) if plain else None

    return rule


def by_function(kinds: tuple[type, ...], build: Callable[[sp.Expr], sp.Expr]) -> Rule:
    def rule(e: sp.Expr, d: Slope) -> sp.Expr | None:
        return build(e) * d(e.args[0]) if isinstance(e, kinds) and e.has(x) else None

    return rule


def constant_lost(e: sp.Expr, d: Slope) -> sp.Expr | None:
    number, rest = e.as_coeff_Mul()
    return d(rest) if number not in (1, -1) and rest.has(x) else None


def constant_kept(e: sp.Expr, d: Slope) -> sp.Expr | None:
    number, rest = e.as_coeff_Add()
    return number + d(rest) if number != 0 and rest.has(x) else None


# The causes by which a wrong answer may be explained, and the wrong rule.
ERRORS: dict[str, tuple[set[str], Rule]] = {
    "product of derivatives": (
        {"product-of-derivatives"},
        by_product(lambda _u, _v, du, dv: du * dv),
    ),
    "product minus": ({"product-rule-minus"}, by_product(lambda u, v, du, dv: du * v - u * dv)),
    "first term only": ({"product-term-forgotten"}, by_product(lambda _u, v, du, _dv: du * v)),
    "last term only": ({"product-term-forgotten"}, by_product(lambda u, _v, _du, dv: u * dv)),
    "sum of derivatives": (
        {"product-sum-of-derivatives"},
        by_product(lambda _u, _v, du, dv: du + dv),
    ),
    "quotient of derivatives": (
        {"quotient-of-derivatives"},
        by_quotient(lambda _u, _v, du, dv: du / dv),
    ),
    "quotient plus": (
        {"quotient-rule-plus"},
        by_quotient(lambda u, v, du, dv: (du * v + u * dv) / v**2),
    ),
    "quotient reversed": (
        {"quotient-rule-reversed"},
        by_quotient(lambda u, v, du, dv: (u * dv - du * v) / v**2),
    ),
    "not squared": (
        {"quotient-denominator-not-squared"},
        by_quotient(lambda u, v, du, dv: (du * v - u * dv) / v),
    ),
    "chain forgotten": ({"chain-inner-forgotten"}, by_chain(lambda _e, p, _u, _du: p)),
    "chain added": ({"chain-added"}, by_chain(lambda _e, p, _u, du: p + du)),
    "outer kept": ({"outer-not-differentiated"}, by_chain(lambda e, _p, _u, du: e * du)),
    "inner kept": ({"chain-inner-kept"}, by_chain(lambda _e, p, u, _du: p * u)),
    "chain twice": ({"chain-applied-twice"}, by_chain(lambda _e, p, _u, du: p * du**2)),
    "exponent kept": (
        {"power-exponent-not-reduced", "root-not-inverted", "reciprocal-power-rule"},
        by_power(lambda n: n * x**n),
    ),
    "coefficient lost": (
        {"power-coefficient-lost", "root-half-lost", "reciprocal-power-rule"},
        by_power(lambda n: x ** (n - 1)),
    ),
    "sign of a function": (
        {"function-sign-wrong"},
        by_function((sp.sin, sp.cos, sp.tan), lambda e: -e.fdiff()),
    ),
    "exponential by the power rule": (
        {"power-rule-on-exponential"},
        by_function((sp.exp,), lambda e: e.args[0] * sp.exp(e.args[0] - 1)),
    ),
    "constant lost": ({"constant-factor-lost"}, constant_lost),
    "constant kept": ({"constant-term-kept"}, constant_kept),
}


def differ(a: sp.Expr, b: sp.Expr) -> bool:
    """Whether two formulas have different values where all of these are defined."""
    return any(abs((a - b).subs(x, at).n()) > 1e-9 for at in POINTS)


def slipped(e: sp.Expr, rule: Rule) -> sp.Expr | None:
    """The derivative with the rule at the first place where it applies; None where nowhere."""
    for place in sp.preorder_traversal(e):
        value = rule(place, lambda part: sp.diff(part, x))
        if value is None or not differ(value, sp.diff(place, x)):
            continue
        mark = sp.Function("mark")(x)
        told = sp.diff(e.xreplace({place: mark}), x)
        if told.has(sp.Derivative(mark, x)):
            return told.xreplace({sp.Derivative(mark, x): value}).xreplace({mark: place})
    return None


def cases() -> Iterator[tuple[str, str, sp.Expr]]:
    for formula in FORMULAS:
        for error, (_, rule) in ERRORS.items():
            told = slipped(sc.parse(formula), rule)
            if told is not None:
                yield formula, error, told


def outcomes() -> list[tuple[str, str, bool, tuple[str, ...]]]:
    found = []
    for formula, error, told in cases():
        verdict = sc.grade(f"d/dx ({formula})", told, timeout=None)
        assert verdict.status == "incorrect", (formula, error, told)
        slugs = verdict.misconceptions
        found.append((formula, error, bool(ERRORS[error][0] & set(slugs)), slugs))
    return found


FLOOR = 0.94  # of single errors whose true cause is told, in a tie at most; 0.85 is asked for
FIRST = 0.85  # of these, the cause is told before all others


def test_the_true_cause_is_found_and_mostly_told_first() -> None:
    made = outcomes()
    found = [row for row in made if row[2]]
    missed = [row for row in made if not row[2]]
    first = [row for row in found if row[3][0] in ERRORS[row[1]][0]]

    assert len(made) > 150
    assert len(found) / len(made) >= FLOOR, missed
    assert len(first) / len(found) >= FIRST


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_is_reported_on_the_right_answer(formula: str) -> None:
    right = sp.diff(sc.parse(formula), x)
    verdict = sc.grade(f"d/dx ({formula})", right, timeout=None)

    assert verdict.status == "correct"
    assert verdict.misconceptions == ()
