"""Derivatives of a formula whose letters are formulas themselves: d/dx sin(u) where u = x^2 + 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import put
from symcalc.reading.definitions import not_asked, primed, right_side
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.several import equations
from symcalc.reading.tails import Point, points, variables

JOINS = re.compile(r"[,;]|\b(?:and|where|with|when|for|if|then)\b")
PUT_IN = "{letters} put in before differentiating"

Inner = dict[sp.Symbol, Notation]


class Told(NamedTuple):
    """What the words beside a formula say: letters that are formulas, and letters with values."""

    formulas: Inner
    values: Point
    start: int


class Outer(NamedTuple):
    """What is differentiated, by what, and at which place if the notation says one: f'(2)."""

    body: Notation
    wrt: tuple[sp.Symbol, ...]
    sign: str = "d"
    at: Point = ()


def of_notation(read: Notation, phrase: Phrase, text: str, known: Names) -> Question | None:
    """d/dx sin(u), dL/dw and y' where their letters are formulas; None where none of them is."""
    told = told_in(phrase, text, known)
    prime = primed(read)
    if told is None or (prime is None and read.head != "derivative"):
        return None
    if prime is None:
        wrt = tuple(part.expr for part in read.parts[1:])
        outer = Outer(read.parts[0], wrt, "∂" if read.text == "∂" else "d")
        return _through(outer, told, phrase, text, known)
    named = sp.Symbol(prime[0].text.rstrip("'"))
    free = natural_order(_resolved(told, (), text).get(named, read).symbols)
    if named not in told.formulas or len(free) != 1:
        return None
    at = ((free[0], prime[2].expr),) if prime[2] is not None and prime[2].expr != free[0] else ()
    function = Notation("name", (), named.name, named)
    return _through(Outer(function, free * prime[1], at=at), told, phrase, text, known)


def of_words(read: Notation, phrase: Phrase, text: str, known: Names) -> Question | None:
    """The derivative or the gradient of a formula whose letters are formulas, by what is said."""
    told = told_in(phrase, text, known)
    if told is None:
        return None
    wrt = variables(phrase, text, known)
    sign = "∂" if phrase.partial else "d"
    if wrt:
        outer = Outer(right_side(read), wrt * phrase.order, sign)
        return _through(outer, told, phrase, text, known, together=phrase.kind == "gradient")
    letters = [x for x in right_side(read).symbols if x in told.formulas]
    inside = next((x for x in letters if told.formulas[x].head != "name"), None)
    if inside is None or read.head in ("name", "apply") or phrase.kind != "derivative":
        return None
    other = natural_order(told.formulas[inside].symbols)[0]
    what = f"it is not said by which variable: by {inside}, or by {other}"
    hint = f"end it with: with respect to {other}; or say the point: at {inside} = …"
    raise ReadingError(what, where=text, position=phrase.start, hint=hint)


def told_in(phrase: Phrase, text: str, known: Names) -> Told | None:
    """What all the "where" and "if" say; None where one says anything but "a letter is …"."""
    tails = [tail for tail in phrase.tails if tail.kind == "given"]
    found: list[tuple[sp.Symbol, Notation]] = []
    for span in (span for tail in tails for span in pieces(text, tail)):
        pair = equations(parse(text, known, *span))
        if pair is None:
            return None
        found += pair
    if not found or len({letter for letter, _ in found}) < len(found):
        return None
    formulas = {letter: said for letter, said in found if not said.expr.is_number}
    values = tuple((letter, said.expr) for letter, said in found if said.expr.is_number)
    return Told(formulas, values, tails[0].start)


def pieces(text: str, tail: Tail) -> Iterator[tuple[int, int]]:
    """What stands between the commas and the joining words outside brackets."""
    ends = [
        found.span()
        for found in JOINS.finditer(text, tail.start, tail.stop)
        if not _depth(text[tail.start : found.start()])
    ]
    bounds = [(tail.start, tail.start), *ends, (tail.stop, tail.stop)]
    for (_, start), (stop, _) in pairwise(bounds):
        if text[start:stop].strip(" .,;"):
            yield start, stop


def _depth(text: str) -> int:
    return sum(c in "([{" for c in text) - sum(c in ")]}" for c in text)


def _resolved(told: Told, fixed: tuple[sp.Symbol, ...], text: str) -> Inner:
    """The formulas in terms of letters that are none: a = sigmoid(z), z = w x + b put together."""
    inner = {letter: said for letter, said in told.formulas.items() if letter not in fixed}
    for _ in inner:
        inner = {letter: put(said, inner) for letter, said in inner.items()}
        if not any(said.symbols & inner.keys() for said in inner.values()):
            return inner
    if inner:
        what = "these letters are given in terms of themselves or of each other"
        hint = "give each by a formula of other letters: where u = x^2"
        raise ReadingError(what, where=text, position=told.start, hint=hint)
    return inner


def _through(
    outer: Outer, told: Told, phrase: Phrase, text: str, known: Names, *, together: bool = False
) -> Question | None:
    """The total derivative; None where no letter depends on the variable."""
    body, wrt = outer.body, outer.wrt
    name = sp.Symbol(body.text) if body.head in ("name", "apply") else None
    named = name is not None and name in told.formulas
    if named:
        body = told.formulas[name]
        told = told._replace(formulas={x: f for x, f in told.formulas.items() if x != name})
    if not (body.symbols & told.formulas.keys()) - {*wrt}:
        return _by_letter(body, outer, told, text) if named else None
    inner = {x: f for x, f in _resolved(told, wrt, text).items() if x in body.symbols}
    _refuse_shared(told, wrt, inner, text)
    moving = {x: f for x, f in inner.items() if f.symbols & {*wrt}}
    if not moving or (outer.sign == "∂" and body.symbols & {*wrt}):
        return None
    body = put(body, {x: f for x, f in inner.items() if x not in moving})
    letters = {*body.symbols, *wrt, *(s for f in moving.values() for s in f.symbols)}
    at = _place(outer, told, letters - moving.keys(), phrase, text, known)
    if together or len(wrt) == 1:
        given = tuple(moving.items())
        return Question("total-derivative", body, wrt, text, outer.sign, at, given=given)
    names = " and ".join(x.name for x in moving)
    remark = PUT_IN.format(letters=f"{names} {'is' if len(moving) == 1 else 'are'}")
    whole = with_remarks(put(body, moving), (*body.remarks, remark))
    return Question("derivative", whole, wrt, text, outer.sign, at)


def _by_letter(body: Notation, outer: Outer, told: Told, text: str) -> Question | None:
    """dL/da where L = a^2 and a = 3w + 1: by a letter that is a formula itself."""
    own = tuple((x, told.formulas[x]) for x in dict.fromkeys(outer.wrt) if x in told.formulas)
    if not own or told.values or outer.at or not {x for x, _ in own} <= body.symbols:
        return None
    at = tuple((x, said.expr) for x, said in own)
    return Question("derivative", body, outer.wrt, text, outer.sign, at, given=own)


def _refuse_shared(told: Told, wrt: tuple[sp.Symbol, ...], inner: Inner, text: str) -> None:
    """By x where x and y both are formulas of t: is y to be held, or does it move with x?"""
    own = {s for x in wrt if x in told.formulas for s in told.formulas[x].symbols}
    for y, formula in inner.items():
        for shared in natural_order(own & formula.symbols):
            x = next(x for x in wrt if x in told.formulas)
            what = f"{x} and {y} both depend on {shared}, and it is asked for the derivative by {x}"
            hint = f"ask for the derivative by {shared}, or leave out what {x} is"
            raise ReadingError(what, where=text, position=told.start, hint=hint)


def _place(
    outer: Outer,
    told: Told,
    letters: set[sp.Symbol],
    phrase: Phrase,
    text: str,
    known: Names,
) -> Point:
    """The point of the question: what the notation, the values and "at" say, each letter once."""
    tails = tuple(tail for tail in phrase.tails if tail.kind == "at")
    said = points(text, known, tails, outer.wrt)
    own = tuple((x, told.formulas[x].expr) for x in outer.wrt if x in told.formulas)
    found = (*outer.at, *own, *told.values, *said)
    strange = [x for x, _ in found if x not in letters]
    if strange or len({x for x, _ in found}) < len(found):
        where = tails[0] if tails else Tail("given", told.start, told.start)
        raise not_asked(text, where)
    return found
