"""Questions in words about matrix formulas: gradient of … with respect to W, shapes W: (k, n)."""

from __future__ import annotations

import re

PRODUCT = "hessian-vector product"
ASKED = re.compile(
    r"^\s*(?:the\s+)?(?P<kind>gradient|jacobian|hessian(?:-vector product)?)\s+of\s+(?P<body>.*?)"
    r"(?:\s+(?:with respect to|w\.?r\.?t\.?|by)\s+(?P<wrt>[^:]*?))?"
    r"(?:\s+in the direction\s+(?P<vector>\w+))?"
    r"(?:,?\s+(?:with )?shapes:?\s+(?P<shapes>.*?))?"
    r"(?:,\s+samples as (?P<samples>rows|columns))?(?:,\s+assuming (?P<facts>.*?))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
NAMES = re.compile(r"\s*,\s*|\s+and\s+")


def names_in(said: str | None) -> list[str]:
    """The names after "with respect to".

    >>> names_in("W, b and x"), names_in(None)
    (['W', 'b', 'x'], [])
    """
    return NAMES.split(said.strip()) if said else []
