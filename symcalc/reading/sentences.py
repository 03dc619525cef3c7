"""Sentences that ask for a lesson: "eigenvalues of {matrix}", each entered by its lesson."""

from __future__ import annotations

import re
from functools import cache

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name

_TEMPLATES: dict[str, tuple[str, ...]] = {}  # of each kind, what is written first
# What may stand before any of them.
LEAD = (
    r"(?:(?:find|compute|calculate|determine|work\s+out|give|show|do|take|run|perform|carry\s+out"
    r"|what\s+(?:is|are)|what's)\s+)?"
    r"(?:the\s+|an?\s+)?"
)
# A vector or a matrix as it is typed.
LIST = r"(?:[(\[][^()\[\]]*,[^()\[\]]*[)\]]|\[\s*[(\[].+?[)\]]\s*\])"


def enter(kind: str, template: str, *others: str) -> None:
    """A kind of question by how it is put.

    Parameters
    ----------
    kind : str
        The kind of question, kebab-case and permanent.
    template : str
        Its words, with {parts} in braces; {part:list} where only a list will do, {part:by|with}
        where one of these words; what stands in brackets, as in "[ at {point}]", may be left out.
    *others : str
        Other words for the same, which are read and never written.
    """
    _TEMPLATES[kind] = (template, *others)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A template as a regular expression: parts are as short as they can be."""
    pieces = re.split(r"(\{\w+(?::[^{}]+)?\}|[\[\] ])", template)
    spelled = {"[": "(?:", "]": ")?", " ": r"\s+", "": ""}
    words = "".join(spelled.get(p) or _piece(p) for p in pieces)
    return re.compile(rf"\s*{LEAD}{words}\s*[?.]?\s*", re.DOTALL | re.IGNORECASE)


def _piece(piece: str) -> str:
    if not piece.startswith("{"):
        return re.escape(piece)
    part, _, among = piece[1:-1].partition(":")
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in among.split("|"))
    return f"(?P<{part}>{ {'': '.+?', 'list': LIST}.get(among, words) })"


def said(text: str) -> Question | None:
    """The question that a sentence puts, None if it is none that a lesson has entered."""
    for kind in _TEMPLATES:
        if _match(kind, text):
            return Question(kind, name(sp.Symbol(kind)), (), text)
    return None


def is_put(kind: str) -> bool:
    """Whether questions of this kind are put in a sentence of their own."""
    return kind in _TEMPLATES


def _match(kind: str, text: str) -> re.Match[str] | None:
    """The first of a kind's sentences that fits."""
    return next((m for t in _TEMPLATES[kind] if (m := _pattern(t).fullmatch(text))), None)


def parts_of(kind: str, text: str) -> dict[str, str]:
    """What a question of this kind says, by the names of the parts; what is left out is missing."""
    found = _match(kind, text)
    return {k: v.strip() for k, v in found.groupdict().items() if v} if found else {}


def sentence(kind: str, **parts: str) -> str:
    """The question in words, as `said` reads it again.

    A bracket of the template is there if all of its parts are.
    """
    words = re.sub(r"\[([^\[\]]*)\]", lambda found: _filled(found[1], parts), _TEMPLATES[kind][0])
    return words.format(**parts)


def _filled(optional: str, parts: dict[str, str]) -> str:
    """What a bracket holds, if something is said for it."""
    return optional if all(parts.get(p) for p in re.findall(r"\{(\w+)\}", optional)) else ""
