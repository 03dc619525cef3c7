"""The lesson on the probability of an event: a sum, an integral, or Φ."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import divide
from symcalc.primitives import arrange
from symcalc.reading import sentences
from symcalc.steps import Step
from symcalc.tutor.areas.parts import near
from symcalc.tutor.conditions import simplified
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.about import drawn
from symcalc.tutor.probability.event_areas import by_area
from symcalc.tutor.probability.event_claims import Divided
from symcalc.tutor.probability.event_lines import Found, decimal_of, ending_of, step
from symcalc.tutor.probability.event_sums import by_sum
from symcalc.tutor.probability.events import Event, conditioned, event_of, shown
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.masses import Masses, masses_of
from symcalc.tutor.probability.subject import subject_of
from symcalc.tutor.words.events import FAILS, HINTS

ASK = "[ {ask:find|compute|what is|calculate|determine}][ the][ probability]"
HOW = (
    "{how:exceeds|is greater than|is more than|is larger than|is at least|is less than|is at most"
    "|is smaller than|is below|is above|is over|is under|is between|lies between|falls below"
    "|lies below|lies above|equals|is exactly|is}"
)
# What is said of Z alone, which is standard normal.
SIDE = r"[-−+\d.\s<>≤≥=]*"
SCORED = re.compile(rf"(?:{SIDE}(?:\bZ\b|\|\s*Z\s*\|){SIDE})(?:\|(?:{SIDE}\bZ\b{SIDE}))?")
NEAR = re.compile(
    r"\s*\|\s*(?P<x>[A-Z])\s*[-−]\s*(?P<c>[^|]+?)\s*\|\s*(?P<sign><=|<|≤)\s*(?P<k>[^|<>=]+)"
)
sentences.enter_part("scored", SCORED.pattern)
sentences.enter_part("variable", r"[A-Z]")
TOSSES = "{of:tosses|flips|throws|coin tosses|coin flips|trials|draws|attempts}"


@lesson(
    "probability",
    "probability of {event} under {law}",
    "probability that {event} under {law:law}",
    "probability that {event}[,] {given:if} {drawn:drawn}[ ]{law}",
    "probability of {event}[,] {given:if} {drawn:drawn}[ ]{law}",
    *(
        f"{p}[ ]{inner}[,] {{given:if}} {{drawn:drawn}}[ ]{{law}}"
        for p in ("P", "Pr", "Prob", r"\\mathbb\{P\}")
        for inner in ("({event})", "\\[{event}\\]")
    ),
    f"{{given:if}} {{drawn:drawn}}[ ]{{law}}[,]{ASK} P[ ]({{event}})",
    f"{{given:let}} {{drawn:drawn}}[ ]{{law}}[,][.]{ASK} P[ ]({{event}})",
    "P[ ]({event}) under {law}",
    "{p:P|Pr}[ ]({event:scored})[,][ {given:if} {law:law}[ {name:variable}]]",
    "P[ ]({event})[,] {given:if} {law:law}[ {name:variable}]",
    "probability {of:of|that}[ a] {event:scored}[,][ {given:if} {law:law}[ {name:variable}]]",
    "{cdf:CDF|cdf|cumulative distribution function|distribution function} of[ the][ a][ an]"
    " {law:law} at {event}",
    f"probability that {{law:law}} {HOW} {{event}}",
    f"probability of[ getting|] {{event}} {{side:heads|tails}} in {{n}} {TOSSES}"
    "[ {coin:of a fair coin|of a coin}][ with p = {p}]",
    f"probability of {{event}} {{side:successes|hits}} in {{n}} {TOSSES}"
    "[ {with:with|if|of} {chance:success probability|probability|p}[ =] {p}]",
    "probability of {event} {side:sixes|ones} in {n} {of:rolls|throws}[ of a[ fair] die]",
)
def probability(event: str = "", law: str = "", **said: str) -> Derivation:
    """How likely an event is under a law.

    Examples
    --------
    >>> print(probability("X > 130", "normal(100, 15)").ending)
    P(X > 130) ≈ 0.0227501
    >>> probability("at least 3", "binomial(5, 1/2)").answer
    1/2

    Raises
    ------
    UnsupportedError
        If the event cannot be read, or its condition has probability 0.
    """
    scored = bool(SCORED.fullmatch(event)) and not said.get("drawn")
    law = law or ("normal(0, 1)" if scored else _tosses(said))
    event = f"X <= {event.rpartition('=')[2].strip()}" if "cdf" in said else event
    x = drawn(said) or ("Z" if scored else "")
    about, given = conditioned(
        f"{said['how'].removeprefix('is ')} {event}" if "how" in said else event
    )
    subject, wanted = _subject(law), event_of(_between(about), x)
    parts = {"law": str(subject) if isinstance(subject, Masses) else subject.name}
    if not given:
        found = _found(wanted, subject)
        return _told(found, wanted.told, parts, f"P({wanted.told})")
    condition = event_of(given, x or wanted.x)
    told = f"{wanted.told} | {condition.told}"
    return _told(_given(wanted, condition, subject), told, parts, f"P({told})")


def _between(event: str) -> str:
    """|X − μ| < σ without the bars, where letters stand in it.

    >>> _between("|X - mu| < sigma"), _between("|X - 3| < 2")
    ('(mu) - (sigma) < X < (mu) + (sigma)', '|X - 3| < 2')
    """
    found = NEAR.fullmatch(event)
    if found is None or not re.search(r"[^\W\d]", found["c"] + found["k"]):
        return event
    x, sign, c, k = found["x"], found["sign"], found["c"], found["k"]
    return f"({c}) - ({k}) {sign} {x} {sign} ({c}) + ({k})"


def _subject(law: str) -> Masses | Distribution:
    """A table where one is given, else the law by its formula."""
    listed = masses_of(law)
    return subject_of(law) if listed or not law_of(law).law else law_of(law)


def _found(event: Event, law: Masses | Distribution) -> Found:
    if isinstance(law, Masses) or law.discrete:
        return by_sum(event, law)
    return by_area(event, law)


def _given(event: Event, condition: Event, law: Masses | Distribution) -> Found:
    """The probability of both over that of the condition."""
    below = _found(condition, law)
    if below.value == 0:
        what = FAILS["condition"].format(condition=condition.told)
        raise UnsupportedError(what, hint="take a condition that can hold")
    both = event.both(condition)
    fields = {"event": event.told, "condition": condition.told, "both": _spelled(both)}
    if not both.spans:
        zero = arrange(sp.S.Zero)
        alone = ((condition.told, below.claims),)
        claim = Divided(alone, sp.S.Zero, below.value, sp.S.Zero, below.conditions)
        return Found((step("nothing", zero, **fields),), zero, claims=(claim,))
    above = _found(both, law)
    value = sp.simplify(above.value / below.value)
    after = arrange(value) if value.is_Rational else divide(above.after, below.after)
    if value.free_symbols:
        after = arrange(value)
    steps = (
        step("conditional", after, **fields),
        _framed("both", above, _spelled(both)),
        _framed("condition", replace(below, steps=_briefly(below.steps)), condition.told),
        step(
            "divide",
            near(divide(above.after, below.after), decimal_of(value))
            if not value.free_symbols
            else after,
        ),
    )
    conditions = (*above.conditions, *below.conditions)
    parts = ((_spelled(both), above.claims), (condition.told, below.claims))
    claim = Divided(parts, above.value, below.value, value, conditions)
    return Found(steps, after, value, (claim,), conditions, above.remarks, above.x)


def _briefly(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Without the steps of integrals, which are those of the integral before."""
    return tuple(replace(one, substeps=()) for one in steps)


def _spelled(event: Event) -> str:
    return " or ".join(shown(span, event.x) for span in event.spans) or event.told


def _framed(rule: str, found: Found, event: str) -> Step:
    return replace(step(rule, found.after, event=event), substeps=found.steps)


def _tosses(said: dict[str, str]) -> str:
    """The binomial law of so many tosses."""
    count = said.get("n", "").strip()
    if not count.isdecimal() or not int(count):
        raise UnsupportedError(FAILS["tosses"].format(n=count), hint=HINTS["tosses"])
    usual = {"heads": "1/2", "tails": "1/2", "sixes": "1/6", "ones": "1/6"}
    chance = said.get("p") or usual.get(said.get("side", "").lower(), "")
    if not chance:
        raise UnsupportedError(FAILS["chance"], hint=HINTS["chance"])
    return f"binomial({count}, {chance})"


def _told(found: Found, event: str, parts: dict[str, str], label: str) -> Derivation:
    wrt = () if found.x is None else (found.x,)
    return Derivation(
        asked("probability", None, wrt, event=event, **parts),
        found.after,
        found.after,
        found.steps,
        conditions=simplified(found.conditions),
        remarks=found.remarks,
        claims=found.claims,
        told=found.told,
        ending=ending_of(label, found.value, found.after),
    )
