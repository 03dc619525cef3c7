"""What comparing an answer with the right one found, and how it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict, Witness

LEADS = {
    "correct": "Correct.",
    "partial": "Partly right.",
    "incorrect": "Incorrect.",
    "undecided": "I could not decide:",
    "unreadable": "",
}


@dataclass(frozen=True)
class Finding:
    """A verdict in its parts.

    Attributes
    ----------
    status, note : str
        Of the verdict.
    causes : tuple of str
        Why, a sentence each, the most telling first. Of "undecided" the first goes on after
        "I could not decide:".
    seen : str
        The witness in words, with both values.
    witness, proof, domain
        Of the verdict.
    misconceptions : tuple of str
        The slugs of what explains a wrong answer, most likely first.
    """

    status: str
    note: str
    causes: tuple[str, ...] = ()
    seen: str = ""
    witness: Witness | None = None
    proof: str = ""
    domain: str = ""
    misconceptions: tuple[str, ...] = ()

    def because(self, *causes: str, **fields: Any) -> Finding:
        """The same with causes that are said first, and other fields changed."""
        return replace(self, causes=(*causes, *self.causes), **fields)

    def verdict(self, policy: Policy) -> Verdict:
        """In words."""
        said = (LEADS[self.status], *self.causes, self.seen)
        return Verdict(
            self.status,
            self.note,
            " ".join(filter(None, said)),
            self.witness,
            self.proof,
            self.domain,
            self.misconceptions,
            policy.partial,
        )


def undecided(why: str, note: str = "undecided") -> Finding:
    """Nothing is claimed."""
    return Finding("undecided", note, (why,))


def right(*said: str, proof: str, domain: str = "") -> Finding:
    """A right answer; the domain is where it agrees, if it has a value elsewhere too."""
    return Finding("correct", "correct", said, proof=proof, domain=domain)


def wrong(*causes: str, note: str = "different", **fields: Any) -> Finding:
    """A wrong answer."""
    return Finding("incorrect", note, causes, **fields)


def partly(note: str, *causes: str, **fields: Any) -> Finding:
    """What is true and not what was wanted."""
    return Finding("partial", note, causes, **fields)
