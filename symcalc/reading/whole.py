"""Texts that mean another thing as a whole than inside a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sympy as sp

from symcalc.notation import Notation, derivative, name, with_remarks
from symcalc.primitives import arrange, build
from symcalc.reading import questions
from symcalc.structures import structure

# What a formula without a value is written as; no part of a formula can be one.
WITHOUT_VALUE: dict[str, sp.Basic] = {"undefined": sp.nan, "true": sp.true, "false": sp.false}
QUOTED = re.compile(r'"([A-Za-z]+(?:[ -][A-Za-z]+)+)"')  # "positive definite"
NEARLY = "≈"
ABOUT = "≈ is read as =, for numbers that are rounded"
SIGNS = "=≈≠<>≤≥"
WORKED_OUT = ("derivative", *questions.CALCULUS.values())


def in_a_word(text: str) -> Notation | None:
    """A word that stands for an answer: for what has no value, or between quotation marks."""
    found = QUOTED.fullmatch(text.strip())
    if found is not None:
        return name(sp.Symbol(found[1]))
    meaning = WITHOUT_VALUE.get(text.strip())
    return None if meaning is None else arrange(meaning)


def nearly(node: Notation, text: str) -> Notation:
    """A relation that was read with = for ≈, with its own sign again.

    >>> from symcalc.reading import read
    >>> read("x ≈ 3").text, read("x = 3.14159 ≈ 3").parts[1].text
    ('≈', '≈')
    """
    written = [sign for sign in text if sign in SIGNS]
    relations = node.parts if node.head == "and" else (node,)
    if len(written) != len(relations) or any(part.head != "relation" for part in relations):
        return with_remarks(node, (*node.remarks, ABOUT))
    parts = [
        Notation("relation", part.parts, NEARLY, part.expr) if sign == NEARLY else part
        for part, sign in zip(relations, written, strict=True)
    ]
    made = build("and", *parts) if node.head == "and" else parts[0]
    return with_remarks(made, (*node.remarks, ABOUT))


def listed(node: Notation, text: str) -> Notation:
    """[x²] as a vector of one formula, where brackets are all around it.

    >>> from symcalc.reading import read
    >>> listed(read("[x^2]"), "[x^2]").head, listed(read("[x] [y]"), "[x] [y]").head
    ('vector', 'product')
    """
    plain = isinstance(node.expr, sp.Expr) and not node.expr.is_Matrix
    if not plain or not in_brackets(text.strip()):
        return node
    return with_remarks(build("vector", node), node.remarks)


def in_brackets(text: str) -> bool:
    """Whether the bracket that a text begins with closes at its end."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return sign == "]" and place == len(text) - 1
    return False


def in_words(
    text: str, names: Iterable[str | sp.Symbol], symbols: Iterable[sp.Symbol]
) -> Notation | None:
    """What a question in words asks for, not worked out; None for other questions."""
    asked = questions.question(text, names, symbols)
    if asked.kind not in WORKED_OUT or asked.subject_to or asked.given or len(asked.at) > 1:
        return None
    if asked.kind != "derivative":
        return None if asked.at else asked.body
    wrt = asked.wrt or tuple(asked.body.symbols)
    if not asked.wrt and len(wrt) != 1:
        return None
    made = derivative(asked.body, *map(name, wrt), text=asked.sign)
    for variable, place in asked.at:
        made = structure("evaluated", made, name(variable), arrange(place))
    return with_remarks(made, asked.body.remarks)
