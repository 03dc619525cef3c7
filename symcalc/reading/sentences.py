"""Sentences that ask for a lesson: "eigenvalues of {matrix}", each entered by its lesson."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import name
from symcalc.reading.wording import ASK, POLITE

_TEMPLATES: dict[str, tuple[str, ...]] = {}  # of each kind, what is written first
# What may stand before any of them.
LEAD = (
    rf"(?:(?:{POLITE}),?\s+)*(?:(?:{ASK}|work\s+out|do|take|run|perform|apply|make|carry\s+out):?\s+)?"
    r"(?:all\s+(?:of\s+)?)?(?:the\s+|an?\s+)?"
)
# How often something is done.
COUNT = (
    r"(?:first\s+)?(?:\d+|an?|one|single|next|first|two|three|four|five|six|seven|eight|nine|ten)"
)
# A vector or a matrix as it is typed.
LIST = (
    r"(?:[(\[][^()\[\]]*[,;][^()\[\]]*[)\]]|\[\s*[(\[].+?[)\]]\s*\]"
    r"|\\begin\{[pbv]?matrix\}.+?\\end\{[pbv]?matrix\})"
)
# A vector alone: entries in brackets, rows of one entry, or an environment of one row or column.
ENTRY = r"[(\[][^,;()\[\]]*[)\]]"
VECTOR = (
    rf"(?:[(\[][^;()\[\]]*,[^;()\[\]]*[)\]]|\[\s*{ENTRY}(?:\s*,\s*{ENTRY})*\s*\]"
    r"|[(\[][^,()\[\]]*;[^,()\[\]]*[)\]]"
    r"|\\begin\{[pbv]?matrix\}(?:[^&]+?|(?:(?!\\\\).)+?)\\end\{[pbv]?matrix\})"
)
# A matrix alone: rows in brackets, rows between semicolons, or an environment.
MATRIX = (
    r"(?:\[\s*[(\[].+?[)\]]\s*\]|\(\s*\(.+?\)\s*\)|\[[^()\[\]]*;[^()\[\]]*\]"
    r"|\\begin\{[pbv]?matrix\}.+?\\end\{[pbv]?matrix\})"
)
# Several vectors: (1, 1), (2, 3) and (3, 4).
POINT = r"[(\[][^()\[\]]*,[^()\[\]]*[)\]]"
POINTS = rf"(?:\{{?\s*{POINT}(?:\s*(?:,|;|,?\s*and\b)\s*{POINT})+\s*\}}?|{MATRIX})"
COLUMN = rf"(?:[(\[][^()\[\]]*[)\]]|{MATRIX})"
# Numbers one after the other, in brackets or not: 2, 4, 4 and 5.
NUMBER = r"[-−+]?(?:\d+(?:\.\d+)?|\.\d+)(?:/\d+)?(?![\w.(])"
NUMBERS = rf"[(\[{{]?\s*{NUMBER}(?:(?:\s*[,;]\s*(?:and\s+)?|\s+(?:and\s+)?){NUMBER})+\s*[)\]}}]?"
# What a part may be, by the word after its colon.
_PARTS: dict[str, str] = {
    "": ".+?",
    "list": LIST,
    "vector": VECTOR,
    "matrix": MATRIX,
    "given": rf"(?:the\s+)?(?:matrix\s+)?(?:[^\W\d_]\s*=\s*)?{MATRIX}",
    "points": POINTS,
    "column": COLUMN,
    "count": COUNT,
    "numbers": NUMBERS,
    "size": r"(?:\d+|[a-z])",
    "markov": r"(?:\s+(?:the|a|markov|chain|with|transition|probability|matrix|stochastic|P\s*=))*",
    "eigenvalue": r"(?:λ|\\?lambda)(?:_\{?\d\}?)?\s*=\s*[^=]+?",
}
# "Let A = [[1, 2], [3, 4]].", "… where A = [[1, 2], [3, 4]] and b = (1, 2)".
LETTER = rf"(?P<letter>[^\W\d_])\s*=\s*(?P<list>{LIST})"
BEFORE = re.compile(
    rf"\s*(?:(?:let|if|given|for|suppose|consider)\s+)?(?:the\s+)?(?:matrix\s+|vector\s+)?{LETTER}"
    r"\s*(?:[.,;:]|and\b|then\b)\s*(?:then\s+)?",
    re.DOTALL | re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:\s*[.,;:]\s*|\s+)(?:and\s+|(?:if|given|for|where|with|when)\s+)?"
    rf"(?:the\s+)?(?:matrix\s+)?{LETTER}\s*[?.]?\s*\Z",
    re.DOTALL | re.IGNORECASE,
)


# Words that many sentences have, and how long one is that says enough alone.
SMALL = frozenset(
    (
        *("the", "of", "a", "an", "in", "at", "on", "by", "to", "is", "if", "and", "or", "for"),
        *("with", "from", "between", "given", "what", "find", "compute", "that", "are", "where"),
        *("when", "its", "it"),
    )
)
LONG = 7


def enter(kind: str, template: str, *others: str) -> None:
    """A kind of question by how it is put.

    Parameters
    ----------
    kind : str
        The kind of question, kebab-case and permanent.
    template : str
        Its words, with {parts} in braces; {part:list} or {part:matrix} where only one will do,
        {part:column}, {part:points} for a right side and for several vectors, {part:count} for a
        number or "two", {part:by|with} where one of these words; what stands in brackets, as in
        "[ at {point}]", may be left out, and \\[ is a bracket.
    *others : str
        Other words for the same, which are read and never written.
    """
    _TEMPLATES[kind] = (template, *others)


def enter_part(name: str, pattern: str) -> None:
    """A kind of part, as the list of {part:list}: a regular expression for what it may be."""
    _PARTS[name] = f"(?:{pattern})"


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A template as a regular expression: parts are as short as they can be."""
    pieces = re.split(r"(\{\w+(?::[^{}]+)?\}|\\.|[\[\] ])", template)
    spelled = {"[": "(?:", "]": ")?", " ": r"\s+", "": ""}
    words = "".join(spelled.get(p) or _piece(p) for p in pieces)
    words = words.replace(r"\s+=\s+", r"\s*=\s*")  # h=0.1
    return re.compile(rf"\s*{LEAD}{words}\s*[?.]?\s*", re.DOTALL | re.IGNORECASE)


def _piece(piece: str) -> str:
    if not piece.startswith("{"):
        return re.escape(piece.removeprefix("\\"))
    part, _, among = piece[1:-1].partition(":")
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in among.split("|"))
    return f"(?P<{part}>{_PARTS.get(among, words)})"


def said(text: str) -> Question | None:
    """The question that a sentence puts, None if it is none that a lesson has entered."""
    kind = _kind_of(text)
    if kind is None and (spelled := put_in(text)) != text:
        kind = _kind_of(spelled)
    return None if kind is None else Question(kind, name(sp.Symbol(kind)), (), text)


def _kind_of(text: str) -> str | None:
    """The kind of the sentence that fits and says most itself, the first of equals."""
    fits = ((kind, _fitting(kind, text)) for kind in _TEMPLATES)
    found = {kind: _told(fit.template) for kind, fit in fits if fit is not None}
    return max(found, key=found.__getitem__, default=None)


def _told(template: str) -> int:
    """How many letters a template says itself, and so how exactly it is meant."""
    return len(re.sub(r"\[[^\]]*\]|\{[^{}]*\}", "", template))


def put_in(text: str) -> str:
    """The text with matrices for the letters that it says them of.

    >>> put_in("Let A = [[1, 2], [3, 4]]. Find det(A)")
    'Find det([[1, 2], [3, 4]])'
    >>> put_in("rank of B where B = [[1, 2], [3, 4]]")
    'rank of [[1, 2], [3, 4]]'
    """
    known: dict[str, str] = {}
    while found := BEFORE.match(text):
        known[found["letter"]] = found["list"]
        text = text[found.end() :]
    while found := AFTER.search(text):
        known[found["letter"]] = found["list"]
        text = text[: found.start()]
    for letter, matrix in known.items():
        if letter.isupper():
            text = re.sub(rf"(?<![^\W_]){letter}(?=x\b)", f"{letter} ", text)  # Ax is A x
        alone = rf"(?<![^\W_]){letter}(?![^\W_])"
        text = re.sub(alone, matrix.replace("\\", r"\\"), text)
    return " ".join(text.split()) if known else text


def like(text: str) -> str:
    """The sentence of a lesson that shares the most words with a text; "" of no likely one.

    What stands for a part is its name: "z-score of x with mean m and standard deviation s".
    """
    said = set(re.findall(r"[a-z]{2,}", text.lower())) - SMALL
    best, found = 0.0, ""
    for kind, templates in _TEMPLATES.items():
        for template in templates:
            needed = {w for ws in _words(template) if len(ws) == 1 for w in ws} - SMALL
            shared = needed & said
            score = len(shared) - len(needed - said) / 2
            enough = 2 * len(shared) >= len(needed)
            if (
                enough
                and score > best
                and (len(shared) > 1 or max(map(len, shared), default=0) >= LONG)
            ):
                best, found = score, kind
    return _plain(_TEMPLATES[found][0]) if found else ""


def _plain(template: str) -> str:
    """A template without what may be left out, its parts by their names."""
    bare = re.sub(r"(?<!\\)\[[^\[\]]*\]", "", template)
    return re.sub(r"\{(\w+)(?::[^{}]+)?\}", r"\1", bare).replace("\\", "")


def is_put(kind: str) -> bool:
    """Whether questions of this kind are put in a sentence of their own."""
    return kind in _TEMPLATES


class Fit(NamedTuple):
    """A sentence that fits, and what it says of each part."""

    template: str
    match: re.Match[str]


def _match(kind: str, text: str) -> Fit | None:
    """The first of a kind's sentences that fits, with what is said of letters put in."""
    return _fitting(kind, text) or _fitting(kind, put_in(text))


def _fitting(kind: str, text: str) -> Fit | None:
    """The first of a kind's sentences that fits; most lack a word, and are not compiled."""
    small = text.lower()
    likely = (t for t in _TEMPLATES[kind] if all(any(w in small for w in ws) for ws in _words(t)))
    fits = ((t, _pattern(t).fullmatch(text)) for t in likely)
    return next((Fit(t, match) for t, match in fits if match), None)


@cache
def _words(template: str) -> tuple[tuple[str, ...], ...]:
    """Words of which each must stand in a text that fits; of alternatives one.

    >>> _words("{word:mean|average} of {f}[ at {point}]")
    (('mean', 'average'), ('of',))
    """
    bare = re.sub(r"\\.", " ", template)
    while "[" in bare:
        bare = re.sub(r"\[[^\[\]]*\]", " ", bare)
    needed: list[tuple[str, ...]] = []
    for piece in re.split(r"(\{\w+(?::[^{}]+)?\})", bare):
        among = piece[1:-1].partition(":")[2] if piece.startswith("{") else ""
        if among and among not in _PARTS:
            needed.append(tuple(word.split()[0].lower() for word in among.split("|")))
        elif not piece.startswith("{"):
            needed += [(word.lower(),) for word in re.findall(r"[^\W\d_]{2,}", piece)]
    return tuple(needed)


def parts_of(kind: str, text: str) -> dict[str, str]:
    """What a question of this kind says, by the names of the parts; what is left out is missing."""
    found = _match(kind, text)
    return {k: v.strip() for k, v in found.match.groupdict().items() if v} if found else {}


def sentence(kind: str, **parts: str) -> str:
    """The question in words, as `said` reads it again.

    A bracket of the template is there if all of its parts are.
    """
    template = re.sub(r"\{(\w+):[^{}]+\}", r"{\1}", _TEMPLATES[kind][0])
    words = re.sub(r"\[([^\[\]]*)\]", lambda found: _filled(found[1], parts), template)
    return words.format(**parts)


def _filled(optional: str, parts: dict[str, str]) -> str:
    """What a bracket holds, if something is said for it."""
    return optional if all(parts.get(p) for p in re.findall(r"\{(\w+)\}", optional)) else ""
