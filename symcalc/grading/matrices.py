"""Answers to questions about matrix formulas: is it the same array, at random sizes?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp

from symcalc.checking.matrices import check_equal_matrices
from symcalc.derivation import Derivation
from symcalc.errors import ReadingError, ShapeError, TooLargeError, UnsupportedError
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict, Witness
from symcalc.matrix.interpret.formula import interpreted
from symcalc.matrix.term import Shape, Term, same, shown
from symcalc.matrix.written import meaning
from symcalc.tutor.matrices.asked import Asked
from symcalc.tutor.matrices.worded import in_words, worked

# ∂L/∂W = before an answer, and not the = of sum(G, axis=1).
NAMING = re.compile(r"^(?:[^()]|\([^()]*\))*(?<![<>!])=\s*")
KEPT = 512  # questions that are worked out once

SHAPES = "The answer has the shape {got}, and the {noun} has the shape {expected}."
MISFIT = "It cannot be worked out: {error}."
TRANSPOSED = "It is the transpose of the {noun}."
TRANSPOSED_SHAPES = "It is the transpose of the {noun}, which has the shape {expected}, not {got}."
COUNT = "This asks for {count} answers; separate them by commas, in this order."
ENTRY = "For {sizes} {place} is {got:.6g} at one point, and should be {expected:.6g}."
VALUE = "the value"
FORM = "the form of an answer with matrices is not looked at yet"
NOT_DEFINED = "the two are not defined at any point that I tried."


@dataclass(frozen=True)
class Matter:
    """What is asked about a matrix formula, and what is right."""

    asked: Asked
    shapes: Mapping[str, Any]
    samples: str
    lines: str
    answers: tuple[sp.Basic, ...]

    @property
    def noun(self) -> str:
        """What a learner would call the answer."""
        return "product" if self.asked.kind == "hvp" else self.asked.kind

    def read(self, typed: str) -> Term:
        """An answer in the names of the question."""
        plain = NAMING.sub("", typed.strip())
        return interpreted(self.lines + plain, self.shapes, self.samples).term


def graded_matrices(question: Any, answer: str, policy: Policy) -> Verdict | None:
    """Grade an answer to "gradient of … with respect to W, shapes W: (k, n)".

    Returns
    -------
    Verdict or None
        None where the question is not about a formula with declared shapes.

    Raises
    ------
    SymcalcError
        If the question cannot be worked out.

    Examples
    --------
    >>> asked = "gradient of ||x||^2 with respect to x, shapes x: n"
    >>> graded_matrices(asked, "2x", Policy()).status
    'correct'
    """
    text = question.question.text if isinstance(question, Derivation) else question
    matter = _matter(text) if isinstance(text, str) else None
    if matter is None:
        return None
    if policy.form:
        return undecided(f"{FORM}.", "unsupported").verdict(policy)
    return _found(matter, answer).verdict(policy)


@lru_cache(maxsize=KEPT)
def _matter(text: str) -> Matter | None:
    question = in_words(text)
    if question is None:
        return None
    formula = question.formula
    shapes = dict(formula.shapes)
    if question.vector:
        shapes[question.vector] = question.wrt[0].shape
    lines = "; ".join(re.split(r"[;\n]", formula.text)[:-1])
    told = worked(question).answer
    answers = told if isinstance(told, tuple) else (told,)
    return Matter(question, shapes, formula.samples, lines and f"{lines}; ", answers)


def _found(matter: Matter, answer: str) -> Finding:
    typed = _parts(answer) if len(matter.answers) > 1 else [answer]
    if len(typed) != len(matter.answers):
        said = COUNT.format(count=len(matter.answers))
        return Finding("unreadable", "unreadable", (said,))
    seen = [_one(matter, *pair) for pair in zip(matter.answers, typed, strict=True)]
    return next((one for one in seen if one.status != "correct"), seen[0])


def _parts(answer: str) -> list[str]:
    """What stands between the commas that no bracket encloses."""
    inner = answer.strip()
    if inner.startswith("(") and inner.endswith(")") and len(_split(inner)) == 1:
        inner = inner[1:-1]
    return _split(inner)


def _split(answer: str) -> list[str]:
    parts, depth = [""], 0
    for letter in answer:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _one(matter: Matter, expected: sp.Basic, typed: str) -> Finding:
    """One answer beside what is right."""
    try:
        term = matter.read(typed)
    except ShapeError as error:
        return wrong(MISFIT.format(error=error.what), note="wrong-shape")
    except TooLargeError as error:
        return Finding("undecided", "too-large", (error.what,))
    except (ReadingError, UnsupportedError) as error:
        place = str(error).partition("\n  hint:")[0]  # which is about declaring shapes
        return Finding("unreadable", "unreadable", (place,))
    got, shape = meaning(term), _shape(expected)
    fields = {"noun": matter.noun, "got": told(term.shape), "expected": told(shape)}
    facts = matter.asked.facts_by_name
    if not _fits(term.shape, shape):
        turned = _fits(term.shape[::-1], shape) and _equal(expected, sp.Transpose(got), facts)
        if turned:
            return wrong(TRANSPOSED_SHAPES.format(**fields), note="transposed")
        return wrong(SHAPES.format(**fields), note="wrong-shape")
    report = check_equal_matrices(expected, got, facts)
    if report.status == "agrees":
        return right(proof="sampled")
    if report.status == "undecided" or report.worst is None:
        return undecided(NOT_DEFINED)
    square = len(shape) == 2 and _fits(shape[::-1], shape)
    if square and _equal(expected, sp.Transpose(got), facts):
        return wrong(TRANSPOSED.format(**fields), note="transposed")
    worst = report.worst
    sizes = ", ".join(f"{name} = {size:g}" for name, size in worst.point.items())
    seen = ENTRY.format(
        sizes=sizes, place=worst.component or VALUE, got=worst.got, expected=worst.expected
    )
    point = {name: Fraction(int(size)) for name, size in worst.point.items()}
    witness = Witness(point, worst.expected, worst.got)
    return wrong(seen=seen if sizes else seen[4:].strip().capitalize(), witness=witness)


def _equal(expected: sp.Basic, got: sp.Basic, facts: Any) -> bool:
    return check_equal_matrices(expected, got, facts).status == "agrees"


def _shape(expr: sp.Basic) -> Shape:
    return tuple(expr.shape) if getattr(expr, "is_Matrix", False) else ()


def told(shape: Shape) -> str:
    """A shape, or that it is a number."""
    return shown(shape) if shape else "of a number"


def _fits(one: Shape, other: Shape) -> bool:
    return len(one) == len(other) and same(one, other)
