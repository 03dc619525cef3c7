"""Laws in words: "a normal with mean 100 and standard deviation 15" is normal(100, 15)."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.reading import sentences
from symcalc.tutor.probability.laws import NAMED

NAMES = "|".join(sorted((n for n in NAMED if len(n) > 1), key=len, reverse=True))
VARIABLE = r"(?:\s+[XYZ](?=\s+(?:with|on|over)\b))?"  # a normal X with mean 3
NOUN = r"(?:\s+(?:law|distribution|random\s+variable|variable|model))?" + VARIABLE
# What a law looks like in a sentence, where something else could stand in its place.
LAW = (
    r"(?:an?\s+|the\s+)?(?:(?:(?:fair\s+)?(?:\d+-sided\s+)?(?:die|dice)|fair\s+coin)\b"
    rf"|standard\s+(?:normal|gaussian){NOUN}"
    rf"|(?:(?:{NAMES}){NOUN}|[NU])\s*\(.*\)"
    r"|(?:U|unif(?:orm)?)\s*\[[^\[\]]*\]"
    rf"|(?:{NAMES}){NOUN}\s+(?:with|on|over|between|of)\s+(?:(?!\s+at\s).)+?"
    r"|uniform\s+(?:on|over|between)\s+.+?"
    r"|\{.+?:.+?\})"
)
sentences.enter_part("law", LAW)
# A family, with its parameters or without.
FAMILY = rf"(?:(?:{NAMES}){NOUN}|N)(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?"
sentences.enter_part("family", FAMILY)
# What has an entropy, but not "X of the joint table [[…]]".
sentences.enter_part(
    "subject",
    r"(?![XY]\s+(?:of|in|for|from)\b|(?:the\s+)?(?:class\s+)?(?:counts|frequencies)\b).+?",
)
# "the density f(x) =" before a formula.
PDF = (
    r"(?:the\s+|an?\s+)?(?:probability\s+)?(?:density|pdf|p\.d\.f\.)(?:\s+function)?"
    r"(?:\s*[fp](?:_\{?[A-Z]\}?)?\s*\(\w\)\s*=)?"
)
# "X ~ N(0, 1)", "X is normal(0, 1)": how it is said which law a variable has.
HAS = (
    rf"(?:~|∼|\\sim|(?:has|having|with)\s+{PDF}|is|has(?:\s+the)?(?:\s+law)?"
    r"|follows(?:\s+the)?(?:\s+law)?)"
)
GREEK = "theta|lambda|mu|sigma|alpha|beta|phi|pi|tau"
sentences.enter_part("drawn", rf"(?:(?:[A-Za-zα-ω]|\\?(?:{GREEK}))\s*{HAS}|{PDF})")
sentences.enter_part("density", PDF)
sentences.enter_part("letter", r"\\?[A-Za-zα-ωΑ-Ω]\w*(?:\^2|²)?")
_LISTED = sentences.NUMBERS
sentences.enter_part("some", rf"(?:\w\s*=\s*)?(?:{_LISTED}|{sentences.NUMBER})")
sentences.enter_part("whole", r"(?:\d+|[nNkmM])")
sentences.enter_part("draws", r"(?:draws|observations|samples|data|data\s+points|trials|tosses)")
# Values for letters: mu = 1 and sigma = 2.
_VALUE = r"\\?\w+\s*=\s*[^,=]+?"
sentences.enter_part("values", rf"{_VALUE}(?:\s*(?:,\s*and\b|,|\band\b)\s*{_VALUE})*")
# A law to the left of its data.
DATA = r"\s(?:with|from|given)\s+(?:the\s+)?(?:data|samples?|observations|draws|\d)"
sentences.enter_part("without", rf"(?:(?!{DATA}).)+?")
# A density of one's own: 3x^2 on [0, 1].
OWN = r"(?:[^|]*?\s+on\s+(?:the\s+interval\s+)?[\[(][^\[\]]+?,[^\[\]]+?[\])])"
sentences.enter_part("own", OWN)
sentences.enter_part("if", r"(?:if|for|when|where|with|given|given\s+that|under)")

SAID = re.compile(
    rf"(?:an?\s+|the\s+)?(standard\s+)?({NAMES}){NOUN}"
    r"(?:\s+(?:with|having|of)\s+(?:parameters?\s+)?(.+?))?",
    re.IGNORECASE | re.DOTALL,
)
EQUAL = re.compile(
    rf"(?:an?\s+|the\s+)?uniform{NOUN}\s+(?:on|over|between|from|with)\s+(?:the\s+interval\s+)?"
    r"(?:[\[(]\s*(.+?)\s*,\s*(.+?)\s*[\])]|(\S+)\s+(?:and|to)\s+(\S+))",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?:an?\s+|the\s+)?(?P<name>standard\s+deviation|(?:success\s+)?probability(?:\s+of\s+success)?"
    r"|[a-z.]+)\s*(?:=|of|is|:)?\s*(?P<value>[^\s=]+)",
    re.IGNORECASE,
)
COUNT = re.compile(r"(?P<value>\d+)\s+(?:trials|tosses|draws|throws|flips|experiments)", re.I)
WORDS = {
    **dict.fromkeys(("average", "expectation"), "mean"),
    **dict.fromkeys(("sd", "std", "s.d.", "stdev", "standard deviation", "deviation"), "deviation"),
    **dict.fromkeys(("var",), "variance"),
    **dict.fromkeys(("success probability", "probability of success", "probability"), "p"),
}
# Which parameter a word means, and how it comes from the number.
MEANT = {
    ("normal", "mean"): ("mu", "{}"),
    ("normal", "deviation"): ("sigma", "{}"),
    ("normal", "variance"): ("sigma", "sqrt"),
    ("exponential", "rate"): ("lambda", "{}"),
    ("exponential", "mean"): ("lambda", "1/({})"),
    ("poisson", "mean"): ("lambda", "{}"),
    ("poisson", "rate"): ("lambda", "{}"),
    ("gamma", "shape"): ("a", "{}"),
    ("gamma", "rate"): ("b", "{}"),
    ("laplace", "mean"): ("mu", "{}"),
    ("laplace", "scale"): ("b", "{}"),
    ("cauchy", "scale"): ("s", "{}"),
}


def in_words(given: str) -> str:
    """A law in words as it is written; the same text where it is in no words that are known.

    Examples
    --------
    >>> in_words("a normal with mean 100 and variance 225")
    'normal(mu=100, sigma=15)'
    >>> in_words("binomial distribution with 10 trials and success probability 0.3")
    'binomial(n=10, p=0.3)'
    >>> in_words("uniform on [2, 8]"), in_words("normal(0, 1)")
    ('uniform(2, 8)', 'normal(0, 1)')
    """
    between = EQUAL.fullmatch(given)
    if between and ".." not in given:
        low, high = (v for v in between.groups() if v)
        return f"uniform({low}, {high})"
    found = SAID.fullmatch(given)
    if found is None:
        return given
    name = NAMED[found[2].lower()].name
    if found[1]:
        return "normal(0, 1)" if name == "normal" and not found[3] else given
    return _with_parameters(name, found[3] or "") or given


def _with_parameters(name: str, said: str) -> str:
    """binomial(n=10, p=0.3), "" where a word is not understood."""
    parts = [p for p in re.split(r"\s*(?:,\s*and\s+|,|\band\b)\s*", said) if p]
    told = [_parameter(name, part) for part in parts]
    return f"{name}({', '.join(told)})" if told and all(told) else ""


def _parameter(name: str, part: str) -> str:
    counted, found = COUNT.fullmatch(part), PART.fullmatch(part)
    if counted:
        return f"n={counted['value']}"
    if found is None:
        return ""
    word = " ".join(found["name"].lower().split())
    meant = WORDS.get(word, word)
    value = found["value"]
    if meant in NAMED[name].parameters:
        return f"{meant}={value}"
    letter, how = MEANT.get((name, meant), ("", ""))
    if how != "sqrt":
        return f"{letter}={how.format(value)}" if letter else ""
    plain = re.fullmatch(r"\d+(?:\.\d+)?", value)
    return f"{letter}={sp.sqrt(sp.Rational(value))}" if plain else f"{letter}=sqrt({value})"
