"""From characters to tokens, for text and LaTeX alike, each with its place in the user's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.reading import commands, limits
from symcalc.reading.characters import (
    FRACTIONS,
    LOWERED,
    MARKS,
    OPERATORS,
    RAISED,
    UNSUPPORTED_SIGNS,
    fold,
)
from symcalc.reading.grouped import GROUPED
from symcalc.reading.patterns import (
    COMMA_DIGIT,
    DOUBLE,
    HEXADECIMAL,
    LAST_STOP,
    LATEX,
    SEPARATORS,
    TEXT,
    WRAPPED,
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


def tokenize(text: str, start: int = 0, stop: int | None = None) -> tuple[list[Token], list[str]]:
    """Split a text, or a part of it, into tokens; with what was doubtful about it."""
    if len(text) > limits.LENGTH:
        raise TooLargeError(f"the formula has more than {limits.LENGTH} characters", where=text)
    scanner = Scanner(text, start, len(text) if stop is None else stop)
    scanner.run()
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
        self.depth = 0  # of brackets
        self.latex = is_latex(text)
        self.match_at = (LATEX if self.latex else TEXT).match
        self.at, self.stop = self._bounds(start, stop)

    def _bounds(self, start: int, stop: int) -> tuple[int, int]:
        """Where the formula begins and ends inside its dollars; a last full stop is dropped."""
        wrapped = WRAPPED.match(self.source, start, stop)
        start, stop = wrapped.span(1) if wrapped else (start, stop)
        stop = len(self.source[:stop].rstrip())
        ended = self.source.endswith(".", start, stop)
        return start, stop - (ended and not self.source.endswith("\\right.", start, stop))

    def run(self) -> None:
        """Take every token in order, then the end."""
        while self.at < self.stop:
            self.step()
        self.tokens.append(Token("end", "", self.stop, spaced=True))

    def step(self) -> None:
        """Take what stands next."""
        match = self.match_at(self.source, self.at, self.stop)
        assert match is not None  # the last alternative takes any character
        start, self.at = self.at, match.end()
        TAKE[str(match.lastgroup)](self, match[0], start)

    def emit(self, kind: str, text: str, start: int, value: Any = None) -> None:
        """Add a token; the space before it is used up."""
        self.tokens.append(Token(kind, text, start, self.spaced, value))
        self.spaced = False
        self.depth += (kind in OPENING) - (kind in CLOSING)

    def unsupported(self, what: str, start: int) -> UnsupportedError:
        """For what is understood but not read."""
        return UnsupportedError(f"{what} cannot be read yet", where=self.text, position=start)

    def space(self, _text: str, _start: int) -> None:
        """Nothing, but what follows stands apart."""
        self.spaced = True

    def word(self, text: str, start: int) -> None:
        """A run of letters."""
        strange = next((c for c in text if c > "\x7f" and is_strange(c)), "")
        if strange:
            what = f"the sign {_described(strange)} is not known"
            raise ReadingError(what, where=self.text, position=start)
        if len(text) > 1 and text[1:].isdecimal() and self._in_fraction():
            text, self.at = text[0], start + 1
        self.emit("word", text, start)

    def _in_fraction(self) -> bool:
        r"""Whether \frac takes one character here: \frac x2 is x over 2."""
        last = self.tokens[-1] if self.tokens else None
        if not self.latex or last is None or last.kind == "{":
            return False
        if last.kind == "number" and len(last.text) > 1:
            return False  # as in \frac12 x, both are there already
        above = len(self.tokens) - 1
        depth = 0
        while above > 0:  # the beginning of what was read last, in braces or a token
            depth += {"}": 1, "{": -1}.get(self.tokens[above].kind, 0)
            if depth == 0:
                break
            above -= 1
        return "frac" in (self.tokens[-1].kind, self.tokens[max(above - 1, 0)].kind)

    def number(self, text: str, start: int) -> None:
        """A number, with a power of ten or without."""
        if text == "0" and HEXADECIMAL.match(self.source, self.at, self.stop):
            what, hint = "numbers to base 16 are not read", "write 0*x… for a product"
            raise ReadingError(what, where=self.text, position=start, hint=hint)
        mantissa, _, exponent = text.lower().partition("e")
        if exponent:
            self.remarks.append(f"{text} is read as a number, with a power of ten")
        if len(mantissa) + abs(int(exponent[:9] or 0)) > limits.DIGITS:
            what = f"a number has more than {limits.DIGITS} digits"
            raise TooLargeError(what, where=self.text, position=start)
        listed = COMMA_DIGIT.match(self.source, self.at, self.stop)
        if listed and not self.depth:
            what, hint = "a comma stands between digits", "write 0.5, or a space after the comma"
            raise ReadingError(what, where=self.text, position=self.at, hint=hint)
        self.emit("number", text.rstrip("."), start)

    def grouped(self, text: str, start: int) -> None:
        """1,000 and 1{,}000, where digits stand in groups of three."""
        first, *others = SEPARATORS.split(text)
        if first == "0" and text == f"0{{,}}{others[0]}":
            self.comma(text, start)
            return
        before = self.tokens[-1].kind if self.tokens else ""
        listed = "," in text.replace("{,}", "").replace("\\,", "") and self.depth
        if listed or first[0] == "0" or before in ("^", "_", "frac", "binom"):
            self.at = start + len(first)
            self.number(first, start)
            return
        whole = SEPARATORS.sub("", text)
        self.remarks.append(f"{text} is read as {whole}")
        self.number(whole, start)

    def comma(self, text: str, start: int) -> None:
        """3{,}14, a decimal comma."""
        plain = text.replace("{,}", ".")
        self.remarks.append(f"{text} is read as {plain}")
        self.number(plain, start)

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
        self.emit("^", "^", start)
        self.emit("{", "{", start)
        plain = "".join(RAISED[c] for c in text)
        for piece in re.finditer(r"[0-9]+|.", plain):
            kind = "number" if piece[0].isdigit() else "word" if piece[0].isalpha() else piece[0]
            kind = "transposed" if piece[0] == "T" else kind
            self.emit(kind, piece[0], start + piece.start())
        self.emit("}", "}", start + len(text) - 1)

    def lowered(self, text: str, start: int) -> None:
        """The index of a name, in small digits: x₁."""
        self.emit("subscript", "".join(LOWERED[c] for c in text), start)

    def quoted(self, text: str, start: int) -> None:
        """A name in quotes."""
        self.emit("quoted", text[1:-1].strip(), start)

    def double(self, text: str, start: int) -> None:
        """Two characters that are one sign; but 3!=6 has a factorial."""
        last = self.tokens[-1].kind if self.tokens and not self.spaced else ""
        if text == "!=" and last == "number":
            self.emit("!", "!", start)
            text = "=="
        elif text == "!=" and last in ("word", ")"):
            self.remarks.append("!= is read as ≠; write a space after ! for a factorial")
        self.emit(*DOUBLE[text], start)

    def other(self, text: str, start: int) -> None:
        """One character that is a sign."""
        if text == "." and LAST_STOP.match(self.source, self.at, self.stop):
            return
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


def is_strange(character: str) -> bool:
    """Whether it is neither a letter or a digit nor a mark that a letter of a formula carries."""
    return not character.isalnum() and character not in MARKS


def _described(character: str) -> str:
    """A character in words where it cannot be shown."""
    if character.isprintable():
        return character
    name = unicodedata.name(character, "a control character")
    return f"{name.lower()} (U+{ord(character):04X})"


Take = Callable[[Scanner, str, int], None]

OPENING = frozenset(("(", "[", "{", "open-set", "open-angle", "begin"))
CLOSING = frozenset((")", "]", "}", "close-set", "close-angle", "end-environment"))

TAKE: dict[str, Take] = {
    "space": Scanner.space,
    "word": Scanner.word,
    "number": Scanner.number,
    "grouped": Scanner.grouped,
    "comma": Scanner.comma,
    "subscript": Scanner.subscript,
    "raised": Scanner.raised,
    "lowered": Scanner.lowered,
    "quoted": Scanner.quoted,
    "double": Scanner.double,
    "command": Scanner.command,
    "other": Scanner.other,
}
