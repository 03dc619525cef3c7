"""Linear equations as they are written: which are they, and what are their unknowns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.linear.augmented import Solution, Symbols, System
from symcalc.tutor.linear.claims import step
from symcalc.tutor.linear.given import LARGEST
from symcalc.tutor.linear.rows import grid
from symcalc.tutor.linear.systems import told
from symcalc.tutor.words.elimination import FAILS, HINTS, REMARKS
from symcalc.writing.text import text

TOGETHER = ("and", "tuple", "lines", "system")
USUAL = re.compile(r"[xyzuvw](?:_?\d+|_\{\d+\})?")
ENTIRE = ("sum", "difference", "negation", "product", "dotted", "number", "name", "constant")
MOST = 10  # equations


def solve_equations(question: Question) -> Solution:
    """The solutions of linear equations.

    Raises
    ------
    UnsupportedError
        If they are no equations, or not linear.
    TooLargeError
        If there are too many.
    """
    found = _equations(question.body, question)
    unknowns, remarks = _unknowns(found, question)
    rows = [_row(sides, unknowns, question) for sides in found]
    if len(rows) > MOST or len(rows) * len(unknowns) > LARGEST:
        raise TooLargeError(FAILS["many"].format(count=len(rows), most=MOST))
    whole = Matrix(rows)
    n = len(unknowns)
    system = System.of(whole[:, :n], whole[:, n:], unknowns)
    name = notation.name(sp.Symbol("x"))
    made = told(system, replace(question, wrt=unknowns), name, _opening(system, found))
    return replace(made, question=question, remarks=(*remarks, *made.remarks))


def _equations(body: Notation, question: Question) -> list[Notation]:
    """The equations in a statement, in the order in which they are written."""
    if body.head in TOGETHER:
        return [one for part in body.parts for one in _equations(part, question)]
    is_equation = body.head == "relation" and body.text == "="
    sides = [part.expr for part in body.parts] if is_equation else []
    if not sides or not all(isinstance(s, sp.Expr) and not s.is_Matrix for s in sides):
        inequality = body.head == "relation" and not is_equation
        what = FAILS["inequality" if inequality else "nonlinear"]
        raise UnsupportedError(what, where=question.text, hint=HINTS["nonlinear"])
    return [body]


def _unknowns(found: Sequence[Notation], question: Question) -> tuple[Symbols, tuple[str, ...]]:
    """The letters that are asked for; where that is not said, x, y, z rather than a, b, c."""
    letters = natural_order({s for e in found for s in e.symbols})
    if question.wrt:
        return tuple(question.wrt), ()
    if not letters:
        raise UnsupportedError(FAILS["no-unknown"], where=question.text, hint=HINTS["equations"])
    usual = tuple(s for s in letters if USUAL.fullmatch(s.name))
    if not usual or len(usual) == len(letters):
        return letters, ()
    if any(s.name[0].isupper() for s in letters):
        raise UnsupportedError(FAILS["capital"], where=question.text, hint=HINTS["capital"])
    names = ", ".join(text(notation.name(s)) for s in usual)
    return usual, (REMARKS["given-unknowns"].format(unknowns=names),)


def _row(equation: Notation, unknowns: Symbols, question: Question) -> list[sp.Expr]:
    """The coefficients of the unknowns, and the right side."""
    refusal = UnsupportedError(FAILS["nonlinear"], where=question.text, hint=HINTS["nonlinear"])
    if not all(_is_entire(side, frozenset(unknowns)) for side in equation.parts):
        raise refusal
    left, right = (side.expr for side in equation.parts)
    made = sp.Poly(sp.expand(left - right), *unknowns)
    if made.total_degree() > 1:
        raise refusal
    return [*(made.coeff_monomial(x) for x in unknowns), -made.coeff_monomial(1)]


def _is_entire(node: Notation, unknowns: frozenset[sp.Symbol]) -> bool:
    """Whether a formula is a polynomial in the unknowns as it is written."""
    if not node.symbols & unknowns:
        return isinstance(node.expr, sp.Expr)
    if node.head == "quotient":
        top, bottom = node.parts
        return not bottom.symbols & unknowns and _is_entire(top, unknowns)
    if node.head == "power":
        base, exponent = node.parts
        whole = exponent.expr.is_Integer and exponent.expr > 0
        return bool(whole) and _is_entire(base, unknowns)
    return node.head in ENTIRE and all(_is_entire(part, unknowns) for part in node.parts)


def _opening(system: System, given: Sequence[Notation]) -> list[Step]:
    """Sorted, where they are not, and as a matrix."""
    n = len(system.unknowns)
    sorted_ = [system.equation(list(row)) for row in system.worked.start.tolist()]
    names = ", ".join(text(notation.name(s)) for s in system.unknowns)
    steps: list[Step] = []
    if list(map(text, sorted_)) != list(map(text, given)):
        many = Notation("tuple", tuple(sorted_), expr=sp.Tuple(*(e.expr for e in sorted_)))
        steps.append(step("in-order", sorted_[0] if len(sorted_) == 1 else many, unknowns=names))
    steps.append(step("augmented", grid(system.worked.start, n), unknowns=names))
    return steps
