"""Names of variables in LaTeX: Greek letters, accents, subscripts, words."""

from __future__ import annotations

from symcalc.reading.characters import GREEK_LETTERS, GREEK_WORDS, words
from symcalc.writing.names import LETTERS, pieces

# Letters that LaTeX leaves to the Latin ones which look like them. They are set upright as they
# are, since a Latin A would be read as another name.
LATIN = dict(
    zip(
        words("Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi omicron"),
        "ABEZHIKMNOPTXo",
        strict=True,
    )
)
LACKING = frozenset(LATIN)


def symbol(name: str) -> str:
    r"""A variable's name.

    >>> print(symbol("theta_1"), symbol("y_hat"), symbol("x_max"), symbol("rate"))
    \theta_{1} \hat{y} x_{\mathrm{max}} \mathrm{rate}
    """
    base, accent, indices, primes = pieces(name)
    if name == "pi" or len(indices) > 1:
        return upright(name)
    marked = rf"\{accent}{{{_letter(base)}}}" if accent else _letter(base)
    lowered = f"_{{{_index(indices[0])}}}" if indices else ""
    return marked + lowered + "'" * primes


# What is no letter to LaTeX, of what a SymPy symbol may be called.
SPECIAL = {sign: rf"\{sign}" for sign in "_$%&#{}"}
SPECIAL |= {"\\": r"\backslash ", "^": r"\hat{\ }", "~": r"\sim "}


def upright(word: str) -> str:
    """A name of several letters; mathematics has no other alphabets than the Latin and the Greek.

    >>> print(upright("rate"), upright("größe"), upright("Δt"))
    \\mathrm{rate} \\text{größe} \\text{$\\Delta$t}
    """
    escaped = "".join(SPECIAL.get(sign) or _within(sign) for sign in word)
    return rf"\mathrm{{{escaped}}}" if word.isascii() else rf"\text{{{escaped}}}"


def _within(sign: str) -> str:
    """A letter among words: a Greek one is a formula there, as text fonts lack it."""
    return f"${_letter(GREEK_LETTERS[sign])}$" if sign in GREEK_LETTERS else sign


def _letter(base: str) -> str:
    base = GREEK_LETTERS.get(base, base)
    if base in LACKING:
        return rf"\mathrm{{{LETTERS[base]}}}"
    if base in GREEK_WORDS:
        return f"\\{base}"
    return base if len(base) == 1 and base.isascii() else upright(base)


def _index(index: str) -> str:
    """A word is upright; ij are two letters."""
    if index in GREEK_WORDS:
        return _letter(index)
    word = index.isalpha() and len(index) > 2 and not set(index) <= set("ijkl")
    return upright(index) if word else index
