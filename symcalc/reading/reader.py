"""The engine of the grammar: precedence climbing over a list of tokens, steered by two tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.notation import Notation
from symcalc.reading import limits
from symcalc.reading.builder import Builder
from symcalc.reading.commands import SILENT
from symcalc.reading.names import Names
from symcalc.reading.tokens import Token

# How tightly operators bind, loosest first.
ANY, IMPLIES, OR, AND, NOT, RELATION, SUM, VALUE, PRODUCT, POWER, POSTFIX, ATOM = range(12)

PARTNERS = {"(": ")", "[": "]", "{": "}", "|": "|"}
TRAILING = re.compile(rf"(?:\s*\\(?:{'|'.join(sorted(SILENT))}|[,;:!>]))+$")
SUGGESTED = 60  # characters of a formula that is suggested whole


class Reader:
    """What is being read: the tokens, where we are, and what was doubtful so far.

    `opened` holds the brackets that are open, outermost first: a | closes if the last one is a |.
    `prefixes`, `infixes` and `operands` are the tables below.
    """

    prefixes: dict[str, Prefix]
    infixes: dict[str, Rule]
    operands: set[str]

    def __init__(self, text: str, tokens: list[Token], names: Names) -> None:
        self.text = text
        self.tokens = tokens
        self.names = names
        self.at = 0
        self.depth = 0
        self.opened: list[Token] = []
        self.functions: set[str] = set()  # letters that were defined as functions
        self.exact = -1  # the bracket that d/dx is followed by
        self.integrals: list[int] = []  # how many brackets were open where each began
        self.remarks: list[str] = []
        self.builder = Builder(text, real=not names.complex)
        self.node = self.builder.node

    @property
    def peek(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def next(self) -> Token:
        """Take a token."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def take(self, kind: str) -> bool:
        """Take the next token if it is of this kind."""
        if self.tokens[self.at].kind != kind:
            return False
        self.at += 1
        return True

    def fail(
        self, what: str, token: Token, hint: str | None = None, mark: str = ""
    ) -> SymcalcError:
        """An error at a token."""
        return ReadingError(what, where=self.text, position=token.start, hint=hint, mark=mark)

    def unsupported(self, what: str, token: Token, hint: str | None = None) -> SymcalcError:
        """For what is understood and not read yet."""
        what = f"{what} cannot be read yet"
        return UnsupportedError(what, where=self.text, position=token.start, hint=hint)

    def remark(self, what: str) -> None:
        """Say how something ambiguous was read."""
        self.remarks.append(what)

    def source(self, start: int, stop: int | None = None) -> str:
        """The user's text from one offset to another, or to the next token; cut if it is long."""
        end = self.tokens[self.at].start if stop is None else stop
        piece = TRAILING.sub("", " ".join(self.text[start:end].split()))
        return piece if len(piece) <= 40 else piece[:37] + "..."

    def expression(self, level: int) -> Notation:
        """Read as far as operators bind at least as tightly as `level`."""
        self.depth += 1
        token = self.tokens[self.at]
        if self.depth > limits.NESTING:
            what = f"the formula is nested more than {limits.NESTING} levels deep"
            raise self.builder.too_large(what, token.start)
        handler = self.prefixes.get(token.kind)
        if handler is None:
            raise self.missing(token)
        self.at += 1
        left = handler(self, token)
        while True:
            rule = self.infixes.get(self.following())
            if rule is None or rule.level < level:
                break
            left = rule.handler(self, left, token)
        self.depth -= 1
        return left

    def following(self) -> str:
        """The kind of what comes next, as it stands here: a second | closes what the first opened.

        What ends the formula that is being read is of kind "closing".
        """
        kind = self.tokens[self.at].kind
        decide = AMBIGUOUS.get(kind)
        return decide(self) if decide else kind

    def ahead(self, count: int = 1) -> str:
        """The kind of a token after the next, or before it."""
        at = self.at + count
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else "end"

    def formulas(self, separator: str = ",") -> list[Notation]:
        """One formula, or several between commas."""
        found = [self.expression(ANY)]
        while self.take(separator):
            found.append(self.expression(ANY))
        return found

    def has_comma(self) -> bool:
        """Whether the parenthesis that comes next holds a list."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += (token.kind in OPENERS) - (token.kind in CLOSERS)
            if depth <= 1 and (token.kind == "," or depth == 0):
                return token.kind == ","
        return False

    def is_one_group(self, begin: int) -> bool:
        """Whether what was read since `begin` is one bracket and nothing more."""
        opening = self.tokens[begin].kind
        closing = PARTNERS.get(opening)
        depth = 0
        for i in range(begin, self.at):
            depth += (self.tokens[i].kind == opening) - (self.tokens[i].kind == closing)
            if depth == 0:
                return i == self.at - 1
        return False

    def starts_operand(self) -> bool:
        """Whether a factor may stand next without a sign of multiplication."""
        return self.following() in self.operands

    def missing(self, token: Token) -> SymcalcError:
        """There should be a number, a name or a bracket here."""
        if token.kind == "end" and self.opened:
            return self.unclosed(self.opened[-1])
        if token.kind == "end":
            return self.fail("the formula ends where something should follow", token)
        if token.kind in CLOSERS and self.opened:
            return self.fail(f"something is missing before {token.text}", token)
        if token.kind in CLOSERS:
            return self.fail(f"{token.text} closes nothing", token)
        return self.fail(f"a number or a name is missing before {token.text}", token)

    def unclosed(self, token: Token) -> SymcalcError:
        """A bracket without its partner."""
        what = BRACKETS.get(token.kind, "a bracket")
        closers = [PARTNERS.get(opened.text, "") for opened in reversed(self.opened)]
        whole = self.text.strip() + "".join(closers)
        ended = self.at >= len(self.tokens) - 1
        simple = ended and all(closers) and len(whole) <= SUGGESTED
        hint = f"did you mean  {whole}" if simple else "close it"
        return self.fail(f"{what} is not closed", token, hint, "opened here")

    def close(self, opening: Token, *kinds: str) -> Token:
        """Take the bracket that closes `opening`."""
        token = self.next()
        if token.kind in kinds:
            self.opened.pop()
            return token
        if token.kind == "end":
            raise self.unclosed(opening)
        if token.kind in CLOSERS:
            what = f"{token.text} does not close {opening.text}"
            raise self.fail(what, opening, mark="opened here")
        raise self.unexpected(token)

    def unexpected(self, token: Token) -> SymcalcError:
        """Something that cannot follow what was read."""
        if token.kind in CLOSERS:
            return self.fail(f"{token.text} closes nothing", token)
        return self.fail(f"{token.text} is not expected here", token)


Prefix = Callable[[Reader, Token], Notation]
Infix = Callable[[Reader, Notation, Token], Notation]


class Rule(NamedTuple):
    """An operator between or after its operands."""

    level: int
    handler: Infix


PREFIX: dict[str, Prefix] = {}
INFIX: dict[str, Rule] = {}
OPERANDS: set[str] = set()  # kinds that multiply what stands before them
AMBIGUOUS: dict[str, Callable[[Reader], str]] = {}  # kinds that mean another thing in some places
Reader.prefixes, Reader.infixes, Reader.operands = PREFIX, INFIX, OPERANDS

CLOSERS = frozenset(
    (")", "]", "}", "close-bar", "close-set", "close-floor", "close-ceil", "close-angle")
) | {"end-environment", "close-bars"}
OPENERS = frozenset(("(", "[", "{", "open-set", "open-angle", "open-bar", "begin"))
OPENERS |= {"open-floor", "open-ceil", "open-bars"}
BRACKETS = {
    "(": "a parenthesis",
    "{": "a brace",
    "[": "a bracket",
    "bar": "an absolute value",
    "open-bar": "an absolute value",
    **dict.fromkeys(("bars", "open-bars"), "a norm"),
    "begin": "an environment",
}


def prefix(*kinds: str) -> Callable[[Prefix], Prefix]:
    """Register how a formula that begins with such a token is read."""

    def register(handler: Prefix) -> Prefix:
        PREFIX.update(dict.fromkeys(kinds, handler))
        return handler

    return register


def infix(level: int, *kinds: str) -> Callable[[Infix], Infix]:
    """Register how a formula goes on with such a token."""

    def register(handler: Infix) -> Infix:
        INFIX.update(dict.fromkeys(kinds, Rule(level, handler)))
        return handler

    return register


def ambiguous(kind: str) -> Callable[[Callable[[Reader], str]], Callable[[Reader], str]]:
    """Register what decides how a kind of token is read where it stands after something."""

    def register(decide: Callable[[Reader], str]) -> Callable[[Reader], str]:
        AMBIGUOUS[kind] = decide
        return decide

    return register
