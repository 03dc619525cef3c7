"""Lines of a matrix formula: "z = W x; h = relu(z); L = sum(h)" and the formula that is last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.reading import limits
from symcalc.reading.characters import spell_out
from symcalc.reading.environments import without_alignment
from symcalc.reading.indices import NAMES, follows, index, subscripts_first, without_shells
from symcalc.reading.matrices.builder import MatrixBuilder
from symcalc.reading.matrices.marks import Marks
from symcalc.reading.matrices.reader import MatrixReader
from symcalc.reading.matrices.scanner import tokens_of
from symcalc.reading.matrices.scope import Scope, Shape
from symcalc.reading.matrices.words import MatrixWords
from symcalc.reading.names import key
from symcalc.reading.reader import ANY, CLOSERS, OPENERS
from symcalc.reading.tokens import Token, is_latex

ALIGNED = frozenset(("aligned", "align", "gather", "gathered", "split", "equation", "eqnarray"))
BESIDE = (*NAMES, "accent", "subscript", "_", "{", "}")  # kinds of tokens in a name
INDEX = ("number", "+", "-", ",", "[", "]")  # and in its subscript, too
SEPARATORS = frozenset((";", "\\\\"))
# After or before these, a line goes on below.
UNFINISHED = frozenset(("+", "-", "*", "/", "circ", "elementwise", "relation", "^", ",", "&"))
LINES = 400
LAYERS = (["^", "{", "[", "]", "}"], ["^", "{", "(", ")", "}"])  # around one number or name
LAYER = 6  # tokens of z^{[1]} after the z
NO_FORMULA = {
    "relation": "an equation or an inequality",
    **dict.fromkeys(("and", "or", "not"), "a condition"),
    "tuple": "a list",
}
USUAL = ("log is read",)  # remarks that say what everyone means here


@dataclass(frozen=True)
class Written:
    """A matrix formula as written, and where its parts stand in the text.

    Attributes
    ----------
    node : Notation
        The formula; the right side of the last line, where there are several.
    text : str
        What was read.
    places : mapping from int to int
        From the `id` of every node, definitions too, to where it begins in `text`.
    definitions : tuple
        The names that lines before the last define, each with its formula.
    remarks : tuple of str
        What was ambiguous, and how it was read.
    name : str
        What the last line calls its formula: L for "L = sum(x)", else nothing.
    """

    node: Notation
    text: str
    places: Mapping[int, int]
    definitions: tuple[tuple[str, Notation], ...] = ()
    remarks: tuple[str, ...] = ()
    name: str = ""


class Line(NamedTuple):
    """The tokens of one line: those of its name, if it defines one, and of its formula."""

    name: tuple[Token, ...]
    body: tuple[Token, ...]


def read_matrices(text: str, shapes: Mapping[str, Shape]) -> Written:
    r"""Read a formula of matrices, or lines of which the last is the formula.

    Parameters
    ----------
    text : str
        Plain text or LaTeX. It is never evaluated.
    shapes : mapping
        From names to shapes, as `read_shapes` gives them. Other letters are numbers.

    Returns
    -------
    Written
        The formula as it stands, its order kept. Whether its shapes fit is not looked at.

    Raises
    ------
    ReadingError
        If the text is no formula; `.position` is the place.
    UnsupportedError
        If it is one, but of a kind that is not read.
    TooLargeError
        If it goes past a bound of `symcalc.reading.limits`.

    Examples
    --------
    >>> from symcalc.reading.matrices import read_shapes
    >>> shapes = read_shapes("W: (k, n), x: n, b: k")
    >>> written = read_matrices("z = W x + b; sum(z^2)", shapes)
    >>> written.node.head, written.node.text, written.definitions[0][0]
    ('call', 'sum', 'z')
    """
    return Text(text, shapes).written()


class Text:
    """One text that is read."""

    def __init__(self, text: str, shapes: Mapping[str, Shape]) -> None:
        self.text = text
        self.scope = Scope(shapes)
        self.builder = MatrixBuilder(text)
        self.remarks: list[str] = []

    def written(self) -> Written:
        """All of it."""
        lines = self.lines()
        definitions: list[tuple[str, Notation]] = []
        for line in lines[:-1]:
            name = self.defined(line)
            made = self.formula(line.body)
            self.define(name, line.name[0])
            definitions.append((name, made))
        last = lines[-1]
        name = self.spelled(last.name) if last.name else ""
        node = self.formula(last.body)
        nodes = [n for made in (*(d[1] for d in definitions), node) for n in made.walk()]
        places = {id(n): self.builder.place_of(n) for n in nodes}
        remarks = tuple(dict.fromkeys(self.remarks))
        return Written(node, self.text, places, tuple(definitions), remarks, name)

    def defined(self, line: Line) -> str:
        """The name that a line defines."""
        if line.name:
            return self.spelled(line.name)
        what = "a line before the last should define a name"
        hint = "write it as z = …, or one formula alone"
        raise ReadingError(what, where=self.text, position=line.body[0].start, hint=hint)

    def define(self, name: str, token: Token) -> None:
        """Take a name for what its line says."""
        if key(name) in self.scope.defined:
            hint = f"call the second {name.rstrip('0123456789')}2 or another name"
            what = f"{name} is defined twice"
            raise ReadingError(what, where=self.text, position=token.start, hint=hint)
        if key(name) in self.scope.sizes:
            what = f"{name} is a size of the shapes"
            hint = "give what is defined here another name"
            raise ReadingError(what, where=self.text, position=token.start, hint=hint)
        if not self.scope.is_known(name) and key(name) in self.scope.names.known:
            what = f"{name} is used before it is defined"
            hint = "write the lines in the order in which they are computed"
            raise ReadingError(what, where=self.text, position=token.start, hint=hint)
        self.scope.define(name, token.start)

    def spelled(self, tokens: tuple[Token, ...]) -> str:
        """The name that tokens before an = are."""
        mark = next((t.text for t in tokens if t.kind == "accent"), "")
        word = next(t for t in tokens if t.kind in NAMES)
        rest = tokens[tokens.index(word) + 1 :]
        at = next((i for i in range(len(rest)) if follows(rest, i)), len(rest))
        suffix = index(rest, at, self.text)[0] if at < len(rest) else ""
        spelling = spell_out(word.text) + mark + suffix
        known = self.scope.names.known
        return known[key(spelling)].name if self.scope.is_known(spelling) else spelling

    def formula(self, tokens: tuple[Token, ...]) -> Notation:
        """The formula that the tokens of a line make."""
        latex = is_latex(self.text)
        end = tokens[-1]
        if len(tokens) == 1:
            raise ReadingError("a formula is missing", where=self.text, position=end.start)
        words = MatrixWords(self.scope, self.text, latex=latex)
        ordered = subscripts_first(without_shells(list(tokens)), latex=latex)
        given = words.resolve(Marks(self.scope, self.text).rewritten(ordered))
        reader = MatrixReader(self.text, without_alignment(given), self.scope, self.builder)
        made = reader.expression(ANY)
        if reader.peek.kind != "end":
            raise reader.unexpected(reader.peek)
        self.remarks += [r for r in (*words.remarks, *reader.remarks) if not r.startswith(USUAL)]
        self.check(made)
        return made

    def check(self, made: Notation) -> None:
        """A line is a formula; an equation is none."""
        if made.head not in NO_FORMULA and not isinstance(made.expr, sp.Set):
            return
        what = f"{NO_FORMULA.get(made.head, 'a set')} is no formula of matrices"
        hint = "write one formula, or z = … with a name on the left"
        at = self.builder.signs.get(id(made), 0)
        raise UnsupportedError(what, where=self.text, position=at, hint=hint)

    def lines(self) -> list[Line]:
        """The lines of the text, each with a token for its end."""
        tokens, doubts = tokens_of(self.text)
        self.remarks += doubts
        if len(tokens) > limits.TOKENS:
            what = f"the formula has more than {limits.TOKENS} numbers, names and signs"
            raise TooLargeError(what, where=self.text, position=tokens[limits.TOKENS].start)
        if len(tokens) == 1:
            hint = "type one, such as sum((W x - y)^2)"
            raise ReadingError("there is no formula", where=self.text, position=0, hint=hint)
        found = [line_of(piece) for piece in pieces(unwrapped(tokens), self.text)]
        if not found:
            raise ReadingError("there is no formula", where=self.text, position=0)
        if len(found) > LINES:
            raise TooLargeError(f"there are more than {LINES} lines", where=self.text)
        return found


def unwrapped(tokens: list[Token]) -> list[Token]:
    r"""The tokens without \begin{aligned} around them all, and without its &."""
    first, last = tokens[0], tokens[-2]
    around = first.kind == "begin" and first.text in ALIGNED and last.kind == "end-environment"
    if not around:
        return tokens
    return [token for token in (*tokens[1:-2], tokens[-1]) if token.kind != "&"]


def pieces(tokens: list[Token], text: str) -> Iterator[tuple[Token, ...]]:
    """The tokens between semicolons and newlines that stand in no bracket; empty lines go."""
    piece: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind in OPENERS) - (token.kind in CLOSERS)
        ended = token.kind == "end" or (depth <= 0 and token.kind in SEPARATORS)
        broken = depth <= 0 and bool(piece) and is_new_line(piece[-1], token, text)
        if (ended or broken) and piece:
            piece = piece[:-1] if piece[-1].kind == "," and len(piece) > 1 else piece
            yield (*piece, Token("end", "", token.start, spaced=True))
            piece = []
        if not ended:
            piece.append(token)


def is_new_line(before: Token, token: Token, text: str) -> bool:
    """Whether a line ends between two tokens: not where an operator says that it goes on."""
    gap = text[before.start : token.start]
    if "\n" not in gap or before.kind in UNFINISHED or token.kind in UNFINISHED - {"-"}:
        return False
    return token.kind != "-" or gap.endswith("\n")


def line_of(tokens: tuple[Token, ...]) -> Line:
    """A line, its name apart from its formula: the name is all that stands before the first =."""
    at = next((i for i, t in enumerate(tokens) if t.kind == "relation"), 0)
    before = without_arguments(without_layer(tokens[:at]))
    if tokens[at].text != "=" or not is_one_name(before):
        return Line((), tokens)
    return Line(before, tokens[at + 1 :])


def without_layer(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The name z^{[1]} as z_1."""
    kinds = [token.kind for token in tokens[-6:]]
    if len(tokens) <= LAYER or [*kinds[:3], *kinds[4:]] not in LAYERS:
        return tokens
    return (*tokens[:-LAYER], tokens[-3]._replace(kind="subscript"))


def without_arguments(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """L(w) = … defines L: what stands in the parentheses are the names that it depends on."""
    opening = next((i for i, t in enumerate(tokens) if t.kind == "("), 0)
    if not opening or tokens[-1].kind != ")":
        return tokens
    plain = all(t.kind in (*BESIDE, *INDEX, ";") for t in tokens[opening + 1 : -1])
    return tokens[:opening] if plain else tokens


def is_one_name(tokens: tuple[Token, ...]) -> bool:
    """Whether these are a name with its accent and its subscript, not two names."""
    lowered = next((i for i, t in enumerate(tokens) if t.kind == "_"), len(tokens))
    plain = all(t.kind in BESIDE for t in tokens[:lowered])
    index = all(t.kind in (*BESIDE, *INDEX) for t in tokens[lowered:])
    return plain and index and sum(t.kind in NAMES for t in tokens[:lowered]) == 1
