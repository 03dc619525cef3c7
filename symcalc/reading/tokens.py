"""From characters to tokens, for text and LaTeX alike, each with its place in the user's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.primitives import SPELLINGS
from symcalc.reading import commands, limits
from symcalc.reading.characters import (
    FRACTIONS,
    LOWERED,
    MARKED,
    OPERATORS,
    RAISED,
    UNSUPPORTED_SIGNS,
    fold,
)
from symcalc.reading.suggest import nearest_command


class Token(NamedTuple):
    """A piece of the formula.

    `kind` is what the grammar goes by, `text` its plain spelling, `start` its offset in the user's
    text, `spaced` whether a space stands before it, `value` what is already known of its meaning.
    """

    kind: str
    text: str
    start: int
    spaced: bool = False
    value: Any = None


NOT_LETTERS = "".join([*RAISED, *LOWERED, *FRACTIONS])  # numerals, for Python's re
LETTER = rf"[^\W\d_\u0370-\u03ff{NOT_LETTERS}{MARKED}]"
SINGLE = rf"[\u0370-\u03ff{MARKED}]"
MARK = r"[\u0300-\u036f\u20d7]"
DIGITS_AFTER = r"(?:[0-9]++(?!\.[0-9]))?+"  # of a name: x2, but not the 2 of x2.5

# Functions with a digit inside their name, such as log1p.
INSIDE = "|".join(word for word in SPELLINGS if re.fullmatch(r"[a-z]+\d+[a-z]+", word)) or r"(?!)"

PATTERN = rf"""
  (?P<space>\s+|~)
| (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
| (?P<word>(?:{INSIDE})(?![a-z])
         |(?:(?:{LETTER}(?!{MARK}))+|(?:{SINGLE}|{LETTER}){MARK}*){DIGITS_AFTER})
| (?P<subscript>%s)
| (?P<raised>[{"".join(RAISED)}]+)
| (?P<lowered>[{"".join(LOWERED)}]+)
| (?P<quoted>"[^"\n]*"|“[^”\n]*”)
| (?P<double>\*\*|<=|>=|=<|=>|!=|<>|==|:=|->)
| (?P<command>\\[A-Za-z]+\*?|\\.|\\$)
| (?P<other>.)
"""
# In text x_ij carries all its letters; LaTeX lowers one, and x_iy_i is x_i times y_i.
TEXT = re.compile(PATTERN % rf"_(?:[0-9]+|{LETTER}+[0-9]*)", re.VERBOSE | re.DOTALL)
LATEX = re.compile(PATTERN % rf"_(?:[0-9]+|{LETTER}{{3,}}|{LETTER})", re.VERBOSE | re.DOTALL)

DOUBLE: dict[str, tuple[str, str]] = {
    "**": ("^", "^"),
    "<=": ("relation", "<="),
    "=<": ("relation", "<="),
    ">=": ("relation", ">="),
    "!=": ("relation", "!="),
    "<>": ("relation", "!="),
    "==": ("relation", "="),
    ":=": ("relation", "="),
}

QUOTED_GROUP = re.compile(r"\s*(?:\{([^{}]*)\}|([A-Za-z]))")
ENVIRONMENT = re.compile(r"\s*\{([^{}\n]*)\}(?:\s*\{[lcr|\s]*\})?")
DELIMITER = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)")

# Around a formula, not of it: dollars, \( \), \[ \], a full stop.
WRAPPED = re.compile(r"\s*(?:\$\$?|\\\(|\\\[)(.*?)(?:\$\$?|\\\)|\\\])[\s.,]*\Z", re.DOTALL)


def tokenize(text: str, start: int = 0, stop: int | None = None) -> tuple[list[Token], list[str]]:
    """Split a text, or a part of it, into tokens; with what was doubtful about it."""
    if len(text) > limits.LENGTH:
        raise TooLargeError(f"the formula has more than {limits.LENGTH} characters", where=text)
    scanner = Scanner(text, start, len(text) if stop is None else stop)
    scanner.run()
    scanner.tokens.append(Token("end", "", scanner.stop, spaced=True))
    return scanner.tokens, scanner.remarks


def is_latex(text: str) -> bool:
    """Whether the text is typeset, so that a subscript lowers one letter only."""
    return "\\" in text or "_{" in text or "^{" in text


class Scanner:
    """One walk over the text."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.text = text
        self.source = fold(text)
        self.tokens: list[Token] = []
        self.remarks: list[str] = []
        self.spaced = False
        self.latex = is_latex(text)
        self.at, self.stop = self._bounds(start, stop)

    def _bounds(self, start: int, stop: int) -> tuple[int, int]:
        """Where the formula begins and ends inside its dollars; a last full stop is dropped."""
        wrapped = WRAPPED.match(self.source, start, stop)
        start, stop = wrapped.span(1) if wrapped else (start, stop)
        stop = len(self.source[:stop].rstrip())
        return start, stop - self.source.endswith(".", start, stop)

    def run(self) -> None:
        """Take every token in order."""
        match_at = (LATEX if self.latex else TEXT).match
        while self.at < self.stop:
            match = match_at(self.source, self.at, self.stop)
            assert match is not None  # the last alternative takes any character
            start, self.at = self.at, match.end()
            TAKE[str(match.lastgroup)](self, match[0], start)

    def emit(self, kind: str, text: str, start: int) -> None:
        """Add a token; the space before it is used up."""
        self.tokens.append(Token(kind, text, start, self.spaced))
        self.spaced = False

    def unsupported(self, what: str, start: int) -> UnsupportedError:
        """For what is understood but not read."""
        return UnsupportedError(f"{what} cannot be read yet", where=self.text, position=start)

    def space(self, _text: str, _start: int) -> None:
        """Nothing, but what follows stands apart."""
        self.spaced = True

    def word(self, text: str, start: int) -> None:
        """A run of letters."""
        self.emit("word", text, start)

    def number(self, text: str, start: int) -> None:
        """A number, with a power of ten or without."""
        mantissa, _, exponent = text.lower().partition("e")
        if exponent:
            self.remarks.append(f"{text} is read as a number, with a power of ten")
        if len(mantissa) + abs(int(exponent[:9] or 0)) > limits.DIGITS:
            what = f"a number has more than {limits.DIGITS} digits"
            raise TooLargeError(what, where=self.text, position=start)
        self.emit("number", text.rstrip("."), start)

    def subscript(self, text: str, start: int) -> None:
        """The index of a name."""
        index, after = text[1:], self.source[self.at : self.at + 1]
        if self.latex and len(index) > 1:
            self.remarks.append(f"{text} is read as _{{{index}}}")
        elif self.latex and index.isalpha() and after.isalpha():
            self.remarks.append(f"of {text}{after} only the {index} is read as a subscript")
        self.emit("subscript", index, start)

    def raised(self, text: str, start: int) -> None:
        """x² as x^{2}."""
        if text == "ᵀ":
            raise self.unsupported("transposes", start)
        self.emit("^", "^", start)
        self.emit("{", "{", start)
        plain = "".join(RAISED[c] for c in text)
        for piece in re.finditer(r"[0-9]+|.", plain):
            kind = "number" if piece[0].isdigit() else "word" if piece[0].isalpha() else piece[0]
            self.emit(kind, piece[0], start + piece.start())
        self.emit("}", "}", start + len(text) - 1)

    def lowered(self, text: str, start: int) -> None:
        """The index of a name, in small digits: x₁."""
        self.emit("subscript", "".join(LOWERED[c] for c in text), start)

    def quoted(self, text: str, start: int) -> None:
        """A name in quotes."""
        self.emit("quoted", text[1:-1].strip(), start)

    def double(self, text: str, start: int) -> None:
        """Two characters that are one sign."""
        if text not in DOUBLE:
            raise self.unsupported("arrows", start)
        self.emit(*DOUBLE[text], start)

    def other(self, text: str, start: int) -> None:
        """One character that is a sign."""
        if text in OPERATORS:
            self.emit(*OPERATORS[text], start)
        elif text in FRACTIONS:
            top, bottom = FRACTIONS[text]
            if self.source[start - 1 : start].isdigit() and start:
                what, hint = "a mixed number could mean a sum or a product", "write + or * in it"
                raise ReadingError(what, where=self.text, position=start, hint=hint)
            pieces = (("{", "{"), ("number", top), ("/", "/"), ("number", bottom), ("}", "}"))
            for kind, piece in pieces:
                self.emit(kind, piece, start)
        elif text in UNSUPPORTED_SIGNS:
            raise self.unsupported(UNSUPPORTED_SIGNS[text], start)
        else:
            what = f"{_described(text)} is not part of a formula"
            raise ReadingError(what, where=self.text, position=start)

    def command(self, text: str, start: int) -> None:
        """A LaTeX command, with the group that belongs to it."""
        word = text[1:].rstrip("*")
        if word in GROUPED:
            GROUPED[word](self, word, start)
        elif word in commands.IGNORED or word in commands.FONTS:
            self.spaced = True
        elif word in commands.OPERATOR_COMMANDS:
            self.emit(*commands.OPERATOR_COMMANDS[word], start)
        elif word in commands.ACCENTS:
            self.emit("accent", commands.ACCENTS[word], start)
        elif word in commands.UNSUPPORTED_COMMANDS:
            raise self.unsupported(commands.UNSUPPORTED_COMMANDS[word], start)
        elif word in commands.NAMED:
            self.emit("command", word, start)
        else:
            self.unknown(text, start)

    def unknown(self, text: str, start: int) -> None:
        """Refuse a command, with the nearest one that is known."""
        close = nearest_command(text[1:])
        what = f"the command {text} is not known" if text[1:] else "a backslash stands alone"
        hint = f"did you mean \\{close}?" if close else None
        raise ReadingError(what, where=self.text, position=start, hint=hint)

    def upright(self, word: str, start: int) -> None:
        """\\mathrm{rate} and \\text{if}: the words between the braces, whole."""
        match = QUOTED_GROUP.match(self.source, self.at, self.stop)
        if match is None:
            what, mark = f"\\{word} has no closing brace", "opened here"
            raise ReadingError(what, where=self.text, position=start, mark=mark)
        self.at = match.end()
        self.emit("upright", (match[1] or match[2] or "").strip(), start)

    def environment(self, word: str, start: int) -> None:
        """\\begin{cases} and \\end{cases}; the columns of an array are skipped."""
        match = ENVIRONMENT.match(self.source, self.at, self.stop)
        if match is None:
            what = f"\\{word} needs a name in braces, such as \\{word}{{cases}}"
            raise ReadingError(what, where=self.text, position=start)
        self.at = match.end()
        kind = "begin" if word == "begin" else "end-environment"
        self.emit(kind, match[1].strip().rstrip("*"), start)

    def delimiter(self, word: str, start: int) -> None:
        """\\left( and \\right), with the bracket that follows."""
        match = DELIMITER.match(self.source, self.at, self.stop)
        table = commands.LEFT if word.endswith(("left", "l")) else commands.RIGHT
        if match is None or match[1] not in table:
            what = f"\\{word} needs a bracket that opens or closes after it"
            raise ReadingError(what, where=self.text, position=start)
        self.at = match.end()
        self.emit(*table[match[1]], start)


def _described(character: str) -> str:
    """A character in words where it cannot be shown."""
    if character.isprintable():
        return character
    name = unicodedata.name(character, "a control character")
    return f"{name.lower()} (U+{ord(character):04X})"


Take = Callable[[Scanner, str, int], None]

TAKE: dict[str, Take] = {
    "space": Scanner.space,
    "word": Scanner.word,
    "number": Scanner.number,
    "subscript": Scanner.subscript,
    "raised": Scanner.raised,
    "lowered": Scanner.lowered,
    "quoted": Scanner.quoted,
    "double": Scanner.double,
    "command": Scanner.command,
    "other": Scanner.other,
}
GROUPED: dict[str, Take] = {
    **dict.fromkeys(commands.QUOTING, Scanner.upright),
    **dict.fromkeys(("begin", "end"), Scanner.environment),
    **dict.fromkeys(commands.DELIMITING, Scanner.delimiter),
}
