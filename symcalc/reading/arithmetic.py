"""Numbers, names, signs, sums, products, quotients, powers."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.notation import Notation, number
from symcalc.reading.reader import (
    INFIX,
    OPERANDS,
    POSTFIX,
    POWER,
    PRODUCT,
    SUM,
    VALUE,
    Reader,
    Rule,
    infix,
    prefix,
)
from symcalc.reading.tokens import Token
from symcalc.structures import CONSTANTS

NOTATIONS = {
    name: Notation("constant", text=name, expr=meaning) for name, meaning in CONSTANTS.items()
}
EXPECTATIONS = frozenset(("E", "P", "V"))
BRACKETS = {"(": "(…)", "[": "[…]"}
VECTORS = re.compile(r"\\(?:vec|mathbf|boldsymbol|bm|bf)(?![A-Za-z])")
# What multiplies when it stands beside something.
FACTORS = (
    *("number", "name", "constant", "function", "root", "frac", "binom", "cases", "begin"),
    *("(", "[", "{", "bar", "bars", "open-bars", "open-bar", "open-floor", "open-ceil", "open-set"),
    *("derivative", "derivative-of", "call-derivative", "differential", "open-angle", "invisible"),
    *("int", "iint", "iiint", "summation", "product-over", "lim", "nabla"),
    *("determinant", "trace", "transpose", "norm"),
)
OPERANDS.update(FACTORS)


@prefix("number")
def number_(_reader: Reader, token: Token) -> Notation:
    """A number as it was typed, exact inside."""
    return number(sp.Rational(token.text), token.text)


@prefix("constant")
def constant(reader: Reader, token: Token) -> Notation:
    """e, π, ∞, ℝ."""
    if token.text == "e" and reader.peek.kind != "^":
        reader.remark("e is read as Euler's number 2.718…; declare e as a name if it is a variable")
    return NOTATIONS[token.text]


@prefix("-")
def minus(reader: Reader, token: Token) -> Notation:
    """The sign of a term."""
    return reader.node("negation", reader.expression(VALUE), at=token.start)


@prefix("+")
def plus(reader: Reader, token: Token) -> Notation:
    """A plus sign in front says nothing."""
    tell_both_signs(reader, token)
    return reader.expression(VALUE)


def tell_both_signs(reader: Reader, sign: Token) -> None:
    """+- is often typed for ±."""
    if sign.kind == "+" and reader.peek.kind == "-" and not reader.peek.spaced:
        reader.remark("+- is read as + and then −; write ± for both signs")


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
        tell_both_signs(reader, sign)
        term = reader.expression(VALUE)
        negated = sign.kind == "-"
        terms.append(reader.node("negation", term, at=sign.start) if negated else term)
    second = terms[1]
    if len(terms) == 2 and second.head == "negation" and first.head != "negation":
        return reader.node("difference", first, second.parts[0], at=at)
    return reader.node("sum", *terms, at=at)


@infix(SUM, "±")
def plus_minus(reader: Reader, first: Notation, _start: Token) -> Notation:
    """u ± v."""
    sign = reader.next()
    second = reader.expression(PRODUCT)
    return reader.node("plus-minus", first, second, text=sign.text, at=sign.start)


@prefix("±")
def both_signs(reader: Reader, token: Token) -> Notation:
    """±v."""
    return reader.node("plus-minus", reader.expression(PRODUCT), text=token.text, at=token.start)


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
            tell_half(reader, factors[-1], token, bottom)
            top = flat(reader, factors, start)
            factors = [reader.node("quotient", top, bottom, at=token.start)]
            divided = True
        elif token.kind == "*":
            reader.next()
            of_vectors(reader, token)
            factors.append(signed(reader, POWER))
            divided = False
        elif reader.starts_operand():
            beside(reader, before, start, factors[-1], divided=divided)
            factors.append(reader.expression(POWER))
            divided = False
        else:
            return flat(reader, factors, start)
        before = reader.tokens[reader.at - 1]


def tell_half(reader: Reader, left: Notation, sign: Token, bottom: Notation) -> None:
    """x^1/2 may be meant as a root."""
    raised = left.head == "power" and left.parts[1].text == "1"
    if raised and bottom.head == "number" and not sign.spaced:
        root = f"^({left.parts[1].text}/{bottom.text})"
        reader.remark(f"the power is taken before the /{bottom.text}; write {root} for a root")


def of_vectors(reader: Reader, sign: Token) -> None:
    """A cross product is refused, a dot product told: what follows is set as a vector."""
    if not VECTORS.search(reader.text, sign.start, reader.peek.start):
        return
    if sign.text == "×":
        raise reader.unsupported("a cross product", sign)
    reader.remark("a product of vectors is read as one of numbers")


def flat(reader: Reader, factors: list[Notation], start: Token) -> Notation:
    """A product, or the only factor."""
    return reader.node("product", *factors, at=start.start) if len(factors) > 1 else factors[0]


def beside(reader: Reader, before: Token, start: Token, left: Notation, *, divided: bool) -> None:
    """Say so where multiplication without a sign could be meant otherwise."""
    token = reader.peek
    check_numbers(reader, before)
    if divided and not token.spaced:
        read = reader.source(start.start)
        reader.remark(f"{read}{token.text} is read as ({read})·{token.text}, from left to right")
    if token.kind == "number" and before.kind == "name":
        reader.remark(f"{before.text} {token.text} is read as {before.text}·{token.text}")
    if token.kind == "frac" and before.kind == "number":
        mixed_number(reader, before)
    if token.kind == "[" and left.text in EXPECTATIONS:
        hint = f"write {left.text}*[…] for a product"
        raise reader.unsupported("an expected value or a probability", token, hint)
    called = token.kind in ("(", "[") and (not token.spaced or before.kind == "}")
    if called and (left.head == "name" or before.text == "e"):
        name, bracket = left.text or "e", BRACKETS[token.kind]
        reader.remark(f"{name}{bracket} is read as {name}·{bracket}, a product")


def check_numbers(reader: Reader, before: Token) -> None:
    """2 3 is no product."""
    if reader.peek.kind == before.kind == "number":
        hint = "write a sign between them"
        raise reader.fail("two numbers stand side by side", reader.peek, hint)


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


@infix(POSTFIX, "!")
def factorial(reader: Reader, base: Notation, start: Token) -> Notation:
    """n!."""
    sign = reader.next()
    if reader.peek.kind == "!":
        raise reader.unsupported("a double factorial", sign, "write (n!)! for one after the other")
    return reader.node("factorial", base, at=start.start)


@infix(POSTFIX, "percent")
def percent(reader: Reader, base: Notation, start: Token) -> Notation:
    """5%; 5 % 3 would be a remainder."""
    sign = reader.next()
    if sign.text == "%" and reader.starts_operand():
        if sign.spaced:
            hint = "write the % beside its number for percent"
            raise reader.unsupported("a remainder", sign, hint)
        read = reader.source(start.start)
        reader.remark(f"{read} is read as {read.rstrip('%')}/100, which multiplies what follows")
    return reader.node("percent", base, at=start.start)


@infix(POSTFIX, "degrees")
def degrees(reader: Reader, base: Notation, start: Token) -> Notation:
    """30°."""
    reader.next()
    return reader.node("degrees", base, at=start.start)
