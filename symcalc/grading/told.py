"""A learner's answer: as it was typed, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.grading.scaled import scaled
from symcalc.grading.shapes import as_vector
from symcalc.grading.spoken import angled, gathered, in_words, solutions_in_words
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read_strictly

# What may stand before the sign of equality: f'(x) =, grad f =.
NAMING = (
    *("derivative", "integral", "prime", "name", "apply"),
    *("gradient", "divergence", "curl", "laplacian"),
)


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


def read_answer(
    typed: str, names: Iterable[str], symbols: Iterable[sp.Symbol], wants: str = "formula"
) -> Told:
    """Read an answer strictly: nothing in it is guessed.

    Parameters
    ----------
    typed : str
        The learner's own text or LaTeX.
    names, symbols
        As in `read_strictly`.
    wants : str
        "solutions" of an equation may be said in words or as a list, "words" need be no formula.

    Raises
    ------
    ReadingError, UnsupportedError, TooLargeError
        If it is no formula, or too large a one.
    """
    known = tuple(names), tuple(symbols)
    typed = scaled(angled(typed)) if wants == "formula" else angled(typed)

    def read(piece: str) -> Notation:
        return read_strictly(piece, names=known[0], symbols=known[1])

    solutions = solutions_in_words(typed) if wants == "solutions" else None
    if solutions is not None:
        return Told(typed, arrange(solutions))
    said = in_words(typed)
    if said is not None:
        return Told(typed, said)
    if wants == "solutions":
        return Told(typed, gathered(typed, read))
    try:
        return Told(typed, read(typed))
    except (ReadingError, UnsupportedError):
        if wants != "words":
            raise
        return Told(typed, arrange(sp.nan))


def answered(node: Notation) -> Notation:
    """What stands behind "f'(x) =", and (2x, 1) as the vector that it is."""
    if node.head == "relation" and node.text == "=":
        left, right = node.parts
        if left.head in NAMING:
            node = right
    return as_vector(node)
