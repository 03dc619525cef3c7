"""Both modes of automatic differentiation, and what becomes of a gradient in many layers."""

from __future__ import annotations

from typing import Any

import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport

from . import Asked, Row, Said


def node(index: int) -> Asked:
    """A value of the forward pass of a·b + b."""
    return lambda row: sc.backprop("a*b + b", at=row.at).steps[0].table.rows[index][1].expr


def passes(row: Row) -> Said:
    """As many as there are inputs, and one."""
    text = sc.modes(" + ".join(f"x_{k}^2" for k in range(7))).text()
    return Said(text, ("forward      7 ", "reverse      1 "))


def cost(row: Row) -> Said:
    """A constant factor."""
    return Said(sc.modes("x y + sin x").text(), ("however many inputs there are",))


def dual_numbers(row: Row) -> Said:
    """(u, u′)(v, v′) = (u v, u′v + u v′)."""
    step = sc.modes("u v", mode="forward").steps[0]
    value = sc.modes("u v", at={"u": 2, "v": 5}, direction=[3, 7]).value
    assert value == sp.Matrix([3 * 5 + 2 * 7])
    return Said(step.statement, (r"u'\,v + u\,v'",))


def mode(direction: str, vector: list[int]) -> Asked:
    """J v by a forward pass, Jᵀu by a reverse pass."""

    def ask(row: Row) -> Said:
        point = {"x": 2, "y": 3}
        derivation = sc.modes("[x y, sin x, x^2]", at=point, **{direction: vector})
        jacobian = sc.jacobian("[x y, sin x, x^2]", ["x", "y"], at=point).value
        matrix = jacobian if direction == "direction" else jacobian.T
        gap = sp.Matrix(derivation.value) - matrix * sp.Matrix(vector)
        assert max(abs(sp.N(c)) for c in gap) < 1e-14
        return Said(
            derivation.text(),
            ("One forward pass with the rates v gives J v.", "with the weights u gives Jᵀu."),
        )

    return ask


def slope_of_sigmoid(*powers: int) -> Asked:
    """Powers of the largest slope of the sigmoid, as the table of vanishing gradients has them."""

    def ask(row: Row) -> Any:
        steps = sc.gradient_flow("sigmoid", layers=10).steps
        table = next(s.table for s in steps if s.table and s.table.rows[0][1].startswith("0.25"))
        shown = {int(n): power.replace("\u2212", "-") for n, power in table.rows}
        found = [sp.Rational(1, 4) ** n for n in powers]
        assert [float(sc.parse(shown[n])) for n in powers] == [float(v) for v in found]
        return found if len(found) > 1 else found[0]

    return ask


def flow(kind: str, *found: str, **asked: Any) -> Asked:
    """Lines of what is told about the gradients of many layers."""
    return lambda row: Said(sc.gradient_flow(kind, **asked).text(), found)


def shortcut(row: Row) -> list[CheckReport]:
    """1 + F′(x)."""
    x = sp.Symbol("x")
    told = [sc.diff(f"x + {f}").answer for f in ("sin(x)", "x^3", "(-x)")]
    true = [1 + sp.cos(x), 1 + 3 * x**2, sp.S.Zero]
    return [check_equal(left, right) for left, right in zip(told, true, strict=True)]


ROWS: dict[str, Asked] = {
    "000-forward-mode": mode("direction", [1, -1]),
    "000-reverse-mode": mode("cotangent", [1, 2, 3]),
    "001-11-quarter-10": slope_of_sigmoid(10),
    "001-33-product": flow(
        "sigmoid", "J_k = diag(sigmoid′(z_k)) W_k", "10 layers multiply 10 such matrices", layers=10
    ),
    "001-33-quarter-n": slope_of_sigmoid(5, 10, 20),
    "001-33-skip": shortcut,
    "001-35-c": node(0),
    "001-35-d": node(1),
    "001-35-dda": lambda row: sc.backprop(row.formula, at=row.at).value[0],
    "001-35-ddb": lambda row: sc.backprop(row.formula, at=row.at).value[1],
    "001-35-local-add": lambda row: sc.backprop(row.formula).answer,
    "001-35-local-mul": lambda row: sc.backprop(row.formula).answer,
    "001-35-passes": passes,
    "001-35-dual": dual_numbers,
    "002-cost": cost,
    "004-chain-network": flow(
        "sigmoid", "Each layer multiplies what comes back by its Jacobian, transposed.", layers=10
    ),
    "004-iv-plain": flow("sigmoid", "So 10 layers multiply 10 such matrices", layers=10),
    "004-iv-quarter-50": slope_of_sigmoid(50),
    "004-iv-residual": flow(
        "tanh",
        "J_k = I + diag(tanh′(z_k)) W_k: the identity passes the gradient on as it is",
        residual=True,
    ),
    "004-iv-residual-claim": flow(
        "tanh",
        "I + ∂F/∂x can be singular: with F = −x it is 0, and nothing comes through.",
        residual=True,
    ),
}
