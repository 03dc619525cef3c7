"""Words to names, functions and constants: what a run of letters means."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.reading.characters import GREEK_WORDS, LOOKALIKES, spell_out
from symcalc.reading.commands import (
    CONSTANTS,
    IN_WORDS,
    KEYWORDS,
    OPERATOR_WORDS,
    PROSE,
    PROSE_BESIDE,
    PROSE_COMMANDS,
    UNSUPPORTED_WORDS,
)
from symcalc.reading.indices import follows, index
from symcalc.reading.names import Names
from symcalc.reading.suggest import unknown_function, unknown_word, unread_call
from symcalc.reading.tokens import Token
from symcalc.reading.vocabulary import (
    BIG,
    BOTH,
    CASES,
    FUNCTIONS,
    LETTERS_CALLED,
    NAME,
    NORMAL,
    PIECE,
    function_row,
    is_equation_below,
    is_prose,
    own_function,
)


class Words:
    """One walk over the tokens, which gives every word its meaning."""

    def __init__(self, names: Names, text: str, *, latex: bool) -> None:
        self.names = names
        self.text = text
        self.latex = latex
        self.remarks: list[str] = []

    def resolve(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with words replaced by functions, constants and names."""
        out: list[Token] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            own = own_function(tokens, i, self.names, self.text)
            if own is not None:
                out.append(own.token)
                i = own.end
                continue
            take = READ.get(token.kind)
            if take is None:
                out.append(token)
                i += 1
                continue
            i = take(self, out, tokens, i)
        return out

    def fail(self, what: str, start: int, hint: str | None = None) -> ReadingError:
        """An error at a place of the user's text."""
        return ReadingError(what, where=self.text, position=start, hint=hint)

    def word(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        """A run of letters, with digits after it or without."""
        token = tokens[i]
        text = spell_out(self.latin(token.text))
        if text in BIG and is_equation_below(tokens, i + 1):
            out.append(token._replace(kind=BIG[text]))
            return i + 1
        if text in OPERATOR_WORDS and not self.names.is_declared(text):
            kind, spelled = OPERATOR_WORDS[text]
            out.append(token._replace(kind=kind, text=spelled, value="word"))
            return i + 1
        suffix, end = index(tokens, i + 1, self.text) if follows(tokens, i + 1) else ("", i + 1)
        if suffix.count("_") > 1 and not self.latex:
            self.remarks.append(f"{text}{suffix} is read as one name")
        if self.names.is_declared(text + suffix):
            return self.name(out, token, text + suffix, end)
        letters = text if text in FUNCTIONS else text.rstrip("0123456789")
        digits = text[len(letters) :]
        if not digits and self.special(out, tokens, i, text, suffix):
            return i + 1
        if self.is_function(letters, tokens, i + 1):
            return self.function(out, tokens, i, letters, digits)
        if len(token.text.rstrip("0123456789")) == 1 or letters in GREEK_WORDS or "_" in letters:
            return self.name(out, token, text + suffix, end)
        self.refuse_call(token, text + suffix, tokens[end : end + 1])
        if self.glued(out, token, letters, digits + suffix):
            return end
        if digits or (suffix and not self.latex):
            return self.name(out, token, text + suffix, end)
        return self.letters(out, token, text, suffix, end)

    def special(
        self, out: list[Token], tokens: Sequence[Token], i: int, text: str, suffix: str
    ) -> bool:
        """Constants, the words of conditions, and words that are understood but not read."""
        token = tokens[i]
        if text in CONSTANTS and not suffix:
            out.append(token._replace(kind="constant", text=CONSTANTS[text]))
            return True
        if text in KEYWORDS:
            out.append(token._replace(kind=KEYWORDS[text]))
            return True
        if text in CASES:
            out.append(token._replace(kind="cases"))
            return True
        if text in UNSUPPORTED_WORDS:
            what = f"{UNSUPPORTED_WORDS[text]} cannot be read yet"
            raise UnsupportedError(what, where=self.text, position=token.start)
        if text in PROSE and is_prose(tokens, i):
            what = f"the word {text} is not part of a formula"
            raise self.fail(what, token.start)
        return False

    def refuse_call(self, token: Token, word: str, after: Sequence[Token]) -> None:
        """A word that names a function stands before a parenthesis: no product of its letters."""
        if not after or after[0].kind != "(" or self.names.is_declared(word):
            return
        refusal = unread_call(word, self.text, token.start, spaced=after[0].spaced)
        if refusal is not None:
            raise refusal

    def is_function(self, word: str, tokens: Sequence[Token], after: int) -> bool:
        """Whether a word is applied here; gamma is a function only before a parenthesis."""
        if word in BOTH and tokens[after - 1].kind == "word":
            return after < len(tokens) and tokens[after].kind == "("
        return word not in BOTH and function_row(word) is not None

    def function(
        self, out: list[Token], tokens: Sequence[Token], i: int, word: str, digits: str
    ) -> int:
        """A function, and the digits glued to it: sin2x, log2(x)."""
        token = tokens[i]
        if word in NORMAL:
            self.remarks.append(f"{token.text}(…) is read as {NORMAL[word]}")
        out.append(token._replace(kind="function", text=word, value=function_row(word)))
        start = token.start + len(token.text) - len(digits)
        if digits and word == "log":
            self.remarks.append(f"log{digits} is read as the logarithm to base {digits}")
            out.append(Token("_", "_", start))
        if digits:
            out.append(Token("number", digits, start))
        return i + 1

    def name(self, out: list[Token], token: Token, spelling: str, end: int) -> int:
        """One symbol."""
        symbol = self.names.symbol(spelling)
        out.append(token._replace(kind="name", text=symbol.name, value=symbol))
        return end

    def glued(self, out: list[Token], token: Token, letters: str, rest: str) -> bool:
        """xsinx as x·sin(x): functions and π with at most one letter between them."""
        found = list(PIECE.finditer(letters))
        kinds = [bool(match[1]) for match in found]
        if not any(kinds) or any(not a and not b for a, b in pairwise(kinds)):
            return False
        counted = kinds[-1] and found[-1][0] != "pi" and rest.isdigit()
        if letters.lower() in IN_WORDS or (kinds[-1] and rest and not counted):
            return False
        self.remarks.append(f"{letters} is read as {' '.join(m[0] for m in found)}")
        for match in found:
            piece = Token("word", match[0], token.start + match.start(), token.spaced)
            self.word(out, [piece], 0)
        if counted:
            out.append(Token("number", rest, token.start + len(letters)))
        elif rest:
            last = out.pop()
            self.name(out, last, last.text + rest, 0)
        return True

    def letters(self, out: list[Token], token: Token, text: str, suffix: str, end: int) -> int:
        """Two or three letters multiply; more are a word that is not known."""
        if len(text) > 3:
            quoted = f"\\mathrm{{{text}}}" if self.latex else f'"{text}"'
            raise unknown_word(text, quoted, self.names.declared, self.text, token.start)
        if not (out and out[-1].kind == "frac"):  # \frac xy is x over y
            self.remarks.append(
                f"{text} is read as {'·'.join(text)}; declare it as a name to read it whole"
            )
        for k, letter in enumerate(text):
            piece = Token("word", letter, token.start + k, token.spaced and not k)
            last = k == len(text) - 1
            if last and suffix:
                return self.name(out, piece, spell_out(letter) + suffix, end)
            self.word(out, [piece], 0)
        return end

    def latin(self, text: str) -> str:
        """Latin letters for the Cyrillic ones that look like them, with a remark."""
        if text.isascii():
            return text
        for letter in text:
            if letter in LOOKALIKES:
                self.remarks.append(
                    f"the Cyrillic letter {letter} is read as the Latin {LOOKALIKES[letter]}"
                )
        return "".join(LOOKALIKES.get(letter, letter) for letter in text)

    def upright(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        r"""\mathrm{…} and \operatorname{…}: a function, a word of conditions, or a name."""
        token = tokens[i]
        word = token.text.strip(",. ")
        if token.value == "prose" and word not in {*KEYWORDS, *FUNCTIONS, *CONSTANTS}:
            raise self.fail(f"the words {word[:30]} are not part of a formula", token.start)
        if token.value in PROSE_COMMANDS and word.lower() in PROSE | PROSE_BESIDE:
            raise self.fail(f"the word {word} is not part of a formula", token.start)
        if word in OPERATOR_WORDS and tokens[i].kind == "upright":
            return self.word(out, [token._replace(kind="word", text=word)], 0) + i
        if word in FUNCTIONS and word not in BOTH:
            return self.function(out, tokens, i, word, "")
        if word in {*CONSTANTS, *KEYWORDS, *UNSUPPORTED_WORDS}:
            self.special(out, tokens, i, word, "")
            return i + 1
        if function_row(word):
            return self.function(out, tokens, i, word, "")
        called = i + 1 < len(tokens) and tokens[i + 1].kind == "("
        applied = called or token.value == "operatorname"
        if applied and len(word) > 1 and not self.names.is_declared(word):
            raise unknown_function(word, self.names.declared, self.text, token.start)
        return self.quoted(out, tokens, i)

    def quoted(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        """A name in quotes is one symbol, whatever its letters."""
        token = tokens[i]
        if not (token.text[:1].isalpha() and NAME.fullmatch(token.text)):
            what = "a name holds letters, digits and underscores only"
            raise self.fail(what, token.start)
        suffix, end = index(tokens, i + 1, self.text)
        return self.name(out, token, spell_out(token.text) + suffix, end)

    def command(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        r"""\theta, \sin, \pi."""
        word = tokens[i].text
        if word == "pi" and not follows(tokens, i + 1):
            out.append(tokens[i]._replace(kind="constant"))
            return i + 1
        called = i + 1 < len(tokens) and tokens[i + 1].kind == "("
        if called and word in LETTERS_CALLED and not self.names.is_declared(word):
            return self.function(out, tokens, i, LETTERS_CALLED[word], "")
        if word not in GREEK_WORDS:
            return self.function(out, tokens, i, word, "")
        suffix, end = index(tokens, i + 1, self.text)
        return self.name(out, tokens[i], word + suffix, end)

    def accent(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        r"""\hat{y} as the name y_hat."""
        braced = tokens[i + 1].kind == "{"
        base = tokens[i + 1 + braced]
        if base.kind not in ("word", "command", "upright"):
            raise self.fail("an accent stands over something that is not a name", tokens[i].start)
        if braced and tokens[i + 3].kind != "}":
            raise self.fail("an accent stands over something that is not a name", tokens[i].start)
        suffix, end = index(tokens, i + (4 if braced else 2), self.text)
        spelling = spell_out(base.text) + tokens[i].text + suffix
        return self.name(out, base._replace(spaced=tokens[i].spaced), spelling, end)

    def brace(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        r"""{W}_1, left by \mathbf{W}_1, is one name; other braces stay."""
        pattern = [token.kind for token in tokens[i + 1 : i + 4]]
        named = pattern[1:2] == ["}"] and pattern[0] in ("word", "command")
        if not named or pattern[2:] not in (["subscript"], ["_"], ["'"]):
            out.append(tokens[i])
            return i + 1
        suffix, end = index(tokens, i + 3, self.text)
        return self.name(out, tokens[i + 1], spell_out(tokens[i + 1].text) + suffix, end)

    def subscript(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        """One that is not part of a name, as in log_2 x and ∫_sqrt(y)^1."""
        token = tokens[i]
        kind = "number" if token.text.isdigit() else "word"
        inner = self.resolve([Token(kind, token.text, token.start + 1)])
        if inner[0].kind != "function" or [t.kind for t in tokens[i + 1 : i + 2]] != ["("]:
            inner = [Token("{", "{", token.start), *inner, Token("}", "}", token.start)]
        out += [Token("_", "_", token.start), *inner]
        return i + 1

    def derivative(self, out: list[Token], tokens: Sequence[Token], i: int) -> int:
        """The variables of d/dx."""
        variables = [self.variable(tokens[i], piece) for piece in tokens[i].value]
        out.append(tokens[i]._replace(value=tuple(variables)))
        return i + 1

    def variable(self, operator: Token, piece: tuple[Token, ...]) -> Token:
        """One variable of a derivative."""
        found = self.resolve(piece)
        if len(found) != 1 or found[0].kind != "name":
            what = "a derivative is taken by one name at a time"
            raise self.fail(what, piece[0].start if piece else operator.start)
        return found[0]


READ = {
    "word": Words.word,
    "upright": Words.upright,
    "quoted": Words.quoted,
    "command": Words.command,
    "accent": Words.accent,
    "{": Words.brace,
    "subscript": Words.subscript,
    "derivative": Words.derivative,
    "derivative-of": Words.derivative,
    "differential": Words.derivative,
}
