"""Equations, inequalities, chains of them, and, or, not."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.reading import limits
from symcalc.reading.reader import AND, NOT, OR, RELATION, SUM, Reader, infix, prefix
from symcalc.reading.tokens import Token


@infix(RELATION, "relation")
def relation(reader: Reader, left: Notation, start: Token) -> Notation:
    """a < b, or a chain a < b < c, which means both."""
    found: list[Notation] = []
    while reader.peek.kind == "relation":
        sign = reader.next()
        right = reader.expression(SUM)
        found.append(reader.node("relation", left, right, text=sign.text, at=sign.start))
        left = right
        if len(found) > limits.RELATIONS:
            what = f"there are more than {limits.RELATIONS} relations in one chain"
            raise reader.builder.too_large(what, sign.start)
    return reader.node("and", *found, at=start.start) if len(found) > 1 else found[0]


@infix(AND, "and")
def both(reader: Reader, first: Notation, start: Token) -> Notation:
    """a and b and c."""
    return joined(reader, first, start, "and", NOT)


@infix(OR, "or")
def either(reader: Reader, first: Notation, start: Token) -> Notation:
    """a or b or c."""
    return joined(reader, first, start, "or", AND)


def joined(reader: Reader, first: Notation, start: Token, word: str, level: int) -> Notation:
    """Conditions between the same word."""
    parts = [first]
    while reader.take(word):
        parts.append(reader.expression(level))
    return reader.node(word, *parts, at=start.start)


@prefix("not")
def negated(reader: Reader, token: Token) -> Notation:
    """not a."""
    return reader.node("not", reader.expression(NOT), at=token.start)
