"""Questions to the catalogue of activations and losses: which entry, or all of them."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name

WHOLE = "catalogue"
ENTRY = re.compile(
    r"\s*(?:the\s+)?catalogue(?:\s+of\s+activations\s+and\s+losses|\s*:?\s*(?P<name>[\w ,–-]+))?\s*"
    r"|\s*(?P<title>\w[\w ,–-]*): the derivative of .+ by [^:]+",
    re.IGNORECASE | re.DOTALL,
)


def entry(text: str) -> Question | None:
    """The question for an entry, by its name or as its own heading puts it.

    >>> entry("catalogue of activations and losses").body.text, entry("catalogue gelu").body.text
    ('catalogue', 'gelu')
    >>> entry("Squared error: the derivative of (p − y)² by p").body.text
    'Squared error'
    """
    found = ENTRY.fullmatch(text)
    if found is None:
        return None
    word = (found["name"] or found["title"] or WHOLE).strip()
    return Question("catalogue", name(sp.Symbol(word)), (), text)
