"""The rate of one step of a schedule: "cosine annealing from 0.01 to 0 over 50 steps at step 5"."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.reading.numbers import exact
from symcalc.tutor.descent.put_in import put_in
from symcalc.tutor.descent.schedules import SCHEDULES, Schedule, schedule_of
from symcalc.tutor.extrema.numbers import shown
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.descent_asides import FAILS, HINTS
from symcalc.writing.text import text

TIMED = "warm-up|cosine decay|cosine schedule|exponential schedule|step schedule|inverse time decay"
OWN = {"cosine decay": "cosine", "cosine schedule": "cosine"}
OWN |= {"exponential schedule": "exponential", "step schedule": "step"}
LONGER = [
    n for s in SCHEDULES for n in (s.title, *s.spellings) if len(n) > 5 and n != "constant rate"
]
NAMES = "|".join(sorted({*LONGER, *TIMED.split("|")}, key=len)[::-1])
LEADS = "{lead:from|to|of|over|with|at|after|every|starting at|starting from|by|for}"
STEPS = r"\s+(?:steps?|epochs?|iterations?|updates?)"
UNIT = r"(?:step|epoch|iteration|update|time)"
RATE = (
    r"(?:(?:an?\s+)?(?:initial\s+|base\s+|peak\s+|start(?:ing)?\s+)?"
    r"(?:learning\s+rate|rate|lr)\s*)?"
)
A = r"(\S+)"
NAMED_RATE = r"(?:initial|base|peak|start(?:ing)?)\s+(?:learning\s+rate|rate|lr)"
# What is said of a schedule, and the letter of the formula that it is.
SAID = (
    (rf"(?:at|after|in)\s+{UNIT}\s+(?:t\s*=\s*)?(?P<t>\S+)", "t"),
    (rf"(?:at|with|for)\s+t\s*=\s*{A}", "t"),
    (rf"after\s+{A}{STEPS}", "t"),
    (rf"every\s+{A}{STEPS}", "every"),
    (rf"(?:per|every|each)\s+{UNIT}()", "each"),
    (
        rf"(?:multiplied\s+)?by\s+(?:an?\s+factor\s+(?:of\s+)?)?{A}(?=\s+(?:every|per|each)\b)",
        "factor",
    ),
    (rf"{NAMED_RATE}\s*(?:of|=|is)?\s*{A}", "rate"),
    (rf"(?:over|for|in|during|within)\s+(?:a\s+total\s+of\s+)?{A}{STEPS}", "T"),
    (
        rf"(?:with|by|at)\s+(?:an?\s+)?(?:drop\s+|decay\s+)?(?:factor|gamma|γ)\s*(?:of|=)?\s*{A}",
        "factor",
    ),
    (r"(?:by\s+)?hal(?:f|ved|ving)()", "half"),
    (rf"(?:with|and|at)\s+(?:an?\s+)?(?:k|decay(?:\s+(?:rate|constant))?)\s*(?:of|=)?\s*{A}", "k"),
    (rf"(?:with|and|of)\s+(?:an?\s+)?power\s*(?:of|=)?\s*{A}", "power"),
    (rf"(?:starting\s+)?(?:from|of|at|with)\s+{RATE}(?:of|=)?\s*{A}", "rate"),
    (rf"(?:down\s+|up\s+)?to\s+{RATE}(?:of|=)?\s*{A}", "low"),
)
# "…; what is the learning rate at step 50?"
WANTED = re.compile(
    r"(?:what\s+is\s+)?(?:the\s+)?(?:learning\s+rate|rate|lr)\s+(?=(?:at|after|in)\s)",
    re.IGNORECASE,
)
FIXED = {"half": sp.S.Half, "each": sp.S.One}
GEOMETRIC = "rate*factor^t"
READ = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in SAID)


@lesson(
    "schedule-at",
    "{name} schedule: {point}",
    f"{{name:{NAMES}}} {LEADS} {{rest}}",
    f"{{name:{NAMES}}}: {{rest}}",
)
def schedule_at(
    name: str, point: str = "", rest: str = "", lead: str = "", **between: str
) -> Derivation:
    """The rate of a step.

    Examples
    --------
    >>> schedule_at("step decay", rest="from 0.1 with factor 0.5 every 10 steps at step 25").answer
    1/40
    """
    del between  # words
    row = schedule_of(OWN.get(name.lower(), name))
    place = _of_point(point) if point else _letters(row, _found(f"{lead} {rest}"))
    if row.name == "exponential" and "factor" in place:
        row = replace(row, formula=GEOMETRIC, settings={"factor": 1})
    formula = row.line
    needed = {s.name: s for s in formula.expr.free_symbols}
    usual = {n: exact(v) for n, v in row.settings.items() if n in ("low", "power")}
    place = {n: v for n, v in {**usual, **place}.items() if n in needed}
    if not {*needed} - {"t"} <= {*place}:
        missing = ", ".join(sorted(set(needed) - set(place) - {"t"}))
        raise UnsupportedError(FAILS["said"].format(names=missing), hint=HINTS["schedule"])
    values = {needed[n]: v for n, v in place.items()}
    told = ", ".join(f"{n} = {text(shown(v))}" for n, v in place.items())
    question = asked("schedule-at", formula, name=row.name, point=told)
    return put_in(question, formula, values, told)


def _of_point(point: str) -> dict[str, sp.Expr]:
    pairs = (one.partition("=") for one in point.split(","))
    return {name.strip(): exact(value.strip()) for name, _, value in pairs}


def _found(words: str) -> dict[str, sp.Expr]:
    """The letters that are said, in any order.

    Raises
    ------
    UnsupportedError
        If something is said that is none of them.
    """
    rest, found = " ".join(words.strip().split()), dict[str, sp.Expr]()
    while rest:
        rest = WANTED.sub("", re.sub(r"^(?:,|and\s|;|:)\s*", "", rest))
        match, name = next(
            ((m, n) for p, n in READ if (m := p.match(rest)) and n not in found), (None, "")
        )
        if match is None:
            raise UnsupportedError(FAILS["schedule"].format(part=rest[:40]), hint=HINTS["schedule"])
        told = match[1].rstrip(",;:")
        found[name] = FIXED[name] if name in FIXED else exact(told)
        rest = rest[match.end() :].strip()
    return found


def _letters(row: Schedule, found: dict[str, sp.Expr]) -> dict[str, sp.Expr]:
    """The letters of this schedule: a warm-up leads to the rate, and is as long as is said."""
    if "half" in found:
        found["factor"] = found.pop("half")
    if found.pop("each", None) is not None and row.name == "step":
        found["every"] = sp.S.One
    if row.name != "warm-up":
        return found
    begin = found.pop("rate", sp.S.Zero) if "low" in found else sp.S.Zero
    if begin != 0:
        raise UnsupportedError(FAILS["from"].format(value=begin), hint=HINTS["schedule"])
    if "low" in found:
        found["rate"] = found.pop("low")
    if "T" in found:
        found["warmup"] = found.pop("T")
    return found
