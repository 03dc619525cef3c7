"""Words of matrix formulas: declared names, functions of matrices, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.reading.calls import CALLS, OPERATIONS, WORDS, call_named
from symcalc.reading.characters import GREEK_WORDS, spell_out
from symcalc.reading.commands import KEYWORDS, OPERATOR_WORDS
from symcalc.reading.indices import follows, index
from symcalc.reading.matrices.scope import Scope
from symcalc.reading.names import key
from symcalc.reading.suggest import close_match
from symcalc.reading.tokens import Token
from symcalc.reading.vocabulary import FUNCTIONS, SMALL, own_function
from symcalc.reading.words import READ, Words

LONG = 30  # letters of a word that is shown
ACCENTS = ("_hat", "_bar", "_tilde", "_dot", "_ddot")
RAISED = ("^", "transposed", "inverse-transposed", "'")
SHORT = 3  # letters of a word that too many words are like


class MatrixWords(Words):
    """One walk over the tokens of a line, which gives every word its meaning."""

    def __init__(self, scope: Scope, text: str, *, latex: bool) -> None:
        super().__init__(scope.names, text, latex=latex)
        self.scope = scope
        self.summed: int | None = None  # where a sum over an index began

    def resolve(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with words replaced by names, functions and constants."""
        out: list[Token] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.kind == "summation" and follows(tokens, i + 1):
                self.summed = token.start
            own = own_function(tokens, i, self.names, self.text)
            if own is not None:
                out.append(own.token)
                i = own.end
            elif token.kind in TAKEN:
                i = TAKEN[token.kind](self, out, tokens, i)
            else:
                out.append(token)
                i += 1
        return out

    def word(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        """A run of letters, with digits after it or without."""
        token = tokens[i]
        text = spell_out(self.latin(token.text))
        suffix, end = index(tokens, i + 1, self.text) if follows(tokens, i + 1) else ("", i + 1)
        if self.scope.is_known(text + suffix):
            return self.name(out, token, text + suffix, end)
        if self.operation(out, token, text + suffix):
            return end
        if suffix and self.operation(out, token, text):
            self.summed = token.start if out[-1].kind == "summation" else self.summed
            return i + 1
        if text in WORDS:
            out.append(token._replace(kind="string"))
            return i + 1
        if text == "I":
            out.append(token._replace(kind="constant-matrix", text="eye"))
            return i + 1
        after = tokens[end].kind if end < len(tokens) else ""
        function = is_function(text) and (after == "(" or len(text) > 2)
        whole = function or text in KEYWORDS  # max is no m·a·x
        pieces = [] if whole else self.pieces(text, suffix, called=after == "(")
        slip = any(u == v for u, v in pairwise(pieces)) and after not in RAISED  # bb, not xx^T
        if pieces and not slip:
            return self.split(out, token, pieces, end)
        return super().word(out, tokens, i)

    def operation(self, out: list[Token], token: Token, word: str) -> bool:
        """A function of matrices, if the word is one."""
        name = None if word in FUNCTIONS else call_named(word)
        kind = OPERATIONS.get(word) or OPERATIONS.get(word.lower()) if len(word) > 1 else None
        if kind is None and name is None:
            return False
        out.append(token._replace(kind=kind or "call", text=name or word, value="word"))
        return True

    def pieces(self, text: str, suffix: str, *, called: bool) -> list[str]:
        """Wx as W and x, if each is a name that is known; a function may stand last."""
        if len(text) > LONG:
            return []
        last = self.scope.is_known
        rests: dict[int, list[str]] = {}  # by where they begin, from the end
        for start in reversed(range(len(text))):
            rest = text[start:]
            if last(rest + suffix) or (called and not suffix and is_function(rest)):
                rests[start] = [rest + suffix]
                continue
            stop = next((j for j in sorted(rests, reverse=True) if last(text[start:j])), 0)
            if stop:
                rests[start] = [text[start:stop], *rests[stop]]
        return rests.get(0, [])

    def split(self, out: list[Token], token: Token, pieces: list[str], end: int) -> int:
        """The names that a word is made of."""
        start = token.start
        for piece in pieces:
            part = token._replace(text=piece, start=start, spaced=token.spaced and not start)
            start += len(piece)
            if self.scope.is_known(piece):
                self.name(out, part, piece, end)
            else:
                self.word(out, [part._replace(kind="word", value=None)], 0)
        return end

    def name(self, out: list[Token], token: Token, spelling: str, end: int) -> int:
        """One symbol: a name that is known, or a letter, which is a number."""
        if self.scope.is_known(spelling):
            return super().name(out, token, spelling, end)
        base = spelling.partition("_")[0]
        letters = base.rstrip("0123456789") or base
        if len(spelling) > len(letters) and self.scope.is_matrix(letters):
            raise self.undeclared(spelling, letters, token.start)
        if len(letters) > 1 and letters not in GREEK_WORDS:
            raise self.unknown(spelling, token.start)
        if not self.scope.names.known.get(key(spelling)):
            self.tell_number(spelling, token)
        return super().name(out, token, spelling, end)

    def tell_number(self, spelling: str, token: Token) -> None:
        """Say that a letter that nobody declared is a number; a Σ is rather meant as a sum."""
        if spelling == "Sigma" and self.text[token.start : token.start + 1] == "Σ":
            hint = 'write sum(…) for the sum of all entries, or declare it: --shapes "Σ: (n, n)"'
            raise self.fail("Σ is not declared", token.start, hint)
        if self.scope.has_arrays() or spelling.isupper():
            self.remarks.append(f"{spelling} is not declared, so it is read as a number")

    def undeclared(self, spelling: str, letters: str, start: int) -> SymcalcError:
        """x_1 where x is declared; under a ∑ it is an entry."""
        if self.summed is not None:
            what = "a sum over an index cannot be read yet"
            hint = "write sum(…) for all entries, mean(…) for their mean"
            return UnsupportedError(what, where=self.text, position=self.summed, hint=hint)
        hint = f'declare it, as in --shapes "{spelling}: n"'
        if not spelling.endswith(ACCENTS):
            hint += f"; an entry of {letters} cannot be read yet"
        return self.fail(f"{spelling} is not declared", start, hint)

    def glued(self, _out: list[Token], _token: Token, _letters: str, _rest: str) -> bool:
        """Letters that functions are glued to are a word that is not known."""
        return False

    def letters(self, _out: list[Token], token: Token, text: str, _suffix: str, _end: int) -> int:
        """A word that nobody declared."""
        raise self.unknown(text, token.start)

    def unknown(self, word: str, start: int) -> ReadingError:
        """A word that is no name, with the nearest one that is known."""
        shown = word if len(word) <= LONG else word[: LONG - 3] + "..."
        known = [*self.scope.known_names(), *CALLS, *OPERATIONS, *FUNCTIONS]
        close = close_match(word, known) if len(word) > SHORT else None
        hint = f'declare its shape, as in --shapes "{shown}: n", or "{shown}: ()" for a number'
        hint = f"did you mean {close}? If not, {hint}" if close else hint
        return self.fail(f"the word {shown} is not known", start, hint)

    def upright(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        r"""\mathrm{…} and \operatorname{…}: a function, or a name."""
        token = tokens[i]
        word = token.text.strip(",. ")
        plain = token._replace(kind="word", text=word, value=None)
        if self.scope.is_known(word) or not is_function(word) or word == "I":
            if word.isidentifier():
                return self.word(out, [plain, *tokens[i + 1 : i + LONG]], 0) + i
            return super().upright(out, tokens, i)
        if self.operation(out, plain, word):
            return i + 1
        return super().upright(out, tokens, i)

    def brace(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        r"""{W}_1, left by \mathbf{W}_1, is one name; of {I}_n the I is the identity."""
        alone = [t.kind for t in tokens[i + 1 : i + 3]] == ["word", "}"]
        if alone and tokens[i + 1].text == "I" and not self.scope.is_known("I"):
            self.word(out, tokens[i + 1 : i + 2], 0)
            return i + 3
        return super().brace(out, tokens, i)


def is_function(word: str) -> bool:
    """Whether a word is a function, of numbers or of matrices."""
    return bool(
        word in FUNCTIONS
        or (len(word) > 2 and word.lower() in SMALL)
        or call_named(word)
        or word in OPERATIONS
        or word in OPERATOR_WORDS
    )


TAKEN = {
    **READ,
    "word": MatrixWords.word,
    "upright": MatrixWords.upright,
    "{": MatrixWords.brace,
}
