"""CheckReport: whether two ways of computing the same thing agree."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 6  # coordinates of a point in a text
RANK = {"disagrees": 2, "undecided": 1, "agrees": 0}


@dataclass(frozen=True)
class Worst:
    """The place where two sides differ most, beside what was allowed there.

    Attributes
    ----------
    point : mapping from names to floats
        The inputs.
    expected, got : float
        The two sides.
    index : tuple of int
        Which entry of the checked array at one point it is: (0, 1) of a Hessian.
    component : str
        The same in words: "∂²/∂x∂y".
    """

    point: Mapping[str, float]
    expected: float
    got: float
    index: tuple[int, ...] = ()
    component: str = ""

    def plain(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {
            "point": dict(self.point),
            "expected": finite(self.expected),
            "got": finite(self.got),
            "index": list(self.index),
            "component": self.component,
        }

    def place(self) -> str:
        """The point in words."""
        named = [f"{name} = {value:.6g}" for name, value in self.point.items()]
        more = len(named) - SHOWN
        return ", ".join(named[:SHOWN]) + (f" and {more} more" if more > 0 else "")

    def text(self) -> str:
        """One sentence: where, what it is and what it should be."""
        subject = f"{self.component} is" if self.component else "it is"
        at = f"At {self.place()} {subject}" if self.point else subject[0].upper() + subject[1:]
        return f"{at} {self.got:.10g}, and should be {self.expected:.10g}."


@dataclass(frozen=True)
class CheckReport:
    """The outcome of a check.

    Attributes
    ----------
    status : str
        "agrees", "disagrees" or "undecided".
    points : int
        How many points were compared.
    max_error : float
        The difference at the worst place, relative to max(1, |value|).
    tolerance : float
        What was allowed there, in the same unit: more than usual where rounding explains more.
    worst : Worst or None
        The place where the difference is largest beside what was allowed.
    method : str
        How the other side was computed.
    what : str
        What was checked: "gradient"; empty where that is clear.
    rounding : float
        The part of `tolerance` that the rounding of the checked code accounts for.
    uncertainty : float
        The part of `tolerance` that the error of the method accounts for.
    note : str
        Whose fault a mismatch is, the code's or the method's, or why nothing is decided.
    told : str
        What an agreement rests on, in a sentence, where the figures above do not tell it.
    parts : tuple of CheckReport
        One for each thing that was compared, where there are several; the fields above are those
        of the part that says most against the whole.
    """

    status: str
    points: int
    max_error: float
    tolerance: float
    worst: Worst | None
    method: str
    what: str = ""
    rounding: float = 0.0
    uncertainty: float = 0.0
    note: str = ""
    told: str = ""
    parts: tuple[CheckReport, ...] = ()

    def __bool__(self) -> bool:
        return self.status == "agrees"

    def plain(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {
            "status": self.status,
            "points": self.points,
            "max_error": finite(self.max_error),
            "tolerance": finite(self.tolerance),
            "worst": self.worst and self.worst.plain(),
            "method": self.method,
            "what": self.what,
            "rounding": finite(self.rounding),
            "uncertainty": finite(self.uncertainty),
            "note": self.note,
            "parts": [part.plain() for part in self.parts],
        }

    def json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.plain(), ensure_ascii=False)

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        """A table of what was compared, if several things were, and one or two sentences."""
        table = [*_table(self.parts), ""] if self.parts else []
        return "\n".join([*table, *self._sentences()])

    def _sentences(self) -> list[str]:
        if self.status == "undecided":
            why = self.note or f"Only {self.points} usable points were found."
            return [f"Not decided{self._subject(': ')}. {why}"]
        if self.status == "agrees" and self.told:
            return [self.told]
        if self.status == "agrees":
            points = "point" if self.points == 1 else "points"
            checked = "Checked" if not self.parts else "All agree: checked"
            figures = f"largest relative difference {short(self.max_error)}"
            figures += ", which is rounding." if 0 < self.max_error <= self.rounding else "."
            return [f"{checked} at {self.points} {points} against {self.method}: {figures}"]
        lines = [f"It disagrees{self._subject(' in the ')} with {self.method}."]
        lines += [] if self.worst is None else [self.worst.text()]
        return lines + ([self.note] if self.note else [])

    def _subject(self, before: str) -> str:
        return f"{before}{self.what}" if self.what and self.parts else ""


def _table(parts: Sequence[CheckReport]) -> list[str]:
    """A line for each part: what, against what, points, largest difference, verdict."""
    rows = [("checked", "against", "points", "max error", "verdict")]
    rows += [(p.what, p.method, str(p.points), short(p.max_error), p.status) for p in parts]
    widths = [max(len(row[k]) for row in rows) for k in range(4)]
    return [
        f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}  "
        f"{row[3]:>{widths[3]}}  {row[4]}"
        for row in rows
    ]


def worst_of(reports: Sequence[CheckReport]) -> CheckReport:
    """The report that says most against the whole."""
    return max(reports, key=lambda r: (RANK[r.status], r.max_error))


def finite(value: float) -> float | None:
    """A number that JSON has: None for infinity and NaN."""
    return float(value) if math.isfinite(value) else None


def short(value: float) -> str:
    """A small number in a form to read: 4e-15, or 0."""
    if not math.isfinite(value):
        return "-" if math.isnan(value) else "inf"
    mantissa, _, exponent = f"{value:.0e}".partition("e")
    return "0" if value == 0 else f"{mantissa}e{int(exponent)}"
