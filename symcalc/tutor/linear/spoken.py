"""Vectors and matrices as they are said: "the matrix A = [[2, 1], [1, 2]]", "the Hessian of f"."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.reading import read, right_side
from symcalc.reading.arrays import array, flat, pairs
from symcalc.reading.names import key
from symcalc.tutor.words.linear_fails import FAILS, HINTS

NOUN = re.compile(
    r"\s*(?:the\s+)?(?:following\s+)?(?:(?:column|row|real|symmetric|square)\s+)?"
    r"(?:vector|matrix|list)\s+",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\s*(?:the\s+)?(?:vectors|matrices)\s+", re.IGNORECASE)
NAMED = re.compile(r"\s*[^\W\d_]\w?\s*=\s*(?=[\[(]|\\begin)")
HESSIAN = re.compile(
    r"\s*(?:the\s+)?hessian(?:\s+matrix)?(?:\s+of)?\s+(?:f\s*(?:\(\s*\w(?:\s*,\s*\w)*\s*\))?\s*=\s*)?"
    r"(?P<f>.+?)(?:\s+at\s+(?P<point>.+))?\s*",
    re.IGNORECASE | re.DOTALL,
)


def meant(text: str) -> Any:
    """The array that words mean, as lists of formulas.

    >>> meant("the matrix A = [[2, 1], [1, 2]]"), meant("the Hessian of x^2 + 25y^2")
    ([[2, 1], [1, 2]], [[2, 0], [0, 50]])
    """
    bare = NOUN.sub("", PLURAL.sub("", text, count=1), count=1) if text[:1].isalpha() else text
    found = HESSIAN.fullmatch(bare)
    if found is not None:
        return _hessian(found["f"], found["point"] or "")
    return array(NAMED.sub("", bare, count=1))


def _hessian(formula: str, point: str) -> list[list[sp.Expr]]:
    """The matrix of the second derivatives, at a point where one is said."""
    body = right_side(read(formula))
    if not isinstance(body.expr, sp.Expr) or body.expr.is_Matrix or not body.symbols:
        raise UnsupportedError(FAILS["hessian"].format(f=formula), hint=HINTS["hessian"])
    letters = natural_order(body.symbols)
    found = sp.hessian(body.expr, letters)
    return [
        list(row) for row in found.xreplace(_place(point, letters)).applyfunc(sp.simplify).tolist()
    ]


def _place(point: str, letters: tuple[sp.Symbol, ...]) -> dict[sp.Symbol, sp.Expr]:
    """x = 1, y = 2, or (1, 2) in the order of the letters."""
    if not point:
        return {}
    if "=" in point:
        given = pairs(point.strip().strip("()"), HINTS["point"], FAILS["point"])
        named = {key(name): array(value) for name, value in given.items()}
        return {x: named[key(x.name)] for x in letters if key(x.name) in named}
    return dict(zip(letters, flat(array(point)), strict=False))
