"""The words of equations to be solved: "solve x^2 = 4 for x", "the roots of x^2 - 4"."""

from __future__ import annotations

import re

from symcalc.reading.wording import NAME, PLEASE

THING = (
    r"(?:equations?|inequalit(?:y|ies)|(?:linear\s+)?systems?(?:\s+of\s+(?:linear\s+)?equations)?)"
)
LETTERS = rf"{NAME}(?:\s*(?:,|\band\b)\s*{NAME})*"
SOLUTIONS = (
    r"(?:(?:all|real)\s+)*(?:(?:the|real)\s+)*(?:roots|zeros|zeroes|solutions?|solution\s+set)"
)
OF = rf"(?:\s+(?:of|to)\b)?(?:\s+(?:the\s+|this\s+)?(?:following\s+)?{THING}\b)?(?:\s*:)?"

# The letters may be said first: "solve for x: …".
# "2 sin x = 1 for 0 <= x <= 2pi" says by its range that it is to be solved.
SIDE = (
    r"(?:(?!\b(?:of|the|to|from|by|under|between|around|about|area|length|find|let|if|d[a-z]?/d[a-z]|at|as)\b)"
    r"[^<>≤≥={},;:]){1,200}"
)
BELOW = r"(?:<=?|≤|\\leq?\b|\\lt\b)"
END = r"[^<>≤≥={},;:]{1,20}"
RANGED = (
    rf"(?={SIDE}={SIDE}?\s+(?:for|where|with)\s+[^<>≤≥={{}},;:\\]{{1,20}}"
    rf"\s*{BELOW}\s*{NAME}\s*{BELOW}{END}\Z)"
)
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "equation",
        re.compile(
            rf"{PLEASE}(?:solve\b(?!\s*\()(?:\s+for\s+(?P<letters>{LETTERS})\s*[:,])?"
            rf"|{SOLUTIONS}(?=\s+(?:of|to)\b)){OF}",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    ("equation", re.compile(RANGED, re.IGNORECASE)),
)
TAILS: dict[str, re.Pattern[str]] = {
    "equation": re.compile(
        rf"(?:,\s*|\s+)(?:(?P<within>(?:for|where|with|if|when)\s+(?=[^=<>≤≥]{{1,40}}(?:[<>≤≥=]|\\[lg]eq?))"
        r"|(?:on|over)\s+(?:the\s+)?(?:interval\s+)?(?=[\[(])|in\s+(?:the\s+)?(?:interval\s+)?(?=[\[(]))"
        rf"|(?P<wrt>for\s+(?={LETTERS}\s*[.?]?\s*\Z))"
        r"|(?P<real>(?:over|in|on)\s+(?:the\s+)?(?:real(?:\s+number)?s|ℝ)\s*\.?))",
        re.IGNORECASE | re.DOTALL,
    )
}
