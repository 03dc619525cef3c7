"""Notation in several lines of Unicode, for a terminal: fractions with a bar, matrices."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from symcalc.notation import Notation
from symcalc.reading.characters import LOWERED, MARKS, RAISED
from symcalc.writing import boxes
from symcalc.writing.boxes import Box, beside, box, bracket, stacked
from symcalc.writing.names import LETTERS, pieces
from symcalc.writing.planar import Planar
from symcalc.writing.text import TEXT

LOWERING = {plain: small for small, plain in LOWERED.items()}
RAISING = {plain: small for small, plain in RAISED.items() if plain not in "-()T"} | {"−": "⁻"}
INLINE = 4  # characters of an exponent that stays in the line
ROOTS = {"": "√", "3": "∛"}
COMBINING = {word[1:]: mark for mark, word in MARKS.items() if word}
UNSEEN = ("\N{THIN SPACE}", "\N{INVISIBLE SEPARATOR}")


def pretty(node: Notation) -> str:
    """Write a formula in several lines, as on paper.

    >>> from symcalc.notation import add, divide, name, number
    >>> import sympy as sp
    >>> x = name(sp.Symbol("x"))
    >>> print(pretty(divide(add(x, number(1)), number(2))))
    x + 1
    ─────
      2
    """
    return "\n".join(line.rstrip() for line in PRETTY.write(node).picture)


class Pretty(Planar[Box]):
    """Boxes of characters."""

    def sign(self, character: str) -> Box:
        """Itself."""
        return box("" if character in UNSEEN else character)

    def word(self, word: str) -> Box:
        """Itself."""
        return box(word)

    def name(self, name: str) -> Box:
        """With its accent on the letter, and its subscript in small characters, if there are."""
        base, accent, indices, primes = pieces(name)
        letter = unicodedata.normalize("NFC", LETTERS.get(base, base) + COMBINING.get(accent, ""))
        return box(letter + "".join(map(lowered, indices)) + "′" * primes)

    def number(self, digits: str) -> Box:
        """As it was typed."""
        return box(digits)

    def operator(self, word: str) -> Box:
        """Itself."""
        return box(word)

    def row(self, *pieces: Box) -> Box:
        """Boxes side by side."""
        return beside(*pieces)

    def spaced(self, *pieces: Box) -> Box:
        """Boxes with a space between them."""
        return boxes.between([piece for piece in pieces if piece.width()], box(" "))

    def line(self, piece: Box) -> str:
        """The line that its baseline is on."""
        return str(piece.picture[piece.baseline])

    def fence(self, left: str, piece: Box, right: str) -> Box:
        """A piece between brackets as high as it is."""
        size = piece.height(), piece.baseline
        return beside(bracket(left, *size), piece, bracket(right, *size))

    def interval(self, node: Notation) -> Box:
        """Nobody reads it back, so an open interval is (0, 1) everywhere."""
        return self.fence(node.text[0], self.listed(node.parts), node.text[1])

    def raised(self, base: Box, exponent: Notation) -> Box:
        """In small characters where there are some, above the line elsewhere."""
        small = TEXT.write(exponent).replace(" ", "")
        inline = len(small) <= INLINE and set(small) <= RAISING.keys()
        top = box("".join(RAISING[c] for c in small)) if inline else self.write(exponent)
        if inline and base.height() == 1:
            return beside(base, top)
        return beside(base, boxes.above(base, top))

    def scripted(self, base: Box, below: Box, above: Box | None = None) -> Box:
        """In small characters where there are some, below the line elsewhere."""
        one_line = below.height() == 1 and set(self.line(below)) <= LOWERING.keys()
        small = box(lowered(self.line(below))) if one_line else below
        if above is None and one_line and base.height() == 1:
            return beside(base, small)
        return beside(base, boxes.scripts(base, below if above else small, above))

    def fraction(self, top: Box, bottom: Box) -> Box:
        """One box over another."""
        return boxes.over_bar(top, bottom)

    def root(self, node: Notation, degree: Notation | None) -> Box:
        """√x, and a root with a bar over anything longer."""
        piece = self.write(node)
        short = "" if degree is None else TEXT.write(degree)
        simple = node.head == "number" or (node.head == "name" and piece.width() == 1)
        if simple and short in ROOTS:
            return beside(box(ROOTS[short]), piece)
        return boxes.under_root(piece, short)

    def binomial(self, node: Notation) -> Box:
        """n over k in parentheses."""
        n, k = map(self.write, node.parts)
        return self.fence("(", stacked(n, box(" "), k, on=1), ")")

    def integral(self, bounds: Sequence[Box], body: Box) -> Box:
        """A sign as high as the integrand; the bounds stand above and below that."""
        room = 1 if bounds else 0
        sign = bracket("∫", body.height() + 2 * room, body.baseline + room)
        return self.spaced(self.scripted(sign, *bounds) if bounds else sign, body)

    def over(self, sign: str, below: Box, above: Box | None, body: Box) -> Box:
        """A sign with its bounds under it and over it."""
        tower = [box(sign), below] if above is None else [above, box(sign), below]
        return self.spaced(stacked(*tower, on=len(tower) - 2), body)

    def braced(self, rows: Sequence[Sequence[Box]]) -> Box:
        """Rows after one brace."""
        return self.fence("{", boxes.table(rows, "ll"), "")

    def aligned(self, rows: Sequence[tuple[Box, Box]]) -> Box:
        """Left sides to the right, right sides to the left."""
        return boxes.table(rows, "rl", gap=1)

    def column(self, entries: Sequence[Box]) -> Box:
        """One column between brackets."""
        return self.grid([[entry] for entry in entries])

    def grid(self, rows: Sequence[Sequence[Box]]) -> Box:
        """Columns between brackets."""
        return self.fence("[", boxes.table(rows, "c" * len(rows[0])), "]")

    def bars(self, rows: Sequence[Sequence[Box]]) -> Box:
        """Columns between bars."""
        return self.fence("|", boxes.table(rows, "c" * len(rows[0])), "|")


def lowered(index: str) -> str:
    """A subscript, in small characters if there are some for all of it."""
    if set(index) <= LOWERING.keys():
        return "".join(LOWERING[c] for c in index)
    return f"_{LETTERS.get(index, index)}"


PRETTY = Pretty()
