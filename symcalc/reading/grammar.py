"""The grammar: tokens, then derivatives and words in them, then precedence climbing."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from symcalc.errors import ReadingError, TooLargeError
from symcalc.notation import Notation, with_remarks
from symcalc.reading import arithmetic, environments, functions, groups, limits, relations
from symcalc.reading.differential import mark_derivatives
from symcalc.reading.names import Names
from symcalc.reading.reader import ANY, Reader
from symcalc.reading.tokens import is_latex, tokenize
from symcalc.reading.words import Words

# Each registers, when it is imported, how its kinds of tokens are read.
GRAMMAR = (arithmetic, relations, groups, functions, environments)


def formula(text: str, names: Iterable[str], symbols: Iterable[sp.Symbol]) -> Notation:
    """Read one formula, remarks and all."""
    return parse(text, Names(names, symbols))


def parse(text: str, names: Names, start: int = 0, stop: int | None = None) -> Notation:
    """Read the part of a text from `start` to `stop`; errors point into the whole of it."""
    tokens, doubts = tokenize(text, start, stop)
    if len(tokens) == 1:
        hint = "type one, such as x^2 sin(3x)"
        position = min(start, len(text))
        raise ReadingError("there is no formula", where=text, position=position, hint=hint)
    if len(tokens) > limits.TOKENS:
        what = f"the formula has more than {limits.TOKENS} numbers, names and signs"
        raise TooLargeError(what, where=text, position=tokens[limits.TOKENS].start)
    words = Words(names, text, latex=is_latex(text))
    resolved = words.resolve(mark_derivatives(tokens, names, text))
    reader = Reader(text, resolved, names)
    made = reader.expression(ANY)
    if reader.peek.kind != "end":
        raise reader.unexpected(reader.peek)
    return with_remarks(made, (*doubts, *words.remarks, *reader.remarks))
