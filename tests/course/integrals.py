"""Integrals and limits: values, antiderivatives, the rules behind them, sums instead of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp

import symcalc as sc

from . import Asked, Row, Said
from .questions import explained, graded, of_formula, values

x = sp.Symbol("x")


def between(row: Row) -> sc.Derivation:
    """The integral of the row's formula over the interval that it names."""
    low, high = row.at["x"]
    return sc.integrate(row.formula, ("x", low, high))


def rule(name: str, panels: str = "n", less: int = 0) -> Asked:
    """A numerical rule on the row's formula; `less` panels than points."""

    def ask(row: Row) -> float:
        low, high = row.at["x"]
        n = row.at[panels] - less
        return sc.quadrature(row.formula, "x", low, high, rule=name, n=n).answer

    return ask


def monte_carlo(row: Row) -> sp.Expr:
    """What the estimate tends to: its reference, which its interval holds."""
    derivation = sc.quadrature("sin x", "x", 0, "pi", rule="monte-carlo", n=row.at["n"])
    step = next(step for step in derivation.steps if step.rule == "standard-error")
    error = float(step.after.parts[1].expr)
    true = sc.integrate("sin x", ("x", 0, "pi")).answer
    assert abs(float(derivation.answer) - true) < 5 * error
    return true


def standard_error(row: Row) -> sp.Expr:
    """π·sd(sin U)/√n, from two integrals."""
    square = sc.integrate("sin(x)^2/pi", ("x", 0, "pi")).answer
    mean = sc.integrate("sin(x)/pi", ("x", 0, "pi")).answer
    return sp.pi * sp.sqrt((square - mean**2) / row.at["n"])


def simpson_weights(row: Row) -> Said:
    """1, 4, 2, …, 4, 1, and exact for cubics."""
    derivation = sc.quadrature("x^3 - x + 7", "x", 0, 2, n=6)
    assert np.isclose(float(derivation.answer), 16, rtol=1e-15)
    line = "The weights are 1, 4, 2, 4, …, 4, 1."
    sum_ = "S_6 ≈ 1/9·(7 + 4·6.7037 + 2·6.62963 + 4·7 + 2·8.03704 + 4·9.96296 + 13)"
    return Said(derivation.text(), (line, sum_))


def fundamental(row: Row) -> Said:
    """F(b) - F(a)."""
    text = sc.integrate("2x", ("x", 0, 3)).text()
    return Said(
        text,
        ("x² is an antiderivative of 2x and continuous from 0 to 3", "= [x²]_0^3", "= 3² − 0²"),
    )


def substitution(row: Row) -> Said:
    """∫ f(g(x)) g′(x) dx = ∫ f(u) du."""
    text = sc.integrate("cos(x^2) 2x", "x").text()
    return Said(text, ("Let u = x². Then du = 2x dx", "∫ cos(u) du"))


def by_parts(row: Row) -> Said:
    """∫ u dv = u v - ∫ v du."""
    text = sc.integrate("x e^x", "x").text()
    return Said(
        text, ("Let u = x and dv = e^x dx. Then du = dx and v = e^x.", "= x e^x − ∫ e^x dx")
    )


def kink(row: Row) -> Any:
    """The limits of the difference quotient of max(0, x) from both sides."""
    return [sc.limit("max(0, x)/x", "x", 0, side=side).answer for side in ("left", "right")]


def sum_of_limits(row: Row) -> Said:
    """Limits of sums are taken term by term."""
    text = sc.limit("sin(x)/x + (e^x - 1)/x", "x", 0).text()
    return Said(text, ("lim_(x→0) sin(x)/x + lim_(x→0) (e^x − 1)/x",))


def product_of_limits(row: Row) -> Said:
    """Limits of products are taken factor by factor."""
    text = sc.limit("x^2 sin(x)/x", "x", 0).text()
    return Said(text, ("= (lim_(x→0) sin(x)/x) lim_(x→0) x²",))


def limit_inside(row: Row) -> Said:
    """A continuous function and a limit change places."""
    text = sc.limit("e^(sin(x)/x)", "x", 0).text()
    return Said(
        text, ("is continuous at the limit of u: the limit goes inside", "= e^(lim_(x→0) sin(x)/x)")
    )


ANTIDERIVATIVES = [
    *("001-17-anti-xn", "001-17-anti-exp", "001-17-anti-inv", "001-17-anti-cos"),
    *("001-17-anti-sin", "001-18-2xex2", "001-16-2x-antiderivative"),
    "001-20.5-outer-antiderivative",
]
DEFINITE = ["001-16-2x", "001-16-x2-quad", "001-16-x2-approx", "001-19-sin-exact"]
ROWS: dict[str, Asked] = {
    **dict.fromkeys(ANTIDERIVATIVES, of_formula("int ({}) dx")),
    **dict.fromkeys(DEFINITE, between),
    "001-01-two-branches": explained("d/dx int_a^x f(t) dt"),
    "001-03-limit-sinx-x": explained("limit of sin(x)/x as x -> 0"),
    "001-03-sinc-table": values(x="h"),
    "001-03-numerical-limit": values(x="h"),
    "001-03-limit-sum": sum_of_limits,
    "001-03-limit-product": product_of_limits,
    "001-03-limit-compose": limit_inside,
    "001-03-relu-kink": kink,
    "001-16-distance": explained("int_0^2 60 dt"),
    "001-16-x2-trapz": rule("trapezoid", "points", 1),
    "001-16-x2-trapezoidal": rule("trapezoid"),
    "001-16-x2-riemann": rule("left"),
    "001-17-ftc1": graded("d/dx int_a^x f(t) dt"),
    "001-17-ftc2": fundamental,
    "001-17-2x-exact": explained("int_0^3 2x dx"),
    "001-17-2x-trapz": rule("trapezoid", "points", 1),
    "001-17-integrate-poly": between,
    "001-18-substitution": substitution,
    "001-18-by-parts": by_parts,
    "001-19-simpson": rule("simpson"),
    "001-19-simpson-weights": simpson_weights,
    "001-19-monte-carlo": monte_carlo,
    "001-19-monte-carlo-se": standard_error,
    "001-20.5-inner": explained("int_0^1 x y dy"),
    "001-20.5-xy": explained("int_0^2 int_0^1 x y dy dx"),
}
MISPRINTS: dict[str, Asked] = {
    "001-16-x2-trapezoidal": lambda row: sc.grade(
        sc.quadrature("x^2", "x", 0, 2, rule="trapezoid", n=1000), str(row.printed), timeout=None
    ),
}
