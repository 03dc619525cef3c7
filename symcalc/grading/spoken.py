"""Answers in words: no solution, all real numbers, diverges, 2 or 3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.grading.ranges_worded import range_in_words
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.structures import structure

Read = Callable[[str], Notation]

# In words: that there is no such number, and that what is asked for grows without bound or ends
# nowhere, whichever it is.
MISSING = (
    *("does not exist", "doesn't exist", "doesnt exist", "do not exist", "dne", "d.n.e"),
    *("undefined", "is undefined", "not defined", "is not defined", "undef", "no limit"),
    *("limit does not exist", "the limit does not exist", "lim does not exist", "lim dne"),
    *("no derivative", "no value", "no tangent", "not differentiable", "nonexistent"),
    *("none exists", "there is no limit", "it does not exist", "∄"),
    *("limit doesn't exist", "the limit doesn't exist", "it doesn't exist", "limit doesnt exist"),
    *("oscillates", "it oscillates", "the limit oscillates", "oscillating"),
)
DIVERGENT = (
    *("diverges", "divergent", "is divergent", "it diverges", "the integral diverges"),
    *("does not converge", "doesn't converge", "not convergent", "integral diverges"),
    *("the limit diverges", "diverges to infinity", "unbounded", "grows without bound", "infinite"),
)
CONVERGENT = (
    *("converges", "convergent", "is convergent", "it converges", "it is convergent"),
    *("the integral converges", "the limit converges", "yes, it converges", "it does converge"),
    *("the integral is convergent", "yes it converges", "does converge", "converge"),
)
ENDS = {
    "infinity": sp.oo,
    "plus infinity": sp.oo,
    "positive infinity": sp.oo,
    "+infinity": sp.oo,
    "diverges to infinity": sp.oo,
    "it diverges to infinity": sp.oo,
    "it tends to infinity": sp.oo,
    "diverges to oo": sp.oo,
    "diverges to +infinity": sp.oo,
    "diverges to ∞": sp.oo,
    "diverges to positive infinity": sp.oo,
    "tends to infinity": sp.oo,
    "minus infinity": -sp.oo,
    "negative infinity": -sp.oo,
    "diverges to -infinity": -sp.oo,
    "diverges to minus infinity": -sp.oo,
    "diverges to negative infinity": -sp.oo,
    "diverges to -∞": -sp.oo,
    "diverges to -oo": -sp.oo,
}
NO_SOLUTION = (
    *("no solution", "no solutions", "no real solution", "no real solutions", "none"),
    *("there is no solution", "there are no solutions", "there is no real solution"),
    *("there are no real solutions", "no roots", "no real roots", "no real root", "empty set"),
    *("the empty set", "empty", "inconsistent", "no x", "never", "{}", "{ }", r"\{\}", "{∅}"),
    *(
        "impossible",
        "it is impossible",
        "not possible",
        "unsolvable",
        "not solvable",
        "no such x",
        "nothing",
        "contradiction",
    ),
)
EVERYTHING = (
    *("all real numbers", "all reals", "all real x", "all x", "every real number", "any x"),
    *("every x", "every real x", "any real number", "all numbers", "the real numbers"),
    *("real numbers", "reals", "r", "x is any real number", "x any real number", "always true"),
    *("all values of x", "x can be any real number", "identity", "the whole line", "for all x"),
    *("x is all real numbers", "always", "all real values", "for all real x", "everywhere"),
)
# True of an equation that always holds, and of many others: it does not say which.
ENDLESSLY = (
    *("infinitely many", "infinitely many solutions", "infinite solutions", "infinite"),
    *("there are infinitely many solutions", "infinite number of solutions", "many solutions"),
    *("an infinite number of solutions", "infinitely many real solutions"),
)
# k ∈ ℤ as it is said, and remarks behind a root.
COUNTING = re.compile(
    r"\s*(?:,|;|\b(?:where|with|for)\b)\s*(?:all\s+)?[a-z]\s*(?:\bin\b|∈|\\in\b)\s*(?:R|ℝ|\\mathbb\s*\{?\s*R\s*\}?)\s*\.?\s*$|"
    r"\s*(?:,|;|\b(?:where|with|for)\b)?\s*(?:\b(?:where|with|for)\b\s*)?(?:(?:any|all|every|an)\s+integer\s+[knmjN]"
    r"|[knmjN]\s*(?:(?:\bin\b|∈|\\in\b)\s*(?:Z|ℤ|\\mathbb\s*\{?\s*Z\s*\}?)"
    r"|\s(?:is\s+)?(?:an|any)\s+integer|\s(?:is\s+)?integer))\s*\.?\s*$"
)
REPEATED = re.compile(
    r"\s*\(?\s*\b(?:a\s+)?(?P<how>double|triple|repeated)\s+(?:root|zero|solution)s?\s*\)?\s*$",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"(?<=\d),(?=[-−+]?\d)")
SPLIT = re.compile(
    r"\\text(?:rm)?\s*\{\s*or\s*\}|\\mathrm\s*\{\s*or\s*\}|\\lor\b|\\vee\b|∨|(?<![^\W\d_])or(?![^\W\d_])",
    re.IGNORECASE,
)
AND = re.compile(r"\\text(?:rm)?\s*\{\s*and\s*\}|(?<![^\W\d_])and(?![^\W\d_])|&", re.IGNORECASE)
LEAD = re.compile(
    r"^\s*(?:(?:so|thus|hence|therefore)[\s,]+)?(?:(?:the|real)\s+)*(?:solutions?|roots?|answers?|zeros?)"
    r"(?:\s+set)?\s*(?:is\s|are\s|=|:)\s*:?",
    re.IGNORECASE,
)
# x = 2 x = 3, where no comma stands: the same letter begins again.
AGAIN = re.compile(r"^(\s*([A-Za-z])\s*=\s*[-−+\d./()√ ]*[\d)])\s+(?=\2\s*=)")
OPENING, CLOSING = "([{", ")]}"


def plainly(typed: str) -> str:
    """What was typed in small letters, one blank between words, without the full stop."""
    return " ".join(typed.lower().replace("’", "'").split()).strip(" .!")


def says_missing(typed: str) -> bool:
    """Whether it says in words that there is no such number."""
    return plainly(typed) in MISSING


def says_divergent(typed: str) -> bool:
    """Whether it says in words that there is no end to it."""
    return plainly(typed) in DIVERGENT


def says_convergent(typed: str) -> bool:
    """Whether it says that there is an end to it, and not which."""
    return plainly(typed) in CONVERGENT


def says_endless(typed: str) -> bool:
    """Whether it says only that there are infinitely many solutions."""
    return plainly(typed) in ENDLESSLY


def repeats(typed: str) -> int:
    """How often a root counts as it is said: 2 of "x = 1 (double root)", 0 where nothing is."""
    found = REPEATED.search(typed)
    return 0 if found is None else 3 if found["how"].lower() == "triple" else 2


def says_indeterminate(typed: str) -> bool:
    """0/0, ∞/∞ and the like, which are no values."""
    plain = re.sub(r"\\frac\s*\{?(\w+|\\infty|∞)\}?\s*\{?(\w+|\\infty|∞)\}?", r"\1/\2", typed)
    plain = re.sub(r"[\s=.]|\+(?=∞|oo)", "", plain.replace("\\infty", "∞").replace("oo", "∞"))
    return plain in ("0/0", "∞/∞", "∞-∞", "∞−∞", "0·∞", "0*∞")


def angled(typed: str) -> str:
    """<1, 2> with the brackets of a vector."""
    found = re.fullmatch(r"(\s*(?:[^<>=]*=)?\s*)[<⟨]([^<>⟨⟩=]*,[^<>⟨⟩=]*)[>⟩]\s*", typed)
    return f"{found[1]}[{found[2]}]" if found else typed


def in_words(typed: str) -> Notation | None:
    """What an answer in words stands for, if the words are known."""
    said = plainly(typed)
    if said in MISSING or said in CONVERGENT or (said in DIVERGENT and said not in ENDS):
        return arrange(sp.nan)
    if said in ENDS:
        return arrange(ENDS[said])
    return None


def solutions_in_words(typed: str) -> sp.Set | None:
    """No solution, or all real numbers."""
    said = plainly(typed)
    said = re.sub(
        r"^(?:x|s|l)\s*(?:=|∈|\bin\b|is)\s*(?=no |none|all |any |every|empty|\{\s*\})", "", said
    )
    if said in NO_SOLUTION:
        return sp.S.EmptySet
    return sp.S.Reals if said in EVERYTHING or said in ENDLESSLY else range_in_words(said)


def gathered(typed: str, read: Read) -> Notation:
    """Read an answer; "x = 1, y = 2 or x = 3, y = 4" piece by piece, "2 and 3" as a list.

    Raises
    ------
    ReadingError, UnsupportedError
        If it is no formula.
    """
    typed = COUNTING.sub("", REPEATED.sub("", LEAD.sub("", typed))) or typed
    typed = AGAIN.sub(r"\1, ", typed)
    pieces = list(split(typed, SPLIT))
    if len(pieces) > 1:
        try:
            return _either([read(piece) for piece in pieces])
        except (ReadingError, UnsupportedError):
            pass  # its own error tells more than that of a piece
    try:
        return read(typed)
    except (ReadingError, UnsupportedError):
        told = _listed(typed, read)
        if told is None:
            raise
        return told


def _either(parts: list[Notation]) -> Notation:
    remarks = tuple(r for part in parts for r in part.remarks)
    plain = all(part.head in ("relation", "and", "or", "not", "element") for part in parts)
    if plain and not any(isinstance(part.expr, sp.Tuple) for part in parts):
        made = structure("or", *parts)
        return Notation("or", made.parts, made.text, made.expr, remarks)
    return Notation("or", tuple(parts), "", sp.Tuple(*(p.expr for p in parts)), remarks)


def _listed(typed: str, read: Read) -> Notation | None:
    """2 and 3; {(1, 2), (3, 4)}; {x = 1, y = 2}."""
    inner = re.fullmatch(r"\s*(?:\\left)?\\?\{(.*?)(?:\\right)?\\?\}\s*", typed, re.DOTALL)
    tries = [", ".join(split(typed, AND))]
    tries += [inner[1]] if inner and inner[1].strip() else []
    tries += [re.sub(r"(?<=[)\]\s])[uU](?=[(\[\s])", "∪", typed)]
    tries += [
        re.sub(r"(ℝ|\bR\b|\breals\b)\s*(?:\\|-|\bwithout\b|\bexcept\b)\s*(?=[{\[(])", "ℝ ∖ ", typed)
    ]
    tries += [re.sub(r"\\\s*(?=\{)", "∖ ", typed), NUMBERS.sub(", ", typed)]
    for told in dict.fromkeys(tries):
        if told == typed:
            continue
        try:
            return read(told)
        except (ReadingError, UnsupportedError):
            continue
    return None


def split(typed: str, word: re.Pattern[str]) -> Iterator[str]:
    """The pieces between a word that stands outside all brackets."""
    start = 0
    for found in word.finditer(typed):
        before = typed[: found.start()]
        if sum(map(before.count, OPENING)) == sum(map(before.count, CLOSING)):
            yield typed[start : found.start()].strip(" ,;")
            start = found.end()
    yield typed[start:].strip(" ,;")
