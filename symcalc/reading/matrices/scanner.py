"""Tokens of matrix formulas: what plain formulas do not have, ⊙ and .* and X.T and a bold 1."""

from __future__ import annotations

import re

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.reading import limits
from symcalc.reading.tokens import Scanner, Token

# np. and torch.nn. say where a function comes from, not what it does.
MODULES = r"(?:np|jnp|numpy|torch|tf|jax|nn|F|sp|scipy)"
BOLD = r"\\(?:mathbf|boldsymbol|bm|mathbb|pmb|mathds|bf)"
PATTERN = re.compile(
    rf"""
  (?P<module>(?<![\w.]){MODULES}\.(?:[a-z]\w*\.)*(?=(?!T\b)[A-Za-z]\w*\())
| (?P<transposed>\.T\b(?!\w)|\.'|⊤|⊺|\\T(?![A-Za-z]))
| (?P<method>\.(?=[a-z][a-z_0-9]*\())
| (?P<elementwise>\.\*(?!\*)|\./|\.\^|\.\*\*)
| (?P<hadamard>[⊙∘⊘]|\\(?:odot|oslash|circ)(?![A-Za-z]))
| (?P<kronecker>⊗|\\otimes(?![A-Za-z]))
| (?P<matmul>@)
| (?P<norm>\|\||∥)
| (?P<ell>\\ell(?![A-Za-z])|ℓ)
| (?P<string>(?<=[(,=\s])'[A-Za-z]+')
| (?P<digit>{BOLD}\s*(?:\{{\s*([01I])\s*\}}|([01I])(?![\w]))|[𝟙𝟏𝟎](?!\w))
| (?P<indicator>(?<![\w.])1(?=\s*(?:\[|\\\{{|_\s*\{{[^}}]*[<>=])))
""",
    re.VERBOSE,
)
# The kind, the text and the value of the token of a sign.
SIGNS: dict[str, tuple[str, str, str | None]] = {
    ".*": ("elementwise", ".*", "hadamard"),
    "./": ("elementwise", "./", "hadamard-quotient"),
    **dict.fromkeys((".^", ".**"), ("hadamard^", ".^", None)),
    **dict.fromkeys(("⊙", "∘", "\\odot", "\\circ"), ("circ", "⊙", "hadamard")),
    **dict.fromkeys(("⊘", "\\oslash"), ("circ", "⊘", "hadamard-quotient")),
    "@": ("*", "@", None),
    **dict.fromkeys(("||", "∥"), ("bars", "‖", None)),
    **dict.fromkeys(("\\ell", "ℓ"), ("quoted", "ell", None)),
    "1": ("constant-matrix", "one", None),
}


class MatrixScanner(Scanner):
    """The scanner of plain formulas, and the signs of matrix formulas before its own."""

    def step(self) -> None:
        """Take a sign of a matrix formula, or else what the plain scanner takes."""
        match = PATTERN.match(self.text, self.at, self.stop)
        if match is None:
            super().step()
            return
        start, self.at = self.at, match.end()
        self.sign(str(match.lastgroup or "digit"), match[0], start)

    def sign(self, kind: str, text: str, start: int) -> None:
        """A sign by its kind."""
        if kind == "kronecker":
            what = "the Kronecker product ⊗ cannot be read yet"
            hint = "write outer(x, y) for x yᵀ, ⊙ for entry by entry"
            raise UnsupportedError(what, where=self.text, position=start, hint=hint)
        if kind == "module":
            self.spaced = True
        elif text == "||" and sum(token.kind == "bar" for token in self.tokens) % 2:
            self.emit("bar", "|", start)  # |a||b|
            self.emit("bar", "|", start + 1)
        elif kind == "string":
            self.emit("string", text[1:-1], start)
        elif kind == "digit":
            self.emit(*DIGITS[next(c for c in reversed(text) if c in DIGITS)], start)
        else:
            found, shown, value = SIGNS.get(text, (kind, text, None))
            self.emit(found, shown, start, value)


DIGITS = {
    **dict.fromkeys("1𝟙𝟏", ("constant-matrix", "ones")),
    **dict.fromkeys("0𝟎", ("constant-matrix", "zeros")),
    "I": ("constant-matrix", "eye"),
}


def tokens_of(text: str) -> tuple[list[Token], list[str]]:
    """The tokens of a text, and what was doubtful about it."""
    if len(text) > limits.LENGTH:
        raise TooLargeError(f"the formula has more than {limits.LENGTH} characters", where=text)
    scanner = MatrixScanner(text, 0, len(text))
    scanner.run()
    return scanner.tokens, scanner.remarks
