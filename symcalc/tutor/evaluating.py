"""The answer at a point, where it has one, and why not where it has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Enormous, Undefined
from symcalc.checking.precise import Precise
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question, at_point, unevaluated
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.steps import Step
from symcalc.tutor.conditions import broken
from symcalc.tutor.differentiate import checked
from symcalc.tutor.kinks import Kink, kink_at
from symcalc.tutor.lessons import is_lesson
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words import WORDS
from symcalc.writing.text import text

Point = Mapping[sp.Symbol, sp.Expr]

GROWING = (sp.Pow, sp.gamma, sp.factorial)  # of numbers, they are worked out in full
UNTOLD = "The answer holds only for"
DIGITS = 15  # of a number that has no other name


def at_each(told: Derivation, points: Sequence[Point], work: Callable[[Point], Step]) -> Derivation:
    """A derivation with a step for each point; what was asked is then asked at these points."""
    if not points:
        return told
    steps = tuple(map(work, points))
    values = tuple(step.after.expr for step in steps)
    value = values[0] if len(values) == 1 else values
    question = told.question if is_lesson(told.question.kind) else asked_at(told.question, points)
    return replace(told, question=question, steps=(*told.steps, *steps), value=value)


def asked_at(question: Question, points: Sequence[Point]) -> Question:
    """The same question at points, said so in its text as it is read again.

    >>> x = sp.Symbol("x")
    >>> slope = Question("derivative", notation.name(x), (x,), "d/dx x")
    >>> asked_at(slope, [{x: sp.Integer(3)}]).text
    'd/dx x at x = 3'
    """
    at, *more = (tuple(point.items()) for point in points)
    if question.at or (more and {len(point) for point in points} != {1}):
        return replace(question, at=at, more=tuple(more))
    values = {x: ", ".join(text(arrange(point[x])) for point in points) for x in points[0]}
    place = ", ".join(f"{text(notation.name(x))} = {said}" for x, said in values.items())
    return replace(question, text=f"{question.text} at {place}", at=at, more=tuple(more))


def evaluated(told: Derivation, point: Point, kinks: Sequence[Kink]) -> Step:
    """The answer at a point, which the step binds; at a kink what the two sides say."""
    step = _evaluated(told, point, kinks)
    return replace(step, bindings={x.name: arrange(v) for x, v in point.items()})


def _evaluated(told: Derivation, point: Point, kinks: Sequence[Kink]) -> Step:
    place = ", ".join(f"{text(notation.name(x))} = {text(arrange(v))}" for x, v in point.items())
    title, hint = f"At {place}", WORDS["evaluate"].hint.format(at=place)
    sure = (k for k in kinks if k.known and k.settled)
    kink = next((k for k in sure if point.get(k.x) == k.at), None)
    failing = broken(told.conditions, point)
    if failing and kink is None:
        kink = _kink_here(told, point)
    if kink is not None and kink.exists:
        after = arrange(kink.left)
        words = f"Both one-sided derivatives are {text(after)}."
        return Step("evaluate", title, told.asked, after, words, relation="definition")
    if failing:
        words = _missing(told, point, failing, kink)
        return Step("evaluate", title, told.result, arrange(sp.nan), words, relation="definition")
    _need_value(told.result, point, place)
    value = at_point(told.result.expr, point)
    before = put(told.result, {x: arrange(v) for x, v in point.items()})
    try:
        after = arrange(value, like=before)
        return checked(Step("evaluate", title, before, after, _decimals(value), hints=(hint,)))
    except UnsupportedError:  # a number that only SymPy has a name for, as ζ(3)
        number = arrange(value.n(DIGITS))
        said = f"{text(before)} ≈ {text(number)}"
        return Step(
            "evaluate", title, before, number, said, relation="definition", status="numeric"
        )


def _kink_here(told: Derivation, point: Point) -> Kink | None:
    """What the two sides say of a first derivative where a condition fails; None if nothing."""
    asked = told.question
    if asked.kind != "derivative" or len(asked.wrt) != 1 or not _has_value(asked.body, point):
        return None
    (x,) = asked.wrt
    body = written_out(asked.body)
    if x not in point or not body.symbols <= point.keys() or not isinstance(body.expr, sp.Expr):
        return None
    others = {letter: arrange(value) for letter, value in point.items() if letter != x}
    kink = kink_at(put(body, others), x, point[x])
    return kink if kink.settled and kink.known else None


def _missing(told: Derivation, point: Point, failing: Sequence[sp.Basic], kink: Kink | None) -> str:
    """Why there is no value at a point."""
    if not _has_value(told.question.body, point):
        return f"{text(told.question.body)} has no value there."
    if kink is not None:
        return "The derivative does not exist there."
    needs = ", ".join(text(arrange(c)) for c in failing)
    return f"{UNTOLD} {needs}."


def is_untold(told: Derivation) -> bool:
    """Whether it is left open what the value at the point is, and whether there is one."""
    last = told.steps[-1] if told.steps else None
    return last is not None and told.value is sp.nan and last.explanation.startswith(UNTOLD)


def _has_value(body: Notation, point: Point) -> bool:
    """Whether a formula has a real value at a point, as far as numbers tell."""
    entries = body.expr if isinstance(body.expr, sp.MatrixBase) else [body.expr]
    try:
        return all(Precise(DIGITS).at(entry, point) is not None for entry in entries)
    except Enormous:
        return True
    except Undefined:
        return not set().union(*(entry.free_symbols for entry in entries)) <= point.keys()


def _need_value(result: Notation, point: Point, place: str) -> None:
    """Refuse what has no value, or one of thousands of digits, before SymPy computes it.

    Raises
    ------
    UnsupportedError
        If a function without a formula stands in the result.
    TooLargeError
        If a number on the way is too large to be written.
    """
    for part in result.walk():
        if part.head in ("apply", "derivative", "derivative-at") and part.symbols & point.keys():
            raise UnsupportedError(
                f"{text(part)} has no value", where=place, hint="it is a function without a formula"
            )
    for part in result.expr.atoms(*GROWING):  # e^(e^50) stays as it is
        try:
            Precise(DIGITS).at(part, point)
        except Enormous:
            raise TooLargeError(
                f"the value at {place} has thousands of digits", hint="choose a smaller number"
            ) from None
        except Undefined:
            continue  # at a pole, or with letters in it


def _decimals(value: sp.Basic) -> str:
    """The decimals of a number that is not rational."""
    if value.is_Matrix or value.is_Rational or not value.is_number or unevaluated(value):
        return ""
    return f"≈ {in_figures(value, 10)}"
