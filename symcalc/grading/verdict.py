"""Verdict: what a grader says of an answer."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symcalc.errors import UnsupportedError

HALF = 0.5


@dataclass(frozen=True)
class Witness:
    """A point where a wrong answer differs, with both values."""

    point: Mapping[str, Fraction]
    expected: float
    got: float


def _finite(value: float) -> float | None:
    """A number that JSON has; a value past every double is None there."""
    return value if math.isfinite(value) else None


@dataclass(frozen=True)
class Verdict:
    """A verdict on one answer.

    Attributes
    ----------
    status : str
        "correct", "partial" (true, but not what was wanted), "incorrect", "undecided" or
        "unreadable".
    note : str
        Kebab-case, permanent, for machines: "correct", "domain-differs", "different" …
    feedback : str
        What a learner reads.
    witness : Witness or None
        Where a wrong answer differs.
    proof : str
        "exact", "certified" or "sampled"; "" where nothing was decided.
    domain : str
        Where the two sides agree, if not everywhere.
    misconceptions : tuple of str
        What explains a wrong answer, most likely first.
    partial : float
        The score of an answer that is partly right.

    Examples
    --------
    >>> bool(Verdict("correct", "correct", "Correct."))
    True
    """

    status: str
    note: str
    feedback: str
    witness: Witness | None = None
    proof: str = ""
    domain: str = ""
    misconceptions: tuple[str, ...] = ()
    partial: float = HALF

    @property
    def score(self) -> float:
        """In [0, 1]: 1 for correct, `partial` for partial, 0 otherwise."""
        return {"correct": 1.0, "partial": self.partial}.get(self.status, 0.0)

    def __bool__(self) -> bool:
        if self.status in ("undecided", "unreadable"):
            raise UnsupportedError(
                f"the answer is {self.status}, so it is neither right nor wrong",
                hint="look at `.status` before asking whether it is right",
            )
        return self.status == "correct"

    def plain(self) -> dict[str, Any]:
        """The fields as plain data."""
        witness = self.witness and {
            "point": {name: str(value) for name, value in self.witness.point.items()},
            "expected": _finite(self.witness.expected),
            "got": _finite(self.witness.got),
        }
        return {
            "status": self.status,
            "score": self.score,
            "note": self.note,
            "feedback": self.feedback,
            "misconceptions": list(self.misconceptions),
            "witness": witness,
            "proof": self.proof,
            "domain": self.domain,
        }

    def json(self) -> str:
        """The verdict as JSON."""
        return json.dumps(self.plain(), ensure_ascii=False)

    def text(self) -> str:
        """What a learner reads."""
        return self.feedback

    def __str__(self) -> str:
        return self.feedback

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Verdict:
        """From plain data, the other way round."""
        found = data["witness"]
        witness = found and Witness(
            {name: Fraction(value) for name, value in found["point"].items()},
            *(math.inf if found[side] is None else found[side] for side in ("expected", "got")),
        )
        fields = {k: data[k] for k in ("status", "note", "feedback", "proof", "domain")}
        partial = data["score"] if data["status"] == "partial" else HALF
        slugs = tuple(data["misconceptions"])
        return cls(**fields, witness=witness, misconceptions=slugs, partial=partial)
