"""Brackets in a text: where one closes, and what stands outside of all."""

from __future__ import annotations


def outside(text: str, sign: str = ",") -> list[str]:
    """What stands between the commas that no bracket encloses.

    >>> outside("a = [[1, 2], [3, 4]], b = 1")
    ['a = [[1, 2], [3, 4]]', ' b = 1']
    """
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == sign and not depth:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def closing(text: str, opened: int) -> int:
    """The place of the bracket that closes the one at a place; -1 where none does.

    >>> closing("f([1, 2], 3) + 1", 1), closing("(1", 0)
    (11, -1)
    """
    depth = 0
    for place in range(opened, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if not depth:
            return place
    return -1
