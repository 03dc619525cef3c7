"""Notation as LaTeX, as a textbook sets it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from symcalc.notation import Notation
from symcalc.primitives import PRIMITIVES, TABLE
from symcalc.primitives.hyperbolic import ROWS as HYPERBOLIC
from symcalc.primitives.trigonometric import ROWS as TRIGONOMETRIC
from symcalc.writing.calls import arguments, command, raised_call
from symcalc.writing.latex_names import symbol
from symcalc.writing.names import is_letter, pieces
from symcalc.writing.planar import Planar
from symcalc.writing.writer import CALL, SHAPES

SIGNS = {
    "−": "-",
    "·": r"\cdot",
    "±": r"\pm",
    "∓": r"\mp",
    "′": "'",
    "%": r"\%",
    "°": r"^{\circ}",
    "ᵀ": r"^{\top}",
    "⁺": "^{+}",
    "⁻": "^{-}",
    "⁻ᵀ": r"^{-\top}",
    "∘": r"\circ",
    "⊘": r"\oslash",
    "𝟏": r"\mathbf{1}",
    "≠": r"\ne",
    "≤": r"\le",
    "≥": r"\ge",
    "≈": r"\approx",
    "→": r" \to ",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "and": r"\land",
    "or": r"\lor",
    "not": r"\lnot",
    "∈": r"\in",
    "∉": r"\notin",
    "∪": r"\cup",
    "∩": r"\cap",
    "∖": r"\setminus",
    "π": r"\pi",
    "∞": r"\infty",
    "∅": r"\emptyset",
    "ℝ": r"\mathbb{R}",
    "ℤ": r"\mathbb{Z}",
    "ℕ": r"\mathbb{N}",
    "ℚ": r"\mathbb{Q}",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∇·": r"\nabla \cdot ",
    "∇×": r"\nabla \times ",
    "∇²": r"\nabla^{2} ",
    "∫": r"\int",
    "∑": r"\sum",
    "∏": r"\prod",
    "lim": r"\lim",
    "\N{THIN SPACE}": r"\,",
    "\N{INVISIBLE SEPARATOR}": ",",
}
OPENING = {"{": r"\{", "‖": r"\|", "⌊": r"\lfloor ", "⌈": r"\lceil "}
CLOSING = {"}": r"\}", "‖": r"\|", "⌋": r" \rfloor", "⌉": r" \rceil"}
UNLIKE = ("|", "‖")  # brackets that open as they close: LaTeX has to be told which they do

# Functions with a command of their own, by the word they are written with.
COMMANDS = {row.latex[1:]: row.latex for row in PRIMITIVES if row.latex} | {
    "gamma": r"\Gamma",
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "lg": r"\lg",
    "det": r"\det",
}
# Functions whose argument may stand without parentheses.
LOGS = {"log", "log-base"}
BARE = {row.name for row in (*TRIGONOMETRIC, *HYPERBOLIC) if row.arity == 1} | LOGS

# Names that a parenthesis would call, and those that make one name with a letter: Δx. (And 5% x
# could be what is left of 5.)
CALLABLE = ("f", "g", "h", "F", "G", "H", "sigma", "Gamma")
CHANGES = ("Delta", "delta")

# What an argument without parentheses may be, besides a letter; and a product: 2πx.
SIMPLE = ("number", "constant", "quotient", "sqrt", "cbrt", "root", "abs")
FACTORS = {"number": "2", "constant": "π", "name": "x"}
PRODUCT = re.compile("2?π*x?")

TALL = re.compile(r"\\(?:frac|sqrt|int|sum|prod|lim|binom|begin|left)(?![a-z])")
COMMAND_END = re.compile(r"\\[A-Za-z]+$")


def latex(node: Notation) -> str:
    r"""Write a formula in LaTeX.

    >>> from symcalc.notation import divide, name, number
    >>> import sympy as sp
    >>> print(latex(divide(name(sp.Symbol("x_1")), number(2))))
    \frac{x_{1}}{2}
    """
    return LATEX.write(node)


class Latex(Planar[str]):
    """LaTeX with amsmath and amssymb, as KaTeX and MathJax take it too."""

    def level(self, node: Notation) -> int:
        """An argument without parentheses holds on to its function loosely."""
        return CALL if self.bare(node) else super().level(node)

    def enclosed(self, node: Notation) -> str:
        """In parentheses; of sin x only the argument."""
        if not self.bare(node):
            return super().enclosed(node)
        call = raised_call(node)
        if call is None:
            return super().applied(command(self, node), arguments(node), node)
        function = self.raised(command(self, call), node.parts[1])
        return super().applied(function, call.parts, call)

    def bare(self, node: Notation) -> bool:
        """Whether a formula is a call that needs no parentheses: sin x, sin² 2x."""
        call = raised_call(node) or node
        if call.head not in BARE or not is_simple(call.parts[0]):
            return False
        argument = call.parts[0]  # ln 2π would be read as π ln 2
        return call.head not in LOGS or argument.head != "product" or bool(argument.symbols)

    def applied(self, function: str, arguments: Sequence[Notation], node: Notation) -> str:
        """f(x), or sin x."""
        if self.bare(node):
            return f"{function} {self.write(arguments[0])}"
        return super().applied(function, arguments, node)

    def factor(self, node: Notation, following: Notation | None) -> str:
        """sin x, where a function or a root comes next, and sin(x) elsewhere."""
        loose = self.bare(node) and following is not None and not is_command(following)
        return self.enclosed(node) if loose else super().factor(node, following)

    def sign(self, character: str) -> str:
        """Its command."""
        return SIGNS.get(character, character)

    def word(self, word: str) -> str:
        """Upright, with its spaces."""
        return rf"\text{{{word}}}" + " " * word.endswith(" ")

    def name(self, name: str) -> str:
        """Greek letters, accents and subscripts by their commands, words upright."""
        return symbol(name)

    def number(self, digits: str) -> str:
        """A comma between digits takes no space."""
        return digits.replace(",", "{,}")

    def operator(self, word: str) -> str:
        """A function, upright."""
        escaped = word.replace("_", r"\_")
        return COMMANDS.get(word) or rf"\operatorname{{{escaped}}}"

    def row(self, *pieces: str) -> str:
        """Pieces side by side; no command runs into what follows."""
        joined = "".join(
            before + " " * bool(COMMAND_END.search(before) and after[:1].isalnum())
            for before, after in pairwise(pieces)
        )
        return joined + "".join(pieces[-1:])

    def spaced(self, *pieces: str) -> str:
        """The same with a space in the source; LaTeX sets its own."""
        return " ".join(piece for piece in pieces if piece)

    def line(self, piece: str) -> str:
        """All of it."""
        return piece

    def between(self, left: Notation, right: Notation, before: str, after: str) -> str:
        """A dot where numbers, fractions or derivatives meet, and after what could be called."""
        base = pieces(left.text).base if left.head == "name" else "x"
        called = (base in CALLABLE or not is_letter(base)) and self.opens(after)
        apart = left.head == "percent" or base in CHANGES
        if after[0].isdigit() or is_tall(right) or called or apart:
            return r" \cdot "
        return "" if before.endswith(")") and after.startswith("(") else " "

    def opens(self, piece: str) -> bool:
        """Whether it begins with a parenthesis."""
        return piece.startswith(("(", r"\left("))

    def fence(self, left: str, piece: str, right: str) -> str:
        """A piece between brackets, which grow where it has height."""
        opening, closing = OPENING.get(left, left), CLOSING.get(right, right)
        if TALL.search(piece) or left in UNLIKE:
            return rf"\left{opening}{piece}\right{closing.strip()}"
        return self.row(opening, piece, closing)

    def interval(self, node: Notation) -> str:
        """With brackets that say which side they are on."""
        outer = "][" if node.text == "()" else node.text
        return rf"\left{outer[0]}{self.listed(node.parts)}\right{outer[1]}"

    def raised(self, base: str, exponent: Notation) -> str:
        """u^{v}."""
        return f"{base}^{{{self.write(exponent)}}}"

    def scripted(self, base: str, below: str, above: str | None = None) -> str:
        """u_{a}^{b}; after a line break, a plain [ would begin a length."""
        shown = rf"\left{base[:-1]}\right]" if base.startswith("[") else base
        return f"{shown}_{{{below}}}" + ("" if above is None else f"^{{{above}}}")

    def fraction(self, top: str, bottom: str) -> str:
        r"""\frac{u}{v}."""
        return rf"\frac{{{top}}}{{{bottom}}}"

    def root(self, node: Notation, degree: Notation | None) -> str:
        r"""\sqrt{u}, \sqrt[n]{u}."""
        index = "" if degree is None else f"[{self.write(degree)}]"
        return rf"\sqrt{index}{{{self.write(node)}}}"

    def binomial(self, node: Notation) -> str:
        r"""\binom{n}{k}."""
        n, k = node.parts
        return rf"\binom{{{self.write(n)}}}{{{self.write(k)}}}"

    def integral(self, bounds: Sequence[str], body: str) -> str:
        r"""\int_{a}^{b} u \, dx."""
        return self.spaced(self.scripted(r"\int", *bounds) if bounds else r"\int", body)

    def over(self, sign: str, below: str, above: str | None, body: str) -> str:
        r"""\sum_{k=a}^{b} u, \lim_{x \to a} u."""
        return self.spaced(self.scripted(self.sign(sign), below, above), body)

    def braced(self, rows: Sequence[Sequence[str]]) -> str:
        """The environment cases."""
        return environment("cases", rows)

    def aligned(self, rows: Sequence[tuple[str, str]]) -> str:
        """The environment aligned."""
        lines = [self.spaced(left, right and f"&{right}") for left, right in rows]
        return environment("aligned", [[line] for line in lines])

    def column(self, entries: Sequence[str]) -> str:
        """A matrix of one column."""
        return self.grid([[entry] for entry in entries])

    def grid(self, rows: Sequence[Sequence[str]]) -> str:
        """The environment pmatrix."""
        return environment("pmatrix", rows)

    def bars(self, rows: Sequence[Sequence[str]]) -> str:
        """The environment vmatrix."""
        return environment("vmatrix", rows)


def is_simple(argument: Notation) -> bool:
    """Whether an argument reads back without parentheses: 2x, x/2, √x, a letter."""
    if argument.head == "product":
        codes = "".join(FACTORS.get(part.head, "?") for part in argument.parts)
        return PRODUCT.fullmatch(codes) is not None and is_simple(argument.parts[-1])
    if argument.head == "name":
        return is_letter(pieces(argument.text).base)
    return argument.head in SIMPLE


def is_tall(node: Notation) -> bool:
    """Whether a factor is a fraction, or a derivative that has one."""
    return node.head == "quotient" or (node.head == "derivative" and node.text != "'")


def is_command(node: Notation) -> bool:
    """Whether a formula begins with a function or a root, which no argument goes on over."""
    head = (raised_call(node) or node).head
    return (head in TABLE and head not in SHAPES) or head in ("sqrt", "cbrt", "root")


def environment(name: str, rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells."""
    lines = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{{name}}} {lines} \end{{{name}}}"


LATEX = Latex()
