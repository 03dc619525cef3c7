"""From outcomes to what a learner reads."""

from __future__ import annotations

from collections import Counter

import sympy as sp

from symcalc.grading.working import words
from symcalc.grading.working.blame import causes_of
from symcalc.grading.working.lines import Row
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.report import WorkingLine
from symcalc.notation import Notation, signed_terms
from symcalc.primitives import arrange
from symcalc.writing.text import text

FEW = 2  # terms that change, where it is said which
LONG = 60  # characters of what is quoted


def line_of(row: Row, outcome: Outcome, *, first: bool, x: str) -> WorkingLine:
    """A line of the report; the causes are looked for of the first wrong one."""
    said, slugs = sentences(outcome, first=first, x=x)
    if outcome.against == row.number:
        own = words.WRONG.format(before=words.before_words(row.number))
        said = [words.WITHIN if one == own else one for one in said]
    wrong = outcome.status == "incorrect"
    return WorkingLine(
        row.number,
        row.typed,
        outcome.relation,
        outcome.status,
        outcome.note,
        " ".join(said),
        outcome.seen.witness if wrong else None,
        slugs,
    )


def sentences(outcome: Outcome, *, first: bool, x: str) -> tuple[list[str], tuple[str, ...]]:
    """What is said of a line, and what explains it if it is wrong."""
    before = words.before_words(outcome.against)
    if outcome.said:
        return list(outcome.said), outcome.slugs
    if outcome.status == "incorrect":
        causes, slugs = outcome.causes, outcome.slugs
        if first and not slugs and not causes:
            causes, slugs = causes_of(outcome, x)
        return [*_lead(outcome, before, explained=bool(causes)), *causes, *_values(outcome)], slugs
    if outcome.status == "follow-through":
        return [words.FOLLOWS.format(before=before)], ()
    if outcome.status == "undecided":
        return [words.UNDECIDED.format(before=before)], ()
    if outcome.note == "right-by-luck":
        return [words.LUCK.format(before=before)], ()
    if outcome.note == "domain-differs":
        return [words.DOMAIN.format(place=outcome.seen.elsewhere)], ()
    if outcome.note == "limit-missing":
        return [words.LIMIT_MISSING], ()
    return [], ()


def _lead(outcome: Outcome, before: str, *, explained: bool) -> list[str]:
    if outcome.note in ("aside", "definition"):
        return []
    if outcome.further:
        return [] if explained else [words.WRONG_FURTHER.format(before=before)]
    changed = changes(outcome.before, outcome.after)
    said = [words.WRONG.format(before=before)]
    if changed is not None:
        old, new = changed
        said.append(words.CHANGED.format(before=before, old=old, new=new))
    return said


def _values(outcome: Outcome) -> list[str]:
    """Both values at a point."""
    seen = outcome.seen
    if not seen.before and seen.place:
        return [seen.place]  # of equations, in words
    if not seen.before:
        return [words.ASIDE] if outcome.note in ("aside", "definition") else []
    aside = outcome.note in ("aside", "definition")
    templates = (words.ASIDE_VALUES, words.ASIDE_AT) if aside else (words.VALUES, words.AT)
    if seen.what:
        templates = (words.WHAT_EVERYWHERE, words.WHAT)
    template = templates[bool(seen.place)]
    if seen.before == words.NONE and not aside:
        return [words.NO_VALUE_THERE.format(got=seen.after)]
    said = template.format(place=seen.place, what=seen.what, wanted=seen.before, got=seen.after)
    return [said[0].upper() + said[1:]]


def changes(before: Notation | None, after: Notation | None) -> tuple[str, str] | None:
    """The terms of a sum that became others, if most of it stayed; else None."""
    if before is None or after is None:
        return None
    old, new = (Counter(t.expr for t in signed_terms(side)) for side in (before, after))
    gone, come = old - new, new - old
    if not old & new or not gone or not come or max(gone.total(), come.total()) > FEW:
        return None
    shown = [text(arrange(sp.Add(*side.elements()))) for side in (gone, come)]
    return None if max(map(len, shown)) > LONG else (shown[0], shown[1])
