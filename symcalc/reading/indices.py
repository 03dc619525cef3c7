"""Subscripts: x_1, x_{ij}, h_{t-1}, as parts of a name."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.errors import ReadingError
from symcalc.reading.characters import spell_out
from symcalc.reading.tokens import Token

LONGEST = 20  # tokens in one subscript
PARTS = frozenset(("word", "number", "upright", "quoted", "command", ",", "+", "-"))


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
    if token.kind not in PARTS:
        raise ReadingError("this subscript cannot be read", where=text, position=token.start)
    return spell_out(token.text)
