"""A working to eigenvalues: from the characteristic equation, in whichever letter, to its roots."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.comparing import Sought, sought
from symcalc.grading.told import Told
from symcalc.grading.working.ending import ending
from symcalc.grading.working.equations import EquationWalk
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.statements import Line
from symcalc.grading.working.summary import End
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_question
from symcalc.reading.sentences import parts_of
from symcalc.structures import structure
from symcalc.tutor.linear.given import exact
from symcalc.writing.text import text

GENERAL = re.compile(r"\bdet\b|\|\s*A\s*-|\\det|\bA\s*v\s*=")  # det(A − λI) = 0, of any matrix
LETTER = re.compile(r"(?<![A-Za-z\\])(\\?lambda|λ|\\?mu|μ|[xtrsz])(?![A-Za-z])")
USUAL = "lambda"
NOT_YET = "workings of such questions cannot be graded yet"


class EigenWalk(EquationWalk):
    """Walks through the lines; what holds of every matrix is a remark."""

    in_decimals = True

    def __init__(self, asked: Asked, question: Sought, lesson: Asked) -> None:
        super().__init__(asked, question)
        self.lesson = lesson

    def end(self, policy: Policy) -> End:
        """Rounded values are what the question about the matrix makes of them."""
        found = super().end(policy)
        if found.note != "rounded":
            return found
        node = self.said[-1].node
        return End.of(ending(self.lesson, Told(text(node), node), policy), true=False)

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""
        typed = line.row.typed
        if GENERAL.search(typed) and not any(letter.isdigit() for letter in typed.rstrip("0 ")):
            return Outcome("given", "correct", "remark", counted=False)
        return super().line(replace(line, whole=_without_numbers(line.whole, self.variable)))


def _without_numbers(node: Notation | None, letter: str) -> Notation | None:
    """λ₁ = 1, λ₂ = 3 as λ = 1 or λ = 3."""
    parts = node.parts if node is not None and node.head in ("tuple", "and", "or") else ()
    named = re.compile(rf"{re.escape(letter)}_?\d+")
    if len(parts) < 2 or not all(p.head == "relation" and p.text == "=" for p in parts):
        return node
    if not all(named.fullmatch(str(p.parts[0].expr)) for p in parts):
        return node
    x = arrange(sp.Symbol(letter))
    return structure("or", *(structure("relation", x, p.parts[1], text="=") for p in parts))


def eigen_walk(asked: Asked, typed: str) -> EigenWalk:
    """The way to eigenvalues through the characteristic equation.

    Raises
    ------
    UnsupportedError
        As `characteristic`.
    """
    found = characteristic(asked, typed)
    question = sought(found.body, found.question.wrt)
    if question is None:
        raise UnsupportedError(NOT_YET)
    return EigenWalk(found, question, asked)


def characteristic(asked: Asked, typed: str) -> Asked:
    """The characteristic equation, in the letter of the working.

    Raises
    ------
    UnsupportedError
        If vectors are asked for, or the matrix has letters, no real eigenvalues, or is too large.
    """
    if "eigenvector" in asked.question.text.lower():
        raise UnsupportedError(NOT_YET)
    try:
        matrix = sp.Matrix(exact(parts_of("eigenvalues", asked.question.text)["matrix"]))
    except (SymcalcError, KeyError):
        raise UnsupportedError(NOT_YET) from None
    told = asked.derivation
    values = told.answer if told is not None else ()
    numeric = all(entry.is_Rational for entry in matrix)
    if not numeric or not all(isinstance(v, sp.Expr) and v.is_real for v in values):
        raise UnsupportedError(NOT_YET)
    used = LETTER.search(typed)
    letter = used[1].lstrip("\\") if used else USUAL
    name = {"λ": USUAL, "μ": "mu"}.get(letter, letter)
    polynomial = matrix.charpoly(sp.Symbol(name)).as_expr()
    return asked_of(read_question(f"{text(arrange(polynomial))} = 0"))
