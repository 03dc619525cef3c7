"""Laws and lists of numbers as text, as questions in words hold them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from symcalc import asking
from symcalc.asking import Given
from symcalc.reading.numbers import is_decimal, number
from symcalc.tutor.probability.law import Distribution
from symcalc.writing.text import text

WRITTEN = 12  # zeros of a number that are written out


def law_text(law: Given) -> str:
    """A law as text: a list in parentheses, a table in braces."""
    if isinstance(law, Distribution):
        return law.name
    if isinstance(law, Mapping):
        pairs = (f"{_number(value)}: {_number(p)}" for value, p in law.items())
        return "{" + ", ".join(pairs) + "}"
    return listed(law)


def listed(given: Given) -> str:
    """Numbers as text: (0.7, 0.2, 0.1), one bracket inside another for rows.

    >>> listed([[0.5, 1e-7], (1, 0)])
    '((0.5, 0.0000001), (1, 0))'
    """
    if isinstance(given, str):
        return given
    parts = given.tolist() if hasattr(given, "tolist") else given
    if isinstance(parts, list | tuple):
        return f"({', '.join(map(listed, parts))})"
    return _number(parts)


def _number(value: Given) -> str:
    if isinstance(value, float):
        meant = number(value, hint="write numbers: (0.7, 0.3)")
        if not is_decimal(meant):
            return str(meant)
        front, _, exponent = repr(value).partition("e")
        if exponent and abs(int(exponent)) > WRITTEN:
            power = f"10^({int(exponent)})"
            return power if front == "1" else f"{front} * {power}"
        return format(Decimal(repr(value)), "f")
    return value if isinstance(value, str) else text(asking.notation_of(value))
