"""Functions and their arguments, with parentheses or without; derivatives."""

from __future__ import annotations

from symcalc.notation import Notation, number
from symcalc.primitives import SPELLINGS, TABLE, Primitive
from symcalc.reading.applied import arguments, primed_call, take_primes
from symcalc.reading.arithmetic import check_numbers, flat
from symcalc.reading.bars import value_at
from symcalc.reading.calculus import bounds
from symcalc.reading.reader import ATOM, POWER, PRODUCT, Reader, prefix
from symcalc.reading.sums import tell_extent
from symcalc.reading.tokens import Token

# What an argument without parentheses goes on over: sin 2πx is sin(2πx), sin x cos x is not.
GOES_ON = frozenset(("number", "name", "constant", "frac"))
ENDING = frozenset(("degrees", "percent"))  # sin 30° x is sin(30°)·x
ROOTS = frozenset(("sqrt", "cbrt"))
BRACKETED = {"(": ")", "[": "]", "open-set": "close-set"}


@prefix("function")
def function(reader: Reader, token: Token) -> Notation:
    """sin x, sin^2 x, sin^{-1} x, log_2 x, max(x, y), swish'(x)."""
    row: Primitive = token.value
    primes = take_primes(reader)
    if primes:
        call = reader.node(row.name, *application(reader, row, token), at=token.start)
        return primed_call(reader, call, primes, token)
    base, exponent = bounds(reader)
    tell_exponent(reader, exponent)
    inverse = exponent is not None and is_minus_one(exponent)
    row_read = inverse_row(reader, row, token) if inverse else row
    parts = application(reader, row_read, token)
    if base is None and token.text == "log" and len(parts) == 1:
        reader.remark("log is read as the natural logarithm; write log_10 for that to base 10")
    if base is not None and token.text == "lg":
        raise reader.fail("lg has the base 10 already", token, "write log_2 x")
    if base is not None or token.text == "lg" or (len(parts) == 2 and row.name == "log"):
        parts = [parts[0], base or (parts[1] if len(parts) == 2 else number(10))]
        row_read = TABLE["log-base"]
    text = f"{token.text}^-1" if inverse else spelling(row_read, token.text)
    call = reader.node(row_read.name, *parts, text=text, at=token.start)
    if exponent is None or inverse:
        return call
    return reader.node("power", call, exponent, at=token.start)


def tell_exponent(reader: Reader, exponent: Notation | None) -> None:
    """sin^22x may be meant as sin^2(2x)."""
    if exponent is not None and exponent.head == "number" and len(exponent.text) > 1:
        reader.remark(f"the exponent is read as {exponent.text}")


def is_minus_one(node: Notation) -> bool:
    """Whether an exponent is -1, which marks an inverse function."""
    return node.head == "negation" and node.parts[0].text == "1"


def inverse_row(reader: Reader, row: Primitive, token: Token) -> Primitive:
    """The function that undoes this one."""
    usual = row.names[0]
    for name in (f"arc{usual}", f"ar{usual}", f"a{usual}"):
        if name in SPELLINGS:
            return SPELLINGS[name]
    hint = f"write 1/{token.text}(x) for the reciprocal"
    raise reader.unsupported(f"the inverse function of {token.text}", token, hint)


def spelling(row: Primitive, text: str) -> str:
    """How the function was written, where it is not as usual."""
    if row.name == "exp":
        return "exp"
    return text if text in row.names[1:] or (text == "lg") else ""


def application(reader: Reader, row: Primitive, token: Token) -> list[Notation]:
    """The arguments of a function."""
    opening = reader.peek
    braced = opening.kind == "{" and reader.tokens[reader.at + 1].kind == "("
    if braced:
        return [reader.expression(ATOM)]
    if opening.kind in BRACKETED:
        return listed(reader, row, BRACKETED[opening.kind])
    if opening.kind in ("end", ")", "]", "}", ",", "relation", "*", "/", "+"):
        hint = f"write {token.text}(x)"
        raise reader.fail(f"{token.text} needs an argument", opening, hint)
    if row.arity != 1 + row.optional and row.name != "log":
        raise reader.fail(f"the arguments of {token.text} stand in parentheses", opening)
    if row.name in ROOTS:
        return [reader.expression(POWER)]
    return [bare_argument(reader, token)]


def listed(reader: Reader, row: Primitive, closer: str) -> list[Notation]:
    """Arguments in brackets; log may have a base as its second."""
    opening = reader.peek
    arity = None if row.name == "log" else row.arity
    parts = arguments(reader, arity, closer, row.optional)
    if row.name == "log" and len(parts) > 2:
        raise reader.fail("log takes a number and a base", opening)
    return parts


def bare_argument(reader: Reader, token: Token) -> Notation:
    """The factors after a function without parentheses."""
    start, signs = reader.peek, 0
    while reader.take("-"):
        signs += 1
    last = reader.peek
    factors = [reader.expression(POWER)]
    doubtful = False
    while {last.kind, reader.peek.kind} <= GOES_ON and factors[-1].head not in ENDING:
        check_numbers(reader, last)
        doubtful |= last.kind in ("name", "frac") or reader.peek.kind == "number"
        last = reader.peek
        factors.append(reader.expression(POWER))
    if doubtful:
        read, whole = reader.source(start.start), reader.source(token.start)
        reader.remark(f"{whole} is read as {token.text}({read})")
    tell_end(reader, token)
    inner = flat(reader, factors, start)
    for _ in range(signs):
        inner = reader.node("negation", inner, at=start.start)
    return inner


def tell_end(reader: Reader, token: Token) -> None:
    """Say where the argument ends if something beside it could be part of it."""
    after = reader.peek
    if after.kind in ("/", "*", "(", "["):
        read = reader.source(token.start)
        reader.remark(f"{read}{after.text}… is read as ({read}){after.text}…")


@prefix("derivative")
def operator(reader: Reader, token: Token) -> Notation:
    """d/dx of the term that follows, up to the next + or -; [...] says exactly of what."""
    exact = reader.peek.kind == "["
    grouped = reader.peek.kind == "("
    begin = reader.at
    reader.exact = begin if exact else -1
    body = reader.expression(ATOM if exact else PRODUCT)
    if grouped and body.head in ("product", "quotient") and not reader.is_one_group(begin):
        read = reader.source(reader.tokens[begin].start)
        reader.remark(f"{reader.source(token.start)} is read as the derivative of {read}")
    tell_extent(reader, token)
    made = differentiated(reader, body, token)
    return value_at(reader, made, token) if exact and reader.peek.kind == "_" else made


@prefix("partial")
def partial(reader: Reader, token: Token) -> Notation:
    r"""\partial_x f."""
    variable = bounds(reader)[0]
    if variable is None or variable.head != "name":
        raise reader.fail("∂ needs a variable", token, "write ∂/∂x f")
    body = reader.expression(PRODUCT)
    return reader.node("derivative", body, variable, text="∂", at=token.start)


@prefix("derivative-of")
def operator_of(reader: Reader, token: Token) -> Notation:
    """dy/dx: the body follows in braces."""
    return differentiated(reader, reader.expression(ATOM), token)


def differentiated(reader: Reader, body: Notation, token: Token) -> Notation:
    """The derivative, unevaluated."""
    variables = [reader.names.notation(variable.value) for variable in token.value]
    return reader.node("derivative", body, *variables, text=token.text, at=token.start)
