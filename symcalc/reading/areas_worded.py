"""The words that areas, average values, lengths and volumes of revolution are asked in."""

from __future__ import annotations

import re

from symcalc.reading.wording import DEFINED, OF, PLEASE, RANGE, RUNNING, WITHIN

REGION = r"(?:(?:of|for)\s+)?(?:(?:the\s+)?region\s+)?(?:that\s+is\s+)?"
ENCLOSED = (
    r"(?:(?:enclosed|bounded)\s+(?:by|between|from)|inside|between|under(?:neath)?|below"
    r"|of(?=\s+the\s+(?:circle|ellipse)\b))"
)
TURNED = (
    r"volume\s+(?:of\s+)?(?:the\s+)?(?:solid\s+)?(?:of\s+)?revolution\b(?:\s+of\b)?"
    r"(?:\s+the\s+region)?(?:\s+(?:enclosed|bounded)\s+by|\s+between|\s+under)?"
    r"|(?:rotate|revolve)(?:\s+the\s+region)?(?:\s+(?:enclosed|bounded)\s+by|\s+between|\s+under)?"
)
# What is asked, by the words that a question begins with.
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"{PLEASE}(?:{words})", re.IGNORECASE | re.DOTALL))
    for kind, words in (
        ("area", rf"(?:total\s+)?area\s+{REGION}{ENCLOSED}{OF}"),
        ("average", rf"(?:average|mean)\s+value\b{OF}"),
        ("arc-length", rf"(?:arc[\s-]*length|length\s+of\s+the\s+(?:curve|arc|graph))\b{OF}"),
        ("revolution", rf"(?:{TURNED}){OF}"),
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
PARTED = re.compile(r"[,;]\s*(?:and\b)?|\s+and\b", re.IGNORECASE)
