"""What stands raised or lowered: transposes, layers in brackets, the index of a norm, keywords."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.errors import UnsupportedError
from symcalc.reading.calls import KEYWORDS, NORMS
from symcalc.reading.indices import NAMES, after_argument, follows
from symcalc.reading.matrices.scope import Scope
from symcalc.reading.tokens import Token

CLOSING_BARS = frozenset(("bars", "close-bars"))
STARRED = {"*": "an asterisk as an index", "+": "the pseudoinverse", "H": "the conjugate transpose"}


class Marks:
    """One walk over the tokens of a line, which gives marks one token each."""

    def __init__(self, scope: Scope, text: str) -> None:
        self.scope = scope
        self.text = text

    def rewritten(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with X^T, ‖x‖_2, W^{[1]} and axis= as tokens of their own."""
        made: list[Token] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            self.refuse_derivative(tokens, i)
            if token.kind == "^" and made:
                i = self.raised(made, tokens, i)
            elif made and made[-1].kind in CLOSING_BARS and follows(tokens, i):
                i = self.norm_index(made, tokens, i)
            elif token.kind == "quoted" and made and made[-1].text in ("(", ",", "="):
                made.append(token._replace(kind="string"))
                i += 1
            elif is_keyword(tokens, i):
                spelled, i = keyword_at(tokens, i)
                made.append(token._replace(kind="keyword", text=spelled))
            else:
                made.append(token)
                i += 1
        return made

    def raised(self, made: list[Token], tokens: Sequence[Token], i: int) -> int:
        """What a ^ begins; answers where the tokens after it begin."""
        end = after_argument(tokens, i + 1)
        braced = tokens[i + 1].kind == "{"
        inner = list(tokens[i + 2 : end - 1] if braced else tokens[i + 1 : end])
        kinds = [token.kind for token in inner]
        if self.is_transpose(inner):
            made.append(tokens[i]._replace(kind="transposed", text="ᵀ"))
            return end
        if len(inner) == 2 and kinds[0] == "-" and self.is_transpose(inner[1:]):
            made.append(tokens[i]._replace(kind="inverse-transposed", text="⁻ᵀ"))
            return end
        if kinds == ["-"] and not braced and self.is_transpose(tokens[end : end + 1]):
            made.append(tokens[i]._replace(kind="inverse-transposed", text="⁻ᵀ"))
            return end + 1
        if kinds[:1] == ["circ"] and len(inner) > 1:
            made.append(tokens[i]._replace(kind="hadamard^"))
            made += [tokens[i + 1], *inner[1:], tokens[end - 1]]
            return end
        if kinds == ["circ"] and not braced:
            made.append(tokens[i]._replace(kind="hadamard^"))
            return end
        if self.begins_with_transpose(tokens, i):
            return self.split(made, tokens, i)
        if self.is_layer(made, inner):
            made.append(tokens[i]._replace(kind="subscript", text=inner[1].text))
            return end
        self.refuse(inner, tokens[i])
        if made[-1].kind in CLOSING_BARS and follows(tokens, end):
            after = self.norm_index(made, tokens, end)
            made += tokens[i:end]
            return after
        made += tokens[i:end]
        return end

    def is_transpose(self, inner: Sequence[Token]) -> bool:
        """Whether this is a raised T, if T is no variable; a size T may be."""
        if len(inner) != 1:
            return False
        token = inner[0]
        if token.kind == "transposed":
            return True
        named = token.kind in ("word", "upright") and token.text in ("T", "⊤")
        return named and not self.scope.is_exponent("T")

    def begins_with_transpose(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether X^Ty or X^TX stands here: a T that other letters are glued to."""
        token = tokens[i + 1]
        glued = token.kind == "word" and len(token.text) > 1 and token.text[0] == "T"
        return glued and not self.scope.is_exponent("T") and not self.scope.is_known(token.text)

    def split(self, made: list[Token], tokens: Sequence[Token], i: int) -> int:
        """X^Ty as the transpose of X, and y; the tokens after the word stay."""
        word = tokens[i + 1]
        made.append(tokens[i]._replace(kind="transposed", text="ᵀ"))
        made.append(word._replace(text=word.text[1:], start=word.start + 1))
        return i + 2

    def is_layer(self, made: list[Token], inner: Sequence[Token]) -> bool:
        """Whether W^{[1]} or W^{(1)} stands here, and W_1 is a name that is known."""
        kinds = [token.kind for token in inner]
        bracketed = len(inner) == 3 and (kinds[0], kinds[2]) in (("[", "]"), ("(", ")"))
        name = next((t for t in reversed(made[-3:]) if t.kind in NAMES), None)
        if not bracketed or name is None or made[-1].kind not in (*NAMES, "}"):
            return False
        spelling = f"{name.text}_{inner[1].text}"
        if self.scope.is_known(spelling):
            return True
        what = f"{name.text}^{inner[0].text}{inner[1].text}{inner[2].text} is not declared"
        hint = f"declare it under the name {spelling}"
        raise UnsupportedError(what, where=self.text, position=inner[0].start, hint=hint)

    def refuse(self, inner: Sequence[Token], sign: Token) -> None:
        """X^+, X^* and X^H."""
        told = STARRED.get(inner[0].text) if len(inner) == 1 else None
        told = None if told and self.scope.is_known(inner[0].text) else told
        if told is not None:
            what = f"{told} cannot be read yet"
            hint = "write X^T for the transpose, X^-1 for the inverse, x_1 for another name"
            raise UnsupportedError(what, where=self.text, position=sign.start, hint=hint)

    def refuse_derivative(self, tokens: Sequence[Token], i: int) -> None:
        r"""d/dx and \frac{d}{dx}, of which the letters are no numbers."""
        near = [t for t in tokens[i : i + 6] if t.kind not in ("{", "}", "/")]
        beside = tokens[i + 1 : i + 2] and tokens[i + 1].kind in ("/", "}")
        if tokens[i].text != "d" or not beside or len(near) < 2 or near[1].kind != "word":
            return
        word = near[1].text
        if word[0] == "d" and len(word) > 1 and not self.scope.is_known(word):
            what = "a derivative inside a matrix formula cannot be read yet"
            hint = "write the formula alone, without what is asked of it"
            raise UnsupportedError(what, where=self.text, position=tokens[i].start, hint=hint)

    def norm_index(self, made: list[Token], tokens: Sequence[Token], i: int) -> int:
        """The 2 of ‖x‖_2."""
        begin = tokens[i]
        if begin.text == "_":
            end = after_argument(tokens, i + 1)
            text = "".join(t.text for t in tokens[i + 1 : end] if t.kind not in ("{", "}"))
        else:
            end, text = i + 1, begin.text
        if text not in NORMS:
            what, hint = "this norm cannot be read yet", "‖x‖, ‖x‖₁ and ‖X‖_F are read"
            raise UnsupportedError(what, where=self.text, position=begin.start, hint=hint)
        made.append(begin._replace(kind="norm-index", text=NORMS[text]))
        return end


def keyword_at(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """The word at i with its subscript, and where it ends."""
    lowered = tokens[i + 1].kind == "subscript"
    spelled = tokens[i].text + (f"_{tokens[i + 1].text}" if lowered else "")
    return spelled, i + 1 + lowered


def is_keyword(tokens: Sequence[Token], i: int) -> bool:
    """Whether axis= stands here, after a parenthesis or a comma."""
    if tokens[i].kind != "word" or not i or tokens[i - 1].kind not in ("(", ","):
        return False
    if i + 2 >= len(tokens):
        return False
    spelled, end = keyword_at(tokens, i)
    return spelled in KEYWORDS and tokens[end].text == "="
