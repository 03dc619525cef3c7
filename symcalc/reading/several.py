"""Questions about several variables: a direction, variables that depend on others, fields."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, with_remarks
from symcalc.reading.definitions import refuse_equation, right_side
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.tails import names_of, points
from symcalc.structures import structure

# What is asked about several formulas.
VECTORS = ("jacobian", "jacobian-determinant", "divergence", "curl")
LISTS = ("vector", "tuple")
JOINED = ("tuple", "and", "system", "lines")


def as_field(body: Notation) -> Notation:
    """(x², y) written for the vector [x², y]."""
    if body.head != "tuple" or not all(isinstance(p.expr, sp.Expr) for p in body.parts):
        return body
    return with_remarks(structure("vector", *body.parts), body.remarks)


def toward(asked: Question, phrase: Phrase, text: str, known: Names) -> Question:
    """The directional derivative of f in the direction [3, 4]."""
    tail = phrase.first("direction")
    if tail is None:
        what, hint = "it is not said in which direction", "end it with: in the direction [3, 4]"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    said = parse(text, known, tail.start, tail.stop)
    components = said.parts if said.head in LISTS else (said,)
    wrt = asked.wrt or natural_order(asked.body.symbols)
    if len(components) != len(wrt):
        names = ", ".join(x.name for x in wrt) or "its variables"
        what = f"the direction should have a component for each of {names}"
        raise ReadingError(what, where=text, position=tail.start, hint="write it as [3, 4]")
    return replace(asked, wrt=wrt, given=tuple(zip(wrt, components, strict=True)))


def composed(phrase: Phrase, text: str, known: Names) -> Question:
    """The total derivative of f where x = cos t, y = sin t."""
    body = right_side(parse(text, known, phrase.start, phrase.stop))
    refuse_equation(body, text, phrase.start)
    tails = [tail for tail in phrase.tails if tail.kind == "given"]
    given = tuple(pair for tail in tails for pair in _equations(text, known, tail))
    if not given:
        what, hint = "it is not said what the variables are", "end it with: where x = cos t"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    said = tuple(s for t in phrase.tails if t.kind == "wrt" for s in names_of(text, known, t))
    free = natural_order({s for _, formula in given for s in formula.symbols})
    if not (said or free):
        what = "the variables are constant here, so there is nothing to differentiate by"
        hint = "say what they are in terms of another variable: where x = cos t"
        raise ReadingError(what, where=text, position=tails[0].start, hint=hint)
    places = tuple(tail for tail in phrase.tails if tail.kind == "at")
    at = points(text, known, places, said or free)
    return Question("total-derivative", body, said or free, text, at=at, given=given)


def _equations(text: str, known: Names, tail: Tail) -> list[tuple[sp.Symbol, Notation]]:
    found = equations(parse(text, known, tail.start, tail.stop))
    if found is None:
        what, hint = "an equation should stand here", "write: where x = cos t, y = sin t"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    return found


def equations(said: Notation) -> list[tuple[sp.Symbol, Notation]] | None:
    """x = cos t, y(t) = sin t: each variable, and what it is; None where something else is said."""
    found = []
    for part in said.parts if said.head in JOINED else (said,):
        variable = _variable(part.parts[0]) if part.head == "relation" else None
        if variable is None or part.text != "=":
            return None
        found.append((variable, part.parts[1]))
    return found


def _variable(left: Notation) -> sp.Symbol | None:
    """x of x, and of x(t), which is read as a product where x is no function."""
    if left.head == "apply":
        return sp.Symbol(left.text)
    first, *others = left.parts if left.head == "product" else (left,)
    names = all(part.head == "name" for part in (first, *others))
    return first.expr if names else None
