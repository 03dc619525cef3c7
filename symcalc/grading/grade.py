"""Grade one answer: is it the right function, where it has to be?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from symcalc.checking.evaluate import Number
from symcalc.checking.sampling import LEAST, Comparison, Point, compare
from symcalc.errors import ReadingError, SymcalcError, TooLargeError, UnsupportedError
from symcalc.formula import Question
from symcalc.grading.expected import Expected, expected
from symcalc.grading.fit import as_vector, doubtful_answer, doubtful_question
from symcalc.grading.verdict import Verdict, Witness
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.tutor.differentiate import differentiate
from symcalc.writing.text import text

Sides = tuple[Number, Number]

SMALL = 80  # operations; larger differences are not expanded for an exact proof
SIMPLE = 1000  # denominators that a person works with
SMALLEST = 1e-300  # below it doubles lose digits
ISOLATED = 1  # points where only one side has a value, before the domains are said to differ


def grade_answer(question: Question, answer: str, names: Iterable[str] = ()) -> Verdict:
    """Grade an answer as it was typed.

    Parameters
    ----------
    question : Question
        What was asked.
    answer : str
        The learner's own text or LaTeX.
    names : iterable of str
        Names of several letters that are one symbol, besides those of the question.

    Returns
    -------
    Verdict
        "unreadable" if the answer is not a formula; "undecided" rather than a guess.
    """
    symbols = sorted(question.body.symbols | set(question.wrt), key=str)
    try:
        told = answered(read_strictly(answer, names=names, symbols=symbols))
    except TooLargeError as error:
        return Verdict("undecided", "too-large", str(error))
    except (ReadingError, UnsupportedError) as error:
        return Verdict("unreadable", "unreadable", str(error))
    doubt = doubtful_question(question)
    if doubt is None:
        doubt = doubtful_answer(told)
    return judge(expected(question), told) if doubt is None else doubt


def answered(node: Notation) -> Notation:
    """The answer itself, where the learner wrote "f'(x) = …" before it."""
    if node.head == "relation" and node.text == "=":
        left, right = node.parts
        if left.head in ("derivative", "prime", "name", "apply"):
            node = right
    return as_vector(node)


def judge(right: Expected, told: Notation) -> Verdict:
    """Compare an answer with the right one."""
    pairs = paired(right.answer.expr, told.expr)
    if pairs is None:
        return Verdict("incorrect", "different", _shape(right.answer.expr, told.expr))
    found = [_compare(left, mine, right) for left, mine in pairs]
    return _verdict(right, told, pairs, found)


def paired(right: sp.Basic, told: sp.Basic) -> list[tuple[sp.Expr, sp.Expr]] | None:
    """Component by component; None where the shapes differ. A row may stand for a column."""
    sides = [list(s) if isinstance(s, sp.MatrixBase) else [s] for s in (right, told)]
    same = isinstance(right, sp.MatrixBase) == isinstance(told, sp.MatrixBase)
    if not same or len(sides[0]) != len(sides[1]):
        return None
    if not all(isinstance(e, sp.Expr) for e in (*sides[0], *sides[1])):
        return None
    return list(zip(*sides, strict=True))


def _shape(right: sp.Basic, told: sp.Basic) -> str:
    names = [
        f"a vector of {len(s)} components"
        if isinstance(s, sp.MatrixBase)
        else "an expression"
        if isinstance(s, sp.Expr)
        else "a set"
        if isinstance(s, sp.Set)
        else "several formulas"
        if isinstance(s, sp.Tuple)
        else "a statement"
        for s in (right, told)
    ]
    return f"Incorrect. The question asks for {names[0]}; this is {names[1]}."


def _compare(left: sp.Expr, mine: sp.Expr, right: Expected) -> Comparison:
    """Where the given formula has a value; a derivative lives only there."""
    return compare(left, mine, on=right.given.expr if right.given else None)


def _verdict(
    right: Expected,
    told: Notation,
    pairs: list[tuple[sp.Expr, sp.Expr]],
    found: list[Comparison],
) -> Verdict:
    for component, comparison in enumerate(found, 1):
        if comparison.status == "different":
            return _wrong(right, told, comparison, component if len(found) > 1 else None)
    if any(c.status == "undecided" for c in found):
        return Verdict("undecided", "undecided", _doubt(found))
    narrower = [p for c in found for p in c.left_only]
    wider = [p for c in found for p in c.right_only] if right.given is None else []
    if len(narrower) > ISOLATED or len(wider) > ISOLATED:
        return _elsewhere(right, narrower or wider, narrower=len(narrower) > ISOLATED)
    proof = "exact" if all(exactly_equal(*pair) for pair in pairs) else "sampled"
    same = text(told) == text(right.answer)
    more = "" if same or right.given is None else f" The same as {_stated(right)}."
    return Verdict("correct", "correct", f"Correct.{more}", proof=proof)


def _stated(right: Expected) -> str:
    """The right answer with the conditions under which it holds."""
    conditions = ", ".join(text(arrange(c)) for c in right.conditions)
    return text(right.answer) + (f" for {conditions}" if conditions else "")


def _doubt(found: list[Comparison]) -> str:
    points = min(c.points for c in found)
    if points < LEAST:
        return (
            f"I could not decide: both sides have a value at only {points} of the points I tried."
        )
    return (
        "I could not decide: the two agree wherever I tried, but at no point on one side of a kink."
    )


def _elsewhere(right: Expected, points: Sequence[Point], *, narrower: bool) -> Verdict:
    """True, but not everywhere it should be."""
    place = ", ".join(
        coordinate(s.name, Fraction(int(v.p), int(v.q))) for s, v in points[0].items()
    )
    has, lacks = (f"the {right.noun}", "yours") if narrower else ("yours", f"the {right.noun}")
    feedback = (
        f"Partly right. It agrees wherever both have a value, but at {place} {has} has a value "
        f"and {lacks} has none."
    )
    domain = "where both sides are defined"
    return Verdict("partial", "domain-differs", feedback, proof="sampled", domain=domain)


def _wrong(right: Expected, told: Notation, found: Comparison, component: int | None) -> Verdict:
    assert found.witness is not None
    point, left, mine = found.witness
    witness = Witness(
        {s.name: Fraction(int(v.p), int(v.q)) for s, v in point.items()}, float(left), float(mine)
    )
    note, cause = next(
        ((row.note, row.feedback) for row in DIAGNOSES if row.applies(right, told)),
        ("different", ""),
    )
    which = f"Component {component} is wrong." if component and not cause else ""
    read = f"I read your answer as {text(told)}." if told.remarks else ""
    parts = ("Incorrect.", read, cause, which, _seen(right, witness, component, (left, mine)))
    feedback = " ".join(part for part in parts if part)
    return Verdict("incorrect", note, feedback, witness=witness, proof="certified")


def _seen(right: Expected, witness: Witness, component: int | None, balls: Sides) -> str:
    """Both values at the witness."""
    noun = f"component of the {right.noun}" if component else right.noun
    place = ", ".join(coordinate(name, value) for name, value in witness.point.items())
    for digits in (4, 17, 40, 400):
        wanted, got = (_rounded(ball, digits) for ball in balls)
        if wanted != got:
            break
    lead = f"At {place} yours is" if place else "Yours is"
    return f"{lead} {got}, the {noun} is {wanted}."


def coordinate(name: str, value: Fraction) -> str:
    """x = −1/2, and x ≈ 12.29 for a fraction that nobody would check by hand."""
    simple = value.denominator < SIMPLE
    shown = f"= {value}" if simple else f"≈ {float(value):.6g}"
    return f"{name} {shown}".replace("-", "−")


def _rounded(ball: Number, digits: int) -> str:
    """A value to a number of digits, also where a double has no such number."""
    value = float(ball)
    plain = digits <= 17 and (value == ball or SMALLEST < abs(value) < math.inf)
    return (f"{value:.{digits}g}" if plain else ball.str(digits, radius=False)).replace("-", "−")


def exactly_equal(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether algebra alone proves two expressions equal."""
    if left == right:
        return True
    difference = left - right
    symbols = difference.free_symbols
    if sp.count_ops(difference) > SMALL or not difference.is_rational_function(*symbols):
        return False
    if any(abs(int(p.exp)) > SMALL for p in difference.atoms(sp.Pow) if p.exp.is_Integer):
        return False
    return bool(sp.cancel(sp.together(difference)) == 0)


@dataclass(frozen=True)
class Diagnosis:
    """A wrong answer that has a name."""

    note: str
    feedback: str
    applies: Callable[[Expected, Notation], bool]


def _unknown(right: Expected, told: Notation) -> bool:
    return bool(told.symbols - (right.given or right.answer).symbols - set(right.wrt))


def _echoed(right: Expected, told: Notation) -> bool:
    return right.given is not None and _same(right.given.expr, told.expr)


def _integrated(right: Expected, told: Notation) -> bool:
    if right.given is None or len(right.wrt) != 1:
        return False
    try:
        slope = differentiate(told, right.wrt[0])[-1].after
    except SymcalcError:
        return False
    return _same(right.given.expr, slope.expr)


def _same(left: sp.Basic, right: sp.Basic) -> bool:
    pairs = paired(left, right)
    return pairs is not None and all(compare(a, b).status == "equal" for a, b in pairs)


DIAGNOSES = (
    Diagnosis(
        "unknown-variable",
        "The answer contains a letter that the question does not have.",
        _unknown,
    ),
    Diagnosis(
        "question-echoed",
        "This is the given formula itself; the question asks for its derivative.",
        _echoed,
    ),
    Diagnosis(
        "integrated-instead",
        "This is an antiderivative of the given formula; the question asks for its derivative.",
        _integrated,
    ),
)
