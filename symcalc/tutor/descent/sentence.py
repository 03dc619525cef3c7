"""The sentence that asks for a run, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.reading.arrays import outside
from symcalc.tutor.descent.called import once
from symcalc.tutor.descent.methods import METHODS, Method
from symcalc.tutor.descent.read import array_of, pairs_of
from symcalc.tutor.descent.spoken import NUMBERS
from symcalc.tutor.descent.starts import Typed
from symcalc.tutor.words.descent import FAILS, HINTS
from symcalc.writing.text import text

if TYPE_CHECKING:
    from symcalc.tutor.descent.ask import Request

SENTENCE = "descent on {f} from {start}[ over {data}][ by {method}][ with {options}][ for {steps}]"
COUNT = re.compile(r"(\w+)\s+(?:steps?|iterations?|epochs?|updates?)", re.IGNORECASE)
RATES = re.compile(r"\b(?:learning\s+rate|step[\s-]?size|lr)(?=\W|$)", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:,\s*and\s|\sand\s)\s*")
NAMED = re.compile(r"^(?:an?\s+)?([A-Za-z]\w*)\s*(?:=|\sof\s|\s)\s*(.+)$", re.DOTALL)
OPTIONS = {"rate", "clip", "momentum", *(name for row in METHODS for name in row.settings)}
WHOLE = re.compile(r";|\b(?:state|names|shapes|schedule)\s")
GRADIENTS = "gradients "
WRITTEN = 600  # numbers that are written into a question
ELSEWHERE = "…"
USUAL = {"seed": 0, "shown": 3, "samples": "rows"}
# The options of a run that are said as a name and a value; the method's settings are, too.
PLAIN = ("rate", "tolerance", "schedule", "clip", "batch", "seed", "shown", "samples", "shapes")


def said_of(asked: Request, body: Notation | None, method: Method) -> dict[str, str]:
    """The parts of the sentence; explained, they give the same run."""
    given = asked.f if isinstance(asked.f, str) else None
    if asked.f is None:
        f = GRADIENTS + _array(asked.gradients)
    elif body is not None and "=" not in (given or ""):
        f = text(body)
    else:
        f = " ".join(str(asked.f).split())
    options = {name: getattr(asked, name) for name in PLAIN}
    options |= dict(asked.settings)
    kept = {n: v for n, v in options.items() if v is not None and v != USUAL.get(n)}
    told = [f"{name} {_value(value)}" for name, value in kept.items()]
    told += [f"state {_pairs(asked.state)}"] if asked.state else []
    steps = "" if asked.steps is None else _counted(str(asked.steps))
    names = [] if asked.names is None else list(asked.names)
    told += [f"names {', '.join(names)}"] if names else []
    return {
        "f": f,
        "start": _start(asked),
        "data": _pairs(asked.data) if asked.data else "",
        "method": "" if method.name == "gradient" else method.name,
        "options": "; ".join(told) + ("," if len(told) > 1 and steps else ""),
        "steps": steps,
    }


def _counted(steps: str) -> str:
    return f"{steps} step" if steps.strip() == "1" else f"{steps} steps"


def _start(asked: Request) -> str:
    if asked.x0 is None:
        return "0"
    return _pairs(asked.x0) if isinstance(asked.x0, Mapping | str) else _array(asked.x0)


def _pairs(given: Any) -> str:
    return ", ".join(f"{name} = {_value(value)}" for name, value in pairs_of(given).items())


def _value(value: Any) -> str:
    """A number as it was typed; an array in brackets."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shape(shape)}" for name, shape in value.items())
    if isinstance(value, list | tuple | np.ndarray) or hasattr(value, "tolist"):
        return _array(value)
    return str(value)


def _shape(shape: Any) -> str:
    if isinstance(shape, tuple | list):
        return f"({', '.join(map(str, shape))})"
    return str(shape)


def _array(value: Any) -> str:
    if isinstance(value, str):
        return value
    array = array_of("the array", value)
    return str(array.tolist()) if array.size <= WRITTEN else ELSEWHERE


def request_of(parts: Mapping[str, str]) -> dict[str, Any]:
    """The arguments that a sentence stands for.

    >>> request_of({"f": "x^2", "start": "x = 1", "options": "rate 0.1; beta 0.5"})
    {'f': 'x^2', 'x0': 'x = 1', 'rate': '0.1', 'settings': {'beta': '0.5'}}

    Raises
    ------
    UnsupportedError
        If the arrays of the run did not fit into its sentence.
    """
    if any(ELSEWHERE in part for part in parts.values()):
        raise UnsupportedError(FAILS["elsewhere"], hint=HINTS["elsewhere"])
    f, start = parts["f"], parts["start"]
    found: dict[str, Any] = {"f": f, "x0": _start_in(start)}
    if f.startswith(GRADIENTS):
        found |= {"f": None, "gradients": f.removeprefix(GRADIENTS)}
    found |= {name: parts[name] for name in ("method", "data") if parts.get(name)}
    if parts.get("steps"):
        found["steps"] = parts["steps"].removesuffix("s").removesuffix("step").strip()
    settings: dict[str, Any] = {}
    for option in outside(parts.get("options", "").removesuffix(","), ";"):
        name, _, value = option.strip().partition(" ")
        once(name, found.get(name, settings.get(name)), value.strip())
        if name in (*PLAIN, "state"):
            found[name] = value.strip()
        elif name == "names":
            found[name] = [word.strip() for word in value.split(",")]
        elif name:
            settings[name] = value.strip()
    return {**found, "settings": settings} if settings else found


def tidied(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts with what people write differently: "learning rate 0.1 and clip = 1", "one step".

    >>> tidied({"options": "learning rate 0.1", "start": "x = 1, clip 1, 2 steps"})
    {'options': 'clip 1; rate 0.1', 'start': 'x = 1', 'steps': '2'}
    """
    found = dict(parts)
    told, start = found.get("options", ""), _listed(found.get("start", ""))
    said = [one for one in start if _is_option(one, found.get("f", ""))]
    counts = [one for one in start if COUNT.fullmatch(one)]
    if said or counts:
        found["start"] = ", ".join(one for one in start if one not in (*said, *counts))
    if told and not WHOLE.search(told):
        said += _listed(told)
        told = ""
    if said:
        options = [NAMED.sub(r"\1 \2", one) for one in said]
        found["options"] = "; ".join([*options, *([told] if told else [])])
    for one in counts:
        once("steps", found.get("steps"), one)
        found["steps"] = one
    counted = COUNT.fullmatch(found.get("steps", ""))
    if counted:
        found["steps"] = NUMBERS.get(counted[1].lower(), counted[1])
    return found


def _listed(said: str) -> list[str]:
    """What is said one after another; the learning rate is called rate."""
    together = BETWEEN.sub(", ", RATES.sub("rate", said).strip(", ")).replace(";", ",")
    return [one.strip() for one in outside(together) if one.strip()]


def _is_option(said: str, f: str) -> bool:
    """Whether "rate = 0.1", said with the start, is of the method rather than of the point."""
    found = NAMED.match(said)
    name = found[1] if found else ""
    return name in OPTIONS and re.search(rf"\b{name}\b", f) is None


def _start_in(start: str) -> Any:
    if start.strip() == "0":
        return None
    return start if "=" in start else Typed(array_of("the start", start).ravel().tolist())
