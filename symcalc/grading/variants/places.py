"""The numbers that stand in a question's text, and what may stand there instead."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LOWERED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# Not after a letter or an underscore: x_1, w0, log_2 and \frac12 keep their numbers.
NUMBER = re.compile(r"(?<![\w.\\])\d+(?:\.\d+)?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
BEFORE_EXPONENT = ("^", "**", "^{", "^(", "**(")

LARGEST_EXPONENT = 5  # unless the question has a larger one
LARGEST_ROOT = 9  # of a square
NEAR = 3  # how far an exponent moves
POWERS = (2, 3)  # of another number, that a number is taken to be: 9 beside 3


@dataclass(frozen=True)
class Place:
    """A number in a text.

    Attributes
    ----------
    start, end : int
        Where it stands.
    typed : str
        What stands there, in ordinary digits.
    raised : bool
        Whether it is written in raised digits.
    exponent : bool
        Whether it is an exponent.
    """

    start: int
    end: int
    typed: str
    raised: bool
    exponent: bool

    @property
    def decimals(self) -> int:
        """How many digits stand behind the point."""
        return len(self.typed.partition(".")[2])

    @property
    def value(self) -> int:
        """The number without its point: 25 of 2.5."""
        return int(self.typed.replace(".", ""))

    def spelled(self, value: int) -> str:
        """Another number in its place."""
        if self.raised:
            return str(value).translate(LOWERED)
        if not self.decimals:
            return str(value)
        digits = str(value).zfill(self.decimals + 1)
        return f"{digits[: -self.decimals]}.{digits[-self.decimals :]}"

    @property
    def choices(self) -> tuple[int, ...]:
        """What may stand there, the number itself among it; never 0 or 1, and as many digits."""
        value = self.value
        if value == 0:
            return (0,)
        if self.exponent and not self.decimals:
            low, high = max(2, value - NEAR), max(LARGEST_EXPONENT, value + 2)
        elif value < 10:
            low, high = 2, 9
        else:
            size = 10 ** (len(str(value)) - 1)
            low, high = max(size, value // 2), min(10 * size - 1, 2 * value)
        found = {k for k in range(low, high + 1) if not self.decimals or k % 10}
        return tuple(sorted({value, *found}))


def places(text: str) -> tuple[Place, ...]:
    """Every number of a text that is not part of a name.

    >>> [(p.typed, p.exponent) for p in places("d/dx x_1^2 sin(3x)")]
    [('2', True), ('3', False)]
    """
    found = []
    for match in NUMBER.finditer(text):
        typed = match.group().translate(RAISED)
        raised = typed != match.group()
        before = text[: match.start()].rstrip()
        exponent = raised or before.endswith(BEFORE_EXPONENT)
        found.append(Place(match.start(), match.end(), typed, raised, exponent))
    return tuple(found)


def replaced(text: str, there: Sequence[Place], values: Sequence[int]) -> str:
    """The text with other numbers.

    >>> replaced("x^2 + 0.5", places("x^2 + 0.5"), [3, 7])
    'x^3 + 0.7'
    """
    for place, value in reversed(list(zip(there, values, strict=True))):
        text = text[: place.start] + place.spelled(value) + text[place.end :]
    return text


def draws(there: Sequence[Place], draw: random.Random) -> Iterator[tuple[int, ...]]:
    """Numbers for all places, without end: each on its own; tied; and squares in place of squares.

    Tied numbers keep what they have to do with each other: equal ones stay equal, and what is the
    square or cube of another one stays so.
    """
    ties = tied(there)
    while True:
        yield tuple(draw.choice(place.choices) for place in there)
        yield together(there, ties, draw)
        yield squares(there, draw)


Tie = tuple[int, int]  # the place whose number it follows, and to which power


def tied(there: Sequence[Place]) -> tuple[Tie, ...]:
    """Which place each follows; one that follows none follows itself."""
    found: list[Tie] = []
    for k, place in enumerate(there):
        alike = [j for j, other in enumerate(there[:k]) if same_sort(other, place)]
        equal = [(j, 1) for j in alike if there[j].value == place.value]
        bases = [
            (j, p)
            for p in POWERS
            for j, other in enumerate(there)
            if other.value > 1 and other.value**p == place.value
            if not place.exponent and same_sort(other, place)
        ]
        found.append(next(iter((*equal, *bases)), (k, 1)))
    return tuple(found)


def same_sort(left: Place, right: Place) -> bool:
    """Whether two numbers stand in the same sort of place."""
    return left.exponent == right.exponent and left.decimals == right.decimals


def together(there: Sequence[Place], ties: Sequence[Tie], draw: random.Random) -> tuple[int, ...]:
    """Numbers for all places, those that are tied together; exponents stay every other time."""
    keeps = draw.random() < 0.5
    own = [
        place.value if keeps and place.exponent else draw.choice(place.choices) for place in there
    ]

    def followed(k: int) -> int:
        base, power = ties[k]
        return own[k] if base == k else followed(base) ** power

    return tuple(followed(k) for k in range(len(there)))


def squares(there: Sequence[Place], draw: random.Random) -> tuple[int, ...]:
    """Numbers for all places, with a square where one was; other exponents stay."""
    found = []
    for place in there:
        square = not place.exponent and place.value > 1 and isqrt(place.value) ** 2 == place.value
        other = place.value if place.exponent else draw.choice(place.choices)
        found.append(draw.randint(2, LARGEST_ROOT) ** 2 if square else other)
    return tuple(found)
