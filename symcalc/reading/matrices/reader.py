"""The engine of the grammar with the tables of matrix formulas laid over its own."""

from __future__ import annotations

from collections.abc import Callable

from symcalc.notation import Notation
from symcalc.reading import grammar, reader
from symcalc.reading.matrices.builder import MatrixBuilder
from symcalc.reading.matrices.scope import Scope
from symcalc.reading.reader import CLOSERS, OPENERS, Infix, Prefix, Reader, Rule
from symcalc.reading.tokens import Token

assert grammar.GRAMMAR  # imported for what its modules register

# Copies: what is registered below does not change how plain formulas are read.
PREFIX: dict[str, Prefix] = dict(reader.PREFIX)
INFIX: dict[str, Rule] = dict(reader.INFIX)
OPERANDS: set[str] = {*reader.OPERANDS, "call", "inverse", "constant-matrix"}
BRACES = frozenset(("{", "}", "open-set", "close-set"))


class MatrixReader(Reader):
    """What is being read of one line; the builder is that of the whole text."""

    prefixes = PREFIX
    infixes = INFIX
    operands = OPERANDS

    def __init__(
        self, text: str, tokens: list[Token], scope: Scope, builder: MatrixBuilder
    ) -> None:
        super().__init__(text, tokens, scope.names)
        self.scope = scope
        self.matrices = builder
        self.builder = builder
        self.node = builder.node

    def expression(self, level: int) -> Notation:
        """Read as far as operators bind, and keep where what was read begins."""
        token = self.peek
        return self.matrices.place(super().expression(level), token.start)

    def is_opaque(self, node: Notation) -> bool:
        """Whether a matrix is in a node."""
        return self.matrices.is_opaque(node)

    def inside(self) -> list[tuple[Token, int]]:
        """What stands in the bracket that comes next, with how many brackets are open there.

        Braces do not count. Nothing, if it is not closed.
        """
        found: list[tuple[Token, int]] = []
        depth, opened = 0, 0
        for token in self.tokens[self.at :]:
            opens, closes = token.kind in OPENERS, token.kind in CLOSERS
            opened -= closes
            depth -= closes and token.kind not in BRACES
            if not opened and found:
                return found[1:]
            found.append((token, depth))
            opened += opens
            depth += opens and token.kind not in BRACES
        return []


def prefix(*kinds: str) -> Callable[[Callable[[MatrixReader, Token], Notation]], Prefix]:
    """Register how a formula that begins with such a token is read."""

    def register(handler: Callable[[MatrixReader, Token], Notation]) -> Prefix:
        PREFIX.update(dict.fromkeys(kinds, handler))  # type: ignore[arg-type]
        return handler  # type: ignore[return-value]

    return register


def infix(
    level: int, *kinds: str
) -> Callable[[Callable[[MatrixReader, Notation, Token], Notation]], Infix]:
    """Register how a formula goes on with such a token."""

    def register(handler: Callable[[MatrixReader, Notation, Token], Notation]) -> Infix:
        INFIX.update(dict.fromkeys(kinds, Rule(level, handler)))  # type: ignore[arg-type]
        return handler  # type: ignore[return-value]

    return register
