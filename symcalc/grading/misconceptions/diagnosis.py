"""A wrong answer, explained: what is right in it, which wrong rule leads to it, what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.misconceptions.agreeing import agreeing
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.misconceptions.failures import surviving
from symcalc.grading.misconceptions.noted import noted
from symcalc.grading.misconceptions.outcomes import Slip, Wrong
from symcalc.grading.misconceptions.wording import filled
from symcalc.grading.named import same
from symcalc.grading.told import Told
from symcalc.primitives import arrange
from symcalc.writing.text import text

OR = "Or: {says}"
AND = "And: {says}"
WITH = "With {letter} = {value}: {says}"
LIKELIER = 1.6  # times as likely: then the other way is not told
SO_FAR = "With what is left to do done, it is right."
# What is wrong, and may have a cause. Only the first has no words of its own yet.
PLAIN = "different"
TIED = ("integrated-instead",)  # (cos x)′ = sin x is an antiderivative, or a wrong sign
UNPUT = "point-not-put-in"  # no other point tells more
STRANGE = "unknown-variable"  # the u of a substitution, which a row knows of
CAUSED = (
    *(PLAIN, "integrated-instead", "differentiated-instead"),
    *("question-echoed", "transposed", STRANGE, "log-base-10"),
)


def diagnosed(asked: Asked, told: Told, found: Finding) -> Finding:
    """A wrong answer with the misconceptions that explain it; any other finding as it is."""
    with surviving():
        return _diagnosed(asked, told, found)
    return found


def _diagnosed(asked: Asked, told: Told, found: Finding) -> Finding:
    known = noted(asked, told, found)
    if found.status != "incorrect" or found.note not in CAUSED:
        return replace(found, misconceptions=known) if known else found
    unfinished = any(node.head == "derivative" for node in told.node.walk())
    value = told.expr.doit() if unfinished else told.expr
    if unfinished and same(asked.right.expr, value):
        return replace(found, causes=(SO_FAR, *found.causes))
    if found.note == PLAIN and isinstance(value, sp.Symbol) and value not in asked.letters:
        return found  # + C alone tells nothing of what was done
    causes = book_of(asked).explains(value)
    seen = (slip.row.slug for one in causes for slip in one.slips)
    slugs = tuple(dict.fromkeys((*known, *seen)))
    if found.note in (*TIED, STRANGE) and causes and len(causes[0].slips) == 1:
        says = _says(asked, causes[0].slips[0])
        more = says if found.note == STRANGE else OR.format(says=says)
        return replace(found, causes=(*found.causes, more), misconceptions=slugs)
    if found.note != PLAIN and not unfinished:
        return replace(found, misconceptions=slugs)
    said = [*agreeing(asked, told), *(_told(asked, causes) if causes else ())]
    if UNPUT in slugs:
        return replace(found, causes=tuple(said), seen="", misconceptions=slugs)
    return found.because(*said, misconceptions=slugs)


def _told(asked: Asked, causes: tuple[Wrong, ...]) -> list[str]:
    """What was done, the ties after it, and the rule that was meant."""
    first, *ties = causes
    said = [_says(asked, first.slips[0])]
    said += [AND.format(says=_says(asked, slip)) for slip in first.slips[1:]]
    said += [OR.format(says=says) for says in _others(asked, first, ties)]
    helps = {slip.row.slug: filled(slip.row.helps, asked, slip) for slip in reversed(first.slips)}
    return [*said, *dict.fromkeys(reversed(helps.values()))]


def _others(asked: Asked, first: Wrong, ties: list[Wrong]) -> Iterator[str]:
    """One other way to the same answer that is about as likely, with a single slip."""
    known = {slip.row.slug for slip in first.slips}
    for one in ties:
        near = LIKELIER * one.weight >= first.weight
        new = len(one.slips) == 1 and one.slips[0].row.slug not in known
        if near and new and (first.slips[0].letter or not one.slips[0].letter):
            yield _says(asked, one.slips[0])
            return


def _says(asked: Asked, slip: Slip) -> str:
    said = filled(slip.says, asked, slip)
    if slip.letter is None or slip.letter[0] not in slip.place.symbols:
        return said
    letter, value = slip.letter
    return WITH.format(letter=letter.name, value=text(arrange(value)), says=said)
