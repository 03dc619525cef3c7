"""Equations, inequalities, chains of them, and, or, not."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation
from symcalc.reading import limits
from symcalc.reading.reader import (
    AND,
    IMPLIES,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Reader,
    infix,
    prefix,
)
from symcalc.reading.tokens import Token


@infix(RELATION, "relation", "element")
def relation(reader: Reader, left: Notation, start: Token) -> Notation:
    """a < b, x ∈ S, or a chain a < b < c, which means both."""
    found: list[Notation] = []
    while reader.peek.kind in ("relation", "element"):
        sign = reader.next()
        right = reader.expression(SUM)
        head = sign.kind
        if head == "element":
            if isinstance(left.expr, sp.Set):
                raise reader.fail(f"a set stands before {sign.text}", sign)
            right = as_set(reader, right, sign)
        found.append(reader.node(head, left, right, text=sign.text, at=sign.start))
        left = right
        if len(found) > limits.RELATIONS:
            what = f"there are more than {limits.RELATIONS} relations in one chain"
            raise reader.builder.too_large(what, sign.start)
    return reader.node("and", *found, at=start.start) if len(found) > 1 else found[0]


def as_set(reader: Reader, node: Notation, token: Token) -> Notation:
    """Where a set is meant, [a, b] and (a, b) are intervals."""
    if node.head in ("vector", "tuple") and len(node.parts) == 2:
        text = "[]" if node.head == "vector" else "()"
        return reader.node("interval", *node.parts, text=text, at=token.start)
    if not isinstance(node.expr, sp.Set):
        what = f"an interval or a set should stand beside {token.text}"
        raise reader.fail(what, token, "such as [0, 1], {1, 2} or ℝ")
    return node


@infix(SUM, "union", "set-difference")
def union(reader: Reader, left: Notation, _start: Token) -> Notation:
    """A ∪ B ∪ C, A ∖ B."""
    return joined_sets(reader, left, PRODUCT)


@infix(PRODUCT, "intersection")
def intersection(reader: Reader, left: Notation, _start: Token) -> Notation:
    """A ∩ B ∩ C."""
    return joined_sets(reader, left, POWER)


def joined_sets(reader: Reader, left: Notation, level: int) -> Notation:
    """Sets between the same sign; two of them where it is ∖."""
    sign = reader.peek
    parts = [as_set(reader, left, sign)]
    while reader.peek.kind == sign.kind and (sign.kind != "set-difference" or len(parts) == 1):
        reader.next()
        parts.append(as_set(reader, reader.expression(level), sign))
    return reader.node(sign.kind, *parts, at=sign.start)


@infix(IMPLIES, "implies", "equivalent")
def implies(reader: Reader, left: Notation, _start: Token) -> Notation:
    """a ⇒ b, a ⇔ b."""
    sign = reader.next()
    right = reader.expression(OR)
    return reader.node(sign.kind, left, right, at=sign.start)


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
