"""d/dx, dy/dx, ∂²f/∂x∂y, and the dx of an integral: each becomes one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from symcalc.errors import ReadingError, TooLargeError
from symcalc.formula import ORDERS
from symcalc.primitives import SPELLINGS
from symcalc.reading import limits
from symcalc.reading.characters import GREEK_WORDS, spell_out
from symcalc.reading.commands import OPERATOR_WORDS
from symcalc.reading.indices import NAMES
from symcalc.reading.names import Names
from symcalc.reading.tokens import Token

PAIRS = {"{": "}", "(": ")", "[": "]"}
LETTER = r"(?:[^\W\d_]\d*)"
SEVERAL = re.compile(rf"{LETTER}(?:d{LETTER})+")  # the xdy of dxdy
GLUED = re.compile(rf"([^\W\d_]+?)((?:d{LETTER})+)")  # the x dx of xdx
INTEGRALS = {"int": 1, "iint": 2, "iiint": 3}  # signs of integration, and how many dx they take
VARIABLES = NAMES | {"accent"}

END = Token("end", "", 0)

Slice = tuple[Token, ...]


class Top(NamedTuple):
    """The numerator: d^n, or d^n with what is differentiated."""

    sign: str
    order: int
    body: Slice
    end: int


class Bottom(NamedTuple):
    """The denominator: the variables, one for each order."""

    variables: tuple[Slice, ...]
    end: int


def mark_derivatives(tokens: Sequence[Token], names: Names, text: str) -> list[Token]:
    """Replace every fraction of differentials by a token that holds its variables.

    One whose numerator says what is differentiated is followed by that, in braces.
    """
    return Marker(tokens, names, text).run(0, len(tokens))


class Marker:
    """One walk over the tokens; what it looks ahead does not grow with their number."""

    def __init__(self, tokens: Sequence[Token], names: Names, text: str) -> None:
        self.tokens = [*tokens, END, END, END]  # so that looking ahead needs no bounds
        self.names = names
        self.text = text
        self.closing = self._closing()
        self.open = 0  # integrals that wait for their differential

    def _closing(self) -> dict[int, int]:
        """Where each bracket closes."""
        found, opened = dict[int, int](), list[int]()
        for i, token in enumerate(self.tokens):
            if token.kind in PAIRS:
                opened.append(i)
            elif opened and token.kind == PAIRS[self.tokens[opened[-1]].kind]:
                found[opened.pop()] = i
            if len(opened) > limits.NESTING:
                what = f"brackets are nested more than {limits.NESTING} deep"
                raise TooLargeError(what, where=self.text, position=token.start)
        return found

    def run(self, i: int, stop: int) -> list[Token]:
        """The tokens from i to stop, derivatives marked."""
        out: list[Token] = []
        while i < stop:
            found = self.fraction(i) if self.tokens[i].kind == "frac" else self.quotient(i)
            if found is None:
                i = self.single(out, i)
                continue
            top, bottom = found
            out += self.marked(self.tokens[i], top, bottom)
            i = bottom.end
        return out

    def single(self, out: list[Token], i: int) -> int:
        """Take one token, or the differential that begins here."""
        token = self.tokens[i]
        integral = INTEGRALS.get(token.kind) or int(self.written_out(i))
        self.open += integral
        if integral or token.kind not in ("word", "upright"):
            out.append(token)
            return i + 1
        glued = GLUED.fullmatch(token.text) if self.open and token.text[0] != "d" else None
        known = token.text in SPELLINGS or self.names.is_declared(token.text)
        before: list[Token] = []
        if glued and not known and glued[1] not in SPELLINGS:
            before = [token._replace(text=glued[1])]
            token = Token("word", glued[2], token.start + glued.start(2))
        variables, end = self.lone(token, i)
        if not variables:
            out.append(self.tokens[i])
            return i + 1
        out += before
        self.open = max(0, self.open - len(variables))
        for k, piece in enumerate(variables):
            start = token.start if not k else piece[0].start - 1
            out.append(Token("differential", "d", start, token.spaced and not k, (piece,)))
        return end

    def written_out(self, i: int) -> bool:
        """Whether the word integral stands here, without its arguments in parentheses."""
        token = self.tokens[i]
        word = token.kind == "word" and OPERATOR_WORDS.get(token.text, ("",))[0] == "int"
        return word and not self.names.is_declared(token.text)

    def lone(self, token: Token, i: int) -> tuple[list[Slice], int]:
        """The variables of dx, dxdy, d\\theta and \\mathrm{d}x where they stand alone."""
        split = self.differential(i) if token is self.tokens[i] else self.split(token)
        if split is None or self.names.is_declared(token.text):
            return [], i
        follower = self.tokens[i + 1]
        apart = follower.spaced and not (self.open or token.kind == "upright")
        plain = follower.kind == "word" and token.kind == "word" and not follower.spaced
        greek = spell_out(follower.text).rstrip("0123456789") in GREEK_WORDS
        if not split[1] and (apart or follower.kind not in VARIABLES or (plain and not greek)):
            return [], i
        return self.variable(i + 1, split[1])

    def marked(self, first: Token, top: Top, bottom: Bottom) -> list[Token]:
        """The derivative as tokens."""
        if top.order != len(bottom.variables):
            what = f"the derivative is of order {top.order} above and {len(bottom.variables)} below"
            raise ReadingError(what, where=self.text, position=first.start)
        kind = "derivative-of" if top.body else "derivative"
        token = Token(kind, top.sign, first.start, first.spaced, bottom.variables)
        if not top.body:
            return [token]
        body = Marker(top.body, self.names, self.text).run(0, len(top.body))
        start = top.body[0].start
        return [token, Token("{", "{", start), *body, Token("}", "}", start)]

    def fraction(self, i: int) -> tuple[Top, Bottom] | None:
        r"""\frac{d…}{d…}."""
        opened = i + 1
        middle = self.closing.get(opened)
        if middle is None or middle + 1 not in self.closing:
            return None
        end = self.closing[middle + 1]
        top = self.top(opened + 1, middle)
        bottom = self.bottom(middle + 2, top) if top else None
        if top is None or bottom is None or bottom.end != end:
            return None
        body = top.body + tuple(self.tokens[top.end : middle])
        return top._replace(body=body), bottom._replace(end=end + 1)

    def quotient(self, i: int) -> tuple[Top, Bottom] | None:
        """d…/d… in text: what is differentiated is one name, or in parentheses."""
        top = self.top(i, len(self.tokens))
        if top is None:
            return None
        end = top.end if top.body else self.operand(top.end)
        if self.tokens[end].kind != "/":
            return None
        bottom = self.bottom(end + 1, top)
        body = top.body + tuple(self.tokens[top.end : end])
        return (top._replace(body=body), bottom) if bottom else None

    def operand(self, i: int) -> int:
        """Past a name or a parenthesis."""
        if self.tokens[i].kind in ("word", "command"):
            i = self.subscripts(i + 1)
        return self.closing[i] + 1 if self.tokens[i].kind == "(" and i in self.closing else i

    def top(self, i: int, stop: int) -> Top | None:
        """d, d^n or dy; where more of the body may follow, it begins at `end`."""
        split = self.differential(i)
        if split is None:
            return None
        sign, rest = split
        order, end = self.order(i + 1)
        if not rest or end > stop:
            return Top(sign, order, (), end)
        end = min(self.subscripts(i + 1), stop)
        return Top(sign, 1, (*rest, *self.tokens[i + 1 : end]), end) if len(rest) == 1 else None

    def bottom(self, i: int, top: Top) -> Bottom | None:
        """dx, dx^2, ∂x∂y: as many variables as the numerator has orders."""
        variables: list[Slice] = []
        while len(variables) < top.order:
            split = self.differential(i)
            if split is None or split[0] != top.sign:
                break
            found, i = self.variable(i + 1, split[1])
            if not found:
                return None
            order, i = self.order(i)
            variables += found[:-1] + [found[-1]] * order
        return Bottom(tuple(variables), i) if variables else None

    def variable(self, i: int, rest: Slice) -> tuple[list[Slice], int]:
        """The variables after a d: glued to it, or the next name; and where they end."""
        if rest:
            end = self.subscripts(i)
            return [*((one,) for one in rest[:-1]), (rest[-1], *self.tokens[i:end])], end
        if self.tokens[i].kind == "accent":
            braced = self.tokens[i + 1].kind == "{"
            letter = self.tokens[i + 1 + braced].kind in VARIABLES
            if not letter or (braced and self.closing.get(i + 1) != i + 3):
                return [], i
            end = self.subscripts(self.closing.get(i + 1, i) + 1 if braced else i + 2)
            return [tuple(self.tokens[i:end])], end
        inner = self.tokens[i].kind == "{" and self.closing.get(i) == i + 2
        if self.tokens[i + inner].kind not in ("word", "command", "upright", "quoted"):
            return [], i
        after = i + (3 if inner else 1)
        end = self.subscripts(after)
        return [(self.tokens[i + inner], *self.tokens[after:end])], end

    def differential(self, i: int) -> tuple[str, Slice] | None:
        """A token that begins with a d, and the names that are glued to it."""
        if self.tokens[i].kind == "partial":
            return "∂", ()
        return self.split(self.tokens[i])

    def split(self, token: Token) -> tuple[str, Slice] | None:
        """The d of a word, and what is glued to it."""
        if token.kind not in ("word", "upright") or not token.text.startswith("d"):
            return None
        rest = token.text[1:]
        plain = spell_out(rest)
        single = re.fullmatch(LETTER, rest) or re.sub(r"\d+$", "", plain) in GREEK_WORDS
        if not rest or single or self.names.is_declared(plain):
            return "d", (Token("word", rest, token.start + 1),) if rest else ()
        if not SEVERAL.fullmatch(rest):
            return None
        pieces = re.finditer(rf"(?:^|d)({LETTER})", rest)
        return "d", tuple(Token("word", m[1], token.start + 1 + m.start(1)) for m in pieces)

    def order(self, i: int) -> tuple[int, int]:
        """The n of d^n, 1 if there is none, and where it ends."""
        if self.tokens[i].kind != "^":
            return 1, i
        braced = self.tokens[i + 1].kind == "{"
        number = self.tokens[i + 1 + braced]
        if number.kind != "number" or not number.text.isdigit():
            return 1, i
        if braced and self.closing.get(i + 1) != i + 3:
            return 1, i
        if int(number.text) > ORDERS:
            what = f"the order of the derivative is above {ORDERS}"
            raise TooLargeError(what, where=self.text, position=number.start)
        return int(number.text), i + (4 if braced else 2)

    def subscripts(self, i: int) -> int:
        """Past the subscripts of a name."""
        while self.tokens[i].kind in ("subscript", "_"):
            group = self.tokens[i].kind == "_" and i + 1 in self.closing
            i = self.closing[i + 1] + 1 if group else i + 1
        return i
