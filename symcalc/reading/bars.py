"""What stands between bars, and values at a point: |u|, ‖u‖, F|_0^1."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.reading.calculus import bounds, right_of
from symcalc.reading.reader import ATOM, VALUE, Reader, ambiguous, infix, prefix
from symcalc.reading.tokens import Token

CLOSING = {
    "open-bar": "close-bar",
    "bar": "bar",
    "open-floor": "close-floor",
    "open-ceil": "close-ceil",
    "bars": "bars",
    "open-bars": "close-bars",
}
HEADS = {"open-bar": "abs", "bar": "abs", "open-floor": "floor", "open-ceil": "ceil"} | {
    "bars": "norm",
    "open-bars": "norm",
}
FAR = 400  # tokens that are looked at for the end of a set


@prefix("bar", "open-bar", "open-floor", "open-ceil", "bars", "open-bars")
def enclosed(reader: Reader, token: Token) -> Notation:
    """|u|, ⌊u⌋, ⌈u⌉, ‖u‖; |A| of a matrix is its determinant."""
    reader.opened.append(token)
    inner = reader.expression(0)
    closing = reader.close(token, CLOSING[token.kind])
    head = HEADS[token.kind]
    tell_bars(reader, token)
    if head == "abs" and inner.expr.is_Matrix:
        head = "determinant"
    if head == "norm":
        return reader.node(head, inner, text=norm_index(reader), at=token.start)
    if reader.peek.kind == "_":
        what = "a value at a point after a bar that closes"
        raise reader.unsupported(what, closing, "write [F]_0^1 or \\left. F \\right|_0^1")
    return reader.node(head, inner, at=token.start)


def tell_bars(reader: Reader, token: Token) -> None:
    """|2|x|+1| can be read in two ways: say how it was, if more bars follow what follows."""
    after = reader.peek
    if token.kind != "bar" or after.kind not in ("name", "number", "constant") or after.spaced:
        return
    if any(later.kind == "bar" for later in reader.tokens[reader.at : reader.at + FAR]):
        read = reader.source(token.start)
        reader.remark(f"the bars are read as {read} {after.text}…; write abs(…) to be clear")


def norm_index(reader: Reader) -> str:
    """The 2 of ‖u‖_2."""
    sign = reader.peek
    if not reader.take("_"):
        return ""
    index = reader.expression(ATOM).expr
    if str(index) not in ("1", "2", "oo", "F"):
        raise reader.unsupported("this norm", sign, "1, 2, F and ∞ are read")
    return str(index)


@ambiguous("bars")
def bars_close(reader: Reader) -> str:
    """A second ‖ closes."""
    return "closing" if reader.opened and reader.opened[-1].kind == "bars" else "bars"


@ambiguous("bar")
def bar_stands(reader: Reader) -> str:
    """A second | closes; F|_0^1 has one for itself; in {x | x > 0} it says such that."""
    last = reader.opened[-1].kind if reader.opened else ""
    if last == "bar":
        return "closing"
    if reader.ahead() == "_":
        return "value-at"
    return "closing" if last in ("{", "open-set") and bars_before_close(reader) % 2 else "bar"


def bars_before_close(reader: Reader) -> int:
    """How many bars stand before the brace that closes."""
    depth, found = 0, 0
    for token in reader.tokens[reader.at : reader.at + FAR]:
        depth += (token.kind in ("{", "open-set")) - (token.kind in ("}", "close-set"))
        if depth < 0:
            break
        found += token.kind == "bar"
    return found


@prefix("invisible")
def invisible(reader: Reader, token: Token) -> Notation:
    r"""\left. F \right|_0^1."""
    reader.opened.append(token)
    body = reader.expression(0)
    reader.close(token, "close-bar")
    return value_at(reader, body, token)


@infix(VALUE, "value-at")
def value_after_bar(reader: Reader, body: Notation, start: Token) -> Notation:
    """F|_0^1, of the product that stands before it."""
    reader.next()
    read = reader.source(start.start, reader.tokens[reader.at - 1].start)
    reader.remark(f"the value is read as that of {read}")
    return value_at(reader, body, start)


def value_at(reader: Reader, body: Notation, token: Token) -> Notation:
    """F at a point, or between two, which stand below and above."""
    below, above = bounds(reader)
    if below is None:
        raise reader.fail("the point is missing", reader.peek, "write [x^2]_0^1 or [x^2]_{x=1}")
    variable = value_variable(reader, body, below, token)
    if any(n.head == "evaluated" and n.parts[1] == variable for n in body.walk()):
        raise reader.unsupported("a value at a point of a value at a point", token)
    points = [right_of(point) for point in (below, above) if point is not None]
    return reader.node("evaluated", body, variable, *points, at=token.start)


def value_variable(reader: Reader, body: Notation, below: Notation, token: Token) -> Notation:
    """The x of x = 1 below, or the only variable of the formula."""
    if right_of(below) is not below:
        return below.parts[0]
    symbols = body.expr.free_symbols & body.symbols
    if len(symbols) != 1:
        hint = "write [x*y]_{x=0}^{x=1}"
        raise reader.fail("the variable that takes the value is not said", token, hint)
    return reader.names.notation(symbols.pop())
