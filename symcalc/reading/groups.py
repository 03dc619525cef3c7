"""Parentheses, and what LaTeX writes with braces: fractions, roots, binomial coefficients."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation, number
from symcalc.reading.applied import arguments
from symcalc.reading.reader import ATOM, POWER, Reader, prefix
from symcalc.reading.tokens import Token

CLOSING = {"(": ")", "{": "}"}


def content(reader: Reader, token: Token) -> Notation:
    """What stands after an opening bracket."""
    reader.opened.append(token)
    if reader.peek.kind == CLOSING[token.kind]:
        raise reader.fail("nothing stands between these brackets", token)
    return reader.expression(0)


@prefix("(")
def group(reader: Reader, token: Token) -> Notation:
    """What parentheses hold; the tree says the rest. (a, b) is a point, (a, b] an interval."""
    inner = content(reader, token)
    if reader.peek.kind != ",":
        reader.close(token, CLOSING[token.kind])
        return inner
    reader.next()
    entries = [inner, *reader.formulas()]
    if reader.peek.kind != "]" or len(entries) != 2:
        reader.close(token, ")")
        if len(entries) == 2 and any(e.expr in (sp.oo, -sp.oo) for e in entries):
            reader.remark(f"{reader.source(token.start)} is read as an interval")
            return reader.node("interval", *entries, text="()", at=token.start)
        return reader.node("tuple", *entries, at=token.start)
    reader.close(token, "]")
    return reader.node("interval", *entries, text="(]", at=token.start)


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
    r"""\binom{n}{k}, binomial(n, k)."""
    called = reader.peek.kind == "("
    parts = arguments(reader, 2) if called else [argument(reader), argument(reader)]
    return reader.node("binomial", *parts, at=token.start)


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
        if degree.expr.is_Integer:
            return reader.node("root", inner, degree, at=token.start)
        reader.remark(f"{reader.source(token.start)} is read as a power, for what is not negative")
        exponent = reader.node("quotient", number(1), degree, at=token.start)
        return reader.node("power", inner, exponent, at=token.start)
    if reader.text[token.start : token.start + 1] == "\\":
        return reader.node(token.text, argument(reader), at=token.start)
    inner = reader.expression(POWER if reader.peek.kind != "(" else ATOM)
    after = reader.peek
    if after.kind in ("name", "number") and not after.spaced:
        read = reader.source(token.start)
        reader.remark(f"{read}{after.text} is read as ({read})·{after.text}")
    return reader.node(token.text, inner, at=token.start)
