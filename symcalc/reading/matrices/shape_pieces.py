"""The pieces that declared shapes are written with: names, numbers, × and brackets."""

from __future__ import annotations

import re

from symcalc.reading.characters import fold, spell_out

Piece = tuple[str, str, int]  # kind, text, place

PIECE = re.compile(
    r"""[^\S\n]*(?:
  (?P<newline>\n)
| (?P<colon>:|∈|\\in(?![A-Za-z]))
| (?P<set>(?:ℝ|\\mathbb\s*\{?R\}?)\s*\^?|R\s*\^)
| (?P<times>(?:x|by)(?![\w'])|(?<=\d)x(?=[\dA-Za-z])|(?<=\d[ ])x(?=\d)
          |(?<=\b[A-Za-z])x(?=[A-Za-z]\b|\d)|\\times(?![A-Za-z])|×)
| (?P<number>\d+(?:\.\d+)?)
| (?P<name>[A-Za-z](?=x(?:[A-Za-z]|\d+)\b)
         |(?:\\(?:mathbf|boldsymbol|bm|vec)\s*(?P<brace>\{)?\s*)?\\?[^\W\d_](?:[^\W_]|_(?=\w))*(?(brace)\})
          (?:_\{\w+\})?(?:(?<=\})_\w+)?'*)
| (?P<sign>[-+*^()\[\]{},;])
| (?P<strange>\S)
)""",
    re.VERBOSE,
)
TYPES = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec)\s*(?![A-Za-z])")
OPENING = {"(": ")", "[": "]", "{": "}"}


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, and one for its end."""
    found = [
        (str(m.lastgroup), m[m.lastgroup or 0].strip() or "\n", m.start(m.lastgroup or 0))
        for m in PIECE.finditer(fold(text))
    ]
    return [*without_newlines(found), ("end", "", len(text.rstrip()))]


def without_newlines(tokens: list[Piece]) -> list[Piece]:
    """The tokens without newlines that separate nothing: in brackets, and beside a comma."""
    made: list[Piece] = []
    depth = 0
    for kind, text, at in tokens:
        depth += (text in OPENING) - (text in OPENING.values())
        apart = bool(made) and made[-1][1] not in (",", ";", "\n") and depth <= 0
        if kind != "newline" or apart:
            made.append((kind, text, at))
    while made and made[-1][0] == "newline":
        made.pop()
    return made


def plain_name(text: str) -> str:
    r"""A name without its type.

    >>> plain_name(r"\mathbf{W}_{1}"), plain_name(r"\boldsymbol\theta")
    ('W_1', 'theta')
    """
    return spell_out(re.sub(r"[\\{} ]", "", TYPES.sub("", fold(text))))
