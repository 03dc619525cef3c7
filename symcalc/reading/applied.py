"""Names and what is applied to arguments: x, f(x), f''(x), σ(x), v(t) = …."""

from __future__ import annotations

import re

from symcalc.formula import ORDERS
from symcalc.notation import Notation
from symcalc.primitives import SPELLINGS
from symcalc.reading.reader import POSTFIX, Reader, infix, prefix
from symcalc.reading.tokens import Token

FUNCTION_LETTERS = frozenset("fghFGH")
RAISED_ORDER = ["^", "{", "(", "number", ")"]
ARGUMENTS = re.compile(r"(?:name|(?:- )?number)(?: , (?:name|(?:- )?number))*")  # by kinds
FAR = 40  # tokens in which the arguments of a definition end


@prefix("name")
def name(reader: Reader, token: Token) -> Notation:
    """A name; f, g, h before a parenthesis are functions, σ is the sigmoid."""
    primes = count_primes(reader)
    called = reader.peek.kind == "(" and not reader.names.is_declared(token.text)
    if called and defines(reader, token):
        reader.functions.add(token.text)
    if called and (token.text in FUNCTION_LETTERS or token.text in reader.functions):
        return applied(reader, token, primes)
    if called and token.text == "sigma":
        return sigmoid(reader, token, primes)
    if called and primes:
        reader.remark(f"{reader.source(token.start)}(…) is read as a derivative at its argument")
        return applied(reader, token, primes)
    if called and reader.has_comma():
        reader.remark(f"{reader.source(token.start)}(…) is read as a function of several variables")
        return applied(reader, token, primes)
    if primes:
        symbol = reader.names.symbol(token.text + "'" * primes)
        reader.remark(f"{symbol.name} is read as a name of its own")
        return reader.names.notation(symbol)
    return reader.names.notation(token.value)


@infix(POSTFIX, "'")
def primed(reader: Reader, base: Notation, start: Token) -> Notation:
    """(x^2)', the derivative by the only variable."""
    primes = take_primes(reader)
    if len(base.symbols) != 1:
        raise reader.fail("it is not said by which variable", start, "write d/dx (…)")
    variable = reader.names.notation(next(iter(base.symbols)))
    reader.remark(f"the prime is read as the derivative by {variable.text}")
    return reader.node("derivative", base, *[variable] * primes, text="d", at=start.start)


def sigmoid(reader: Reader, token: Token, primes: int) -> Notation:
    """σ(u), and σ'(x) by its variable."""
    reader.remark(f"{reader.source(token.start)}(…) is read as the sigmoid function")
    inner = arguments(reader, SPELLINGS["sigmoid"].arity)
    return primed_call(reader, reader.node("sigmoid", *inner, at=token.start), primes, token)


def primed_call(reader: Reader, call: Notation, primes: int, token: Token) -> Notation:
    """The derivative of a function of one name by that name; without primes, the call itself."""
    if not primes:
        return call
    if len(call.parts) != 1 or call.parts[0].head != "name":
        raise reader.unsupported(f"a prime on {token.text} of anything but one name", token)
    return reader.node("derivative", call, *call.parts * primes, text="d", at=token.start)


def defines(reader: Reader, token: Token) -> bool:
    """Whether the text begins with v(t) = … or y(0) = …: then it is a function."""
    if reader.tokens[0] is not token:
        return False
    end = next((i for i, t in enumerate(reader.tokens[:FAR]) if t.kind == ")"), 0)
    inside = " ".join(t.kind for t in reader.tokens[reader.at + 1 : end])
    after = reader.tokens[end + 1] if end else reader.peek
    return bool(ARGUMENTS.fullmatch(inside)) and (after.kind, after.text) == ("relation", "=")


def count_primes(reader: Reader) -> int:
    """The primes after a name, as f'', f^{\\prime\\prime} or f^{(2)}."""
    kinds = [token.kind for token in reader.tokens[reader.at : reader.at + 5]]
    order = reader.tokens[reader.at + 3].text if kinds == RAISED_ORDER else ""
    applied_ = reader.ahead(5) == "}" and reader.ahead(6) == "("
    function = reader.tokens[reader.at - 1].text in FUNCTION_LETTERS | reader.functions
    if order.isdigit() and int(order) <= ORDERS and applied_ and function:
        reader.at += 6
        return int(order)
    ahead = [token.kind for token in reader.tokens[reader.at : reader.at + 6]]
    raised = ahead[:1] == ["^"] and "'" in ahead[1:3]
    if raised:
        reader.next()
    braced = raised and reader.take("{")
    primes = take_primes(reader)
    if braced and not reader.take("}"):
        raise reader.unexpected(reader.peek)
    return primes


def take_primes(reader: Reader) -> int:
    """Take the primes that stand next."""
    primes = 0
    while reader.take("'"):
        primes += 1
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


def arguments(
    reader: Reader, arity: int | None, closer: str = ")", optional: int = 0
) -> list[Notation]:
    """The list in parentheses after a function; its length is checked if `arity` says it.

    The last `optional` of them may be left out.
    """
    opening = reader.next()
    reader.opened.append(opening)
    parts = reader.formulas()
    closing = reader.close(opening, closer)
    if arity is not None and not arity - optional <= len(parts) <= arity:
        most = f"{arity - optional} or {arity}" if optional else str(arity)
        what = f"{most} argument{'s' * (arity != 1)} should stand here, not {len(parts)}"
        raise reader.fail(what, opening if len(parts) > arity else closing)
    return parts
