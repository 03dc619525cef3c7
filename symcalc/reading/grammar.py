"""The grammar: tokens, then derivatives and words in them, then precedence climbing."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sympy as sp

from symcalc.errors import ReadingError, TooLargeError
from symcalc.notation import Notation, with_remarks
from symcalc.reading import (
    applied,
    arithmetic,
    bars,
    calculus,
    environments,
    functions,
    groups,
    limits,
    lists,
    operators,
    powers,
    relations,
    sums,
)
from symcalc.reading.differential import mark_derivatives
from symcalc.reading.indices import subscripts_first, with_differences, without_shells
from symcalc.reading.names import Names
from symcalc.reading.reader import ANY, Reader
from symcalc.reading.spellings import without_libraries
from symcalc.reading.tokens import Token, is_latex, tokenize
from symcalc.reading.words import Words
from symcalc.structures import both_signs

# Each registers, when it is imported, how its kinds of tokens are read.
GRAMMAR = (
    applied,
    arithmetic,
    powers,
    relations,
    groups,
    bars,
    lists,
    functions,
    environments,
    calculus,
    sums,
    operators,
)


def formula(
    text: str,
    names: Iterable[str | sp.Symbol],
    symbols: Iterable[sp.Symbol],
    *,
    complex: bool = False,  # noqa: A002 - as users call it
) -> Notation:
    """Read one formula, remarks and all."""
    return parse(text, Names(names, symbols, complex=complex))


def parse(
    text: str,
    names: Names,
    start: int = 0,
    stop: int | None = None,
    sign: Token | None = None,
) -> Notation:
    """Read the part of a text from `start` to `stop`; errors point into the whole of it.

    `sign` is put before it: the ∫ that "integrate" stands for.
    """
    tokens, doubts = tokenize(without_libraries(text), start, stop)
    if len(tokens) == 1:
        hint = "type one, such as x^2 sin(3x)"
        position = min(start, len(text))
        raise ReadingError("there is no formula", where=text, position=position, hint=hint)
    if len(tokens) > limits.TOKENS:
        what = f"the formula has more than {limits.TOKENS} numbers, names and signs"
        raise TooLargeError(what, where=text, position=tokens[limits.TOKENS].start)
    tokens = [sign, *tokens] if sign else tokens
    made, remarks = resolved(text, tokens, names)
    if has_letters_for_matrices(made, text):
        made, remarks = resolved(text, tokens, names.of_matrices())
        remarks = (*remarks, "the letters are read as matrices: their order matters")
    try:
        made = both_signs(made)
    except (TypeError, ValueError) as error:
        what = "the sign ± leads to something that has no value"
        raise ReadingError(what, where=text, position=tokens[0].start) from error
    return with_remarks(made, (*doubts, *remarks, *names.doubts(made.expr)))


# Of letters, these say that they are matrices; in a product, SymPy would let them change places.
OF_MATRICES = frozenset(("transpose", "trace", "determinant"))
PRODUCTS = frozenset(("product", "quotient", "power"))


# Capitals in bold type.
BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|pmb)\s*\{?\s*[A-Z]")


def has_letters_for_matrices(made: Notation, text: str) -> bool:
    """Whether letters that are multiplied have to keep their order."""
    nodes = list(made.walk())
    named = any(n.head in OF_MATRICES and not n.parts[0].expr.is_Matrix for n in nodes)
    letters = named or BOLD.search(text) is not None
    return letters and any(node.head in PRODUCTS for node in nodes)


def resolved(text: str, tokens: list[Token], names: Names) -> tuple[Notation, tuple[str, ...]]:
    """The formula that the tokens make with these names, and what was doubtful."""
    latex = is_latex(text)
    words = Words(names, text, latex=latex)
    tokens = with_differences(without_shells(tokens), names, words.remarks)
    ordered = subscripts_first(tokens, latex=latex)
    marked = mark_derivatives(ordered, names, text)
    given = words.resolve(marked)
    reader = Reader(text, environments.without_alignment(given), names)
    made = whole(reader)
    return made, (*words.remarks, *reader.remarks)


def whole(reader: Reader) -> Notation:
    """All of the text: one formula, several between commas, or lines of working."""
    start = reader.peek
    made = reader.expression(ANY)
    if reader.peek.kind == ",":
        reader.next()
        made = reader.node("tuple", made, *reader.formulas(), at=start.start)
    made = environments.working(reader, start, [made], ("\\\\", ";"))
    if reader.peek.kind != "end":
        raise reader.unexpected(reader.peek)
    return made
