"""LaTeX that the grammar does not know, told in words that it does know.

A row of the tables below accounts for a command: it is a letter, another word for one that is
known, or an operation on the formulas beside it. `in_own_words` puts it so, and the grammar then
reads the whole text, every token of it. What that reading is worth, a second reader of the text as
it was typed decides: `symcalc.reading.witness`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.reading import grammar, limits

Node = str | list["Node"]  # a character or a command; a list is what stands in braces
Operation = Callable[[list[str]], str]

PIECE = re.compile(r"\\[A-Za-z]+|\\.|[^\\]", re.DOTALL)
LONGEST = 2000  # characters; what is longer was not typed by hand
LARGEST = 36  # entries of a matrix

# Commands that are letters, as \theta is: the name is the word.
LETTERS = frozenset(("ell", "hbar", "hslash", "wp", "eth", "mho", "Bbbk"))
# Marks over a letter: \check{x} is the name x_check.
MARKS = frozenset(("acute", "breve", "check", "grave"))
SYNONYMS = {
    **dict.fromkeys(("\\tbinom", "\\dbinom"), "\\binom "),
    "\\exponentialE": "\\mathrm{e}",
    "\\lgroup": "(",
    "\\rgroup": ")",
}


def whole_numbers(texts: Sequence[str]) -> list[int]:
    """The values of formulas that are whole numbers."""
    values = [grammar.formula(text, (), ()).expr for text in texts]
    if not all(value.is_Integer for value in values):
        raise refused("this operation of anything but whole numbers")
    return [int(value) for value in values]


def on_numbers(compute: Callable[..., int], least: int = 1) -> Operation:
    """An operation on at least so many whole numbers, as the number that comes out."""

    def written(texts: list[str]) -> str:
        if len(texts) < least:
            raise refused("an operation on so few numbers")
        return f"{{{compute(*whole_numbers(texts))}}}"

    return written


def remainder(u: int, v: int) -> int:
    """U mod v, with the sign of v."""
    if v == 0:
        raise refused("a remainder after division by zero")
    return u % v


def rank(texts: list[str]) -> str:
    """How many rows of a matrix of numbers are independent."""
    values = [grammar.formula(text, (), ()).expr for text in texts]
    if len(values) != 1 or not isinstance(values[0], sp.MatrixBase):
        raise refused("the rank of anything but one matrix")
    if len(values[0]) > LARGEST or not all(entry.is_Rational for entry in values[0]):
        raise refused("the rank of a large matrix, or of one with letters in it")
    return f"{{{sp.Matrix(values[0]).rank()}}}"


def diagonal(texts: list[str]) -> str:
    """The matrix that has these entries on its diagonal."""
    places = range(len(texts))
    if not 2 <= len(texts) ** 2 <= LARGEST:
        raise refused("a matrix of this size")
    rows = ["&".join(texts[i] if i == j else "0" for j in places) for i in places]
    return "\\begin{pmatrix}" + "\\\\".join(rows) + "\\end{pmatrix}"


# Between two formulas that fill a group, and how that is written otherwise.
BETWEEN: dict[str, Operation] = {
    "\\choose": lambda sides: "\\binom{{{}}}{{{}}}".format(*sides),
    "\\over": lambda sides: "\\frac{{{}}}{{{}}}".format(*sides),
    "\\mod": on_numbers(remainder),
}
# Before formulas in parentheses, as a command or as an operator's name.
BEFORE: dict[str, Operation] = {
    "gcd": on_numbers(math.gcd, least=2),
    "lcm": on_numbers(math.lcm, least=2),
    "rank": rank,
    "diag": diagonal,
}


def refused(what: str) -> UnsupportedError:
    """What is not accounted for; the reader of the text falls back on the grammar's own error."""
    return UnsupportedError(f"{what} is not accounted for")


def in_own_words(text: str) -> tuple[str, frozenset[str]]:
    r"""The text without the commands of the tables, and the names that stand for some of them.

    Raises
    ------
    SymcalcError
        If a command is used in a way that its row does not foresee.

    Examples
    --------
    >>> in_own_words(r"2{n \choose k}")
    ('2{\\binom{n}{k}}', frozenset())
    >>> in_own_words(r"\ell^2")
    ('\\mathrm{ell}^2', frozenset({'ell'}))
    """
    translation = Translation()
    return translation.written(nested(text)), frozenset(translation.names)


def nested(text: str) -> list[Node]:
    """The text as characters and commands, with a list for what stands in braces."""
    if len(text) > LONGEST:
        raise refused("so long a text")
    pieces = PIECE.findall(text)
    stack: list[list[Node]] = [[]]
    for piece in pieces:
        if piece == "{":
            stack.append([])
        elif piece == "}" and len(stack) > 1:
            group = stack.pop()
            stack[-1].append(group)
        else:
            stack[-1].append(piece)
        if len(stack) > limits.NESTING:
            raise refused("so deep a nesting")
    if len(stack) != 1 or "}" in stack[0] or sum(map(len, pieces)) != len(text):
        raise refused("a brace or a backslash that stands alone")
    return stack[0]


class Translation:
    """One walk over the pieces of a text."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def written(self, nodes: list[Node]) -> str:
        """Pieces as text, with what stands between two formulas of their group put before them."""
        marks = [i for i, node in enumerate(nodes) if isinstance(node, str) and node in BETWEEN]
        if len(marks) > 1:
            raise refused("two operators in one group")
        if marks:
            sides = nodes[: marks[0]], nodes[marks[0] + 1 :]
            operation = BETWEEN[str(nodes[marks[0]])]
            return operation([self.written(side).strip() for side in sides])
        out, i = list[str](), 0
        while i < len(nodes):
            piece, i = self._piece(nodes, i)
            out.append(piece)
        return "".join(out)

    def _piece(self, nodes: list[Node], i: int) -> tuple[str, int]:
        """One piece, or a call with its arguments, and where it ends."""
        node = nodes[i]
        if isinstance(node, list):
            return f"{{{self.written(node)}}}", i + 1
        word = node[1:]
        if word in LETTERS:
            return self._name(word), i + 1
        if word in MARKS:
            return self._name(f"{_letter(nodes, i + 1)}_{word}"), i + 2
        called, after = (word, i + 1) if word != "operatorname" else _operator(nodes, i + 1)
        if called in BEFORE:
            start, stop, end = extent(nodes, after)
            return BEFORE[called](self._arguments(nodes[start:stop])), end
        return SYNONYMS.get(node, node), i + 1

    def _name(self, name: str) -> str:
        self.names.add(name)
        return f"\\mathrm{{{name}}}"

    def _arguments(self, nodes: list[Node]) -> list[str]:
        """The formulas between commas; a comma inside brackets is refused by the grammar."""
        ends = [i for i, node in enumerate(nodes) if node == ","]
        starts = [0, *(end + 1 for end in ends)]
        pairs = zip(starts, [*ends, len(nodes)], strict=True)
        return [self.written(nodes[start:end]) for start, end in pairs]


def _letter(nodes: list[Node], i: int) -> str:
    """The letter in the braces at i."""
    group = nodes[i] if i < len(nodes) else ""
    if isinstance(group, list) and len(group) == 1 and str(group[0]).isalpha():
        return str(group[0])
    raise refused("a mark over anything but a letter")


def _operator(nodes: list[Node], i: int) -> tuple[str, int]:
    """The name in the braces after \\operatorname, and where they end."""
    group = nodes[i] if i < len(nodes) else ""
    return "".join(map(str, group)).strip(), i + 1


def extent(nodes: list[Node], i: int) -> tuple[int, int, int]:
    """Where the arguments start and stop, and where the call ends: in parentheses, or a matrix."""
    while i < len(nodes) and nodes[i] == " ":
        i += 1
    rest = nodes[i:]
    if rest[:1] == ["\\begin"] and "\\end" in rest:
        end = i + rest.index("\\end") + 2
        return i, end, end
    large = int(rest[:1] == ["\\left"])
    depth = 0
    for j in range(i + large, len(nodes)):
        depth += (nodes[j] == "(") - (nodes[j] == ")")
        if depth == 0:
            break
    else:
        raise refused("an operation without arguments in parentheses")
    if j == i + large or (nodes[j - 1] == "\\right") != bool(large):
        raise refused("an operation without arguments in parentheses")
    return i + large + 1, j - large, j + 1
