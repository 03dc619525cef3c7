"""Notation as one line of Unicode text, which reads back to the same Notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from symcalc.figures import SUPERSCRIPTS
from symcalc.notation import Notation
from symcalc.writing.names import LETTERS, is_letter, pieces
from symcalc.writing.writer import ATOM, QUOTIENT, Writer

SIGNS = {"⁺": "+", "⁻": "-", "\N{THIN SPACE}": "", "\N{INVISIBLE SEPARATOR}": ","}
CALLED = {"⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")"}

TAKEN = ("e", "pi", "Pi", "Gamma")  # names that would be read as constants and functions
WORD = re.compile(r"[^\W\d_]\w*")
SMALL = re.compile(r"\d+|[^\W\d_]|∞")  # what is raised or lowered without parentheses


def text(node: Notation) -> str:
    """Write a formula as a line of text.

    >>> from symcalc.notation import add, multiply, name, number, power
    >>> import sympy as sp
    >>> x = name(sp.Symbol("x"))
    >>> text(add(multiply(number(2), power(x, number(2))), number(1)))
    '2x² + 1'
    """
    return TEXT.write(node)


def superscript(exponent: Notation) -> str | None:
    """A whole number in small digits, with its sign; nothing for other exponents."""
    negative = exponent.head == "negation"
    node = exponent.parts[0] if negative else exponent
    if node.head != "number" or not node.text.isdigit():
        return None
    return "⁻" * negative + node.text.translate(SUPERSCRIPTS)


def small(written: str) -> str:
    """What is raised or lowered, in parentheses unless it is a number or a letter."""
    return written if SMALL.fullmatch(written) else f"({written})"


NESTED = {"|": "abs", "‖": "norm"}  # of these signs, the second would close the first
# A subscript that would end early without braces, in text or beside LaTeX: 1B, ij, i2.
BARE_INDEX = re.compile(
    r"_(?!(?:\d+|[^\W\d_\u0370-\u03ff]|[^\W\d_\u0370-\u03ff]{3,})(?![^\W_]))([^\W_]+)"
)


class Text(Writer[str]):
    """One line of text."""

    # [x²]_0^1/2 would seem to end at one half.
    OWN: ClassVar[dict[str, int]] = {"root": ATOM, "evaluated": QUOTIENT}

    def sign(self, character: str) -> str:
        """Itself."""
        return SIGNS.get(character, character)

    def word(self, word: str) -> str:
        """Itself."""
        return word

    def name(self, name: str) -> str:
        """As it is typed: Greek letters as such, words in quotes."""
        base = pieces(name).base
        name = BARE_INDEX.sub(lambda index: f"_{{{index[1]}}}", name)
        if is_letter(base) and name not in TAKEN:
            return (LETTERS.get(base, base) + name[len(base) :]).replace("'", "′")
        bare = name.rstrip("'")
        quoted = bare if WORD.fullmatch(bare) else base
        return f'"{quoted}"' + name[len(quoted) :].replace("'", "′")

    def declared(self, name: str) -> str:
        """A word as it is, since its declaration says that it is a name."""
        word = WORD.fullmatch(name) and (name in TAKEN or not is_letter(pieces(name).base))
        return name if word else self.name(name)

    def number(self, digits: str) -> str:
        """As it was typed."""
        return digits

    def operator(self, word: str) -> str:
        """Itself."""
        return word

    def applied(self, function: str, arguments: Sequence[Notation], node: Notation) -> str:
        """f(x); where a base cannot be lowered, log(u, b)."""
        if node.head == "log-base" and function.endswith(")"):
            return f"log({self.listed(node.parts)})"
        return super().applied(function, arguments, node)

    def line(self, piece: str) -> str:
        """All of it."""
        return piece

    def row(self, *pieces: str) -> str:
        """Pieces side by side."""
        return "".join(pieces)

    def spaced(self, *pieces: str) -> str:
        """Pieces between spaces."""
        return " ".join(piece for piece in pieces if piece)

    def fence(self, left: str, piece: str, right: str) -> str:
        """A piece between brackets; floor and ceil are called, and so are bars around bars."""
        if left in NESTED and left in piece:
            return f"{NESTED[left]}({piece})"
        return f"{CALLED.get(left, left)}{piece}{CALLED.get(right, right)}"

    def interval(self, node: Notation) -> str:
        """[0, 1] would be a vector."""
        if node.text == "[]":
            return f"Interval({self.listed(node.parts)})"
        return super().interval(node)

    def raised(self, base: str, exponent: Notation) -> str:
        """x², x⁻¹, x^n, x^(n + 1)."""
        raised = superscript(exponent)
        if raised is not None:
            return base + raised
        written = self.write(exponent)
        return f"{base}^{written if exponent.head == 'number' else small(written)}"

    def entrywise(self, base: str, exponent: Notation) -> str:
        """X^∘2."""
        return f"{base}^∘{self.inside(exponent, ATOM)}"

    def ones(self, sizes: Sequence[Notation]) -> str:
        """ones(n)."""
        return f"ones({self.listed(sizes)})"

    def scripted(self, base: str, below: str, above: str | None = None) -> str:
        """log_2, [u]_0^1."""
        return f"{base}_{small(below)}" + ("" if above is None else f"^{small(above)}")

    def indexed(self, base: Notation, indices: Sequence[Notation]) -> str:
        """x_i, w_{i,j+1}."""
        written = ",".join(self.write(index).replace(" ", "") for index in indices)
        return f"{self.write(base)}_{written if SMALL.fullmatch(written) else f'{{{written}}}'}"

    def fraction(self, top: str, bottom: str) -> str:
        """u/v."""
        return f"{top}/{bottom}"

    def root(self, node: Notation, degree: Notation | None) -> str:
        """√x, ∛(x + 1), root(x, 5)."""
        written = self.write(node)
        if degree is not None and degree.text != "3":
            return f"root({written}, {self.write(degree)})"
        letter = node.head == "name" and len(written) == 1
        inner = written if letter or node.head == "number" else f"({written})"
        return ("√" if degree is None else "∛") + inner

    def binomial(self, node: Notation) -> str:
        """binomial(n, k)."""
        return f"binomial({self.listed(node.parts)})"

    def integral(self, bounds: Sequence[str], body: str) -> str:
        """∫ u dx, ∫_0^1 u dx."""
        return self.spaced(self.scripted("∫", *bounds) if bounds else "∫", body)

    def over(self, sign: str, below: str, above: str | None, body: str) -> str:
        """∑_(k=0)^n u, lim_(x→0) u."""
        return self.spaced(self.scripted(sign, below, above), body)

    def braced(self, rows: Sequence[Sequence[str]]) -> str:
        """{x if x > 0; 0 otherwise}."""
        return f"{{{'; '.join(self.spaced(*row) for row in rows)}}}"

    def aligned(self, rows: Sequence[tuple[str, str]]) -> str:
        """u = v; = w."""
        return "; ".join(self.spaced(*row) for row in rows)

    def column(self, entries: Sequence[str]) -> str:
        """[a, b]; [[a]], since [a] would be a."""
        listed = self.commas(entries)
        return f"[{listed}]" if len(entries) > 1 else f"[[{listed}]]"

    def grid(self, rows: Sequence[Sequence[str]]) -> str:
        """[[a, b], [c, d]]."""
        return f"[{self.commas([f'[{self.commas(row)}]' for row in rows])}]"

    def augmented(self, rows: Sequence[Sequence[str]], left: int) -> str:
        """[[a, b | c], [d, e | f]]."""
        lines = [f"[{self.commas(row[:left])} | {self.commas(row[left:])}]" for row in rows]
        return f"[{self.commas(lines)}]"


TEXT = Text()
