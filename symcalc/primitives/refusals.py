"""What is read and written but not computed with yet, and what a user is told about it.

A row is a head of `symcalc.structures` that is no value, or none that is worked out yet. What has
no row here is computed with: vectors, cases, percent, degrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sympy as sp
from sympy.logic.boolalg import Boolean

from symcalc.errors import UnsupportedError


class Refusal(NamedTuple):
    """Why a formula is refused.

    `what` is said where its value is asked for and `slope` where its derivative is; a head with a
    `slope` is a constant where the variable does not occur. `verdict` is on an answer that contains
    it; none where the grader says what kind of thing was asked for. {text} is the node's own text.
    """

    what: str
    hint: str
    slope: str = ""
    verdict: str = "undecided"

    def error(self, text: str, where: str, *, slope: bool = False) -> UnsupportedError:
        """As it is raised, with the node's own text and the part of the formula that is meant."""
        what = self.slope if slope and self.slope else self.what
        return UnsupportedError(
            what.format(text=text), where=where, hint=self.hint.format(text=text)
        )


def _later(noun: str, hint: str = "work it out first, and put in what comes out") -> Refusal:
    return Refusal(
        f"{noun} in the formula is not worked out yet",
        hint,
        f"the derivative of {noun} cannot be worked out yet",
    )


def _never(noun: str, hint: str) -> Refusal:
    return Refusal(f"this is {noun}, not a value", hint, verdict="")


SLOPE = "work it out first, as diff(…).answer does"
UNKNOWN = "{text} is a function without a formula"
STATEMENT = _never("a statement", "give one side of it, or a formula such as x^2")
CONDITION = Refusal(
    "a condition of this kind is not worked out yet", "write it with comparisons: 0 <= x <= 1"
)
SET = _never("a set", "give a formula such as x^2")
MATRICES = Refusal(
    "this is a formula of matrices, and only their entries can be worked with yet",
    "write the entries out: [x + 2y, 3x + 4y]",
)
SHAPELESS = Refusal(
    "this is a formula of matrices or vectors whose shapes are not known",
    'say them, as in "gradient of x^T A x with respect to x, shapes A: (n, n), x: n",'
    " or write the entries out: [x, y], [[a, b], [c, d]]",
)

REFUSALS: dict[str, Refusal] = {
    "integral": _later("an integral"),
    "summation": _later("a sum over an index", "write out its terms: 1 + x + x^2"),
    "product-over": _later("a product over an index", "write out its factors: x(x + 1)(x + 2)"),
    "limit": _later("a limit"),
    "evaluated": _later("a value at a point", "put the value in for its variable"),
    "derivative-at": _later("a derivative at a point"),
    "indexed": _later("a letter with an index that runs", "give it a name of its own: x_1"),
    "binomial": _later("a binomial coefficient of letters", "write it as a fraction: n(n - 1)/2"),
    "determinant": _later("a determinant", "write it out: a d - b c"),
    "trace": _later("a trace", "write it out: a + d"),
    "apply": Refusal(UNKNOWN, "write out what {text} is", UNKNOWN),
    "derivative": Refusal("a derivative in the formula is not worked out yet", SLOPE),
    "differential": Refusal(
        "the differential d{text} stands in the formula",
        "write d*{text} for a product, or leave d{text} out",
        verdict="unreadable",
    ),
    "gradient": Refusal(
        "a gradient in the formula is not worked out yet", "ask for it: gradient of x^2 + y^2"
    ),
    "divergence": _later("a divergence")._replace(slope=""),
    "curl": _later("a curl")._replace(slope=""),
    "laplacian": _later("a Laplacian")._replace(slope=""),
    "relation": STATEMENT,
    "continued": STATEMENT,
    "element": STATEMENT,
    "and": STATEMENT,
    "or": STATEMENT,
    "not": STATEMENT,
    "implies": STATEMENT,
    "equivalent": STATEMENT,
    "plus-minus": Refusal(
        "± makes two formulas of one", "give them one at a time: one with +, one with −", verdict=""
    ),
    "tuple": _never("a list of formulas", "give one at a time, or a vector in brackets: [x^2, y]"),
    "lines": _never("a list of lines", "give one formula at a time"),
    "system": _never("a system of equations", "give one side of one equation"),
    "set": SET,
    "set-builder": SET,
    "interval": SET,
    "union": SET,
    "intersection": SET,
    "set-difference": SET,
}
# Of letters that stand for matrices or vectors these mean nothing before a shape is known.
OPERATIONS = frozenset(("transpose", "determinant", "trace", "norm"))


def refusal_of(head: str, parts: Sequence[sp.Basic], expr: sp.Basic) -> Refusal | None:
    """The row for a node or an object, None if it may be computed with."""
    if head == "binomial" and not isinstance(expr, sp.binomial):
        return None  # of numbers, it is a number
    if head in OPERATIONS and not parts[0].is_Matrix:
        return SHAPELESS
    if isinstance(expr, sp.Set):
        return SET
    if expr.is_Matrix and not isinstance(expr, sp.MatrixBase):
        return MATRICES
    statement = isinstance(expr, Boolean) and not isinstance(expr, sp.Expr)
    return REFUSALS.get(head, STATEMENT if statement else None)
