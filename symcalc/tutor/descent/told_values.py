"""Numbers that a sentence says in any order: "t = 10 with beta2 = 0.999"."""

from __future__ import annotations

import re
from collections.abc import Mapping

import sympy as sp

from symcalc.errors import UnsupportedError, shorten
from symcalc.reading.numbers import number
from symcalc.tutor.words.small import FAILS

VALUE = r"(\d+(?:\.\d+)?(?:e-?\d+)?(?:/\d+)?|\.\d+)"
FILLER = re.compile(
    r"\b(?:and|with|for|at|of|a|an|the|where|when|in|has|having|layers?|units?|is)\b|[,;:.?()]",
    re.IGNORECASE,
)


def values_in(text: str, patterns: Mapping[str, str], hint: str) -> dict[str, sp.Expr]:
    """Each number by its name; a pattern has {v} where its number stands.

    >>> values_in("t = 10 with beta = 0.9", {"t": "t = {v}", "beta": "beta = {v}"}, "")
    {'t': 10, 'beta': 9/10}

    Raises
    ------
    UnsupportedError
        If there is more in the text.
    """
    rest, found = text, dict[str, sp.Expr]()
    for name, pattern in patterns.items():
        spelled = pattern.replace("{v}", VALUE).replace(" = ", r"\s*(?:=|of|is)?\s*")
        match = re.search(rf"(?<![\w.])(?:{spelled})(?![\w.]*\d)", rest, re.IGNORECASE)
        if match:
            found[name] = number(next(group for group in match.groups() if group))
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    left = " ".join(FILLER.sub(" ", rest).split())
    if left:
        raise UnsupportedError(FAILS["clause"].format(part=shorten(left)), where=text, hint=hint)
    return found


def need(found: Mapping[str, sp.Expr], names: Mapping[str, str], where: str, hint: str) -> None:
    """Refuse a sentence that leaves a number out; `names` has what it is called."""
    missing = [said for name, said in names.items() if name not in found]
    if missing:
        told = FAILS["unsaid"].format(names=" and ".join(missing))
        raise UnsupportedError(told, where=where, hint=hint)
