"""Notation as MathML, which browsers set without a script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from symcalc.notation import Notation
from symcalc.writing.names import LETTERS, pieces
from symcalc.writing.planar import Planar
from symcalc.writing.text import text

THIN = '<mspace width="0.17em"/>'
ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~", "dot": "˙", "ddot": "¨"}
LETTERLIKE = frozenset("πe∞ℝℤℕℚ∅∂d∇")  # signs that are set as letters
WORDS = ("and", "or", "not")  # signs that are words
APPLY, TIMES = "\N{FUNCTION APPLICATION}", "\N{INVISIBLE TIMES}"
TALL = re.compile("<(mfrac|msqrt|mroot|mtable|munder|mover)")
LEAF = re.compile(r"<(m[ino])>[^<]*</\1>")


class Piece(NamedTuple):
    """Some elements, what of them stands on the line, and whether they are one operator."""

    markup: str
    line: str
    operator: bool = False


def mathml(node: Notation, *, display: bool = False) -> str:
    """Write a formula as a `math` element, which carries its text for those who cannot see it.

    >>> import sympy as sp
    >>> from symcalc.notation import divide, name, number
    >>> mathml(divide(name(sp.Symbol("x")), number(2)))
    '<math alttext="x/2" aria-label="x/2"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>'
    """
    return element(MATHML.write(node), text(node), display=display)


def element(piece: Piece, told: str, *, display: bool) -> str:
    """A piece as a `math` element; `told` says the same in text."""
    shown = escape(told)
    block = ' display="block"' if display else ""
    return f'<math{block} alttext="{shown}" aria-label="{shown}">{piece.markup}</math>'


def chained(nodes: Sequence[Notation], *, leading: bool, stacked: bool) -> Piece:
    """Formulas that are equal, one after another or one under another.

    `leading` is an equals sign before the first.
    """
    equals, written = MATHML.sign("="), [MATHML.write(node) for node in nodes]
    if leading:
        written.insert(0, MATHML.row())
    if not stacked:
        return MATHML.spaced(written[0], *(p for w in written[1:] for p in (equals, w)))
    first, *rest = written
    rows = [(MATHML.row(), MATHML.spaced(equals, piece)) for piece in rest]
    return MATHML.aligned([(first, rows[0][1] if rows else MATHML.row()), *rows[1:]])


class Mathml(Planar[Piece]):
    """Elements of MathML Core; spaces around operators are the browser's."""

    def applied(self, function: Piece, arguments: Sequence[Notation], node: Notation) -> Piece:
        """f(x), with the sign that says it is no product."""
        del node
        arguments_ = self.fence("(", self.listed(arguments), ")")
        return self.row(function, Piece(f"<mo>{APPLY}</mo>", ""), arguments_)

    def sign(self, character: str) -> Piece:
        """An operator, or a letter."""
        known = SIGNS.get(character)
        if known is not None:
            return Piece(known, character.strip())
        if character in WORDS:
            return Piece(f"<mtext>&#160;{character}&#160;</mtext>", character, operator=True)
        if character in LETTERLIKE:
            return Piece(f"<mi>{character}</mi>", character)
        return Piece(f"<mo>{escape(character)}</mo>", character, operator=True)

    def word(self, word: str) -> Piece:
        """Upright."""
        return Piece(f"<mtext>{escape(word).replace(' ', '&#160;')}</mtext>", word)

    def name(self, name: str) -> Piece:
        """With its accent, its subscript and its primes."""
        base, accent, indices, primes = pieces(name)
        marked = f"<mi>{escape(LETTERS.get(base, base))}</mi>"
        if accent:
            marked = f'<mover accent="true">{marked}<mo>{ACCENTS[accent]}</mo></mover>'
        if indices:
            small = ",".join(LETTERS.get(index, index) for index in indices)
            kind = "mn" if small.isdigit() else "mi"
            marked = f"<msub>{marked}<{kind}>{escape(small)}</{kind}></msub>"
        if primes:
            marked = f"<msup>{marked}<mo>{'′' * primes}</mo></msup>"
        return Piece(marked, base or "x")

    def number(self, digits: str) -> Piece:
        """As it was typed."""
        return Piece(f"<mn>{escape(digits)}</mn>", digits)

    def operator(self, word: str) -> Piece:
        """Upright."""
        return Piece(f"<mi>{escape(word)}</mi>", word)

    def line(self, piece: Piece) -> str:
        """What stands on it."""
        return piece.line

    def row(self, *pieces: Piece) -> Piece:
        """Side by side; an operator at an end is told that it has one side only."""
        shown = [piece for piece in pieces if piece.markup]
        if len(shown) < 2:
            return shown[0] if shown else Piece("", "")
        markup = "".join(piece.markup for piece in shown)
        line = "".join(piece.line for piece in shown)
        ends = shown[0].operator or shown[-1].operator
        return Piece(f"<mrow>{markup}</mrow>" if ends else markup, line)

    def spaced(self, *pieces: Piece) -> Piece:
        """The same, with a space where there is no operator."""
        shown = [piece for piece in pieces if piece.markup]
        parts = list(shown[:1])
        for before, after in pairwise(shown):
            apart = not (before.operator or after.operator or before.markup == SIGNS[","])
            parts += [Piece(THIN, " ")] * apart + [after]
        return self.row(*parts)

    def fence(self, left: str, piece: Piece, right: str) -> Piece:
        """Between brackets, which grow."""
        grows = f'stretchy="{"true" if TALL.search(piece.markup) else "false"}"'
        opening = f'<mo form="prefix" {grows}>{left}</mo>' if left else ""
        closing = f'<mo form="postfix" {grows}>{right}</mo>' if right else ""
        markup = f"<mrow>{opening}{piece.markup}{closing}</mrow>"
        return Piece(markup, f"{left}{piece.line}{right}")

    def interval(self, node: Notation) -> Piece:
        """Nobody reads it back, so an open interval is (0, 1) everywhere."""
        return self.fence(node.text[0], self.listed(node.parts), node.text[1])

    def raised(self, base: Piece, exponent: Notation) -> Piece:
        """With its exponent."""
        return Piece(f"<msup>{one(base)}{one(self.write(exponent))}</msup>", f"{base.line}^")

    def scripted(self, base: Piece, below: Piece, above: Piece | None = None) -> Piece:
        """With something small after it."""
        if above is None:
            return Piece(f"<msub>{one(base)}{one(below)}</msub>", f"{base.line}_")
        markup = f"<msubsup>{one(base)}{one(below)}{one(above)}</msubsup>"
        return Piece(markup, f"{base.line}_")

    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        """One piece over another."""
        return Piece(f"<mfrac>{one(top)}{one(bottom)}</mfrac>", "─")

    def root(self, node: Notation, degree: Notation | None) -> Piece:
        """A root."""
        inner = self.write(node)
        if degree is None:
            return Piece(f"<msqrt>{inner.markup}</msqrt>", "√")
        return Piece(f"<mroot>{one(inner)}{one(self.write(degree))}</mroot>", "√")

    def binomial(self, node: Notation) -> Piece:
        """n over k in parentheses."""
        n, k = map(self.write, node.parts)
        return self.fence("(", Piece(f'<mfrac linethickness="0">{one(n)}{one(k)}</mfrac>', ""), ")")

    def integral(self, bounds: Sequence[Piece], body: Piece) -> Piece:
        """A sign with its bounds, before the integrand."""
        sign = self.sign("∫")
        return self.spaced(self.scripted(sign, *bounds) if bounds else sign, body)

    def over(self, sign: str, below: Piece, above: Piece | None, body: Piece) -> Piece:
        """A sign with its bounds under it and over it."""
        base = f'<mo movablelimits="false">{escape(sign)}</mo>'
        if above is None:
            tower = f"<munder>{base}{one(below)}</munder>"
        else:
            tower = f"<munderover>{base}{one(below)}{one(above)}</munderover>"
        return self.spaced(Piece(tower, sign), body)

    def braced(self, rows: Sequence[Sequence[Piece]]) -> Piece:
        """Rows after one brace."""
        return self.fence("{", table(rows, ("left", "left")), "")

    def aligned(self, rows: Sequence[tuple[Piece, Piece]]) -> Piece:
        """Left sides to the right, right sides to the left."""
        return table(rows, ("right;padding:.1em 0", "left;padding:.1em .25em"), large=True)

    def column(self, entries: Sequence[Piece]) -> Piece:
        """One column between brackets."""
        return self.grid([[entry] for entry in entries])

    def grid(self, rows: Sequence[Sequence[Piece]]) -> Piece:
        """Columns between brackets."""
        return self.fence("(", table(rows, ("center",) * len(rows[0])), ")")

    def bars(self, rows: Sequence[Sequence[Piece]]) -> Piece:
        """Columns between bars."""
        return self.fence("|", table(rows, ("center",) * len(rows[0])), "|")


def small(sign: str) -> str:
    """A sign that stands high beside what is before it."""
    return f"<msup><mrow></mrow><mo>{sign}</mo></msup>"


# Signs that are no single operator; between the parts of a product a space or nothing is a sign.
SIGNS = {
    "": f"<mo>{TIMES}</mo>",
    " ": f"<mo>{TIMES}</mo>{THIN}",
    ",": '<mo separator="true">,</mo>',
    "\N{THIN SPACE}": THIN,
    "\N{INVISIBLE SEPARATOR}": "",
    "′": small("′"),
    "⁺": small("+"),
    "⁻": small("−"),
    "ᵀ": "<msup><mrow></mrow><mi>T</mi></msup>",
    "⁻ᵀ": "<msup><mrow></mrow><mrow><mo>−</mo><mi>T</mi></mrow></msup>",
    "𝟏": "<mn>𝟏</mn>",
    "∇·": "<mi>∇</mi><mo>·</mo>",
    "∇×": "<mi>∇</mi><mo>×</mo>",
    "∇²": "<msup><mi>∇</mi><mn>2</mn></msup>",
}


def one(piece: Piece) -> str:
    """The markup of a piece as one element."""
    return piece.markup if LEAF.fullmatch(piece.markup) else f"<mrow>{piece.markup}</mrow>"


def table(rows: Sequence[Sequence[Piece]], sides: Sequence[str], *, large: bool = False) -> Piece:
    """Rows of cells; each side is that of a column. `large` sets fractions as in a display."""
    lines = (
        "".join(
            f'<mtd style="text-align:{side}">{cell.markup}</mtd>'
            for cell, side in zip(row, sides, strict=False)
        )
        for row in rows
    )
    size = ' displaystyle="true"' if large else ""
    return Piece(f"<mtable{size}>{''.join(f'<mtr>{line}</mtr>' for line in lines)}</mtable>", "[")


MATHML = Mathml()
