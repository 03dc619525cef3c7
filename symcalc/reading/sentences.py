"""Sentences that ask for a lesson: "eigenvalues of {matrix}", each entered by its lesson."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name

_SENTENCES: dict[str, re.Pattern[str]] = {}
_TEMPLATES: dict[str, str] = {}


def enter(kind: str, template: str) -> None:
    """A kind of question by how it is put.

    Parameters
    ----------
    kind : str
        The kind of question, kebab-case and permanent.
    template : str
        Its words, with {parts} in braces; what stands in brackets, as in "[ at {point}]", may be
        left out.
    """
    _TEMPLATES[kind] = template
    _SENTENCES[kind] = re.compile(_pattern(template), re.DOTALL | re.IGNORECASE)


def _pattern(template: str) -> str:
    """A template as a regular expression: parts are as short as they can be."""
    pieces = re.split(r"(\{\w+\}|[\[\] ])", template)
    spelled = {"[": "(?:", "]": ")?", " ": r"\s+", "": ""}
    return r"\s*(?:the\s+)?" + "".join(spelled.get(p) or _piece(p) for p in pieces) + r"\s*"


def _piece(piece: str) -> str:
    return f"(?P<{piece[1:-1]}>.+?)" if piece.startswith("{") else re.escape(piece)


def said(text: str) -> Question | None:
    """The question that a sentence puts, None if it is none that a lesson has entered."""
    for kind, sentence in _SENTENCES.items():
        if sentence.fullmatch(text):
            return Question(kind, name(sp.Symbol(kind)), (), text)
    return None


def parts_of(kind: str, text: str) -> dict[str, str]:
    """What a question of this kind says, by the names of the parts; what is left out is missing."""
    found = _SENTENCES[kind].fullmatch(text)
    return {k: v.strip() for k, v in found.groupdict().items() if v} if found else {}


def sentence(kind: str, **parts: str) -> str:
    """The question in words, as `said` reads it again.

    A bracket of the template is there if all of its parts are.
    """
    words = re.sub(r"\[([^\[\]]*)\]", lambda found: _filled(found[1], parts), _TEMPLATES[kind])
    return words.format(**parts)


def _filled(optional: str, parts: dict[str, str]) -> str:
    """What a bracket holds, if something is said for it."""
    return optional if all(parts.get(p) for p in re.findall(r"\{(\w+)\}", optional)) else ""
