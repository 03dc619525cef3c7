"""A learner's answer: as it was typed, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.grading.shapes import as_vector
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly

# In words: that there is no such number.
MISSING = ("does not exist", "doesn't exist", "dne", "undefined", "no limit")


@dataclass(frozen=True)
class Told:
    """An answer.

    Attributes
    ----------
    typed : str
        The learner's own text or LaTeX.
    whole : Notation
        All of it as it was read; nan where it says in words that there is none.
    """

    typed: str
    whole: Notation

    @cached_property
    def node(self) -> Notation:
        """The answer itself, without an "f'(x) =" before it."""
        return answered(self.whole)

    @property
    def expr(self) -> sp.Basic:
        """What the answer itself means."""
        return self.node.expr


def read_answer(typed: str, names: Iterable[str], symbols: Iterable[sp.Symbol]) -> Told:
    """Read an answer strictly: nothing in it is guessed.

    Raises
    ------
    ReadingError, UnsupportedError, TooLargeError
        If it is no formula, or too large a one.
    """
    if " ".join(typed.lower().split()).rstrip(".") in MISSING:
        return Told(typed, arrange(sp.nan))
    return Told(typed, read_strictly(typed, names=names, symbols=symbols))


def answered(node: Notation) -> Notation:
    """What stands behind "f'(x) =", and (2x, 1) as the vector that it is."""
    if node.head == "relation" and node.text == "=":
        left, right = node.parts
        if left.head in ("derivative", "prime", "name", "apply"):
            node = right
    return as_vector(node)
