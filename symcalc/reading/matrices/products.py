"""Names, products, powers and transposes of matrices."""

from __future__ import annotations

from symcalc.notation import ARITHMETIC, Notation, number
from symcalc.primitives import TABLE
from symcalc.reading import applied, powers
from symcalc.reading.arithmetic import beside, flat, signed
from symcalc.reading.matrices.reader import INFIX, OPERANDS, MatrixReader, infix, prefix
from symcalc.reading.reader import POSTFIX, POWER, PRODUCT, VALUE, Rule
from symcalc.reading.tokens import Token


@prefix("name")
def name(reader: MatrixReader, token: Token) -> Notation:
    """A name of a matrix; of a number; or what plain formulas make of a letter."""
    scope = reader.scope
    if scope.is_matrix(token.text):
        return reader.matrices.name(token.value, token.start)
    if scope.is_known(token.text):
        return reader.matrices.name(token.value, token.start, opaque=False)
    made = applied.name(reader, token)
    if made.head != "name":
        return made
    return reader.matrices.name(token.value, token.start, opaque=False)


ONE_MATRIX = ("transpose", "power", "inverse")
DOTS = ("·", "×")  # that mean a product of their own between vectors


@infix(POSTFIX, "'")
def primed(reader: MatrixReader, base: Notation, start: Token) -> Notation:
    """X' and (X + Y)', transposes."""
    sign = reader.next()
    if base.head in TABLE and base.head not in ARITHMETIC:
        raise reader.unsupported("the derivative of a function", sign, "write out what it is")
    return reader.node("transpose", base, at=start.start)


@infix(POWER, "transposed")
def transposed(reader: MatrixReader, base: Notation, start: Token) -> Notation:
    """X^T, X.T."""
    reader.next()
    return reader.node("transpose", base, at=start.start)


@infix(POWER, "inverse-transposed")
def inverse_transposed(reader: MatrixReader, base: Notation, start: Token) -> Notation:
    """X^{-T}."""
    sign = reader.next()
    minus = reader.node("negation", number(1), at=sign.start)
    inverse = reader.node("power", base, minus, at=start.start)
    return reader.node("transpose", inverse, at=start.start)


@infix(POWER, "^")
def power(reader: MatrixReader, base: Notation, start: Token) -> Notation:
    """X^2, X^{-1}; numbers have powers as in plain formulas."""
    if not reader.is_opaque(base):
        return powers.power(reader, base, start)
    sign = reader.next()
    if reader.peek.kind == "name" and reader.peek.text == "T" and reader.scope.is_matrix("T"):
        hint = "write X' or X.T for the transpose, or give the matrix T another name"
        raise reader.unsupported("a power by the matrix T", sign, hint)
    if reader.peek.text == "t" and not reader.scope.is_known("t"):
        hint = f"did you mean {reader.source(start.start, sign.start)}^T, the transpose?"
        raise reader.fail("a power t is not known", reader.peek, hint)
    exponent = signed(reader, POSTFIX)
    if reader.peek.kind == "^":
        raise reader.fail("a power of a power needs brackets", reader.peek)
    return reader.node("power", base, exponent, at=start.start)


@infix(POWER, "hadamard^")
def hadamard_power(reader: MatrixReader, base: Notation, start: Token) -> Notation:
    """X.^2, X^{∘2}."""
    reader.next()
    return reader.node("hadamard-power", base, signed(reader, POSTFIX), at=start.start)


@infix(VALUE, "circ")
def hadamard(reader: MatrixReader, left: Notation, start: Token) -> Notation:
    """A ⊙ B, looser than a product: W x ⊙ y is (W x) ⊙ y."""
    parts, head, before = [left], "hadamard", start
    while reader.peek.kind == "circ":
        sign = reader.next()
        begin = reader.peek
        tell_factor(reader, parts[-1], before, sign)
        parts.append(signed(reader, PRODUCT))
        tell_factor(reader, parts[-1], begin, sign)
        if sign.value != "hadamard":
            above, bottom = parts[:-1], parts[-1]
            top = reader.node(head, *above, at=start.start) if len(above) > 1 else above[0]
            parts = [reader.node(str(sign.value), top, bottom, at=start.start)]
        before = begin
    return reader.node(head, *parts, at=start.start) if len(parts) > 1 else parts[0]


def tell_factor(reader: MatrixReader, side: Notation, begin: Token, sign: Token) -> None:
    """Say that a product beside ⊙ is taken first, unless it stands in brackets."""
    if side.head == "product" and side.parts[0].head != "number" and begin.kind != "(":
        stop = sign.start if begin.start < sign.start else None
        reader.remark(f"beside {sign.text}, {reader.source(begin.start, stop)} is one factor")


def entrywise(
    reader: MatrixReader, head: str, left: Notation, right: Notation, start: Token
) -> Notation:
    """A product entry by entry, of all that are multiplied so, or a quotient."""
    joined = head == left.head == "hadamard"
    parts = (*left.parts, right) if joined else (left, right)
    return reader.node(head, *parts, at=start.start)


@infix(PRODUCT, "*", "/", "elementwise")
def product(reader: MatrixReader, first: Notation, start: Token) -> Notation:
    """Factors as written, from left to right; a / divides all that stands before it."""
    factors = [first]
    dotted: list[Notation] = []  # the factors before each dot
    signs = ""
    before = reader.tokens[reader.at - 1]
    divided = False
    while True:
        token = reader.peek
        if token.kind == "/":
            reader.next()
            bottom = signed(reader, POWER)
            top = with_dots(reader, dotted, factors, start, signs)
            made = reader.node("quotient", top, bottom, at=start.start)
            factors, dotted, signs = [made], [], ""
        elif token.kind == "elementwise":
            reader.next()
            left = with_dots(reader, dotted, factors, start, signs)
            made = entrywise(reader, token.value, left, signed(reader, POWER), start)
            factors, dotted, signs = [made], [], ""
        elif token.kind == "*" and token.text in DOTS and may_be_vector(reader, factors):
            signs += reader.next().text
            dotted.append(flat(reader, factors, start))
            factors = [signed(reader, POWER)]
        elif token.kind == "*":
            reader.next()
            factors.append(signed(reader, POWER))
        elif reader.starts_operand():
            check_slice(reader, factors[-1])
            if not reader.is_opaque(factors[-1]) or divided:
                beside(reader, before, start, factors[-1], divided=divided)
            factors.append(reader.expression(POWER))
        else:
            return with_dots(reader, dotted, factors, start, signs)
        divided = token.kind == "/"
        before = reader.tokens[reader.at - 1]


def may_be_vector(reader: MatrixReader, factors: list[Notation]) -> bool:
    """Whether a vector may stand before a dot: something of matrices that does not end in one."""
    last = factors[-1].parts[0] if factors[-1].head in ONE_MATRIX else factors[-1]
    is_wide = last.head == "name" and reader.scope.looks_wide(last)
    return any(map(reader.is_opaque, factors)) and not is_wide


def with_dots(
    reader: MatrixReader, dotted: list[Notation], factors: list[Notation], start: Token, signs: str
) -> Notation:
    """u · v or u × v, where the sign stands between what may be vectors, or a plain product."""
    last = flat(reader, factors, start)
    text = "×" if "×" in signs else ""
    return reader.node("dotted", *dotted, last, text=text, at=start.start) if dotted else last


def check_slice(reader: MatrixReader, base: Notation) -> None:
    """X[0] is an entry, not a product."""
    if reader.peek.kind == "[" and not reader.peek.spaced and reader.is_opaque(base):
        hint = "declare a name for it; write a space before [ for a product"
        raise reader.unsupported("an entry or a slice of a matrix", reader.peek, hint)


for _kind in OPERANDS:
    INFIX[_kind] = Rule(PRODUCT, product)
