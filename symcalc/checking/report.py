"""CheckReport: whether two ways of computing the same thing agree."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Worst:
    """The point where two sides differ most."""

    point: Mapping[str, float]
    expected: float
    got: float


@dataclass(frozen=True)
class CheckReport:
    """The outcome of a check.

    Attributes
    ----------
    status : str
        "agrees", "disagrees" or "undecided" (too few usable points).
    points : int
        How many points were compared.
    max_error : float
        The largest difference, relative to max(1, |value|).
    tolerance : float
        What was allowed.
    worst : Worst or None
        Where the largest difference is.
    method : str
        How the other side was computed.
    """

    status: str
    points: int
    max_error: float
    tolerance: float
    worst: Worst | None
    method: str

    def __bool__(self) -> bool:
        return self.status == "agrees"

    def plain(self) -> dict[str, Any]:
        """The fields as plain data."""
        worst = self.worst and {
            "point": dict(self.worst.point),
            "expected": finite(self.worst.expected),
            "got": finite(self.worst.got),
        }
        return {
            "status": self.status,
            "points": self.points,
            "max_error": finite(self.max_error),
            "tolerance": self.tolerance,
            "worst": worst,
            "method": self.method,
        }

    def json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.plain(), ensure_ascii=False)

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        """One or two sentences."""
        if self.status == "undecided":
            return f"Not decided: only {self.points} usable points were found."
        if self.status == "agrees":
            return (
                f"Checked at {self.points} points against {self.method}: "
                f"largest relative difference {short(self.max_error)}."
            )
        lines = [f"It disagrees with {self.method}."]
        if self.worst is not None:
            place = ", ".join(f"{name} = {value:.6g}" for name, value in self.worst.point.items())
            lines.append(
                f"At {place} it is {self.worst.got:.10g}, and should be {self.worst.expected:.10g}."
            )
        return "\n".join(lines)


def worst_of(reports: Sequence[CheckReport]) -> CheckReport:
    """The report that says most against the whole."""
    rank = {"disagrees": 2, "undecided": 1, "agrees": 0}
    return max(reports, key=lambda r: (rank[r.status], r.max_error))


def finite(value: float) -> float | None:
    """A number that JSON has: None for infinity and NaN."""
    return float(value) if math.isfinite(value) else None


def short(value: float) -> str:
    """A small number in a form to read: 4e-15, or 0."""
    mantissa, _, exponent = f"{value:.0e}".partition("e")
    return "0" if value == 0 else f"{mantissa}e{int(exponent)}"
