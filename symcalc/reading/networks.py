"""Questions about networks: backpropagation, the two modes, and how gradients flow."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name

POINT = r"(?:\s+at\s+(?P<point>[^\W\d_][^=]*=.+?))?"
BY = r"(?:\s+with respect to\s+(?P<wrt>[\w, ]+?))?"
KINDS = {
    "backprop": re.compile(
        r"\s*back-?prop(?:agation|agate)?\s+(?:for\s+|of\s+|through\s+)?(?P<formula>.+?)"
        + BY
        + r"(?:\s+where\s+(?P<shapes>[^:]+:.+?))?"
        + r"(?:\s+with samples in\s+(?P<samples>rows|columns))?"
        + POINT
        + r"\s*",
        re.DOTALL | re.IGNORECASE,
    ),
    "modes": re.compile(
        r"\s*(?P<mode>forward and reverse|forward|reverse)\s+mode\s+(?:of|for)\s+(?P<formula>.+?)"
        + BY
        + r"(?:\s+in the direction\s+(?P<direction>\[.+?\]))?"
        + r"(?:\s+with weights\s+(?P<weights>\[.+?\]))?"
        + POINT
        + r"\s*",
        re.DOTALL | re.IGNORECASE,
    ),
    "gradient-flow": re.compile(
        r"\s*gradient flow through\s+(?P<layers>\d{1,9})\s+layers? of\s+(?P<activation>.+?)"
        r"(?:\s+with\s+(?P<more>shortcuts and normalisation|shortcuts|normalisation))?"
        r"(?:,\s*width\s+(?P<width>\d{1,9}))?"
        r"(?:,\s*start\s+(?P<start>[^,]+?))?(?:,\s*seed\s+(?P<seed>\d{1,9}))?\s*",
        re.IGNORECASE,
    ),
}


def about_network(text: str) -> Question | None:
    """The question that a text puts about a network, None if it puts another.

    >>> about_network("backpropagation for a b + b at a = 2, b = 3").kind
    'backprop'
    """
    for kind in KINDS:
        found = parts_of(kind, text)
        if found is not None:
            said = found.get("formula") or found["activation"]
            return Question(kind, name(sp.Symbol(said)), (), text)
    return None


def parts_of(kind: str, text: str) -> dict[str, str] | None:
    """What a question of this kind says, by name; None if the text is no such question."""
    found = KINDS[kind].fullmatch(text)
    return None if found is None else {k: v for k, v in found.groupdict().items() if v}
