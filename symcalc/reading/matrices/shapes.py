"""Declared shapes: "W1: (k, n), x: n, s: (), B: 3x4", or a mapping from names to shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import sympy as sp

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.reading.characters import GREEK_WORDS
from symcalc.reading.limits import LENGTH
from symcalc.reading.matrices.scope import Shape
from symcalc.reading.matrices.shape_pieces import OPENING, pieces, plain_name
from symcalc.reading.matrices.words import is_function
from symcalc.reading.names import key

Size: TypeAlias = "str | int | sp.Expr"
Given: TypeAlias = "Size | Sequence[Size]"

LARGEST = 1_000_000  # of a size
DIGITS = 7  # of a size; with more it is above
LETTERS = ("x",)  # what may be a name and a sign
NAMES = 100  # that are declared
SCALAR = ("scalar", "number")
KINDS = ("vector", "matrix", "column", "row")  # words that do not say a size
# What is known of a matrix besides its shape, by its first word.
FACTS = {word: word for word in ("symmetric", "orthogonal")}
FACTS |= dict.fromkeys(("one", "onehot"), "one-hot")
HINT = 'write it as in "W: (k, n), x: n, s: ()"'


def size(name: str) -> sp.Symbol:
    """The symbol of a size: a plain one, so that it mixes with the user's own.

    >>> size("n") == sp.Symbol("n")
    True
    """
    return sp.Symbol(name)


def counting(found: sp.Expr) -> sp.Expr:
    """The same size with letters that are known to be positive whole numbers.

    >>> counting(-size("n")).is_positive
    False
    """
    letters = {s: sp.Dummy(s.name, integer=True, positive=True) for s in found.free_symbols}
    made: sp.Expr = found.xreplace(letters)
    return made


class Shapes:
    """One walk over a text of declarations."""

    def __init__(self, text: str) -> None:
        if len(text) > LENGTH:
            raise TooLargeError(f"the shapes have more than {LENGTH} characters", where=text)
        self.text = text
        self.tokens = pieces(text)
        self.at = 0
        self.sizes: dict[str, int] = {}  # where each name of a size stands first

    @property
    def peek(self) -> tuple[str, str, int]:
        """The kind, the text and the place of what comes next."""
        return self.tokens[self.at]

    def take(self, *texts: str) -> bool:
        """Take what comes next if it is one of these."""
        found = self.peek[1] in texts
        self.at += found
        return found

    def fail(self, what: str, at: int, hint: str | None = HINT, mark: str = "") -> ReadingError:
        """An error at a place."""
        return ReadingError(what, where=self.text, position=at, hint=hint, mark=mark)

    def declarations(self) -> dict[str, Shape]:
        """All of them."""
        found: dict[str, Shape] = {}
        places: dict[str, int] = {}
        while self.peek[0] != "end":
            for name, shape, at in self.declaration():
                if key(name) in places:
                    raise self.fail(f"{name} is declared twice", at, None)
                places[key(name)] = at
                found[name] = shape
                if len(found) > NAMES:
                    raise TooLargeError(f"more than {NAMES} names are declared", where=self.text)
            if self.peek[0] != "end" and not self.take(",", ";", "\n"):
                raise self.unexpected(name)
        if not found:
            raise self.fail("no shape is declared", 0)
        for name, at in self.sizes.items():
            if name in places:
                what = f"{name} is declared and is a size too"
                raise self.fail(what, at, "give one of the two another name")
        return found

    def unexpected(self, name: str) -> ReadingError:
        """What stands after a shape; what is known of a matrix is said elsewhere."""
        _, text, at = self.peek
        fact = FACTS.get(text)
        hint = HINT if fact is None else f'a shape is sizes; say assuming="{name} {fact}" besides'
        return self.fail(f"{text} is not expected here", at, hint)

    def declaration(self) -> list[tuple[str, Shape, int]]:
        """Names, a colon and their shape."""
        names = [self.name()]
        while self.take(","):
            names.append(self.name())
        if self.peek[0] != "colon":
            at = self.peek[2] if self.peek[0] != "end" else names[-1][1]
            what = "a colon and a shape should stand here"
            what = what if self.peek[0] != "end" else f"{names[-1][0]} has no shape"
            raise self.fail(what, at)
        self.at += 1
        shape = self.shape()
        return [(name, shape, at) for name, at in names]

    def name(self) -> tuple[str, int]:
        """A name and its place."""
        kind, text, at = self.peek
        if kind not in ("name", "times"):
            raise self.fail("a name should stand here", at)
        self.at += 1
        return checked_name(text, at, self), at

    def shape(self) -> Shape:
        """(k, n), n, 3x4, (), ℝ^{k×n}."""
        begin = self.peek[2]
        if self.peek[0] == "name" and self.take(*SCALAR):
            return ()
        real = self.tokens[self.at - 1][1] != ":" and self.tokens[self.at + 1 :][:1]
        if real and real[0][1] != "^" and self.take("R"):
            return ()
        if self.peek[0] == "set":
            self.at += 1
            if not self.tokens[self.at - 1][1].endswith("^"):
                return ()
        opening = self.peek[1]
        if opening not in OPENING:
            first = self.dimension()
            found = [first, *self.others()]
        else:
            self.at += 1
            found = []
            while self.peek[1] != OPENING[opening]:
                found += [self.dimension(), *self.others()]
                if not self.take(","):
                    break
            if not self.take(OPENING[opening]):
                raise self.unclosed(opening, begin)
        if len(found) > 2:
            what = f"arrays with {len(found)} sizes cannot be read yet"
            hint = "a vector has one size and a matrix two"
            raise UnsupportedError(what, where=self.text, position=begin, hint=hint)
        return tuple(found)

    def unclosed(self, opening: str, begin: int) -> ReadingError:
        """A bracket that does not end where it should."""
        if self.peek[0] == "end":
            return self.fail(f"{opening} is not closed", begin, "close it", "opened here")
        return self.fail(f"{self.peek[1]} is not expected here", self.peek[2])

    def others(self) -> list[sp.Expr]:
        """What stands after ×."""
        found: list[sp.Expr] = []
        while self.peek[0] == "times":
            self.at += 1
            found.append(self.dimension())
        return found

    def dimension(self) -> sp.Expr:
        """One size: 3, n, 2k, n + 1."""
        begin = self.peek[2]
        total = self.product()
        while self.peek[1] in ("+", "-"):
            sign = -1 if self.tokens[self.at][1] == "-" else 1
            self.at += 1
            total += sign * self.product()
        return self.checked(total, begin)

    def checked(self, found: sp.Expr, at: int) -> sp.Expr:
        """A size is a whole number above 0, and no giant."""
        if counting(found).is_positive is False:
            raise self.fail("a size is a whole number above 0", at, None)
        if any(n > LARGEST for n in found.atoms(sp.Integer)):
            what = f"a size is above {LARGEST}"
            raise TooLargeError(what, where=self.text, position=at)
        return found

    def product(self) -> sp.Expr:
        """A product of numbers and names."""
        sign = -1 if self.take("-") else 1
        found = self.factor()
        last = found
        while (times := self.take("*")) or (last.is_Integer and self.peek[0] == "name"):
            at = self.peek[2]
            last, before = self.factor(), last
            if times and last.is_Integer and before.is_Integer:
                raise self.fail("two numbers are multiplied", at, f"write {before}x{last}")
            found *= last
        return sign * found

    def factor(self) -> sp.Expr:
        """A number or the name of a size, with a power or without."""
        found = self.atom()
        if not self.take("^"):
            return found
        kind, text, at = self.peek
        if kind != "number" or not text.isdigit() or len(text) > 1:
            raise self.fail("a whole number, as in n^2, should stand here", at, None)
        self.at += 1
        return found ** int(text)

    def atom(self) -> sp.Expr:
        """A number or the name of a size."""
        kind, text, at = self.peek
        if kind == "number" and "." in text:
            raise self.fail("a size is a whole number above 0", at, None)
        if kind == "number" and len(text) > DIGITS:
            raise TooLargeError(f"a size is above {LARGEST}", where=self.text, position=at)
        if kind not in ("number", "name") and text not in LETTERS:
            raise self.fail("a size should stand here", at)
        self.at += 1
        if kind == "number":
            return sp.Integer(text)
        if text in KINDS:
            raise self.fail(f"{text} does not say which size", at)
        found = plain_name(text)
        self.sizes.setdefault(key(found), at)
        return size(found)


def checked_name(text: str, at: int, shapes: Shapes) -> str:
    """The spelling of a name, which is not that of a function."""
    found = plain_name(text)
    if found.endswith("'"):
        hint = f"write {found.rstrip(chr(39))}_2 or another name"
        raise shapes.fail("a prime is a transpose here and not part of a name", at, hint)
    if len(found) > 1 and is_function(found) and found not in GREEK_WORDS:
        raise shapes.fail(f"{found} is a function here", at, "choose another name")
    return found


def read_shapes(text: str | Mapping[str, Given]) -> dict[str, Shape]:
    """Read which name is a number, a vector or a matrix, and of which size.

    Parameters
    ----------
    text : str or mapping
        "W: (k, n), x: n, B: 3x4, s: ()", or a mapping from names to a size, a text, or a tuple.

    Returns
    -------
    dict
        From each name to its sizes: symbols, integers, or sums and
        products of these.

    Raises
    ------
    ReadingError
        If a shape cannot be read; `.position` is the place.
    UnsupportedError
        If an array has more than two sizes.

    Examples
    --------
    >>> read_shapes("W: (k, n), x: n, s: ()")
    {'W': (k, n), 'x': (n,), 's': ()}
    >>> read_shapes({"A": (3, 4), "x": "n"})
    {'A': (3, 4), 'x': (n,)}
    """
    if isinstance(text, str):
        return Shapes(text).declarations()
    if not isinstance(text, Mapping):
        what, hint = "this tells no shapes", 'write them as "W: (k, n), x: n"'
        raise ReadingError(what, where=str(text), position=0, hint=hint)
    if not text:
        return {}
    found = Shapes("; ".join(f"{name}: {as_text(s)}" for name, s in text.items())).declarations()
    if len(found) > len(text):
        where = next(str(s) for s in text.values() if ":" in str(s))
        raise ReadingError("one shape should stand here", where=where, position=0, hint=HINT)
    return found


def as_text(shape: Given) -> str:
    """A shape given in Python, as it is written."""
    if isinstance(shape, str | int | float | sp.Expr) and not isinstance(shape, bool):
        return str(shape)
    if not isinstance(shape, Sequence):
        what, hint = "this is no shape", 'a shape is "n", 3, ("k", "n") or ()'
        raise ReadingError(what, where=str(shape), position=0, hint=hint)
    return f"({', '.join(map(str, shape))})"
