r"""Matrices and cases: \begin{pmatrix}, \begin{cases}, Piecewise(…)."""

from __future__ import annotations

from collections.abc import Callable

from symcalc.notation import Notation
from symcalc.reading.builder import is_condition
from symcalc.reading.groups import content, matrix
from symcalc.reading.reader import Reader, prefix
from symcalc.reading.suggest import close_match
from symcalc.reading.tokens import Token

Environment = Callable[[Reader, Token], Notation]

UNSUPPORTED = {
    **dict.fromkeys(("vmatrix", "Vmatrix"), "a determinant"),
    **dict.fromkeys(("aligned", "align", "gather", "gathered", "split", "eqnarray"), "working"),
}


@prefix("begin")
def environment(reader: Reader, token: Token) -> Notation:
    r"""\begin{…} to \end{…}."""
    if token.text in UNSUPPORTED:
        raise reader.unsupported(UNSUPPORTED[token.text], token)
    if token.text not in ENVIRONMENTS:
        close = close_match(token.text, ENVIRONMENTS)
        hint = f"did you mean \\begin{{{close}}}?" if close else None
        raise reader.fail("this environment is not known", token, hint)
    reader.opened.append(token)
    made = ENVIRONMENTS[token.text](reader, token)
    end = reader.peek
    reader.close(token, "end-environment")
    if end.text != token.text:
        what = f"\\end{{{end.text}}} does not close \\begin{{{token.text}}}"
        raise reader.fail(what, token, mark="opened here")
    return made


def table(reader: Reader, token: Token) -> Notation:
    """Rows of entries."""
    rows = [cells(reader)]
    while reader.take("\\\\"):
        if reader.peek.kind != "end-environment":
            rows.append(cells(reader))
    if len(rows) == len(rows[0]) == 1:
        return reader.node("vector", rows[0][0], at=token.start)
    return matrix(reader, rows, token)


def cells(reader: Reader) -> list[Notation]:
    """Formulas between &."""
    found = [reader.expression(0)]
    while reader.take("&"):
        found.append(reader.expression(0))
    return found


def cases(reader: Reader, token: Token) -> Notation:
    """Rows of a value and its condition."""
    pieces = [piece(reader)]
    while reader.take("\\\\"):
        if reader.peek.kind != "end-environment":
            pieces.append(piece(reader))
    return reader.node("cases", *pieces, at=token.start)


@prefix("{")
def braces(reader: Reader, token: Token) -> Notation:
    """{u} is u; {x if x > 0; 0 otherwise} is a formula by cases."""
    inner = content(reader, token)
    if reader.peek.kind not in ("if", "otherwise"):
        reader.close(token, "}")
        return inner
    pieces = [piece(reader, inner)]
    while reader.take(";"):
        pieces.append(piece(reader))
    reader.close(token, "}")
    return reader.node("cases", *pieces, at=token.start)


def piece(reader: Reader, value: Notation | None = None) -> Notation:
    """A value, then a condition after a comma, an & or the word if."""
    start = reader.peek
    value = value or reader.expression(0)
    while reader.peek.kind in (",", "&", "if"):
        reader.next()
    return reader.node("piece", value, condition(reader), at=start.start)


def condition(reader: Reader) -> Notation:
    """A condition, the word otherwise, or nothing, which says the same."""
    token = reader.peek
    while reader.peek.kind in ("otherwise", "if"):
        reader.next()
    if token.kind == "otherwise" or reader.peek.kind in ENDS:
        return reader.node("otherwise", at=token.start)
    found = reader.expression(0)
    if not is_condition(found):
        raise reader.fail("a condition, such as x > 0, should stand here", token)
    return found


@prefix("cases")
def piecewise(reader: Reader, token: Token) -> Notation:
    """Piecewise((v, c), (w, True)), and cases(v if c, w otherwise)."""
    opening = reader.next()
    if opening.kind != "(":
        raise reader.fail(f"{token.text} needs a list of values and conditions", opening)
    reader.opened.append(opening)
    read = tupled if token.text.lower() == "piecewise" else piece
    pieces = [read(reader)]
    while reader.take(","):
        pieces.append(read(reader))
    reader.close(opening, ")")
    return reader.node("cases", *pieces, at=token.start)


def tupled(reader: Reader) -> Notation:
    """(value, condition)."""
    opening = reader.next()
    if opening.kind != "(":
        what = "a pair (value, condition) should stand here"
        raise reader.fail(what, opening)
    reader.opened.append(opening)
    made = piece(reader)
    reader.close(opening, ")")
    return made


ENDS = (")", "}", ";", ",", "\\\\", "end-environment")  # of a piece

ENVIRONMENTS: dict[str, Environment] = {
    **dict.fromkeys(("pmatrix", "bmatrix", "matrix", "Bmatrix", "smallmatrix", "array"), table),
    **dict.fromkeys(("cases", "dcases", "rcases"), cases),
}
