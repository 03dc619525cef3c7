"""Numbers of derivatives in words, in one style as far as a Taylor polynomial goes."""

from __future__ import annotations

from symcalc.tutor.diff import ordinal as numbered

UNITS = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"),
    *("Tenth", "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth"),
    *("Seventeenth", "Eighteenth", "Nineteenth", "Twentieth"),
)
TENS = {20: "Twenty", 30: "Thirty"}
ROUND = {30: "Thirtieth"}


def ordinal(number: int) -> str:
    """First, sixth, twenty-second; beyond 39 in figures.

    >>> ordinal(6), ordinal(22), ordinal(30), ordinal(41)
    ('Sixth', 'Twenty-second', 'Thirtieth', '41st')
    """
    if number <= len(UNITS):
        return UNITS[number - 1]
    tens, unit = number - number % 10, number % 10
    if tens not in TENS:
        return numbered(number)
    return f"{TENS[tens]}-{UNITS[unit - 1].lower()}" if unit else ROUND[tens]
