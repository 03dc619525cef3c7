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
from symcalc.grading.curves import on_curve, solved_for
from symcalc.grading.expected import Expected, expected
from symcalc.grading.fit import doubtful_answer, doubtful_question
from symcalc.grading.shapes import as_vector, domain, is_transposed, mismatch, paired, place
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
# In words: that there is no such number.
MISSING = ("does not exist", "doesn't exist", "dne", "undefined", "no limit")
ENDLESS = frozenset((sp.nan, sp.oo, -sp.oo))
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
    doubt = doubtful_question(question)
    if doubt is not None:
        return doubt
    symbols = sorted(question.body.symbols | set(question.wrt), key=str)
    if " ".join(answer.lower().split()).rstrip(".") in MISSING and question.kind != "formula":
        return judge(expected(question), arrange(sp.nan))
    try:
        read = read_strictly(answer, names=names, symbols=symbols)
    except TooLargeError as error:
        return Verdict("undecided", "too-large", str(error))
    except (ReadingError, UnsupportedError) as error:
        return Verdict("unreadable", "unreadable", str(error))
    told = read if question.kind == "tangent" else answered(read)
    doubt = doubtful_answer(told)
    return _graded(question, told) if doubt is None else doubt


def _graded(question: Question, told: Notation) -> Verdict:
    """Compare what kind of answer it is: a height, a slope of a curve, a formula."""
    right = expected(question)
    if right.letter is not None:
        return judge(right, solved_for(told, right.letter))
    verdict = judge(right, told)
    if question.kind != "implicit" or right.derivation is None:
        return verdict
    return on_curve(right.derivation, told, right.noun, verdict)


def answered(node: Notation) -> Notation:
    """The answer itself, where the learner wrote "f'(x) = …" before it."""
    if node.head == "relation" and node.text == "=":
        left, right = node.parts
        if left.head in ("derivative", "prime", "name", "apply"):
            node = right
    return as_vector(node)


def judge(right: Expected, told: Notation) -> Verdict:
    """Compare an answer with the right one."""
    if ENDLESS & {right.answer.expr, told.expr}:
        return _endless(right, told)
    pairs = paired(right.answer.expr, told.expr)
    if pairs is None:
        note, cause = _named(right, told)
        feedback = " ".join([mismatch(right.answer.expr, told.expr), cause]).rstrip()
        return Verdict("incorrect", note, feedback)
    found = [_compare(left, mine, right, i) for i, (left, mine) in enumerate(pairs)]
    return _verdict(right, told, pairs, found)


def _endless(right: Expected, told: Notation) -> Verdict:
    """Where one of the two is infinite, or says that there is none."""
    if told.expr == right.answer.expr:
        return Verdict("correct", "correct", "Correct.", proof="exact")
    if not all(side in ENDLESS or side.is_finite for side in (told.expr, right.answer.expr)):
        return Verdict("undecided", "undecided", "I could not decide: is the answer a number?")
    if right.answer.expr is sp.nan:
        why = "does not exist"
    else:
        why = "is infinite" if right.answer.expr in ENDLESS else "exists, and is a number"
    return Verdict("incorrect", "different", f"Incorrect. The {right.noun} {why}.")


def _compare(left: sp.Expr, mine: sp.Expr, right: Expected, index: int) -> Comparison:
    """Where the given formula has a value; a derivative lives only there."""
    on = domain(right.given.expr, right.answer.expr, index) if right.given else None
    return compare(left, mine, on=on)


def _verdict(
    right: Expected,
    told: Notation,
    pairs: list[tuple[sp.Expr, sp.Expr]],
    found: list[Comparison],
) -> Verdict:
    for index, comparison in enumerate(found):
        if comparison.status == "different":
            return _wrong(right, told, comparison, place(right.answer.expr, index))
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


def _named(right: Expected, told: Notation) -> tuple[str, str]:
    """The name of a wrong answer, if it has one, and its cause in words."""
    noun = right.noun
    named = ((d.note, d.feedback.format(noun=noun)) for d in DIAGNOSES if d.applies(right, told))
    return next(named, ("different", ""))


def _wrong(right: Expected, told: Notation, found: Comparison, part: str) -> Verdict:
    assert found.witness is not None
    point, left, mine = found.witness
    witness = Witness(
        {s.name: Fraction(int(v.p), int(v.q)) for s, v in point.items()}, float(left), float(mine)
    )
    note, cause = _named(right, told)
    which = f"{part[0].upper()}{part[1:]} is wrong." if part and not cause else ""
    said = part.split(" ")[0] if which else part  # which of them it is has been said
    read = f"I read your answer as {text(told)}." if told.remarks else ""
    parts = ("Incorrect.", read, cause, which, _seen(right, witness, said, (left, mine)))
    feedback = " ".join(part for part in parts if part)
    return Verdict("incorrect", note, feedback, witness=witness, proof="certified")


def _seen(right: Expected, witness: Witness, part: str, balls: Sides) -> str:
    """Both values at the witness."""
    noun = f"{part} of the {right.noun}" if part else right.noun
    where = ", ".join(coordinate(name, value) for name, value in witness.point.items())
    for digits in (4, 17, 40, 400):
        wanted, got = (_rounded(ball, digits) for ball in balls)
        if wanted != got:
            break
    lead = f"At {where} yours is" if where else "Yours is"
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
    """A wrong answer that has a name, and what is said of it: {noun} is what was asked for."""

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


def _transposed(right: Expected, told: Notation) -> bool:
    if not is_transposed(right.answer.expr, told.expr):
        return False
    return _same(right.answer.expr, told.expr.T)


DIAGNOSES = (
    Diagnosis(
        "unknown-variable",
        "The answer contains a letter that the question does not have.",
        _unknown,
    ),
    Diagnosis(
        "transposed",
        "Rows and columns are exchanged: a row belongs to a formula, a column to a variable.",
        _transposed,
    ),
    Diagnosis(
        "question-echoed",
        "This is the given formula itself; the question asks for its {noun}.",
        _echoed,
    ),
    Diagnosis(
        "integrated-instead",
        "This is an antiderivative of the given formula; the question asks for its {noun}.",
        _integrated,
    ),
)
