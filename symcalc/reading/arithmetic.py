"""Numbers, names, signs, sums, products, quotients, powers."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation, number
from symcalc.primitives import SPELLINGS
from symcalc.reading.reader import (
    INFIX,
    OPERANDS,
    POSTFIX,
    POWER,
    PRODUCT,
    SUM,
    Reader,
    Rule,
    infix,
    prefix,
)
from symcalc.reading.tokens import Token

CONSTANTS = {
    "e": Notation("constant", text="e", expr=sp.E),
    "pi": Notation("constant", text="pi", expr=sp.pi),
    "oo": Notation("constant", text="oo", expr=sp.oo),
}
FUNCTION_LETTERS = frozenset("fghFGH")
# What multiplies when it stands beside something.
FACTORS = (
    *("number", "name", "constant", "function", "root", "frac", "binom", "cases", "begin"),
    *("(", "[", "{", "bar", "bars", "open-bar", "open-floor", "open-ceil"),
    *("derivative", "derivative-of"),
)
OPERANDS.update(FACTORS)


@prefix("number")
def number_(reader: Reader, token: Token) -> Notation:
    """A number as it was typed, exact inside."""
    if reader.peek.kind == "number":
        hint = "write a sign between them"
        raise reader.fail("two numbers stand side by side", reader.peek, hint)
    return number(sp.Rational(token.text), token.text)


@prefix("constant")
def constant(_reader: Reader, token: Token) -> Notation:
    """e, π or ∞."""
    return CONSTANTS[token.text]


@prefix("name")
def name(reader: Reader, token: Token) -> Notation:
    """A name; f, g, h before a parenthesis are functions, σ is the sigmoid."""
    primes = count_primes(reader)
    called = reader.peek.kind == "(" and not reader.names.is_declared(token.text)
    if called and token.text in FUNCTION_LETTERS:
        return applied(reader, token, primes)
    if called and token.text == "sigma":
        reader.remark(f"{reader.source(token.start)}(…) is read as the sigmoid function")
        return reader.node(
            "sigmoid", *arguments(reader, SPELLINGS["sigmoid"].arity), at=token.start
        )
    if primes:
        symbol = reader.names.symbol(token.text + "'" * primes)
        reader.remark(f"{symbol.name} is read as a name of its own")
        return reader.names.notation(symbol)
    return reader.names.notation(token.value)


def count_primes(reader: Reader) -> int:
    """The primes after a name, as f'' or f^{\\prime\\prime}."""
    ahead = [token.kind for token in reader.tokens[reader.at : reader.at + 6]]
    raised = ahead[:1] == ["^"] and "'" in ahead[1:3]
    if raised:
        reader.next()
    braced = raised and reader.take("{")
    primes = 0
    while reader.take("'"):
        primes += 1
    if braced and not reader.take("}"):
        raise reader.unexpected(reader.peek)
    return primes


def applied(reader: Reader, token: Token, primes: int) -> Notation:
    """f(x), f'(x)."""
    parts = arguments(reader, None)
    call = reader.node("apply", *parts, text=token.text, at=token.start)
    if not primes:
        return call
    if len(parts) != 1 or parts[0].head != "name":
        raise reader.unsupported("a prime on a function of more than a name", token)
    return reader.node("derivative", call, *parts * primes, text="'", at=token.start)


def arguments(reader: Reader, arity: int | None, closer: str = ")") -> list[Notation]:
    """The list in parentheses after a function; its length is checked if `arity` says it."""
    opening = reader.next()
    reader.opened.append(opening)
    parts = [reader.expression(0)]
    while reader.take(","):
        parts.append(reader.expression(0))
    closing = reader.close(opening, closer)
    if arity is not None and len(parts) != arity:
        what = f"{arity} argument{'s' * (arity != 1)} should stand here, not {len(parts)}"
        raise reader.fail(what, opening if len(parts) > arity else closing)
    return parts


@prefix("-")
def minus(reader: Reader, token: Token) -> Notation:
    """The sign of a term."""
    return reader.node("negation", reader.expression(PRODUCT), at=token.start)


@prefix("+")
def plus(reader: Reader, _token: Token) -> Notation:
    """A plus sign in front says nothing."""
    return reader.expression(PRODUCT)


def signed(reader: Reader, level: int) -> Notation:
    """An operand that may have signs of its own, as in 2*-x and x^-2."""
    token = reader.peek
    if token.kind not in "+-":
        return reader.expression(level)
    signs = 0
    while reader.peek.kind in ("+", "-"):
        signs += reader.next().kind == "-"
    operand = reader.expression(level)
    for _ in range(signs):
        operand = reader.node("negation", operand, at=token.start)
    return operand


@infix(SUM, "+", "-")
def sum_(reader: Reader, first: Notation, _start: Token) -> Notation:
    """All the terms; two of them, of which the second is subtracted, are a difference."""
    at = reader.peek.start
    terms = [first]
    while (sign := reader.peek).kind in ("+", "-"):
        reader.next()
        term = reader.expression(PRODUCT)
        negated = sign.kind == "-"
        terms.append(reader.node("negation", term, at=sign.start) if negated else term)
    second = terms[1]
    if len(terms) == 2 and second.head == "negation" and first.head != "negation":
        return reader.node("difference", first, second.parts[0], at=at)
    return reader.node("sum", *terms, at=at)


@infix(PRODUCT, "*", "/")
def product(reader: Reader, first: Notation, start: Token) -> Notation:
    """Factors as written, from left to right; a / divides all that stands before it."""
    factors = [first]
    before = reader.tokens[reader.at - 1]
    divided = False
    while True:
        token = reader.peek
        if token.kind == "/":
            reader.next()
            bottom = signed(reader, POWER)
            top = flat(reader, factors, start)
            factors = [reader.node("quotient", top, bottom, at=token.start)]
            divided = True
        elif token.kind == "*":
            reader.next()
            factors.append(signed(reader, POWER))
            divided = False
        elif reader.starts_operand():
            beside(reader, before, start, divided=divided)
            factors.append(reader.expression(POWER))
            divided = False
        else:
            return flat(reader, factors, start)
        before = reader.tokens[reader.at - 1]


def flat(reader: Reader, factors: list[Notation], start: Token) -> Notation:
    """A product, or the only factor."""
    return reader.node("product", *factors, at=start.start) if len(factors) > 1 else factors[0]


def beside(reader: Reader, before: Token, start: Token, *, divided: bool) -> None:
    """Say so where multiplication without a sign could be meant otherwise."""
    token = reader.peek
    if divided and not token.spaced:
        read = reader.source(start.start)
        reader.remark(f"{read}{token.text} is read as ({read})·{token.text}, from left to right")
    if token.kind == "number" and before.kind == "name":
        reader.remark(f"{before.text} {token.text} is read as {before.text}·{token.text}")
    if token.kind == "frac" and before.kind == "number":
        mixed_number(reader, before)
    called = token.kind == "(" and not token.spaced
    if called and (before.kind == "name" or before.text == "e"):
        reader.remark(f"{before.text}(…) is read as {before.text}·(…), a product")


def mixed_number(reader: Reader, before: Token) -> None:
    r"""2\frac12 is a product here, as 2\frac1x is; at school it is a sum."""
    first = reader.tokens[reader.at + 1]
    top = reader.tokens[reader.at + 2] if first.kind == "{" else first
    if top.kind == "number":
        reader.remark(
            f"{before.text} beside a fraction is read as {before.text} times the fraction"
        )


for _kind in FACTORS:
    INFIX[_kind] = Rule(PRODUCT, product)


@infix(POWER, "^")
def power(reader: Reader, base: Notation, start: Token) -> Notation:
    """Powers, from the right; e^u is the exponential function."""
    sign = reader.next()
    first = reader.peek
    exponent = signed(reader, POWER)
    check_exponent(reader, base, exponent, sign)
    if base.head != "constant" or base.text != "e":
        return reader.node("power", base, exponent, at=sign.start)
    after = reader.peek
    if first.kind in ("number", "-") and after.kind == "name" and not after.spaced:
        read = reader.source(start.start)
        reader.remark(f"{read}{after.text} is read as ({read})·{after.text}")
    return reader.node("exp", exponent, text="e", at=start.start)


def check_exponent(reader: Reader, base: Notation, exponent: Notation, sign: Token) -> None:
    """A raised T is a transpose, and f^2(x) is no formula of calculus that all read alike."""
    letter = exponent.head == "name" and exponent.text == "T" and base.head in ("name", "matrix")
    if (letter or base.head == "matrix") and not reader.names.is_declared("T"):
        hint = None if base.head == "matrix" else "declare T as a name, if it is an exponent"
        raise reader.unsupported("a transpose or a power of a matrix", sign, hint)
    called = reader.peek.kind == "(" and not reader.peek.spaced
    if called and base.text in FUNCTION_LETTERS and not reader.names.is_declared(base.text):
        hint = f"write {base.text}(…)^… for a power of its value"
        raise reader.fail("a power stands on the name of a function", sign, hint)


@infix(POSTFIX, "!")
def factorial(reader: Reader, base: Notation, start: Token) -> Notation:
    """n!."""
    reader.next()
    return reader.node("factorial", base, at=start.start)
