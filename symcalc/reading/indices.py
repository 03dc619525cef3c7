"""Subscripts: x_1, x_{ij}, h_{t-1}, as parts of a name, or as indices of a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.notation import Notation, number
from symcalc.reading.characters import GREEK_WORDS, spell_out
from symcalc.reading.names import Names
from symcalc.reading.reader import Reader
from symcalc.reading.tokens import Token

LONGEST = 20  # tokens in one subscript
NAMES = frozenset(("word", "command", "upright", "quoted"))
PARTS = frozenset(("word", "number", "upright", "quoted", "command", ",", "+", "-"))


def subscripts_first(tokens: list[Token], *, latex: bool) -> list[Token]:
    """x^2_1 as x_1^2, in which the subscript is part of the name; in text, x^y_1 is x^(y_1)."""
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        made.append(tokens[i])
        i += 1
        if tokens[i - 1].kind not in NAMES or i == len(tokens) or tokens[i].kind != "^":
            continue
        raised = after_argument(tokens, i + 1)
        lowered = raised
        word = tokens[raised - 1].kind in NAMES
        if (latex or not word) and follows(tokens, raised):
            lowered = (
                raised + 1 if tokens[raised].text != "_" else after_argument(tokens, raised + 1)
            )
        made += [*tokens[raised:lowered], *tokens[i:raised]]
        i = lowered
    return made


DELTAS = {"Δ": "Delta", "Delta": "Delta", "δ": "delta", "delta": "delta"}


def with_differences(tokens: list[Token], names: Names, remarks: list[str]) -> list[Token]:
    """Δx as one name, since it is one quantity."""
    made: list[Token] = []
    for token in tokens:
        if not made or not is_difference(made[-1], token, names):
            made.append(token)
            continue
        letter = DELTAS[made[-1].text]
        made[-1] = made[-1]._replace(kind="quoted", text=f"{letter}_{token.text}")
        told = f"{letter} {token.text} is read as one name"
        remarks.append(f"{told}; write a * between for a product")
    return made


def is_difference(delta: Token, token: Token, names: Names) -> bool:
    """Whether a delta, as a letter or a command, stands before a single letter."""
    if delta.text not in DELTAS or names.is_declared(DELTAS[delta.text]):
        return False
    single = token.kind == "word" and len(token.text.rstrip("0123456789")) == 1
    letter = delta.kind == "word" and len(delta.text) == 1 and not token.spaced
    return single and (letter or delta.kind == "command")


def without_shells(tokens: list[Token]) -> list[Token]:
    """f{(x)} as f(x), which is how SymPy sets it: braces that hold one parenthesis go."""
    opened: list[int] = []
    dropped: set[int] = set()
    closing: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if token.kind in ("{", "("):
            opened.append(i)
        elif token.kind in ("}", ")") and opened:
            closing[opened.pop()] = i
    for i, end in closing.items():
        inside = closing.get(i + 1, -2) == end - 1 and tokens[i + 1].kind == "("
        if tokens[i].kind == "{" and inside and i and tokens[i - 1].kind in NAMES:
            dropped |= {i, end}
    return [token for i, token in enumerate(tokens) if i not in dropped] if dropped else tokens


def after_argument(tokens: Sequence[Token], i: int) -> int:
    """Past one token, or past the braces that open at i, if they are short."""
    depth = 0
    for j in range(i, min(i + LONGEST, len(tokens))):
        depth += (tokens[j].kind == "{") - (tokens[j].kind == "}")
        if depth == 0:
            return j + 1
    return min(i + 1, len(tokens))


def follows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subscript stands at i."""
    return i < len(tokens) and tokens[i].kind in ("subscript", "_")


def index(tokens: Sequence[Token], i: int, text: str) -> tuple[str, int]:
    """The subscripts that stand from i on, as part of a name, and where they end."""
    suffix = ""
    while follows(tokens, i):
        inner, i = (tokens[i].text, i + 1) if tokens[i].text != "_" else _group(tokens, i, text)
        suffix += "_" + inner
    return suffix, i


def _group(tokens: Sequence[Token], i: int, text: str) -> tuple[str, int]:
    """What stands after the underscore at i: one token, or those in braces."""
    start = tokens[i].start
    if i + 1 == len(tokens) or tokens[i + 1].kind == "end":
        raise ReadingError("a subscript is missing", where=text, position=start)
    if tokens[i + 1].kind != "{":
        return _spelling(tokens[i + 1], text), i + 2
    last = min(i + 2 + LONGEST, len(tokens))
    end = next((j for j in range(i + 2, last) if tokens[j].kind == "}"), i + 2)
    inner = "".join(_spelling(token, text) for token in tokens[i + 2 : end])
    if not inner:
        raise ReadingError("this subscript cannot be read", where=text, position=start)
    return (inner if inner.isalnum() else f"{{{inner}}}"), end + 1


def _spelling(token: Token, text: str) -> str:
    """A token inside a subscript."""
    if token.kind not in PARTS or "_" in spell_out(token.text):
        raise ReadingError("this subscript cannot be read", where=text, position=token.start)
    return spell_out(token.text)


SHIFTED = re.compile(r"(\w+)([+-])(\w+)")


def indexed_by(reader: Reader, body: Notation, variable: Notation, token: Token) -> Notation:
    """The body of a sum, with the names whose subscript is its index read as x_i that changes."""
    if not any(_runs(node, variable.text) for node in body.walk()):
        return body

    def change(node: Notation) -> Notation:
        if _runs(node, variable.text):
            return _indexed(reader, node, token)
        parts = [change(part) for part in node.parts]
        if not parts:
            return node
        return reader.node(node.head, *parts, text=node.text, at=token.start)

    return change(body)


def _runs(node: Notation, variable: str) -> bool:
    """Whether a name has this variable in its subscript."""
    return node.head == "name" and variable in _names(node.text.rpartition("_")[2], node.text)


def _names(subscript: str, whole: str) -> list[str]:
    """The numbers and names in a subscript: i and j of ij, t and 1 of {t-1}; but min is a word."""
    if subscript == whole:
        return []
    found: list[str] = []
    for word in re.findall(r"\d+|[^\W\d_]+", subscript):
        several = len(word) == 2 or not set(word) - set("ijkl")
        found += word if several and word not in GREEK_WORDS else [word]
    return found


def _indexed(reader: Reader, node: Notation, token: Token) -> Notation:
    """x_{i,j+1} as x with the indices i and j + 1."""
    base, _, subscript = node.text.rpartition("_")
    indices: list[Notation] = []
    for piece in subscript.strip("{}").split(","):
        shifted = SHIFTED.fullmatch(piece)
        if shifted is None:
            indices += [_atom(reader, word) for word in _names(piece, "")]
            continue
        left, sign, right = shifted.groups()
        head = "sum" if sign == "+" else "difference"
        pair = (_atom(reader, left), _atom(reader, right))
        indices.append(reader.node(head, *pair, at=token.start))
    name = reader.names.notation(reader.names.symbol(base))
    return reader.node("indexed", name, *indices, at=token.start)


def _atom(reader: Reader, word: str) -> Notation:
    """A number or a name of an index."""
    if word.isdigit():
        return number(sp.Integer(word))
    return reader.names.notation(reader.names.symbol(word))
