"""Names of variables: what stands in a name, whichever way it is then set."""

from __future__ import annotations

import re
from typing import NamedTuple

from symcalc.reading.characters import GREEK_LETTERS, GREEK_WORDS

# From the word to its letter, θ for theta; a word without a letter of its own, varphi, stays.
LETTERS = {word: letter for letter, word in GREEK_LETTERS.items()}
ACCENTS = ("hat", "bar", "tilde", "dot", "ddot")

INDEX = re.compile(r"_(\{[^{}]*\}|[^_{}]+)")
BASE = re.compile(r"(.*?[^\W\d_])(\d+)")


class Name(NamedTuple):
    """x̂′₁ in its pieces: the base x, the accent hat, the indices ("1",) and one prime."""

    base: str
    accent: str
    indices: tuple[str, ...]
    primes: int


def pieces(name: str) -> Name:
    """Take a name apart.

    >>> pieces("theta_12"), pieces("w0").indices, pieces("y_hat_{i+1}'")
    (Name(base='theta', accent='', indices=('12',), primes=0), ('0',), \
Name(base='y', accent='hat', indices=('i+1',), primes=1))
    """
    bare = name.rstrip("'")
    base, _, _ = bare.partition("_")
    indices = [index.strip("{}") for index in INDEX.findall(bare[len(base) :])]
    digits = BASE.fullmatch(base)
    if digits:
        base, first = digits.groups()
        indices.insert(0, first)
    accent = indices.pop(0) if indices and indices[0] in ACCENTS else ""
    return Name(base, accent, tuple(indices), len(name) - len(bare))


def is_letter(base: str) -> bool:
    """Whether a base is one letter, Latin or Greek, so that it can stand without quotes."""
    return len(base) == 1 or base in GREEK_WORDS
