"""Questions about networks: backpropagation, the two modes, and how gradients flow."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import Question, natural_order
from symcalc.notation import name
from symcalc.reading.bracketed import outside
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names

LONGEST = 1_000  # characters of a question that is put in other words

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


# Other words for the same, and what is read.
LEADS = (
    (
        r"(?P<mode>forward|reverse|backward)[- ]mode\s+(?:table|trace|gradients?|derivatives?|ad\b"
        r"|auto(?:matic\s+|-?)diff(?:erentiation)?)\s+(?:of|for)\s+",
        r"\g<mode> mode of ",
    ),
    (
        r"(?:computation(?:al)?\s+graph|(?:forward\s+and\s+)?backward\s+pass(?:es)?"
        r"|backprop(?:agation)?\s+table)\s+(?:of|for|through)\s+",
        "backpropagation of ",
    ),
)
COMMAND = r"\s*(?:(?:compute|find|draw|do|show|work\s+out|give)\s+)?(?:the\s+|a\s+)?"
PLACED = re.compile(
    r"(?P<asked>\s*(?:back-?prop\w*\s+(?:of|for|through)|\w[\w ]*\s+mode\s+(?:of|for))\s+)"
    r"(?P<formula>.+?)\s+at\s+\((?P<point>[^()=]{1,200})\)\s*",
    re.DOTALL | re.IGNORECASE,
)
TOLD = re.compile(
    r"\s*back-?prop\w*\s*(?::|for|of|through)\s*(?P<lines>[^:?]+?[;,][^:?]+?)\s*[;,.]\s*"
    r"(?:(?:then\s+)?(?:find|compute|what\s+is|determine)\s+)?[d∂]\w\s*/\s*[d∂](?P<wrt>\w+)\s*"
    r"(?P<point>\s+(?:at|when|for|if|where)\s+.+?)?[.?]?\s*",
    re.DOTALL | re.IGNORECASE,
)


def usually(text: str) -> str:
    """The same question in the words that are read.

    >>> usually("backward pass of (x + y) z at (-2, 5, -4)")
    'backpropagation of (x + y) z at x = -2, y = 5, z = -4'
    >>> usually("backpropagation: z = w x + b, L = z^2; find dL/dw")
    'backpropagation of z = w x + b; z^2 with respect to w'
    """
    if len(text) > LONGEST:
        return text
    for words, written in LEADS:
        text = re.sub(COMMAND + words, written, text, count=1, flags=re.IGNORECASE)
    text = re.sub(r"^backward mode", "reverse mode", text, flags=re.IGNORECASE)
    found = PLACED.fullmatch(text)
    if found is not None:
        return _placed(found) or text
    told = TOLD.fullmatch(text)
    return _of_lines(told) or text if told else text


def _placed(found: re.Match[str]) -> str | None:
    """A point of values alone, with the letters in natural order."""
    try:
        letters = natural_order(parse(found["formula"], Names()).symbols)
    except SymcalcError:
        return None
    values = outside(found["point"])
    if len(values) != len(letters):
        return None
    at = ", ".join(f"{x} = {v.strip()}" for x, v in zip(letters, values, strict=True))
    return f"{found['asked']}{found['formula']} at {at}"


def _of_lines(told: re.Match[str]) -> str | None:
    """Lines that end with the loss, and by what it is differentiated."""
    lines = [line.strip() for part in outside(told["lines"], ";") for line in outside(part)]
    if not all("=" in line for line in lines):
        return None
    loss = lines[-1].partition("=")[2].strip()
    at = re.sub(r"^\s*(?:when|for|if|where)\b", " at", told["point"] or "")
    return f"backpropagation of {'; '.join([*lines[:-1], loss])} with respect to {told['wrt']}{at}"


def about_network(text: str) -> Question | None:
    """The question that a text puts about a network, None if it puts another.

    >>> about_network("backpropagation for a b + b at a = 2, b = 3").kind
    'backprop'
    """
    text = usually(text)
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
