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
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "equation",
        re.compile(
            rf"{PLEASE}(?:solve\b(?!\s*\()(?:\s+for\s+(?P<letters>{LETTERS})\s*[:,])?"
            rf"|{SOLUTIONS}(?=\s+(?:of|to)\b)){OF}",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
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
