"""Operators on functions and matrices: ∇f, det A, tr A, ‖v‖."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.reading.bars import norm_index
from symcalc.reading.reader import ATOM, POWER, Reader, prefix
from symcalc.reading.tokens import Token

WORDS = {"grad": "gradient", "div": "divergence", "curl": "curl", "laplacian": "laplacian"}


@prefix("nabla")
def nabla(reader: Reader, token: Token) -> Notation:
    """∇f, ∇·F, ∇×F, ∇²f; grad f, div F, curl F."""
    head = WORDS.get(token.text) or operator(reader)
    if not reader.starts_operand():
        raise reader.fail(f"{token.text} needs a formula after it", reader.peek)
    called = reader.peek.kind == "name" and reader.ahead() == "("
    if called:
        reader.functions.add(reader.peek.text)
    return reader.node(head, reader.expression(POWER), at=token.start)


def operator(reader: Reader) -> str:
    """What ∇ does, by the sign after it."""
    sign = reader.peek
    if sign.kind == "*":
        reader.next()
        return "curl" if sign.text == "×" else "divergence"
    if sign.kind != "^":
        return "gradient"
    reader.next()
    if reader.expression(ATOM).expr != 2:
        raise reader.unsupported("this power of ∇", sign)
    return "laplacian"


@prefix("determinant", "trace", "transpose", "norm")
def of_matrix(reader: Reader, token: Token) -> Notation:
    """det(A), tr A, transpose(A), norm(v)."""
    if not reader.starts_operand():
        raise reader.fail(f"{token.text} needs an argument", reader.peek, f"write {token.text}(A)")
    level = ATOM if reader.peek.kind == "(" else POWER
    inner = reader.expression(level)
    text = norm_index(reader) if token.kind == "norm" else ""
    return reader.node(token.kind, inner, text=text, at=token.start)
