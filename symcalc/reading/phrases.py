"""The words of a question: what is asked, and what is said after the formula."""

from __future__ import annotations

import re
from typing import NamedTuple


class Tail(NamedTuple):
    """Words after the formula, such as "from 0 to 1": their kind, and where what they say is."""

    kind: str
    start: int
    stop: int


class Phrase(NamedTuple):
    """A question in words: its kind, where its formula stands, and its tails.

    The kind is empty where the words only say please: "evaluate", "what is".
    """

    kind: str
    start: int
    stop: int
    tails: tuple[Tail, ...]
    order: int = 1
    partial: bool = False


ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
ASK = r"find|compute|calculate|evaluate|determine|work\s+out|give|what\s+is|what's"
PLEASE = rf"(?:please\s+)?(?:{ASK})"
ORDER = rf"(?:(?P<word>{'|'.join(ORDERS)})|(?P<digits>\d\d?)(?:st|nd|rd|th))[\s-]+(?:order\s+)?"
START = rf"\s*(?:\$\s*)?(?:{PLEASE}\s+)?(?:the\s+)?(?:value\s+of\s+)?(?:the\s+)?"

# What is asked, by the words that a question begins with; the first that fits is taken.
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(START + words, re.IGNORECASE))
    for kind, words in (
        ("derivative", rf"(?:{ORDER})?(?P<partial>partial\s+)?derivatives?\s+of\b"),
        ("derivative", r"(?:differentiate|derive)\b(?!\s*\()"),
        ("derivative", r"(?:differentiate|derive)\b(?=\s*\([^,]*$)"),
        ("gradient", r"grad(?:ient)?\s+of\b|grad(?:ient)?\b(?!ient)"),
        ("gradient", r"∇(?![\s²^·×]*[²^·×])|\\nabla(?![A-Za-z])(?!\s*(?:\^|\\cdot|\\times))"),
        ("jacobian", r"jacobian(?:\s+matrix)?(?:\s+of)?\b"),
        ("hessian", r"hessian(?:\s+matrix)?(?:\s+of)?\b"),
        ("integral", r"(?:(?:in)?definite\s+)?(?:integral|antiderivative|primitive)\s+of\b"),
        ("integral", r"(?:integrate|antidifferentiate)\b(?!\s*\()"),
        ("integral", r"integrate\b(?=\s*\([^,]*$)"),
        ("limit", r"lim(?:it)?\s+of\b|lim(?:it)?\b(?=\s*,?\s*as\b)"),
    )
)
# Words that only say please: the formula after them says what is asked.
COURTESY = re.compile(rf"\s*(?:\$\s*)?{PLEASE}\s+(?:the\s+)?(?:value\s+of\s+)?", re.IGNORECASE)

WRT = r"(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?|by)\s"
# What may be said after the formula, for each kind of question.
TAILS: dict[str, re.Pattern[str]] = {
    kind: re.compile(rf",?\s+(?:{'|'.join(f'(?P<{k}>{w})' for k, w in words)})", re.IGNORECASE)
    for kind, words in {
        **dict.fromkeys(
            ("derivative", "gradient", "jacobian", "hessian"),
            (("wrt", WRT), ("at", r"(?:(?:evaluated\s+)?at|when|for)\s"), ("twice", r"twice\b")),
        ),
        "integral": (
            ("wrt", WRT),
            ("from", r"(?:from|between|over|on)\s(?:\s*the\s+interval\s)?"),
        ),
        "limit": (("as", r"(?:as|when|for)\s"),),
    }.items()
}
OF = re.compile(r"\s+of\s+", re.IGNORECASE)


def find_phrase(text: str) -> Phrase | None:
    """The question that a text begins with in words, if it does."""
    for kind, lead in LEADS:
        match = lead.match(text)
        if match is None:
            continue
        stop = len(text.rstrip(" \t\n?"))
        found = Phrase(kind, match.end(), stop, ())
        if kind == "derivative":
            found = _with_order(found, match)
        return _with_tails(found, text)
    courtesy = COURTESY.match(text)
    return Phrase("", courtesy.end(), len(text.rstrip(" \t\n?")), ()) if courtesy else None


def _with_order(phrase: Phrase, match: re.Match[str]) -> Phrase:
    """The second derivative, the partial derivative."""
    groups = match.groupdict()
    order = ORDERS.get((groups.get("word") or "").lower()) or int(groups.get("digits") or 1)
    return phrase._replace(order=order, partial=bool(groups.get("partial")))


def _with_tails(phrase: Phrase, text: str) -> Phrase:
    """Cut off what is said after the formula; "as x -> 0 of f" says it before."""
    marks = TAILS[phrase.kind].finditer(text, phrase.start - 1, phrase.stop)
    outside = [m for m in marks if _is_outside(text, phrase.start, m.start())]
    if outside and not text[phrase.start : outside[0].start()].strip(" ,"):
        return _tail_first(phrase, text, outside[0])
    ends = [m.start() for m in outside[1:]] + [phrase.stop]
    tails = [Tail(str(m.lastgroup), m.end(), end) for m, end in zip(outside, ends, strict=False)]
    stop = outside[0].start() if outside else phrase.stop
    twice = sum(tail.kind == "twice" for tail in tails)
    kept = tuple(tail for tail in tails if tail.kind != "twice")
    return phrase._replace(stop=stop, tails=kept, order=phrase.order * 2**twice)


def _tail_first(phrase: Phrase, text: str, mark: re.Match[str]) -> Phrase:
    """The limit as x -> 0 of f."""
    of = OF.search(text, mark.end(), phrase.stop)
    end = of.start() if of else phrase.stop
    tail = Tail(str(mark.lastgroup), mark.end(), end)
    return phrase._replace(start=of.end() if of else phrase.stop, tails=(tail,))


def _is_outside(text: str, start: int, stop: int) -> bool:
    """Whether no brace is open: the for of a \\text{for} belongs to the formula."""
    return text.count("{", start, stop) == text.count("}", start, stop)
