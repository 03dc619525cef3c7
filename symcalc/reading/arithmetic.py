"""Numbers, names, signs, sums, products, quotients, powers."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import ORDERS
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
from symcalc.structures import CONSTANTS

NOTATIONS = {
    name: Notation("constant", text=name, expr=meaning) for name, meaning in CONSTANTS.items()
}
FUNCTION_LETTERS = frozenset("fghFGH")
EXPECTATIONS = frozenset(("E", "P", "V"))
BRACKETS = {"(": "(…)", "[": "[…]"}
VECTORS = re.compile(r"\\(?:vec|mathbf|boldsymbol|bm|bf)(?![A-Za-z])")
# What multiplies when it stands beside something.
FACTORS = (
    *("number", "name", "constant", "function", "root", "frac", "binom", "cases", "begin"),
    *("(", "[", "{", "bar", "bars", "open-bar", "open-floor", "open-ceil", "open-set"),
    *("derivative", "derivative-of", "call-derivative", "differential", "open-angle", "invisible"),
    *("int", "iint", "iiint", "summation", "product-over", "lim", "nabla"),
    *("determinant", "trace", "transpose", "norm"),
)
OPERANDS.update(FACTORS)
RAISED_ORDER = ["^", "{", "(", "number", ")"]


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


@prefix("name")
def name(reader: Reader, token: Token) -> Notation:
    """A name; f, g, h before a parenthesis are functions, σ is the sigmoid."""
    primes = count_primes(reader)
    called = reader.peek.kind == "(" and not reader.names.is_declared(token.text)
    if called and defines(reader):
        reader.functions.add(token.text)
    if called and (token.text in FUNCTION_LETTERS or token.text in reader.functions):
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


def defines(reader: Reader) -> bool:
    """Whether the text begins with v(t) = …, which says that v is a function."""
    if reader.at != 1:
        return False
    end = next((i for i, t in enumerate(reader.tokens) if t.kind == ")"), 0)
    inside = [token.kind for token in reader.tokens[2:end]]
    after = reader.tokens[end + 1] if end else reader.peek
    listed = inside[::2] == ["name"] * len(inside[::2]) and set(inside[1::2]) <= {","}
    return bool(inside) and listed and (after.kind, after.text) == ("relation", "=")


def count_primes(reader: Reader) -> int:
    """The primes after a name, as f'', f^{\\prime\\prime} or f^{(2)}."""
    kinds = [token.kind for token in reader.tokens[reader.at : reader.at + 5]]
    order = reader.tokens[reader.at + 3].text if kinds == RAISED_ORDER else ""
    if order.isdigit() and int(order) <= ORDERS and reader.ahead(5) == "}":
        reader.at += 6
        return int(order)
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
    if len(parts) != 1:
        raise reader.unsupported("a prime on a function of several variables", token)
    if parts[0].head != "name":
        text = token.text + "'" * primes
        return reader.node("derivative-at", *parts, text=text, at=token.start)
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
    if token.kind == before.kind == "number":
        hint = "write a sign between them"
        raise reader.fail("two numbers stand side by side", token, hint)
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
