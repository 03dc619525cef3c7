"""The catalogue of activations and losses: rows of facts, each derived and checked."""

from __future__ import annotations

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.tutor.catalogue.entry import Entry, Kink, Slope
from symcalc.tutor.catalogue.listed import ENTRIES, entry_of, listed
from symcalc.tutor.catalogue.worked import worked


def looked_up(question: Question) -> Derivation:
    """What is asked of the catalogue: an entry, or all of them."""
    word = question.body.text
    return listed() if word == question.kind else worked(entry_of(word))


__all__ = ["ENTRIES", "Entry", "Kink", "Slope", "entry_of", "listed", "looked_up", "worked"]
