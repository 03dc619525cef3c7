"""A square of x with a shift, and a constant: a(x - h)^2 + k."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import terms, variable
from symcalc.notation import Notation

TIMES = "{x} stands in {count} places. In a completed square it stands in one: a({x} − h)² + k."
SQUARE = "{x} must stand in a square, as in a({x} − h)² + k."
CONSTANT = "There are several constants: join them to one."


@answer_form("completed-square", example="(x + 1)^2 + 4", counterexample="x^2 + 2x + 5")
def completed_square(told: Notation, asked: Asked) -> str:
    """The variable stands once, below a square."""
    del asked
    x = variable((told.expr,))
    if x is None or not told.expr.is_polynomial(x) or sp.degree(told.expr, x) != 2:
        return ""
    nodes = list(told.walk())
    count = sum(node.head == "name" and node.expr == x for node in nodes)
    if count > 1:
        return TIMES.format(x=x.name, count=count)
    squares = [n for n in nodes if n.head == "power" and n.parts[1].expr == 2]
    if not any(x in node.symbols for node in squares):
        return SQUARE.format(x=x.name)
    numbers = [term for term in terms(told) if x not in term.symbols]
    return CONSTANT if len(numbers) > 1 else ""
