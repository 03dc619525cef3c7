"""Names before the numbers of a lesson: P(H | E) = 0.632; mean 1/4, variance 1/16."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.tutor.lessons import is_lesson

HEAD = re.compile(r"\s*\\?(?P<head>[A-Za-z]+(?:_(?:\w|\{\w+\})+)?)\s*(?=[(\[])")
SIGN = re.compile(r"\s*(?:=|≈|\\approx\b|\bis\b)\s*(?=\S)")
WORDS = re.compile(
    r"\s*(?:the\s+)?(?P<name>[A-Za-z][A-Za-z –-]*[A-Za-z])\s*(?:=|≈|:|\bis\b)\s*", re.I
)
MORE = re.compile(r"[,;].*=")  # a second name
SAME = {"pr": "p", "prob": "p", "variance": "var", "v": "var", "d_kl": "kl", "d_{kl}": "kl"}
CLOSING = {"(": ")", "[": "]"}
BETWEEN = re.compile(r"\s*(?:[,;]\s*and\b|[,;]|\band\b)\s*", re.IGNORECASE)
IS = r"\s*(?:=|≈|:|is\b|of\b)?\s*"
MEAN = re.compile(
    rf"(?:the\s+)?(?:mean|expectation|expected\s+value|average|mu|μ|E\s*[\[(]\s*\w\s*[\])]){IS}",
    re.I,
)
VARIANCE = re.compile(
    rf"(?:the\s+)?(?:variance|sigma\s*\^\s*2|σ²|σ\^2|(?:Var|V)\s*[\[(]\s*\w\s*[\])]|var\b){IS}",
    re.I,
)


def bare(asked: Asked, typed: str) -> str:
    """An answer to a lesson without the name of what is asked for."""
    if not is_lesson(asked.kind):
        return typed
    if asked.kind == "moments":
        return _pair(typed) or typed
    word = WORDS.match(typed)
    if word is not None and _is_said(asked, word["name"]) and not MORE.search(typed, word.end()):
        return typed[word.end() :]
    own = [_plain(one) for one in _own(asked)] if _label(typed) else []
    while label := _label(typed):
        rest = SIGN.match(typed, len(label))
        if rest is None or not _names(_plain(label), own):
            break
        typed = typed[rest.end() :]
    return typed


def _is_said(asked: Asked, name: str) -> bool:
    """Whether a name is a word of the question, or what its answer is called: MSE, entropy."""
    words = rf"(?<!\w){re.escape(name)}(?!\w)"
    return any(re.search(words, text, re.I) for text in (asked.question.text, asked.noun))


def _label(text: str) -> str:
    """The name and the bracket that a text begins with; "" of another beginning."""
    found = HEAD.match(text)
    if found is None:
        return ""
    waited: list[str] = []
    for place in range(found.end(), len(text)):
        if text[place] in CLOSING:
            waited.append(CLOSING[text[place]])
        elif waited and text[place] == waited[-1]:
            waited.pop()
        if not waited:
            return text[: place + 1]
    return ""


def _own(asked: Asked) -> Iterator[str]:
    """The names with brackets in the question, and the one at the end of its lesson."""
    try:
        ending = asked.derivation.ending if asked.derivation is not None else ""
    except SymcalcError:
        return
    for text in (asked.question.text, ending):
        for start in re.finditer(r"(?<![A-Za-z_\\])[A-Za-z]", text):
            label = _label(text[start.start() :])
            if label:
                yield label


def _plain(label: str) -> tuple[str, str]:
    """A name and what stands in its bracket, without spaces."""
    found = HEAD.match(label)
    assert found is not None
    head = found["head"].lower()
    inner = re.sub(r"\s|\\,", "", label[found.end() + 1 : -1])
    return SAME.get(head, head), inner.replace("\\mid", "|").replace("||", "‖")


def _names(label: tuple[str, str], own: list[tuple[str, str]]) -> bool:
    """Whether a name is the question's; with other letters it may be, as in P(D | +), turned not.

    >>> _names(("p", "D|+"), [("p", "H|E")]), _names(("p", "E|H"), [("p", "H|E")])
    (True, False)
    """
    if label in own:
        return True
    alike = [inner for head, inner in own if head == label[0]]
    return bool(alike) and not any(sorted(inner) == sorted(label[1]) for inner in alike)


def _pair(typed: str) -> str | None:
    """A mean and a variance by their names, or one after the other."""
    parts = BETWEEN.split(typed.strip())
    if len(parts) != 2 or typed.lstrip().startswith(("(", "[")):
        return None
    if VARIANCE.match(parts[0]) and MEAN.match(parts[1]):
        parts = parts[::-1]
    first, second = MEAN.sub("", parts[0], count=1), VARIANCE.sub("", parts[1], count=1)
    return f"({first}, {second})"
