"""Losses that come from likelihoods: the negative logarithm of a density, and what of it counts."""

from __future__ import annotations

import re

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import build, put
from symcalc.reading import read, sentences
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.law import Distribution, Given, law_of
from symcalc.tutor.probability.likelihood_values import likelihood_value
from symcalc.tutor.probability.logarithm import Draws, logarithm
from symcalc.tutor.worded import worded
from symcalc.tutor.words.posteriors import FAILS, FIXED, TITLES, WORDS
from symcalc.writing.text import text

NUMBERS = re.compile(rf"\s*(?:\w\s*=\s*)?(?:{sentences.NUMBERS}|{sentences.NUMBER})\s*")


@lesson(
    "loss-from-likelihood",
    "loss from the likelihood of {law}[ at {observation}]",
    *(
        f"{word} {of}[ a][ an][ the] {{law:family}}[ at {{observation}}]"
        for word in ("negative log-likelihood", "negative log likelihood", "NLL")
        for of in ("of", "for")
    ),
)
def loss_from_likelihood(law: Given, observation: str = "y") -> Derivation:
    """The negative log-density at one observation, and the loss over many.

    Raises
    ------
    UnsupportedError
        If the law has no letter for a model to predict.

    Examples
    --------
    >>> loss_from_likelihood("bernoulli(p)").answer
    -y*log(p) - (1 - y)*log(1 - p)
    """
    if isinstance(observation, str) and NUMBERS.fullmatch(observation):
        return likelihood_value("NLL", law_of(law).name, observation)
    _need_name(observation)
    given = law_of(law, x=observation)
    if given.x in {s for p in given.parameters for s in p.symbols}:
        what = FAILS["taken"].format(x=observation, law=given.name)
        raise UnsupportedError(what, hint="give the observation another name")
    letters = [p.expr for p in given.parameters if isinstance(p.expr, sp.Symbol)]
    if not letters:
        raise UnsupportedError(FAILS["no-loss"].format(law=given.name), hint="name a letter")
    if given.law is not None and not given.law.parameters:
        return _categorical(given, observation)
    theta = letters[0]
    fields = {"theta": text(notation.name(theta)), "x": observation, "law": given.name}
    fields["density"] = "probability" if given.discrete else "density"
    logs = [notation.negative(t) for t in notation.signed_terms(logarithm(given.density))]
    whole = notation.add(*logs)
    kept = notation.add(*(t for t in logs if theta in t.symbols))
    inner, rest = _stripped(kept, {theta, given.x}), [t for t in logs if theta not in t.symbols]
    said = FIXED["some" if rest or inner != kept else "none"]
    fixed = said.format(theta=fields["theta"], rest=text(notation.add(*rest)) if rest else "it")
    steps = (
        worded(WORDS, "negative-log", given.density, whole, fields, "implies"),
        worded(WORDS, "drop-constants", whole, inner, {**fields, "fixed": fixed}, "implies"),
        _over_all(given, inner, theta, fields),
    )
    return _told(given, whole, steps, observation, theta)


def _need_name(observation: str) -> None:
    """An observation is called by a letter."""
    known = isinstance(observation, str) and bool(observation.strip())
    if not known or read(observation).head != "name":
        shown = observation if known else "an empty name"
        raise UnsupportedError(FAILS["no-name"].format(shown=shown), hint='write observation="y"')


def _stripped(node: Notation, moving: set[sp.Symbol]) -> Notation:
    """The formula without positive factors in which nothing moves."""
    if node.head == "negation" or len(notation.signed_terms(node)) > 1:
        return node
    if node.head == "quotient" and not node.parts[1].symbols & moving:
        return _stripped(node.parts[0], moving)
    if node.head == "product":
        return notation.multiply(*(p for p in node.parts if p.symbols & moving))
    return node


def _over_all(law: Distribution, inner: Notation, theta: sp.Symbol, fields: dict[str, str]) -> Step:
    """The sum over observations, each with a parameter of its own."""
    draws = Draws(law.x, (*law.letters, theta))
    own = Draws(theta, (*law.letters, law.x)).draw
    each = Notation(
        "indexed", (own.parts[0], draws.index), expr=sp.Indexed(theta.name, draws.index.expr)
    )
    whole = draws.over("summation", put(inner, {theta: each}))
    name = law.law.name if law.law is not None else ""
    title = TITLES.get(name, "the mean negative log-likelihood")
    return worded(WORDS, "loss", inner, whole, {**fields, "title": title}, "implies")


def _categorical(law: Distribution, observation: str) -> Derivation:
    """One-hot labels: the exponent is 1 for the class that is observed."""
    labels = [
        notation.name(sp.Symbol(f"{observation}_{k}")) for k in range(1, len(law.parameters) + 1)
    ]
    pairs = list(zip(labels, law.parameters, strict=True))
    chance = notation.multiply(*(notation.power(p, y) for y, p in pairs))
    logs = [notation.multiply(y, build("log", p, text="ln")) for y, p in pairs]
    whole = notation.add(*map(notation.negative, logs))
    fields = {"density": "probability", "law": law.name, "x": observation}
    steps = (
        worded(WORDS, "one-hot", chance, chance, {"y": observation}, "implies"),
        worded(WORDS, "negative-log", chance, whole, fields, "implies"),
        worded(WORDS, "one-loss", whole, whole, {"title": TITLES["categorical"]}, "implies"),
    )
    question = asked("loss-from-likelihood", whole, law=law.name, observation=observation)
    return Derivation(
        question,
        notation.negative(build("log", chance, text="ln")),
        whole,
        steps,
        conditions=law.conditions,
        claims=(Equal(-sp.log(chance.expr), whole.expr),),
    )


def _told(
    law: Distribution,
    whole: Notation,
    steps: tuple[Step, ...],
    observation: str,
    theta: sp.Symbol,
) -> Derivation:
    question = asked("loss-from-likelihood", whole, (theta,), law=law.name, observation=observation)
    logged = build("log", law.density, text="ln")
    return Derivation(
        question,
        notation.negative(logged),
        whole,
        steps,
        conditions=law.conditions,
        remarks=law.remarks,
        claims=(Equal(-sp.log(law.density.expr), whole.expr),),
    )
