"""Surprise, impurity, odds, and what a split tells: "self-information of 1/32 in bits"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.primitives import arrange
from symcalc.reading import read, sentences
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.probability.information import unit_of
from symcalc.tutor.questions.losses import entries_of
from symcalc.tutor.words.impurities import FAILS, HINTS, WORDS
from symcalc.tutor.words.information import UNITS

LOGS = {"e": "ln", "2": "log_2", "10": "log_10"}
UNIT = "[ in {unit:nats|bits|hartleys|shannons|base 2|base e|base 10}]"
CHANCE = r"[-−+]?(?:\d+(?:\.\d+)?|\.\d+)(?:\s*/\s*\d+|%)?"
sentences.enter_part("chance", CHANCE)
sentences.enter_part("lists", rf"{sentences.LIST}(?:\s*(?:,|,?\s*and\b)\s*{sentences.LIST})+")
OF = "{of:of|for}[ an][ a][ the][ event][ outcome][ {with:with|of}][ probability][ p][ =]"


@lesson(
    "self-information",
    "self-information of {p} in {unit}",
    *(
        f"{name} {OF} {{p:chance}}{UNIT}"
        for name in ("self-information", "self information", "information content", "surprisal")
    ),
    f"surprise[ in {{unit:nats|bits}}] {OF} {{p:chance}}",
)
def self_information(p: str, unit: str = "e", **_: str) -> Derivation:
    """How much an outcome of probability p tells.

    Examples
    --------
    >>> self_information("1/32", "bits").answer
    5
    """
    base, share = unit_of(unit), _chance(p)
    made = _worked("self-information", f"-{LOGS[base]}({share})", p=p, unit=UNITS[base])
    return _ended(made, "I", UNITS[base], "self-information", log=LOGS[base])


@lesson(
    "perplexity-of-loss",
    "perplexity for a cross-entropy of {h} {unit}",
    *(
        f"perplexity {of}[ a][ the][ language][ model][ {{with:with|whose}}][ a][ an][ the]"
        f"[ average][ mean][ per-token] {noun}[ loss][ is][ of][ =] {{h:chance}}"
        "[ {unit:nats|bits|nat|bit|hartleys}][ per[ ]{per:token|word|character|symbol}]"
        for of in ("of", "for", "from", "with", "at", "given")
        for noun in ("cross-entropy", "cross entropy", "entropy", "loss", "NLL")
    ),
)
def perplexity_of_loss(h: str, unit: str = "nats", **_: str) -> Derivation:
    """What a cross-entropy is as a number of equally likely choices.

    Examples
    --------
    >>> perplexity_of_loss("3", "bits").answer
    8
    """
    base = unit_of(unit)
    if read(h).expr.is_negative:
        raise UnsupportedError(FAILS["negative"], hint=HINTS["negative"])
    made = _worked("perplexity-of-loss", f"{base}^({h})", h=h, unit=UNITS[base])
    return _ended(made, "perplexity", "", "perplexity-of-loss", base=base, nats=UNITS[base])


@lesson(
    "gini",
    "Gini impurity of {p}",
    "Gini[ impurity][ index] {of:of|for}[ the][ class][ probabilities][ distribution] {p:list}",
    "Gini[ impurity][ index] {of:of|for}[ the][ class] {counts:counts}[ ]{p:list}",
)
def gini(p: str, counts: str = "") -> Derivation:
    """How likely two draws differ; counts are divided by their sum.

    Examples
    --------
    >>> gini("(0.5, 0.3, 0.2)").answer
    31/50
    """
    shares = _shares(p, counted=bool(counts))
    squares = " + ".join(f"({share})^2" for share in shares)
    made = _worked("gini", f"1 - ({squares})", p=f"({', '.join(shares)})")
    return _ended(made, "", "", "gini")


@lesson(
    "information-gain",
    "information gain of splitting {whole} into {parts}[ in {unit}]",
    "information gain {of:of|from|when|for}[ a][ the] {how:splitting|split|split of|dividing}"
    f"[ the][ counts] {{whole:list}} {{into:into|to|in}}[ the][ counts] {{parts:lists}}{UNIT}",
)
def information_gain(whole: str, parts: str, unit: str = "e", **_: str) -> Derivation:
    """How much entropy a split of examples takes away.

    Examples
    --------
    >>> information_gain("(1, 1)", "(1, 0) and (0, 1)", "bits").answer
    1
    """
    base = unit_of(unit)
    rows = [_counts(row) for row in _lists(parts)]
    total = _counts(whole)
    for k, count in enumerate(total):
        if any(len(row) != len(total) for row in rows) or sum(row[k] for row in rows) != count:
            found = sum(row[k] for row in rows if len(row) > k)
            what = FAILS["split"].format(parts=found, k=k + 1, total=count)
            raise UnsupportedError(what, hint=HINTS["split"])
    size = sum(total)
    after = " - ".join(f"{sum(row)}/{size} ({_entropy(row, base)})" for row in rows)
    said = {"whole": whole, "parts": parts, "unit": UNITS[base] if base != "e" else ""}
    made = _worked("information-gain", f"{_entropy(total, base)} - {after}", **said)
    return _ended(made, "gain", UNITS[base], "information-gain", n=size)


@lesson(
    "log-odds",
    "log-odds of {p}",
    *(f"{{name:{name}}} of[ the][ probability] {{p:chance}}" for name in ("log-odds", "log odds")),
    "{name:logit} of[ the][ probability] {p:chance}",
    "{name:odds} of[ a][ the] probability[ of] {p:chance}",
)
def log_odds(p: str, name: str = "") -> Derivation:
    """ln(p/(1 − p)), or without the logarithm."""
    share = _chance(p)
    if read(share).expr == 1:
        raise UnsupportedError(FAILS["inside"].format(p=p), hint=HINTS["probability"])
    kind = "odds" if name.lower() == "odds" else "log-odds"
    odds = f"({share})/(1 - {share})"
    made = evaluate(f"ln({odds})" if kind == "log-odds" else odds)
    return _ended(made, "", "", kind)


@lesson("sigmoid-of", "sigmoid of {x}", "{name:sigmoid|logistic function} {of:of|at} {x:chance}")
def sigmoid_of(x: str, **_: str) -> Derivation:
    """1/(1 + e^(−x)) of a number."""
    return _ended(_worked("sigmoid-of", f"1/(1 + e^(-({x})))", x=x), "", "", "sigmoid")


def _chance(p: str) -> str:
    """A probability above 0, as a formula."""
    said = f"{p.strip().rstrip('%')}/100" if p.strip().endswith("%") else p.strip()
    if not 0 < read(said).expr <= 1:
        raise UnsupportedError(FAILS["probability"].format(p=p), hint=HINTS["probability"])
    return said


def _shares(given: str, *, counted: bool) -> list[str]:
    entries = entries_of(given)
    values = [read(entry).expr for entry in entries]
    if not counted and sum(values) == 1 and min(values) >= 0:
        return entries
    total = sum(_counts(given))
    return [f"{entry}/{total}" for entry in entries]


def _counts(given: str) -> list[int]:
    values = [read(entry).expr for entry in entries_of(given)]
    if not all(v.is_Integer and v >= 0 for v in values) or not sum(values):
        raise UnsupportedError(FAILS["counts"].format(given=given), hint=HINTS["split"])
    return [int(v) for v in values]


def _lists(given: str) -> list[str]:
    ends = [-1, *(i for i, sign in enumerate(given) if sign in ")]")]
    pieces = [given[a + 1 : b + 1] for a, b in pairwise(ends)]
    return [piece[min(piece.find(s) for s in "([" if s in piece) :] for piece in pieces]


def _entropy(row: list[int], base: str) -> str:
    """−Σ p log p of counts, as a formula."""
    size = sum(row)
    terms = [f"{k}/{size} {LOGS[base]}({k}/{size})" for k in row if 0 < k < size]
    return f"(-({' + '.join(terms)}))" if terms else "0"


def _worked(kind: str, formula: str, **parts: str) -> Derivation:
    found = evaluate(formula)
    return replace(found, question=asked(kind, body=found.asked, **parts))


def _ended(made: Derivation, label: str, unit: str, rule: str, **fields: object) -> Derivation:
    """The definition before the numbers, and the unit behind them."""
    words = WORDS[rule]
    first = Step(
        "definition",
        words.title,
        made.asked,
        made.asked,
        words.explanation.format(**fields),
        words.statement,
        "definition",
        hints=(words.hint,),
    )
    exact = sp.simplify(made.answer)
    if exact.is_Rational:  # log_2(32) is 5
        made = replace(made, result=arrange(exact), told=None)
    near = in_figures(float(sp.N(made.answer)))
    sign = "=" if made.answer.is_Integer else "≈"
    ending = f"{label} {sign} {near} {unit}".strip() if label else made.ending
    return replace(made, steps=(first, *made.steps), ending=ending)
