"""The words that areas, average values, lengths and volumes of revolution are asked in."""

from __future__ import annotations

import re

from symcalc.reading.wording import DEFINED, OF, PLEASE, RANGE, RUNNING, WITHIN

REGION = r"(?:(?:of|for)\s+)?(?:(?:the\s+)?region\s+)?(?:that\s+is\s+)?"
ENCLOSED = (
    r"(?:(?:enclosed|bounded)\s+(?:by|between|from)|inside|between|under(?:neath)?|below"
    r"|of(?=\s+(?:(?:the|a|an)\s+)?(?:circle|ellipse|region|curve|cardioid|rose)\b)"
    r"|of(?=\s+[^\W\d_]\w*\s*=))"
)
BIG = r"how\s+(?:big|large|great)\s+is\s+(?:the\s+)?"
TURNED = (
    r"volume\s+(?:of\s+)?(?:the\s+)?(?:solid\s+)?(?:of\s+)?revolution\b(?:\s+of\b)?"
    r"(?:\s+the\s+region)?(?:\s+(?:enclosed|bounded)\s+by|\s+between|\s+under)?"
    r"|(?:rotate|revolve)(?:\s+the\s+region)?(?:\s+(?:enclosed|bounded)\s+by|\s+between|\s+under)?"
)
UNDER = r"volume\s+(?:of\s+the\s+(?:solid|region)\s+)?(?:under(?:neath)?|below|beneath)\b"
MULTIPLE = rf"(?:double|triple|iterated)\s+integral\b|{UNDER}(?:\s+the\s+(?:plane|paraboloid))?"
OVER = (
    r"(?:over|above|on|for|where)\s+"
    r"(?:the\s+)?(?:(?:region|rectangle|square|triangle|dis[ck]|domain|set|box|unit)\b\s*)*"
    r"(?:(?:D|R)\s*=\s*|(?:that\s+is\s+)?(?:given|described|defined)\s+by\s+|where\s+)?"
)
# What is asked, by the words that a question begins with.
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"{PLEASE}(?:{words})", re.IGNORECASE | re.DOTALL))
    for kind, words in (
        ("area", rf"(?:{BIG}(?:total\s+)?)?(?:total\s+)?area\s+{REGION}{ENCLOSED}{OF}"),
        ("average", rf"(?:average|mean)(?:\s+(?:value|height)\b{OF}|\s+of\b{OF})"),
        ("arc-length", rf"(?:arc[\s-]*length|length\s+of\s+the\s+(?:curve|arc|graph))\b{OF}"),
        ("revolution", rf"(?:{TURNED}){OF}"),
        ("over-region", rf"(?:{MULTIPLE}){OF}"),
    )
)
BETWEEN = rf"(?:{RANGE})(?:\s*the\s+interval\s+)?|{WITHIN}"
RUNS = ("wrt", rf"with\s+respect\s+to\s+|{RUNNING}")
# What may be said after the formula.
TAILS: dict[str, re.Pattern[str]] = {
    kind: re.compile(
        rf"(?:,\s*|\s+)(?:{'|'.join(f'(?P<{k}>{w})' for k, w in words)})",
        re.IGNORECASE | re.DOTALL,
    )
    for kind, words in {
        "area": (RUNS, ("from", BETWEEN), ("given", DEFINED)),
        "average": (RUNS, ("from", BETWEEN), ("given", DEFINED)),
        "arc-length": (RUNS, ("from", BETWEEN), ("given", DEFINED)),
        "over-region": (("over", OVER),),
        "revolution": (
            RUNS,
            ("from", BETWEEN),
            ("axis", r"(?:is\s+)?(?:rotated\s+|revolved\s+)?(?:about|around|round)\s+(?:the\s+)?"),
        ),
    }.items()
}
# "the x-axis" as a curve, and words that only say what kind of curve follows.
AXIS = re.compile(r"\s*(?:the\s+)?([^\W\d_])\s*-?\s*axis\s*\.?\s*", re.IGNORECASE)
CALLED = re.compile(
    r"\s*(?:and\s+)?(?:the\s+)?(?:(?:straight\s+)?line|curve|parabola|graph(?:\s+of)?|function"
    r"|circle|ellipse|hyperbola|vertical\s+line)s?\s+(?=\S)",
    re.IGNORECASE,
)
EQUATED = re.compile(r"\s*[xy]\s*=(?!=)[^=xy]+")  # a line that is an axis
PARTED = re.compile(r"[,;]\s*(?:and\b)?|\s+and\b", re.IGNORECASE)
