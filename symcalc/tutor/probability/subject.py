"""What a lesson is about: probabilities that are listed, or a law on numbers."""

from __future__ import annotations

import re

from symcalc.errors import UnsupportedError
from symcalc.notation import number
from symcalc.tutor.probability.constant import settled
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.masses import Masses, masses_of
from symcalc.tutor.probability.parameters import in_one_way
from symcalc.tutor.words.masses import FAILS, HINTS

Subject = Masses | Distribution
# p = (0.5, 0.5), the one-hot (0, 0, 1): what may stand before a list.
NAMED = re.compile(
    r"\s*(?:the\s+)?(?:[pqy]\s*=|(?:one-hot|prediction|predicted|target|label|true)"
    r"(?:\s+(?:label|target|vector|distribution|probabilities))?)\s*(?=[(\[])",
    re.IGNORECASE,
)
LISTED = 100  # trials whose outcomes are listed


def subject_of(given: str) -> Subject:
    """Listed probabilities where they can be listed, else the law.

    Raises
    ------
    UnsupportedError
        If a parenthesis is not closed.

    Examples
    --------
    >>> subject_of("bernoulli(0.3)").values
    (7/10, 3/10)
    """
    given = NAMED.sub("", given)
    if given.count("(") > given.count(")"):
        raise UnsupportedError(FAILS["open"], where=given, hint=HINTS["open"])
    listed = masses_of(given)
    if listed is not None:
        return listed
    law = settled(law_of(given))
    if _is_certain(law):
        only = law.support[0]
        return Masses((number(1),), (only,), law.remarks, law.name)
    if _is_long(law) or not law.weights:
        return law
    outcomes, probabilities = zip(*law.weights, strict=True)
    return Masses(tuple(probabilities), tuple(outcomes), law.remarks, law.name)


def subjects_of(*given: str) -> tuple[Subject, ...]:
    """What one question compares, with the second number of each N(…) read in one way."""
    return tuple(map(subject_of, in_one_way(*given)))


def _is_certain(law: Distribution) -> bool:
    """Whether its first value comes always, as the first trial that succeeds of p = 1."""
    named = law.law is not None and law.law.name == "geometric"
    return named and law.parameters[0].expr == 1


def _is_long(law: Distribution) -> bool:
    """Whether it counts more trials than are listed."""
    named = law.law is not None and law.law.name == "binomial"
    return named and law.parameters[0].expr.is_number and law.parameters[0].expr > LISTED
