"""Sums and products of vectors and matrices that are given as numbers: (1, 2) + (3, 4)."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name
from symcalc.reading.wording import ASK, POLITE

LONGEST = 2000  # characters
LEAD = re.compile(
    rf"\s*(?:(?:{POLITE}),?\s+)*(?:(?:{ASK}):?\s+)?(?:the\s+)?(?:value\s+of\s+)?", re.IGNORECASE
)
NUMBER = r"\s*[-−+]?\s*\d[\d./\s]*"
ROW = rf"[\[(]{NUMBER}(?:,{NUMBER})*[\])]"
LITERAL = re.compile(
    rf"\[\s*{ROW}(?:\s*,\s*{ROW})*\s*\]|(?<![\w)\]])\({NUMBER}(?:,{NUMBER})+\)"
    rf"|\[{NUMBER}(?:,{NUMBER})+\]"
    r"|\\begin\{[bpv]?matrix\}[-−+\d./\s&\\]+\\end\{[bpv]?matrix\}"
)
# What is said in words, and how it is written; A and B stand for the arrays.
WORDED = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (
            r"(?:hadamard|element-?\s?wise|entry-?\s?wise)\s+product\s+of\s+(?P<a>\w)\s+and\s+(?P<b>\w)",
            r"\g<a> ⊙ \g<b>",
        ),
        (r"outer\s+product\s+of\s+(?P<a>\w)\s+and\s+(?P<b>\w)", r"\g<a> \g<b>^T"),
        (r"(?:matrix\s+)?product\s+of\s+(?P<a>\w)\s+and\s+(?P<b>\w)", r"\g<a> \g<b>"),
        (r"sum\s+of\s+(?P<a>\w)\s+and\s+(?P<b>\w)", r"\g<a> + \g<b>"),
        (r"(?:trace\s+of|tr)\s+(?:the\s+matrix\s+)?(?P<a>\w)", r"tr(\g<a>)"),
        (r"trace\s*\(\s*(?P<a>\w)\s*\)", r"tr(\g<a>)"),
        (r"transpose\s+of\s+(?:the\s+matrix\s+)?(?P<a>\w)", r"\g<a>^T"),
        (
            r"softmax\s+of\s+(?P<a>\w)\s*,?\s+(?:at|with|for|and)\s+(?:the\s+|an?\s+)?(?:temperature\s*"
            r"(?:of\s+|[Tτ]?\s*=\s*)?|[Tτ]\s*=\s*)(?P<t>[-−]?[\d.]+)",
            r"softmax(\g<a>, temperature=\g<t>)",
        ),
        (r"(?P<f>softmax|relu|sigmoid|tanh|mean|sum)\s+of\s+(?P<a>\w)", r"\g<f>(\g<a>)"),
    )
)
SIGNS = ((r"\s*@\s*", " "), (r"\s*(?:\\cdot|⋅)\s*", "·"), (r"\^\s*\\top|\^\s*\{\s*T\s*\}", "^T"))
LAYOUT = re.compile(
    r"(?:[A-Ha-h](?:\^(?:T|\d{1,2}))?|tr|softmax|relu|sigmoid|tanh|exp|log|mean|sum|temperature=[-−]?[\d.]+"
    r"|\d[\d.]*|[-−+*·/⊙∘(),\s])+"
)


def with_arrays(text: str) -> Question | None:
    """The value that is asked for by arrays with signs between them; None where it is none.

    >>> with_arrays("(1,2,3) + 2*(4,5,6)").text
    'value of a + 2* b at a = (1,2,3), b = (4,5,6)'
    >>> with_arrays("(1, 2)"), with_arrays("x^2 on [0, 3]")
    (None, None)
    """
    if len(text) > LONGEST:
        return None
    found: list[tuple[str, str]] = []

    def named(literal: re.Match[str]) -> str:
        deep = literal[0].startswith("\\") or re.match(r"\[\s*[\[(]", literal[0])
        letter = "ABCDEFGH"[len(found) % 8] if deep else "abcdefgh"[len(found) % 8]
        found.append((letter, literal[0]))
        return f" {letter} "

    plain = LITERAL.sub(named, LEAD.sub("", text.rstrip(" .?\n"), count=1))
    if not 1 <= len(found) <= 8:
        return None
    formula = " ".join(plain.split())
    formula = re.sub(r"\s*\^\s*", "^", formula)
    for pattern, written in SIGNS:
        formula = re.sub(pattern, written, formula)
    for words, written in WORDED:
        formula = words.sub(written, formula)
    if len(formula) < 2 or not LAYOUT.fullmatch(formula):
        return None
    place = ", ".join(f"{letter} = {array}" for letter, array in found)
    told = f"value of {formula} at {place}"
    return Question("value", name(sp.Symbol("value")), (), told)
