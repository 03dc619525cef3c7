"""Directions as they are said: along v = 3i + 4j, toward Q(3, 5), at an angle of π/3."""

from __future__ import annotations

import re

from symcalc.reading.bracketed import outside

LONGEST = 500  # characters of a question that is looked at
LEAD = re.compile(
    r"\bdirectional\s+derivative|\brate\s+of\s+change\b.*\bdirection|\bD_", re.I | re.S
)
RATE = re.compile(r"(?:instantaneous\s+)?rate\s+of\s+change\b", re.IGNORECASE)
POINT = r"(?:\\left\s*)?\(\s*(?P<{name}>[^()=]{{1,60}}?)\s*(?:\\right\s*)?\)"
NAMED = re.compile(
    r"\b(at|from)\s+(?:the\s+)?(?:point\s+)?[A-Z](?:_?\d)?\s*=?\s*(?=(?:\\left\s*)?\()"
)
AT = re.compile(rf"\bat\s+(?:the\s+)?(?:point\s+)?{POINT.format(name='p')}")
VALUES = re.compile(
    r"\bat\s+(?P<p>[a-z]\s*=\s*[^=,]+(?:,\s*[a-z]\s*=\s*[^=,]+?)+)(?=\s+(?:toward|in\b)|\s*\Z)"
)
WAY = r"(?:in|along)\s+(?:the\s+)?direction\s+(?:of\s+|that\s+points\s+)?"
LETTER = r"(?:the\s+)?(?:point\s+)?(?:[A-Z]\s*=?\s*)?"
TOWARD = re.compile(
    rf"(?:(?:{WAY})?(?:from\s+{POINT.format(name='p')}\s+to(?:wards?)?|towards?|to)\s+{LETTER}"
    rf"|{WAY}(?:the\s+)?(?:point\s+(?:[A-Z]\s*=?\s*)?|[A-Z]\s*=?\s*))"
    rf"(?:{POINT.format(name='q')}|(?P<origin>(?:the\s+)?origin\b))",
)
ANGLE = re.compile(
    r"(?:at|(?:in|along)\s+(?:the\s+|a\s+)?direction(?:\s+(?:of|with|given\s+by))?|with)?\s*"
    r"(?:(?:that\s+)?(?:makes|making|forming)\s+)?(?:the\s+|an\s+)angle\s+(?:of\s+)?"
    r"(?:(?:θ|\\?theta|α|\\?alpha)\s*=\s*)?(?P<angle>[-−]?[\w\\π/.*{}()]+?)"
    r"(?P<degrees>\s*(?:°|degrees?|\^\s*\{?\s*\\circ\s*\}?))?(?:\s+rad(?:ian)?s?)?"
    r"(?:\s+(?:with|to|from)\s+(?:respect\s+to\s+)?(?:the\s+)?(?:positive\s+)?x[-\s]?axis)?(?=\s|[,.]|\Z)"
)
HAT = r"\\?(?:hat|mathbf|vec|bm|boldsymbol)\s*\{?\s*"
UNIT = rf"(?:{HAT}\\?[ijk](?:math)?\s*\}}?|[ijk]\b)"
TERM = rf"(?:[\d./]*\s*(?:\\?sqrt\s*[({{]?\d+[)}}]?)?(?:/\d+)?\s*\*?\s*{UNIT})"
BASIS = rf"[-+−]?\s*{TERM}(?:\s*[-+−]\s*{TERM})+"
LISTED = r"(?:<[^<>=]+>|⟨[^⟨⟩]+⟩|\\langle.+?\\rangle|\([^()]+,[^()]+\)|\[[^\[\]]+\])"
ALONG = re.compile(
    r"(?:along|(?:in|along)\s+(?:the\s+)?direction(?:\s+of)?)\s+(?:the\s+)?(?:unit\s+)?(?:vector\s+)?"
    r"(?:(?:\\(?:mathbf|vec|bm|boldsymbol|hat)\s*\{?\s*)?[a-z]\}?\s*=\s*)?"
    rf"(?P<v>{LISTED}|{BASIS})"
)
ONE_TERM = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?P<size>[\d./]*\s*(?:\\?sqrt\s*[({{]?\d+[)}}]?)?(?:/\d+)?)\s*\*?\s*(?P<unit>{UNIT})"
)
DERIVED = re.compile(
    r"\s*D_(?:\{?\s*(?:\\(?:mathbf|vec|bm|hat)\s*\{?\s*)?(?P<u>[a-z])\}{0,2})\s*(?P<f>[a-zA-Z])\s*"
    rf"{POINT.format(name='p')}\s*(?:,|for|where|if|with)\s*(?P=f)\s*(?:\([^()]*\))?\s*=\s*(?P<body>.+?)"
    rf"\s*(?:,|and|,\s*and)\s*(?:\\(?:mathbf|vec|bm|hat)\s*\{{?\s*)?(?P=u)\}}?\s*=\s*(?P<v>{LISTED}|{BASIS})\s*",
    re.DOTALL,
)


def pointed(text: str) -> str | None:
    """The question with its direction as a list; None where there is nothing to be put so.

    >>> pointed("directional derivative of x^2 y at P = (1, 2) along v = 3i + 4j")
    'directional derivative of x^2 y at (1, 2) in the direction [3, 4]'
    >>> pointed("directional derivative of x y at (1, 2) toward Q(3, 5)")
    'directional derivative of x y at (1, 2) in the direction [(3) - (1), (5) - (2)]'
    >>> pointed("directional derivative of x y at (1, 2) in the direction [3, 4]") is None
    True
    """
    if len(text) > LONGEST or not LEAD.search(text):
        return None
    plain = text.strip().strip("$").rstrip(" .?")
    derived = DERIVED.fullmatch(plain)
    if derived:
        way = f"in the direction {_vector(derived['v'])}"
        return f"directional derivative of {derived['body']} at ({derived['p']}) {way}"
    plain = NAMED.sub(r"\1 ", plain)
    plain = _toward(plain)
    plain = ANGLE.sub(_angle, plain)
    plain = ALONG.sub(_along, plain)
    if re.search(r"\bdirection\s+(?:of\s+)?[\[(]", plain):
        plain = RATE.sub("directional derivative", plain, count=1)
    return plain if plain != text.strip().strip("$").rstrip(" .?") else None


def _toward(text: str) -> str:
    """From one point to the other, as the difference of both."""
    found = TOWARD.search(text)
    if found is None:
        return text
    here = AT.search(text) or VALUES.search(text)
    start = found["p"] or (here["p"] if here else "")
    there = found["q"] or ", ".join("0" for _ in outside(start))
    ends = [[part.split("=")[-1].strip() for part in outside(one)] for one in (start, there)]
    if not start or len(ends[0]) != len(ends[1]):
        return text
    way = ", ".join(f"({q}) - ({p})" for p, q in zip(*ends, strict=True))
    rest = f"{text[: found.start()]}in the direction [{way}]{text[found.end() :]}"
    return rest if here else f"{rest} at ({start})"


def _angle(found: re.Match[str]) -> str:
    """The cosine and the sine of an angle."""
    angle = f"{found['angle']}*pi/180" if found["degrees"] else found["angle"]
    return f" in the direction [cos({angle}), sin({angle})]"


def _along(found: re.Match[str]) -> str:
    """A vector with its letter, in angles or of unit vectors; a list alone stays."""
    listed = found["v"][0] in "([" and "=" not in found[0][: found.start("v") - found.start()]
    return found[0] if listed else f"in the direction {_vector(found['v'])}"


def _vector(written: str) -> str:
    """<3, 4> and 3i + 4j in brackets."""
    if not re.match(r"[<⟨(\[]|\\langle", written):
        return f"[{', '.join(_components(written))}]"
    inner = re.sub(r"^(?:[<⟨(\[]|\\langle)|(?:[>⟩)\]]|\\rangle)$", "", written.strip())
    return f"[{', '.join(part.strip() for part in outside(inner))}]"


def _components(written: str) -> list[str]:
    """3 and 4 of 3i + 4j; 0 for a unit vector that is not written, but for the last."""
    sizes: dict[str, str] = {}
    for term in ONE_TERM.finditer(written):
        unit = next(
            letter for letter in "ijk" if re.search(rf"(?<![a-z]){letter}(?:math)?\b", term["unit"])
        )
        sign = "-" if term["sign"] in ("-", "−") else ""
        sizes[unit] = f"{sign}{term['size'].strip() or '1'}"
    units = "ijk" if "k" in sizes else "ij"
    return [sizes.get(unit, "0") for unit in units]
