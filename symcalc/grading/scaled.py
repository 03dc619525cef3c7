"""A number times a list in an answer: 1/3 (2, −1, 2) is (2/3, −1/3, 2/3)."""

from __future__ import annotations

import re

from symcalc.reading.arrays import outside

LABEL = re.compile(r"^(?P<label>[^=(\[{]*=)?\s*(?P<rest>.*)$", re.DOTALL)
TIMES = re.compile(r"\s*(?:\*|·|⋅|×|\\cdot|\\times)?\s*$")
SIGN = re.compile(r"(?:\*|·|⋅|×|\\cdot|\\times)\s*$")
PLAIN = re.compile(r"[-+−]?\s*(?:[\d./ ()√{}^]|\\?sqrt|\\d?frac)+")
OTHER = re.compile(r"[=<>≤≥≠≈∈∉∪∩]|\\(?:in|notin|leq?|geq?|lt|gt|neq?|approx|cup|cap)(?![A-Za-z])")
PAIRS = {"(": ")", "[": "]"}
MOST = 2_000  # characters that are looked through


def scaled(typed: str) -> str:
    """An answer with the factor before a list put into it; any other as it is.

    >>> scaled("1/10 [[6, -7], [-2, 4]]"), scaled("2 (1, 2)"), scaled("f(1, 2)")
    ('[[(1/10)*(6), (1/10)*(-7)], [(1/10)*(-2), (1/10)*(4)]]', '[(2)*(1), (2)*(2)]', 'f(1, 2)')
    """
    found = LABEL.match(typed.replace("\\left", "").replace("\\right", ""))
    if len(typed) > MOST or found is None:
        return typed
    rest = found["rest"].strip().rstrip(".")
    start = _opening(rest)
    if start is None:
        return typed
    factor, group = rest[:start], rest[start:]
    entries = outside(group[1:-1])
    if len(entries) < 2 or not _is_factor(factor, group):
        return typed
    return f"{found['label'] or ''}{_put(TIMES.sub('', factor).strip(), group)}"


def _is_factor(factor: str, group: str) -> bool:
    """Whether what stands before the list is multiplied with it, and is no function of it."""
    alone = TIMES.sub("", factor).strip()
    if not alone or any(len(outside(alone, mark)) > 1 for mark in ",;") or OTHER.search(alone):
        return False
    if alone in ("+", "-", "−"):
        return False
    if SIGN.search(factor) or PLAIN.fullmatch(alone):
        return True
    return group[0] == "[" and not alone[-1].isalpha()


def _opening(rest: str) -> int | None:
    """Where the last bracket begins that ends with the text."""
    if rest[-1:] not in (")", "]"):
        return None
    depth = 0
    for place in range(len(rest) - 1, -1, -1):
        depth += (rest[place] in ")]") - (rest[place] in "([")
        if not depth:
            fits = PAIRS.get(rest[place]) == rest[-1]
            return place if fits and place else None
    return None


def _put(factor: str, group: str) -> str:
    parts = [part.strip() for part in outside(group[1:-1])]
    rows = all(
        p[:1] in PAIRS and p[-1:] == PAIRS[p[:1]] and len(outside(p[1:-1])) > 1 for p in parts
    )
    inside = [_put(factor, p) if rows else f"({factor})*({p})" for p in parts]
    return f"[{', '.join(inside)}]"
