r"""Matrices and cases: \begin{pmatrix}, \begin{cases}, Piecewise(…)."""

from __future__ import annotations

from collections.abc import Callable

from symcalc.notation import Notation
from symcalc.reading.builder import is_condition
from symcalc.reading.groups import content
from symcalc.reading.lists import collection, matrix
from symcalc.reading.reader import ANY, CLOSERS, OPENERS, SUM, Reader, ambiguous, infix, prefix
from symcalc.reading.suggest import close_match
from symcalc.reading.tokens import Token

Environment = Callable[[Reader, Token], Notation]


@prefix("begin")
def environment(reader: Reader, token: Token) -> Notation:
    r"""\begin{…} to \end{…}."""
    if token.text not in ENVIRONMENTS:
        close = close_match(token.text, ENVIRONMENTS)
        hint = f"did you mean \\begin{{{close}}}?" if close else None
        raise reader.fail("this environment is not known", token, hint)
    reader.opened.append(token)
    made = ENVIRONMENTS[token.value or token.text](reader, token)
    end = reader.peek
    reader.close(token, "end-environment")
    if end.text != token.text:
        what = f"\\end{{{end.text}}} does not close \\begin{{{token.text}}}"
        raise reader.fail(what, token, mark="opened here")
    return made


def table(reader: Reader, token: Token) -> Notation:
    """Rows of entries."""
    rows = [reader.formulas("&")]
    while reader.take("\\\\"):
        if reader.peek.kind != "end-environment":
            rows.append(reader.formulas("&"))
    if all(len(entries) == 1 and is_condition(entries[0]) for entries in rows):
        return system_of(reader, [entries[0] for entries in rows], token)
    if len(rows) == len(rows[0]) == 1:
        return reader.node("vector", rows[0][0], at=token.start)
    return matrix(reader, rows, token)


def determinant(reader: Reader, token: Token) -> Notation:
    """A matrix between bars."""
    return reader.node("determinant", table(reader, token), at=token.start)


def norm(reader: Reader, token: Token) -> Notation:
    """A matrix between double bars."""
    return reader.node("norm", table(reader, token), at=token.start)


def alone(reader: Reader, _token: Token) -> Notation:
    """An environment that only sets its formula apart."""
    return reader.expression(0)


def cases(reader: Reader, token: Token) -> Notation:
    """Rows of a value and its condition; rows of equations are a system."""
    return piecewise_or_system(reader, token, reader.expression(0), "\\\\")


@prefix("{")
def braces(reader: Reader, token: Token) -> Notation:
    """{u} is u; {x if x > 0; 0 otherwise} is a formula by cases, {1, 2} a set."""
    before = reader.ahead(-2)
    inner = content(reader, token)
    if reader.peek.kind not in ("if", "otherwise", ";"):
        return collection(reader, token, inner, "}", before)
    made = piecewise_or_system(reader, token, inner, ";")
    reader.close(token, "}")
    return made


def piecewise_or_system(reader: Reader, token: Token, first: Notation, end: str) -> Notation:
    """The rows after the first, of the kind that the first one is."""
    system = is_condition(first) and reader.peek.kind in (end, "end-environment")
    parts = [first if system else piece(reader, first)]
    separators = (";", ",") if end == ";" and not system else (end,)
    while reader.peek.kind in separators:
        reader.next()
        if reader.peek.kind in ("end-environment", "}"):
            break
        parts.append(equation(reader) if system else piece(reader))
    if system:
        return system_of(reader, parts, token)
    return reader.node("cases", *parts, at=token.start)


def system_of(reader: Reader, equations: list[Notation], token: Token) -> Notation:
    """Equations that hold together; one is no system."""
    single = len(equations) == 1
    return equations[0] if single else reader.node("system", *equations, at=token.start)


def equation(reader: Reader) -> Notation:
    """One row of a system."""
    start = reader.peek
    made = reader.expression(0)
    if not is_condition(made):
        raise reader.fail("an equation should stand here", start)
    return made


def lines(reader: Reader, token: Token) -> Notation:
    """Lines of working, one below the other."""
    return working(reader, token, [line(reader, None)], ("\\\\",))


def working(reader: Reader, token: Token, found: list[Notation], ends: tuple[str, ...]) -> Notation:
    """The lines after those that were found."""
    while reader.peek.kind in ends:
        reader.next()
        if reader.peek.kind in ("end", "end-environment"):
            break
        found.append(line(reader, found[-1]))
    return reader.node("lines", *found, at=token.start) if len(found) > 1 else found[0]


def line(reader: Reader, before: Notation | None) -> Notation:
    """A formula, or = and what equals the right side of the line before."""
    while reader.peek.kind in ("implies", "equivalent"):
        reader.next()
    sign = reader.peek
    if sign.kind != "relation":
        return reader.expression(0)
    if before is None:
        raise reader.fail(f"a number or a name is missing before {sign.text}", sign)
    reader.next()
    left = before.parts[-1] if before.head in ("relation", "continued") else before
    right = reader.expression(SUM)
    return reader.node("continued", left, right, text=sign.text, at=sign.start)


def without_alignment(tokens: list[Token]) -> list[Token]:
    """Lines of working without their &, and without the words beside them."""
    kept: list[Token] = []
    inside: list[str] = []
    for token in tokens:
        if token.kind == "begin":
            inside.append(token.text)
        elif token.kind == "end-environment" and inside:
            inside.pop()
        aligned = bool(inside) and ENVIRONMENTS.get(inside[-1]) is lines
        if not (aligned and token.kind == "&"):
            kept.append(token)
    return kept


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
    if reader.peek.kind in (",", ";") and reader.ahead() in ("\\\\", "end-environment"):
        reader.next()
    if not is_condition(found):
        raise reader.fail("a condition, such as x > 0, should stand here", token)
    return found


@ambiguous("if")
def is_conditional(reader: Reader) -> str:
    """Whether "if" goes on after a value with "else", before anything that ends a piece."""
    depth = 0
    for token in reader.tokens[reader.at + 1 :]:
        depth += (token.kind in OPENERS) - (token.kind in CLOSERS)
        if depth < 0 or (depth == 0 and token.kind in ENDS):
            return "if"
        if depth == 0 and token.kind == "otherwise":
            return "conditional"
    return "if"


@infix(ANY, "conditional")
def conditional(reader: Reader, value: Notation, token: Token) -> Notation:
    """1 if x > 0 else 0, as in Python."""
    reader.next()
    start = reader.peek
    test = reader.expression(0)
    if not is_condition(test):
        raise reader.fail("a condition, such as x > 0, should stand here", start)
    otherwise = reader.next()
    other = reader.expression(0)
    first = reader.node("piece", value, test, at=token.start)
    if other.head == "cases":
        return reader.node("cases", first, *other.parts, at=token.start)
    last = reader.node("piece", other, reader.node("otherwise", at=otherwise.start), at=token.start)
    return reader.node("cases", first, last, at=token.start)


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
    **dict.fromkeys(("aligned", "align", "gather", "gathered", "split", "eqnarray"), lines),
    **dict.fromkeys(("equation", "displaymath", "math"), alone),
    "vmatrix": determinant,
    "Vmatrix": norm,
}
