"""The words for numerical integration: "trapezoid rule for x^2 from 0 to 1 with n = 4"."""

from __future__ import annotations

import re

from symcalc.reading.wording import DEFINED, LETTERS, OF, PLEASE, RANGE, RUNNING, WITHIN, WRT

END = r"(?:[-\s]?(?:hand(?:ed)?|sided|endpoints?|ends?))?\s+"
MIDDLE = r"(?:mid[-\s]?points?\s+)"
# Each rule by its names; `rule_of` finds which it is.
RULES: dict[str, str] = {
    "simpson": r"simpson(?:['’]?s)?(?:\s+(?:1/3|one[-\s]third))?(?:\s+(?:rule|method|formula))?",
    "trapezoid": r"trapez(?:oid(?:al)?|ium)\s+(?:rule|method|formula|sums?|approximation)",
    "midpoint": rf"{MIDDLE}(?:(?:riemann\s+)?(?:rule|method|sums?|approximation))",
    "monte-carlo": r"monte[-\s]carlo(?:\s+(?:method|integration|estimate|simulation|sampling))?",
    "right": rf"right{END}(?:riemann\s+)?(?:sums?|rule|approximation)",
    "left": rf"left{END}(?:riemann\s+)?(?:sums?|rule|approximation)|riemann\s+sums?",
}
NAMED = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in RULES.items()}
RULE = rf"(?:{'|'.join(RULES.values())})\b(?:\s+(?:approximation|estimate))?"
PANELS = (
    r"(?:equal\s+)?(?:sub[-\s]?)?(?:intervals|divisions|panels|strips|rectangles|trapezoids|trapezia"
    r"|(?:random\s+)?(?:points|samples))"
)
COUNT = rf"(?:n\s*=\s*\d+|\d+\s+{PANELS})"
WITH = r"(?:(?:and|with|using|for|on|into|over|at|from|by)\s+)*"
TO_DO = (
    r"(?:approximate|estimate|compute|calculate|evaluate|find|integrate)\b"
    r"(?:\s+(?:the\s+)?value\s+of)?"
)
INTEGRAL = r"(?:\s+(?:the\s+)?(?:definite\s+)?integral\b)?"
DETERMINED = r"(?:the\s+|an?\s+)?"

# "trapezoid rule for f", "use Simpson's rule with n = 4 to approximate f", "integrate f by …"
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    ("quadrature", re.compile(f"{PLEASE}(?:{words})", re.IGNORECASE | re.DOTALL))
    for words in (
        rf"(?:(?:use|using|apply|by|with)\s+)?{DETERMINED}{RULE}"
        rf"(?:\s*,?\s*{WITH}{COUNT})?,?(?:\s+to)?(?:\s+{TO_DO})?(?:\s+(?:for|of|to|on)\b)?"
        rf"{INTEGRAL}(?:\s+(?:for|of)\b)?(?:\s+the\s+function\b)?",
        rf"(?=.*\s(?:by|using|with|via)\s+{DETERMINED}{RULE})(?:approximat(?:e|ion\s+of)"
        rf"|estimate|integrate|numerically\s+integrate)\b{INTEGRAL}{OF}",
        rf"(?=.*\s(?:by|using|with|via)\s+{DETERMINED}{RULE})(?:definite\s+)?integral\b{OF}",
    )
)
TAILS: dict[str, re.Pattern[str]] = {
    "quadrature": re.compile(
        rf"(?:,\s*|\s+)(?!{LETTERS})(?:"
        rf"(?P<rule>(?:and\s+)?(?:by|using|with|via)\s+{DETERMINED}(?={RULE}))"
        rf"|(?P<count>{WITH}(?={COUNT}))"
        r"|(?P<seed>(?:(?:and|with)\s+)*(?:the\s+)?seed\s*=?\s*(?=\d))"
        rf"|(?P<wrt>{WRT}|{RUNNING})"
        rf"|(?P<from>(?:{RANGE})(?:\s*the\s+interval\s+)?|{WITHIN})"
        rf"|(?P<given>{DEFINED}))",
        re.IGNORECASE | re.DOTALL,
    )
}
