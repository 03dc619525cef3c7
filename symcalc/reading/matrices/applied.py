"""Functions of matrices: traces, sums, calls by name, norms, bars, indicators."""

from __future__ import annotations

from symcalc.notation import Notation, number
from symcalc.primitives import Primitive
from symcalc.reading import functions, sums
from symcalc.reading.arithmetic import flat
from symcalc.reading.bars import CLOSING, HEADS, tell_bars
from symcalc.reading.calls import ALONG, NORMS, REDUCING
from symcalc.reading.matrices.builder import CONDITIONS
from symcalc.reading.matrices.reader import MatrixReader, infix, prefix
from symcalc.reading.reader import POSTFIX, POWER, PRODUCT, SUM
from symcalc.reading.tokens import Token

BRACKETS = {"(": ")", "[": "]", "open-set": "close-set"}
CLOSERS_OF = {**BRACKETS, "{": "}"}
SIZES = frozenset(("number", "name", "+", "-", "*", ",", "{", "}"))  # kinds of tokens
# Where an argument without parentheses goes on: tr AB is tr(AB), tr A tr B is tr(A) tr(B).
GOES_ON = frozenset(("name", "number", "(", "{", "frac", "constant-matrix", "constant"))
METHODS = frozenset(
    ("call", "summation", "inverse", "transpose", "trace", "determinant", "norm", "function")
)
RANGES = ([0, 0, 0], [0, 1, 1])  # how deep the commas of a sum over an index are


def operands(reader: MatrixReader, token: Token) -> list[Notation]:
    """The arguments in brackets after a function, or the factors that follow without any."""
    opening = reader.peek
    if opening.kind in BRACKETS:
        reader.next()
        reader.opened.append(opening)
        parts = [argument(reader)]
        while reader.take(","):
            parts.append(argument(reader))
        reader.close(opening, BRACKETS[opening.kind])
        return parts
    if not reader.starts_operand():
        hint = f"write {token.text}(X)"
        raise reader.fail(f"{token.text} needs an argument", opening, hint)
    factors = [reader.expression(POWER)]
    while reader.peek.kind in GOES_ON:
        factors.append(reader.expression(POWER))
    if len(factors) > 1:
        whole, read = reader.source(token.start), reader.source(opening.start)
        reader.remark(f"{whole} is read as {token.text}({read})")
    return [flat(reader, factors, opening)]


def argument(reader: MatrixReader) -> Notation:
    """One argument; axis=0 is named."""
    token = reader.peek
    if token.kind != "keyword":
        return reader.expression(0)
    reader.at += 2
    value = reader.expression(SUM)
    return reader.node("keyword", value, text=token.text, at=token.start)


@prefix("string")
def string(reader: MatrixReader, token: Token) -> Notation:
    """A word that is the value of an argument: "rows", True."""
    return reader.node("word", text=token.text, at=token.start)


@prefix("keyword")
def keyword(reader: MatrixReader, token: Token) -> Notation:
    """One that stands in no call."""
    what = f"{token.text}= stands in the call of a function only"
    raise reader.fail(what, token, "write it in the parentheses of sum(…), mean(…), norm(…)")


@prefix("determinant", "trace", "transpose", "inverse")
def of_matrix(reader: MatrixReader, token: Token) -> Notation:
    """det(A), tr AB, transpose(A), inv(A)."""
    return one_of(reader, token.kind, operands(reader, token), token)


def one_of(reader: MatrixReader, head: str, parts: list[Notation], token: Token) -> Notation:
    """A function of exactly one matrix."""
    if len(parts) != 1:
        what = f"{token.text} takes one matrix, not {len(parts)}"
        raise reader.fail(what, token, f"write {token.text}(X)")
    return reader.node(head, *parts, at=token.start)


@prefix("call")
def call(reader: MatrixReader, token: Token) -> Notation:
    """softmax(z), mean(X, axis=0)."""
    return called(reader, token.text, operands(reader, token), token.start)


def called(reader: MatrixReader, text: str, parts: list[Notation], at: int) -> Notation:
    """A call; sum(X, 0) names its axis by its place."""
    if text in ALONG and len(parts) == 2 and parts[1].head in ("number", "negation"):
        axis = reader.node("keyword", parts[1], text="axis", at=reader.matrices.place_of(parts[1]))
        parts = [parts[0], axis]
    return reader.node("call", *parts, text=text, at=at)


@infix(POSTFIX, "method")
def method(reader: MatrixReader, base: Notation, start: Token) -> Notation:
    """x.sum(axis=0) as sum(x, axis=0)."""
    reader.next()
    token = reader.next()
    if token.kind not in METHODS:
        raise reader.fail(f"the method {token.text} is not known", token)
    empty = reader.peek.kind == "(" and reader.ahead() == ")"
    reader.at += 2 * empty
    parts = [base, *([] if empty else operands(reader, token))]
    if token.kind == "norm":
        return norm_of(reader, parts, token)
    if token.kind in ("call", "summation"):
        text = "sum" if token.kind == "summation" else token.text
        return called(reader, text, parts, start.start)
    if token.kind == "function" and token.text in REDUCING:
        return reader.node("call", *parts, text=token.text, at=start.start)
    if token.kind == "function":
        return reader.node(token.value.name, *parts, at=start.start)
    return one_of(reader, token.kind, parts, token)


@prefix("function")
def function(reader: MatrixReader, token: Token) -> Notation:
    """exp(X) is taken entry by entry; max(x) and max(X, axis=0) are the largest entries."""
    row: Primitive = token.value
    if token.text in REDUCING and reader.peek.kind == "(":
        parts = operands(reader, token)
        if len(parts) == 1 or any(part.head == "keyword" for part in parts):
            return reader.node("call", *parts, text=token.text, at=token.start)
        return reader.node(row.name, *parts, at=token.start)
    if token.text in REDUCING and reader.peek.kind == "_":
        hint = "write the formula alone, without what is asked of it"
        raise reader.unsupported(f"a {token.text} over a variable", token, hint)
    if reader.peek.kind == "'":
        raise reader.unsupported(
            "the derivative of a function", reader.peek, "write out what it is"
        )
    return functions.function(reader, token)


@prefix("summation")
def summation(reader: MatrixReader, token: Token) -> Notation:
    r"""sum(x) of all entries; \sum_{k=1}^n of numbers as in plain formulas."""
    if token.value == "word" and reader.peek.kind in BRACKETS:
        if not is_ranged(reader):
            return called(reader, "sum", operands(reader, token), token.start)
    elif reader.peek.kind not in ("_", "^"):
        body = reader.expression(PRODUCT)
        read = reader.source(token.start)
        reader.remark(f"{read} is read as the sum of all entries")
        return reader.node("call", body, text="sum", at=token.start)
    if reader.peek.kind == "_" and not is_bounded(reader):
        what, hint = "a sum over an index", "write sum(…) for all entries, mean(…) for their mean"
        raise reader.unsupported(what, token, hint)
    return sums.summation(reader, token)


def is_ranged(reader: MatrixReader) -> bool:
    """Whether sum(k^2, k, 1, n) or sum(k^2, (k, 1, n)) comes next, an index and where it runs."""
    inside = reader.inside()
    commas = [depth - inside[0][1] for token, depth in inside if token.kind == ","]
    return commas in RANGES


def is_bounded(reader: MatrixReader) -> bool:
    """Whether i = 1 stands below the sign, and not i alone."""
    end = next((i for i, t in enumerate(reader.tokens[reader.at :]) if t.kind == "}"), 0)
    return any(t.kind == "relation" for t in reader.tokens[reader.at : reader.at + end])


@prefix("derivative", "partial", "derivative-of", "call-derivative", "nabla", "int")
def derivative(reader: MatrixReader, token: Token) -> Notation:
    """What is asked of a formula is not part of it."""
    what = "an integral" if token.kind == "int" else "a derivative"
    hint = "write the formula alone, without what is asked of it"
    raise reader.unsupported(f"{what} inside a matrix formula", token, hint)


@infix(POSTFIX, "_")
def lowered(reader: MatrixReader, _base: Notation, _start: Token) -> Notation:
    """softmax(z)_1."""
    raise reader.unsupported("an entry of a matrix", reader.peek)


@prefix("norm")
def norm(reader: MatrixReader, token: Token) -> Notation:
    """norm(x), norm(X, "fro"), norm(x, ord=1)."""
    return norm_of(reader, operands(reader, token), token)


def norm_of(reader: MatrixReader, parts: list[Notation], token: Token) -> Notation:
    """A norm whose index is its second argument."""
    made, *others = parts
    indices = [p.parts[0] if p.head == "keyword" else p for p in others]
    if len(indices) > 1 or any(p.text not in ("ord", "p") for p in others if p.head == "keyword"):
        raise reader.fail("a norm takes a matrix and its index", token, "write norm(X, 1)")
    index = indices[0].text if indices else ""
    if indices and index not in NORMS:
        at = token._replace(start=reader.matrices.place_of(indices[0]))
        raise reader.unsupported("this norm", at, "‖x‖, ‖x‖₁ and ‖X‖_F are read")
    return reader.node("norm", made, text=NORMS[index] if index else "", at=token.start)


@prefix("bar", "open-bar", "bars", "open-bars")
def enclosed(reader: MatrixReader, token: Token) -> Notation:
    """‖u‖ with its index; |X| of a square matrix is its determinant, |x| is entry by entry."""
    reader.opened.append(token)
    inner = reader.expression(0)
    reader.close(token, CLOSING[token.kind])
    tell_bars(reader, token)
    head = HEADS[token.kind]
    if head == "norm":
        index = reader.next().text if reader.peek.kind == "norm-index" else ""
        return reader.node("norm", inner, text=index, at=token.start)
    if reader.is_opaque(inner) and reader.scope.squares(inner):
        head = "determinant"
        reader.remark(
            f"{reader.source(token.start)} is read as a determinant; write abs(…) for"
            " absolute values"
        )
    elif reader.scope.looks_wide(inner):
        reader.remark(
            f"{reader.source(token.start)} is read entry by entry; write det(…) for a determinant"
        )
    return reader.node(head, inner, at=token.start)


@prefix("constant-matrix")
def constant_matrix(reader: MatrixReader, token: Token) -> Notation:
    r"""I, I_n, \mathbf{1}, \mathbf{1}_n; 1[z > 0] is 1 where it holds."""
    if token.text == "eye" and reader.scope.is_known("I"):
        return reader.matrices.name(reader.names.symbol("I"), token.start)
    lowered = reader.take("_")
    opening = reader.peek
    inside = [] if opening.spaced and token.text == "eye" else reader.inside()
    if opening.kind in CLOSERS_OF and is_condition(inside):
        parts = between(reader)
        if len(parts) != 1 or parts[0].head not in CONDITIONS:
            raise reader.fail("a condition, such as x > 0, should stand here", opening)
        return reader.matrices.indicator(parts[0], token.start)
    if token.text != "one" and (lowered or opening.kind == "(") and is_size(reader, inside):
        return sized(reader, between(reader), token)
    if lowered:
        raise reader.fail("a size should stand here", opening, "write ones(n), zeros(n) or eye(n)")
    return (
        number(1) if token.text == "one" else reader.node("call", text=token.text, at=token.start)
    )


def is_condition(inside: list[tuple[Token, int]]) -> bool:
    """Whether a sign such as > stands in a bracket, and in none inside of it."""
    tokens = [token for token, depth in inside if depth == inside[0][1]]
    signs = [i for i, token in enumerate(tokens) if token.kind == "relation"]
    return any(i == 0 or tokens[i - 1].kind != "keyword" for i in signs)


def is_size(reader: MatrixReader, inside: list[tuple[Token, int]]) -> bool:
    """Whether numbers and names of numbers stand in a bracket."""
    kinds = {token.kind for token, _ in inside}
    names = [token.text for token, _ in inside if token.kind == "name"]
    return bool(kinds) and kinds <= SIZES and not any(map(reader.scope.is_matrix, names))


def between(reader: MatrixReader) -> list[Notation]:
    """The formulas in the brackets that come next."""
    opening = reader.next()
    reader.opened.append(opening)
    found = reader.formulas()
    reader.close(opening, CLOSERS_OF[opening.kind])
    return found


def sized(reader: MatrixReader, sizes: list[Notation], token: Token) -> Notation:
    r"""\mathbf{1}_{m \times n} has two sizes."""
    if len(sizes) == 1 and sizes[0].head == "product" and len(sizes[0].parts) == 2:
        sizes = list(sizes[0].parts)
    return reader.node("call", *sizes, text=token.text, at=token.start)
