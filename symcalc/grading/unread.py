"""Answers that cannot be read as formulas, and words that say too little."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, undecided, wrong
from symcalc.grading.kinds.endless import sides_of
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.reading import read_question

INDETERMINATE = "An indeterminate form is no value: the question asks what happens near it."
BY_ZERO = "It divides by 0, so it has no value."
ECHOED = "That is the question itself: work it out."
MAY_BE = 'An answer is a formula, a number, or words such as "does not exist".'
GROWS = ("infinite", "unbounded", "grows without bound")
OSCILLATES = ("oscillates", "it oscillates", "the limit oscillates", "oscillating")
INFINITE = "the {noun} does not exist, but whether the values grow without bound is not said by it."
SWINGS = "the {noun} does not exist, but whether the values oscillate is not said by it."


def unread(asked: Asked, answer: str, error: SymcalcError) -> Finding:
    """What is said of an answer that is no formula."""
    if asked.wants == "formula" and error.what == "division by zero" and _finite(asked):
        return wrong(BY_ZERO)
    if _is_question(asked, answer):
        return wrong(ECHOED, note="question-echoed")
    said = str(error)
    if "or declare it" in said:
        said = f"{error.what}\n  hint: {MAY_BE}"
    return Finding("unreadable", "unreadable", (said,))


def _finite(asked: Asked) -> bool:
    """Whether there is a value, which nothing divided by 0 is."""
    try:
        return asked.right.expr not in (sp.nan, sp.oo, -sp.oo)
    except SymcalcError:
        return False


def _is_question(asked: Asked, answer: str) -> bool:
    """Whether the answer is the question in words."""
    try:
        again = read_question(answer)
    except SymcalcError:
        return False
    same = again.kind == asked.kind != "formula" and again.body.expr == asked.body.expr
    said = again.body.head == "name"  # of a sentence the body says the kind alone
    return same and not (said and again.text != asked.question.text)


def vague(asked: Asked, told: Told) -> Finding | None:
    """Where it is said how a limit fails, and it may fail in another way."""
    said = plainly(told.typed)
    if asked.kind != "limit" or said not in (*GROWS, *OSCILLATES):
        return None
    if asked.right.expr is not sp.nan:
        return wrong(f"The {asked.noun} is infinite.") if _swings(asked, said) else None
    sides = sides_of(asked.question).values()
    swings = bool(sides) and all(side is sp.nan for side in sides)
    if said in OSCILLATES:
        return None if swings else undecided(SWINGS.format(noun=asked.noun))
    endless = bool(sides) and all(side in (sp.oo, -sp.oo) for side in sides)
    return None if endless else undecided(INFINITE.format(noun=asked.noun))


def _swings(asked: Asked, said: str) -> bool:
    return said in OSCILLATES and asked.right.expr in (sp.oo, -sp.oo)
