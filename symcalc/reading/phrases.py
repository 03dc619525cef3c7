"""The words of a question: what is asked, and what is said before and after the formula."""

from __future__ import annotations

import re
from typing import NamedTuple

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.reading import areas_worded, partials_worded, rules_worded, solving_worded
from symcalc.reading.names import Names
from symcalc.reading.wording import (
    ARROWS,
    COURTESY,
    GIVEN_FIRST,
    LATER,
    LEADS,
    NAME,
    ORDERS,
    SEPARATORS,
    TAILS,
    TOUCHED,
    UNSEPARATED,
)


class Tail(NamedTuple):
    """Words beside the formula, such as "from 0 to 1": their kind, and where what they say is."""

    kind: str
    start: int
    stop: int


class Phrase(NamedTuple):
    """A question in words: its kind, where its formula stands, and its tails.

    The kind is empty where the words only say please: "evaluate", "what is". `lead` is where the
    words end that say the kind.
    """

    kind: str
    start: int
    stop: int
    tails: tuple[Tail, ...]
    order: int = 1
    partial: bool = False
    lead: int = 0

    def first(self, *kinds: str) -> Tail | None:
        """The first tail of one of these kinds."""
        return next((tail for tail in self.tails if tail.kind in kinds), None)


DOLLARS = re.compile(r"(?<!\\)\$|(?<!\\)\\[()\[\]]")
WORD = re.compile(r"[^\W\d_]{3,}")
# "dy/dx of x^2" asks for d/dx x^2.
POWER = r"(?:\^?\{?\d\}?|[²³⁴⁵])?"
OPERATOR_OF = re.compile(
    r"((?:\b|(?<!\w)|[{\s])(?:d|∂|\\partial)(?:\^\{?\d\}?|[²³⁴⁵])?\s*)(\w?)"
    rf"(\s*(?:/|\}}\s*\{{)\s*\(?(?:d|∂|\\partial)\s*[^\W\d_]\w*{POWER}"
    rf"(?:\s*(?:∂|\\partial)\s*[^\W\d_]\w*{POWER}){{0,4}}\s*[)}}]?\s*)(of)\b"
)
# ∂²/(∂x ∂y), for ∂²/∂x∂y
DENOMINATOR = re.compile(
    r"((?:\bd|∂|\\partial)(?:\^\{?\d\}?|[²³⁴⁵])?\s*\w?\s*/\s*)\("
    r"((?:\s*(?:\bd|∂|\\partial)\s*[^\W\d_]\w*(?:\^\d|[²³⁴⁵])?){1,5}\s*)\)"
)
# D_x[f], for D_x(f)
BRACKETS_AFTER = re.compile(r"(\bD_\{?\w\}?\s*)\[([^\[\]]{1,200})\](\s*[.?]?\s*\Z)")
# \text{ s.t. }, \mathrm{subject to}
SAID_IN_TEXT = re.compile(
    r"(\\(?:text|mathrm|textrm)\s*\{)(\s*(?:s\.?\s?t\.?|subject\s+to|such\s+that)\s*)\}"
)
# d2y/dx2, for d²y/dx²
ORDER_ON_LINE = re.compile(r"\bd([2-9])([^\W\d_]?)/d([^\W\d_])\1\b")
RAISED = dict(zip("23456789", "²³⁴⁵⁶⁷⁸⁹", strict=True))
# limit(sin(x)/x, x -> 0)
LIMIT_CALL = re.compile(r"(lim(?:it)?\s*)(\()(?=.*,[^,]*(?:->|→|\\to))(.*)(\))(?=\s*\Z)", re.DOTALL)
# lim x->0 of f
LIMIT_OF = re.compile(rf"(lim(?:it)?\s+{NAME}\s*(?:{ARROWS})\s*\S+\s+)(of)\b")
# "does int_1^oo 1/x dx converge?" asks for the integral, whose answer says it.
CONVERGES = re.compile(
    r"(\s*(?:does|whether|(?:find\s+out|determine|decide)\s+(?:whether|if))\b)"
    r"(?=.*(?:∫|\\?int(?![a-z])|\bintegral\b))"
    r"(\s+the)?(\s+improper)?(\s+integral(?=\s+(?:∫|\\?int(?![a-z]))))?(\s.+?)"
    r"(\s+(?:converges?|diverges?|exists?)(?:\s+or\s+(?:not|diverges?|converges?))?\s*[?.]?\s*)\Z",
    re.IGNORECASE | re.DOTALL,
)
# "integral of e^(-x^2) over the real line"
REAL_LINE = re.compile(
    r"(?<=\s)(?:over|on|along)\s+(?:the\s+(?:whole\s+|entire\s+)?real\s+(?:line|axis)"
    r"|all\s+(?:of\s+)?(?:the\s+)?real(?:s|\s+numbers))(?=\s*[?.]?\s*\Z)",
    re.IGNORECASE,
)
# Nothing follows the last word of "x^2 at".
DANGLING = re.compile(r"[\d)}\]²³]\s+(?P<word>at|by|on|as)\s*[.?]?\s*\Z")


LEAD = 80  # characters in which it is said that an integral is asked for
LONGEST = 20_000  # characters of a question in words; a formula alone may be longer
GAP = re.compile(r"\s{100}")


def is_worded(text: str) -> bool:
    """Whether to look for words: in bounds where no pattern takes long."""
    return len(text) <= LONGEST and not GAP.search(text)


def respelled(text: str) -> str:
    """A question as the tables know it, every character in its place: without dollars …"""
    plain = DOLLARS.sub(lambda found: " " * len(found[0]), text)
    plain = ORDER_ON_LINE.sub(
        lambda found: f"d{RAISED[found[1]]}{found[2]}/d{found[3]}{RAISED[found[1]]}", plain
    )
    plain = BRACKETS_AFTER.sub(r"\1(\2)\3", plain)
    plain = DENOMINATOR.sub(r"\1 \2 ", plain)
    plain = OPERATOR_OF.sub(
        lambda found: f"{found[1]}{' ' * len(found[2])}{found[3]}{' ' * len(found[4])}", plain
    )
    plain = SAID_IN_TEXT.sub(lambda found: f"{' ' * len(found[1])}{found[2]} ", plain)
    asked = CONVERGES.match(plain)
    if asked is not None:
        lead, *between, formula, verdict = asked.groups("")
        silent = " " * len("".join(between))
        plain = f"{'find'.ljust(len(lead))}{silent}{formula}{' ' * len(verdict)}"
    if "integra" in plain[:LEAD].lower():
        plain = REAL_LINE.sub(lambda found: "from -oo to oo".ljust(len(found[0])), plain)
    plain = LIMIT_OF.sub(lambda found: f"{found[1]}{' ' * len(found[2])}", plain)
    return LIMIT_CALL.sub(lambda found: f"{found[1]} {found[3]} ", plain)


def find_phrase(text: str, known: Names) -> tuple[Phrase, str] | None:
    """The question that a text begins with in words, if it does, and the text respelled."""
    plain = respelled(text)
    refuse_later(plain, known, text)
    found = phrase_at(plain, known, 0)
    given = None if found and found.lead else GIVEN_FIRST.match(plain)
    after = phrase_at(plain, known, given.end()) if given else None
    if given is not None and after is not None:
        tail = Tail("given", given.start("given"), given.end("given"))
        found = after._replace(tails=(*after.tails, tail))
    dangling = DANGLING.search(plain) if found and found.kind else None
    if dangling is not None:
        what = f"something should follow the word {dangling['word']}"
        raise ReadingError(what, where=text, position=dangling.start("word"))
    return (found, plain) if found else None


def refuse_later(plain: str, known: Names, text: str) -> None:
    """Say plainly that something cannot be asked yet."""
    for what, words in LATER:
        match = words.match(plain)
        if match and not is_declared(match, known):
            hint = "derivatives and gradients can be: d/dx x^2"
            what = f"{what} cannot be asked yet"
            raise UnsupportedError(what, where=text, position=match.start("words"), hint=hint)


def phrase_at(text: str, known: Names, start: int) -> Phrase | None:
    """The question whose words begin here."""
    stop = len(text.rstrip(" \t\n?"))
    leads = (*rules_worded.LEADS, *areas_worded.LEADS, *solving_worded.LEADS)
    for kind, lead in (*leads, *partials_worded.LEADS, *LEADS):
        match = lead.match(text, start, stop)
        if match is None or is_declared(match, known):
            continue
        found = Phrase(kind, match.end(), stop, (), lead=match.end())
        if kind == "derivative":
            found = _with_order(found, match)
        if match.groupdict().get("by"):
            found = found._replace(tails=(Tail("wrt", *match.span("by")),))
        return _with_tails(found, text)
    courtesy = COURTESY.match(text, start, stop)
    return Phrase("", courtesy.end(), stop, ()) if courtesy else None


def is_declared(match: re.Match[str], known: Names) -> bool:
    """Whether the user said that a word of these is a name."""
    return any(known.is_declared(word) for word in WORD.findall(match[0]))


def _with_order(phrase: Phrase, match: re.Match[str]) -> Phrase:
    """The second derivative, the partial derivative."""
    groups = match.groupdict()
    order = ORDERS.get((groups.get("word") or "").lower()) or int(groups.get("digits") or 1)
    return phrase._replace(order=order, partial=bool(groups.get("partial")))


def _with_tails(phrase: Phrase, text: str) -> Phrase:
    """Cut off what is said after the formula; "as x -> 0 of f" says it before."""
    start = max(0, phrase.start - 1)
    words = {**TAILS, **rules_worded.TAILS, **areas_worded.TAILS, **solving_worded.TAILS}
    marks = words[phrase.kind].finditer(text, start, phrase.stop)
    outside = [m for m in marks if _is_outside(text, phrase.start, m.start())]
    if outside and not text[phrase.start : outside[0].start()].strip(" ,"):
        return _tail_first(phrase, text, outside[0])
    ends = [m.start() for m in outside[1:]] + [phrase.stop]
    tails = [Tail(str(m.lastgroup), m.end(), end) for m, end in zip(outside, ends, strict=False)]
    stop = outside[0].start() if outside else phrase.stop
    tails = [split for tail in tails for split in _without_differential(tail, text)]
    twice = sum(tail.kind == "twice" for tail in tails)
    kept = tuple(tail for tail in tails if tail.kind != "twice")
    return phrase._replace(stop=stop, tails=(*phrase.tails, *kept), order=phrase.order * 2**twice)


DIFFERENTIAL = re.compile(r"(?:\s+|\\,\s*)d\s?(?=[^\W\d_]\w*\s*\Z|\\[a-z]+\s*\Z)")


def _without_differential(tail: Tail, text: str) -> list[Tail]:
    """The dx of "from 0 to 1 dx" is the variable."""
    found = DIFFERENTIAL.search(text[: tail.stop], tail.start) if tail.kind == "from" else None
    if found is None:
        return [tail]
    return [tail._replace(stop=found.start()), Tail("wrt", found.end(), tail.stop)]


def _tail_first(phrase: Phrase, text: str, mark: re.Match[str]) -> Phrase:
    """The limit as x -> 0 of f; what stands after f is cut off too."""
    separators = (TOUCHED, *SEPARATORS) if phrase.kind == "tangent" else SEPARATORS
    found = (separator.search(text, mark.end(), phrase.stop) for separator in separators)
    end = next((match for match in found if match), None)
    end = end or UNSEPARATED.match(text, mark.end(), phrase.stop)
    if end is None:
        tail = Tail(str(mark.lastgroup), mark.end(), phrase.stop)
        return phrase._replace(start=phrase.stop, tails=(tail,))
    separated = bool(re.match(r"\s*(?:of|to|:|,)", text[end.start() : end.end()]))
    stop = end.start() if separated else end.end()
    tails = (*phrase.tails, Tail(str(mark.lastgroup), mark.end(), stop))
    return _with_tails(phrase._replace(start=end.end(), tails=tails), text)


def _is_outside(text: str, start: int, stop: int) -> bool:
    """Whether no brace is open: the for of a \\text{for} belongs to the formula."""
    return text.count("{", start, stop) == text.count("}", start, stop)
