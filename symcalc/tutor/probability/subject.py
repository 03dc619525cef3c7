"""What a lesson is about: probabilities that are listed, or a law on numbers."""

from __future__ import annotations

from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.masses import Masses, masses_of

Subject = Masses | Distribution


def subject_of(given: str) -> Subject:
    """Listed probabilities where they can be listed, else the law.

    Examples
    --------
    >>> subject_of("bernoulli(0.3)").values
    (7/10, 3/10)
    """
    listed = masses_of(given)
    if listed is not None:
        return listed
    law = law_of(given)
    if not law.weights:
        return law
    outcomes, probabilities = zip(*law.weights, strict=True)
    return Masses(tuple(probabilities), tuple(outcomes), law.remarks, law.name)
