"""A wrong answer, explained: which wrong rule leads to it, and what the right one says."""

from __future__ import annotations

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.misconceptions.outcomes import Slip, Wrong
from symcalc.grading.told import Told
from symcalc.primitives import arrange
from symcalc.writing.text import text

OR = "Or: {says}"
AND = "And: {says}"


def diagnosed(asked: Asked, told: Told, found: Finding) -> Finding:
    """A wrong answer with the misconceptions that explain it; any other finding as it is."""
    if found.status != "incorrect" or found.note != "different":
        return found
    causes = book_of(asked).explains(told.expr)
    if not causes:
        return found
    slugs = dict.fromkeys(slip.row.slug for one in causes for slip in one.slips)
    return found.because(*_told(asked, causes), misconceptions=tuple(slugs))


def _told(asked: Asked, causes: tuple[Wrong, ...]) -> list[str]:
    """What was done, the ties after it, and the rule that was meant."""
    first, *ties = causes
    said = [_says(asked, first.slips[0])]
    said += [AND.format(says=_says(asked, slip)) for slip in first.slips[1:]]
    said += [OR.format(says=_says(asked, one.slips[0])) for one in ties[:1]]
    return [*said, *dict.fromkeys(slip.row.helps for slip in first.slips)]


def _says(asked: Asked, slip: Slip) -> str:
    x = asked.wrt[0].name if asked.wrt else ""
    return slip.row.says.format(f=text(slip.place), got=text(arrange(slip.got)), x=x)
