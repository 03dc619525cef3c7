"""Brackets of every kind: parentheses, braces, bars, vectors, and LaTeX's fractions and roots."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation, number
from symcalc.primitives import TABLE
from symcalc.reading.limits import ENTRIES
from symcalc.reading.reader import ATOM, POWER, Reader, prefix
from symcalc.reading.tokens import Token

CLOSING = {
    "(": ")",
    "{": "}",
    "open-bar": "close-bar",
    "bar": "bar",
    "open-floor": "close-floor",
    "open-ceil": "close-ceil",
}
HEADS = {"open-bar": "abs", "bar": "abs", "open-floor": "floor", "open-ceil": "ceil"}


def content(reader: Reader, token: Token) -> Notation:
    """What stands after an opening bracket."""
    reader.opened.append(token)
    if reader.peek.kind == CLOSING[token.kind]:
        raise reader.fail("nothing stands between these brackets", token)
    return reader.expression(0)


@prefix("(")
def group(reader: Reader, token: Token) -> Notation:
    """What parentheses hold; the tree says the rest."""
    inner = content(reader, token)
    if reader.peek.kind == ",":
        hint = "write a vector in square brackets: [a, b]"
        raise reader.unsupported("a point or an interval in parentheses", token, hint)
    reader.close(token, CLOSING[token.kind])
    return inner


@prefix("bar", "open-bar", "open-floor", "open-ceil")
def enclosed(reader: Reader, token: Token) -> Notation:
    """|u|, ⌊u⌋, ⌈u⌉."""
    reader.opened.append(token)
    inner = reader.expression(0)
    reader.close(token, CLOSING[token.kind])
    if reader.peek.kind in ("_", "subscript"):
        raise reader.unsupported("a value at a point", reader.peek)
    return reader.node(HEADS[token.kind], inner, at=token.start)


@prefix("bars")
def norm(reader: Reader, token: Token) -> Notation:
    """‖u‖ is a matter of vectors."""
    raise reader.unsupported("a norm", token)


@prefix("invisible")
def invisible(reader: Reader, token: Token) -> Notation:
    r"""\left. opens what \right| evaluates."""
    raise reader.unsupported("a value at a point", token)


@prefix("open-set")
def braces(reader: Reader, token: Token) -> Notation:
    r"""\{…\} groups one formula; several are a set."""
    reader.opened.append(token)
    inner = reader.expression(0)
    if reader.peek.kind != "close-set":
        raise reader.unsupported("a set", token)
    reader.close(token, "close-set")
    return inner


@prefix("[")
def brackets(reader: Reader, token: Token) -> Notation:
    """[a, b] is a vector, [a, b; c, d] and [[a, b], [c, d]] are matrices, [a] is a group."""
    reader.opened.append(token)
    rows = [row(reader)]
    while reader.take(";"):
        rows.append(row(reader))
    if reader.peek.kind == ")" and len(rows) == 1 and len(rows[0]) == 2:
        raise reader.unsupported("an interval", token)
    reader.close(token, "]")
    if reader.peek.kind in ("_", "subscript"):
        raise reader.unsupported("a bracket with limits", reader.peek)
    if len(rows) > 1:
        return matrix(reader, rows, token)
    entries = rows[0]
    if len(entries) == 1:
        return entries[0]
    if all(entry.head == "vector" for entry in entries):
        return matrix(reader, [list(entry.parts) for entry in entries], token)
    return reader.node("vector", *entries, at=token.start)


def row(reader: Reader) -> list[Notation]:
    """Formulas between commas."""
    entries = [reader.expression(0)]
    while reader.take(","):
        entries.append(reader.expression(0))
    return entries


def matrix(reader: Reader, rows: list[list[Notation]], token: Token) -> Notation:
    """Rows of equal length; rows of one entry are a column vector."""
    if len({len(entries) for entries in rows}) > 1:
        raise reader.fail("the rows of the matrix differ in length", token)
    if len(rows[0]) == 1:
        return reader.node("vector", *(entries[0] for entries in rows), at=token.start)
    if sum(map(len, rows)) > ENTRIES:
        what = f"there are more than {ENTRIES} entries in one matrix"
        raise reader.builder.too_large(what, token.start)
    vectors = [reader.node("vector", *entries, at=token.start) for entries in rows]
    return reader.node("matrix", *vectors, at=token.start)


def argument(reader: Reader) -> Notation:
    r"""What a LaTeX command takes: a group, or one token, and of a number its first digit."""
    token = reader.peek
    if token.kind == "number" and token.text.isdigit() and len(token.text) > 1:
        rest = token._replace(text=token.text[1:], start=token.start + 1)
        reader.tokens[reader.at] = rest
        return number(sp.Integer(token.text[0]))
    if token.kind == "number":
        reader.next()
        return number(sp.Rational(token.text), token.text)
    return reader.expression(ATOM)


@prefix("frac")
def fraction(reader: Reader, token: Token) -> Notation:
    r"""\frac{a}{b} and \frac12."""
    top = argument(reader)
    bottom = argument(reader)
    return reader.node("quotient", top, bottom, at=token.start)


@prefix("binom")
def binomial(reader: Reader, token: Token) -> Notation:
    r"""\binom{n}{k}, as far as the table has it."""
    if "binomial" not in TABLE:
        raise reader.unsupported("a binomial coefficient", token)
    return reader.node("binomial", argument(reader), argument(reader), at=token.start)


@prefix("root")
def root(reader: Reader, token: Token) -> Notation:
    r"""\sqrt{u}, \sqrt[3]{u}, √u: without brackets, one factor."""
    if token.text == "sqrt" and reader.peek.kind == "[":
        opening = reader.next()
        reader.opened.append(opening)
        degree = reader.expression(0)
        reader.close(opening, "]")
        inner = argument(reader)
        if degree.expr == 2:
            return reader.node("sqrt", inner, at=token.start)
        if degree.expr == 3:
            return reader.node("cbrt", inner, at=token.start)
        return reader.node("root", inner, degree, at=token.start)
    if reader.text[token.start : token.start + 1] == "\\":
        return reader.node(token.text, argument(reader), at=token.start)
    inner = reader.expression(POWER if reader.peek.kind != "(" else ATOM)
    after = reader.peek
    if after.kind in ("name", "number") and not after.spaced:
        read = reader.source(token.start)
        reader.remark(f"{read}{after.text} is read as ({read})·{after.text}")
    return reader.node(token.text, inner, at=token.start)
