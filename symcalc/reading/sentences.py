"""Sentences that ask for a lesson: "eigenvalues of {matrix}", each entered by its lesson."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name

_SENTENCES: dict[str, tuple[re.Pattern[str], ...]] = {}
# What may stand before any of them.
LEAD = (
    r"(?:(?:find|compute|calculate|determine|work\s+out|give|what\s+(?:is|are)|what's)\s+)?"
    r"(?:the\s+|an?\s+)?"
)
# A vector or a matrix as it is typed.
LIST = r"(?:[(\[][^()\[\]]*,[^()\[\]]*[)\]]|\[\s*[(\[].+?[)\]]\s*\])"
_TEMPLATES: dict[str, str] = {}


def enter(kind: str, template: str, *others: str) -> None:
    """A kind of question by how it is put.

    Parameters
    ----------
    kind : str
        The kind of question, kebab-case and permanent.
    template : str
        Its words, with {parts} in braces, {parts:list} where only a list will do; what stands in
        brackets, as in "[ at {point}]", may be left out.
    *others : str
        Other words for the same, which are read and never written.
    """
    _TEMPLATES[kind] = template
    _SENTENCES[kind] = tuple(
        re.compile(_pattern(t), re.DOTALL | re.IGNORECASE) for t in (template, *others)
    )


def _pattern(template: str) -> str:
    """A template as a regular expression: parts are as short as they can be."""
    pieces = re.split(r"(\{\w+(?::list)?\}|[\[\] ])", template)
    spelled = {"[": "(?:", "]": ")?", " ": r"\s+", "": ""}
    words = "".join(spelled.get(p) or _piece(p) for p in pieces)
    return rf"\s*{LEAD}{words}\s*[?.]?\s*"


def _piece(piece: str) -> str:
    if not piece.startswith("{"):
        return re.escape(piece)
    part, is_list = piece[1:-1].removesuffix(":list"), piece.endswith(":list}")
    return rf"(?P<{part}>{LIST if is_list else '.+?'})"


def said(text: str) -> Question | None:
    """The question that a sentence puts, None if it is none that a lesson has entered."""
    for kind in _SENTENCES:
        if _match(kind, text):
            return Question(kind, name(sp.Symbol(kind)), (), text)
    return None


def is_put(kind: str) -> bool:
    """Whether questions of this kind are put in a sentence of their own."""
    return kind in _SENTENCES


def _match(kind: str, text: str) -> re.Match[str] | None:
    """The first of a kind's sentences that fits."""
    return next((m for one in _SENTENCES[kind] if (m := one.fullmatch(text))), None)


def parts_of(kind: str, text: str) -> dict[str, str]:
    """What a question of this kind says, by the names of the parts; what is left out is missing."""
    found = _match(kind, text)
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
