"""Equations, systems, inequalities, sets: the answer is right when it has the same solutions."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.numbers import INEXACT, TO_DIGITS
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.approximate import approximates, decimals_of, perhaps
from symcalc.grading.solutions.certified import Certified, certified
from symcalc.grading.solutions.commas import may_mean_otherwise
from symcalc.grading.solutions.comparing import Sought, compared, sought
from symcalc.grading.solutions.conditions import NEVER, Point
from symcalc.grading.solutions.counting import everywhere, is_endless, multiplicities
from symcalc.grading.solutions.incomplete import Some, some_of
from symcalc.grading.solutions.saying import fits, is_no_solution, is_solution, place, truth
from symcalc.grading.solutions.scope import Unlike
from symcalc.grading.solutions.space import Met, met
from symcalc.grading.spoken import repeats, says_endless, says_missing
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.structures import structure
from symcalc.writing.text import text

WIDE = 6  # operations of a solution that is named rather than another
DOUBTFUL = "the solutions could not be compared."
NOT_ONE = "The question asks for {wanted}; this is none."
NOT_READ = "I cannot tell which numbers, points or conditions the answer means."
COMMA = "A comma stands between two digits: put a space after it, or write a point for decimals."
POSITIVE = "It holds where all letters are positive; a negative value is left out."
ALL_POSITIVE = "where all letters are positive"
NO_SUCH = "No solution has {place}."
MISSING = "The value of {missing} is missing."
LEFT_OUT = "{place} is a solution, and yours leaves it out."
WHICH = "There are infinitely many. Say which."
FINITE = "There are not infinitely many solutions."
COUNTS = "how often the root counts was not worked out."
NOT_SO_OFTEN = "The root is right; it does not count so often."
RIGHT_SO_FAR = "{places} is right."


@answer_kind("statement", rank=1)
def statement(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare the solutions."""
    del policy
    if asked.wants != "solutions":
        return None
    question = sought(asked.body, asked.question.wrt)
    if question is None:
        return undecided("I do not know how to compare answers to such a question.", "unsupported")
    found = _repeated(question, told, _judged(question, asked.body, told))
    if found.status != "correct" and may_mean_otherwise(question, told.typed):
        return Finding("unreadable", "unreadable", (COMMA,))
    return found


def _judged(question: Sought, body: Notation, told: Told) -> Finding:
    if says_endless(told.typed):
        return _endless(question)
    if says_missing(told.typed):
        scope = question.scope
        found = met(question.condition, NEVER, scope.unknowns, question.parameters)
        return _found(question, body, told.whole, found)
    try:
        found, meant = compared(question, told.whole)
    except Unlike:
        return _unlike(question, body, told.whole)
    some = some_of(question, meant)
    if some is not None:
        return _some(question, some)
    if approximates(question, told.whole, found):
        return partly("rounded", INEXACT, proof="certified")
    shown = None if found.proof else certified(question, meant, decimals_of(told.whole))
    if shown is not None:
        return _certified(question, shown)
    if perhaps(question, told.whole, found):
        return undecided(DOUBTFUL)
    return _generic(found) or _found(question, body, told.whole, found)


def _certified(question: Sought, shown: Certified) -> Finding:
    """Rounded numbers where no formula gives the solutions."""
    if shown.lost is None:
        return right(TO_DIGITS, proof="certified")
    where = place({question.scope.unknowns[0]: shown.lost}, question.scope.unknowns)
    return wrong(LEFT_OUT.format(place=where), note="solutions-lost", proof="certified")


def _endless(question: Sought) -> Finding:
    """Infinitely many: that is all there is to say of what always holds."""
    always = everywhere(question)
    if always is not None:
        return right(proof=always.proof)
    found = is_endless(question)
    if found is None:
        return undecided(DOUBTFUL)
    return partly("incomplete", WHICH, proof="exact") if found else wrong(FINITE, proof="exact")


def _repeated(question: Sought, told: Told, found: Finding) -> Finding:
    """Whether a root counts as often as it is said to."""
    wanted = repeats(told.typed)
    if not wanted or found.status != "correct":
        return found
    counts = multiplicities(question)
    if counts is None:
        return undecided(COUNTS)
    fits_ = counts == {wanted} or ("repeated" in told.typed.lower() and 1 not in counts)
    return found if fits_ else wrong(NOT_SO_OFTEN, proof="exact")


def _some(question: Sought, some: Some) -> Finding:
    """x = 3 is right, and y is missing."""
    if some.strange is not None:
        said = NO_SUCH.format(place=place(some.strange, question.scope.unknowns))
        return wrong(said, note="solutions-gained", proof="certified")
    points = [place(p, question.scope.unknowns) for p in some.named]
    missing = " and ".join(x.name for x in some.missing)
    sentence = RIGHT_SO_FAR if len(points) == 1 else "{places} are right."
    said = sentence.format(places=" and ".join(points))
    return partly("incomplete", said, MISSING.format(missing=missing), proof="exact")


def _generic(found: Met) -> Finding | None:
    """c = √(E/m) for E = m c²: all that is lost has a negative letter."""
    letter = found.general
    if letter is None or not found.lost or found.gained or not found.proof:
        return None
    if all(point[letter].is_negative for point in found.lost):
        return partly("domain-differs", POSITIVE, proof="sampled", domain=ALL_POSITIVE)
    return None


def _unlike(question: Sought, body: Notation, told: Notation) -> Finding:
    """An answer that is no statement about the unknowns."""
    strange = told.symbols - question.scope.known
    if told.head == "relation" and told.text == "=" and told.parts[0].head == "apply":
        told = told.parts[1]  # f(x) = 2x + 1
        strange = told.symbols - question.scope.known
    plain = isinstance(told.expr, sp.Expr) and not told.expr.is_Matrix
    if plain and not strange and not question.one:
        return _height(question, body, told)
    if strange and isinstance(told.expr, sp.Eq) and len(strange) == 1:
        names = ", ".join(sorted(s.name for s in strange))
        return wrong(
            f"The answer contains a letter that the question does not have: {names}.",
            note="unknown-variable",
        )
    return undecided(NOT_READ, "unsupported")


def _height(question: Sought, body: Notation, told: Notation) -> Finding:
    """2x + 1 for y = 2x + 1: right, and no equation."""
    side = body.parts[0] if body.head == "relation" and body.text == "=" else None
    if side is not None and side.head == "name" and side.expr not in told.symbols:
        found, _ = compared(question, _equation(side, told))
        if not (found.lost or found.gained) and found.proof:
            cause = f"An equation is asked for: write {text(side)} = before it."
            return partly("wrong-form", cause, proof=found.proof)
    return wrong(NOT_ONE.format(wanted="an equation"))


def _equation(left: Notation, right_: Notation) -> Notation:
    return structure("relation", left, right_, text="=")


def _found(question: Sought, body: Notation, told: Notation, found: Met) -> Finding:
    lost, gained = _plainest(found.lost), _plainest(found.gained)
    if lost is None and gained is None:
        if not found.proof:
            return undecided(DOUBTFUL)
        same = text(told) == text(body)
        return right("" if same or not told.symbols else _same(body), proof=found.proof)
    note = "different" if lost and gained else "solutions-lost" if lost else "solutions-gained"
    causes = [_kept(question, found)]
    if gained is not None:
        causes.append(is_no_solution(body, gained, question.scope.unknowns))
    if lost is not None:
        causes.append(is_solution(body, lost, question.scope.unknowns))
    point = gained if gained is not None else lost
    assert point is not None
    return wrong(
        *filter(None, causes),
        note=note,
        witness=truth(point, holds=point is lost),
        proof="certified",
    )


def _same(body: Notation) -> str:
    return f"It has the same solutions as {text(body)}." if fits(body) else ""


def _kept(question: Sought, found: Met) -> str:
    """Which of the learner's solutions are right, where they are a short list."""
    named = question.one and not question.scope.ranges and not question.parameters
    if not named or not 0 < len(found.shared) <= 4 or not found.gained + found.lost:
        return ""
    if len(found.shared) + len(found.gained) > 8:
        return ""
    places = ", ".join(place(p, question.scope.unknowns) for p in found.shared)
    plain = re.sub(r", (?=[^,]*$)", " and ", places)
    return (RIGHT_SO_FAR if len(found.shared) == 1 else "{places} are right.").format(places=plain)


def _plainest(points: tuple[Point, ...]) -> Point | None:
    """The point that is easiest to check by hand."""
    return min(points, key=_difficulty, default=None)


def _difficulty(point: Point) -> tuple[int, int]:
    values = list(point.values())
    return (
        sum(sp.count_ops(v) for v in values) + 20 * sum(v.has(sp.CRootOf) for v in values),
        sum(abs(int(v.p)) + int(v.q) for v in values if v.is_Rational),
    )
