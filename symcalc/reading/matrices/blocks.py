"""Blocks in brackets: [A, B] side by side, [A; B] one below the other."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.reading.limits import ENTRIES
from symcalc.reading.matrices.reader import MatrixReader, prefix
from symcalc.reading.tokens import Token


@prefix("[")
def brackets(reader: MatrixReader, token: Token) -> Notation:
    """[A, B; C, D] are rows of blocks; of numbers, [1, 2] is a vector; [A] is a group."""
    reader.opened.append(token)
    rows = [reader.formulas()]
    while reader.take(";"):
        rows.append(reader.formulas())
    reader.close(token, "]")
    if len({len(row) for row in rows}) > 1:
        raise reader.fail("the rows of the matrix differ in length", token)
    if sum(map(len, rows)) > ENTRIES:
        what = f"there are more than {ENTRIES} entries in one matrix"
        raise reader.builder.too_large(what, token.start)
    if len(rows) > 1 and len(rows[0]) == 1:
        return reader.node("vector", *(row[0] for row in rows), at=token.start)
    if len(rows) == 1:
        return one_row(reader, rows[0], token)
    vectors = [reader.node("vector", *row, at=token.start) for row in rows]
    return reader.node("matrix", *vectors, at=token.start)


def one_row(reader: MatrixReader, entries: list[Notation], token: Token) -> Notation:
    """[A, B], [[A, B], [C, D]], [A] and [1, 2]."""
    nested = [row_in(reader, entry) for entry in entries]
    found = [row for row in nested if row is not None]
    if len(found) == len(entries) and len({len(row.parts) for row in found}) == 1:
        return reader.node("matrix", *found, at=token.start)
    if len(entries) == 1:
        return entries[0]
    row = reader.node("vector", *entries, at=token.start)
    opaque = any(map(reader.is_opaque, entries))
    return reader.node("matrix", row, at=token.start) if opaque else row


def row_in(reader: MatrixReader, entry: Notation) -> Notation | None:
    """The row that brackets inside of brackets are."""
    if entry.head == "matrix" and len(entry.parts) == 1:
        return entry.parts[0]
    numbers = entry.head == "vector" and not any(map(reader.is_opaque, entry.parts))
    return entry if numbers else None


@prefix("open-angle")
def angles(reader: MatrixReader, token: Token) -> Notation:
    """⟨x, y⟩ is the dot product."""
    reader.opened.append(token)
    entries = reader.formulas()
    reader.close(token, "close-angle")
    if len(entries) != 2:
        raise reader.fail("two formulas stand in angle brackets", token, "write dot(x, y)")
    return reader.node("call", *entries, text="dot", at=token.start)
