"""Fresh questions of equal difficulty: the same words and letters, other numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from math import prod

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.formula import Question
from symcalc.grading.variants.likeness import Likeness, grain, likeness, shape
from symcalc.grading.variants.places import Place, draws, places, replaced
from symcalc.reading import read_question
from symcalc.tutor.lessons import is_lesson

DRAWN = 4000  # numbers that are tried …
EACH = 200  # … and this many more for each question that is wanted
WORKED_OUT = 60  # of those, questions that are worked out …
EACH_WORKED_OUT = 20  # … and this many more for each
PROBES = (1, 2)  # what is added to a number to see whether it may change at all

NOTHING = "this question has no numbers that could be changed"
FEW = "only {found} of {wanted} variants can be made; with other numbers it is not as hard"
LESSON = "variants of such questions cannot be made yet"
PLAIN = "derivatives, integrals, limits, equations and plain formulas have variants"
NONE = "no variant can be made: with any other number it is not as hard"
FEWER = "ask for {found}, or start from a question with more numbers"
OTHER = "start from a question with more numbers"


def variants_of(question: Question, n: int, seed: int, names: Sequence[str] = ()) -> list[str]:
    """Texts of n questions as hard as this one; `make_variants` says the rest."""
    text = question.text
    question = read_question(text, names=names)
    free = [p for p in places(text) if may_change(question, p, names)]
    if not free:
        hint = "give a question with a coefficient, an exponent or a point in it"
        raise UnsupportedError(NOTHING, where=text, hint=hint)
    like = likeness(question)
    found: dict[str, None] = {}
    for candidate in tried(question, free, like, random.Random(seed), n, names):
        found[candidate] = None
        if len(found) == n:
            return list(found)
    none = (LESSON, PLAIN) if is_lesson(question.kind) else (NONE, OTHER)
    told = (FEW, FEWER) if found else none
    what, hint = (said.format(found=len(found), wanted=n) for said in told)
    raise UnsupportedError(what, where=text, hint=hint)


def may_change(question: Question, place: Place, names: Sequence[str]) -> bool:
    """Whether a number is one of this question's own, and not how it is put: d²/dx², degree 2."""
    if place.value == 0:
        return False
    asked = (replaced(question.text, [place], [place.value + more]) for more in PROBES)
    return any(like_shape(question, text, names) is not None for text in asked)


def like_shape(question: Question, text: str, names: Sequence[str]) -> Question | None:
    """What a text asks, if it is the same but for its numbers."""
    try:
        read = read_question(text, names=names)
    except SymcalcError:
        return None
    return read if shape(read) == shape(question) else None


def like_grain(question: Question, text: str, names: Sequence[str]) -> Question | None:
    """The same, where its polynomials have the same sort of factors, too."""
    read = like_shape(question, text, names)
    return read if read and grain(read.body) == grain(question.body) else None


def tried(
    question: Question,
    free: Sequence[Place],
    like: Likeness,
    draw: random.Random,
    n: int,
    names: Sequence[str],
) -> Iterator[str]:
    """Questions that are as hard, each once."""
    seen, meant = {tuple(p.value for p in free)}, {(question.body.expr, question.at)}
    space = prod(len(p.choices) for p in free)
    worked_out = 0
    for _, values in zip(range(DRAWN + EACH * n), draws(free, draw), strict=False):
        if len(seen) > 2 * space or worked_out > WORKED_OUT + EACH_WORKED_OUT * n:
            return
        if values in seen or not as_different(free, values):
            continue
        seen.add(values)
        other = like_grain(question, replaced(question.text, free, values), names)
        if other is None or (other.body.expr, other.at) in meant:
            continue
        worked_out += 1
        meant.add((other.body.expr, other.at))
        if as_hard(other, like):
            yield other.text


def as_different(free: Sequence[Place], values: Sequence[int]) -> bool:
    """Whether numbers that differed still do: equal coefficients might cancel."""
    pairs = [(i, j) for j in range(len(free)) for i in range(j)]
    apart = [
        (i, j)
        for i, j in pairs
        if free[i].exponent == free[j].exponent and free[i].value != free[j].value
    ]
    return all(values[i] != values[j] for i, j in apart)


def as_hard(question: Question, like: Likeness) -> bool:
    """Whether a question can be worked out, in the same way."""
    try:
        return likeness(question).fits(like)
    except SymcalcError:
        return False
