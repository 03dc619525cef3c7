"""Score, Fisher information, and mean with variance, each asked for by itself."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.average_parts import finite, means, moments, variance_of
from symcalc.tutor.probability.described import Described
from symcalc.tutor.probability.distribution import distribution
from symcalc.tutor.probability.event_lines import decimal_of
from symcalc.tutor.probability.law import law_of
from symcalc.tutor.words.after_data import FAILS, HINTS
from symcalc.writing.text import text

BEFORE = ("density", "log-density")


@lesson(
    "score",
    "score of {law:family}[ in {letter}]",
    "score function of[ the][ a][ an] {law:family}[ in {letter}]",
    "score for[ the][ a][ an] {law:family}[ in {letter}]",
)
def score(law: str, letter: str = "") -> Derivation:
    """The slope of the log-density in a parameter.

    Examples
    --------
    >>> score("exponential(lambda)").answer
    -x + 1/lambda
    """
    found = distribution(law)
    names = _letters(found, law, letter)
    steps = [s for s in found.steps if s.rule in BEFORE]
    scores = [s for s in found.steps if s.rule == "first-derivative"]
    order = list(found.score)
    steps += [scores[order.index(name)] for name in names]
    parts: list[Notation] = [arrange(found.score[name]) for name in names]
    after = build("vector", *parts) if len(parts) > 1 else parts[0]
    return _told("score", found, law, letter, after, tuple(steps))


@lesson(
    "fisher-information",
    "Fisher information of {law:family}[ in {letter}]",
    "Fisher information {of:for|of|in}[ the][ a][ an] {law:family}[ in {letter}]",
    "Fisher information {about:about|on|of} {letter} {of:for|of|in}[ the][ a][ an] {law:family}",
)
def fisher_information(law: str, letter: str = "", **_: str) -> Derivation:
    """The mean of the negative second slope of the log-density.

    Examples
    --------
    >>> fisher_information("poisson(lambda)").answer
    1/lambda
    """
    found = distribution(law)
    names = _letters(found, law, letter)
    if len(names) > 1:
        fields = {"law": law, "letters": ", ".join(names), "first": names[0]}
        raise UnsupportedError(
            FAILS["several"].format(**fields), hint=HINTS["several"].format(**fields)
        )
    if names[0] not in found.information:
        raise NotFoundError(FAILS["no-information"].format(law=law))
    kept = (*BEFORE, "first-derivative", "fisher")
    place = list(found.score).index(names[0])
    known = [s for s in found.steps if s.rule in kept]
    slopes = [s for s in known if s.rule == "first-derivative"]
    others = [s for s in known if s.rule == "fisher"]
    last = others[list(found.information).index(names[0])]
    steps = (*(s for s in known if s.rule in BEFORE), slopes[place], last)
    after = arrange(found.information[names[0]])
    return _told("fisher-information", found, law, letter, after, steps)


def _letters(found: Described, law: str, letter: str) -> list[str]:
    """Which letters are meant."""
    if letter:
        by_text = {text(arrange(sp.Symbol(n))): n for n in found.score}
        name = by_text.get(letter, letter)
        if name not in found.score:
            raise UnsupportedError(FAILS["none"].format(law=law), hint=HINTS["none"])
        return [name]
    if not found.score:
        raise UnsupportedError(FAILS["none"].format(law=law), hint=HINTS["none"])
    return list(found.score)


def _told(
    kind: str, found: Described, law: str, letter: str, after: Notation, steps: tuple[Step, ...]
) -> Derivation:
    given = law_of(law)
    return Derivation(
        asked(kind, None, (given.x,), law=given.name, letter=letter),
        found.asked,
        after,
        steps,
        conditions=found.conditions,
        remarks=given.remarks,
        claims=found.claims,
    )


@lesson(
    "moments",
    "mean and variance of {law}",
    "{what:mean and variance|expectation and variance|expected value and variance}"
    " {of:of|for} {law}",
)
def mean_and_variance(law: str, **_: str) -> Derivation:
    """The mean and the variance of a law together.

    Examples
    --------
    >>> mean_and_variance("exponential(2)").answer
    Matrix([
    [1/2],
    [1/4]])
    """
    given = law_of(law)
    mean, second = means(given)
    if mean is None or second is None or not (finite(mean) and finite(second)):
        raise NotFoundError(FAILS["no-moments"].format(law=given.name), where=law)
    variance = arrange(variance_of(mean, second))
    after = build("vector", mean.after, variance)
    return Derivation(
        asked("moments", None, (given.x,), law=given.name),
        after,
        after,
        tuple(moments(given, mean, second)),
        conditions=given.conditions,
        remarks=given.remarks,
        claims=(*mean.claims, *second.claims),
        ending=f"mean {text(mean.after)}, variance {text(variance)}",
    )


@lesson(
    "density-at",
    "density of {law} at {point}",
    *(
        f"{word} {of}[ the] {{law:law}} at {{point}}"
        for word in ("density", "pdf", "pmf", "density function", "probability density")
        for of in ("of", "for")
    ),
)
def density_at(law: str, point: str) -> Derivation:
    """The density of a law at a value, or the probability of the value.

    Examples
    --------
    >>> density_at("exponential(2)", "1").answer
    2*exp(-2)
    """
    given = law_of(law)
    named = point if "=" in point else f"{given.x.name} = {point}"
    found = distribution(law, named)
    value = found.value if found.value is not None else sp.S.Zero
    after = arrange(value)
    first = found.steps[0]
    last = replace(next(s for s in found.steps if s.rule == "evaluate"), rule="density-there")
    near = "" if value.free_symbols else text(decimal_of(value))
    exact = near == text(after)
    return Derivation(
        asked("density-at", None, (given.x,), law=given.name, point=named),
        found.asked,
        after,
        (first, last),
        conditions=found.conditions,
        remarks=given.remarks,
        claims=found.claims,
        ending="" if exact or not near else f"{text(after)} ≈ {near}",
    )
