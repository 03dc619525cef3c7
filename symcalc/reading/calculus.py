r"""Integrals: a sign, bounds, a body, and the variable it runs over."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.formula import ORDERS
from symcalc.notation import Notation, number
from symcalc.reading.applied import arguments
from symcalc.reading.differential import INTEGRALS
from symcalc.reading.reader import ATOM, CLOSERS, OPENERS, PRODUCT, SUM, Reader, ambiguous, prefix
from symcalc.reading.tokens import Token, is_latex

BOUND = "the bound {bound} is read as one product; leave a space after the number for the other"
TEX_BOUND = (
    "the bound is {bound} and π is a factor of the integrand: a script in TeX is one character; "
    "write {bound}π in braces for the product"
)


class Asked(NamedTuple):
    """The value of an ∫ that words stand for: the variable, if they say it."""

    by: sp.Symbol | None


@ambiguous("differential")
def differential_ends(reader: Reader) -> str:
    """The dx of the innermost integral ends its integrand; dx/x goes on."""
    here = bool(reader.integrals) and reader.integrals[-1] == len(reader.opened)
    return "closing" if here and reader.ahead() != "/" else "differential"


@prefix("differential")
def differential(reader: Reader, token: Token) -> Notation:
    """dx as a factor, in a numerator or where no integral is."""
    variable = reader.names.notation(token.value[0].value)
    if not reader.integrals:
        read = reader.source(token.start)
        reader.remark(f"{read} is read as the differential of {variable.text}")
    return reader.node("differential", variable, at=token.start)


@prefix(*INTEGRALS)
def integral(reader: Reader, token: Token) -> Notation:
    r"""\int_a^b f dx; \iint f dx dy has one integral inside the other."""
    asked = isinstance(token.value, Asked)
    if token.value == "word" and reader.peek.kind == "(" and reader.has_comma():
        return called_integral(reader, token)
    limits = integral_bounds(reader, token)
    reader.integrals.append(len(reader.opened))
    body = reader.expression(SUM if asked or has_differential(reader, token) else PRODUCT)
    if asked and body.head == "integral" and reader.peek.kind != "differential":
        return body
    for _ in range(INTEGRALS[token.kind]):
        body, variable = with_variable(reader, body, token, bounded=bool(limits))
        if any(node.head == "differential" for node in body.walk()):
            raise reader.fail("a second differential stands in the integral", token)
        body = reader.node("integral", body, variable, *limits, at=token.start)
    reader.integrals.pop()
    if reader.peek.kind == "differential" and not reader.integrals:
        raise reader.fail("there are more differentials than integral signs", reader.peek)
    return body


def has_differential(reader: Reader, token: Token) -> bool:
    """Whether its dx stands after the integrand; if not, it is in a numerator of its first term."""
    depth, wanted = 0, INTEGRALS[token.kind]
    for following in reader.tokens[reader.at :]:
        depth += (following.kind in OPENERS) - (following.kind in CLOSERS)
        if depth < 0:
            return False
        wanted += INTEGRALS.get(following.kind, 0) if depth == 0 else 0
        wanted -= following.kind == "differential" and depth == 0
        if wanted == 0:
            return True
    return False


def with_variable(
    reader: Reader, body: Notation, token: Token, *, bounded: bool = False
) -> tuple[Notation, Notation]:
    """The integrand and the variable: from the dx after it, or from one among its factors."""
    if reader.peek.kind == "differential":
        return body, reader.names.notation(reader.next().value[0].value)
    found = without_differential(reader, body, token)
    if found is None and isinstance(token.value, Asked):
        return body, asked_variable(reader, body, token)
    if found is None and bounded and len(body.symbols) == 1 and reader.peek.kind == "end":
        variable = reader.names.notation(next(iter(body.symbols)))
        reader.remark(f"the integral has no d{variable.text}; it is read as one by {variable.text}")
        return body, variable
    if found is None:
        hint = "end it with dx, as in ∫ x^2 dx"
        raise reader.fail("the integral does not say its variable", token, hint)
    return found


def asked_variable(reader: Reader, body: Notation, token: Token) -> Notation:
    """The variable of "integrate x^2": the one that is named, or the only one there is."""
    if token.value.by is not None:
        return reader.names.notation(token.value.by)
    if len(body.symbols) == 1:
        return reader.names.notation(next(iter(body.symbols)))
    hint = "say by which: integrate x*y with respect to x"
    raise reader.fail("it is not said by which variable to integrate", token, hint)


def without_differential(
    reader: Reader, body: Notation, token: Token
) -> tuple[Notation, Notation] | None:
    """What is left of dx/x and of x dx/(1 + x) when dx is taken out, and its variable."""
    if body.head == "differential":
        return number(1), body.parts[0]
    if body.head not in ("product", "quotient", "negation"):
        return None
    last = 1 if body.head == "quotient" else len(body.parts)
    for i, part in enumerate(body.parts[:last]):
        found = without_differential(reader, part, token)
        if found is not None:
            rest = [*body.parts[:i], found[0], *body.parts[i + 1 :]]
            if body.head == "product":
                rest = [p for p in rest if p is not found[0] or p.text != "1"] or [number(1)]
            made = reader.node(body.head, *rest, at=token.start) if len(rest) > 1 else rest[0]
            if body.head == "negation":
                made = reader.node("negation", rest[0], at=token.start)
            return made, found[1]
    return None


def integral_bounds(reader: Reader, token: Token) -> list[Notation]:
    """Nothing, or from where to where."""
    below, above = bounds(reader, multiplied=True)
    if below is None and above is None:
        return []
    if below is not None and above is None:
        hint = "write its bounds, as in ∫_0^1"
        raise reader.unsupported("an integral over a region", token, hint)
    if below is None or above is None:
        raise reader.fail("the lower bound of the integral is missing", token)
    if token.kind != "int":
        hint = "write one ∫ with bounds for each variable"
        raise reader.unsupported("a multiple integral with one pair of bounds", token, hint)
    return [right_of(below), right_of(above)]


def right_of(bound: Notation) -> Notation:
    """The 1 of x = 1."""
    equation = bound.head == "relation" and bound.text == "=" and bound.parts[0].head == "name"
    return bound.parts[1] if equation else bound


def bounds(reader: Reader, *, multiplied: bool = False) -> tuple[Notation | None, Notation | None]:
    """What stands below and above a sign, in either order; 2pi is one bound if `multiplied`."""
    found: dict[str, Notation] = {}
    while reader.peek.kind in ("_", "^"):
        sign = reader.next()
        if sign.kind in found:
            raise reader.unexpected(sign)
        start = reader.peek.start
        found[sign.kind] = bound(reader)
        grouped = reader.text[start : start + 1] == "{"
        if multiplied and not grouped and number_before_letter(reader, sign):
            found[sign.kind] = times_letter(reader, found[sign.kind], start)
    return found.get("_"), found.get("^")


def number_before_letter(reader: Reader, sign: Token) -> bool:
    """Whether a bound that is a number is followed at once by π or a letter: ∫_0^2pi sin(x) dx.

    Not if the integrand begins there: ∫_0^1x dx, ∫_0^1e^x dx, ∫_0^2ax dx.
    """
    letter = reader.peek
    if letter.spaced or letter.kind not in ("constant", "name") or letter.value in running(reader):
        return False
    before = reader.ahead(-2) if reader.ahead(-1) == "}" else reader.ahead(-1)
    following = reader.tokens[reader.at + 1]
    ends = following.spaced or following.kind in ("function", "/", "_" if sign.kind == "^" else "^")
    return before == "number" and ends


def running(reader: Reader) -> set[sp.Symbol]:
    """The variables of the differentials that follow."""
    return {t.value[0].value for t in reader.tokens[reader.at :] if t.kind == "differential"}


def times_letter(reader: Reader, bound: Notation, start: int) -> Notation:
    """The bound 2pi as 2π; in TeX a script is one character, so there it is 2, which is told."""
    if is_latex(reader.text):
        if reader.peek.text == "pi":
            reader.remark(TEX_BOUND.format(bound=reader.source(start)))
        return bound
    negative = bound.head == "negation"
    number = bound.parts[0] if negative else bound
    made = reader.node("product", number, reader.expression(ATOM), at=start)
    reader.remark(BOUND.format(bound=reader.source(start).lstrip("_")))
    return reader.node("negation", made, at=start) if negative else made


def bound(reader: Reader) -> Notation:
    """One bound: a group, which may hold an equation, or a number or name with its sign."""
    if reader.peek.kind == "-":
        sign = reader.next()
        return reader.node("negation", reader.expression(ATOM), at=sign.start)
    return reader.expression(ATOM)


def called_integral(reader: Reader, token: Token) -> Notation:
    """integrate(f, x), int(f, x, 0, 1), Integral(f, (x, 0, 1), (y, 0, 2))."""
    body, ranges = call(reader)
    for variable, *limits in ranges:
        if len(limits) not in (0, 2):
            raise reader.fail("a variable and two bounds should stand here", token)
        body = reader.node("integral", body, variable, *limits, at=token.start)
    return body


def call(reader: Reader) -> tuple[Notation, list[list[Notation]]]:
    """The body, and each variable with its bounds: (f, x, a, b) or (f, (x, a, b), y)."""
    opening = reader.peek
    body, *rest = arguments(reader, None)
    flat = len(rest) == 3 and rest[0].head == "name"
    grouped = any(part.head in ("tuple", "vector") for part in rest)
    ranges = [rest] if flat and not grouped else [as_range(part) for part in rest]
    for variable, *_ in ranges:
        named(reader, opening, variable)
    return body, ranges


def as_range(part: Notation) -> list[Notation]:
    """(x, 0, 1), [x, 0, 1] or x."""
    return list(part.parts) if part.head in ("tuple", "vector") else [part]


def named(reader: Reader, token: Token, variable: Notation) -> Notation:
    """A variable, which has to be a name."""
    if variable.head != "name":
        raise reader.fail("the name of a variable should stand here", token)
    return variable


@prefix("call-derivative")
def called_derivative(reader: Reader, token: Token) -> Notation:
    """diff(f, x), Derivative(f, x, y), diff(f, x, 2), Derivative(f, (x, 2))."""
    if reader.peek.kind != "(":
        raise reader.fail("a parenthesis should stand here", reader.peek, "write diff(x^2, x)")
    opening = reader.peek
    parts = arguments(reader, None)
    entries = [entry for part in parts[1:] for entry in as_range(part)]
    variables: list[Notation] = []
    for entry in entries:
        order = entry.expr
        if entry.head == "name":
            variables.append(entry)
        elif variables and order.is_Integer and 1 <= order <= ORDERS:
            variables += [variables[-1]] * (int(order) - 1)
        else:
            raise reader.fail("the name of a variable should stand here", opening)
    if not variables:
        raise reader.fail("a derivative needs its variable", opening, "write diff(x^2, x)")
    return reader.node("derivative", parts[0], *variables, text="d", at=token.start)
