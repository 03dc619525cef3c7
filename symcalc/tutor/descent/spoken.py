"""Runs as people ask for them: "two Adam steps on x^2 from x = 1 with learning rate 0.1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from symcalc.errors import UnsupportedError
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.tutor.descent.asked_as import BEGINS, LEADS, UNITS
from symcalc.tutor.descent.called import SHARED, VALUE, named, once, put, taken
from symcalc.tutor.descent.methods import METHODS, method_of, names_of, plain
from symcalc.tutor.descent.read import array_of, pairs_of, whole_of
from symcalc.tutor.descent.schedules import SCHEDULES
from symcalc.tutor.descent.starts import Typed, parted, regression
from symcalc.tutor.words.descent import FAILS, HINTS, REMARKS

NEXT = re.compile(r"(?:next|new)\s", re.IGNORECASE)
ONES = ("a", "an", "one", "single", "next", "first")
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {**dict.fromkeys(ONES, "1"), **{w: str(k) for k, w in enumerate(WORDS, 2)}}
COUNT = re.compile(rf"(?:the\s+)?(?:first\s+)?(\w+)\s+(?:{UNITS})(?:\s+of)?", re.IGNORECASE)
SPACED = LEADS.replace(" ", r"\s+")
CLAUSE = re.compile(rf"(?:^|[\s,;]+)(?:and\s+)?({SPACED})\s+", re.IGNORECASE)
AND = re.compile(r"\s*(?:,\s*and\s|\sand\s|;)\s*")
# Methods that have momentum if there is a β, and weight decay if it is said.
BARE = {"gradient": ("beta", "decay"), "sgd": ("beta", "decay")}
MORE = {"beta": "momentum", "decay": "weight-decay"}
PLAIN = ("rate", "clip", "tolerance", "schedule", "batch", "seed", "shown", "samples", "shapes")
SCHEDULED = {name for row in SCHEDULES for name in row.settings}
OBJECT = re.compile(
    r"(?:the\s+)?(?:(?:system|equations?|function|loss|objective|cost)(?:\s+of\s+equations)?\s+"
    r"|minimi[sz](?:e|ing)\s+|solv(?:e|ing)\s+)",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"(?:what\s+is\s+)?(?:the\s+)?(?:new|next|updated)\s+\w+"
    r"|(?:mse|mean\s+squared\s+error)(?:\s+loss)?",
    re.IGNORECASE,
)
CORRECTED = ("adam", "adamw")  # which correct the bias of their averages


@dataclass
class Said:
    """What was understood so far."""

    method: str = ""
    f: str = ""
    start: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    steps: str = ""
    options: dict[str, str] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    each: bool = False  # whether there is a gradient for each step


def understood(parts: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of a run from the parts of a sentence of SPOKEN.

    >>> understood({"method": "gd", "lead": "on", "rest": "x^2 from x = 1, rate 0.1, 2 steps"})
    {'f': 'x^2', 'x0': 'x = 1', 'method': 'gd', 'rate': '0.1', 'steps': '2'}

    Raises
    ------
    UnsupportedError
        If a part is none of formula, start, data, method, number of steps or option.
    """
    said = Said(parts.get("method", "gradient"))
    if parts.get("count"):
        _steps(said, parts["count"].split()[-1])
    before = COUNT.fullmatch(re.sub(r"^(?:do|take|perform|run|apply|make)\s+", "", _before(parts)))
    if before:
        _steps(said, before[1])
    rest, whole = taken(_tail(parts))
    for name, value in whole:
        _whole(said, name, value)
    for lead, content in _clauses(rest):
        _clause(said, lead, content)
    one = parts.get("unit", "").lower() in ("step", "update", "iteration")
    if not said.steps and (one or NEXT.match(parts.get("what", ""))):
        said.steps = "1"
    return _arguments(said)


def _steps(said: Said, count: str) -> None:
    """How many steps, in figures or in words; what is said twice has to be the same."""
    steps = NUMBERS.get(count.lower(), count)
    once("steps", said.steps, steps)
    said.steps = steps


def _whole(said: Said, name: str, value: str) -> None:
    """What a clause says that is read in one piece."""
    if name == "bias" and method_of(said.method).name not in CORRECTED:
        raise _unread("bias correction")
    if name == "gradients":
        rows = [one for one in outside(AND.sub(", ", value)) if one.strip()]
        put(said.options, "g", f"[{', '.join(rows)}]")
        _steps(said, str(len(rows)))
        said.each = True
    elif name == "regression":
        model, _, points = value.partition(";")
        said.f, said.data, told = regression(model, points)
        said.noted.append(told)
    elif name != "bias":
        put(said.options, name, value)


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
        begins = parts.get("lead") or "from"
        return f"{begins} {parts['start']} {rest if 'lead' in parts else f'with {rest}'}"
    return re.sub(r"(?<=\w):\s", ", ", f"{parts.get('lead', 'with')} {rest}")


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
        said.f = OBJECT.sub("", first)
        while more and "=" in said.f and "=" in more[0] and "newton" in said.method.lower():
            said.f += f", {more.pop(0)}"  # a system
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
        once("method", "" if said.method in BARE else said.method, one)
        said.method = one
    elif not _counts(said, one) and not _option(said, one) and not NOTHING.fullmatch(one):
        found = VALUE.fullmatch(one)
        if found is None:
            raise _unread(one)
        put(said.options, found[1], found[2])  # refused by what has the settings


def _counts(said: Said, one: str) -> bool:
    found = COUNT.fullmatch(one)
    if found:
        _steps(said, found[1])
    return found is not None


def _named(said: Said, one: str) -> tuple[str, str] | None:
    """The name of an option as the method has it, and its value; None where it is none."""
    found = named(one)
    if found is None:
        return None
    name, value = found
    if name in BARE.get(method_of(said.method).name, ()):
        said.method = MORE[name]
    method = method_of(said.method)
    known = {*method.settings, *PLAIN, *method.state, "g", "t", "alpha"}
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
        put(said.options, *found)
    return found is not None


def _unread(one: str) -> UnsupportedError:
    return UnsupportedError(FAILS["clause"].format(part=one[:60]), hint=HINTS["clause"])


def _told_apart(said: Said) -> dict[str, str]:
    """The options, where α is the rate, or beside a rate what RMSProp smooths with."""
    options = dict(said.options)
    alpha = options.pop("alpha", None)
    if alpha is not None:
        smooths = "rate" in options and "rho" in method_of(said.method).settings
        put(options, "rho" if smooths else "rate", alpha)
    if re.search(r"(?<![^\W\d_])t(?![^\W\d_])", options.get("rate", "")):
        put(options, "schedule", options.pop("rate"))  # 0.1/sqrt(t)
    if "g" in options and not said.start:
        own = {*method_of(said.method).settings, *method_of(said.method).state, *PLAIN, "g", "t"}
        said.start = [f"{n} = {options.pop(n)}" for n in list(options) if n not in own]
    return options


def _data(said: Said, options: dict[str, str]) -> None:
    """What is said of letters that are data: with x = 2, y = 5, or beside w in the start."""
    method = method_of(said.method)
    own = {*method.settings, *method.state, *PLAIN, "g", "t"}
    more = [name for name in options if name not in own and name not in SCHEDULED]
    if said.f and more:
        met = {s.name for s in read(said.f, names=more).symbols}
        said.data += [f"{name} = {options.pop(name)}" for name in more if name in met]
    if not said.f or said.data or not all("=" in one for one in said.start):
        return
    learnt, data = parted(said.f, pairs_of(", ".join(said.start)))
    if data:
        said.start = [f"{name} = {value}" for name, value in learnt.items()]
        said.data = [f"{name} = {value}" for name, value in data.items()]
        row = "data" if len(learnt) == 1 else "data-several"
        said.noted.append(
            REMARKS[row].format(names=" and ".join(data), learnt=" and ".join(learnt))
        )


def _arguments(said: Said) -> dict[str, Any]:
    method, options = method_of(said.method), _told_apart(said)
    found: dict[str, Any] = {"f": said.f} if said.f else {}
    steps = said.steps
    slopes, t = options.pop("g", None), options.pop("t", None)
    if slopes is not None:
        count = whole_of("steps", steps or 1, 1, 100)
        rows = array_of("gradient", slopes)
        each = rows.tolist() if said.each else [rows.ravel().tolist()] * count
        found |= {"f": None, "gradients": each}
        steps = ""
    elif not said.f:
        raise UnsupportedError(FAILS["neither"], hint=HINTS["clause"])
    _data(said, options)
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
    found |= {"noted": tuple(said.noted)} if said.noted else {}
    found |= {name: options.pop(name) for name in PLAIN if name in options}
    found |= {"steps": steps} if steps else {}
    return {**found, "settings": options} if options else found


def _start(said: str) -> Any:
    """x = 4, y = 2; (4, 2); w = (4, 2), which are the numbers in order."""
    if "=" not in said:
        return Typed(array_of("the start", said).ravel().tolist())
    values = list(pairs_of(said).values())
    if len(values) == 1 and str(values[0]).startswith("("):
        return Typed(array_of("the start", values[0]).ravel().tolist())
    return said
