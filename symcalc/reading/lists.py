"""Vectors, matrices, points, intervals and sets: several formulas in one pair of brackets."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.reading.applied import arguments
from symcalc.reading.bars import value_at
from symcalc.reading.builder import is_condition
from symcalc.reading.limits import ENTRIES
from symcalc.reading.reader import Reader, ambiguous, prefix
from symcalc.reading.tokens import Token

SET_SIGNS = frozenset(("element", "union", "intersection", "set-difference"))
SUCH_THAT = frozenset((":", "such-that", "bar"))
SYSTEMS = frozenset(("array", "aligned", "matrix", "gathered", "align", "split"))
# What may stand after the [ that closes ]0, 1[.
AFTER_FRENCH = frozenset(
    ("end", ")", "}", ",", "close-set", "relation", "union", "intersection", "set-difference")
) | {"and", "or", "\\\\", ";"}


@prefix("[")
def brackets(reader: Reader, token: Token) -> Notation:
    """[a, b] is a vector, [a, b; c, d] and [[a, b], [c, d]] are matrices, [a] is a group.

    [a, b) is an interval, and so is what stands in \\left[ and \\right].
    """
    exact = reader.at - 1 == reader.exact
    reader.opened.append(token)
    entries = reader.formulas()
    if reader.peek.kind == ";":
        rows = [entries]
        while reader.take(";"):
            rows.append(reader.formulas())
        reader.close(token, "]")
        return matrix(reader, rows, token)
    if len(entries) == 2 and reader.peek.kind in ("[", ")"):
        reader.close(token, "[", ")")
        return reader.node("interval", *entries, text="[)", at=token.start)
    reader.close(token, "]")
    if len(entries) == 1 and reader.peek.kind == "_" and not exact:
        return value_at(reader, entries[0], token)
    if len(entries) == 1 and entries[0].head != "vector":
        return entries[0]
    if all(entry.head == "vector" for entry in entries):
        return matrix(reader, [list(entry.parts) for entry in entries], token)
    if len(entries) == 2 and token.value:
        read = reader.source(token.start)
        reader.remark(f"{read} is read as an interval; write a pmatrix for a vector")
        return reader.node("interval", *entries, text="[]", at=token.start)
    return reader.node("vector", *entries, at=token.start)


@prefix("open-set")
def set_braces(reader: Reader, token: Token) -> Notation:
    r"""\{…\} groups one formula; several are a set, and {x : x > 0} is one by a condition."""
    before = reader.ahead(-2)
    reader.opened.append(token)
    if reader.peek.kind == "begin" and reader.peek.text in SYSTEMS:
        reader.tokens[reader.at] = reader.peek._replace(value="cases")
        inner = reader.expression(0)
        reader.close(token, "close-invisible", "close-set")
        return inner
    return collection(reader, token, reader.expression(0), "close-set", before)


def collection(reader: Reader, token: Token, first: Notation, closer: str, before: str) -> Notation:
    """What begins with `first` inside braces: a group, but x ∈ {0} and ℝ ∖ {0} have sets.

    `before` is the kind of the token that stands before the braces.
    """
    if reader.peek.kind == ",":
        entries = [first]
        while reader.take(",") and reader.peek.kind != closer:
            entries.append(reader.expression(0))
        reader.close(token, closer)
        return reader.node("set", *entries, at=token.start)
    if reader.peek.kind in SUCH_THAT:
        reader.next()
        start = reader.peek
        condition = reader.expression(0)
        if not is_condition(condition):
            raise reader.fail("a condition, such as x > 0, should stand here", start)
        if first.head not in ("name", "element"):
            raise reader.fail("a name, or x ∈ S, should stand before the bar", token)
        reader.close(token, closer)
        return reader.node("set-builder", first, condition, at=token.start)
    reader.close(token, closer)
    alone = closer == "close-set" and before == reader.peek.kind == "end"
    if alone:
        reader.remark(f"{reader.source(token.start)} is read as a set")
    if alone or before in SET_SIGNS or reader.peek.kind in SET_SIGNS - {"element"}:
        return reader.node("set", first, at=token.start)
    return first


@prefix("open-angle")
def angles(reader: Reader, token: Token) -> Notation:
    """⟨a, b⟩ is a vector."""
    reader.opened.append(token)
    entries = reader.formulas()
    reader.close(token, "close-angle")
    if len(entries) == 1:
        raise reader.unsupported("one formula in angle brackets", token)
    reader.remark(f"{reader.source(token.start)} is read as a vector")
    return reader.node("vector", *entries, at=token.start)


@ambiguous("[")
def bracket_opens(reader: Reader) -> str:
    """In ]0, 1[ it closes."""
    return "closing" if reader.ahead() in AFTER_FRENCH else "["


@prefix("]")
def open_interval(reader: Reader, token: Token) -> Notation:
    """]a, b[ and ]a, b]."""
    reader.opened.append(token)
    low = reader.expression(0)
    if not reader.take(","):
        raise reader.fail("] closes nothing", token)
    high = reader.expression(0)
    closing = reader.close(token, "[", "]")
    text = "(]" if closing.kind == "]" else "()"
    return reader.node("interval", low, high, text=text, at=token.start)


@prefix("interval")
def named_interval(reader: Reader, token: Token) -> Notation:
    """Interval(a, b), as SymPy writes a closed one."""
    if reader.peek.kind != "(":
        raise reader.fail("two ends should stand here", reader.peek, "write Interval(0, 1)")
    return reader.node("interval", *arguments(reader, 2), text="[]", at=token.start)


def matrix(reader: Reader, rows: list[list[Notation]], token: Token) -> Notation:
    """Rows of equal length; rows of one entry are a column vector."""
    if len({len(entries) for entries in rows}) > 1:
        raise reader.fail("the rows of the matrix differ in length", token)
    if len(rows[0]) == 1:
        return reader.node("vector", *(entries[0] for entries in rows), at=token.start)
    if sum(map(len, rows)) > ENTRIES:
        what = f"there are more than {ENTRIES} entries in one matrix"
        raise reader.builder.too_large(what, token.start)
    vectors = [reader.node("vector", *entries, at=token.start) for entries in rows]
    return reader.node("matrix", *vectors, at=token.start)
