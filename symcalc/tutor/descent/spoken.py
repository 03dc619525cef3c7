"""Runs as people ask for them: "two Adam steps on x^2 from x = 1 with learning rate 0.1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from symcalc.errors import UnsupportedError
from symcalc.reading.arrays import outside
from symcalc.tutor.descent.methods import METHODS, method_of, names_of, plain
from symcalc.tutor.descent.read import array_of, pairs_of, whole_of
from symcalc.tutor.words.descent import FAILS, HINTS

NAMES = "|".join(sorted((n.lower() for row in METHODS for n in names_of(row)), key=len)[::-1])
UNITS = "steps|step|iterations|iteration|updates|update|epochs|epoch"
BEGINS = "starting from|starting at|starting in|starting with|start at|start from|from|at"
LEADS = f"{BEGINS}|on|for|to|with|using|by|over"
WHAT = "next point|next iterate|next value|new point|new value|new x|result|point|iterate|position"
RUN = f"{{method:{NAMES}}}[ {{unit:{UNITS}}}] {{lead:{LEADS}}} {{rest}}"
COUNTED = f"[{{count:count}} ][{{units:{UNITS}}} of ]"
MINIMISE = "{minimise:minimise|minimize} {f} {by:by|with|using} "
SPOKEN = (
    f"{COUNTED}{RUN}",
    f"{{what:{WHAT}}} {{of:of|after|by}} {COUNTED}{RUN}",
    f"{MINIMISE}{{method:{NAMES}}}[ {{rest}}]",
    f"{MINIMISE}{{method:{NAMES}}}, {{rest}}",
    f"{MINIMISE}{COUNTED}{{method:{NAMES}}}[ {{unit:{UNITS}}}][ {{rest}}]",
    f"{{lead:{BEGINS}}} {{start}}, [{{before}} ]{{method:{NAMES}}}[ {{unit:{UNITS}}}] {{rest}}",
)
NEXT = re.compile(r"(?:next|new)\s", re.IGNORECASE)
ONES = ("a", "an", "one", "single", "next", "first")
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {**dict.fromkeys(ONES, "1"), **{w: str(k) for k, w in enumerate(WORDS, 2)}}
COUNT = re.compile(rf"(?:the\s+)?(?:first\s+)?(\w+)\s+(?:{UNITS})(?:\s+of)?", re.IGNORECASE)
SPACED = LEADS.replace(" ", r"\s+")
CLAUSE = re.compile(rf"(?:^|[\s,;]+)(?:and\s+)?({SPACED})\s+", re.IGNORECASE)
AND = re.compile(r"\s*(?:,\s*and\s|\sand\s|;)\s*")
# What people call the options; the longer names first.
CALLED = (
    (re.compile(r"(?:learning\s+rate|step[\s-]?(?:size|length)|lr|alpha|eta|α|η)\b", re.I), "rate"),
    (re.compile(r"(?:momentum(?:\s+(?:coefficient|parameter|factor))?|β|mu|μ)(?![\w₁₂])"), "beta"),
    (re.compile(r"(?:β_?(?:1|₁)|beta_1)(?!\w)"), "beta1"),
    (re.compile(r"(?:β_?(?:2|₂)|beta_2)(?!\w)"), "beta2"),
    (re.compile(r"(?:epsilon|ε)(?!\w)", re.I), "eps"),
    (re.compile(r"weight\s+decay(?:\s+(?:rate|coefficient))?", re.I), "decay"),
    (re.compile(r"(?:decay(?:\s+rate)?|ρ)(?!\w)", re.I), "rho"),
    (re.compile(r"(?:previous\s+|current\s+|old\s+|initial\s+)?velocity", re.I), "v"),
    (re.compile(r"(?:previous\s+|current\s+|old\s+)?first\s+moment", re.I), "m"),
    (re.compile(r"(?:previous\s+|current\s+|old\s+)?second\s+moment", re.I), "v"),
    (re.compile(r"(?:previous\s+|current\s+)?(?:accumulator|cache)", re.I), "s"),
    (re.compile(r"(?:current\s+|stochastic\s+)?(?:gradient|grad)(?!\w)", re.I), "g"),
    (re.compile(r"(?:clip(?:ping|ped)?)(?:\s+(?:norm|at|to))*", re.I), "clip"),
)
VALUE = re.compile(
    r"(?:an?\s+|the\s+)?([A-Za-z]\w*)\s*(?:=|\sof\s|\sis\s|\s|(?=[(\[]))\s*(.+)", re.S
)
BARE = ("gradient", "sgd")  # which have momentum if there is a β
PLAIN = ("rate", "clip", "tolerance", "schedule", "batch", "seed", "shown", "samples", "shapes")
SHARED = {"rho": ("decay",), "decay": ("rho",), "beta": ("rho", "beta1")}


@dataclass
class Said:
    """What was understood so far."""

    method: str = ""
    f: str = ""
    start: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    steps: str = ""
    options: dict[str, str] = field(default_factory=dict)


def understood(parts: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of a run from the parts of a sentence of SPOKEN.

    >>> understood({"method": "gd", "lead": "on", "rest": "x^2 from x = 1, rate 0.1, 2 steps"})
    {'f': 'x^2', 'x0': 'x = 1', 'method': 'gd', 'rate': '0.1', 'steps': '2'}

    Raises
    ------
    UnsupportedError
        If a part is none of formula, start, data, method, number of steps or option.
    """
    said = Said(parts["method"])
    if parts.get("count"):
        said.steps = NUMBERS.get(parts["count"].lower().split()[-1], parts["count"])
    elif NEXT.match(parts.get("what", "")) or parts.get("unit", "").lower() in (
        "step",
        "update",
        "iteration",
    ):
        said.steps = "1"
    before = COUNT.fullmatch(re.sub(r"^(?:do|take|perform|run|apply|make)\s+", "", _before(parts)))
    if before:
        said.steps = NUMBERS.get(before[1].lower(), before[1])
    for lead, content in _clauses(_tail(parts)):
        _clause(said, lead, content)
    return _arguments(said)


def _before(parts: Mapping[str, str]) -> str:
    return parts.get("before", "").strip()


def _tail(parts: Mapping[str, str]) -> str:
    """All clauses of the sentence, each with its word in front."""
    rest = parts.get("rest", "")
    if "f" in parts:
        joined = "" if CLAUSE.match(rest) else "with "
        return (
            f"on {parts['f']} {joined}{rest.removeprefix('and ')}" if rest else f"on {parts['f']}"
        )
    if "start" in parts:
        return f"{parts['lead']} {parts['start']} {rest}"
    return f"{parts['lead']} {rest}"


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """The word in front of each clause, and what it holds."""
    found = [m for m in CLAUSE.finditer(text) if _depth(text[: m.start()]) == 0]
    ends = [*(m.start() for m in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        yield " ".join(match[1].lower().split()), text[match.end() : end].strip(" ,;")


def _depth(text: str) -> int:
    return sum((letter in "([{") - (letter in ")]}") for letter in text)


def _clause(said: Said, lead: str, content: str) -> None:
    """Take in a clause: its first part by its word, what follows by what it looks like."""
    first, *more = [one.strip() for one in outside(AND.sub(", ", content)) if one.strip()]
    begins = lead in BEGINS.split("|") and not said.start
    if _counts(said, first):
        pass
    elif lead in ("on", "for", "to"):
        if said.f:
            raise _unread(f"{lead} {content}")
        said.f = first
    elif begins and (lead != "starting with" or "=" in first) and not _option(said, first):
        said.start.append(first)
    elif lead == "over":
        said.data += [first, *more]
        return
    else:
        _part(said, first)
    for one in more:
        if begins and "=" in one and not _is_named(said, one):
            said.start.append(one)
        else:
            _part(said, one)


def _part(said: Said, one: str) -> None:
    """A method, a number of steps, or an option."""
    if plain(one) in {plain(s) for row in METHODS for s in names_of(row)}:
        said.method = one
    elif not _counts(said, one) and not _option(said, one):
        found = VALUE.fullmatch(one)
        if found is None:
            raise _unread(one)
        said.options[found[1]] = found[2]  # refused by what has the settings


def _counts(said: Said, one: str) -> bool:
    found = COUNT.fullmatch(one)
    if found:
        said.steps = NUMBERS.get(found[1].lower(), found[1])
    return found is not None


def _named(said: Said, one: str) -> tuple[str, str] | None:
    """The name of an option and its value; None where it is none."""
    told = re.sub(r"^(?:an?|the)\s+", "", one)
    for pattern, name in CALLED:
        found = pattern.match(told)
        if found and told[found.end() :].strip():
            told = f"{name} {told[found.end() :].strip().lstrip('=').strip()}"
            break
    found = VALUE.fullmatch(told)
    if found is None:
        return None
    if found[1] == "beta" and method_of(said.method).name in BARE:
        said.method = "momentum"
    method = method_of(said.method)
    name, value = found[1], re.sub(r"^(?:of|is|=)\s*", "", found[2])
    known = {*method.settings, *PLAIN, *method.state, "g", "t"}
    name = next((n for n in (name, *SHARED.get(name, ())) if n in known), "")
    return (name, value) if name else None


def _is_named(said: Said, one: str) -> bool:
    """Whether "rate = 0.1", said with the start, is of the method rather than of the point."""
    found = _named(said, one)
    letters = {*"mvsgt"} & set(re.findall(r"[A-Za-z]\w*", said.f))
    return found is not None and found[0] not in letters


def _option(said: Said, one: str) -> bool:
    found = _named(said, one) if _is_named(said, one) else None
    if found:
        said.options[found[0]] = found[1]
    return found is not None


def _unread(one: str) -> UnsupportedError:
    return UnsupportedError(FAILS["clause"].format(part=one[:60]), hint=HINTS["clause"])


def _arguments(said: Said) -> dict[str, Any]:
    method, options = method_of(said.method), dict(said.options)
    found: dict[str, Any] = {"f": said.f} if said.f else {}
    steps = said.steps
    slopes, t = options.pop("g", None), options.pop("t", None)
    if slopes is not None:
        count = whole_of("steps", steps or 1, 1, 100)
        found |= {"f": None, "gradients": [array_of("gradient", slopes).ravel().tolist()] * count}
        steps = ""
    elif not said.f:
        raise UnsupportedError(FAILS["neither"], hint=HINTS["clause"])
    if said.start:
        found["x0"] = _start(", ".join(said.start))
    found["method"] = said.method
    state: dict[str, Any] = {
        name: options.pop(name) for name in list(options) if name in method.state
    }
    if t is not None:
        state["t"] = whole_of("t", t, 1, 10**9) - 1
    found |= {"state": state} if state else {}
    found |= {"data": ", ".join(said.data)} if said.data else {}
    found |= {name: options.pop(name) for name in PLAIN if name in options}
    found |= {"steps": steps} if steps else {}
    return {**found, "settings": options} if options else found


def _start(said: str) -> Any:
    """x = 4, y = 2; (4, 2); w = (4, 2), which are the numbers in order."""
    if "=" not in said:
        return array_of("the start", said).ravel().tolist()
    values = list(pairs_of(said).values())
    if len(values) == 1 and str(values[0]).startswith("("):
        return array_of("the start", values[0]).ravel().tolist()
    return said
