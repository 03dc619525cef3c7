"""Related rates: dA/dt for A = pi r^2 when r = 3 and dr/dt = 0.5."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.reading.chained import pieces
from symcalc.reading.definitions import right_side
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase
from symcalc.reading.several import equations
from symcalc.reading.tails import points, variables

TIME = sp.Symbol("t")

Said = dict[sp.Symbol, Notation]


class Told(NamedTuple):
    """What is said beside the formula: letters by equations, and how fast letters change."""

    letters: Said
    rates: Said


def of_notation(read: Notation, phrase: Phrase, text: str, known: Names) -> Question | None:
    """dA/dt, or d/dt (pi r^2), where the formula has no t; None where nothing changes with t."""
    if read.head != "derivative" or len(read.parts) != 2 or read.text == "∂":
        return None
    return _related(read.parts[0], read.parts[1].expr, phrase, text, known)


def of_words(read: Notation, phrase: Phrase, text: str, known: Names) -> Question | None:
    """The derivative of pi r^2 with respect to t, where dr/dt is said."""
    wrt = variables(phrase, text, known) if phrase.kind == "derivative" else ()
    single = len(wrt) == phrase.order == 1 and not phrase.partial
    return _related(right_side(read), wrt[0], phrase, text, known) if single else None


def _related(
    read: Notation, t: sp.Symbol, phrase: Phrase, text: str, known: Names
) -> Question | None:
    told = _told(phrase, text, known, t)
    if told is None:
        return None
    named = read.head == "name" and read.expr in told.letters
    body = told.letters[read.expr] if named else read
    values = {x: said for x, said in told.letters.items() if not named or x != read.expr}
    moving = natural_order(body.symbols)
    numbers = all(said.expr.is_number for said in values.values())
    if not moving or t in moving or not (told.rates or named) or not numbers:
        return None
    if t != TIME and not told.rates:
        what = f"{read.text} has no {t} in it, and it is not said what depends on {t}"
        hint = f"say what the letters are: where {moving[0]} = {t}^2"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    _refuse_unsaid(told, moving, t, text, phrase.start)
    tails = tuple(tail for tail in phrase.tails if tail.kind == "at")
    said = points(text, known, tails, moving)
    at = (*((x, value.expr) for x, value in values.items()), *said)
    if any(x not in moving for x, _ in at) or len({x for x, _ in at}) < len(at):
        return None
    return Question("related-rates", body, (t,), text, at=at, given=tuple(told.rates.items()))


def _refuse_unsaid(
    told: Told, moving: tuple[sp.Symbol, ...], t: sp.Symbol, text: str, position: int
) -> None:
    """With some rates given, each letter needs one: a letter that stays has the rate 0."""
    silent = [x for x in moving if x not in told.rates] if told.rates else []
    strange = [x for x in told.rates if x not in moving]
    if silent:
        what = f"it is not said how {silent[0]} changes"
        hint = f"add d{silent[0]}/d{t} = 0 if it stays the same"
        raise ReadingError(what, where=text, position=position, hint=hint)
    if strange:
        what = f"{strange[0]} does not stand in the formula, and its rate is given"
        raise ReadingError(what, where=text, position=position)


def _told(phrase: Phrase, text: str, known: Names, t: sp.Symbol) -> Told | None:
    """Equations of letters and of rates; None where a piece is neither."""
    tails = [tail for tail in phrase.tails if tail.kind in ("given", "at")]
    letters, rates = Said(), Said()
    for span in (span for tail in tails for span in pieces(text, tail) if tail.kind == "given"):
        said = parse(text, known, *span)
        rate = _rate(said, t)
        pairs = [rate] if rate else equations(said)
        into = rates if rate else letters
        if pairs is None or any(x in into for x, _ in pairs):
            return None
        into.update(pairs)
    return Told(letters, rates) if letters or rates else None


def _rate(said: Notation, t: sp.Symbol) -> tuple[sp.Symbol, Notation] | None:
    """The r and the 2 of dr/dt = 2."""
    if said.head != "relation" or said.text != "=" or said.parts[0].head != "derivative":
        return None
    left, value = said.parts
    own = len(left.parts) == 2 and left.parts[0].head == "name" and left.parts[1].expr == t
    return (left.parts[0].expr, value) if own and value.expr.is_number else None
