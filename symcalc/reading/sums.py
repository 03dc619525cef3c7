r"""Sums, products and limits: what runs or tends below the sign, and a body after it."""

from __future__ import annotations

import re

from symcalc.notation import Notation
from symcalc.reading.applied import arguments
from symcalc.reading.calculus import bound, bounds, call, named
from symcalc.reading.indices import indexed_by
from symcalc.reading.reader import ATOM, CLOSERS, OPENERS, PRODUCT, SUM, Reader, prefix
from symcalc.reading.tokens import Token

GROUPS = {"{": "}", "(": ")"}


@prefix("summation", "product-over")
def summation(reader: Reader, token: Token) -> Notation:
    r"""\sum_{k=1}^n a_k and \prod."""
    if token.value == "word" and reader.peek.kind == "(" and reader.has_comma():
        return called_sum(reader, token)
    below, above = bounds(reader)
    variable, low, high = index_range(reader, token, below, above)
    body = indexed_by(reader, reader.expression(PRODUCT), variable, token)
    tell_extent(reader, token)
    return reader.node(token.kind, body, variable, low, high, at=token.start)


def index_range(
    reader: Reader, token: Token, below: Notation | None, above: Notation | None
) -> tuple[Notation, Notation, Notation]:
    """The index of a sum with its first and last value: k = 1 below and n above, or 1 ≤ k ≤ n."""
    if below is not None and below.head == "and" and above is None:
        first, second = below.parts[0], below.parts[-1]
        if len(below.parts) == 2 and first.text == second.text == "<=":
            return named(reader, token, first.parts[1]), first.parts[0], second.parts[1]
    if below is None or above is None or below.head != "relation" or below.text != "=":
        hint = f"write where its index begins and ends, as in {token.text}_(k=1)^n"
        raise reader.fail("the bounds of this are missing", token, hint)
    return named(reader, token, below.parts[0]), below.parts[1], above


def called_sum(reader: Reader, token: Token) -> Notation:
    """sum(k^2, k, 1, n), Sum(k^2, (k, 1, n))."""
    body, ranges = call(reader)
    for entries in ranges:
        if len(entries) != 3:
            hint = "write sum(k^2, k, 1, n)"
            raise reader.fail("an index, its first and its last value are needed", token, hint)
        body = indexed_by(reader, body, entries[0], token)
        body = reader.node(token.kind, body, *entries, at=token.start)
    return body


def tell_extent(reader: Reader, token: Token) -> None:
    """Say where the body ends if more stands beside it."""
    after = reader.peek
    if after.kind in ("+", "-"):
        read = reader.source(token.start)
        reader.remark(f"{read} ends before the {after.text}")


@prefix("lim")
def limit(reader: Reader, token: Token) -> Notation:
    r"""\lim_{x \to 0^+} f, lim x->0 f, limit(f, x, 0)."""
    if token.value == "word" and reader.peek.kind == "(" and reader.has_comma():
        return called_limit(reader, token)
    underscored = reader.take("_")
    opening = reader.peek
    if opening.kind in GROUPS and (underscored or approaches(reader)):
        variable, point, side = grouped_approach(reader)
    else:
        variable, point, side = approach(reader)
    check_point(reader, variable, point, token)
    body = indexed_by(reader, reader.expression(PRODUCT), variable, token)
    tell_extent(reader, token)
    return reader.node("limit", body, variable, point, text=side, at=token.start)


def check_point(reader: Reader, variable: Notation, point: Notation, token: Token) -> None:
    """x tends to something that does not depend on x."""
    if point.expr.has(variable.expr):
        raise reader.fail(f"the point that {variable.text} tends to depends on it", token)


def approaches(reader: Reader) -> bool:
    """Whether the bracket that comes next holds x -> a."""
    return reader.ahead(1) == "name" and reader.ahead(2) == "to"


def grouped_approach(reader: Reader) -> tuple[Notation, Notation, str]:
    """{x \\to a}, with a sign at the end for one side."""
    opening = reader.next()
    reader.opened.append(opening)
    side = cut_side(reader, GROUPS[opening.kind])
    variable = approached(reader)
    point = reader.expression(SUM)
    reader.close(opening, GROUPS[opening.kind])
    return variable, point, side


def approach(reader: Reader) -> tuple[Notation, Notation, str]:
    """x -> a without brackets: a is one number, name or bracket, with its sign."""
    variable = approached(reader)
    start = reader.peek
    point = bound(reader)
    while reader.peek.kind == "/" and not reader.peek.spaced:
        reader.next()
        point = reader.node("quotient", point, reader.expression(ATOM), at=start.start)
    side = ""
    if reader.peek.kind in ("+", "-") and not reader.peek.spaced:
        side = reader.next().kind
    elif reader.peek.kind == "^" and reader.ahead() in ("+", "-"):
        reader.next()
        side = reader.next().kind
    read = reader.source(start.start)
    reader.remark(f"the limit is read as that at {read}")
    return variable, point, side


def approached(reader: Reader) -> Notation:
    """The variable, and the arrow after it."""
    start = reader.peek
    variable = named(reader, start, reader.expression(ATOM))
    if not reader.take("to"):
        hint = "write x -> 0 under lim"
        raise reader.fail("an arrow should stand here", reader.peek, hint)
    return variable


def cut_side(reader: Reader, closer: str) -> str:
    """Take the + or − off the end of a group, as in 0^+, 0^{+} and 0+; answer it."""
    end = reader.at
    depth = 1
    while end < len(reader.tokens) - 1:
        kind = reader.tokens[end].kind
        depth += (kind in OPENERS) - (kind in CLOSERS)
        if depth == 0:
            break
        end += 1
    kinds = [token.kind for token in reader.tokens[max(reader.at, end - 4) : end]]
    found = re.search(r"(?:\^ \{ ([+-]) \}|\^ ([+-])|([+-]))$", " ".join(kinds))
    if found is None or reader.tokens[end].kind != closer:
        return ""
    del reader.tokens[end - len(found[0].split()) : end]
    return found[1] or found[2] or found[3]


def called_limit(reader: Reader, token: Token) -> Notation:
    """limit(f, x, 0)."""
    opening = reader.peek
    parts = arguments(reader, None)
    if len(parts) != 3:
        hint = "write limit(sin(x)/x, x, 0)"
        raise reader.fail("a limit needs its variable and the point", opening, hint)
    variable = named(reader, opening, parts[1])
    check_point(reader, variable, parts[2], token)
    return reader.node("limit", parts[0], variable, parts[2], at=token.start)
