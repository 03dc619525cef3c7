"""Powers, and what else stands raised: a transpose, degrees."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.primitives import TABLE
from symcalc.reading.applied import FUNCTION_LETTERS
from symcalc.reading.arithmetic import signed
from symcalc.reading.reader import POWER, PRODUCT, Reader, infix
from symcalc.reading.tokens import Token

RAISED = {"transposed": "transpose", "degrees": "degrees", "circ": "degrees"}
TEMPERATURES = frozenset("CFK")


@infix(POWER, "^")
def power(reader: Reader, base: Notation, start: Token) -> Notation:
    """Powers, from the right; e^u is the exponential function."""
    sign = reader.next()
    raised = raised_sign(reader)
    if raised:
        if raised == "degrees" and reader.peek.text in TEMPERATURES:
            raise reader.unsupported("a temperature", sign)
        return reader.node(raised, base, at=sign.start)
    check_index(reader, base, sign)
    first, begin = reader.peek, reader.at
    exponent = signed(reader, POWER)
    if exponent.head == "power" and not reader.is_one_group(begin):
        low, high = reader.source(start.start, sign.start), reader.source(first.start)
        reader.remark(f"{reader.source(start.start)} is read as {low}^({high})")
    if is_transpose(reader, base, exponent):
        if not base.expr.is_Matrix:
            reader.remark(f"{reader.source(start.start)} is read as a transpose")
        return reader.node("transpose", base, at=sign.start)
    check_base(reader, base, sign)
    if base.head != "constant" or base.text != "e":
        return reader.node("power", base, exponent, at=sign.start)
    after = reader.peek
    if first.kind in ("number", "-") and after.kind == "name" and not after.spaced:
        read = reader.source(start.start)
        reader.remark(f"{read}{after.text} is read as ({read})·{after.text}")
    return reader.node("exp", exponent, text="e", at=start.start)


def raised_sign(reader: Reader) -> str:
    """The head of a raised sign that is no exponent, as in A^\\top and 30^{\\circ}."""
    braced = reader.peek.kind == "{" and reader.ahead(2) == "}"
    head = RAISED.get(reader.ahead() if braced else reader.peek.kind, "")
    if head:
        reader.at += 3 if braced else 1
    return head


def check_index(reader: Reader, base: Notation, sign: Token) -> None:
    """a^{[1]} and x^{(i)} number layers and samples, and A^{-T} is no power either."""
    kinds = [token.kind for token in reader.tokens[reader.at : reader.at + 5]]
    if base.head != "name" or kinds[:1] != ["{"]:
        return
    if kinds[1:2] == ["["] or (kinds[1:2] == ["("] and kinds[3:] == [")", "}"]):
        hint = "write a subscript, as in a_1, or leave the brackets out for a power"
        raise reader.unsupported("an index that is raised", sign, hint)
    inverse = kinds[:2] == ["{", "-"] and reader.tokens[reader.at + 2].text == "T"
    if inverse and not reader.names.is_declared("T"):
        raise reader.unsupported("the transpose of an inverse", sign)


@infix(PRODUCT, "circ")
def composed(reader: Reader, _left: Notation, _start: Token) -> Notation:
    """f ∘ g."""
    raise reader.unsupported("composition of functions", reader.peek, "write f(g(x))")


def is_transpose(reader: Reader, base: Notation, exponent: Notation) -> bool:
    """Whether a raised T is the transpose: on names and matrices, if T is not declared."""
    letter = exponent.head == "name" and exponent.text == "T"
    if not letter or reader.names.is_declared("T"):
        return False
    nodes = list(base.walk())
    names = all(node.head == "name" for node in nodes if not node.parts)
    functions = any(node.head in TABLE and TABLE[node.head].names for node in nodes)
    return bool(base.expr.is_Matrix) or (names and not functions)


def check_base(reader: Reader, base: Notation, sign: Token) -> None:
    """f^2(x) is no formula of calculus that all read alike."""
    called = reader.peek.kind == "(" and not reader.peek.spaced
    if called and base.text in FUNCTION_LETTERS and not reader.names.is_declared(base.text):
        hint = f"write {base.text}(…)^… for a power of its value"
        raise reader.fail("a power stands on the name of a function", sign, hint)
