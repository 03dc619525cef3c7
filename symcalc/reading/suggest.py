"""The nearest known word to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.primitives import SPELLINGS
from symcalc.primitives.defined import WORDS as OWN
from symcalc.reading.calls import call_named
from symcalc.reading.characters import GREEK_WORDS
from symcalc.reading.commands import CONSTANTS, IN_WORDS, KNOWN_COMMANDS

LONG = 30  # letters of a word that is shown
# Short words that are applied like functions; without a row here they would be products.
APPLIED = {
    "cov": 'of data: statistic("covariance", [1, 2, 4], [2, 3, 7])',
    **dict.fromkeys(("cor", "corr"), 'of data: statistic("correlation", [1, 2, 4], [2, 3, 7])'),
    **dict.fromkeys(("med", "median"), 'of data: statistic("median", [1, 2, 4])'),
    **dict.fromkeys(("rms", "sse", "nll", "mad", "CE", "KL"), "write the formula out"),
    **dict.fromkeys(("cdf", "pdf", "pmf"), "write the formula out, or Phi(x) and phi(x)"),
}
WORDS = sorted({*SPELLINGS, *GREEK_WORDS, *CONSTANTS})


def nearest_word(word: str, declared: Iterable[str] = ()) -> str | None:
    """The function, Greek letter or declared name that a word was probably meant to be.

    >>> nearest_word("arctn")
    'arctan'
    """
    if word.lower() in IN_WORDS:
        return IN_WORDS[word.lower()]
    return close_match(word, [*declared, *OWN, *WORDS])


def unknown_word(
    word: str, quoted: str, declared: Iterable[str], text: str, start: int
) -> ReadingError:
    """A word of four letters or more that nobody declared; `quoted` is how one would quote it."""
    close = nearest_word(word, declared)
    hint = f"write {quoted} or declare it, if {word} is one name" if len(word) <= LONG else None
    shown = word if len(word) <= LONG else word[: LONG - 3] + "..."
    hint = f"did you mean {close}?" if close else hint
    return ReadingError(f"the word {shown} is not known", where=text, position=start, hint=hint)


def unknown_function(word: str, declared: Iterable[str], text: str, start: int) -> UnsupportedError:
    """Upright letters before a parenthesis, which are no product."""
    refusal = unread_call(word, text, start, spaced=True)
    if refusal is not None:
        return refusal
    close = nearest_word(word, declared)
    hint = f"declare {word[:LONG]} as a name, if it is one"
    hint = f"did you mean \\operatorname{{{close}}}?" if close else hint
    what = f"the function {word[:LONG]} is not known"
    return UnsupportedError(what, where=text, position=start, hint=hint)


def unread_call(word: str, text: str, start: int, *, spaced: bool) -> UnsupportedError | None:
    """The refusal of a word that is applied, and is no function of numbers; None for letters.

    var(x) and layer_norm(x) take arrays, my_loss(x) is not known. xy(x + 1), w_1(x + 1) and
    y_pred(1 - y_pred) are products.

    >>> unread_call("cov", "cov(x, y)", 0, spaced=False).hint
    'of data: statistic("covariance", [1, 2, 4], [2, 3, 7])'
    >>> unread_call("xy", "xy(x + 1)", 0, spaced=False)
    """
    shown = word[:LONG]
    if len(word) > 1 and call_named(word):
        what = f"the function {shown} is of vectors or matrices, and this is a formula of numbers"
        hint = 'evaluate, gradient and jacobian take it with --shapes "x: 3"'
        return UnsupportedError(what, where=text, position=start, hint=hint)
    hint = APPLIED.get(word if word.isupper() else word.lower(), "")
    if not hint and not (_is_phrase(word) and not spaced):
        return None
    hint = hint or f"write {shown}*(…) for a product, or declare {shown} as a name"
    what = f"the function {shown} is not known"
    return UnsupportedError(what, where=text, position=start, hint=hint)


def _is_phrase(word: str) -> bool:
    """Two words or more: my_loss; in w_max, y_pred, theta_hat and loss_i a name has an index."""
    first, *others = (part.rstrip("0123456789") for part in word.split("_"))
    named = len(first) > 1 and first not in GREEK_WORDS
    return named and any(len(part) > 1 for part in others)


def nearest_command(word: str) -> str | None:
    """The LaTeX command that was probably meant."""
    return close_match(word, KNOWN_COMMANDS)


def close_match(word: str, known: Iterable[str]) -> str | None:
    """The known word that is spelled most alike."""
    found = difflib.get_close_matches(word[:40], known, n=1, cutoff=0.7)
    return found[0] if found else None
