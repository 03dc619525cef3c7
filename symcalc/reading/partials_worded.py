"""The words for all partial derivatives at once: "partial derivatives of x^2 y"."""

from __future__ import annotations

import re

from symcalc.reading.wording import OF, PLEASE

# Where it is said by which variable, it is one derivative that is asked for.
ALL = (
    r"partial\s+derivatives\b(?=\s+of\b|\s*:)"
    r"(?!.*\s(?:with\s+respect|w\.?\s?r\.?\s?t\b|by|in)\b)"
)
BEFORE = r"(?:all\s+(?:of\s+)?(?:the\s+)?)?"
# D_x[sin(x) cos(x)], D_x x^2; with an operation behind it, D_x is a name
BY = (
    r"D_\{?(?P<by>[^\W\d_])\}?(?=\s*[(\[]|\s+(?![-+*/^=<>,.])\S)"
    r"(?=.*(?<![^\W\d_])(?P=by)(?![^\W\d_]))"
)
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"{PLEASE}{BEFORE}(?:{order}){ALL}{OF}", re.IGNORECASE | re.DOTALL))
    for kind, order in (
        ("gradient", r"(?:first[-\s]+(?:order\s+)?)?"),
        ("hessian", r"second[-\s]+(?:order\s+)?"),
    )
)
LEADS += (("derivative", re.compile(f"{PLEASE}{BY}", re.DOTALL)),)
